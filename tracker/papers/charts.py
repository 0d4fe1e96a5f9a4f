"""The charts, drawn once for screen and paper: bars by status, by part of the plan, and due dates over time.

Colour never stands alone: every bar has a pattern, its legend a shape and a word, and each figure its number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from tracker.domain.actions.status import Status
from tracker.domain.board.board import BoardData
from tracker.domain.board.board_figures import Breakdown, Figure
from tracker.domain.text.colours import MARK_CONTRAST, is_colour, readable
from tracker.papers.fonts import BOLD, FAMILY, REGULAR, STAND_IN, font_for, plain, register_fonts
from tracker.papers.shapes import PATTERNS, Area, block, ink_on, shape

Palette = Mapping[str, str]

LIGHT: Palette = MappingProxyType({
    "ground": "#ffffff", "ink": "#1b1f24", "quiet": "#4a525c", "line": "#7d8793",
    "bad": "#b3261e", "warning": "#a15c00", "active": "#1d5fa6", "neutral": "#5f6874",
    "good": "#2b7a3a", "done": "#0f4c5c", "muted": "#767f8a",
})  # fmt: skip
"""Tone to colour, on white: each stands out from the ground by 3 to 1 or more."""

_SCREEN_FONTS = ((BOLD, FAMILY, "bold"), (REGULAR, FAMILY, "normal"), (STAND_IN, "DejaVu Sans", "normal"))
SIZE, SMALL = 10.5, 9.5
LONGEST = 300
"""No label has room for more characters."""
WIDTH = 511.0
"""The width of a chart on A4, in points."""


@dataclass(frozen=True, slots=True)
class ChartRegion:
    """Where a figure stands on a drawing, in its own units from the top left; `key` finds it in BoardData."""

    x0: float
    y0: float
    x1: float
    y1: float
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its title, what it says in words and as a table, and the places that a click opens."""

    title: str
    drawing: Drawing
    alt: str
    regions: tuple[ChartRegion, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def status_colour(status: Status | None, own: str | None, palette: Palette) -> str:
    """The plan's own colour for a status, moved until it stands out from the ground; else the palette's."""
    own = own or (status.colour if status else "")
    if own and is_colour(own):
        return readable(own, palette["ground"], MARK_CONTRAST)
    return palette[status.tone if status else "neutral"]


class _Sheet:
    """A drawing in the making: places things from the top left and remembers the regions."""

    def __init__(self, width: float, height: float, palette: Palette) -> None:
        register_fonts()
        self.drawing = Drawing(width, height)
        self.height = height
        self.palette = palette
        self.regions: list[ChartRegion] = []

    def text(self, x: float, y: float, words: str, *, size: float = SIZE, font: str = REGULAR, **more: Any) -> None:
        """Words whose baseline stands `y` below the top."""
        colour = HexColor(more.pop("colour", self.palette["ink"]))
        name = font_for(words, font)
        self.drawing.add(String(x, self.height - y, words, fontName=name, fontSize=size, fillColor=colour, **more))

    def line(self, x0: float, y0: float, x1: float, y1: float, tone: str = "line", **more: Any) -> None:
        """A thin rule."""
        colour = HexColor(self.palette[tone])
        self.drawing.add(
            Line(x0, self.height - y0, x1, self.height - y1, strokeColor=colour, **{"strokeWidth": 0.75, **more})
        )

    def mark(self, figure: Figure, x: float, y: float, size: float) -> None:
        """A figure's status shape, its top left corner at (x, y)."""
        if figure.status is not None:
            self.drawing.add(shape(figure.status.shape, x, self.height - y - size, size, self.colour(figure)))

    def bar(self, figure: Figure, x: float, y: float, width: float, height: float) -> None:
        """A figure's bar; its top left corner at (x, y)."""
        ground = self.palette["ground"]
        area = (x, self.height - y - height, width, height)
        self.drawing.add(block(area, pattern_of(figure), self.colour(figure), ground))

    def number(self, figure: Figure, x: float, y: float) -> None:
        """A figure's number in the middle of its bar, on a clear ground."""
        words, ground = str(figure.count), self.palette["ground"]
        solid = pattern_of(figure) == "solid"
        if not solid:
            width = stringWidth(words, BOLD, SMALL) + 4
            self.drawing.add(
                Rect(x - width / 2, self.height - y - 3, width, SMALL + 2, fillColor=HexColor(ground), strokeColor=None)
            )
        colour = ink_on(self.colour(figure)) if solid else self.palette["ink"]
        self.text(x, y, words, size=SMALL, font=BOLD, textAnchor="middle", colour=colour)

    def region(self, figure: Figure, corners: Area, part: str = "") -> None:
        """Remembers where a figure stands (left, top, right, bottom)."""
        label = f"{part}: {figure.label}, {figure.count}" if part else f"{figure.label}, {figure.count}"
        self.regions.append(ChartRegion(*corners, figure.key, label))

    def colour(self, figure: Figure) -> str:
        """The colour of a figure's status."""
        return status_colour(figure.status, figure.colour, self.palette)

    def chart(self, title: str, alt: str, heads: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Chart:
        """The finished chart with its numbers as a table."""
        return Chart(title, self.drawing, alt, tuple(self.regions), tuple(heads), tuple(rows))


def pattern_of(figure: Figure) -> str:
    """The fill pattern of a status figure."""
    return PATTERNS.get(figure.key.rsplit(":", 1)[-1], "solid")


def shown(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The statuses worth a row: those with actions, and the main ones even without."""
    main = ("overdue", "not started", "in progress", "complete")
    return tuple(f for f in figures if f.count or f.key.rsplit(":", 1)[-1] in main)


def profile_chart(data: BoardData, palette: Palette = LIGHT, width: float = WIDTH) -> Chart:
    """Actions by status: one bar a status, with shape, word and number."""
    figures = shown(data.profile)
    row, label = 23.0, 118.0
    sheet = _Sheet(width, row * len(figures) + 4, palette)
    most = max((figure.count for figure in figures), default=0) or 1
    for index, figure in enumerate(figures):
        top = index * row + 2
        sheet.mark(figure, 2, top + 4, 12)
        sheet.text(20, top + 14, fitted(figure.label, label - 26), size=SIZE)
        length = (width - label - 40) * figure.count / most
        if figure.count:
            sheet.bar(figure, label, top + 2, length, row - 6)
        sheet.text(label + length + 6, top + 14, str(figure.count), font=BOLD)
        sheet.region(figure, (0, top, width, top + row))
    sheet.line(label, 0, label, row * len(figures) + 4)
    said = ", ".join(f"{figure.label} {figure.count}" for figure in figures)
    total = sum(figure.count for figure in data.profile)
    rows = [(figure.label, str(figure.count)) for figure in figures]
    alt = f"Bar chart of {total} actions by status: {said}."
    return sheet.chart("Actions by status", alt, ("Status", "Actions"), rows)


def parts_chart(
    title: str, parts: Sequence[Breakdown], palette: Palette = LIGHT, width: float = WIDTH, *, most: int = 0
) -> Chart:
    """One stacked bar for each part of the plan, with numbers inside, totals at the end and a legend.

    `most` is the count that fills the width, where several charts are to share a scale.
    """
    statuses = _present(parts)
    row, label = 21.0, _label_width(parts, width)
    legend = _legend_rows(statuses, width)
    sheet = _Sheet(width, row * len(parts) + 10 + 18 * len(legend), palette)
    longest = most or max((part.count for part in parts), default=0) or 1
    unit = (width - label - 34) / longest
    for index, part in enumerate(parts):
        _stack(sheet, part, index * row, label, unit)
    sheet.line(label, 0, label, row * len(parts))
    _draw_legend(sheet, legend, row * len(parts) + 10)
    return sheet.chart(title, f"{title}: stacked bar chart. {_said(parts)}", *_numbers("Part", parts))


def _stack(sheet: _Sheet, part: Breakdown, top: float, left: float, unit: float) -> None:
    sheet.text(left - 6, top + 14.5, fitted(part.label, left - 8), textAnchor="end")
    x = left
    for figure in part.figures:
        length = unit * figure.count
        if not figure.count:
            continue
        sheet.bar(figure, x, top + 2.5, length, 16)
        if length >= 8 + 6 * len(str(figure.count)):
            sheet.number(figure, x + length / 2, top + 14)
        sheet.region(figure, (x, top, x + length, top + 21), part.label)
        x += length
    sheet.text(x + 6, top + 14.5, str(part.count) if part.count else "none", font=BOLD)


def timeline_chart(data: BoardData, palette: Palette = LIGHT, width: float = WIDTH) -> Chart:
    """Due dates over time: a stacked column for each month (or quarter, or year) with its number above."""
    parts = data.by_month
    legend = _legend_rows(_present(parts), width)
    body = 130.0
    sheet = _Sheet(width, body + 34 + 18 * len(legend), palette)
    most = max((part.count for part in parts), default=0) or 1
    step = width / max(len(parts), 1)
    unit = (body - 18) / most
    for index, part in enumerate(parts):
        _column(sheet, part, (index * step + step * 0.14, min(step * 0.72, 60.0)), body, unit)
    sheet.line(0, body, width, body)
    _ticks(sheet, parts, step, body)
    _draw_legend(sheet, legend, body + 38)
    alt = f"Due dates: stacked column chart. {_said(parts)}"
    return sheet.chart("Due dates", alt, *_numbers("Due in", parts))


def _column(sheet: _Sheet, part: Breakdown, across: tuple[float, float], body: float, unit: float) -> None:
    (x, width), y = across, body
    for figure in part.figures:
        height = unit * figure.count
        if figure.count:
            y -= height
            sheet.bar(figure, x, y, width, height)
            sheet.region(figure, (x, y, x + width, y + height), part.label)
    if part.count:
        sheet.text(x + width / 2, y - 4, str(part.count), size=SMALL, font=BOLD, textAnchor="middle")


def _ticks(sheet: _Sheet, parts: Sequence[Breakdown], step: float, body: float) -> None:
    """The names of months under their columns, as many as there is room for, and the year where it begins."""
    last_year, free = "", 0.0
    for index, part in enumerate(parts):
        name, _, year = part.label.rpartition(" ")
        middle = index * step + step * 0.14 + min(step * 0.72, 60.0) / 2
        words = name or year
        half = stringWidth(words, REGULAR, SMALL) / 2
        if middle - half < free:
            continue
        start = max(middle - half, 0.0)
        sheet.text(start, body + 13, words, size=SMALL)
        if name and year != last_year:
            sheet.text(start, body + 25, year, size=SMALL, font=BOLD)
            last_year = year
        free = start + 2 * half + 5


def _present(parts: Sequence[Breakdown]) -> tuple[Figure, ...]:
    """One figure for each status that occurs, in the order of the profile."""
    if not parts:
        return ()
    used = [any(part.figures[place].count for part in parts) for place in range(len(parts[0].figures))]
    return tuple(figure for figure, found in zip(parts[0].figures, used, strict=True) if found)


def _legend_rows(statuses: Sequence[Figure], width: float) -> list[list[tuple[float, Figure]]]:
    rows: list[list[tuple[float, Figure]]] = []
    x = width
    for figure in statuses:
        room = 52 + stringWidth(plain(figure.label), font_for(plain(figure.label)), SMALL)
        if x + room > width:
            rows.append([])
            x = 0
        rows[-1].append((x, figure))
        x += room
    return rows


def _draw_legend(sheet: _Sheet, rows: list[list[tuple[float, Figure]]], top: float) -> None:
    for index, row in enumerate(rows):
        y = top + 18 * index
        for x, figure in row:
            sheet.bar(figure, x + 1, y, 16, 10)
            sheet.mark(figure, x + 21, y, 10)
            sheet.text(x + 34, y + 9, plain(figure.label), size=SMALL)


def _label_width(parts: Sequence[Breakdown], width: float) -> float:
    widest = max((stringWidth(plain(p.label), font_for(plain(p.label)), SIZE) for p in parts), default=0)
    return min(widest + 10, width * 0.36)


def fitted(words: str, room: float, size: float = SIZE, face: str = REGULAR) -> str:
    """The words, cut with an ellipsis where they are wider than the room in this face."""
    shown = " ".join(plain(words[:LONGEST]).split())
    font = font_for(shown, face)
    if len(words) <= LONGEST and stringWidth(shown, font, size) <= room:
        return shown
    most = bisect_right(range(len(shown) + 1), room, key=lambda count: stringWidth(f"{shown[:count]}…", font, size)) - 1
    return f"{shown[: max(0, most)].rstrip()}…"


def _said(parts: Sequence[Breakdown]) -> str:
    sentences = []
    for part in parts:
        counts = ", ".join(f"{figure.label} {figure.count}" for figure in part.figures if figure.count)
        sentences.append(f"{part.label}: {counts or 'none'}.")
    return " ".join(sentences)


def _numbers(first: str, parts: Sequence[Breakdown]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """A chart of parts as a table: a column for each status that occurs, and the total."""
    statuses = _present(parts)
    places = [parts[0].figures.index(status) for status in statuses] if parts else []
    rows = [(part.label, *(str(part.figures[p].count) for p in places), str(part.count)) for part in parts]
    return (first, *(status.label for status in statuses), "All"), rows


def as_svg(drawing: Drawing) -> str:
    """The drawing as SVG text whose fonts are known by their family name, as a screen knows them.

    The outermost clip goes: it cuts nothing off, and Qt draws it as a black rectangle.
    """
    text = str(renderSVG.drawToString(drawing))
    for name, family, weight in _SCREEN_FONTS:
        text = re.sub(rf"font-family:\s*{name};", f"font-family: '{family}'; font-weight: {weight};", text)
    return re.sub(r"\s*<(title|desc|clipPath)\b.*?</\1>|clip-path: url\(#clip\)", "", text, flags=re.DOTALL)


def as_pdf(drawing: Drawing) -> bytes:
    """The drawing as a PDF of one page that is as large as itself."""
    data: bytes = renderPDF.drawToString(drawing, autoSize=1)
    return data


def all_charts(data: BoardData, palette: Palette = LIGHT, width: float = WIDTH) -> tuple[Chart, ...]:
    """Every chart that has something to show."""
    parts = (("Actions by recommendation", data.by_recommendation), ("Actions by agency", data.by_agency))
    charts = [profile_chart(data, palette, width)]
    charts += [parts_chart(title, rows, palette, width) for title, rows in parts if rows]
    if data.by_month:
        charts.append(timeline_chart(data, palette, width))
    return tuple(charts)
