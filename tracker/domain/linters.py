"""Linters over a plan's wording, measures and dates, and how its questions were ended. They point; nobody is held up.

Boards ask what difference was made and when; a plan of activity without a measure, or with dates nobody thought
about, cannot answer. Each finding says what was seen and what to do, in a sentence each.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from tracker.domain.board_dates import closure_days
from tracker.domain.dates import show
from tracker.domain.deadlines import is_open
from tracker.domain.ids import RecordId
from tracker.domain.questions import content_doubt
from tracker.domain.records import Action, Challenge, Finding, Recommendation
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import OUT_OF_FORCE
from tracker.domain.statutory import non_working_warning

ACTIVITY, NO_MEASURE, DATES = "activity only", "no measure", "dates to check"
ENDED = "question ended"
BUNCH: Final = 5
"""So many open actions due on one day are a bunch, where they are also more than a fifth of the open ones."""
KEPT: Final = 65_536
"""So many judgements are kept: wording seldom changes, and lists ask again after every write."""

_DOING = re.compile(
    r"^(?:to )?(?:(?:re-?)?(?:write|draft|develop|produce|publish|launch|circulate|issue|issu|update|refresh|review|"
    r"revise|create|agree|share|distribute)\b[^.]{0,60}\b(?:polic(?:y|ies)|strateg(?:y|ies)|protocols?|procedures?|"
    r"guidance|pathways?|toolkits?|templates?|documents?|leaflets?|directory|newsletters?|terms of reference|"
    r"action plans?|frameworks?)\b"
    r"|(?:deliver|provide|run|commission|roll out|arrange|organise|hold|attend|host|convene|schedule|set up|"
    r"establish)\b[^.]{0,60}\b(?:training|workshops?|briefings?|sessions?|meetings?|events?|conferences?|seminars?|"
    r"working groups?|task and finish groups?|boards?|forums?)\b"
    r"|(?:train|brief|remind|meet|discuss|present|circulate|disseminate)\b)",
    re.IGNORECASE,
)
"""How the title of an action begins that says only that something is done."""
_EFFECT = re.compile(
    r"\b(?:so that|in order to|so (?:children|families|young|practitioners|staff)|leading to|resulting in|"
    r"reduc\w+|falls?|rises?|halv\w+|"
    r"increas\w+|improv\w+|fewer|more (?:children|families|young)|per cent|%|\d+ (?:in|of|out of) \d+|"
    r"every (?:child|plan|assessment|record|referral)|is (?:used|followed|heard|known)|are (?:used|followed|heard|seen|"
    r"safer|known)|(?:check|audit|test|dip[- ]sampl|evaluat|observ|measur|ask)\w*|experience|outcomes? for|"
    r"(?:used|tested|applied) in)\b",
    re.IGNORECASE,
)
"""Words by which an action says what is to be different, or how anybody will know."""
_QUALITY = re.compile(
    r"\b(?:quality|consisten\w+|timel\w+|timescales?|delay\w*|drift|effective\w*|oversight|supervision|robust\w*|"
    r"rigour|thorough\w*|specific\w*|how well|how (?:quickly|consistently|effectively)|promptly)\b",
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


def lints(snapshot: Snapshot, today: date) -> tuple[Lint, ...]:
    """Everything worth a look, in the plan's order. Worked out once for a plan as it stands on a day."""
    return _LAST.of(snapshot, today)


def lints_of(snapshot: Snapshot, record: RecordId, today: date) -> tuple[Lint, ...]:
    """What is worth a look about one record, without looking the whole plan over."""
    found = snapshot.get(record)
    if isinstance(found, Action):
        return (*_wording([found]), *_dates(snapshot, [found]))
    if isinstance(found, Challenge):
        return tuple(_questions([found]))
    return tuple(_measures(snapshot, [found])) if isinstance(found, Recommendation | Finding) else ()


def has_lint(snapshot: Snapshot, record: RecordId, today: date, kind: str | None = None) -> bool:
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
        self._found = tuple(_lints(snapshot))
        self._by_record = {}
        for one in self._found:
            self._by_record[one.record] = (*self._by_record.get(one.record, ()), one)
        self._for = (snapshot, today)


def _lints(snapshot: Snapshot) -> Iterator[Lint]:
    yield from _measures(snapshot, (*snapshot.recommendations, *snapshot.findings))
    yield from _wording(snapshot.actions)
    yield from _dates(snapshot, snapshot.actions)
    yield from _questions(snapshot.challenges)


def _measures(snapshot: Snapshot, subjects: Iterable[Recommendation | Finding]) -> Iterator[Lint]:
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
    if not _DOING.match(title.strip()):
        return False
    return not any(_EFFECT.search(text) for text in (title, *beside) if text)


def lacks_measure(snapshot: Snapshot, subject: Recommendation | Finding) -> bool:
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


def _dates(snapshot: Snapshot, actions: Iterable[Action]) -> Iterator[Lint]:
    closed = closure_days(snapshot.plan)
    days = Counter(action.due for action in snapshot.actions if action.due is not None and is_open(action))
    waiting = days.total()
    for action in actions:
        if action.due is not None and is_open(action):
            said = _about_day(action.due, days[action.due], waiting, closed)
            if said is not None:
                yield Lint(action.id, action.ref, DATES, *said)


@lru_cache(maxsize=KEPT)
def _about_day(due: date, same: int, waiting: int, closed: frozenset[date]) -> tuple[str, str] | None:
    warning = non_working_warning(due, closed)
    if warning:
        return f"{warning}.", "Take the working day before it, or leave it if the day is meant."
    if same >= BUNCH and same * 5 > waiting:
        said = f"{same} of {waiting} open actions are due on {show(due)}."
        return said, "Ask whether each can be done by then: a date that was filled in slips."
    return None


def _questions(questions: Iterable[Challenge]) -> Iterator[Lint]:
    for question in questions:
        doubt = content_doubt(question)
        if doubt:
            yield Lint(
                question.id, question.ref, ENDED, f"{doubt}.",
                "Ask whoever asked it whether they are content, and note who said so; else open it again.",
            )  # fmt: skip


_LAST = _Last()
