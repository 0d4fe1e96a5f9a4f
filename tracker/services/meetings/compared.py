"""What a paper is compared with: one state of the plan, the day it was judged on, and what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.board.board_changes import Since
from tracker.domain.dates import dates
from tracker.domain.dates.dates import show
from tracker.domain.log.rewind import rewound
from tracker.domain.plan.records import Kind, Meeting, Paper
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.ports import Act, UnitOfWork

LATER = "leave --since out, or give an earlier day or meeting"
TOO_EARLY = "leave --since out, or give a later day or meeting"
OTHERWISE = "compare it with another day or meeting, or with nothing"
"""How a hint reads in the window."""


def compared_with(uow: UnitOfWork, act: Act, since: str, kind: str = "board") -> Since:
    """What a paper of this kind is compared with, by a meeting's reference, a day, or the number of a change.

    A meeting stands for exactly what it was shown: its last paper of the kind, else its last board paper, else its
    last of any. Where none was issued, it is the plan at the end of the day before it. A day is the plan as it stood
    when it ended. Raises UserError where there is nothing of that name, or nothing had been written yet.
    """
    text = since.strip()
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        found = _at_change(uow, int(text))
    else:
        record = uow.snapshot().by_ref(text)
        if isinstance(record, Meeting):
            found = _at_meeting(uow, record, kind)
        elif record is not None:
            raise UserError(f"{record.ref} is not a meeting", "give a meeting or a date")
        else:
            found = _at_day(uow, day_named(text))
    if found.on > act.today:
        raise UserError(
            f"{found.label} is later than {show(act.today)}, the day of this paper", LATER, window=OTHERWISE
        )
    return found


def day_named(text: str) -> date:
    """The day that was written where a meeting or a day is asked for. Raises UserError where it is neither."""
    if re.fullmatch(r"\D+\d*", text):
        hint = "give a meeting such as T3, a date such as 12 Mar 2026, or the number of a change"
        raise UserError(f"“{text}” is not a date, and no meeting of this plan", hint)
    return dates.parse(text)


def since_last_meeting(uow: UnitOfWork, act: Act) -> Since | None:
    """What the last meeting that was held saw; None where there was none, or the plan did not exist yet."""
    held = [one for one in uow.snapshot().meetings if one.held_on is not None and one.held_on <= act.today]
    last = max(held, key=_held_on, default=None)
    if last is None:
        return None
    try:
        return compared_with(uow, act, last.ref)
    except UserError:
        return None


def _held_on(meeting: Meeting) -> date:
    return meeting.held_on or date.min


def papers_of(snapshot: Snapshot, meeting: Meeting) -> tuple[Paper, ...]:
    """The papers that a meeting was given, in the order in which they were issued."""
    return tuple(paper for paper in snapshot.of(Kind.PAPER) if paper.meeting == meeting.id)


def meeting_words(meeting: Meeting) -> str:
    """What a meeting is called in a sentence: "the Improvement board of 8 Mar 2024"."""
    held = f" of {show(meeting.held_on)}" if meeting.held_on else ""
    name = meeting.name or meeting.board or "meeting"
    return f"{name if name.casefold().startswith('the ') else f'the {name}'}{held}"


def _at_change(uow: UnitOfWork, number: int) -> Since:
    days = {count: stamp.day for count, stamp in uow.stamps()}
    if number not in days:
        raise UserError(f"there is no change {number}", f"the last one is {len(days)}")
    return _since(uow, number, days[number], f"change {number}", f"The plan as it stood then, {show(days[number])}.")


def _at_meeting(uow: UnitOfWork, meeting: Meeting, kind: str) -> Since:
    seen = seen_by(uow, meeting, kind)
    if seen.number == 0:
        raise UserError(f"the plan did not exist yet at {meeting.ref}", TOO_EARLY, window=OTHERWISE)
    return _since(uow, seen.number, seen.on, meeting_words(meeting), seen.note)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a meeting saw: the number of a change (0: nothing yet), the day it was judged on, and how that is known."""

    number: int
    on: date
    note: str


def seen_by(uow: UnitOfWork, meeting: Meeting, kind: str = "board") -> Seen:
    """What a meeting saw: its last paper of this kind, else its last board paper, else its last of any.

    Where it was given none, the plan at the end of the day before it. Raises UserError for one without day and paper.
    """
    issued = papers_of(uow.snapshot(), meeting)
    ranked = sorted(issued, key=lambda paper: (paper.kind == kind, paper.kind == "board"))
    if ranked:
        shown = ranked[-1]
        assert shown.changeset is not None
        assert shown.as_at is not None
        note = f"What its {shown.kind} paper {shown.ref} showed: change {shown.changeset}, as at {show(shown.as_at)}."
        return Seen(shown.changeset, shown.as_at, note)
    if meeting.frozen_at is not None:
        on = _frozen_on(uow, meeting)
        note = f"What its paper showed: change {meeting.frozen_at}, judged on the day it was issued, {show(on)}."
        return Seen(meeting.frozen_at, on, note)
    if meeting.held_on is None:
        raise UserError(f"{meeting.ref} has neither a date nor a paper", f"set {meeting.ref} held_on=DATE")
    eve = meeting.held_on - timedelta(days=1)
    note = f"No paper was issued for it here: this is the plan at the end of the day before, {show(eve)}."
    return Seen(last_by(uow, eve), eve, note)


def _frozen_on(uow: UnitOfWork, meeting: Meeting) -> date:
    """The day on which a meeting was frozen at its number, as the log tells it."""
    written = [
        changeset.stamp.day
        for changeset, changes in uow.changes_of(meeting.id)
        if any((change.field, change.new) == ("frozen_at", meeting.frozen_at) for change in changes)
    ]
    return written[-1]


def _at_day(uow: UnitOfWork, day: date) -> Since:
    number = last_by(uow, day)
    if number == 0:
        raise UserError(f"the plan did not exist yet on {show(day)}", TOO_EARLY, window=OTHERWISE)
    return _since(uow, number, day, show(day), f"The plan as it stood when that day ended: change {number}.")


def last_by(uow: UnitOfWork, day: date) -> int:
    """The last changeset by the end of a day; 0 where there was none."""
    return max((number for number, stamp in uow.stamps() if stamp.day <= day), default=0)


def _since(uow: UnitOfWork, number: int, on: date, label: str, note: str) -> Since:
    now = uow.snapshot()
    if number == now.number:
        return Since(now, on, label, (), note)
    since = tuple(uow.changesets(after=number, up_to=now.number))
    return Since(rewound(now, since), on, label, since, note)
