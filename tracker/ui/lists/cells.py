"""What a list shows of one record in one column, worked out once and kept until the record changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tracker.domain.actions.status import Status
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind, kind_of
from tracker.domain.plan.snapshot import Snapshot

DRAFT = RecordId("draft")
"""The id of the row for a record that is being typed and not yet written."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a list is worked out from: the plan, the day it is judged by, who looks, and whether it may be edited.

    `compact` where the owner's column says the agency too.
    """

    snapshot: Snapshot
    today: date
    who: str = ""
    editable: bool = True
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Two lines: `text`, and `quiet` under it.

    `struck` stands struck through before the text; `status` and `second` draw a shape before the first and the second
    line. `tone` colours the first line, `quiet_tone` the second.
    """

    text: str = ""
    quiet: str = ""
    struck: str = ""
    status: Status | None = None
    second: Status | None = None
    tone: str = ""
    quiet_tone: str = ""
    strong: bool = False
    wraps: bool = False
    """Whether the text runs on into the second line, before what is quiet there."""
    spoken: str = ""
    """What is said instead of the text, where the text alone would not be understood."""

    @property
    def words(self) -> str:
        """The cell as a sentence part for those who hear it."""
        was = f"originally {self.struck}" if self.struck else ""
        return ", ".join(part for part in (self.spoken or self.text, was, self.quiet) if part)


class Edit(StrEnum):
    """How a cell is edited in the list."""

    NONE = ""
    TEXT = "text"
    PERSON = "person"
    AGENCY = "agency"
    DATE = "date"
    DELIVERY = "delivery"
    PRIORITY = "priority"
    NUMBER = "number"
    REFS = "refs"
    EVIDENCE_KIND = "evidence kind"


class CellField(NamedTuple):
    """How a cell of one record is edited, and the record's own field that it edits."""

    edit: Edit
    name: str


ACTION_FIELDS = {"status": "delivery"}
"""The field behind a column of actions, where it is not called like the column."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it shows, what it sorts by (never by the text shown), how wide it begins (in grid steps)."""

    key: str
    heading: str
    steps: float
    cell: Callable[[Look, Any], Cell]
    sort: Callable[[Look, Any], Any]
    edit: Edit = Edit.NONE
    """How it is edited where the record is an action."""
    stretch: bool = False
    usual: bool = True
    """Whether it is shown before anybody chose; the others wait in the choice of columns."""
    fields: Mapping[Kind, CellField] = field(default_factory=dict)
    """What is edited where the record is of another kind."""

    def field_of(self, record: Any) -> CellField | None:
        """The field of this record that is edited here; None where the cell only shows."""
        if isinstance(record, Action):
            name = ACTION_FIELDS.get(self.key, self.key)
            return CellField(self.edit, name) if self.edit is not Edit.NONE else None
        found = self.fields.get(kind_of(record)) if record is not None else None
        # What runs over several lines would lose them in a line: it is edited in the whole record.
        return None if found is None or "\n" in str(getattr(record, found.name)) else found


def sort_key(column: Column, look: Look, record: Any) -> tuple[bool, Any]:
    """The record's place under this column: what has no value comes last."""
    value = column.sort(look, record)
    empty = value is None or value == ""
    return (empty, 0 if empty else value)


def number_of(ref: str) -> int:
    """The number in a reference, by which references are ordered."""
    digits = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else 0
