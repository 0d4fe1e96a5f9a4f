"""The tables as they stand against what the log says: every record, field, link, reference and counter."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from tracker.db import log, tables
from tracker.db.checks.chain import ODD, Walk, name_of
from tracker.db.checks.slices import Slices
from tracker.db.erasure import EMPTY, SHA
from tracker.db.mapping import COLUMNS, JSON_FIELDS
from tracker.domain.log.changes import ERASED, EXISTS, REF, Change
from tracker.domain.plan.as_json import JsonValue, encode
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import RECORD_TYPES, Kind, Record, specs
from tracker.services.ports import Fault

Values = dict[str, Any]
Rows = Sequence[Any]
AS_TEXT = (FieldType.DATE, FieldType.MOMENT, *JSON_FIELDS)
BEHIND = "it was altered behind the log's back"
HOLDERS = tuple(kind for kind in Kind if SHA in specs(kind))


@dataclass(slots=True)
class Part:
    """Some records as the log and the tables had them at one moment."""

    told: dict[RecordId, log.Told]
    broken: list[tuple[RecordId, str, int]]
    """Fields of which a change says that something else stood there than the change before it wrote."""
    register: dict[RecordId, Any]
    stored: dict[Kind, dict[RecordId, Values]]

    def name(self, record: RecordId, field_name: str = "") -> str:
        """What people call one of these records, and a field of it."""
        told, registered = self.told.get(record), getattr(self.register.get(record), "ref", None)
        if told is None:
            return registered or "a record"
        return name_of(told.kind, told.fields.get(REF) or registered, field_name)


def record_faults(slices: Slices, walked: Walk, files: dict[str, str]) -> Iterator[Fault]:
    """Where the tables differ from a replay of the log, record by record; `files` gets each file that a record names.

    What was altered in the log itself the walk tells.

    What is written meanwhile does no harm: each record's log and rows are read at one moment.
    """
    last, known = "", {(record, name) for _, record, name in walked.altered}
    while True:
        with slices.look() as connection:
            most = slices.size
            ids = connection.execute(_ids(), {"after": last, "most": most}).all()
            if len(ids) == most:
                # Not all places of the last one may be among them.
                ids = [row for row in ids if row.id != ids[-1].id]
            if ids:
                span = {"after": last, "last": ids[-1].id}
                changes = connection.execute(_changes(), span).all()
                register = connection.execute(_within(sa.select(tables.record), tables.record.c.id), span).all()
                rows = {Kind(name): _rows(connection, Kind(name), span) for name in {row.kind for row in ids} - {""}}
        if not ids:
            return
        stored = {kind: _values(kind, *own) for kind, own in rows.items()}
        part = Part(*_replayed(changes, known), {row.id: row for row in register}, stored)
        yield from _part_faults(part)
        files.update((sha256, name) for sha256, name in _files(part) if sha256 not in files)
        last = ids[-1].id


@cache
def _ids() -> sa.Select[Any]:
    """The next ids of all there are, each with the tables it stands in: "" for the log and the register."""
    own = ((table.c.id, kind.value) for kind, table in tables.KINDS.items())
    firsts = []
    for column, kind in ((tables.change.c.record, ""), (tables.record.c.id, ""), *own):
        # Each is cut short by itself: SQLite would gather all of them before it cuts their union.
        first = sa.select(column.label("id")).where(column > sa.bindparam("after")).distinct().order_by(column)
        cut = first.limit(sa.bindparam("most", type_=sa.Integer)).subquery()
        firsts.append(sa.select(cut.c.id, sa.literal(kind, sa.Text, literal_execute=True).label("kind")))
    every = sa.union(*firsts).subquery()
    return sa.select(every.c.id, every.c.kind).order_by(every.c.id).limit(sa.bindparam("most", type_=sa.Integer))


@cache
def _changes() -> sa.Select[Any]:
    c = tables.change.c
    query = sa.select(c.changeset, c.record, c.kind, c.field, c.old, c.new).order_by(c.record, c.changeset, c.seq)
    return _within(query, c.record)


def _within(query: sa.Select[Any], column: sa.Column[Any]) -> sa.Select[Any]:
    return query.where(column > sa.bindparam("after"), column <= sa.bindparam("last"))


@cache
def _queries(kind: Kind) -> tuple[sa.Select[Any], dict[str, sa.Select[Any]]]:
    """The rows of a kind, dates and structured values as plain text, and of its links."""
    table, fields = tables.KINDS[kind], specs(kind)
    columns = [sa.cast(table.c[n], sa.Text) if fields[n].type in AS_TEXT else table.c[n] for n in COLUMNS[kind]]
    links = {
        name: _within(sa.select(link.c.source, link.c.target), link.c.source)
        for name, link in tables.LINKS[kind].items()
    }
    return _within(sa.select(table.c.id, table.c.version, *columns), table.c.id), links


def _rows(connection: sa.Connection, kind: Kind, span: dict[str, str]) -> tuple[Rows, dict[str, Rows]]:
    query, links = _queries(kind)
    return connection.execute(query, span).all(), {n: connection.execute(q, span).all() for n, q in links.items()}


def _values(kind: Kind, rows: Rows, links: dict[str, Rows]) -> dict[RecordId, Values]:
    """Each record's fields and links as they are stored."""
    found: dict[RecordId, Values] = {}
    for record, version, *values in rows:
        found[record] = {"version": version, **dict(zip(COLUMNS[kind], values, strict=True))}
    for name, own in links.items():
        targets = defaultdict(list)
        for source, target in own:
            targets[source].append(target)
        for record, row in found.items():
            row[name] = sorted(targets[record])
    return found


