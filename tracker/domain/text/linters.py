"""Linters over a plan's wording, measures and dates, how its questions were ended, and what holds of every plan.

They point; nobody is held up.

Boards ask what difference was made and when; a plan of activity without a measure, or with dates nobody thought
about, cannot answer. Each finding says what was seen and what to do, in a sentence each.
"""

from __future__ import annotations

import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from tracker.domain.actions.status import OUT_OF_FORCE
from tracker.domain.dates.closures import closure_days
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.meetings.questions import content_doubt
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.invariants import broken
from tracker.domain.plan.records import (
    Action,
    Challenge,
    Kind,
    Milestone,
    Record,
    Subject,
    kind_of,
    specs,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.wording import is_activity
from tracker.domain.text.words import begun

ACTIVITY, NO_MEASURE, DATES = "activity only", "no measure", "dates to check"
ENDED = "question ended"
BROKEN = "rule broken"
ASKED = "question of an import"
"""What a plan holds from before a rule, or from elsewhere, and what no write would bring in any more."""
BUNCH: Final = 5
"""So many open actions due on one day are a bunch, where they are also more than a fifth of those still ahead.

Plans date by month ends, which puts about one in twelve of a year's actions on one day; a fifth is more than twice
that. Milestones are counted among themselves, so that an action and its last step on the same day are no bunch.
"""
BEFORE: Final = "Take the working day before it, or leave it if the day is meant."
AGAIN: Final = "It is past: let its next date be a working day."
"""What to do about a day that can no longer be chosen otherwise."""
KEPT: Final = 65_536
"""So many judgements are kept: wording seldom changes, and lists ask again after every write."""

_QUALITY = re.compile(
    r"\b(?:quality(?! of life)|(?:in)?consisten\w+|(?:un)?timel\w+|timescales?|delay\w*|drift|(?:in)?effective\w*|"
    r"oversight|supervision(?! orders?)|robust\w*|rigour|thorough\w*|specific(?:ity| enough| actions)|"
    r"how well|how (?:quickly|consistently|effectively)|promptly|(?<!at )pace)\b",
    re.IGNORECASE,
)
"""An item about how well or how fast something is done (about 62 in 100 of the published items are)."""


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing worth a look: of which record, of what kind, what was seen and what to do."""

    record: RecordId
    ref: str
    kind: str
    sentence: str
    advice: str
    window: str = ""
    """The advice as the window words it, where that differs."""


def lints(snapshot: Snapshot, today: date) -> tuple[Lint, ...]:
    """Everything worth a look, in the plan's order. Worked out once for a plan as it stands on a day."""
    records = (snapshot.plan, *(record for table in snapshot.records.values() for record in table.values()))
    return (*_LAST.of(snapshot, today), *(one for record in records for one in _broken(snapshot, record, today)))


def _broken(snapshot: Snapshot, record: Record, today: date) -> Iterator[Lint]:
    for one in broken(snapshot, record, today):
        sentence = one.sentence(record.ref or "the plan", standing=True)
        advice, window = (f"{begun(words)}." if words else "" for words in (one.advice, one.window))
        yield Lint(record.id, record.ref, BROKEN, f"{sentence}.", advice, window)


def lints_of(snapshot: Snapshot, record: RecordId, today: date) -> tuple[Lint, ...]:
    """What is worth a look about one record, without looking the whole plan over."""
    found = snapshot.get(record)
    own: Iterable[Lint] = ()
    if isinstance(found, Action):
        steps = snapshot.milestones_of(found.id)
        own = (*_wording([found]), *_dates(snapshot, [found], today), *_step_dates(snapshot, steps, today))
    elif isinstance(found, Milestone):
        own = _step_dates(snapshot, [found], today)
    elif isinstance(found, Challenge):
        own = _questions(snapshot, [found])
    elif isinstance(found, Subject):
        own = _measures(snapshot, [found])
    return (*own, *(_broken(snapshot, found, today) if found is not None else ()))


def has_lint(snapshot: Snapshot, record: RecordId, today: date, kind: str | None) -> bool:
    """Whether anything (of one kind) is worth a look about a record."""
    return any(kind is None or one.kind == kind for one in _LAST.by_record(snapshot, today).get(record, ()))


class _Last:
    """The answer for the plan that was looked at last: lists ask about one plan thousands of times."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._for: tuple[Snapshot, date] | None = None
        self._found: tuple[Lint, ...] = ()
        self._by_record: dict[RecordId, tuple[Lint, ...]] = {}

    def of(self, snapshot: Snapshot, today: date) -> tuple[Lint, ...]:
        """All of them."""
        with self._lock:
            self._look(snapshot, today)
            return self._found

    def by_record(self, snapshot: Snapshot, today: date) -> dict[RecordId, tuple[Lint, ...]]:
        """All of them, by the record they are about."""
        with self._lock:
            self._look(snapshot, today)
            return self._by_record

    def _look(self, snapshot: Snapshot, today: date) -> None:
        if self._for is not None and self._for[0] is snapshot and self._for[1] == today:
            return
        self._found = tuple(_lints(snapshot, today))
        by_record: dict[RecordId, list[Lint]] = defaultdict(list)
        for one in self._found:
            by_record[one.record].append(one)
            step = snapshot.get(one.record)
            if isinstance(step, Milestone) and step.action is not None:
                by_record[step.action].append(one)
        self._by_record = {record: tuple(found) for record, found in by_record.items()}
        self._for = (snapshot, today)


def _lints(snapshot: Snapshot, today: date) -> Iterator[Lint]:
    yield from _measures(snapshot, snapshot.subjects)
    yield from _wording(snapshot.actions)
    yield from _dates(snapshot, snapshot.actions, today)
    yield from _step_dates(snapshot, snapshot.of(Kind.MILESTONE), today)
    yield from _questions(snapshot, snapshot.challenges)
    yield from _asked(snapshot)


def _label(record: Record, field: str) -> str:
    spec = specs(kind_of(record)).get(field)
    return spec.label if spec is not None else field


def _asked(snapshot: Snapshot) -> Iterator[Lint]:
    """What plans that were brought in left to ask, as long as the field is empty."""
    for question in snapshot.plan.open_questions:
        records = [found for ref in question.refs if (found := snapshot.by_ref(ref)) is not None]
        field = {"for": "targets"}.get(question.about, question.about)
        empty = [one for one in records if getattr(one, field, None) in (None, "", (), "none", "not started")]
        if records and not empty:
            continue
        first: Record = empty[0] if empty else snapshot.plan
        yield Lint(
            first.id, first.ref, ASKED, f"{question.file}, {question.cell}: “{question.text}”. {question.why}",
            f"Fill in “{_label(first, field)}”, or bring the file in again with an answer for that cell.",
        )  # fmt: skip


def _measures(snapshot: Snapshot, subjects: Iterable[Subject]) -> Iterator[Lint]:
    for subject in subjects:
        if lacks_measure(snapshot, subject):
            yield Lint(
                subject.id, subject.ref, NO_MEASURE,
                "It is about how well or how fast something is done, and nothing measures it.",
                "Add a measure with a baseline and a target, or a success measure to one of its actions.",
            )  # fmt: skip


def is_activity_only(action: Action) -> bool:
    """Whether an action says that something is done and nowhere what is to be different for it."""
    return _is_activity(action.title, action.description, action.success_measure, action.impact, action.evidence_needed)


@lru_cache(maxsize=KEPT)
def _is_activity(title: str, *beside: str | None) -> bool:
    return is_activity(title, beside)


def lacks_measure(snapshot: Snapshot, subject: Subject) -> bool:
    """Whether an item on quality or timeliness has no measure of its own and none on any action in force."""
    if subject.delivery is not None or getattr(subject, "kind", "") == "strength" or not _QUALITY.search(subject.text):
        return False
    actions = [action for action in snapshot.actions_for(subject.id) if action.delivery not in OUT_OF_FORCE]
    if snapshot.measures_for(subject.id):
        return False
    return not any(action.success_measure or snapshot.measures_for(action.id) for action in actions)


def _wording(actions: Iterable[Action]) -> Iterator[Lint]:
    for action in actions:
        if is_open(action) and is_activity_only(action):
            yield Lint(
                action.id, action.ref, ACTIVITY,
                "It says what will be done, not what will be different.",
                "Say in the title or the success measure what children, families or practice will gain by it.",
            )  # fmt: skip


def _dates(snapshot: Snapshot, actions: Iterable[Action], today: date) -> Iterator[Lint]:
    closed, bunches = closure_days(snapshot.plan), _BUNCHES.of(snapshot, today).actions
    for action in actions:
        if is_open(action) and action.due is not None:
            said = _about_day(action.due, today, bunches, closed)
            if said is not None:
                yield Lint(action.id, action.ref, DATES, *said)


def _step_dates(snapshot: Snapshot, steps: Iterable[Milestone], today: date) -> Iterator[Lint]:
    closed, bunches = closure_days(snapshot.plan), _BUNCHES.of(snapshot, today).milestones
    for step in steps:
        if step.due is not None and _is_awaited(snapshot, step):
            said = _about_day(step.due, today, bunches, closed)
            if said is not None:
                sentence, advice = said
                named = f"“{step.title}”" if step.title else step.ref
                yield Lint(step.id, step.ref, DATES, f"Milestone {named}: {sentence}", advice)


def _is_awaited(snapshot: Snapshot, step: Milestone) -> bool:
    """Whether a milestone is still to be reached, of an action that is still open."""
    action = snapshot.get(step.action)
    return step.done is None and isinstance(action, Action) and is_open(action)


def _about_day(due: date, today: date, bunches: Mapping[date, str], closed: frozenset[date]) -> tuple[str, str] | None:
    """What to say of a day, and what to do about it; None where there is nothing."""
    warning = _closed(due, closed)
    if warning:
        return f"{warning}.", AGAIN if due < today else BEFORE
    if due in bunches:
        return bunches[due], "Ask whether each can be done by then: a date that was filled in slips."
    return None


@lru_cache(maxsize=4096)
def _closed(due: date, closed: frozenset[date]) -> str:
    return non_working_warning(due, closed)


@dataclass(frozen=True, slots=True)
class _Bunches:
    """The days from today on that are bunches, each with what to say of it: of actions, and of milestones."""

    actions: Mapping[date, str]
    milestones: Mapping[date, str]


class _Counted:
    """The days that open actions and milestones are due on, for the plan that was looked at last.

    A panel asks at every step, so that after a write only what it changed is counted.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._actions: tuple[Action, ...] = ()
        self._steps: tuple[Milestone, ...] = ()
        self._action_days: Counter[date] = Counter()
        self._step_days: Counter[date] = Counter()

    def of(self, snapshot: Snapshot, today: date) -> _Bunches:
        """The bunches of a plan as it stands on a day."""
        with self._lock:
            self._follow(snapshot)
            return _Bunches(
                _bunches(self._action_days, today, "actions"), _bunches(self._step_days, today, "milestones")
            )

    def _follow(self, snapshot: Snapshot) -> None:
        before, actions, steps = self._actions, snapshot.actions, snapshot.of(Kind.MILESTONE)
        if len(before) == len(actions):
            pairs = [(old, new) for old, new in zip(before, actions, strict=True) if old is not new]
            self._action_days.subtract(_open_days(old for old, _ in pairs))
            self._action_days.update(_open_days(new for _, new in pairs))
            opened = any(old.id != new.id or is_open(old) != is_open(new) for old, new in pairs)
        else:
            self._action_days, opened = Counter(_open_days(actions)), True
        if opened or steps != self._steps:
            awaited = (step.due for step in steps if _is_awaited(snapshot, step))
            self._step_days = Counter(day for day in awaited if day is not None)
        self._actions, self._steps = actions, steps


def _open_days(actions: Iterable[Action]) -> Iterator[date]:
    return (action.due for action in actions if action.due is not None and is_open(action))


def _bunches(days: Mapping[date, int], today: date, what: str) -> dict[date, str]:
    ahead = {day: same for day, same in days.items() if day >= today and same > 0}
    total = sum(ahead.values())
    return {
        day: f"{same} of {total} open {what} are due on {show(day)}."
        for day, same in ahead.items()
        if same >= BUNCH and same * 5 > total
    }


def _questions(snapshot: Snapshot, questions: Iterable[Challenge]) -> Iterator[Lint]:
    for question in questions:
        doubt = content_doubt(snapshot, question)
        if doubt:
            yield Lint(
                question.id, question.ref, ENDED, f"{doubt}.",
                "Ask whoever asked it whether they are content, and note who said so; else open it again.",
            )  # fmt: skip


_LAST = _Last()
_BUNCHES = _Counted()
