"""A board's question asked, answered, and ended by whoever asked it: what the window does about the challenge log.

Whoever answered does not end the question: the asker does, or somebody who speaks for the asker and did not answer.
The plain edits (`records.set_fields`) hold nobody to that; they say so, and the linters go on pointing at it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.meetings.questions import find_meeting, is_open_question, may_be_content
from tracker.domain.people.people import find_person
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import PREFIXES
from tracker.domain.plan.records import Challenge, Kind
from tracker.domain.text.words import one_line
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import make, set_fields

Seen = Mapping[str, Any]
"""What the caller saw in some fields: where they say something else by now, Conflict is raised."""
_REFERENCE = re.compile(PREFIXES[Kind.MEETING] + r"\d+", re.ASCII | re.IGNORECASE)


def ask(
    uow: UnitOfWork, act: Act, question: str, *, asked_by: str = "", at: str = "", asked_on: date | None = None,
    about: Sequence[str] = (),
) -> Done:  # fmt: skip
    """Notes a question asked on a day (today where None); its reference is the first of the result's.

    An empty `asked_by` stays empty: nobody is put down as asking who did not. `at` is a meeting's reference or name; a
    new name is added to the meetings, held on the day of the question. `about` are references. Raises UserError where
    there is no question, where its day lies ahead, or where a reference is not in the plan.
    """
    context = context_of(uow, act)
    words, day = needed(question, "the question itself"), _day(context, asked_on, "asked")
    meeting = _meeting(context, at, day)
    fields = {"question": words, "asked_by": _as_registered(context, asked_by), "asked_on": day, "for": list(about)}
    made = make(context, Kind.CHALLENGE, fields)
    context.put(replace(made, meeting=meeting), context.asked[made.id].named)
    return Done(commit(context, "add"), (made.ref,))


def answer(
    uow: UnitOfWork, act: Act, ref: str, words: str, *, answered_by: str, answered_on: date | None = None,
    evidence: Sequence[str] = (), expected: Seen | None = None,
) -> Done:  # fmt: skip
    """Answers a question that is open, or answers it better; `evidence` are the references of all that is offered.

    Raises UserError where there is no answer or nobody who gives it, where its day lies ahead or before the question,
    or where the asker is content already.
    """
    context = context_of(uow, act)
    question = _find(context, ref)
    if not is_open_question(question):
        raise UserError(f"the asker of {question.ref} is content already", "open it again to answer it better")
    fields = {
        "answer": needed(words, "an answer"),
        "answered_by": _named(context, answered_by, "who answered"),
        "answered_on": _day(context, answered_on, "answered", after=("asked", question.asked_on)),
        "evidence": list(evidence),
        "state": "answered",
    }
    return set_fields(uow, act, [question.ref], fields, expected=expected)


def content(
    uow: UnitOfWork, act: Act, ref: str, said_by: str, *, said_on: date | None = None, expected: Seen | None = None
) -> Done:
    """Ends a question on the word of its asker, or of somebody named who speaks for them.

    Raises UserError where it has no answer or is ended already, where nobody is named, where the one named is whoever
    answered, or where the day lies ahead or before the answer.
    """
    context = context_of(uow, act)
    question = _find(context, ref)
    if not is_open_question(question):
        raise UserError(f"the asker of {question.ref} is content already", "open it again if they are not")
    if not question.answer:
        raise UserError(f"{question.ref} has no answer yet", "write the answer first")
    name = _named(context, said_by, "who is content")
    if not may_be_content(context.snapshot, question, name):
        raise UserError(
            f"{name} answered {question.ref}, so somebody else says that the asker is content",
            "name whoever asked, or somebody who speaks for them",
        )
    before = ("answered", question.answered_on) if question.answered_on else ("asked", question.asked_on)
    day = _day(context, said_on, "ended", after=before)
    fields = {"state": "content", "content_by": name, "content_on": day}
    return set_fields(uow, act, [question.ref], fields, expected=expected)


def reopen(uow: UnitOfWork, act: Act, ref: str, note: str, *, expected: Seen | None = None) -> Done:
    """Opens a question again because its asker is not content; the note says why and stands in its history.

    The answer stays, to be bettered. Raises UserError where it is open, or where there is no note.
    """
    context = context_of(uow, act)
    question = _find(context, ref)
    if question.state == "open":
        raise UserError(f"{question.ref} is open", "it waits for an answer")
    why = needed(note, "a note of what the asker is not content with")
    return set_fields(uow, act, [question.ref], {"state": "open"}, reason=why, expected=expected)


def _find(context: Context, ref: str) -> Challenge:
    found: Challenge = context.find(ref, Kind.CHALLENGE)
    return found


def _meeting(context: Context, said: str, day: date) -> RecordId | None:
    """The id of the meeting that words mean, added where it is new; None for no words."""
    known = find_meeting(context.snapshot, said, day)
    if known is not None:
        return known.id
    if _REFERENCE.fullmatch(said.strip()):
        context.find(said, Kind.MEETING)
    name = one_line(said)
    return RecordId(make(context, Kind.MEETING, {"name": name, "held_on": day}).id) if name else None


def _as_registered(context: Context, name: str) -> str:
    """The name in the register's spelling, or as it was given; "" for none."""
    known = find_person(context.snapshot, name) if one_line(name) else None
    return known.name if known is not None else one_line(name)


def _named(context: Context, name: str, what: str) -> str:
    found = _as_registered(context, name)
    if not found:
        raise UserError(f"{what} is not said", "give a name")
    return found


def _day(context: Context, day: date | None, what: str, after: tuple[str, date | None] = ("", None)) -> date:
    """The day something was done, today where none is given: not before what it comes `after`."""
    found = day or context.act.today
    before, earliest = after
    if earliest is not None and found < earliest:
        raise UserError(
            f"the question was {before} on {show(earliest)}, so it was not {what} on {show(found)}",
            f"give the day it was {what}, or correct the day it was {before}",
        )
    return found
