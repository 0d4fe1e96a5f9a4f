"""Update rounds: who was asked for updates, and whose answers are in, late, a nil return or still awaited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open, is_overdue
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind, Person, Round, Update
from tracker.domain.plan.snapshot import Snapshot

NIL_RETURN: Final = "nil return"
RETURNS: Final[dict[str, Status]] = {
    "in": Status("tick", "In", "good"),
    "late": Status("diamond", "In, late", "warning"),
    NIL_RETURN: Status("dash", "Nil return", "neutral"),
    "part": Status("half", "Part in", "active"),
    "awaited": Status("ring", "Awaited", "neutral"),
    "overdue": Status("triangle", "Not in, overdue", "bad"),
    "nothing": Status("circle", "Nothing to answer", "muted"),
}
"""How each person's return stands: a token, and how it is drawn."""


@dataclass(frozen=True, slots=True)
class PersonReturn:
    """One person's return in a round: the actions asked about, those answered, and how that stands."""

    person: RecordId
    name: str
    asked: tuple[str, ...]
    answered: tuple[str, ...]
    state: str

    @property
    def outstanding(self) -> tuple[str, ...]:
        """The references of the actions that wait for an answer."""
        return tuple(ref for ref in self.asked if ref not in self.answered)

    @property
    def words(self) -> str:
        """How many of the actions are answered ("3 of 5 actions")."""
        many = "" if len(self.asked) == 1 else "s"
        return f"{len(self.answered)} of {len(self.asked)} action{many}" if self.asked else "no open action"


def returns(snapshot: Snapshot, asked: Round, today: date) -> tuple[PersonReturn, ...]:
    """Every asked person's return, by name. What is still awaited after the day it was wanted by is overdue."""
    people = [snapshot.get(person) for person in asked.people]
    found = [_return_of(snapshot, asked, person, today) for person in people if isinstance(person, Person)]
    return tuple(sorted(found, key=_by_name))


def _by_name(one: PersonReturn) -> str:
    return one.name.casefold()


def _return_of(snapshot: Snapshot, asked: Round, person: Person, today: date) -> PersonReturn:
    owned = [one for one in snapshot.actions if one.owner == person.id and _was_asked_about(snapshot, one, asked)]
    answers = {action.ref: answers_to(asked, snapshot.updates_for(action.id)) for action in owned}
    given = [update for found in answers.values() for update in found]
    answered = tuple(ref for ref, found in answers.items() if found)
    state = _state(asked, len(owned), len(answered), given, today)
    return PersonReturn(person.id, person.name, tuple(answers), answered, state)


def _was_asked_about(snapshot: Snapshot, action: Action, asked: Round) -> bool:
    """Whether an action was one to report on: open now, or finished only since the round began.

    What was agreed after the round was closed was not asked for in it. What was finished on the very day it was asked
    was finished before, unless it was answered in the round.
    """
    if asked.closed_on is not None and action.agreed is not None and action.agreed > asked.closed_on:
        return False
    if is_open(action) or action.done is None or asked.asked_on is None:
        return is_open(action)
    if action.done == asked.asked_on:
        return any(update.round == asked.id for update in snapshot.updates_for(action.id))
    return action.done > asked.asked_on


def answers_to(asked: Round, updates: Iterable[Update]) -> tuple[Update, ...]:
    """The updates that answer a round: those given in it, and any others dated while it was open.

    On the day it was asked only those given in it: what else was written that day came before the question.
    """
    return tuple(update for update in updates if update.round == asked.id or _is_within(update.dated, asked))


def _is_within(day: date | None, asked: Round) -> bool:
    if day is None or asked.asked_on is None:
        return False
    return asked.asked_on < day and (asked.closed_on is None or day <= asked.closed_on)


def _state(asked: Round, owned: int, answered: int, given: list[Update], today: date) -> str:
    if not owned:
        return "nothing"
    if answered < owned:
        late = asked.due is not None and asked.due < (asked.closed_on or today)
        return "overdue" if late else "part" if answered else "awaited"
    if all(update.answer == NIL_RETURN for update in given):
        return NIL_RETURN
    last = max((update.dated for update in given if update.dated is not None), default=None)
    return "late" if last is not None and asked.due is not None and last > asked.due else "in"


def is_round_open(asked: Round) -> bool:
    """Whether a round still takes answers."""
    return asked.closed_on is None


def open_rounds(snapshot: Snapshot) -> tuple[Round, ...]:
    """The rounds that still take answers, oldest first."""
    return tuple(one for one in snapshot.of(Kind.ROUND) if is_round_open(one))


def progress_words(found: Iterable[PersonReturn]) -> str:
    """How far a round is ("5 of 8 in"); those with nothing to answer do not count."""
    counting = [one for one in found if one.state != "nothing"]
    return f"{sum(not one.outstanding for one in counting)} of {len(counting)} in"


def answer_by(asked: Round | None, today: date) -> str:
    """What is asked of whoever has not answered a round: "please answer by 14 Jun 2026"; "" where no day was named."""
    if asked is None or asked.due is None:
        return ""
    return f"please answer by {show(asked.due)}" if asked.due >= today else f"answers were wanted by {show(asked.due)}"


def is_update_awaited(snapshot: Snapshot, action: Action) -> bool:
    """Whether an open round asks its owner about this action and no update has answered."""
    if not is_open(action):
        return False
    asking = [one for one in open_rounds(snapshot) if action.owner in one.people]
    return bool(asking) and any(not answers_to(one, snapshot.updates_for(action.id)) for one in asking)


def reminder(snapshot: Snapshot, asked: Round, one: PersonReturn, today: date) -> str:
    """A plain-text reminder to one person, naming what still waits; "" where nothing does."""
    waiting = [found for ref in one.outstanding if isinstance(found := snapshot.by_ref(ref), Action)]
    if not waiting:
        return ""
    by = f" by {show(asked.due)}" if asked.due else ""
    lines = [f"{one.name}: an update is wanted{by} on", *(f"  {_line(action, today)}" for action in waiting)]
    return "\n".join((*lines, "If there is nothing to report, say so: that is a nil return."))


def _line(action: Action, today: date) -> str:
    due = f" (due {show(action.due)}{', overdue' if is_overdue(action, today) else ''})" if action.due else ""
    return f"{action.ref}  {action.title}{due}"
