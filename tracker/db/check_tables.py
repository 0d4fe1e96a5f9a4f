"""The tables as they stand against what the log says: every record, field, link, reference and counter."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from tracker.db import log, tables
from tracker.db.check_chain import ODD, Walk
from tracker.db.mapping import COLUMNS, JSON_FIELDS
from tracker.domain.log.changes import ERASED, REF
from tracker.domain.plan.fields import FieldType, JsonValue, Spec, encode
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import RECORD_TYPES, Kind, specs
from tracker.services.ports import Fault

Values = dict[str, Any]
AS_TEXT = (FieldType.DATE, FieldType.MOMENT, *JSON_FIELDS)
BEHIND = "it was altered behind the log's back"


def table_faults(connection: sa.Connection, walk: Walk) -> Iterator[Fault]:
    """Where the tables differ from a replay of the log."""
    register = {row.id: row for row in connection.execute(sa.select(tables.record))}
    stored = {kind: _stored(connection, kind) for kind in Kind}
    for record, told in walk.existing():
        values = stored[told.kind].pop(record, None)
        entry = register.pop(record, None)
        if values is None or entry is None:
            yield Fault(walk.name(record), "it is missing from the tables")
            continue
        if entry.kind != told.kind.value or (entry.ref or "") != (told.fields.get(REF) or ""):
            yield Fault(walk.name(record, "ref"), BEHIND)
        yield from _record_faults(walk, record, told, values)
    strays = dict.fromkeys([*(record for rows in stored.values() for record in rows), *register])
    for record in strays:
        name = walk.name(record) if record in walk.told else getattr(register.get(record), "ref", None)
        yield Fault(name or "a record", "it stands in the tables though no change put it there")
    yield from _counter_faults(connection, walk)


def _stored(connection: sa.Connection, kind: Kind) -> dict[RecordId, Values]:
    """The rows of a kind with their links, dates and structured values as plain text."""
    table, fields = tables.KINDS[kind], specs(kind)
    columns = [sa.cast(table.c[n], sa.Text) if fields[n].type in AS_TEXT else table.c[n] for n in COLUMNS[kind]]
    found: dict[RecordId, Values] = {}
    for record, version, *values in connection.execute(sa.select(table.c.id, table.c.version, *columns)):
        found[record] = {"version": version, **dict(zip(COLUMNS[kind], values, strict=True))}
    for name, link_table in tables.LINKS[kind].items():
        links = defaultdict(list)
        for source, target in connection.execute(sa.select(link_table.c.source, link_table.c.target)):
            links[source].append(target)
        for record, row in found.items():
            row[name] = sorted(links[record])
    return found


def _record_faults(walk: Walk, record: RecordId, told: log.Told, values: Values) -> Iterator[Fault]:
    blank = RECORD_TYPES[told.kind](id=record)
    for name, field in specs(told.kind).items():
        said = told.fields.get(name)
        expected = encode(getattr(blank, name)) if said is None or said == ERASED else said
        if _plain(field, values[name]) != expected:
            yield Fault(walk.name(record, name), BEHIND)
    if values["version"] != told.writes:
        yield Fault(walk.name(record, "version"), BEHIND)


def _plain(field: Spec, value: Any) -> JsonValue:
    if field.type not in JSON_FIELDS:
        found: JsonValue = value
        return found
    try:
        found = json.loads(value)
    except ODD:
        return str(value)
    return found


def _counter_faults(connection: sa.Connection, walk: Walk) -> Iterator[Fault]:
    counters = dict(connection.execute(sa.select(tables.counter.c.kind, tables.counter.c.last)).all())
    for kind, highest in walk.highest.items():
        last = counters.get(kind.value)
        if not isinstance(last, int) or last < highest:
            yield Fault(
                f"references of the kind {kind.value}", "they would be given a second time: the counter was altered"
            )
