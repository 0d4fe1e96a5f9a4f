"""Changes and changesets: the one record of every write, from which history, undo, merge and audit are read.

A record that comes into being is a change of the pseudo-field `EXISTS` from null to true beside its fields; one that
goes is the reverse. Values in changes are plain JSON, as `as_json.encode` writes them; a value that was erased for
good stands as `ERASED`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from tracker.domain.plan.as_json import JsonValue, encode
from tracker.domain.plan.fields import decode, specs_of
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import RECORD_TYPES, Kind, Record, kind_of, values

EXISTS: Final = "exists"
REF: Final = "ref"
ERASED: Final[JsonValue] = {"erased": True}

NOT_UNDONE: Final = frozenset({"agree", "approve", "review", "erase", "withdraw", "issue"})
"""Verbs that are taken back only by a recorded withdrawal, never by undo."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record, before and after."""

    record: RecordId
    kind: Kind
    field: str
    old: JsonValue
    new: JsonValue


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, when (UTC, to the second) and why. `system_user` is recorded beside the name given."""

    who: str
    system_user: str
    at: datetime
    verb: str = "edit"
    why: str = ""
    undoes: int | None = None
    redoes: int | None = None
    joined: str | None = None
    """The head hash of another copy, where this changeset joins it."""

    @property
    def day(self) -> date:
        """The day of the changeset where the user is; stamps are kept in UTC."""
        return self.at.astimezone().date()


@dataclass(frozen=True, slots=True)
class Changeset:
    """One write: its place in the chain, its stamp and its changes."""

    number: int
    hash: str
    parent: str
    stamp: Stamp
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write did, for those who show it: the changeset's number (None: nothing to write) and ids by kind."""

    number: int | None = None
    ids: Mapping[Kind, frozenset[RecordId]] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether nothing was written."""
        return self.number is None


def diff(old: Record | None, new: Record | None) -> tuple[Change, ...]:
    """The changes that turn `old` into `new`; None stands for a record that does not exist. Equal records give ()."""
    record = new or old
    if record is None:
        return ()
    kind = kind_of(record)
    before, after = logged(old), logged(new)
    return tuple(
        Change(record.id, kind, name, before.get(name), after.get(name))
        for name in (EXISTS, REF, *specs_of(type(record)))
        if before.get(name) != after.get(name)
    )


def logged(record: Record | None) -> dict[str, JsonValue]:
    """A record as the log keeps it: what is not empty of it; {} for one that does not exist."""
    if record is None:
        return {}
    fields = {name: encode(value) for name, value in values(record).items()}
    empty = {name: value for name, value in fields.items() if value not in (None, [])}
    return {EXISTS: True, REF: record.ref, **empty}


def invert(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take the given ones back, last first."""
    return tuple(Change(c.record, c.kind, c.field, c.new, c.old) for c in reversed(tuple(changes)))


def net(changesets: Iterable[Changeset]) -> tuple[Change, ...]:
    """What several changesets did together: first old and last new of each field, fields that came back left out."""
    first: dict[tuple[RecordId, str], Change] = {}
    last: dict[tuple[RecordId, str], JsonValue] = {}
    for changeset in changesets:
        for change in changeset.changes:
            key = (change.record, change.field)
            first.setdefault(key, change)
            last[key] = change.new
    return tuple(
        Change(change.record, change.kind, change.field, change.old, last[key])
        for key, change in first.items()
        if change.old != last[key]
    )


def by_record(changes: Iterable[Change]) -> dict[tuple[Kind, RecordId], dict[str, Change]]:
    """Changes grouped by record, then by field, in the order first met."""
    groups: dict[tuple[Kind, RecordId], dict[str, Change]] = {}
    for change in changes:
        groups.setdefault((change.kind, change.record), {})[change.field] = change
    return groups


def build(kind: Kind, record: RecordId, logged: Mapping[str, JsonValue], version: int = 0) -> Record | None:
    """The record that a replay of the log gives; None where it does not exist. Erased values count as empty."""
    if not logged.get(EXISTS):
        return None
    record_type = RECORD_TYPES[kind]
    given: dict[str, Any] = {}
    for name, field_spec in specs_of(record_type).items():
        value = logged.get(name)
        if value is not None and value != ERASED:
            given[name] = decode(field_spec, value)
    return record_type(id=record, ref=str(logged.get(REF) or ""), version=version, **given)


def rewritten(record: Record, changes: Mapping[str, Change]) -> dict[str, Any]:
    """The record's fields as they would be after `changes`, decoded, ready for `dataclasses.replace`."""
    record_type = type(record)
    blank = {name: getattr(record_type(id=record.id), name) for name in specs_of(record_type)}
    result: dict[str, Any] = {}
    for name, change in changes.items():
        field_spec = specs_of(record_type).get(name)
        if field_spec is not None:
            decoded = decode(field_spec, change.new)
            result[name] = blank[name] if decoded is None else decoded
    return result
