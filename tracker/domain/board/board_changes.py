"""What changed since an earlier paper: two states of a plan compared, and the log between them, in a board's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.status import FINISHED, OUT_OF_FORCE, delivery_status
from tracker.domain.board.steps import Step, steps
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_overdue, moved_words
from tracker.domain.log.changes import Changeset
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import OPEN_DELIVERY, Action
from tracker.domain.plan.snapshot import Snapshot

GROUPS = (
    ("new", "New"),
    ("closed", "Finished"),
    ("reopened", "Re-opened"),
    ("dropped", "No longer in force"),
    ("dated", "Given a first date"),
    ("redated", "Re-dated"),
    ("moved", "Moved on"),
    ("late", "Became overdue"),
)
"""The groups of changes in the order a board reads them: key and heading.

Actions open then, and those new and re-opened, less those finished and no longer in force, are the actions open now.
"""


@dataclass(frozen=True, slots=True)
class Since:
    """What a paper is compared with: a state of the plan, the day it was judged on, what it is called, and each change
    since. `note` says where it comes from.
    """

    state: Snapshot
    on: date
    label: str
    changesets: tuple[Changeset, ...]
    note: str = ""


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
    """All that changed since `words` ("the Board of 8 Mar 2024"); `number` is the change compared with, judged `on`."""

    words: str
    number: int
    on: date
    groups: tuple[ChangeGroup, ...]
    note: str

    @property
    def nothing(self) -> bool:
        """Whether no group has anything."""
        return not any(group.items for group in self.groups)


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier state and the present one, each with the day it is judged by, and the steps between."""

    old: Snapshot
    new: Snapshot
    then: date
    today: date
    steps: tuple[Step, ...]

    def before(self, action: Action) -> Action | None:
        """The action as it was, or None where it did not exist."""
        found = self.old.get(action.id)
        return found if isinstance(found, Action) else None


def compare(snapshot: Snapshot, today: date, since: Since) -> Comparison:
    """The plan as it stands on a day beside what it is compared with."""
    return Comparison(since.state, snapshot, since.on, today, steps(since.changesets))


def what_changed(compared: Comparison, since: Since) -> WhatChanged:
    """Every change a board asks about, by group; empty groups are kept, so that "None" can be said."""
    groups = tuple(ChangeGroup(key, label, _FINDERS[key](compared)) for key, label in GROUPS)
    return WhatChanged(since.label, compared.old.number, compared.then, groups, since.note)


def finished_since(compared: Comparison) -> tuple[Action, ...]:
    """The actions that are finished and were not before, or were finished again."""
    done = {step.record for step in compared.steps if step.field == DELIVERY and _is_finish(step)}
    return tuple(a for a in compared.new.actions if a.delivery in FINISHED and a.id in done)


DELIVERY, DUE = "delivery", "due"


def _is_open(delivery: str) -> bool:
    return delivery in OPEN_DELIVERY


def _is_finish(step: Step) -> bool:
    """From open, or from nothing, to finished."""
    return step.new in FINISHED and step.old not in FINISHED and step.old not in OUT_OF_FORCE


def _is_drop(step: Step) -> bool:
    return step.new in OUT_OF_FORCE and step.old not in OUT_OF_FORCE and step.old not in FINISHED


def _is_reopening(step: Step) -> bool:
    return _is_open(step.new) and bool(step.old) and not _is_open(step.old)


def _is_other_move(step: Step) -> bool:
    """Begun, set back, verified after completion, dropped after it."""
    return bool(step.old) and bool(step.new) and not (_is_finish(step) or _is_drop(step) or _is_reopening(step))


def _new(compared: Comparison) -> tuple[ChangeItem, ...]:
    added = (subject for subject in compared.new.subjects if compared.old.get(subject.id) is None)
    fresh = [ChangeItem(subject.ref, subject.text.rstrip("."), "added to the plan") for subject in added]
    for action in compared.new.actions:
        if compared.before(action) is None:
            due = f"due {show(action.due)}" if action.due else "no due date yet"
            fresh.append(ChangeItem(action.ref, action.title, f"added, {due}"))
    return tuple(fresh)


