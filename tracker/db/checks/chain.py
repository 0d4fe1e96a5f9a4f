"""Walking the chain: every changeset's hash and parent, every value against its digest, every erasure meant."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from tracker.db import log, tables
from tracker.db.checks.slices import LEAST, Slices
from tracker.db.erasure import SHA, WHY
from tracker.domain.log import chain
from tracker.domain.log.changes import REF, Stamp
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import PREFIXES
from tracker.domain.plan.records import Kind, specs
from tracker.services.ports import Fault

Change = tuple[Any, ...]
ODD = (ValueError, TypeError, AttributeError, KeyError)
"""What damaged values raise where they are used."""


@dataclass(slots=True)
class Walk:
    """What passing along the log gave: how far it went, and what is wrong with it."""

    number: int = 0
    hash: str = chain.GENESIS
    changesets: int = 0
    plan: RecordId | None = None
    highest: dict[Kind, int] = field(default_factory=dict)
    broken: list[Fault] = field(default_factory=list)
    altered: list[tuple[int, RecordId, str]] = field(default_factory=list)
    erased: list[tuple[int, RecordId, str]] = field(default_factory=list)
    erasures: dict[tuple[RecordId, str], int] = field(default_factory=dict)
    file_erasures: dict[int, list[str | None]] = field(default_factory=dict)

    def faults(self, slices: Slices) -> Iterator[Fault]:
        """What is wrong with the log, in words."""
        yield from self.broken
        for number, record, name in self.altered:
            yield Fault(_called(slices, record, name), f"what change {number} says of it was altered in the log")
        for number, record, name in self.erased:
            if self.erasures.get((record, name), 0) < number:
                said = f"what change {number} says of it is gone, and no erasure says why"
                yield Fault(_called(slices, record, name), said)


def name_of(kind: Kind | None, ref: object, field_name: str = "") -> str:
    """A record, and one of its fields, as people call them: "A3 due"."""
    shown = (ref if isinstance(ref, str) else "") or ("the plan" if kind is Kind.PLAN else "a record")
    known = specs(kind).get(field_name) if kind is not None else None
    return f"{shown} {known.external if known is not None else field_name}".strip()


def _called(slices: Slices, record: RecordId, field_name: str) -> str:
    c = tables.change.c
    own = sa.select(c.kind, c.field, c.new).where(c.record == record).order_by(c.changeset)
    with slices.look() as connection:
        rows = connection.execute(own).all()
    kind, ref = None, None
    for row in rows:
        with suppress(*ODD):
            kind = kind or Kind(row.kind)
            ref = (log.value_of(row.new) or ref) if row.field == REF else ref
    return name_of(kind, ref, field_name)


def walk(slices: Slices, begin: Walk | None = None) -> Walk:
    """Passes along the whole log as it stands at the end of the walk: what is written meanwhile is walked too.

    With `begin` it goes on from where that walk ended.
    The last look takes what is left together with the head, so that a walk ends also where others write at every look.
    """
    found, number, of = begin or Walk(), tables.changeset.c.number, tables.change.c.changeset
    while True:
        with slices.look() as connection:
            head = connection.execute(sa.select(tables.head.c.number, tables.head.c.hash)).one_or_none()
            rows = connection.execute(_changesets().where(number > found.number).order_by(number).limit(LEAST)).all()
            own = _changes().where(of > found.number).order_by(of, tables.change.c.seq).limit(LEAST)
            changes = connection.execute(own).all()
            last = connection.execute(sa.select(sa.func.max(number))).scalar_one() or 0
        if last <= found.number or (len(rows) < LEAST and len(changes) < LEAST):
            _pass(found, rows, changes)
            found.broken += _head_faults(found, head)
            return found
        # Bounded by what was there at one moment: a change that is written between two pages has no changeset yet.
        changesets = _pages(slices, _changesets().where(number <= last), (found.number,), 1)
        _pass(found, changesets, _pages(slices, _changes().where(of <= last), (found.number, -1), 2))


def whole_part(slices: Slices) -> Walk:
    """The log from its first changeset on, as far as nothing in it was altered, added, taken out or damaged."""
    whole = Walk()
    for row in _pages(slices, _changesets(), (0,), 1):
        with slices.look() as connection:
            own = connection.execute(_changes().where(tables.change.c.changeset == row.number).order_by("seq")).all()
        tried = Walk(plan=whole.plan, highest=whole.highest)
        _check_changeset(tried, row, own, whole.hash)
        if row.number != whole.number + 1 or tried.broken or tried.altered:
            break
        whole = replace(tried, number=row.number, hash=row.hash, changesets=row.number)
    return whole


def _pass(found: Walk, changesets: Iterable[sa.Row[Any]], changes: Iterable[sa.Row[Any]]) -> None:
    """Walks on from where the last walk ended, along these changesets with their changes."""
    groups = groupby(changes, key=itemgetter(0))
    group = next(groups, None)
    for row in changesets:
        while group is not None and group[0] < row.number:
            group = next(groups, None)
        own: Iterable[Change] = ()
        if group is not None and group[0] == row.number:
            own = group[1]
        for missing in range(found.number + 1, row.number):
            found.broken.append(Fault(f"change {missing}", "it is missing from the log"))
        _check_changeset(found, row, own, found.hash if found.number + 1 == row.number else row.parent)
        found.number, found.hash = row.number, row.hash
        found.changesets += 1
        if own:
            group = next(groups, None)


def _pages(slices: Slices, query: sa.Select[Any], after: tuple[int, ...], keys: int) -> Iterator[sa.Row[Any]]:
    """The rows of a query in the order of its first columns, which tell them apart, a look at a time."""
    columns = list(query.selected_columns)[:keys]
    ordered = query.order_by(*columns)
    while True:
        size = slices.size
        beyond = sa.tuple_(*columns) > sa.tuple_(*after)
        with slices.look() as connection:
            rows = connection.execute(ordered.where(beyond).limit(size)).all()
        yield from rows
        if len(rows) < size:
            return
        after = tuple(rows[-1][:keys])


def _changes() -> sa.Select[Any]:
    c = tables.change.c
    values = (c.old, c.old_salt, c.old_digest, c.new, c.new_salt, c.new_digest)
    return sa.select(c.changeset, c.seq, c.record, c.kind, c.field, *values)


def _changesets() -> sa.Select[Any]:
    columns = [c for c in tables.changeset.c if c.name != "at"]
    at = sa.type_coerce(tables.changeset.c.at, sa.Text).label("at")
    return sa.select(*columns, at)


def _check_changeset(found: Walk, row: sa.Row[Any], own: Iterable[Change], parent: str) -> None:
    where = f"change {row.number}"
    if row.parent != parent:
        found.broken.append(Fault(where, "it does not follow from the one before"))
    sealed = [_check_change(found, row.verb, change) for change in own]
    if _link(row, sealed) != row.hash:
        message = "it is not as it was written: something in it was added, altered or taken out"
        found.broken.append(Fault(where, message))
    if row.why is None and row.why_salt is None:
        found.erased.append((row.number, found.plan or RecordId(""), f"{WHY}{row.number}"))
    elif not _matches(json.dumps(row.why, ensure_ascii=False), row.why_salt, row.why_digest):
        found.broken.append(Fault(where, "its reason was altered"))


def _link(row: sa.Row[Any], sealed: list[chain.SealedChange | None]) -> str | None:
    try:
        given = {name: getattr(row, name) for name in log.STAMP_COLUMNS}
        stamp = Stamp(**{**given, "at": datetime.fromisoformat(row.at)})
        return chain.link(row.number, row.parent, stamp, row.why_digest.hex(), sealed)  # type: ignore[arg-type]
    except ODD:
        return None


def _matches(text: str, salt: bytes, digest: bytes) -> bool:
    """Whether a value, in its canonical form, is what its digest was made of."""
    try:
        return log.digest_of(salt, text.encode()) == digest
    except ODD:
        return False


def _check_change(found: Walk, verb: str, change: Change) -> chain.SealedChange | None:
    """The change as the chain sees it; None where it is too damaged to be seen."""
    number, _, record, kind, name, old, old_salt, old_digest, new, new_salt, new_digest = change
    if verb == "erase":
        found.erasures[record, name] = number
        if name == SHA:
            found.file_erasures.setdefault(number, []).append(new)
    for text, salt, digest in ((old, old_salt, old_digest), (new, new_salt, new_digest)):
        if text is None and salt is None:
            found.erased.append((number, record, name))
        elif not _matches(text, salt, digest):
            found.altered.append((number, record, name))
    try:
        of_kind = Kind(kind)
        if of_kind is Kind.PLAN:
            found.plan = record
        if name == REF:
            _note_reference(found, of_kind, log.value_of(new))
        return chain.SealedChange(record, of_kind, name, old_digest.hex(), new_digest.hex())
    except ODD:
        found.altered.append((number, record, name))
        return None


def _note_reference(found: Walk, kind: Kind, ref: object) -> None:
    digits = ref.removeprefix(PREFIXES.get(kind, "")) if isinstance(ref, str) else ""
    if digits.isdigit():
        found.highest[kind] = max(found.highest.get(kind, 0), int(digits))


def _head_faults(found: Walk, head: sa.Row[Any, Any] | None) -> Iterator[Fault]:
    if head is None:
        yield Fault("the log", "the plan no longer says which change is its last")
    elif head.number > found.number:
        said = f"it is cut short: it ends at change {found.number}, the last was change {head.number}"
        yield Fault("the log", said)
    elif (head.number, head.hash) != (found.number, found.hash):
        yield Fault("the log", f"change {found.number} stands after the last change that the plan knows")
