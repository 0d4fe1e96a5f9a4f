"""History: who changed what, when and why, and what several changes did together, in the outside's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.log.changes import ERASED, EXISTS, REF, Change, Changeset, Stamp, net
from tracker.domain.people.signed import with_account
from tracker.domain.plan.as_json import JsonValue
from tracker.domain.plan.external import called
from tracker.domain.plan.fields import FieldType, PartType
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Meeting, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.context import context_of, unknown
from tracker.services.meetings.compared import day_named, last_by, seen_by
from tracker.services.ports import Act, UnitOfWork

ERASED_WORDS = "(erased)"
NAMES = ("title", "text", "name", "question", "shows", "reason", "value")
"""The fields that say what a record is, one of each kind that has any."""

INNER = ("seen",)
"""What parts of a record hold that says nothing to a person."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field's change in the outside's words: links as references or names, dates ISO."""

    ref: str
    kind: Kind
    field: str
    label: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One changeset as a person reads it."""

    number: int
    who: str
    system_user: str
    at: datetime
    verb: str
    why: str
    lines: tuple[Line, ...]

    @property
    def signed(self) -> str:
        """Who it was, with the account of the computer where that goes by another name: a name is only typed."""
        return with_account(self.who, self.system_user)

    def as_json(self) -> dict[str, Any]:
        """The entry as plain JSON values."""
        return {
            "number": self.number,
            "who": self.who,
            "system_user": self.system_user,
            "at": self.at.isoformat(),
            "verb": self.verb,
            "why": self.why or None,
            "changes": [line_json(line) for line in self.lines],
        }


def line_json(line: Line) -> dict[str, Any]:
    """A line as plain JSON values."""
    return {"ref": line.ref or None, "field": line.field, "was": line.old, "now": line.new}


class Reader:
    """Puts changes into the outside's words; remembers what records were called that are no longer there."""

    def __init__(self, uow: UnitOfWork, snapshot: Snapshot) -> None:
        self._uow = uow
        self._snapshot = snapshot
        self._gone: dict[RecordId, tuple[str, str]] = {}

    def entry(self, changeset: Changeset, changes: Sequence[Change] | None = None) -> Entry:
        """A changeset (or only some of its changes) as a person reads it."""
        stamp: Stamp = changeset.stamp
        lines = self.lines(changeset.changes if changes is None else changes)
        return Entry(changeset.number, stamp.who, stamp.system_user, stamp.at, stamp.verb, stamp.why, lines)

    def lines(self, changes: Iterable[Change]) -> tuple[Line, ...]:
        """Changes as lines, the reference's own left out."""
        return tuple(self._line(change) for change in changes if change.field != REF)

    def _line(self, change: Change) -> Line:
        ref = self.ref(change.record)
        if change.field == EXISTS:
            return Line(ref, change.kind, EXISTS, "In the plan", change.old is True, change.new is True)
        if change.field == "sha256" and change.old == change.new:
            return Line(ref, change.kind, "sha256", "SHA-256", change.old, ERASED_WORDS)
        spec = specs(change.kind).get(change.field)
        if spec is None:
            number = change.field.rpartition(":")[2]
            return Line(ref, change.kind, change.field, f"Reason of change {number}", ERASED_WORDS, None)
        if change.old is None and change.new is None:
            return Line(ref, change.kind, spec.external, spec.label, ERASED_WORDS, None)
        linked = spec.type in (FieldType.LINK, FieldType.LINKS)
        old, new = (self._said(value, linked, spec.part) for value in (change.old, change.new))
        at_meeting = spec.name == "decided_by" and self._snapshot.get(change.record)
        label = "Recorded by" if at_meeting and at_meeting.decided_at is not None else spec.label
        return Line(ref, change.kind, spec.external, label, old, new)

    def _said(self, value: JsonValue, linked: bool, part: PartType) -> Any:
        if value == ERASED:
            return ERASED_WORDS
        if not linked:
            return [self._part(one, part) for one in value] if part and isinstance(value, list) else value
        if value is None:
            return None
        if isinstance(value, list):
            return sorted((self._name(RecordId(item)) for item in value), key=_in_order)
        return self._name(RecordId(str(value)))

    def _part(self, value: JsonValue, part: type) -> JsonValue:
        """A part of a record in its declared order; a record that it names by its reference."""
        if not isinstance(value, dict):
            return value
        found = {one.name: value[one.name] for one in fields(part) if one.name in value and one.name not in INNER}
        return {**found, "record": self.ref(RecordId(str(found["record"])))} if "record" in found else found

    def _name(self, record: RecordId) -> str:
        return called(self._snapshot, record) or self._of_gone(record)[1]

    def ref(self, record: RecordId) -> str:
        """The reference of a record, also of one that was taken out of the plan; "" for the plan itself."""
        found = self._snapshot.get(record)
        return str(found.ref) if found is not None else self._of_gone(record)[0]

    def _of_gone(self, record: RecordId) -> tuple[str, str]:
        """Reference and name of a record that is no longer there, read from its last change."""
        if record not in self._gone:
            said: dict[str, Any] = {}
            for _, changes in self._uow.changes_of(record):
                said |= {c.field: c.new or c.old for c in changes if c.field in (REF, "name")}
            ref = str(said.get(REF) or "?")
            name = said.get("name")
            self._gone[record] = (ref, name if isinstance(name, str) and name else ref)
        return self._gone[record]


