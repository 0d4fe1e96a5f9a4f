"""A board's questions: which are open and for how long, what they are about, and whose word ends them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show
from tracker.domain.people.people import fold, is_active, same_hands, same_person
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Challenge, Meeting
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many

QUESTION_STATUS = {
    "open": Status("question", "Open", "warning"),
    "answered": Status("half", "Answered", "active"),
    "content": Status("tick", "Content", "good"),
}
"""How the state of a question is shown."""


def is_open_question(question: Challenge) -> bool:
    """Whether a question still waits: for an answer, or for its asker to be content with the one it has."""
    return question.state != "content"


def open_questions(snapshot: Snapshot, record: RecordId) -> tuple[Challenge, ...]:
    """The open questions about a record and, where it is answered by actions, about those; the oldest first."""
    about = [record]
    if not isinstance(snapshot.get(record), Action):
        about += [action.id for action in snapshot.actions_for(record)]
    found = {one.id: one for target in about for one in snapshot.challenges_for(target) if is_open_question(one)}
    return oldest_first(found.values())


def asked_at(snapshot: Snapshot, meeting: RecordId) -> tuple[Challenge, ...]:
    """The questions asked at a meeting: the open ones first, each lot with the oldest first."""
    found = [one for one in snapshot.challenges if one.meeting == meeting]
    waiting = oldest_first(one for one in found if is_open_question(one))
    return (*waiting, *oldest_first(one for one in found if not is_open_question(one)))


def oldest_first(questions: Iterable[Challenge]) -> tuple[Challenge, ...]:
    """Questions by the day they were asked; those without a day come last."""
    return tuple(sorted(questions, key=_place))


def _place(question: Challenge) -> tuple[date, int, str]:
    return (question.asked_on or date.max, len(question.ref), question.ref)


def days_open(question: Challenge, today: date) -> int | None:
    """Days from the day a question was asked to the day its asker was content, or to today while it is open.

    None where a day is not known, or lies before the question.
    """
    end = today if is_open_question(question) else question.content_on
    if question.asked_on is None or end is None or end < question.asked_on:
        return None
    return (end - question.asked_on).days


def open_words(question: Challenge, today: date) -> str:
    """How long an open question has waited ("asked today", "12 days open"); "" where it is settled or nobody knows."""
    days = days_open(question, today) if is_open_question(question) else None
    if days is None:
        return ""
    return "asked today" if days == 0 else f"{how_many(days, 'day')} open"


def answered_words(question: Challenge) -> str:
    """Who answered and when ("Answered by Head of Early Help on 12 Mar 2026"); "" where there is no answer."""
    return _by_on("Answered", question.answered_by, question.answered_on) if question.answer else ""


def content_words(question: Challenge) -> str:
    """Who said on which day that they are content, and for whom where another asked; "" while the question is open."""
    if is_open_question(question):
        return ""
    said = _by_on("Content, said", question.content_by, question.content_on)
    spoken_for = bool(question.asked_by and question.content_by)
    behalf = spoken_for and not same_person(question.asked_by, question.content_by)
    return f"{said}, for {question.asked_by}, who asked" if behalf else said


def _by_on(what: str, who: str | None, on: date | None) -> str:
    by = f"{what} by {who}" if who else f"{what} by nobody named"
    return f"{by} on {show(on)}" if on else by


def content_doubt(snapshot: Snapshot, question: Challenge) -> str:
    """What is wrong with how a question was ended, in a sentence without its stop; "" where nothing is."""
    if is_open_question(question):
        return ""
    if same_hands(snapshot, question.content_by, question.answered_by):
        return f"{question.ref} was recorded content by the person who answered it"
    if not question.content_by:
        return f"{question.ref} was recorded content, and nobody is named as having said so"
    return ""


def may_be_content(snapshot: Snapshot, question: Challenge, name: str) -> bool:
    """Whether somebody of this name may say that the asker is content: anybody but the hands that answered."""
    return bool(fold(name)) and not same_hands(snapshot, name, question.answered_by)


def content_offered(snapshot: Snapshot, question: Challenge) -> str:
    """The name to offer as having said that they are content: the asker's, unless they answered; "" for none."""
    asker = question.asked_by or ""
    return asker if may_be_content(snapshot, question, asker) else ""


def names_known(snapshot: Snapshot, today: date) -> tuple[str, ...]:
    """Whom a question may be asked or answered by: those of the register who are there, and whoever did so before."""
    there = [person.name for person in snapshot.people if is_active(person, today)]
    before = [name for one in snapshot.challenges for name in (one.asked_by, one.answered_by, one.content_by) if name]
    return tuple({fold(name): name for name in (*before, *there)}.values())


def latest_meetings(snapshot: Snapshot) -> tuple[Meeting, ...]:
    """All meetings, the latest first; those without a day come last."""
    return tuple(sorted(snapshot.meetings, key=_held, reverse=True))


def _held(meeting: Meeting) -> date:
    return meeting.held_on or date.min


def meeting_words(meeting: Meeting) -> str:
    """A meeting as it is chosen from a list ("T3  Partnership board, 12 Mar 2026")."""
    return f"{meeting.ref}  " + ", ".join(part for part in (meeting.name, show(meeting.held_on)) if part)


def find_meeting(snapshot: Snapshot, said: str, day: date) -> Meeting | None:
    """The meeting that words mean: its line of the list, its reference, or its name.

    Of several with one name, the last that was held by `day` (else the last of all). None where none is called so.
    """
    wanted = fold(said)
    if not wanted:
        return None
    for meeting in snapshot.meetings:
        if wanted in (fold(meeting.ref), fold(meeting_words(meeting))):
            return meeting
    named = [meeting for meeting in snapshot.meetings if fold(meeting.name) == wanted]
    held = [meeting for meeting in named if meeting.held_on is not None and meeting.held_on <= day]
    return max(held or named, key=_held, default=None)
