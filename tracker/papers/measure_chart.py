"""A measure over time, drawn once for screen and paper: readings, course, target and what was done when.

A baseline is an open square, readings are dots joined by a line, the target is a dashed line with its words, the
tolerance a shaded band under the course. Upright lines say when the actions it serves began, fell due or were done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from reportlab.graphics.shapes import Circle, Polygon, Rect
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from tracker.domain.actions.measures import (
    Reading,
    has_course,
    measure_rag,
    readings,
    standing,
    tolerance_of,
    trend_words,
    value_words,
    way_of,
)
from tracker.domain.board.board_measures import Mark, MeasureRow, measure_row
from tracker.domain.board.board_rows import View
from tracker.domain.dates.dates import MONTHS, show
from tracker.domain.plan.records import Measure
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun
from tracker.papers.charts import LIGHT, SMALL, WIDTH, Chart, ChartRegion, Palette, _Sheet, fitted
from tracker.papers.fonts import BOLD, font_for
from tracker.papers.shapes import shape

LEFT, RIGHT, BODY, FOOT, MARK_ROW = 52.0, 92.0, 130.0, 30.0, 13.0
NARROW = 400.0
LABEL = 110.0
"""No value with its unit is drawn wider."""
MOST_ROWS = 3
"""Rows of marks above the drawing; marks for which there is no room are told in words alone."""
MARKS = {
    "begins": ("ring", "neutral"),
    "due": ("half", "active"),
    "overdue": ("triangle", "bad"),
    "done": ("tick", "good"),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where days and values stand on the sheet."""

    first: date
    last: date
    low: float
    high: float
    top: float
    width: float
    step: float = 1.0
    """How far the lines of the scale stand apart."""

    @property
    def narrow(self) -> bool:
        """Whether the target's words must stand inside the drawing."""
        return self.width < NARROW

    @property
    def edge(self) -> float:
        """Where the drawing ends at the right."""
        return self.width - (12.0 if self.narrow else RIGHT)

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + share * (self.edge - LEFT)

    def y(self, value: float) -> float:
        return self.top + BODY * (self.high - value) / (self.high - self.low)


def measure_chart(
    snapshot: Snapshot, measure: Measure, today: date, palette: Palette = LIGHT, width: float = WIDTH
) -> Chart | None:
    """A measure drawn over time with the days of its actions; None where there is nothing to draw."""
    return chart_of(measure_row(View(snapshot, today), measure), today, palette, width)


def chart_of(row: MeasureRow, today: date, palette: Palette = LIGHT, width: float = WIDTH) -> Chart | None:
    """The chart of a measure as a paper shows it; None where there is nothing to draw."""
    measure, found = row.measure, readings(row.points)
    days = [reading.dated for reading in found]
    days += [day for day in (measure.baseline_on, measure.target_by) if day is not None]
    if not days or (not found and measure.baseline is None):
        return None
    first, last = min(days), max(*days, min(days) + timedelta(days=60))
    marks = tuple(mark for mark in row.marks if first <= mark.day <= last)
    placed = _in_rows(marks, first, last, width)
    low, high, step = _bounds(measure, found)
    top = MARK_ROW * (1 + max((at for at, _ in placed), default=-1)) + 10
    frame = _Frame(first, last, low, high, top, width, step)
    sheet = _Sheet(width, top + BODY + FOOT, palette)
    _axes(sheet, frame, measure)
    _course(sheet, frame, measure)
    for at, mark in placed:
        _mark(sheet, frame, mark, at)
    _today(sheet, frame, today)
    _readings(sheet, frame, measure, found)
    return _finished(sheet, row, today, marks)


def _in_rows(marks: Sequence[Mark], first: date, last: date, width: float) -> list[tuple[int, Mark]]:
    """The marks that find room for their words, each with its row counted from the drawing up."""
    frame = _Frame(first, last, 0, 1, 0, width)
    ends = [0.0] * MOST_ROWS
    placed = []
    for mark in marks:
        x = frame.x(mark.day)
        row = next((number for number, end in enumerate(ends) if x >= end), None)
        if row is not None:
            ends[row] = x + 18 + stringWidth(mark.words, font_for(mark.words), SMALL)
            placed.append((row, mark))
    return placed


