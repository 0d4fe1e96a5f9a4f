"""Planned, re-dated and actual finish over time, drawn as three lines that differ in dash and mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.graphics.shapes import Circle, Rect
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from tracker.domain.board.board_trend import TrendPoint
from tracker.papers.charts import LIGHT, SMALL, WIDTH, Chart, Palette, _Sheet
from tracker.papers.fonts import BOLD, REGULAR

LEFT, RIGHT, BODY, TOP = 30.0, 96.0, 72.0, 12.0
LINES = (
    ("planned", "first planned", "quiet", [2, 3]),
    ("redated", "as re-dated", "warning", [7, 3]),
    ("finished", "finished", "good", None),
)


def trend_chart(points: Sequence[TrendPoint], palette: Palette = LIGHT, width: float = WIDTH) -> Chart:
    """How many actions were to be finished by the end of each month, and how many were."""
    sheet = _Sheet(width, TOP + BODY + 24, palette)
    most = max(1, *(max(point.planned, point.redated, point.finished or 0) for point in points))
    step = (width - LEFT - RIGHT) / max(1, len(points) - 1)
    sheet.line(LEFT, TOP + BODY, width - RIGHT, TOP + BODY)
    free: list[float] = []
    for name, label, tone, dash in LINES:
        spots = [
            (LEFT + step * place, TOP + BODY * (1 - value / most), value)
            for place, value in enumerate(getattr(point, name) for point in points)
            if value is not None
        ]
        for (x0, y0, _), (x1, y1, _) in pairwise(spots):
            sheet.line(x0, y0, x1, y1, tone, strokeWidth=1.6, **({"strokeDashArray": dash} if dash else {}))
        _end(sheet, spots, label, tone, free)
    _months(sheet, points, step)
    rows = [(p.label, str(p.planned), str(p.redated), "to come" if p.finished is None else str(p.finished))
            for p in points]  # fmt: skip
    now = [point for point in points if point.finished is not None]
    said = _said(now[-1]) if now else "Nothing is due yet."
    title = "Planned, re-dated and actual finish"
    alt = f"{title}: line chart of actions to be finished by the end of each month. {said}"
    return sheet.chart(title, alt, ("By the end of", "First planned", "As re-dated", "Finished"), rows)


def _said(point: TrendPoint) -> str:
    """Where the plan stands at the end of a month."""
    return f"By {point.label}: {point.planned} first planned, {point.redated} as re-dated, {point.finished} finished."


def _end(sheet: _Sheet, spots: Sequence[tuple[float, float, int]], label: str, tone: str, taken: list[float]) -> None:
    """The line's last value with its name, moved until it stands clear of the others."""
    if not spots:
        return
    x, y, value = spots[-1]
    colour = HexColor(sheet.palette[tone])
    if label == "finished":
        sheet.drawing.add(Circle(x, sheet.height - y, 3, fillColor=colour, strokeColor=None))
    else:
        sheet.drawing.add(Rect(x - 2.5, sheet.height - y - 2.5, 5, 5, fillColor=colour, strokeColor=None))
    at = y + 3
    while any(abs(at - other) < SMALL + 2 for other in taken):
        at += SMALL + 2
    taken.append(at)
    sheet.text(x + 6, at, f"{value} {label}", size=SMALL, font=BOLD)


def _months(sheet: _Sheet, points: Sequence[TrendPoint], step: float) -> None:
    free = 0.0
    for place, point in enumerate(points):
        x, half = LEFT + step * place, stringWidth(point.label, REGULAR, SMALL) / 2
        sheet.line(x, TOP + BODY, x, TOP + BODY + 3)
        if x - half >= free:
            sheet.text(x, TOP + BODY + 15, point.label, size=SMALL, textAnchor="middle")
            free = x + half + 10
