"""What a workbook that came home says, cell by cell, before anyone has judged what of it is news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.domain.workbook.cells import CellValue

NEW_UPDATE = "new_update"
"""The column in which a progress update is typed beside its record."""
DUE_REASON = "due_reason"
"""The column that says why an agreed date should move."""


class Edit(StrEnum):
    """Who may write in a column."""

    ALWAYS = "always"
    NEW = "new"
    """Only in a row that was added: what was said stays said."""
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ReturnedCell:
    """One cell under a known heading, and where it stands ("Actions!F12")."""

    value: CellValue
    where: str
    edit: Edit = Edit.ALWAYS


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row; `id` is the hidden one, `ref` what its reference column says; both may be missing."""

    kind: Kind
    id: RecordId | None
    ref: str
    where: str
    cells: Mapping[str, ReturnedCell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person should know about one cell, row or sheet, in words."""

    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that came home. `base_number` is the change it was exported at, `head` that change's hash."""

    file: str
    plan_id: RecordId
    base_number: int
    head: str
    as_at: date
    for_name: str | None = None
    rows: tuple[ReturnedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    """The kinds whose sheet is in the file."""
