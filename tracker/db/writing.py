"""Writing what a unit of work put: rows of records, links, references and aliases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.db import tables
from tracker.db.current import batches
from tracker.db.mapping import links_of, row_of
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Record, kind_of

Key = tuple[Kind, RecordId]


@dataclass(frozen=True, slots=True)
class Move:
    """One record before and after: None where it was not, or is no more. Both carry their versions."""

    kind: Kind
    id: RecordId
    old: Record | None
    new: Record | None


def write_moves(connection: sa.Connection, moves: Sequence[Move]) -> list[Move]:
    """Writes the rows of all moves; returns those whose row was not as the log left it (nothing may be kept then)."""
    stray = [move for move in moves if move.old is not None and not _rewrite(connection, move.old, move.new)]
    added: dict[Kind, list[Record]] = defaultdict(list)
    for kind, record in ((move.kind, move.new) for move in moves if move.old is None and move.new is not None):
        added[kind].append(record)
    for kind, records in added.items():
        _insert(connection, kind, records)
    return stray


def _rewrite(connection: sa.Connection, old: Record, new: Record | None) -> bool:
    """Changes or takes out a stored record; False where its row is not the one that was read."""
    return _delete(connection, old) if new is None else _update(connection, old, new)


def _insert(connection: sa.Connection, kind: Kind, records: list[Record]) -> None:
    register = [{"id": r.id, "kind": kind.value, "ref": r.ref or None} for r in records]
    connection.execute(sa.insert(tables.record), register)
    connection.execute(sa.insert(tables.KINDS[kind]), [row_of(r) for r in records])
    for name, table in tables.LINKS[kind].items():
        rows = [row for r in records for row in links_of(r)[name]]
        if rows:
            connection.execute(sa.insert(table), rows)


def _update(connection: sa.Connection, old: Record, new: Record) -> bool:
    kind = kind_of(new)
    table = tables.KINDS[kind]
    same = (table.c.id == old.id, table.c.version == old.version)
    written = connection.execute(sa.update(table).where(*same).values(row_of(new))).rowcount
    rows = links_of(new)
    for name, link_table in tables.LINKS[kind].items():
        if getattr(old, name) != getattr(new, name):
            connection.execute(sa.delete(link_table).where(link_table.c.source == old.id))
            if rows[name]:
                connection.execute(sa.insert(link_table), rows[name])
    return bool(written == 1)


def _delete(connection: sa.Connection, old: Record) -> bool:
    kind = kind_of(old)
    for link_table in tables.LINKS[kind].values():
        connection.execute(sa.delete(link_table).where(link_table.c.source == old.id))
    table = tables.KINDS[kind]
    gone = connection.execute(sa.delete(table).where(table.c.id == old.id, table.c.version == old.version)).rowcount
    connection.execute(sa.delete(tables.record).where(tables.record.c.id == old.id))
    return bool(gone == 1)


def write_counters(connection: sa.Connection, old: Mapping[Kind, int], new: Mapping[Kind, int]) -> None:
    """Moves the counters of references forward."""
    for kind, last in new.items():
        if kind not in old:
            connection.execute(sa.insert(tables.counter), {"kind": kind.value, "last": last})
        elif last > old[kind]:
            connection.execute(sa.update(tables.counter).where(tables.counter.c.kind == kind.value).values(last=last))


def write_aliases(connection: sa.Connection, aliases: Mapping[str, str], number: int) -> None:
    """Remembers former references; one that is given again points to its latest record."""
    for old_ref, ref in aliases.items():
        connection.execute(sa.delete(tables.alias).where(tables.alias.c.old_ref == old_ref))
        connection.execute(sa.insert(tables.alias), {"old_ref": old_ref, "ref": ref, "changeset": number})


def linked_from(connection: sa.Connection, gone: Sequence[RecordId]) -> list[tuple[RecordId, RecordId]]:
    """Pairs (record, record it links to) of stored records that link to one of these."""
    found: list[tuple[RecordId, RecordId]] = []
    for ids in batches(gone):
        for source, target in LINK_COLUMNS:
            found += connection.execute(sa.select(source, target).where(target.in_(ids or ()))).all()
    return found


def _link_columns() -> Iterator[tuple[sa.Column[RecordId], sa.Column[RecordId]]]:
    for table in tables.KINDS.values():
        yield from ((table.c.id, column) for column in table.c if column.foreign_keys and column.name != "id")
    for group in tables.LINKS.values():
        yield from ((table.c.source, table.c.target) for table in group.values())


LINK_COLUMNS = tuple(_link_columns())
"""Every column that links to a record, beside the one that says whose link it is."""