def _replayed(
    changes: Rows, known: Container[tuple[RecordId, str]]
) -> tuple[dict[RecordId, log.Told], list[tuple[RecordId, str, int]]]:
    told: dict[RecordId, log.Told] = {}
    last: dict[tuple[RecordId, str], str | None] = {}
    broken = []
    for number, record, kind, name, old, new in changes:
        with suppress(*ODD):
            if record not in told:
                told[record] = log.Told(Kind(kind), {})
            if old != last.get((record, name), EMPTY) and not _follows(told[record], name, old):
                broken += [(record, name, number)] if (record, name) not in known else []
            told[record].note(number, name, log.value_of(new))
            last[record, name] = new
    return told, broken


def _follows(told: log.Told, name: str, old: str | None) -> bool:
    """Whether what a change found in a field is what was written there before, or was erased."""
    found, said = log.value_of(old), told.fields.get(name)
    return name not in specs(told.kind) or ERASED in (found, said) or found == _standing(told.kind, name, said)


def _standing(kind: Kind, name: str, said: JsonValue) -> JsonValue:
    """What stands in a field of which the log says this: its blank where it says nothing, or was erased."""
    if said not in (None, ERASED) or name not in specs(kind):
        return said
    blank = encode(getattr(RECORD_TYPES[kind](id=RecordId("")), name))
    return None if blank == [] else blank


def altered(connection: sa.Connection, kept: Mapping[RecordId, Record], changes: Iterable[Change]) -> Iterator[Fault]:
    """Where fields that are about to change do not say what the log says: it must not take them over as they are."""
    own = [change for change in changes if change.record in kept]
    said = log.last_said(connection, list(kept), list({change.field for change in own})) if own else {}
    for change in own:
        if change.old != _standing(change.kind, change.field, said.get((change.record, change.field))):
            yield Fault(name_of(change.kind, kept[change.record].ref, change.field), BEHIND)


def _part_faults(part: Part) -> Iterator[Fault]:
    register = dict(part.register)
    stored = defaultdict(dict, {kind: dict(rows) for kind, rows in part.stored.items()})
    for record, told in part.told.items():
        if not told.fields.get(EXISTS):
            continue
        values, entry = stored[told.kind].pop(record, None), register.pop(record, None)
        if values is None or entry is None:
            yield Fault(part.name(record), "it is missing from the tables")
            continue
        if entry.kind != told.kind.value or (entry.ref or "") != (told.fields.get(REF) or ""):
            yield Fault(part.name(record, "ref"), BEHIND)
        yield from _record_faults(part, record, told, values)
    for record, name, number in part.broken:
        said = f"change {number} found something else there than was written before it: it was altered meanwhile"
        yield Fault(part.name(record, name), said)
    for record in dict.fromkeys([*(record for rows in stored.values() for record in rows), *register]):
        yield Fault(part.name(record), "it stands in the tables though no change put it there")


def _record_faults(part: Part, record: RecordId, told: log.Told, values: Values) -> Iterator[Fault]:
    blank = RECORD_TYPES[told.kind](id=record)
    for name, field in specs(told.kind).items():
        said = told.fields.get(name)
        expected = encode(getattr(blank, name)) if said is None or said == ERASED else said
        if _plain(field, values[name]) != expected:
            yield Fault(part.name(record, name), BEHIND)
    if values["version"] != told.writes:
        yield Fault(part.name(record, "version"), BEHIND)


def _plain(field: Spec, value: Any) -> JsonValue:
    if field.type not in JSON_FIELDS:
        found: JsonValue = value
        return found
    try:
        found = json.loads(value)
    except ODD:
        return str(value)
    return found


def _files(part: Part) -> Iterator[tuple[str, str]]:
    """Each file that one of these records names, and what people call it: "E3 audit.pdf"."""
    for record, told in part.told.items():
        sha256, file = told.fields.get(SHA), told.fields.get("file")
        if told.kind in HOLDERS and told.fields.get(EXISTS) and isinstance(sha256, str):
            yield sha256, f"{part.name(record)} {file if isinstance(file, str) else 'file'}"


def counter_faults(slices: Slices, walk: Walk) -> Iterator[Fault]:
    """Counters of references that would give one a second time."""
    with slices.look() as connection:
        rows = connection.execute(sa.select(tables.counter.c.kind, tables.counter.c.last))
        counters = {row.kind: row.last for row in rows}
    for kind, highest in walk.highest.items():
        last = counters.get(kind.value)
        if not isinstance(last, int) or last < highest:
            said = "they would be given a second time: the counter was altered"
            yield Fault(f"references of the kind {kind.value}", said)