def _bounds(measure: Measure, found: Sequence[Reading]) -> tuple[float, float, float]:
    """The lowest and highest value of the scale, both round, and how far its lines stand apart."""
    values = [reading.value for reading in found]
    values += [value for value in (measure.baseline, measure.target) if value is not None]
    low, high = min(values), max(values)
    step = _step(high - low or abs(high) or 1.0)
    foot, head = floor(low / step - 0.4) * step, ceil(high / step + 0.1) * step
    top = 100.0 if measure.unit == "%" and high <= 100 < head else head
    return (max(0.0, foot) if low >= 0 else foot), top, step


def _step(span: float) -> float:
    """A round distance between the lines of a scale, four or so of them to the span."""
    size = 10.0 ** floor(log10(span / 3))
    return next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= span / 3)


def _axes(sheet: _Sheet, frame: _Frame, measure: Measure) -> None:
    right = frame.edge
    sheet.line(LEFT, frame.top + BODY, right, frame.top + BODY)
    sheet.line(LEFT, frame.top, LEFT, frame.top + BODY)
    lines = int((frame.high - frame.low) / frame.step + 0.001)
    for value in (frame.low + frame.step * number for number in range(lines + 1)):
        words = fitted(value_words(value, "%" if measure.unit == "%" else ""), LEFT - 8, SMALL)
        sheet.text(LEFT - 5, frame.y(value) + 3, words, size=SMALL, textAnchor="end", colour=sheet.palette["quiet"])
    free = 0.0
    for day in _ticks(frame.first, frame.last):
        x, words = frame.x(day), f"{MONTHS[day.month - 1]} {day.year}"
        sheet.line(x, frame.top + BODY, x, frame.top + BODY + 4)
        end = x + stringWidth(words, font_for(words), SMALL)
        if x >= free and end <= frame.width:
            sheet.text(x, frame.top + BODY + 16, words, size=SMALL, colour=sheet.palette["quiet"])
            free = end + 10


def _ticks(first: date, last: date) -> Iterator[date]:
    """The first days of months between two days, every third where there are many."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    for month in months:
        if len(months) <= 9 or month % 3 == 0:
            yield date(month // 12, month % 12 + 1, 1)


def _course(sheet: _Sheet, frame: _Frame, measure: Measure) -> None:
    """The target's line with its words and, where there is one, the course to it and the tolerance beneath."""
    if measure.target is None:
        return
    right, y = frame.edge, frame.y(measure.target)
    if has_course(measure) and measure.baseline is not None and measure.baseline_on and measure.target_by:
        x0, y0, x1 = frame.x(measure.baseline_on), frame.y(measure.baseline), frame.x(measure.target_by)
        _band(sheet, frame, measure, (x0, y0, x1, y))
        sheet.line(x0, y0, x1, y, "quiet", strokeDashArray=[2, 3], strokeWidth=1)
    sheet.line(LEFT, y, right, y, "good", strokeDashArray=[6, 3], strokeWidth=1.2)
    words = f"target {value_words(measure.target, measure.unit or '')}"
    if frame.narrow:
        sheet.text(LEFT + 5, y - 4, fitted(words, right - LEFT - 10, SMALL), size=SMALL, font=BOLD)
    else:
        sheet.text(right + 6, y + 3, fitted(words, RIGHT - 8, SMALL), size=SMALL, font=BOLD)


