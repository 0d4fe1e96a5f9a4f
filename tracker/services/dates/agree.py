"""Agreeing the plan: from then on original dates are fixed, and deadlines move by extension only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_set_anew, last_approved, slippage_words
from tracker.domain.people.people import same_hands
from tracker.domain.plan.records import Action, Kind
from tracker.errors import UserError
from tracker.services.context import Desk, Done, needed, sit_down
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import last_change


def agree(uow: UnitOfWork, act: Act, refs: Sequence[str] = ()) -> Done:
    """Agrees the plan, or only the actions named: their due dates become original dates, for ever.

    Agreeing the plan again agrees what was added without agreement since. Where a date that was agreed once has been
    set anew since, the warnings say so. Raises UserError where there is nothing left to agree, where such a date was
    taken out, and where whoever agrees has set it anew themselves.
    """
    desk = sit_down(uow, act)
    actions = [desk.find(ref, Kind.ACTION) for ref in dict.fromkeys(refs)] or desk.snapshot.actions
    fresh = [action for action in actions if action.agreed is None]
    whole = not refs and desk.snapshot.plan.agreed is None
    if not fresh and not whole:
        raise UserError("there is nothing left to agree", _since(desk, actions[0] if refs else None))
    for action in fresh:
        _refuse_own_date(desk, action)
        _fix(desk, action)
    if whole:
        desk.uow.put(replace(desk.snapshot.plan, agreed=desk.act.today, agreed_by=desk.who))
    warnings = tuple(said for action in fresh if (said := _remark(desk, action)))
    return Done(commit(desk, "agree"), tuple(action.ref for action in fresh), warnings, warnings)


def _remark(desk: Desk, action: Action) -> str:
    """What whoever agrees should look at, in words: no date, or another than was agreed before; "" else."""
    if action.due is None:
        return f"{action.ref} has no due date yet"
    extensions = desk.snapshot.extensions_of(action.id)
    if not is_set_anew(action, extensions):
        return ""
    moved = slippage_words(action, extensions)
    return f"{action.ref} is agreed for {show(action.due)} now, and was first for {show(action.original_due)} ({moved})"


def _refuse_own_date(desk: Desk, action: Action) -> None:
    """A date that was agreed once and set anew is agreed by someone else than whoever set it."""
    extensions = desk.snapshot.extensions_of(action.id)
    if not is_set_anew(action, extensions):
        return
    agreed = show(last_approved(action, extensions))
    if action.due is None:
        raise UserError(
            f"{action.ref} was agreed for {agreed} and has no date now", "give it a date, and agree it then"
        )
    setting = last_change(desk.uow, action.id, "due")
    if setting is not None and same_hands(desk.snapshot, setting.stamp.who, desk.who):
        said = f"{action.ref} was agreed for {agreed}; {setting.stamp.who} has set it to {show(action.due)} since"
        raise UserError(f"{said}, so someone else agrees it", "let a colleague agree it, with --as NAME",
                        window="let a colleague agree it")  # fmt: skip


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
    return Done(commit(desk, "withdraw", why), tuple(action.ref for action in agreed))
