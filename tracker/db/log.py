"""The change log: writing a changeset into the chain, and reading history back."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from tracker.db import tables
from tracker.db.current import Head, batches, read_aliases
from tracker.db.mapping import keepable
from tracker.domain.log import chain
from tracker.domain.log.changes import ERASED, REF, Change, Changes, Changeset, Stamp, build
from tracker.domain.plan.as_json import JsonValue
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Plan, Record
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError

STAMP_COLUMNS = ("who", "system_user", "at", "verb", "why", "undoes", "redoes", "joined")
SALT = 16
"""Fresh random bytes a value, as `chain.new_salt` makes them."""
AT_ONCE = 2_000
"""Changes that are written at a time: a large changeset is not held in memory as rows."""
_COLUMNS = tuple(column.name for column in tables.change.c)
_OLD, _NEW = _COLUMNS.index("old_digest"), _COLUMNS.index("new_digest")
_INSERT = f"INSERT INTO change ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - its own


def tidy(stamp: Stamp) -> Stamp:
    """The stamp as it will be read back: its time in UTC, its words without signs that no database keeps."""
    return replace(
        stamp, at=stamp.at.astimezone(UTC), who=keepable(stamp.who), system_user=keepable(stamp.system_user),
        why=keepable(stamp.why),
    )  # fmt: skip


def write_changeset(connection: sa.Connection, last: Head, changes: Sequence[Change], stamp: Stamp) -> Head:
    """Chains the changes to the log; returns the new head. The stamp is tidy."""
    number = last.number + 1
    why_salt = chain.new_salt()
    why_digest = chain.digest(why_salt, stamp.why)
    hashed = chain.link(number, last.hash, stamp, why_digest, _written(connection, number, changes))
    given = {name: getattr(stamp, name) for name in STAMP_COLUMNS}
    sealing = {"why_salt": bytes.fromhex(why_salt), "why_digest": bytes.fromhex(why_digest)}
    connection.execute(
        sa.insert(tables.changeset), {"number": number, "parent": last.hash, "hash": hashed, **given, **sealing}
    )
    connection.execute(sa.update(tables.head).values(number=number, hash=hashed))
    return Head(number, hashed)


def _written(connection: sa.Connection, number: int, changes: Sequence[Change]) -> Iterator[chain.SealedChange]:
    """Writes the changes, some thousand rows at a time, and gives each as the chain sees it."""
    for first in range(0, len(changes), AT_ONCE):
        some = changes[first : first + AT_ONCE]
        salts = secrets.token_bytes(2 * SALT * len(some))
        rows = [
            _sealed_row(number, first + place + 1, change, salts[2 * SALT * place : 2 * SALT * (place + 1)])
            for place, change in enumerate(some)
        ]
        _insert_changes(connection, rows)
        for change, row in zip(some, rows, strict=True):
            yield chain.SealedChange(change.record, change.kind, change.field, row[_OLD].hex(), row[_NEW].hex())


def _insert_changes(connection: sa.Connection, rows: list[tuple[Any, ...]]) -> None:
    """Inserts rows of plain values. SQLite's driver takes them as they are, which spares a large changeset half."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_INSERT, rows)
    else:
        connection.execute(sa.insert(tables.change), [dict(zip(_COLUMNS, row, strict=True)) for row in rows])


def _sealed_row(number: int, seq: int, change: Change, salts: bytes) -> tuple[Any, ...]:
    """A change as it stands in its table, column by column."""
    old, new = chain.canonical(change.old), chain.canonical(change.new)
    old_salt, new_salt = salts[:SALT], salts[SALT:]
    return (
        number, seq, change.record, change.kind.value, change.field,
        old.decode(), old_salt, digest_of(old_salt, old), new.decode(), new_salt, digest_of(new_salt, new),
    )  # fmt: skip


def digest_of(salt: bytes, canonical: bytes) -> bytes:
    """The digest of a value that is in its canonical form already, as `chain.digest` makes it."""
    return hashlib.sha256(salt + canonical).digest()


def summary(number: int, changes: Iterable[Change]) -> Changes:
    """What a changeset touched, by kind."""
    ids: dict[Kind, set[RecordId]] = defaultdict(set)
    for change in changes:
        ids[change.kind].add(change.record)
    return Changes(number, {kind: frozenset(found) for kind, found in ids.items()})


