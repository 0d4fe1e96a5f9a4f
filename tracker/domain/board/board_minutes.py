"""The rows of draft minutes: each new date, question and action with who decided, asked, answered and wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.board.board_rows import View
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import decided_words
from tracker.domain.meetings.minutes import Noted, Sitting
from tracker.domain.plan.records import Action, Challenge, Extension
from tracker.domain.text.words import begun

WORDS = {"approved": "agreed", "refused": "refused"}


@dataclass(frozen=True, slots=True)
class DateDecided:
    """A new date that was agreed or refused."""

    ref: str
    title: str
    old: date | None
    new: date | None
    decision: str
    reason: str
    asked_by: str
    decided: str


@dataclass(frozen=True, slots=True)
class QuestionPut:
    """A question that was asked, answered, or both."""

    ref: str
    targets: tuple[str, ...]
    question: str
    asked_by: str
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class ActionAdded:
    """An action that was added."""

    ref: str
    title: str
    targets: tuple[str, ...]
    owner: str
    agency: str
    due: date | None
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the minutes of a meeting hold, by its reference; `drawn_from` says which changes they were drawn from."""

    meeting: str = ""
    drawn_from: str = ""
    dates: tuple[DateDecided, ...] = ()
    questions: tuple[QuestionPut, ...] = ()
    actions: tuple[ActionAdded, ...] = ()


NO_MINUTES = Minutes()
"""Those of a paper that is of no one meeting."""


def _drawn_from(sitting: Sitting) -> str:
    """Which changes the minutes were drawn from, in words."""
    last = f"change {sitting.state.number}"
    end = show(sitting.closed)
    when = f"of {end}" if sitting.begun == end else f"from {sitting.begun} to the end of {end}"
    between = f"what the change log tells {when}"
    if sitting.recorded_later:
        return f"{between}, and what was recorded later as this meeting's own, up to {last}"
    return f"{between}, {last}"


def minutes_rows(view: View, sitting: Sitting) -> Minutes:
    """The minutes of a meeting, in the words of the plan as the view shows it."""
    snapshot = view.snapshot
    questions = dict.fromkeys(noted.record for noted in (*sitting.asked, *sitting.answered))
    answered = {noted.record for noted in sitting.answered}
    return Minutes(
        meeting=sitting.meeting.ref,
        drawn_from=_drawn_from(sitting),
        dates=tuple(_date(view, snapshot.get(noted.record)) for noted in sitting.decided),
        questions=tuple(_question(view, snapshot.get(one), one in answered) for one in questions),
        actions=tuple(_action(view, snapshot.get(noted.record), noted) for noted in sitting.added),
    )


def _date(view: View, extension: Extension) -> DateDecided:
    action = view.snapshot.get(extension.action)
    said = view.note(extension.decision_note)
    return DateDecided(
        ref=action.ref,
        title=action.title,
        old=extension.old_due,
        new=extension.new_due,
        decision=begun(WORDS[extension.state]) + (f": {said}" if said else ""),
        reason=view.note(extension.reason),
        asked_by=view.author(extension, "asked_by"),
        decided=decided_words(view.snapshot, extension, view.author(extension, "decided_by")),
    )


def _question(view: View, question: Challenge, answered: bool) -> QuestionPut:
    return QuestionPut(
        ref=question.ref,
        targets=view.snapshot.refs_of(question.targets),
        question=view.note(question.question),
        asked_by=view.author(question, "asked_by"),
        answer=view.note(question.answer) if answered else "",
        answered_by=view.author(question, "answered_by") if answered else "",
    )


def _action(view: View, action: Action, noted: Noted) -> ActionAdded:
    return ActionAdded(
        ref=action.ref,
        title=action.title,
        targets=view.snapshot.refs_of(action.targets),
        owner=view.owner(action.owner),
        agency=view.snapshot.name_of(action.agency),
        due=action.due,
        recorded_by=noted.who,
    )