def _closed(compared: Comparison) -> tuple[ChangeItem, ...]:
    found = _deliveries(compared, _is_finish)
    last = {step.record: step for step in found}
    return tuple(_item(compared, step, _ending(compared, step, step is last[step.record])) for step in found)


def _ending(compared: Comparison, step: Step, last: bool) -> str:
    """How and when it was finished; one that was re-opened since says so."""
    now = compared.new.get(step.record)
    word = delivery_status(step.new, compared.new.plan.key).word
    if last and now.delivery in FINISHED:
        return f"{word}, {show(now.done)}" if now.done else word
    return f"{word}, {show(step.on)}, and re-opened since"


def _reopened(compared: Comparison) -> tuple[ChangeItem, ...]:
    found = _deliveries(compared, _is_reopening)
    return tuple(_item(compared, step, f"{_move(compared, step)}, {show(step.on)}") for step in found)


def _dropped(compared: Comparison) -> tuple[ChangeItem, ...]:
    """What was superseded or not adopted, and what was taken out of the plan altogether."""
    found = [_item(compared, step, _move(compared, step)) for step in _deliveries(compared, _is_drop)]
    gone = [a for a in compared.old.actions if compared.new.get(a.id) is None]
    return (*found, *(ChangeItem(a.ref, a.title, "taken out of the plan") for a in gone))


def _moved(compared: Comparison) -> tuple[ChangeItem, ...]:
    """Other steps of delivery, one line an action."""
    lines: dict[RecordId, list[Step]] = {}
    for step in _deliveries(compared, _is_other_move):
        lines.setdefault(step.record, []).append(step)
    return tuple(
        _item(compared, found[0], "; ".join(_move(compared, step) for step in found)) for found in lines.values()
    )


def _deliveries(compared: Comparison, wanted: Callable[[Step], bool]) -> list[Step]:
    """The steps of delivery of one sort, in the plan's order, of actions that are still there or were there before."""
    place = {action.id: number for number, action in enumerate(compared.new.actions)}
    known = [step for step in compared.steps if step.field == DELIVERY and step.record in place]
    return sorted(filter(wanted, known), key=lambda step: place[step.record])


def _item(compared: Comparison, step: Step, words: str) -> ChangeItem:
    action = compared.new.get(step.record)
    return ChangeItem(action.ref, action.title, words)


def _move(compared: Comparison, step: Step) -> str:
    key = compared.new.plan.key
    now = delivery_status(step.new, key).word
    return f"{delivery_status(step.old, key).word} → {now}" if step.old else now


def _dated(compared: Comparison) -> tuple[ChangeItem, ...]:
    """The actions without a date that were given one, and no other since."""
    return tuple(
        ChangeItem(action.ref, action.title, _day(moves[0].new))
        for action, moves in _dates_given(compared)
        if _is_first_date(moves)
    )


def _redated(compared: Comparison) -> tuple[ChangeItem, ...]:
    """Every date that each action was given since, also where it came back to the first."""
    return tuple(
        ChangeItem(action.ref, action.title, _redating(compared.new, moves, action))
        for action, moves in _dates_given(compared)
        if not _is_first_date(moves)
    )


def _is_first_date(moves: list[Step]) -> bool:
    return not moves[0].old and len(moves) == 1


def _dates_given(compared: Comparison) -> Iterator[tuple[Action, list[Step]]]:
    """The actions that were there before and were given dates since, with these in their order."""
    dates: dict[RecordId, list[Step]] = {}
    for step in compared.steps:
        if step.field == DUE:
            dates.setdefault(step.record, []).append(step)
    for action in compared.new.actions:
        if action.id in dates and compared.before(action) is not None:
            yield action, dates[action.id]


def _redating(snapshot: Snapshot, moves: list[Step], now: Action) -> str:
    first, *between = (moves[0].old, *(step.new for step in moves))
    words = " → ".join(_day(day) if day else "no date" for day in (first, *between))
    slip = moved_words(snapshot, now) if now.due else ""
    return f"{words} ({slip})" if slip else words


def _day(iso: str) -> str:
    return show(date.fromisoformat(iso))


def _late(compared: Comparison) -> tuple[ChangeItem, ...]:
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
    "dropped": _dropped,
    "dated": _dated,
    "redated": _redated,
    "moved": _moved,
    "late": _late,
}
