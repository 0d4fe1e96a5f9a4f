"""What others changed, told to somebody who follows actions: what hangs on an action is told of that action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.log.changes import EXISTS
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Evidence, Extension, Update
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.log.history import Entry, Line, entry_words


def subject_of(entry: Entry, snapshot: Snapshot) -> str:
    """The reference of what a change is about (of an update, a new date or evidence the action); "" for none."""
    first = next((line.ref for line in entry.lines if line.ref), "")
    return _about(snapshot.by_ref(first), snapshot) or first


def heard_words(entry: Entry, snapshot: Snapshot, most: int) -> tuple[str, ...]:
    """What a change did, a sentence each; what is left over is counted."""
    lines: dict[str, list[Line]] = {}
    for line in entry.lines:
        lines.setdefault(line.ref, []).append(line)
    said = [words for ref, found in lines.items() for words in _told(entry, snapshot.by_ref(ref), found, snapshot)]
    left = len(said) - most
    return (*said[:most], f"and {left} more") if left > 0 else tuple(said)


def _told(entry: Entry, record: Any, lines: Sequence[Line], snapshot: Snapshot) -> Iterator[str]:
    about, changed = _about(record, snapshot), {line.field for line in lines}
    added = EXISTS in changed
    if about and isinstance(record, Update) and added:
        yield f"{about} has an update: {record.text}"
    elif about and isinstance(record, Extension) and added:
        yield f"A new date is asked for {about}, {show(record.new_due)}: {record.reason}"
    elif about and isinstance(record, Extension) and "state" in changed:
        yield f"The new date of {about}, {show(record.new_due)}, is {record.state}"
    elif about and isinstance(record, Evidence) and added:
        yield f"{about} has evidence {record.ref}: {record.shows or record.kind}"
    elif about and isinstance(record, Evidence) and "review" in changed:
        note = f": {record.review_note}" if record.review_note else ""
        yield f"Evidence {record.ref} of {about} is {record.review or 'to be checked again'}{note}"
    else:
        yield from entry_words(replace(entry, lines=tuple(lines)), len(lines))


def _about(record: Any, snapshot: Snapshot) -> str:
    ids: tuple[RecordId | None, ...] = record.targets if isinstance(record, Evidence) else ()
    if isinstance(record, Update):
        ids = (record.target,)
    elif isinstance(record, Extension):
        ids = (record.action,)
    return ", ".join(snapshot.refs_of([one for one in ids if one is not None]))
