"""Which rows a write can have changed, beyond the records it wrote."""

from __future__ import annotations

from typing import Any

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, kind_of
from tracker.domain.plan.snapshot import Snapshot

EVERYWHERE = frozenset({Kind.PLAN})
"""Kinds whose rules tell in any row."""
NAMES = (Kind.PERSON, Kind.AGENCY)
NAMING = (Kind.ACTION, Kind.RECOMMENDATION, Kind.FINDING, Kind.MEASURE, Kind.PERSON, Kind.ROUND)
"""Kinds whose rows show the names of people and agencies."""
BY_NAME = ("owner", "accountable", "agency", "supporting", "held_by", "people")
WAYS = ("targets", "target", "action", "measure", "inspection", "meeting", "evidence", "waits_for", "owner", "agency")
"""The fields by which a record stands in another's row."""
ANSWERS = frozenset({Kind.UPDATE, Kind.ACTION})
"""Kinds by which the answers to a round are counted."""


def affected(before: Snapshot, after: Snapshot, changes: Changes) -> set[RecordId] | None:
    """The records whose rows may read differently now; None for all of them."""
    if EVERYWHERE & set(changes.ids):
        return None
    found: set[RecordId] = set()
    for ids in changes.ids.values():
        for record_id in ids:
            found.add(record_id)
            for snapshot in (before, after):
                _add_linked(snapshot, snapshot.get(record_id), found, 2)
    for snapshot in (before, after):
        _add_naming(snapshot, {i for kind in NAMES for i in changes.ids.get(kind, ()) if before.get(i)}, found)
        _add_dependent(snapshot, changes, found)
    return found


def _add_naming(snapshot: Snapshot, named: set[RecordId], found: set[RecordId]) -> None:
    """Adds the records that name one of these people or agencies, or a role that they hold."""
    seen: set[RecordId] = set()
    while named:
        seen |= named
        naming = {record.id for kind in NAMING for record in snapshot.of(kind) if not named.isdisjoint(_named(record))}
        found |= naming
        named = {one for one in naming if kind_of(snapshot.get(one)) is Kind.PERSON} - seen


def _named(record: Any) -> set[RecordId]:
    found: set[RecordId] = set()
    for name in BY_NAME:
        value = getattr(record, name, None)
        found.update(value if isinstance(value, tuple) else () if value is None else (value,))
    return found


def _add_dependent(snapshot: Snapshot, changes: Changes, found: set[RecordId]) -> None:
    """Adds actions that wait for a changed one, answer a changed recommendation or moved near a meeting; rounds."""
    if changes.ids.keys() & ANSWERS:
        found.update(asked.id for asked in snapshot.of(Kind.ROUND))
    if Kind.MEETING in changes.ids:
        found.update(extension.action for extension in snapshot.of(Kind.EXTENSION))
    for record_id in changes.ids.get(Kind.ACTION, ()):
        found.update(action.id for action in snapshot.waiting_on(record_id))
    for kind in (Kind.RECOMMENDATION, Kind.FINDING):
        for record_id in changes.ids.get(kind, ()):
            found.update(action.id for action in snapshot.actions_for(record_id))


def _add_linked(snapshot: Snapshot, record: Any, found: set[RecordId], depth: int) -> None:
    if record is None or depth == 0:
        return
    for name in WAYS:
        value = getattr(record, name, None)
        for linked in value if isinstance(value, tuple) else (value,):
            if linked is not None:
                found.add(linked)
                _add_linked(snapshot, snapshot.get(linked), found, depth - 1)
