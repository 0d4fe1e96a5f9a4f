"""A list as it stands on screen, as a sheet for Excel or as lines for any program."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.domain.dates.dates import show
from tracker.domain.lists.listed_table import ListedTable, Value
from tracker.domain.plan.fields import FieldType
from tracker.domain.text.words import harmless
from tracker.domain.workbook.cells import clean
from tracker.errors import UserError
from tracker.saving import write_whole
from tracker.workbook import looks
from tracker.workbook.files import save
from tracker.workbook.tables import Head, Pen

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NARROWEST, WIDEST, SHEET_NAME = 8, 60, 31
_NOT_IN_SHEET_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_list(table: ListedTable, target: Path) -> None:
    """Writes a list to `target`, by the ending of its name. Raises UserError for another ending, or if it cannot be."""
    ending = target.suffix.casefold()
    if ending == ".csv":
        _write_lines(table, target)
    elif ending == ".xlsx":
        _write_sheet(table, target)
    else:
        raise UserError(f"A list cannot be written as '{ending}'", "end the name in .xlsx or .csv")


def _write_lines(table: ListedTable, target: Path) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.headings)
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    # The byte order mark tells Excel that this is UTF-8.
    write_whole(target, out.getvalue().encode("utf-8-sig"), what="list")


def _plain(value: Value) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value


def _write_sheet(table: ListedTable, target: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    looks.use_font(workbook)
    ws = workbook.active
    ws.title = table.title.translate(_NOT_IN_SHEET_NAMES).strip()[:SHEET_NAME] or "List"
    heads = _heads(table)
    pen = Pen()
    pen.headings(ws, 1, heads)
    for at, row in enumerate(table.rows):
        pen.row(ws, at + 2, heads, row, band=at in table.bands)
        for column, value in enumerate(row, start=1):
            if isinstance(value, date):  # also where a column has words beside its days
                pen.styles.dress(ws.cell(at + 2, column), FieldType.DATE, shaded=at in table.bands)
    _finish(ws, table, heads)
    workbook.properties.title = clean(f"{table.about}: {table.title}")
    workbook.properties.creator = "Improvement tracker"
    workbook.properties.language = "en-GB"
    save(workbook, target)


def _heads(table: ListedTable) -> list[Head]:
    heads = []
    for at, heading in enumerate(table.headings):
        values = [row[at] for row in table.rows if row[at] is not None]
        longest = max((len(show(value) if isinstance(value, date) else str(value)) for value in values), default=0)
        width = min(max(NARROWEST, len(heading) + 3, longest + 2), WIDEST)
        heads.append(Head(heading, width, _type(values)))
    return heads


def _type(values: list[Value]) -> FieldType:
    if values and all(isinstance(value, date) for value in values):
        return FieldType.DATE
    if values and all(isinstance(value, int | float) for value in values):
        return FieldType.NUMBER
    return FieldType.NOTE


def _finish(ws: Worksheet, table: ListedTable, heads: list[Head]) -> None:
    for at, head in enumerate(heads, start=1):
        ws.column_dimensions[ws.cell(1, at).column_letter].width = head.width
    end = ws.cell(1, len(heads)).column_letter
    last = max(len(table.rows) + 1, 2)
    ws.freeze_panes = "A2"
    ws.auto_filter.ref = f"A1:{end}{last}"
    ws.print_area = f"A1:{end}{last}"
    ws.print_title_rows = "1:1"
    looks.set_up_page(ws, title=clean(table.about), left="", right="")