def _band(sheet: _Sheet, frame: _Frame, measure: Measure, line: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = line
    drop = tolerance_of(measure) * BODY / (frame.high - frame.low) * (1 if way_of(measure) == "up" else -1)
    foot, head = frame.top + BODY, frame.top
    corners = ((x0, y0), (x1, y1), (x1, y1 + drop), (x0, y0 + drop))
    kept = [(x, min(foot, max(head, y))) for x, y in corners]
    colour = HexColor(_faint(sheet.palette))
    points = [at for x, y in kept for at in (x, sheet.height - y)]
    sheet.drawing.add(Polygon(points, fillColor=colour, strokeColor=None))


def _faint(palette: Palette, share: float = 0.18) -> str:
    """The line's colour, nearly as light (or dark) as the ground: a hint that is never read by itself."""
    ground, ink = (tuple(int(palette[name][at : at + 2], 16) for at in (1, 3, 5)) for name in ("ground", "line"))
    return "#" + "".join(f"{round(g + (i - g) * share):02x}" for g, i in zip(ground, ink, strict=True))


def _mark(sheet: _Sheet, frame: _Frame, mark: Mark, row: int) -> None:
    picture, tone = MARKS[mark.what]
    x, y = frame.x(mark.day), frame.top - 10 - MARK_ROW * row
    sheet.line(x, y + 2, x, frame.top + BODY, "line", strokeDashArray=[1, 2])
    sheet.drawing.add(shape(picture, x - 4, sheet.height - y - 2, 9, sheet.palette[tone]))
    sheet.text(x + 8, y + 1, mark.words, size=SMALL)
    right = x + 10 + stringWidth(mark.words, font_for(mark.words), SMALL)
    said = f"{mark.words}, {show(mark.day)}"
    sheet.regions.append(ChartRegion(x - 5, y - 9, right, y + 4, mark.ref, said))


def _today(sheet: _Sheet, frame: _Frame, today: date) -> None:
    if frame.first < today < frame.last:
        x = frame.x(today)
        sheet.line(x, frame.top, x, frame.top + BODY, "ink", strokeWidth=0.6)
        sheet.text(x, frame.top + BODY + 27, "today", size=SMALL, textAnchor="middle", font=BOLD)


def _readings(sheet: _Sheet, frame: _Frame, measure: Measure, found: Sequence[Reading]) -> None:
    colour = HexColor(sheet.palette["active"])
    spots = [(frame.x(reading.dated), frame.y(reading.value)) for reading in found]
    if measure.baseline is not None:
        begin = frame.x(measure.baseline_on or frame.first), frame.y(measure.baseline)
        ground = HexColor(sheet.palette["ground"])
        square = Rect(begin[0] - 4, sheet.height - begin[1] - 4, 8, 8, fillColor=ground, strokeColor=colour)
        _join(sheet, [begin, *spots])
        sheet.drawing.add(square)
        words = f"baseline {value_words(measure.baseline, measure.unit or '')}"
        _label(sheet, frame, begin, words, below=bool(spots) and spots[0][1] <= begin[1])
    else:
        _join(sheet, spots)
    for (x, y), reading in zip(spots, found, strict=True):
        sheet.drawing.add(Circle(x, sheet.height - y, 3.6, fillColor=colour, strokeColor=None))
        said = f"{show(reading.dated)}: {value_words(reading.value, measure.unit or '')}"
        sheet.regions.append(ChartRegion(x - 6, y - 6, x + 6, y + 6, measure.ref, said))
    if spots:
        _label(sheet, frame, spots[-1], value_words(found[-1].value, measure.unit or ""), below=False)


def _join(sheet: _Sheet, spots: Sequence[tuple[float, float]]) -> None:
    for one, other in pairwise(spots):
        sheet.line(*one, *other, "active", strokeWidth=1.8)


def _label(sheet: _Sheet, frame: _Frame, spot: tuple[float, float], words: str, *, below: bool) -> None:
    words = fitted(words, LABEL, SMALL)
    width, edge = stringWidth(words, BOLD, SMALL), frame.edge
    x = spot[0] + 7 if spot[0] + 7 + width <= edge else spot[0] - 7 - width
    y = spot[1] + 13 if below and spot[1] + 14 < frame.top + BODY else spot[1] - 6
    ground = HexColor(sheet.palette["ground"])
    sheet.drawing.add(Rect(x - 1, sheet.height - y - 2, width + 2, SMALL + 1, fillColor=ground, strokeColor=None))
    sheet.text(x, y, words, size=SMALL, font=BOLD)


def _finished(sheet: _Sheet, row: MeasureRow, today: date, marks: Sequence[Mark]) -> Chart:
    measure, points = row.measure, row.points
    unit = measure.unit or ""
    rag = measure_rag(measure, points, today)
    change = begun(trend_words(measure, points))
    said = "; ".join(f"{mark.words} {show(mark.day)}" for mark in marks)
    parts = (f"{measure.name}: {standing(measure, points)}", change, f"{rag.status.word}: {rag.sentence}", said)
    rows: list[Any] = [(show(reading.dated), value_words(reading.value, unit)) for reading in readings(points)]
    return sheet.chart(
        measure.name, ". ".join(part.rstrip(".") for part in parts if part) + ".", ("Day", "Reading"), rows
    )