def read_changesets(
    connection: sa.Connection, after: int = 0, up_to: int | None = None, record: RecordId | None = None
) -> tuple[Changeset, ...]:
    """The changesets numbered above `after` and at most `up_to`, oldest first; with `record` only its own changes."""
    heads, changes = sa.select(tables.changeset), _select_changes()
    wanted = [tables.changeset.c.number > after, tables.change.c.changeset > after]
    if up_to is not None:
        wanted = [wanted[0] & (tables.changeset.c.number <= up_to), wanted[1] & (tables.change.c.changeset <= up_to)]
    if record is not None:
        wanted[1] &= tables.change.c.record == record
        touching = sa.select(tables.change.c.changeset).where(tables.change.c.record == record)
        wanted[0] &= tables.changeset.c.number.in_(touching)
    rows = connection.execute(changes.where(wanted[1]))
    own = {number: tuple(map(_change, group)) for number, group in groupby(rows, key=_first)}
    found = connection.execute(heads.where(wanted[0]).order_by(tables.changeset.c.number)).mappings()
    return tuple(
        Changeset(row["number"], row["hash"], row["parent"], stamp_of(row), own.get(row["number"], ())) for row in found
    )


def _select_changes() -> sa.Select[Any]:
    c = tables.change.c
    return sa.select(c.changeset, c.record, c.kind, c.field, c.old, c.new).order_by(c.changeset, c.seq)


def _first(row: Sequence[Any]) -> int:
    return int(row[0])


def _change(row: Sequence[Any]) -> Change:
    _, record, kind, name, old, new = row
    return Change(record, Kind(kind), name, value_of(old), value_of(new))


def value_of(text: str | None) -> JsonValue:
    """A stored value back; what was erased is `ERASED`."""
    if text is None:
        return ERASED
    found: JsonValue = json.loads(text)
    return found


def stamp_of(row: sa.RowMapping) -> Stamp:
    """The stamp of a changeset's row; an erased reason is empty."""
    given = {name: row[name] for name in STAMP_COLUMNS}
    return Stamp(**{**given, "why": given["why"] or ""})


def read_stamps(connection: sa.Connection) -> tuple[tuple[int, Stamp], ...]:
    """Number and stamp of every changeset, oldest first."""
    rows = connection.execute(sa.select(tables.changeset).order_by(tables.changeset.c.number)).mappings()
    return tuple((row["number"], stamp_of(row)) for row in rows)


def last_stamp(connection: sa.Connection, record: RecordId) -> Stamp | None:
    """Who last wrote a record, and when; None where the log has never heard of it."""
    latest = sa.select(sa.func.max(tables.change.c.changeset)).where(tables.change.c.record == record)
    query = sa.select(tables.changeset).where(tables.changeset.c.number == latest.scalar_subquery())
    row = connection.execute(query).mappings().one_or_none()
    return stamp_of(row) if row is not None else None


def read_heads(connection: sa.Connection) -> Sequence[str]:
    """The hash of every changeset, oldest first."""
    c = tables.changeset.c
    return connection.execute(sa.select(c.hash).order_by(c.number)).scalars().all()


def last_to_write(
    connection: sa.Connection, records: Sequence[RecordId], fields: Sequence[str]
) -> dict[tuple[RecordId, str], tuple[int, Stamp]]:
    """The last changeset, by number and stamp, that wrote each of these fields of these records."""
    c, found = tables.change.c, {}
    for ids in batches(records):
        own = sa.select(c.record, c.field, sa.func.max(c.changeset).label("number"))
        last = own.where(c.record.in_(ids or ()), c.field.in_(fields)).group_by(c.record, c.field).subquery()
        query = sa.select(last.c.record, last.c.field, tables.changeset)
        for row in connection.execute(
            query.join(tables.changeset, tables.changeset.c.number == last.c.number)
        ).mappings():
            found[row["record"], row["field"]] = row["number"], stamp_of(row)
    return found


def last_said(
    connection: sa.Connection, records: Sequence[RecordId], fields: Sequence[str]
) -> dict[tuple[RecordId, str], JsonValue]:
    """What was last written to each of these fields of these records; those never written are left out."""
    c, found = tables.change.c, {}
    for ids in batches(records):
        own = sa.select(c.record, c.field, sa.func.max(c.changeset).label("number"))
        last = own.where(c.record.in_(ids or ()), c.field.in_(fields)).group_by(c.record, c.field).subquery()
        same = (c.record == last.c.record, c.field == last.c.field, c.changeset == last.c.number)
        for record, name, new in connection.execute(sa.select(c.record, c.field, c.new).join(last, sa.and_(*same))):
            found[record, name] = value_of(new)
    return found


