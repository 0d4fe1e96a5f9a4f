"""Records to rows and back, by their field specifications."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import sqlalchemy as sa

from tracker.db.tables import KINDS, LINKS
from tracker.domain.plan.as_json import JsonValue, encode
from tracker.domain.plan.fields import FieldType, Spec, decode, specs_of
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import RECORD_TYPES, Kind, Record, kind_of, specs
from tracker.errors import UserError

R = TypeVar("R", bound=Record)
LARGEST = 2**63 - 1
COLUMNS: dict[Kind, tuple[str, ...]] = {
    kind: tuple(name for name, field in specs(kind).items() if field.type is not FieldType.LINKS) for kind in Kind
}
JSON_FIELDS = (FieldType.WORDS, FieldType.PARTS)


def as_kept(given: R) -> R:
    """The record as it will come back from the plan: links sorted, numbers as floats, unkeepable signs replaced.

    Raises UserError for a number that has no place in a column.
    """
    changed = {}
    for name, field in specs_of(type(given)).items():
        value = getattr(given, name)
        kept = _kept(field, value)
        if kept is not value:
            changed[name] = kept
    return replace(given, **changed) if changed else given


def _kept(field: Spec, value: Any) -> Any:
    if isinstance(value, str):
        return keepable(value)
    if isinstance(value, tuple) and value:
        if field.type is FieldType.LINKS:
            return tuple(sorted(set(value)))
        return decode(field, _cleaned(encode(value)))
    if isinstance(value, int | float) and not (math.isfinite(value) and abs(value) <= LARGEST):
        raise UserError(f"{field.label}: the number is too large to keep", "write a smaller number")
    return float(value) if field.type is FieldType.NUMBER and value is not None else value


def _cleaned(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return keepable(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return {name: _cleaned(item) for name, item in value.items()} if isinstance(value, dict) else value


def keepable(text: str) -> str:
    """The text without signs that a database refuses: null characters go, halves of surrogate pairs are replaced."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def row_of(given: Record) -> dict[str, Any]:
    """The record's row in its kind's table, links to several others apart."""
    kind = kind_of(given)
    fields = specs_of(type(given))
    row = {
        name: encode(getattr(given, name)) if fields[name].type in JSON_FIELDS else getattr(given, name)
        for name in COLUMNS[kind]
    }
    return {"id": given.id, "version": given.version, **row}


def links_of(given: Record) -> dict[str, list[dict[str, str]]]:
    """The record's rows in its link tables, by field."""
    return {
        name: [{"source": given.id, "target": target} for target in getattr(given, name)]
        for name in LINKS[kind_of(given)]
    }


def linked_ids(given: Record) -> Iterable[tuple[Spec, RecordId]]:
    """Every link of the record, with the field it stands in."""
    for name, field in specs_of(type(given)).items():
        value = getattr(given, name)
        if field.type is FieldType.LINKS:
            yield from ((field, target) for target in value)
        elif field.type is FieldType.LINK and value is not None:
            yield field, value


def select_kind(kind: Kind, ids: Sequence[RecordId] | None) -> sa.Select[Any]:
    """The query for a kind's records: id, reference, version, then the columns in declared order."""
    table = KINDS[kind]
    register = table.metadata.tables["record"]
    columns = (table.c.id, register.c.ref, table.c.version, *(table.c[name] for name in COLUMNS[kind]))
    query = sa.select(*columns).join_from(table, register, table.c.id == register.c.id)
    return query if ids is None else query.where(table.c.id.in_(ids))


def builder(kind: Kind, links: Mapping[str, Mapping[str, tuple[RecordId, ...]]]) -> Callable[[Sequence[Any]], Record]:
    """A function from a row of `select_kind` to its record; `links` holds the targets by field and source."""
    record_type, fields = RECORD_TYPES[kind], specs(kind)
    names = ("id", "ref", "version", *COLUMNS[kind])
    packed = [(name, fields[name]) for name in COLUMNS[kind] if fields[name].type in JSON_FIELDS]

    def build(row: Sequence[Any]) -> Record:
        given = dict(zip(names, row, strict=True))
        given["ref"] = given["ref"] or ""
        for name, field in packed:
            given[name] = decode(field, given[name])
        for name, targets in links.items():
            given[name] = targets.get(given["id"], ())
        return record_type(**given)

    return build
