"""Changing a deadline: asked for with a reason by one person, approved by another, and visible for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain.dates import dates
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open, pending_extension
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.people.people import same_hands
from tracker.domain.plan.records import Action, Extension, Kind
from tracker.errors import UserError
from tracker.services.context import Desk, Done, needed, sit_down, tidy_reason
from tracker.services.gate.checks import is_fixed
from tracker.services.ports import Act, UnitOfWork


def ask(uow: UnitOfWork, act: Act, ref: str, to: date | str, reason: str) -> Done:
    """Asks for a new deadline of an agreed action; it counts once someone else approves it."""
    desk = sit_down(uow, act)
    action: Action = desk.find(ref, Kind.ACTION)
    new_due = to if isinstance(to, date) else dates.parse(to)
    why = needed(reason, "a reason for the new deadline")
    refuse_pointless(desk, action, new_due)
    asked = desk.uow.add(asked_for(desk, action, new_due, why))
    warning = non_working_warning(new_due)
    return Done(desk.commit("extend", why), (asked.ref,), (warning,) if warning else ())


def asked_for(desk: Desk, action: Action, new_due: date, why: str) -> Extension:
    """A pending extension signed by who acts today, not yet put."""
    return Extension(
        id=desk.uow.new_id(),
        action=action.id,
        old_due=action.due,
        new_due=new_due,
        reason=why,
        asked_by=desk.who,
        asked_on=desk.act.today,
    )


def refuse_pointless(desk: Desk, action: Action, new_due: date) -> None:
    """Raises UserError where asking for this date would change nothing, or where another request waits."""
    if not is_fixed(action):
        hint = f"until it is agreed, set it: tracker set PLAN {action.ref} due={new_due.isoformat()}"
        raise UserError(f"the deadline of {action.ref} is not agreed yet, so it needs no extension", hint)
    if not is_open(action):
        raise UserError(f"{action.ref} is {action.delivery}, so its deadline stays", "re-open it first")
    if new_due == action.due:
        raise UserError(f"{action.ref} is due on {show(new_due)} already", "ask for another date")
    waiting = pending_extension(action, desk.snapshot.extensions_of(action.id))
    if waiting is not None:
        said = f"{waiting.ref} already asks for {show(waiting.new_due)} and waits for approval"
        raise UserError(said, "approve, refuse or withdraw it first")


def approve(uow: UnitOfWork, act: Act, ref: str, note: str | None = None) -> Done:
    """Approves the pending extension of an action (or the extension named): its date becomes the deadline.

    Raises UserError where the one approving is the one who asked, where the action is not open any more, and where
    its date is not the one any more that the request was to replace.
    """
    desk = sit_down(uow, act)
    extension = _pending(desk, ref)
    _refuse_asker(desk, extension, "approved")
    action: Action = desk.snapshot.get(extension.action)
    _refuse_overtaken(action, extension)
    desk.uow.put(_decided(desk, extension, "approved", note))
    desk.uow.put(replace(action, due=extension.new_due))
    return Done(desk.commit("approve", note), (extension.ref, action.ref))


def refuse(uow: UnitOfWork, act: Act, ref: str, note: str) -> Done:
    """Refuses a pending extension, with a note; the deadline stays."""
    desk = sit_down(uow, act)
    extension = _pending(desk, ref)
    _refuse_asker(desk, extension, "refused")
    desk.uow.put(_decided(desk, extension, "refused", needed(note, "a note on why it is refused")))
    return Done(desk.commit("refuse", note), (extension.ref,))


def withdraw(uow: UnitOfWork, act: Act, ref: str, reason: str) -> Done:
    """Takes back a request that waits, or the latest approval, on the record.

    An approval that is withdrawn gives the deadline back that stood before it. Raises UserError where there is nothing
    to withdraw, and where the action has another date by now than the approval gave it.
    """
    desk = sit_down(uow, act)
    why = needed(reason, "a reason for withdrawing it")
    extension = _withdrawable(desk, ref)
    if extension.state == "approved":
        action: Action = desk.snapshot.get(extension.action)
        _refuse_moved_on(action, extension)
        desk.uow.put(replace(action, due=extension.old_due))
    desk.uow.put(_decided(desk, extension, "withdrawn", why))
    return Done(desk.commit("withdraw", why), (extension.ref,))


def _pending(desk: Desk, ref: str) -> Extension:
    found: Any = desk.find(ref, Kind.EXTENSION, Kind.ACTION)
    if isinstance(found, Action):
        waiting = pending_extension(found, desk.snapshot.extensions_of(found.id))
        if waiting is None:
            hint = f"ask for one first: tracker extend PLAN {found.ref} --to DATE --reason WHY"
            raise UserError(f"no new deadline of {found.ref} waits for approval", hint)
        return waiting
    extension: Extension = found
    if extension.state != "pending":
        said = f"{extension.ref} was {extension.state} by {extension.decided_by} on {show(extension.decided_on)}"
        raise UserError(said, "a decision is taken back with withdraw")
    return extension


def _withdrawable(desk: Desk, ref: str) -> Extension:
    found: Any = desk.find(ref, Kind.EXTENSION, Kind.ACTION)
    action_id = found.id if isinstance(found, Action) else found.action
    standing = [e for e in desk.snapshot.extensions_of(action_id) if e.state in ("pending", "approved")]
    if not standing or (isinstance(found, Extension) and found not in standing):
        raise UserError(f"{found.ref} has nothing to withdraw", "only a request that waits or was approved can be")
    latest = standing[-1]
    if isinstance(found, Extension) and found.id != latest.id:
        raise UserError(f"{found.ref} was followed by {latest.ref}", f"withdraw {latest.ref} first")
    return latest


def _refuse_asker(desk: Desk, extension: Extension, verb: str) -> None:
    if same_hands(desk.snapshot, extension.asked_by, desk.who):
        said = f"{extension.ref} was asked for by {extension.asked_by} and is {verb} by someone else"
        raise UserError(said, "let a colleague decide, with --as NAME; to take it back, withdraw it")


def _refuse_overtaken(action: Action, extension: Extension) -> None:
    """What is finished keeps the date it was finished by, and a date is replaced only by who knows which it was."""
    if not is_open(action):
        said = f"{action.ref} is {action.delivery}, so its deadline stays as it was"
        raise UserError(said, f"withdraw or refuse {extension.ref}, or re-open {action.ref} first")
    if action.due != extension.old_due:
        asked = f"{extension.ref} asks for {show(extension.new_due)} in place of {_day(extension.old_due)}"
        said = f"{asked}, but {action.ref} is due on {_day(action.due)} by now"
        raise UserError(said, f"withdraw or refuse {extension.ref}, and ask again")


def _refuse_moved_on(action: Action, extension: Extension) -> None:
    if action.due != extension.new_due:
        said = (
            f"{extension.ref} gave {action.ref} the date {_day(extension.new_due)}, but it is {_day(action.due)} by now"
        )
        raise UserError(said, "ask for another date in place of the one it has")


def _day(day: date | None) -> str:
    return show(day) or "no date"


def _decided(desk: Desk, extension: Extension, state: str, note: str | None) -> Extension:
    return replace(
        extension,
        state=state,
        decided_by=desk.who,
        decided_on=desk.act.today,
        decision_note=tidy_reason(note) or None,
    )
