"""Reading a workbook that comes home, whatever Excel, LibreOffice and people have done to it meanwhile."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.ids import RecordId
from tracker.domain.workbook.cells import CellValue
from tracker.domain.workbook.returned import Problem, ProblemKind, Returned, ReturnedCell, ReturnedRow
from tracker.errors import UserError
from tracker.saving import open_elsewhere
from tracker.workbook import files, origin, unread
from tracker.workbook.columns import FIRST, NIL_LABEL, OPTIONAL, README, SHEETS, Column
from tracker.workbook.layout import Found, find_sheets
from tracker.workbook.looks import unescaped
from tracker.workbook.numbers import PLAIN_FORMATS, as_shown

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

READ_ME_ROWS = 40
"""Rows of the first sheet in which the nil return is looked for."""
SERIALS = (20_000, 80_000)
"""Day numbers that are taken for dates where the date format was lost (1954 to 2119)."""


def read_workbook(path: str | Path, answers: Mapping[str, str] | None = None) -> Returned:
    """What a returned workbook says, with the sheet, row or cell of everything that is doubtful.

    `answers` are a person's, by cell; those that name the column of a heading are used here. Raises UserError where
    the file is damaged, protected, dangerous, holds no sheet of a plan, or was not made by this program.
    """
    path = Path(path)
    files.check(path)
    workbook = _load(path, formulas=True)
    facts = origin.facts(workbook, path)
    reading = _Reading(path, workbook)
    if open_elsewhere(path) is not None:
        reading.say("", f"{path.name} is still open in another program: what is not saved yet is not in it.")
    found = find_sheets(workbook, reading.problems, answers or {})
    if not found:
        raise UserError(
            f"{path.name} has no sheet of the plan any more",
            "copy what is new into the workbook that went out, and send that",
        )
    not_taken = unread.unread(path, workbook, found, reading.problems)
    for sheet in found:
        reading.read(sheet)
    reading.problems += not_taken
    sent = origin.sent(workbook)
    _say_absent(found, reading, sent)
    return Returned(
        file=path.name, plan_id=facts.plan_id, base_number=facts.number, head=facts.head, as_at=facts.as_at,
        for_name=facts.for_name, rows=tuple(reading.rows), problems=tuple(reading.problems),
        kinds=frozenset(one.sheet.kind for one in found),
        headings=dict(pair for one in found for pair in _doubtful(one)),
        nil_return=_nil_return(workbook),
        unnumbered=frozenset(one.sheet.kind for one in found if one.id_at is None and one.ref_at is None),
        sent=sent.rows if sent is not None else None, columns=sent.columns if sent is not None else {},
    )  # fmt: skip


def is_return(path: Path) -> bool:
    """Whether a file is a workbook that went out from a plan; one that cannot be opened is none."""
    try:
        files.check(path)
        return origin.is_named(_load(path, formulas=True))
    except UserError:
        return False


def _doubtful(found: Found) -> Iterator[tuple[str, str]]:
    for column, at in found.doubtful.items():
        yield _where(found.ws, found.header_row, at), column.label


def _load(path: Path, *, formulas: bool) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    faults = (
        *files.UNZIP_FAULTS, InvalidFileException, KeyError, IndexError, TypeError, AttributeError, SyntaxError,
        AssertionError, MemoryError, OverflowError,
    )  # fmt: skip
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(path.read_bytes()), data_only=not formulas)
    except faults as fault:
        raise files.damaged(path) from fault


def _nil_return(workbook: Workbook) -> str:
    """The cell of the first sheet that says there is nothing to report, or ""."""
    if README not in workbook.sheetnames:
        return ""
    ws = workbook[README]
    at = next(
        (cell for row in ws.iter_rows(max_row=READ_ME_ROWS, max_col=8) for cell in row if cell.value == NIL_LABEL), None
    )
    tick = ws.cell(at.row, at.column + 1) if at is not None else None
    said = _words(tick.value).casefold() if tick is not None else ""
    return _where(ws, tick.row, tick.column) if tick is not None and said not in ("", "no", "n", "0") else ""


def _say_absent(found: list[Found], reading: _Reading, sent: origin.Sent | None) -> None:
    went_out = sent.columns if sent is not None else [sheet.kind for sheet in SHEETS if sheet.kind not in OPTIONAL]
    kinds = {one.sheet.kind for one in found}
    for sheet in SHEETS:
        if sheet.kind not in kinds and sheet.kind in went_out:
            reading.say("", f"The sheet “{sheet.title}” is not in the file: nothing in it is changed.")


@dataclass
class _Reading:
    """One workbook being read."""

    path: Path
    workbook: Workbook
    rows: list[ReturnedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    results: Workbook | None = None
    """The same workbook with the last results of its formulas, opened only where it has any."""

    def say(self, cell: str, message: str, kind: ProblemKind = ProblemKind.NOTE) -> None:
        self.problems.append(Problem(cell, message, kind))

    def refuse(self, cell: str, what: str) -> None:
        self.say(cell, f"{what}: it is left unchanged.", ProblemKind.REFUSED)

    def read(self, found: Found) -> None:
        """Reads one sheet's rows below its headings; each is let go once it is read, lest all stand twice in memory."""
        ws = found.ws
        swallowed = _swallowed(found)
        columns = (*found.columns.items(), *found.doubtful.items())
        for row, held in _rows_in_use(ws, found.header_row):
            cells = {}
            for column, at in columns:
                if (row, at) in swallowed:
                    continue
                where = _where(ws, row, at)
                value, known = self._value(found, row, at, column, where)
                if known:
                    heading = _where(ws, found.header_row, at) if column in found.doubtful else ""
                    cells[column.name] = ReturnedCell(value, where, column.edit, heading)
            self._keep(found, row, cells)
            for at in (*held, *(at for _, at in columns)):
                ws._cells.pop((row, at), None)
        if swallowed:
            self.say(
                ws.title, "Some cells are merged: only the first of each is read, the others are left unchanged.",
                ProblemKind.UNREAD,
            )  # fmt: skip

    def _keep(self, found: Found, row: int, cells: dict[str, ReturnedCell]) -> None:
        record_id = _words(found.ws.cell(row, found.id_at).value) if found.id_at else ""
        ref = cells.pop("ref", None)
        said = _words(ref.value) if ref is not None else ""
        if record_id or said or any(_words(cell.value) for cell in cells.values()):
            where = _where(found.ws, row, found.ref_at or FIRST)
            self.rows.append(
                ReturnedRow(found.sheet.kind, RecordId(record_id) if record_id else None, said, where, cells)
            )

    def _value(self, found: Found, row: int, at: int, column: Column, where: str) -> tuple[CellValue, bool]:
        """A cell's value, and whether it could be read at all."""
        cell = found.ws.cell(row, at)
        value: Any = cell.value
        if cell.data_type == "f":
            value = self._result(found.ws, row, at)
            if value is None:
                self.refuse(where, "This cell holds a formula without a result")
                return None, False
        if cell.data_type == "e" or (isinstance(value, str) and value in ERRORS):
            self.refuse(where, f"This cell shows the error {value}")
            return None, False
        link = getattr(cell, "hyperlink", None)
        if column.name == "url" and link is not None and link.target and not str(value or "").startswith("http"):
            value = link.target
        if column.type in WORDED and isinstance(value, int | float) and cell.number_format not in PLAIN_FORMATS:
            value = as_shown(value, cell.number_format)
        return self._typed(value, column, where)

    def _typed(self, value: Any, column: Column, where: str) -> tuple[CellValue, bool]:
        if isinstance(value, time | timedelta):
            self.refuse(where, "This cell holds a time of day, not a date")
            return None, False
        if isinstance(value, datetime):
            return value.date(), True
        if isinstance(value, str):
            return (unescaped(value) if value.strip() else None), True
        if column.type is FieldType.DATE and isinstance(value, int | float) and not isinstance(value, bool):
            return self._serial(value, where)
        return cast(CellValue, value), True

    def _serial(self, value: float, where: str) -> tuple[CellValue, bool]:
        from openpyxl.utils.datetime import from_excel

        if SERIALS[0] <= value <= SERIALS[1]:
            return cast(datetime, from_excel(int(value), epoch=self.workbook.epoch)).date(), True
        self.refuse(where, f"“{value:g}” is not a date")
        return None, False

    def _result(self, ws: Worksheet, row: int, at: int) -> Any:
        if self.results is None:
            self.results = _load(self.path, formulas=False)
        return self.results[ws.title].cell(row, at).value


