"""Agreeing the plan: from then on original dates are fixed, and deadlines move by extension only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.dates import show
from tracker.domain.records import Action, Kind
from tracker.errors import UserError
from tracker.services.desk import Desk, Done, needed, sit_down
from tracker.services.ports import Act, UnitOfWork


def agree(uow: UnitOfWork, act: Act, refs: Sequence[str] = ()) -> Done:
    """Agrees the plan, or only the actions named: their due dates become original dates, for ever.

    Agreeing the plan again agrees what was added without agreement since. Raises UserError where there is nothing
    left to agree.
    """
    desk = sit_down(uow, act)
    actions = [desk.find(ref, Kind.ACTION) for ref in dict.fromkeys(refs)] or desk.snapshot.actions
    fresh = [action for action in actions if action.agreed is None]
    whole = not refs and desk.snapshot.plan.agreed is None
    if not fresh and not whole:
        raise UserError("there is nothing left to agree", _since(desk, actions[0] if refs else None))
    for action in fresh:
        _fix(desk, action)
    if whole:
        desk.uow.put(replace(desk.snapshot.plan, agreed=desk.act.today, agreed_by=desk.who))
    undated = tuple(f"{action.ref} has no due date yet" for action in fresh if action.due is None)
    return Done(desk.commit("agree"), tuple(action.ref for action in fresh), undated)


def _since(desk: Desk, action: Action | None) -> str:
    if action is not None:
        return f"{action.ref} was agreed on {show(action.agreed)}"
    return f"the plan was agreed on {show(desk.snapshot.plan.agreed)} by {desk.snapshot.plan.agreed_by}"


def _fix(desk: Desk, action: Action) -> None:
    """An original date that was fixed once stays, whatever was withdrawn and agreed again since."""
    desk.uow.put(replace(action, agreed=desk.act.today, original_due=action.original_due or action.due))
    for milestone in desk.snapshot.milestones_of(action.id):
        if milestone.original_due is None and milestone.due is not None:
            desk.uow.put(replace(milestone, original_due=milestone.due))


def withdraw_agreement(uow: UnitOfWork, act: Act, reason: str, refs: Sequence[str] = ()) -> Done:
    """Takes the agreement of the plan, or of the actions named, back on the record, with a reason.

    Deadlines can then be set again; the original dates stay as they were fixed, so that a moved date still shows.
    """
    desk = sit_down(uow, act)
    why = needed(reason, "a reason for withdrawing the agreement")
    actions = [desk.find(ref, Kind.ACTION) for ref in dict.fromkeys(refs)] or desk.snapshot.actions
    agreed = [action for action in actions if action.agreed is not None]
    whole = not refs and desk.snapshot.plan.agreed is not None
    if not agreed and not whole:
        raise UserError("there is no agreement to withdraw", "nothing here was agreed")
    for action in agreed:
        desk.uow.put(replace(action, agreed=None))
    if whole:
        desk.uow.put(replace(desk.snapshot.plan, agreed=None, agreed_by=None))
    return Done(desk.commit("withdraw", why), tuple(action.ref for action in agreed))
