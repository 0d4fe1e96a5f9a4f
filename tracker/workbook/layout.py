"""Finding the sheets and columns of a returned workbook by their headings, wherever they have been moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.domain.people.people import fold
from tracker.domain.workbook.returned import Edit, Problem
from tracker.workbook.columns import HIDDEN, README, SHEETS, VERSION_LABEL, Column, Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_WITHIN = 20
"""Rows from the top in which headings are looked for: people put titles above them."""
WIDEST = 200
"""Columns from the left in which headings are looked for."""


@dataclass
class Found:
    """A sheet of the file that was recognised, with the place of each of its columns."""

    sheet: Sheet
    ws: Worksheet
    header_row: int
    columns: dict[Column, int] = field(default_factory=dict)
    id_at: int | None = None
    ref_at: int | None = None


def find_sheets(workbook: Workbook, problems: list[Problem]) -> list[Found]:
    """The sheets that hold records, each kind at most once; what was not recognised is said in `problems`."""
    found: dict[str, Found] = {}
    for ws in workbook.worksheets:
        if ws.title in (HIDDEN, README):
            continue
        one = _recognise(ws)
        if one is None:
            continue
        if one.sheet.kind in found:
            problems.append(Problem(ws.title, f"This sheet is a second “{one.sheet.title}”: it is not read."))
            continue
        found[one.sheet.kind] = one
        _say_columns(one, problems)
    return list(found.values())


def _recognise(ws: Worksheet) -> Found | None:
    """The sheet by its hidden id column; without one by its name and two headings, or by most of its headings."""
    best: tuple[int, Found] | None = None
    for row in range(1, min(ws.max_row, HEADER_WITHIN) + 1):
        said = {at: fold(str(ws.cell(row, at).value or "")) for at in range(1, min(ws.max_column, WIDEST) + 1)}
        for sheet in SHEETS:
            score, found = _match(ws, row, sheet, said)
            if score and (best is None or score > best[0]):
                best = (score, found)
    return best[1] if best is not None else None


def _match(ws: Worksheet, row: int, sheet: Sheet, said: dict[int, str]) -> tuple[int, Found]:
    found = Found(sheet, ws, row)
    by_name = {fold(column.external): column for column in sheet.columns}
    by_name |= {fold(column.label): column for column in sheet.columns}
    for at, heading in said.items():
        column = by_name.get(heading)
        if column is not None and column not in found.columns:
            found.columns[column] = at
        elif heading == fold(sheet.id_label):
            found.id_at = at
    found.ref_at = next((at for column, at in found.columns.items() if column.name == "ref"), None)
    known = len(found.columns)
    certain = found.id_at is not None or fold(ws.title) == fold(sheet.title)
    if known < 2 or not (certain or known > 0.6 * len(sheet.columns)):
        return 0, found
    return known + (1000 if found.id_at is not None else 0), found


def _say_columns(found: Found, problems: list[Problem]) -> None:
    absent = [c.label for c in found.sheet.columns if c not in found.columns and c.edit is not Edit.NEVER]
    if absent:
        named = ", ".join(f"“{label}”" for label in absent)
        problems.append(Problem(found.ws.title, f"Not in the file, so unchanged: {named}."))
    known = {*found.columns.values(), found.id_at}
    for at in range(1, min(found.ws.max_column, WIDEST) + 1):
        heading = str(found.ws.cell(found.header_row, at).value or "").strip()
        if heading and at not in known and fold(heading) != fold(VERSION_LABEL):
            problems.append(
                Problem(
                    f"{found.ws.title}!{found.ws.cell(found.header_row, at).coordinate}",
                    f"The column “{heading}” is not one of the plan's: it is not read.",
                )
            )
