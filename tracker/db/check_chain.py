"""Walking the chain: every changeset's hash and parent, every value against its digest, every erasure meant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from tracker.db import log, tables
from tracker.db.erasure import SHA, WHY
from tracker.domain.log import chain
from tracker.domain.log.changes import EXISTS, REF, Stamp
from tracker.domain.plan.fields import JsonValue
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import PREFIXES
from tracker.domain.plan.records import Kind, specs
from tracker.services.ports import Fault

Change = tuple[Any, ...]
ODD = (ValueError, TypeError, AttributeError, KeyError)
"""What damaged values raise where they are used."""


@dataclass(slots=True)
class Walk:
    """What one pass over the log gave: what it says of every record, and what is wrong with it."""

    plan: RecordId | None = None
    told: dict[RecordId, log.Told] = field(default_factory=dict)
    refs: dict[RecordId, str] = field(default_factory=dict)
    highest: dict[Kind, int] = field(default_factory=dict)
    broken: list[tuple[str, str]] = field(default_factory=list)
    altered: list[tuple[int, RecordId, str]] = field(default_factory=list)
    erased: list[tuple[int, RecordId, str]] = field(default_factory=list)
    erasures: dict[tuple[RecordId, str], int] = field(default_factory=dict)
    file_erasures: dict[int, list[str | None]] = field(default_factory=dict)

    def name(self, record: RecordId, field_name: str = "") -> str:
        """A record, and one of its fields, as people call them: "A3 due"."""
        told = self.told.get(record)
        ref = self.refs.get(record) or ("the plan" if told is not None and told.kind is Kind.PLAN else "a record")
        known = specs(told.kind).get(field_name) if told is not None else None
        return f"{ref} {known.external if known is not None else field_name}".strip()

    def note(self, number: int, record: RecordId, kind: str, name: str, value: JsonValue) -> None:
        """Takes one change into account. Raises ValueError for a kind that is none."""
        told = self.told.get(record)
        if told is None:
            told = self.told[record] = log.Told(Kind(kind), {})
            self.plan = record if told.kind is Kind.PLAN else self.plan
        told.note(number, name, value)
        if name == REF and isinstance(value, str):
            self.refs[record] = value
            digits = value.removeprefix(PREFIXES.get(told.kind, ""))
            if digits.isdigit():
                self.highest[told.kind] = max(self.highest.get(told.kind, 0), int(digits))

    def existing(self) -> Iterator[tuple[RecordId, log.Told]]:
        """The records that are in the plan now, as the log tells it."""
        return ((record, told) for record, told in self.told.items() if told.fields.get(EXISTS))

    def faults(self) -> Iterator[Fault]:
        """What is wrong with the log, in words."""
        yield from (Fault(where, message) for where, message in self.broken)
        for number, record, name in self.altered:
            yield Fault(self.name(record, name), f"what change {number} says of it was altered in the log")
        for number, record, name in self.erased:
            if self.erasures.get((record, name), 0) < number:
                yield Fault(
                    self.name(record, name), f"what change {number} says of it is gone, and no erasure says why"
                )


def walk(connection: sa.Connection) -> Walk:
    """One pass over the whole log."""
    found = Walk()
    groups = groupby(connection.execute(_changes()), key=itemgetter(0))
    group = next(groups, None)
    number, parent = 0, chain.GENESIS
    for row in connection.execute(_changesets()).mappings():
        while group is not None and group[0] < row["number"]:
            group = next(groups, None)
        own: list[Change] = []
        if group is not None and group[0] == row["number"]:
            own = [tuple(change) for change in group[1]]
            group = next(groups, None)
        for missing in range(number + 1, row["number"]):
            found.broken.append((f"change {missing}", "it is missing from the log"))
        _check_changeset(found, row, own, parent if number + 1 == row["number"] else row["parent"])
        number, parent = row["number"], row["hash"]
    _check_head(connection, found, number, parent)
    return found


def _changes() -> sa.Select[Any]:
    c = tables.change.c
    values = (c.old, c.old_salt, c.old_digest, c.new, c.new_salt, c.new_digest)
    return sa.select(c.changeset, c.record, c.kind, c.field, *values).order_by(c.changeset, c.seq)


def _changesets() -> sa.Select[Any]:
    columns = [c for c in tables.changeset.c if c.name != "at"]
    at = sa.type_coerce(tables.changeset.c.at, sa.Text).label("at")
    return sa.select(*columns, at).order_by(tables.changeset.c.number)


def _check_changeset(found: Walk, row: sa.RowMapping, own: list[Change], parent: str) -> None:
    number = row["number"]
    where = f"change {number}"
    if row["parent"] != parent:
        found.broken.append((where, "it does not follow from the one before"))
    if _link(row, own) != row["hash"]:
        found.broken.append((where, "it is not as it was written: something in it was added, altered or taken out"))
    for change in own:
        _check_change(found, row["verb"], change)
    why, salt = row["why"], row["why_salt"]
    if why is None and salt is None:
        found.erased.append((number, found.plan or RecordId(""), f"{WHY}{number}"))
    elif not _matches(json.dumps(why, ensure_ascii=False), salt, row["why_digest"]):
        found.broken.append((where, "its reason was altered"))


def _link(row: sa.RowMapping, own: list[Change]) -> str | None:
    try:
        given = {name: row[name] for name in log.STAMP_COLUMNS}
        stamp = Stamp(**{**given, "at": datetime.fromisoformat(row["at"])})
        sealed = [
            chain.SealedChange(record, Kind(kind), name, old_digest.hex(), new_digest.hex())
            for _, record, kind, name, _, _, old_digest, _, _, new_digest in own
        ]
        return chain.link(row["number"], row["parent"], stamp, row["why_digest"].hex(), sealed)
    except ODD:
        return None


def _matches(text: str, salt: bytes, digest: bytes) -> bool:
    """Whether a value, in its canonical form, is what its digest was made of."""
    try:
        return log.digest_of(salt, text.encode()) == digest
    except ODD:
        return False


def _check_change(found: Walk, verb: str, change: Change) -> None:
    number, record, kind, name, old, old_salt, old_digest, new, new_salt, new_digest = change
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
        found.note(number, record, kind, name, log.value_of(new))
    except ODD:
        found.altered.append((number, record, name))


def _check_head(connection: sa.Connection, found: Walk, number: int, hashed: str) -> None:
    row = connection.execute(sa.select(tables.head.c.number, tables.head.c.hash)).one_or_none()
    if row is None:
        found.broken.append(("the log", "the plan no longer says which change is its last"))
    elif row.number > number:
        found.broken.append(
            ("the log", f"it is cut short: it ends at change {number}, the last was change {row.number}")
        )
    elif (row.number, row.hash) != (number, hashed):
        found.broken.append(("the log", f"change {number} stands after the last change that the plan knows"))
