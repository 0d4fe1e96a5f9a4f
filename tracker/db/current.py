"""Reading the plan as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.db import tables
from tracker.db.mapping import builder, select_kind
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Plan, Record
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError

BATCH = 500
Links = dict[str, dict[str, tuple[RecordId, ...]]]


@dataclass(frozen=True, slots=True)
class Head:
    """The last changeset: its number and hash."""

    number: int
    hash: str


def read_head(connection: sa.Connection, lock: bool = False) -> Head:
    """The last changeset's number and hash; with `lock` a server keeps other writers waiting until the end."""
    query = sa.select(tables.head.c.number, tables.head.c.hash)
    number, hashed = connection.execute(query.with_for_update() if lock else query).one()
    return Head(number, hashed)


def read_snapshot(connection: sa.Connection) -> Snapshot:
    """The whole plan."""
    last = read_head(connection)
    records = {kind: read_records(connection, kind) for kind in Kind}
    plan = next(iter(records.pop(Kind.PLAN).values()), None)
    if not isinstance(plan, Plan):
        raise UserError("the plan's own record is missing", "tracker salvage DAMAGED OUT.plan brings back what it can",
                        window="open a backup of the plan, and have this file looked at")  # fmt: skip
    filled = {kind: found for kind, found in records.items() if found}
    return Snapshot(plan, filled, last.number, last.hash, read_aliases(connection))


def read_records(
    connection: sa.Connection, kind: Kind, ids: Sequence[RecordId] | None = None
) -> dict[RecordId, Record]:
    """The records of a kind, or those of them with these ids, by id."""
    found: dict[RecordId, Record] = {}
    try:
        for batch in batches(ids):
            build = builder(kind, _read_links(connection, kind, batch))
            for row in connection.execute(select_kind(kind, batch)):
                found[row[0]] = build(row)
    except (ValueError, TypeError) as error:
        hint = "tracker verify PLAN says what is broken"
        instead = "open a backup of the plan, and have this file looked at"
        raise UserError(f"a row of {kind} cannot be read", hint, window=instead) from error
    return found


def batches(ids: Sequence[RecordId] | None) -> Iterator[Sequence[RecordId] | None]:
    """Lists of ids short enough for one statement; None (all) as it is."""
    if ids is None:
        yield None
        return
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _read_links(connection: sa.Connection, kind: Kind, ids: Sequence[RecordId] | None) -> Links:
    return {name: _read_link_table(connection, table, ids) for name, table in tables.LINKS[kind].items()}


def _read_link_table(
    connection: sa.Connection, table: sa.Table, ids: Sequence[RecordId] | None
) -> dict[str, tuple[RecordId, ...]]:
    query = sa.select(table.c.source, table.c.target)
    rows = connection.execute(query if ids is None else query.where(table.c.source.in_(ids))).all()
    found: dict[str, tuple[RecordId, ...]] = {source: (target,) for source, target in rows}
    if len(found) < len(rows):  # most records are linked to one other
        several: dict[str, list[RecordId]] = defaultdict(list)
        for source, target in rows:
            several[source].append(target)
        found |= {source: tuple(sorted(targets)) for source, targets in several.items() if len(targets) > 1}
    return found


def read_aliases(connection: sa.Connection, up_to: int | None = None) -> dict[str, str]:
    """Former references to present ones, as known after changeset `up_to`."""
    query = sa.select(tables.alias.c.old_ref, tables.alias.c.ref)
    rows = connection.execute(query if up_to is None else query.where(tables.alias.c.changeset <= up_to))
    return dict(rows.all())


def read_counters(connection: sa.Connection) -> dict[Kind, int]:
    """The highest number given to a reference of each kind."""
    rows = connection.execute(sa.select(tables.counter.c.kind, tables.counter.c.last))
    return {Kind(kind): last for kind, last in rows}
