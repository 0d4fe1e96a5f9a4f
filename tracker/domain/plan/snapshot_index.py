"""How a plan's records are found: by id, by reference, in order, and by what they hang on.

An index is made once for a plan and then moved on from write to write, sharing all that a write did not touch, so that
a plan of many thousand records answers as fast after a write as before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Kind, Record

Moved = tuple[Kind, RecordId, Record | None, Record | None]
"""One record before and after a write."""
Place = tuple[int, str, int]
Tables = Mapping[Kind, Mapping[RecordId, Record]]

WAYS: Mapping[str, tuple[Kind, str]] = {
    **{kind: (kind, said.parent) for kind, said in KINDS.items() if said.parent},
    "waiting": (Kind.ACTION, "waits_for"),
}
"""By what kind and field records hang on others."""
FEW = 200
"""Up to so many records of a kind an order is mended; above that it is made anew."""


@dataclass(frozen=True, slots=True)
class Order:
    """The records of one kind in order, with the places they are ordered by."""

    places: Sequence[Place]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """`kinds` says which table holds an id, `refs` which id a reference (in capitals) means."""

    kinds: Mapping[RecordId, Kind]
    refs: Mapping[str, RecordId]
    orders: Mapping[Kind, Order]
    linked: Mapping[str, Mapping[RecordId, tuple[Any, ...]]]

    def moved(self, changes: Sequence[Moved], tables: Tables) -> Index:
        """The index after a write that left `tables`; everything that was not touched is shared."""
        by_kind: dict[Kind, list[Moved]] = defaultdict(list)
        for one in changes:
            by_kind[one[0]].append(one)
        orders, linked = dict(self.orders), dict(self.linked)
        for kind, own in by_kind.items():
            few = kind in orders and len(own) <= FEW
            orders[kind] = _mended(orders[kind], own) if few else _ordered(tables.get(kind, {}))
            for name, (way_kind, field) in WAYS.items():
                if way_kind is kind:
                    relink = _relinked if few else _linked_again
                    linked[name] = relink(linked[name], own, orders[kind], field)
        return replace(self._renamed(changes), orders=orders, linked=linked)

    def _renamed(self, changes: Iterable[Moved]) -> Index:
        """The index with new records known and gone ones forgotten."""
        kinds, refs = self.kinds, self.refs
        for kind, record_id, old, new in changes:
            if old is not None and new is not None and old.ref == new.ref:
                continue
            if kinds is self.kinds:
                kinds, refs = dict(kinds), dict(refs)
            assert isinstance(kinds, dict)
            assert isinstance(refs, dict)
            if old is not None:
                kinds.pop(record_id, None)
                refs.pop(old.ref.upper(), None)
            if new is not None:
                kinds[record_id] = kind
                if new.ref:
                    refs[new.ref.upper()] = record_id
        return replace(self, kinds=kinds, refs=refs)


def index_of(tables: Tables) -> Index:
    """The index of a plan's records, from nothing."""
    kinds = {record_id: kind for kind, table in tables.items() for record_id in table}
    refs = {record.ref.upper(): record.id for table in tables.values() for record in table.values() if record.ref}
    orders = {kind: _ordered(table) for kind, table in tables.items()}
    nothing = _ordered({})
    linked = {name: _linked(orders.get(kind, nothing).records, field) for name, (kind, field) in WAYS.items()}
    return Index(kinds, refs, orders, linked)


def by_number(record: Record) -> tuple[str, int]:
    """The letter and the number of a record's reference."""
    digits = record.ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (record.ref[:1], int(digits) if digits.isdigit() else 0)


def place_of(record: Record) -> Place:
    """Where a record stands among its kind: by position, where it has one, then by the number of its reference."""
    letter, number = by_number(record)
    return (getattr(record, "position", 0) or 0, letter, number)


def _ordered(table: Mapping[RecordId, Record]) -> Order:
    pairs = sorted(((place_of(record), record) for record in table.values()), key=_first)
    return Order([place for place, _ in pairs], tuple(record for _, record in pairs))


def _first(pair: tuple[Place, Record]) -> Place:
    return pair[0]


def _mended(order: Order, changes: Iterable[Moved]) -> Order:
    places, records = list(order.places), list(order.records)
    for _kind, record_id, old, new in changes:
        at = _find(places, records, old, record_id) if old is not None else None
        if at is not None and new is not None and places[at] == place_of(new):
            records[at] = new
            continue
        if at is not None:
            del places[at], records[at]
        if new is not None:
            place = place_of(new)
            to = bisect_right(places, place)
            places.insert(to, place)
            records.insert(to, new)
    return Order(places, tuple(records))


def _find(places: Sequence[Place], records: Sequence[Record], old: Record, record_id: RecordId) -> int:
    at = bisect_left(places, place_of(old))
    while records[at].id != record_id:
        at += 1
    return at


def _targets(record: Record | None, field: str) -> tuple[RecordId, ...]:
    value = getattr(record, field) if record is not None else None
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _linked(records: Iterable[Record], field: str) -> dict[RecordId, tuple[Any, ...]]:
    found: dict[RecordId, list[Record]] = defaultdict(list)
    for record in records:
        for target in _targets(record, field):
            found[target].append(record)
    return {target: tuple(items) for target, items in found.items()}


def _linked_again(
    _old: Mapping[RecordId, tuple[Any, ...]], _changes: Sequence[Moved], order: Order, field: str
) -> Mapping[RecordId, tuple[Any, ...]]:
    return _linked(order.records, field)


def _relinked(
    linked: Mapping[RecordId, tuple[Any, ...]], changes: Sequence[Moved], _order: Order, field: str
) -> Mapping[RecordId, tuple[Any, ...]]:
    after = dict(linked)
    for _kind, record_id, old, new in changes:
        before, now = _targets(old, field), _targets(new, field)
        stays = old is not None and new is not None and place_of(old) == place_of(new)
        for target in {*before, *now}:
            if stays and target in before and target in now:
                after[target] = tuple(new if record.id == record_id else record for record in after[target])
                continue
            kept = [record for record in after.get(target, ()) if record.id != record_id]
            if target in now and new is not None:
                kept.append(new)
                kept.sort(key=place_of)
            if kept:
                after[target] = tuple(kept)
            else:
                after.pop(target, None)
    return after
