"""What changed since the last meeting: two states of a plan compared, in a board's words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.status import FINISHED, delivery_status
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open, is_overdue, moved_words
from tracker.domain.log.changes import Change, build, by_record, invert, rewritten
from tracker.domain.plan.fields import JsonValue
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Finding, Kind, Recommendation, Record
from tracker.domain.plan.snapshot import Snapshot

GROUPS = (
    ("new", "New"),
    ("closed", "Finished"),
    ("reopened", "Re-opened"),
    ("redated", "Re-dated"),
    ("moved", "Moved on"),
    ("late", "Became overdue"),
)
"""The groups of changes in the order a board reads them: key and heading."""


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One thing that changed: its reference, its title and what happened, in words."""

    ref: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one sort."""

    key: str
    label: str
    items: tuple[ChangeItem, ...]


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """All that changed since `words` ("the meeting of 8 Mar 2024"); `number` is the change compared with."""

    words: str
    number: int
    on: date | None
    groups: tuple[ChangeGroup, ...]

    @property
    def nothing(self) -> bool:
        """Whether no group has anything."""
        return not any(group.items for group in self.groups)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of a plan with the day each is judged by (None: not known, so nothing is said about lateness)."""

    old: Snapshot
    new: Snapshot
    then: date | None
    today: date

    def before(self, action: Action) -> Action | None:
        """The action as it was, or None where it did not exist."""
        found = self.old.get(action.id)
        return found if isinstance(found, Action) else None


def earlier(snapshot: Snapshot, changes: Iterable[Change]) -> Snapshot:
    """The plan before these net changes, taken back from the plan as it is."""
    records = []
    for (kind, record), fields in by_record(invert(tuple(changes))).items():
        records.append((kind, record, _before(snapshot, kind, record, fields)))
    return snapshot.with_records(records, 0, "")


def _before(snapshot: Snapshot, kind: Kind, record: RecordId, fields: Mapping[str, Change]) -> Record | None:
    current: Record | None = snapshot.get(record)
    if current is not None and "exists" not in fields:
        return dataclasses.replace(current, **rewritten(current, fields))
    logged: dict[str, JsonValue] = {name: change.new for name, change in fields.items()}
    return build(kind, record, logged)


def what_changed(compared: Comparison, words: str) -> WhatChanged:
    """Every change a board asks about, by group; empty groups are kept, so that "None" can be said."""
    groups = tuple(ChangeGroup(key, label, _FINDERS[key](compared)) for key, label in GROUPS)
    return WhatChanged(words, compared.old.number, compared.then, groups)


def finished_since(compared: Comparison) -> tuple[Action, ...]:
    """The actions that are finished and were not before."""
    return tuple(a for a in compared.new.actions if _finished(a) and not _finished(compared.before(a)))


def since_words(old: Snapshot, new: Snapshot) -> tuple[str, date | None]:
    """What the older state is called and its day: the meeting whose paper showed it, else its change number."""
    for meeting in reversed(new.meetings):
        if meeting.frozen_at == old.number and old.number:
            held = f" of {show(meeting.held_on)}" if meeting.held_on else ""
            name = meeting.name or meeting.board or "meeting"
            return f"{name if name.casefold().startswith('the ') else f'the {name}'}{held}", meeting.held_on
    return (f"change {old.number}" if old.number else "the last meeting"), None


def _finished(action: Action | None) -> bool:
    return action is not None and action.delivery in FINISHED


def _new(compared: Comparison) -> tuple[ChangeItem, ...]:
    subjects: tuple[Recommendation | Finding, ...] = (*compared.new.recommendations, *compared.new.findings)
    fresh = [ChangeItem(s.ref, s.text, "added to the plan") for s in subjects if compared.old.get(s.id) is None]
    for action in compared.new.actions:
        if compared.before(action) is None:
            due = f"due {show(action.due)}" if action.due else "no due date yet"
            fresh.append(ChangeItem(action.ref, action.title, f"added, {due}"))
    return tuple(fresh)


def _closed(compared: Comparison) -> tuple[ChangeItem, ...]:
    return tuple(ChangeItem(a.ref, a.title, _ending(compared, a)) for a in finished_since(compared))


def _ending(compared: Comparison, action: Action) -> str:
    word = delivery_status(action.delivery, compared.new.plan.key).word
    return f"{word}, {show(action.done)}" if action.done else word


def _reopened(compared: Comparison) -> tuple[ChangeItem, ...]:
    found = (a for a in compared.new.actions if is_open(a) and _finished(compared.before(a)))
    return tuple(ChangeItem(a.ref, a.title, _step(compared, a)) for a in found)


def _moved(compared: Comparison) -> tuple[ChangeItem, ...]:
    """Other steps of delivery: begun, set back, verified after completion, dropped."""
    found = []
    for action in compared.new.actions:
        was = compared.before(action)
        if was is None or was.delivery == action.delivery:
            continue
        finished_now, finished_then = _finished(action), _finished(was)
        if (finished_now and not finished_then) or (finished_then and is_open(action)):
            continue
        found.append(ChangeItem(action.ref, action.title, _step(compared, action)))
    return tuple(found)


def _step(compared: Comparison, action: Action) -> str:
    was, key = compared.before(action), compared.new.plan.key
    now = delivery_status(action.delivery, key).word
    return f"{delivery_status(was.delivery, key).word} → {now}" if was else now


def _redated(compared: Comparison) -> tuple[ChangeItem, ...]:
    found = []
    for action in compared.new.actions:
        was = compared.before(action)
        if was is not None and was.due != action.due:
            found.append(ChangeItem(action.ref, action.title, _redating(compared.new, was, action)))
    return tuple(found)


def _redating(snapshot: Snapshot, was: Action, now: Action) -> str:
    if was.due is None:
        return f"date set: {show(now.due)}"
    if now.due is None:
        return f"{show(was.due)} → no date"
    words = f"{show(was.due)} → {show(now.due)}"
    slip = moved_words(snapshot, now)
    return f"{words} ({slip})" if slip else words


def _late(compared: Comparison) -> tuple[ChangeItem, ...]:
    if compared.then is None:
        return ()
    found = []
    for action in compared.new.actions:
        was = compared.before(action)
        if is_overdue(action, compared.today) and not (was and is_overdue(was, compared.then)):
            found.append(ChangeItem(action.ref, action.title, f"was due {show(action.due)}"))
    return tuple(found)


_FINDERS: dict[str, Callable[[Comparison], tuple[ChangeItem, ...]]] = {
    "new": _new,
    "closed": _closed,
    "reopened": _reopened,
    "redated": _redated,
    "moved": _moved,
    "late": _late,
}
