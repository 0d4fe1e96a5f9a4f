"""Changing a deadline: asked for with a reason by one person, approved by another, and visible for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain.dates import dates
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import pending_extension
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.plan.records import Action, Extension, Kind
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed, tidy_reason
from tracker.services.gate.commit import commit
from tracker.services.gate.decisions import seen_when_decided
from tracker.services.ports import Act, UnitOfWork


def ask(uow: UnitOfWork, act: Act, ref: str, to: date | str, reason: str) -> Done:
    """Asks for a new deadline of an agreed action; it counts once someone else approves it."""
    context = context_of(uow, act)
    action: Action = context.find(ref, Kind.ACTION)
    new_due = to if isinstance(to, date) else dates.parse(to)
    why = needed(reason, "a reason for the new deadline")
    asked = context.add(asked_for(context, action, new_due, why))
    changes = commit(context, "extend", why)
    return Done(changes, (asked.ref,), tuple(_doubts(action, new_due, context.act.today)))


def _doubts(action: Action, new_due: date, today: date) -> Iterator[str]:
    """What to say of a date that is asked for: it is allowed, and whoever decides should know."""
    if new_due < today:
        yield f"{show(new_due)} has passed: once it is agreed, {action.ref} is overdue"
    elif warning := non_working_warning(new_due):
        yield warning


def asked_for(context: Context, action: Action, new_due: date | None, why: str) -> Extension:
    """A pending extension signed by who acts today, not yet put."""
    return Extension(
        id=context.uow.new_id(),
        action=action.id,
        old_due=action.due,
        new_due=new_due,
        reason=why,
        asked_by=context.who,
        asked_on=context.act.today,
    )


def approve(uow: UnitOfWork, act: Act, ref: str, note: str | None = None, *, meeting: str | None = None) -> Done:
    """Approves the pending extension of an action (or the extension named): its date becomes the deadline.

    With a meeting (its reference), that meeting decided, and whoever acts records it. Raises UserError where the one
    approving asked for the date or owns the action, where the action is not open any more, and where its date is not
    the one any more that the request was to replace.
    """
    context = context_of(uow, act)
    extension = _pending(context, ref)
    action: Action = context.snapshot.get(extension.action)
    decided = _decide(context, extension, "approved", note, meeting)
    context.put(replace(action, due=extension.new_due))
    changes = commit(context, "approve", note)
    seen = seen_when_decided(uow, context.snapshot, decided)
    return Done(changes, (extension.ref, action.ref), seen, seen)


def refuse(uow: UnitOfWork, act: Act, ref: str, note: str, *, meeting: str | None = None) -> Done:
    """Refuses a pending extension, with a note; the deadline stays. A meeting may refuse as it may approve."""
    context = context_of(uow, act)
    extension = _pending(context, ref)
    _decide(context, extension, "refused", needed(note, "a note on why it is refused"), meeting)
    return Done(commit(context, "refuse", note), (extension.ref,))


def withdraw(uow: UnitOfWork, act: Act, ref: str, reason: str) -> Done:
    """Takes back a request that waits, or the latest approval, on the record.

    An approval that is withdrawn gives the deadline back that stood before it. Raises UserError where there is nothing
    to withdraw, and where the action has another date by now than the approval gave it.
    """
    context = context_of(uow, act)
    why = needed(reason, "a reason for withdrawing it")
    extension = _withdrawable(context, ref)
    if extension.state == "approved":
        action: Action = context.snapshot.get(extension.action)
        _refuse_moved_on(action, extension)
        context.put(replace(action, due=extension.old_due))
    _decide(context, extension, "withdrawn", why, None)
    return Done(commit(context, "withdraw", why), (extension.ref,))


def _pending(context: Context, ref: str) -> Extension:
    found: Any = context.find(ref, Kind.EXTENSION, Kind.ACTION)
    if isinstance(found, Action):
        waiting = pending_extension(found, context.snapshot.extensions_of(found.id))
        if waiting is None:
            hint = f"ask for one first: tracker extend PLAN {found.ref} --to DATE --reason WHY"
            said = f"no new deadline of {found.ref} waits for approval"
            raise UserError(said, hint, window="ask for a new date first, under Deadline (D)")
        return waiting
    extension: Extension = found
    if extension.state != "pending":
        said = f"{extension.ref} was {extension.state} by {extension.decided_by} on {show(extension.decided_on)}"
        raise UserError(said, "a decision is taken back with withdraw")
    return extension


def _withdrawable(context: Context, ref: str) -> Extension:
    found: Any = context.find(ref, Kind.EXTENSION, Kind.ACTION)
    action_id = found.id if isinstance(found, Action) else found.action
    standing = [e for e in context.snapshot.extensions_of(action_id) if e.state in ("pending", "approved")]
    if not standing or (isinstance(found, Extension) and found not in standing):
        raise UserError(f"{found.ref} has nothing to withdraw", "only a request that waits or was approved can be")
    latest = standing[-1]
    if isinstance(found, Extension) and found.id != latest.id:
        raise UserError(f"{found.ref} was followed by {latest.ref}", f"withdraw {latest.ref} first")
    return latest


def _refuse_moved_on(action: Action, extension: Extension) -> None:
    if action.due != extension.new_due:
        said = (
            f"{extension.ref} gave {action.ref} the date {_day(extension.new_due)}, but it is {_day(action.due)} by now"
        )
        raise UserError(said, "ask for another date in place of the one it has")


def _day(day: date | None) -> str:
    return show(day) or "no date"


def _decide(context: Context, extension: Extension, state: str, note: str | None, meeting: str | None) -> Extension:
    decided = replace(
        extension,
        state=state,
        decided_by=context.who,
        decided_on=context.act.today,
        decided_at=context.find(meeting, Kind.MEETING).id if meeting else None,
        decision_note=tidy_reason(note) or None,
    )
    context.put(decided)
    return decided
