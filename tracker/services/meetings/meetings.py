"""Issuing a board paper: the meeting keeps which state of the plan its members saw."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.plan.records import Kind, Meeting
from tracker.errors import UserError
from tracker.services.context import Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork


def issue(uow: UnitOfWork, act: Act, ref: str) -> Done:
    """Freezes the plan's present changeset as the one the meeting's paper showed. A paper is issued once.

    Raises UserError where there is no such meeting, or it has its paper already.
    """
    context = context_of(uow, act)
    meeting = unissued(uow, act, ref)
    context.uow.put(replace(meeting, frozen_at=context.snapshot.number))
    return Done(commit(context, "issue", f"paper for {meeting.name}"), (meeting.ref,))


def unissued(uow: UnitOfWork, act: Act, ref: str) -> Meeting:
    """The meeting that a paper may be issued for.

    Raises UserError where there is no such meeting, or it has its paper already.
    """
    meeting: Meeting = context_of(uow, act).find(ref, Kind.MEETING)
    if meeting.frozen_at is not None:
        said = f"{meeting.ref} has its paper already, at change {meeting.frozen_at}"
        raise UserError(said, "what a board was shown does not change: add another meeting for another paper")
    return meeting
