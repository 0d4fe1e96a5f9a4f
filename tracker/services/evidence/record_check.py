"""Recording a check of an action: passed or failed, by someone other than its owner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.domain.actions.verification import is_to_do, next_check
from tracker.domain.dates.dates import show
from tracker.domain.plan.records import Action, Kind, Verification
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed, tidy_reason
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork


def record_check(uow: UnitOfWork, act: Act, ref: str, *, passed: bool, note: str | None = None) -> Done:
    """Records a planned check, or the next one of an action; one that was not planned is added for today.

    A failed check needs a note and re-opens its action. The references are the check's and the action's. Raises
    UserError where the one checking owns the action.
    """
    context = context_of(uow, act)
    why = tidy_reason(note) if passed else needed(note, "a note on what was found")
    old = _check_meant(context, ref)
    check = old if old is not None else _unplanned(context, context.find(ref))
    outcome = "passed" if passed else "failed"
    made = replace(check, outcome=outcome, note=why or check.note, done=context.act.today, checked_by=context.who)
    if old is None:
        made = context.add(made, ("outcome",))
    else:
        context.put(made, ("outcome",))
    action = context.snapshot.get(made.action)
    return Done(commit(context, "check", why), (made.ref, *([action.ref] if action is not None else [])))


def _check_meant(context: Context, ref: str) -> Verification | None:
    found: Any = context.find(ref, Kind.VERIFICATION, Kind.ACTION)
    if isinstance(found, Action):
        return next_check(context.snapshot, found)
    check: Verification = found
    if not is_to_do(check):
        said = f"{check.ref} was {check.outcome or 'made'} on {show(check.done)}"
        raise UserError(said, "add another check of the action; what was found stays on record")
    return check


def _unplanned(context: Context, action: Action) -> Verification:
    return Verification(id=context.uow.new_id(), action=action.id, due=context.act.today)