def _in_order(name: str) -> tuple[str, int, str]:
    """References by letter and number (R2 before R10), names by the alphabet."""
    digits = name[1:]
    return (name[:1], int(digits), "") if digits.isascii() and digits.isdigit() else (name, 0, name)


def history_of(uow: UnitOfWork, act: Act, ref: str) -> tuple[Entry, ...]:
    """Every changeset that touched a record, oldest first, with only its own changes."""
    context = context_of(uow, act)
    record = context.snapshot.plan if ref.strip() == "" else context.find(ref)
    reader = Reader(uow, context.snapshot)
    return tuple(reader.entry(changeset, changes) for changeset, changes in uow.changes_of(record.id))


def log(uow: UnitOfWork, since: str | None = None) -> tuple[Entry, ...]:
    """Every changeset after `since` (a number, a date or a meeting's reference), oldest first."""
    snapshot = uow.snapshot()
    reader = Reader(uow, snapshot)
    return tuple(reader.entry(changeset) for changeset in uow.changesets(after=since_number(uow, since)))


def net_since(uow: UnitOfWork, since: str | None, ref: str | None) -> tuple[Line, ...]:
    """What all changesets after `since` did together, fields that came back to their value left out."""
    snapshot = uow.snapshot()
    wanted = snapshot.by_ref(ref) if ref else None
    if ref and wanted is None:
        raise unknown(snapshot, f"there is no {ref} in this plan")
    changes = net(uow.changesets(after=since_number(uow, since)))
    return Reader(uow, snapshot).lines(c for c in changes if wanted is None or c.record == wanted.id)


def since_number(uow: UnitOfWork, since: str | None) -> int:
    """The number of the last changeset before `since`: a number itself, a date's start, or what a meeting saw.

    A meeting saw what a paper is compared with that names it: the last paper that it was given, else the plan as it
    stood at the end of the day before it.
    """
    text = (since or "").strip()
    if not text:
        return 0
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return _number(uow, int(text))
    found = uow.snapshot().by_ref(text)
    if isinstance(found, Meeting):
        return seen_by(uow, found).number
    if found is not None:
        raise UserError(f"{found.ref} is not a meeting", "give a meeting, a date or the number of a change")
    return last_by(uow, day_named(text) - timedelta(days=1))


def _number(uow: UnitOfWork, number: int) -> int:
    last = len(uow.stamps())
    if number > last:
        raise UserError(f"there is no change {number}", f"the last one is {last}")
    return number


def in_words(line: Line) -> str:
    """A line as a person reads it: `A3 Due: 1 Mar 2024 -> 28 Jun 2024`."""
    where = f"{line.ref} " if line.ref else ""
    if line.field == EXISTS:
        where = where or "The plan "
        return f"{where}was added" if line.new else f"{where}was taken out"
    return f"{where}{line.label}: {readable(line.old)} → {readable(line.new)}"


def readable(value: Any) -> str:
    """A value as a person reads it ("nothing" for none)."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, list):
        return "; ".join(readable(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(item) for item in value.values() if item)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return show(date.fromisoformat(value))
    return str(value)


def entry_words(entry: Entry, most: int = 6) -> tuple[str, ...]:
    """What a changeset did, a sentence each: of a record that was added or taken out only that; the rest is counted."""
    whole = {line.ref for line in entry.lines if line.field == EXISTS}
    called = {line.ref: readable(line.new) for line in entry.lines if line.field in NAMES and line.new}
    said = [
        in_words(line) + (f": {called[line.ref]}" if line.field == EXISTS and line.ref in called else "")
        for line in entry.lines
        if line.field == EXISTS or line.ref not in whole
    ]
    left = len(said) - most
    return (*said[:most], f"and {left} more") if left > 0 else tuple(said)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The newest part of the history of several records: `entries` newest first, out of `total`."""

    entries: tuple[Entry, ...]
    total: int


def history_of_all(uow: UnitOfWork, act: Act, ids: Sequence[RecordId], most: int = 50) -> HistoryPage:
    """The last `most` changesets that touched any of these records, newest first, each with only their changes."""
    sheets: dict[int, tuple[Changeset, list[Change]]] = {}
    for record in ids:
        for changeset, changes in uow.changes_of(record):
            sheets.setdefault(changeset.number, (changeset, []))[1].extend(changes)
    reader = Reader(uow, context_of(uow, act).snapshot)
    newest = sorted(sheets, reverse=True)[:most]
    return HistoryPage(tuple(reader.entry(*sheets[number]) for number in newest), len(sheets))
