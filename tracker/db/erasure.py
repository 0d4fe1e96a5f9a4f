"""Taking words and files out of a plan for good, now and throughout its log, so that its chain still holds.

The log keeps the salted digest of what was erased but neither the value nor the salt, so nobody can guess at it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from tracker.db import log, tables
from tracker.domain.log.changes import Change
from tracker.domain.plan.as_json import encode
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import RECORD_TYPES, Kind, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError

WHY = "why:"
SHA = "sha256"
EMPTY = "null"
Wanted = tuple[RecordId, str]


def changes_of(
    connection: sa.Connection, base: Snapshot, fields: Iterable[Wanted], files: Iterable[str]
) -> tuple[Change, ...]:
    """The changes of an erasure: each field to its blank, each file to itself, which says that it was meant."""
    wanted = list(dict.fromkeys(fields))
    kinds = log.kinds_of(connection, [record for record, _ in wanted])
    found = [_emptied(base, record, kinds, name) for record, name in wanted]
    erased = {record for record, _ in wanted}
    return (*found, *(_dropped(base, sha256, erased) for sha256 in dict.fromkeys(files)))


def _emptied(base: Snapshot, record_id: RecordId, kinds: dict[RecordId, Kind], name: str) -> Change:
    kind = kinds.get(record_id)
    if kind is None:
        raise ValueError(f"{record_id} was never in the plan")
    reason = kind is Kind.PLAN and name.startswith(WHY) and name.removeprefix(WHY).isdigit()
    if not reason and name not in specs(kind):
        raise ValueError(f"a {kind} has no field {name}")
    record = base.get(record_id)
    if reason or record is None:
        return Change(record_id, kind, name, None, None)
    blank = getattr(RECORD_TYPES[kind](id=record_id), name)
    old, new = encode(getattr(record, name)), encode(blank)
    return Change(record_id, kind, name, None if old == [] else old, None if new == [] else new)


def _dropped(base: Snapshot, sha256: str, erased: Collection[RecordId]) -> Change:
    """The change that says a file went. Raises UserError where a record that is not being erased still needs it."""

    kinds = [kind for kind in Kind if SHA in specs(kind)]
    users = [record for kind in kinds for record in base.of(kind) if record.sha256 == sha256]
    others = [record.ref for record in users if record.id not in erased]
    if others and len(users) > 1:
        hint = "erase it there too, or take it out of there first"
        raise UserError(f"the file is also the file of {', '.join(others)}", hint)
    owner = users[0] if users else base.plan
    return Change(owner.id, kind_of(owner), SHA, sha256, sha256)


def blot_out(connection: sa.Connection, fields: Iterable[Wanted], number: int) -> None:
    """Takes the values and salts of these fields out of every changeset up to `number`, this one's blanks excepted."""
    c = tables.change.c
    for record, name in fields:
        if name.startswith(WHY):
            _blot_reason(connection, int(name.removeprefix(WHY)))
            continue
        own = (c.record == record, c.field == name)
        connection.execute(sa.update(tables.change).where(*own, c.old != EMPTY).values(old=None, old_salt=None))
        earlier = sa.update(tables.change).where(*own, c.new != EMPTY, c.changeset < number)
        connection.execute(earlier.values(new=None, new_salt=None))


def _blot_reason(connection: sa.Connection, number: int) -> None:
    own = tables.changeset.c.number == number
    connection.execute(sa.update(tables.changeset).where(own).values(why=None, why_salt=None))
