"""What a meeting decided, as the change log tells it between the meeting's paper and its close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.domain.dates.dates import show
from tracker.domain.log.changes import EXISTS, Changeset
from tracker.domain.meetings.minutes import Noted, Sitting
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Challenge, Extension, Kind, Meeting
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.meetings.compared import last_by, papers_of
from tracker.services.meetings.meetings import meeting_for
from tracker.services.ports import Act, UnitOfWork

DECIDED: Final = ("approved", "refused")


@dataclass(frozen=True, slots=True)
class Span:
    """The changes that fall into a meeting: those after `after`, up to `last`; `note` says why it begins there."""

    after: int
    last: int
    begun: str


def minutes_of(uow: UnitOfWork, act: Act, ref: str, *, since: date | None = None, until: date | None = None) -> Sitting:
    """What was decided, asked, answered and added while a meeting lasted.

    It begins with what the meeting's paper showed; without one, when the day before the meeting ends. It ends with the
    day of the meeting. `since` and `until` name other days, the first and the last whose changes count. What is
    recorded later as this meeting's decision or question counts all the same. Raises UserError where there is no such
    meeting, where nothing says when it began, or where it would end before that.
    """
    meeting = meeting_for(uow, act, ref)
    span = _span(uow, act, meeting, since, until)
    now = uow.snapshot()
    linked = {one.id for one in _linked(now, meeting)}
    between = tuple(uow.changesets(after=span.after, up_to=span.last))
    later = [one for one in uow.changesets(after=span.last, up_to=now.number) if _touches(one, linked)]
    last = max(span.last, *(one.number for one in later)) if later else span.last
    state = uow.as_of(last) if last != now.number else now
    changesets = (*between, *later)
    closed = until or meeting.held_on or act.today
    return Sitting(
        meeting=meeting, state=state, closed=min(closed, act.today), begun=span.begun, recorded_later=bool(later),
        decided=_written(changesets, state, Kind.EXTENSION, "state", DECIDED),
        asked=_asked(changesets, state, linked), answered=_written(changesets, state, Kind.CHALLENGE, "answer"),
        added=_written(between, state, Kind.ACTION, EXISTS),
    )  # fmt: skip


def _span(uow: UnitOfWork, act: Act, meeting: Meeting, since: date | None, until: date | None) -> Span:
    shown = [paper for paper in papers_of(uow.snapshot(), meeting)
             if meeting.held_on is None or paper.day is None or paper.day <= meeting.held_on]  # fmt: skip
    if since is not None:
        after, begun = last_by(uow, since - timedelta(days=1)), show(since)
    elif shown:
        after, begun = shown[-1].changeset or 0, f"its paper {shown[-1].ref} (change {shown[-1].changeset})"
    elif meeting.frozen_at is not None and not papers_of(uow.snapshot(), meeting):
        after, begun = meeting.frozen_at, f"its paper (change {meeting.frozen_at})"
    elif meeting.held_on is not None:
        after, begun = last_by(uow, meeting.held_on - timedelta(days=1)), show(meeting.held_on)
    else:
        hint = f"give --from DATE, or set {meeting.ref} held_on=DATE"
        raise UserError(f"{meeting.ref} has neither a date nor a paper", hint, window="give the meeting its day first")
    end = until or meeting.held_on or act.today
    last = last_by(uow, end)
    if last < after or (since is not None and end < since):
        said = f"{meeting.ref} would end on {show(end)}, before it begins with {begun}"
        raise UserError(said, "give another day after --from or --to", window="give the meeting another day")
    return Span(after, last, begun)


def _linked(snapshot: Snapshot, meeting: Meeting) -> tuple[Extension | Challenge, ...]:
    """The new dates that were decided at a meeting, and the questions that were asked there."""
    dates = [one for one in snapshot.of(Kind.EXTENSION) if one.decided_at == meeting.id]
    return (*dates, *(one for one in snapshot.challenges if one.meeting == meeting.id))


def _touches(changeset: Changeset, linked: set[RecordId]) -> bool:
    """Whether a later change records one of the meeting's own decisions or questions."""
    return any(
        change.record in linked and change.field in ("state", "decided_at", "meeting", EXISTS)
        for change in changeset.changes
        if change.new is not None
    )


def _written(
    changesets: Sequence[Changeset], state: Snapshot, kind: Kind, field: str, wanted: Sequence[str] = ()
) -> tuple[Noted, ...]:
    """The records of a kind of which a field was written, with who wrote it last; those that still say so."""
    found: dict[RecordId, Noted] = {}
    for changeset in changesets:
        for change in changeset.changes:
            if (change.kind, change.field) == (kind, field) and change.new:
                found[change.record] = Noted(change.record, changeset.stamp.who, changeset.stamp.day)
    return tuple(
        noted
        for noted in found.values()
        if (record := state.get(noted.record)) is not None
        and (field == EXISTS or (getattr(record, field) in wanted if wanted else getattr(record, field)))
    )


def _asked(changesets: Sequence[Changeset], state: Snapshot, linked: set[RecordId]) -> tuple[Noted, ...]:
    """The questions that were added, and those that are the meeting's own."""
    added = {one.record: one for one in _written(changesets, state, Kind.CHALLENGE, EXISTS)}
    own = (one for one in state.challenges if one.id in linked and one.id not in added)
    return (*added.values(), *(Noted(one.id, one.asked_by or "", one.asked_on) for one in own))
