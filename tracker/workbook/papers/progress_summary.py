"""The first and last sheets of the progress workbook: the figures of the board's first page, and the key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.domain.board.board import BoardData
from tracker.domain.board.board_figures import Breakdown, Figure
from tracker.domain.board.board_rows import SubjectRow
from tracker.domain.dates.dates import show
from tracker.domain.plan.fields import FieldType
from tracker.domain.workbook.cells import clean
from tracker.workbook import looks
from tracker.workbook.tables import TONES, Head, Pen

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COUNT = FieldType.WHOLE
WIDTHS = (44, *(13,) * 9)
WIDE = sum(WIDTHS)
AXES = {"delivery": "State of an action", "forecast": "Owner's forecast", "assurance": "Assurance"}
NOT_HOME = (
    "This workbook is for reading: what is typed here does not go back into the plan. To edit offline, ask for the "
    "workbook that comes home (Export)."
)


def write_summary(ws: Worksheet, data: BoardData, pen: Pen) -> None:
    """Writes the first sheet: where the plan stands, in sentences, figures and tables."""
    ws.title = "Summary"
    ws.sheet_view.showGridLines = False
    for at, width in enumerate(WIDTHS, start=1):
        ws.column_dimensions[ws.cell(1, at).column_letter].width = width
    row = _title(ws, data)
    row = _profile(ws, row, data, pen)
    row = _figures(ws, row, "Figures", data.figures, pen)
    exceptions = tuple(listed.figure for listed in data.exceptions)
    row = _figures(ws, row, "Asking for attention", exceptions, pen)
    row = _dates(ws, row, data, pen)
    row = _matrix(ws, row, data.by_recommendation, pen, data.subjects)
    row = _matrix(ws, row, data.by_agency, pen)
    ws.print_area = f"A1:J{row - 2}"


def _title(ws: Worksheet, data: BoardData) -> int:
    title = data.title
    row = 1
    if title.marking:
        row = _words(ws, row, title.marking, bold=True, colour=looks.ALARM_INK)
    row = _words(ws, row, title.plan or "Improvement plan", size=16, bold=True, colour=looks.NAVY)
    row = (
        _words(ws, row, f"Progress {title.day[:1].lower()}{title.day[1:]}, {title.seal}", size=11, colour=looks.SLATE)
        + 1
    )
    if title.exempt:
        row = _words(ws, row, title.exempt, bold=True)
    for label, said in (
        ("Meeting", title.meeting), ("Agenda item", title.item),
        *((label, "; ".join(lines)) for label, lines in title.given),
        ("Compared with", data.changed.words if data.changed else ""),
    ):  # fmt: skip
        if said:
            row = _words(ws, row, f"{label}: {said}")
    if title.logo:
        looks.place_picture(ws, title.logo, "I1")
    for line in data.headlines:
        row = _words(ws, row, line, size=11)
    return _words(ws, row + 1, NOT_HOME, colour=looks.SLATE) + 1


def _words(
    ws: Worksheet, row: int, said: str, *, size: int = looks.SIZE, bold: bool = False, colour: str = looks.INK
) -> int:
    cell = ws.cell(row, 1)
    looks.write_text(cell, clean(said))
    ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(WIDTHS))
    looks.dress_words(cell, size=size, bold=bold, colour=colour)
    ws.row_dimensions[row].height = looks.lines_of(said, WIDE * looks.SIZE // size) * size * 1.4 + looks.PADDING
    return row + 1


def _figures(ws: Worksheet, row: int, heading: str, figures: Sequence[Figure], pen: Pen) -> int:
    """A table of figures: what is counted, how many, how many before, and which."""
    heads = (
        Head(heading, 44),
        Head("Now", 13, _COUNT),
        Head(_before(figures), 13, _COUNT),
        Head("Which", 36),
        Head("What it means", 48),
    )
    _heads(ws, row, heads, ((4, 6), (7, 10)))
    for at, figure in enumerate(figures, start=row + 1):
        refs = listed(figure.refs)
        values = ((1, figure.label), (2, figure.count), (3, figure.before), (4, refs), (7, figure.meaning))
        _line(ws, at, values, ((4, 6), (7, 10)), pen)
        lines = max(looks.lines_of(refs, 36), looks.lines_of(figure.meaning, 48))
        ws.row_dimensions[at].height = looks.height_of(lines)
    return row + len(figures) + 2


def _before(figures: Sequence[Figure]) -> str:
    return "Before" if any(figure.before is not None for figure in figures) else ""


def _heads(ws: Worksheet, row: int, heads: Sequence[Head], merged: Sequence[tuple[int, int]]) -> None:
    starts = [1, 2, 3, *(first for first, _ in merged)]
    for at in range(1, len(WIDTHS) + 1):
        looks.dress_header(ws.cell(row, at))
    for at, head in zip(starts, heads, strict=True):
        looks.write_text(ws.cell(row, at), head.label)
        looks.dress_header(ws.cell(row, at), side=looks.side_of(head.type))
    _merge(ws, row, merged)
    ws.row_dimensions[row].height = 20


def _line(
    ws: Worksheet, row: int, values: Sequence[tuple[int, str | int | None]], merged: Sequence[tuple[int, int]], pen: Pen
) -> None:
    for at in range(1, len(WIDTHS) + 1):
        pen.styles.dress(ws.cell(row, at), FieldType.TEXT, shaded=False)
    for at, value in values:
        pen.put(ws.cell(row, at), value, 40)
        if isinstance(value, int):
            pen.styles.dress(ws.cell(row, at), FieldType.WHOLE, shaded=False)
    _merge(ws, row, merged)


def _merge(ws: Worksheet, row: int, merged: Sequence[tuple[int, int]]) -> None:
    for first, last in merged:
        ws.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)


def _profile(ws: Worksheet, row: int, data: BoardData, pen: Pen) -> int:
    """Actions by state, with a chart beside the numbers."""
    heads = (Head("Actions by state", 44), Head("Now", 13, _COUNT), Head(_before(data.profile), 13, _COUNT))
    pen.headings(ws, row, heads)
    ws.row_dimensions[row].height = 20
    for at, figure in enumerate(data.profile, start=row + 1):
        pen.row(ws, at, heads, (figure.status or figure.label, figure.count, figure.before))
        ws.row_dimensions[at].height = 21
    _chart(ws, row, data.profile)
    return row + len(data.profile) + 2


def _chart(ws: Worksheet, row: int, figures: Sequence[Figure]) -> None:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.series import DataPoint

    chart = BarChart()
    chart.type, chart.gapWidth, chart.legend = "bar", 35, None
    chart.title = "Actions by state"
    said = ", ".join(f"{figure.label} {figure.count}" for figure in figures if figure.count)
    chart.alt = f"Bar chart of actions by state: {said or 'none'}."
    last = row + len(figures)
    chart.add_data(Reference(ws, min_col=2, min_row=row + 1, max_row=last), titles_from_data=False)
    chart.set_categories(Reference(ws, min_col=1, min_row=row + 1, max_row=last))
    series = chart.series[0]
    for index, figure in enumerate(figures):
        point = DataPoint(idx=index)
        tone = figure.status.tone if figure.status else "neutral"
        point.graphicalProperties.solidFill = (figure.colour or "").lstrip("#") or TONES[tone][1]
        series.dPt.append(point)
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, other, False)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.width, chart.height = 17.5, 0.74 * len(figures) + 0.75
    ws.add_chart(chart, f"D{row}")


def _dates(ws: Worksheet, row: int, data: BoardData, pen: Pen) -> int:
    if not data.statutory:
        return row
    heads = (
        Head("Dates that bind the plan", 44),
        Head("When", 12),
        Head("", 12),
        Head("How long", 36),
        Head("Note", 48),
    )
    _heads(ws, row, heads, ((4, 6), (7, 10)))
    for at, deadline in enumerate(data.statutory, start=row + 1):
        notes = " ".join(deadline.notes)
        values = ((1, deadline.label), (2, show(deadline.on)), (4, deadline.words), (7, notes))
        _line(ws, at, values, ((4, 6), (7, 10)), pen)
        ws.row_dimensions[at].height = looks.height_of(
            max(looks.lines_of(notes, 46), looks.lines_of(deadline.label, 42))
        )
    return row + len(data.statutory) + 2


def _matrix(ws: Worksheet, row: int, parts: Sequence[Breakdown], pen: Pen, subjects: Sequence[SubjectRow] = ()) -> int:
    """Parts of the plan against states: how many actions of each part are in each state."""
    if not parts:
        return row
    heading = "By recommendation" if subjects else "By agency"
    named = {subject.ref: f"{subject.ref}  {shortened(subject.text)}" for subject in subjects}
    heads = (Head(heading, 44), *(Head(f.label, 13, _COUNT) for f in parts[0].figures), Head("All", 13, _COUNT))
    pen.headings(ws, row, heads)
    for at, part in enumerate(parts, start=row + 1):
        label = named.get(part.label, part.label)
        pen.row(ws, at, heads, (label, *(figure.count or None for figure in part.figures), part.count))
    return row + len(parts) + 2


def listed(refs: Sequence[str], most: int = 40) -> str:
    """References as one text; of many only the first, and how many more there are."""
    more = f"; and {len(refs) - most} more" if len(refs) > most else ""
    return "; ".join(refs[:most]) + more


def shortened(text: str, most: int = 84) -> str:
    """The first words of a text, as many as fit, and an ellipsis where there are more."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def write_key(ws: Worksheet, data: BoardData, pen: Pen) -> None:
    """Writes the last sheet: what every state means, and the words and short forms of the paper."""
    ws.sheet_view.showGridLines = False
    heads = (Head("Word", 30), Head("What it means", 96, FieldType.NOTE))
    for at, head in enumerate(heads, start=1):
        ws.column_dimensions[ws.cell(1, at).column_letter].width = head.width
    row = 1
    for axis, title in AXES.items():
        pen.headings(ws, row, (Head(title, 30), heads[1]))
        ws.row_dimensions[row].height = 20
        for entry in (entry for entry in data.key if entry.axis == axis):
            row += 1
            pen.row(ws, row, heads, (entry.status, entry.meaning))
        row += 2
    pen.headings(ws, row, (Head("Words used", 30), heads[1]))
    ws.row_dimensions[row].height = 20
    for term in data.glossary:
        row += 1
        pen.row(ws, row, heads, (term.term, term.meaning))
    looks.write_text(ws.cell(row + 2, 1), NOT_HOME)
    ws.merge_cells(start_row=row + 2, start_column=1, end_row=row + 2, end_column=2)
    looks.dress_words(ws.cell(row + 2, 1), colour=looks.SLATE)
    ws.row_dimensions[row + 2].height = looks.height_of(2)
    ws.print_area = f"A1:B{row + 2}"
