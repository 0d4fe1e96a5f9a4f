"""Agreeing the plan: from then on original dates are fixed, and deadlines move by extension only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_set_anew, last_approved, slippage_words
from tracker.domain.people.people import same_hands
from tracker.domain.plan.records import Action, Kind
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import last_change


def agree(uow: UnitOfWork, act: Act, refs: Sequence[str] = ()) -> Done:
    """Agrees the plan, or only the actions named: their due dates become original dates, for ever.

    Agreeing the plan again agrees what was added without agreement since. Where a date that was agreed once has been
    set anew since, the warnings say so. Raises UserError where there is nothing left to agree, where such a date was
    taken out, and where whoever agrees has set it anew themselves.
    """
    context = context_of(uow, act)
    actions = [context.find(ref, Kind.ACTION) for ref in dict.fromkeys(refs)] or context.snapshot.actions
    fresh = [action for action in actions if action.agreed is None]
    whole = not refs and context.snapshot.plan.agreed is None
    if not fresh and not whole:
        raise UserError("there is nothing left to agree", _since(context, actions[0] if refs else None))
    for action in fresh:
        _refuse_own_date(context, action)
        _fix(context, action)
    if whole:
        context.uow.put(replace(context.snapshot.plan, agreed=context.act.today, agreed_by=context.who))
    warnings = tuple(said for action in fresh if (said := _remark(context, action)))
    return Done(commit(context, "agree"), tuple(action.ref for action in fresh), warnings, warnings)


def _remark(context: Context, action: Action) -> str:
    """What whoever agrees should look at, in words: no date, or another than was agreed before; "" else."""
    if action.due is None:
        return f"{action.ref} has no due date yet"
    extensions = context.snapshot.extensions_of(action.id)
    if not is_set_anew(action, extensions):
        return ""
    moved = slippage_words(action, extensions)
    return f"{action.ref} is agreed for {show(action.due)} now, and was first for {show(action.original_due)} ({moved})"


def _refuse_own_date(context: Context, action: Action) -> None:
    """A date that was agreed once and set anew is agreed by someone else than whoever set it."""
    extensions = context.snapshot.extensions_of(action.id)
    if not is_set_anew(action, extensions):
        return
    agreed = show(last_approved(action, extensions))
    if action.due is None:
        raise UserError(
            f"{action.ref} was agreed for {agreed} and has no date now", "give it a date, and agree it then"
        )
    setting = last_change(context.uow, action.id, "due")
    if setting is not None and same_hands(context.snapshot, setting.stamp.who, context.who):
        said = f"{action.ref} was agreed for {agreed}; {setting.stamp.who} has set it to {show(action.due)} since"
        raise UserError(f"{said}, so someone else agrees it", "let a colleague agree it, with --as NAME",
                        window="let a colleague agree it")  # fmt: skip


def _since(context: Context, action: Action | None) -> str:
    if action is not None:
        return f"{action.ref} was agreed on {show(action.agreed)}"
    return f"the plan was agreed on {show(context.snapshot.plan.agreed)} by {context.snapshot.plan.agreed_by}"


def _fix(context: Context, action: Action) -> None:
    """Steps have no rule that fixes their first date, as actions have; one that was fixed once stays."""
    context.uow.put(replace(action, agreed=context.act.today))
    for milestone in context.snapshot.milestones_of(action.id):
        if milestone.original_due is None and milestone.due is not None:
            context.uow.put(replace(milestone, original_due=milestone.due))


def withdraw_agreement(uow: UnitOfWork, act: Act, reason: str, refs: Sequence[str] = ()) -> Done:
    """Takes the agreement of the plan, or of the actions named, back on the record, with a reason.

    Deadlines can then be set again; the original dates stay as they were fixed, so that a moved date still shows.
    """
    context = context_of(uow, act)
    why = needed(reason, "a reason for withdrawing the agreement")
    actions = [context.find(ref, Kind.ACTION) for ref in dict.fromkeys(refs)] or context.snapshot.actions
    agreed = [action for action in actions if action.agreed is not None]
    whole = not refs and context.snapshot.plan.agreed is not None
    if not agreed and not whole:
        raise UserError("there is no agreement to withdraw", "nothing here was agreed")
    for action in agreed:
        context.uow.put(replace(action, agreed=None))
    if whole:
        context.uow.put(replace(context.snapshot.plan, agreed=None, agreed_by=None))
    return Done(commit(context, "withdraw", why), tuple(action.ref for action in agreed))
