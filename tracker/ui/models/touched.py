"""Which rows a write can have changed, beyond the records it wrote."""

from __future__ import annotations

from typing import Any

from tracker.domain.changes import Changes
from tracker.domain.ids import RecordId
from tracker.domain.records import Kind
from tracker.domain.snapshot import Snapshot

EVERYWHERE = frozenset({Kind.PLAN, Kind.PERSON, Kind.AGENCY})
"""Kinds whose names or rules stand in any row."""
WAYS = ("targets", "target", "action", "measure", "inspection", "meeting", "evidence", "waits_for", "owner", "agency")
"""The fields by which a record stands in another's row."""


def touched(before: Snapshot, after: Snapshot, changes: Changes) -> set[RecordId] | None:
    """The records whose rows may read differently now; None for all of them."""
    if EVERYWHERE & set(changes.ids):
        return None
    found: set[RecordId] = set()
    for ids in changes.ids.values():
        for record_id in ids:
            found.add(record_id)
            for snapshot in (before, after):
                _add_linked(snapshot, snapshot.get(record_id), found, 2)
    found |= _told_of(after, changes)
    return found


def _told_of(after: Snapshot, changes: Changes) -> set[RecordId]:
    """The actions that say something of a record which does not point at them: what they wait for, and meetings."""
    changed = changes.ids.get(Kind.ACTION, frozenset())
    told = {action.id for action in after.actions if changed and not changed.isdisjoint(action.waits_for)}
    if Kind.MEETING in changes.ids:
        told |= {extension.action for extension in after.of(Kind.EXTENSION)}
    return told


def _add_linked(snapshot: Snapshot, record: Any, found: set[RecordId], depth: int) -> None:
    if record is None or depth == 0:
        return
    for name in WAYS:
        value = getattr(record, name, None)
        for linked in value if isinstance(value, tuple) else (value,):
            if linked is not None:
                found.add(linked)
                _add_linked(snapshot, snapshot.get(linked), found, depth - 1)