WORDED = (FieldType.TEXT, FieldType.NOTE)
"""Fields of words: a number in them is taken as the cell shows it."""
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!"})


def _words(value: object) -> str:
    return str(value).strip() if value is not None else ""


def _where(ws: Worksheet, row: int, at: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{ws.title}!{get_column_letter(at)}{row}"


def _rows_in_use(ws: Worksheet, header_row: int) -> list[tuple[int, list[int]]]:
    """The rows below the headings that hold a value, without walking the million that may only be coloured, each with
    the columns in which the file has a cell.
    """
    held: dict[int, list[int]] = {}
    used = set()
    for (row, at), cell in ws._cells.items():
        if row > header_row:
            held.setdefault(row, []).append(at)
            if cell.value is not None:
                used.add(row)
    return [(row, held[row]) for row in sorted(used)]


def _swallowed(found: Found) -> set[tuple[int, int]]:
    """The places of cells that a merge has hidden behind its first one."""
    columns = set(found.columns.values())
    hidden = set()
    for merged in found.ws.merged_cells.ranges:
        for row in range(max(merged.min_row, found.header_row + 1), min(merged.max_row, found.ws.max_row) + 1):
            hidden |= {
                (row, at)
                for at in range(merged.min_col, merged.max_col + 1)
                if at in columns and (row, at) != (merged.min_row, merged.min_col)
            }
    return hidden
