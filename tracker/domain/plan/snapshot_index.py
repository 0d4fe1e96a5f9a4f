"""How a plan's records are found: by id, by reference, in order, and by what they hang on.

An index is made once for a plan and then moved on from write to write, sharing all that a write did not touch, so that
a plan of many thousand records answers as fast after a write as before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.overlay import FEW, flat, laid_over
from tracker.domain.plan.records import Kind, Person, Record
from tracker.domain.text.words import as_compared

Moved = tuple[Kind, RecordId, Record | None, Record | None]
"""One record before and after a write."""
Place = tuple[int, str, int]
Tables = Mapping[Kind, Mapping[RecordId, Record]]

WAYS: Mapping[str, tuple[Kind, str]] = {
    **{kind: (kind, said.parent) for kind, said in KINDS.items() if said.parent},
    "waiting": (Kind.ACTION, "waits_for"),
}
"""By what kind and field records hang on others."""


@dataclass(frozen=True, slots=True)
class Order:
    """The records of one kind in order, with the places they are ordered by."""

    places: Sequence[Place]
    records: tuple[Record, ...]

    def mended(self, changes: tuple[Moved, ...]) -> Mended:
        """The order after some changes."""
        return Mended(self, changes)

    def whole(self) -> Order:
        """The order itself."""
        return self


@dataclass(frozen=True)
class Mended:
    """An order after some changes, put in order when somebody asks for it: most writes are judged without."""

    under: Order
    changes: tuple[Moved, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """The records in order."""
        return self._whole.records

    def mended(self, changes: tuple[Moved, ...]) -> Mended:
        """The order after some more changes."""
        if "_whole" in self.__dict__ or len(self.changes) > FEW:
            return Mended(self._whole, changes)
        return Mended(self.under, self.changes + changes)

    def whole(self) -> Order:
        """The order itself, worked out once."""
        return self._whole

    @cached_property
    def _whole(self) -> Order:
        return _mended(self.under, self.changes)


@dataclass(frozen=True, slots=True)
class Index:
    """`kinds` says which table holds an id, `refs` which id a reference (in capitals) means."""

    kinds: Mapping[RecordId, Kind]
    refs: Mapping[str, RecordId]
    orders: Mapping[Kind, Order | Mended]
    linked: Mapping[str, Mapping[RecordId, tuple[Any, ...]]]

    def moved(self, changes: Sequence[Moved], tables: Tables) -> Index:
        """The index after a write that left `tables`; everything that was not touched is shared."""
        by_kind: dict[Kind, list[Moved]] = defaultdict(list)
        for one in changes:
            by_kind[one[0]].append(one)
        orders, linked = dict(self.orders), dict(self.linked)
        for kind, own in by_kind.items():
            few = kind in orders and len(own) <= FEW
            order = orders[kind] = orders[kind].mended(tuple(own)) if few else _ordered(tables.get(kind, {}))
            for name, (way_kind, field) in WAYS.items():
                if way_kind is kind:
                    linked[name] = _relinked(linked[name], own, field) if few else _linked(order.records, field)
        return replace(self._renamed(changes), orders=orders, linked=linked)

    def _renamed(self, changes: Iterable[Moved]) -> Index:
        """The index with new records known and gone ones forgotten."""
        kinds: dict[RecordId, Kind | None] = {}
        refs: dict[str, RecordId | None] = {}
        for kind, record_id, old, new in changes:
            if old is not None and new is not None and old.ref == new.ref:
                continue
            if old is not None:
                kinds[record_id] = refs[old.ref.upper()] = None
            if new is not None:
                kinds[record_id] = kind
                if new.ref:
                    refs[new.ref.upper()] = record_id
        if not kinds:
            return self
        return replace(self, kinds=laid_over(self.kinds, kinds), refs=laid_over(self.refs, refs))

    def whole(self) -> Index:
        """The same index with all of it worked out."""
        linked = {name: flat(ways) for name, ways in self.linked.items()}
        orders = {kind: order.whole() for kind, order in self.orders.items()}
        return Index(flat(self.kinds), flat(self.refs), orders, linked)


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


def by_name(people: Iterable[Person]) -> dict[str, tuple[Person, ...]]:
    """The people by name and by reference, each folded as names are compared; namesakes stand under one name."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for folded in {as_compared(person.name), as_compared(person.ref)}:
            found[folded].append(person)
    return {folded: tuple(bearers) for folded, bearers in found.items()}


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


def _relinked(
    linked: Mapping[RecordId, tuple[Any, ...]], changes: Sequence[Moved], field: str
) -> Mapping[RecordId, tuple[Any, ...]]:
    over: dict[RecordId, tuple[Any, ...] | None] = {}
    for _kind, record_id, old, new in changes:
        before, now = _targets(old, field), _targets(new, field)
        stays = old is not None and new is not None and place_of(old) == place_of(new)
        for target in {*before, *now}:
            known = (over[target] if target in over else linked.get(target)) or ()
            if stays and target in before and target in now:
                over[target] = tuple(new if record.id == record_id else record for record in known)
                continue
            kept = [record for record in known if record.id != record_id] if target in before else list(known)
            if target in now and new is not None:
                insort(kept, new, key=place_of)
            over[target] = tuple(kept) or None
    return laid_over(linked, over)
