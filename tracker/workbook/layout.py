"""Finding the sheets and columns of a returned workbook by their headings, wherever they have been moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from tracker.domain.foreign.columns import field_headed
from tracker.domain.people.people import fold
from tracker.domain.workbook.meanings import column_meant, heading_words
from tracker.domain.workbook.returned import Edit, Problem, ProblemKind
from tracker.services.workbook.answers import confirms
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
    doubtful: dict[Column, int] = field(default_factory=dict)
    """Columns under a heading that may be theirs: a person is asked."""


def find_sheets(workbook: Workbook, problems: list[Problem], answers: Mapping[str, str]) -> list[Found]:
    """The sheets that hold records, each kind at most once; what was not recognised is said in `problems`.

    `answers` say, by the cell of a heading that was asked about, which column it is.
    """
    found: dict[str, Found] = {}
    for ws in workbook.worksheets:
        if ws.title in (HIDDEN, README):
            continue
        one = _recognise(ws)
        if one is None:
            continue
        if one.sheet.kind in found:
            said = f"This sheet is a second “{one.sheet.title}”: it is not read."
            problems.append(Problem(ws.title, said, ProblemKind.UNREAD))
            continue
        found[one.sheet.kind] = one
        _Headings(one, problems, answers).settle()
    return list(found.values())


def _recognise(ws: Worksheet) -> Found | None:
    """The sheet by its hidden id column; without one by its name and two headings, or by most of its headings."""
    best: tuple[int, Found] | None = None
    for row in range(1, min(ws.max_row, HEADER_WITHIN) + 1):
        said = {at: heading_words(str(ws.cell(row, at).value or "")) for at in _across(ws)}
        for sheet in SHEETS:
            score, found = _match(ws, row, sheet, said)
            if score and (best is None or score > best[0]):
                best = (score, found)
    return best[1] if best is not None else None


def _across(ws: Worksheet) -> range:
    return range(1, min(ws.max_column, WIDEST) + 1)


@cache
def _headings_of(sheet: Sheet) -> tuple[Mapping[str, Column], str]:
    """The columns of a sheet by their headings as they are compared, and the heading of its hidden ids."""
    by_heading = {heading_words(column.external): column for column in sheet.columns}
    by_heading |= {heading_words(column.label): column for column in sheet.columns}
    return by_heading, heading_words(sheet.id_label)


def _match(ws: Worksheet, row: int, sheet: Sheet, said: dict[int, str]) -> tuple[int, Found]:
    found = Found(sheet, ws, row)
    by_heading, id_heading = _headings_of(sheet)
    for at, heading in said.items():
        column = by_heading.get(heading)
        if column is not None and column not in found.columns:
            found.columns[column] = at
        elif heading == id_heading:
            found.id_at = at
    known = len(found.columns)
    certain = found.id_at is not None or fold(ws.title) == fold(sheet.title)
    if known < 2 or not (certain or known > 0.6 * len(sheet.columns)):
        return 0, found
    return known + (1000 if found.id_at is not None else 0), found


@dataclass
class _Headings:
    """The headings of a sheet that are not word for word the plan's."""

    found: Found
    problems: list[Problem]
    answers: Mapping[str, str]

    def settle(self) -> None:
        """Finds what renamed headings mean, asks where that is not sure, and says what is not read."""
        found = self.found
        for at in self._others():
            column = self._meant(at)
            if column is not None:
                found.columns[column] = at
                said = f"The column “{self._heading(at)}” is read as “{column.label}”."
                self.problems.append(Problem(self._where(at), said))
        strays = [problem for at in self._others() if (problem := self._settle(at)) is not None]
        found.ref_at = next((at for column, at in found.columns.items() if column.name == "ref"), None)
        absent = [column.label for column in self._absent() if column.edit is not Edit.NEVER]
        if absent:
            named = ", ".join(f"“{label}”" for label in absent)
            self.problems.append(Problem(found.ws.title, f"Not in the file, so unchanged: {named}."))
        self.problems += strays

    def _others(self) -> list[int]:
        known = {*self.found.columns.values(), self.found.id_at}
        version = heading_words(VERSION_LABEL)
        return [
            at for at in _across(self.found.ws)
            if at not in known and self._heading(at) and heading_words(self._heading(at)) != version
        ]  # fmt: skip

    def _heading(self, at: int) -> str:
        return str(self.found.ws.cell(self.found.header_row, at).value or "").strip()

    def _absent(self) -> list[Column]:
        return [column for column in self.found.sheet.columns if column not in self.found.columns]

    def _meant(self, at: int) -> Column | None:
        heading = self._heading(at)
        name = column_meant(heading, {column.name: column.label for column in self._absent()}) or field_headed(heading)
        return next((column for column in self._absent() if column.name == name), None)

    def _settle(self, at: int) -> Problem | None:
        """Takes a heading that is none of the plan's as a person said; else what there is to say of it."""
        absent = {heading_words(column.label): column for column in self._absent()}
        answer = self.answers.get(self._where(at))
        said = absent.get(heading_words(answer)) if answer is not None else None
        if said is not None:
            self.found.columns[said] = at
            return None
        beside = self._between_neighbours(at) if answer is None or confirms(answer) else None
        what = f"The column “{self._heading(at)}” is not one of the plan's"
        if beside is None:
            return Problem(self._where(at), f"{what}: it is not read.", ProblemKind.UNREAD)
        self.found.doubtful[beside] = at
        asked = f"{what} and “{beside.label}” is not in the file: is it that? Answer “take” or “leave”."
        return Problem(self._where(at), asked, ProblemKind.QUESTION)

    def _between_neighbours(self, at: int) -> Column | None:
        """The column that went out between the columns that stand at both sides of this one and is gone."""
        order = list(self.found.sheet.columns)
        here = {place: column for column, place in self.found.columns.items()}
        before, after = here.get(at - 1), here.get(at + 1)
        for column in self._absent():
            if column in self.found.doubtful:
                continue
            place = order.index(column)
            sides = tuple(order[max(place - 1, 0) : place] + order[place + 1 : place + 2])
            if column.edit is Edit.ALWAYS and (before, after) == sides:
                return column
        return None

    def _where(self, at: int) -> str:
        return f"{self.found.ws.title}!{self.found.ws.cell(self.found.header_row, at).coordinate}"