def was_called(connection: sa.Connection, record: RecordId, ref: str) -> bool:
    """Whether this record ever had this reference."""
    c = tables.change.c
    own = (c.record == record, c.field == REF, c.new == chain.canonical(ref).decode())
    return connection.execute(sa.select(c.seq).where(*own).limit(1)).first() is not None


def all_refs(connection: sa.Connection) -> set[str]:
    """Every reference that any record ever had."""
    c = tables.change.c
    return {str(value_of(new)) for (new,) in connection.execute(sa.select(c.new).where(c.field == REF))}


def writes_to(connection: sa.Connection, records: Sequence[RecordId]) -> dict[RecordId, int]:
    """How many changesets have written to each of these records; those never written are left out."""
    c = tables.change.c
    count = sa.func.count(c.changeset.distinct())
    found: dict[RecordId, int] = {}
    for ids in batches(records):
        rows = connection.execute(sa.select(c.record, count).where(c.record.in_(ids or ())).group_by(c.record))
        found.update((record, number) for record, number in rows)
    return found


def touched_since(connection: sa.Connection, number: int) -> dict[Kind, list[RecordId]]:
    """The records that changesets after `number` touched, by kind."""
    c = tables.change.c
    rows = connection.execute(sa.select(c.kind, c.record).where(c.changeset > number).distinct())
    found: dict[Kind, list[RecordId]] = defaultdict(list)
    for kind, record in rows:
        found[Kind(kind)].append(record)
    return found


@dataclass(slots=True)
class Told:
    """What the log says of one record: its fields as last written, and how many changesets wrote to it."""

    kind: Kind
    fields: dict[str, JsonValue]
    writes: int = 0
    last: int = 0

    def note(self, number: int, name: str, value: JsonValue) -> None:
        """Takes one more change into account."""
        self.fields[name] = value
        if number != self.last:
            self.last = number
            self.writes += 1


def replay(connection: sa.Connection, up_to: int | None = None) -> dict[RecordId, Told]:
    """What the log alone says of every record it ever mentioned, after changeset `up_to`."""
    c = tables.change.c
    query = sa.select(c.changeset, c.record, c.kind, c.field, c.new).order_by(c.changeset, c.seq)
    found: dict[RecordId, Told] = {}
    for number, record, kind, name, new in connection.execute(
        query if up_to is None else query.where(c.changeset <= up_to)
    ):
        told = found.get(record)
        if told is None:
            told = found[record] = Told(Kind(kind), {})
        told.note(number, name, value_of(new))
    return found


def records_of(told: Mapping[RecordId, Told]) -> Iterator[tuple[Kind, Record]]:
    """The records that exist after a replay."""
    for record_id, item in told.items():
        record = build(item.kind, record_id, item.fields, item.writes)
        if record is not None:
            yield item.kind, record


def read_as_of(connection: sa.Connection, number: int) -> Snapshot:
    """The plan as it stood after changeset `number`. Raises UserError where there is none."""
    query = sa.select(tables.changeset.c.hash).where(tables.changeset.c.number == number)
    hashed = connection.execute(query).scalar_one_or_none()
    if hashed is None:
        raise UserError(f"the plan has no change {number}", "tracker list PLAN changesets shows those it has",
                        window="History shows the changes it has")  # fmt: skip
    records: dict[Kind, dict[RecordId, Record]] = defaultdict(dict)
    for kind, record in records_of(replay(connection, number)):
        records[kind][record.id] = record
    plan = next(iter(records.pop(Kind.PLAN).values()))
    assert isinstance(plan, Plan)
    return Snapshot(plan, dict(records), number, hashed, read_aliases(connection, number))


def has(connection: sa.Connection, head: Head) -> bool:
    """Whether the log has this changeset, by number and hash."""
    query = sa.select(tables.changeset.c.hash).where(tables.changeset.c.number == head.number)
    return connection.execute(query).scalar_one_or_none() == head.hash


def kinds_of(connection: sa.Connection, records: Sequence[RecordId]) -> dict[RecordId, Kind]:
    """The kinds of records that the log has ever mentioned."""
    c = tables.change.c
    found: dict[RecordId, Kind] = {}
    for ids in batches(records):
        rows = connection.execute(sa.select(c.record, c.kind).where(c.record.in_(ids or ())).distinct())
        found.update((record, Kind(kind)) for record, kind in rows)
    return found
