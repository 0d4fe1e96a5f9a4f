"""What a workbook that came home says, cell by cell, before anyone has judged what of it is news."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.domain.workbook.cells import CellValue, plain_text

NEW_UPDATE = "new_update"
"""The column in which a progress update is typed beside its record."""
LATEST_UPDATE = "latest_update"
"""The column that shows the last update, and in which people type the next one."""
DUE_REASON = "due_reason"
"""The column that says why an agreed date should move."""


NEW_READING, READ_ON = "new_reading", "read_on"
"""The columns in which a measure's next reading is typed, and its day."""
ANSWERS = (NEW_UPDATE, DUE_REASON, NEW_READING, READ_ON)
"""Columns that are empty when they go out."""


class ProblemKind(StrEnum):
    """What a person should make of a problem."""

    NOTE = "note"
    """Worth knowing; nothing is lost."""
    UNREAD = "unread"
    """Words, pictures or sheets in the file that the program does not take."""
    REFUSED = "refused"
    """Something typed that the plan cannot hold or a rule forbids: the plan stays as it is there."""
    QUESTION = "question"
    """Something a person must decide: nothing of the file is written before."""


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
    heading: str = ""
    """The cell of its heading, where that is asked about: the cell counts only once a person has said yes."""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row; `id` is the hidden one, `ref` what its reference column says; both may be missing."""

    kind: Kind
    id: RecordId | None
    ref: str
    where: str
    cells: Mapping[str, ReturnedCell] = field(default_factory=dict)
    is_new: bool = False
    """A person said that the row is no record of the plan, whatever number it carries."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person should know about one cell, range of cells, row or sheet, in words."""

    cell: str
    message: str
    kind: ProblemKind = ProblemKind.NOTE


@dataclass(frozen=True, slots=True)
class SentRow:
    """One row as it went out: the record, its reference then, and the fingerprint of its cells."""

    record: RecordId
    ref: str
    fingerprint: str = ""


def fingerprint(values: Iterable[CellValue]) -> str:
    """What tells a row that says what it said from any other; what programs change on their own does not count."""
    said = "\x1f".join(plain_text(value) for value in values)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


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
    headings: Mapping[str, str] = field(default_factory=dict)
    """The cells of headings that are asked about, with the label of the column that each may stand for."""
    nil_return: str = ""
    """The cell in which somebody said that there is nothing to report; "" where nobody did."""
    unnumbered: frozenset[Kind] = frozenset()
    """The kinds whose sheet has lost the columns that tell its records apart."""
    sent: tuple[SentRow, ...] | None = None
    """The rows that went out; None where the file does not say, as in those made before it did."""
    columns: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    """The columns that a row's fingerprint covers, in their order."""
