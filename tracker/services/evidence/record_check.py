"""Recording a check of an action: passed or failed, by someone other than its owner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.domain.actions.verification import is_to_do, next_check
from tracker.domain.dates.dates import show
from tracker.domain.plan.records import Action, Kind, Verification
from tracker.errors import UserError
from tracker.services.context import Desk, Done, needed, sit_down, tidy_reason
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork


def record_check(uow: UnitOfWork, act: Act, ref: str, *, passed: bool, note: str | None = None) -> Done:
    """Records a planned check, or the next one of an action; one that was not planned is added for today.

    A failed check needs a note and re-opens its action. The references are the check's and the action's. Raises
    UserError where the one checking owns the action.
    """
    desk = sit_down(uow, act)
    why = tidy_reason(note) if passed else needed(note, "a note on what was found")
    old = _check_meant(desk, ref)
    check = old if old is not None else _unplanned(desk, desk.find(ref))
    outcome = "passed" if passed else "failed"
    made = replace(check, outcome=outcome, note=why or check.note, done=desk.act.today, checked_by=desk.who)
    if old is None:
        made = desk.add(made, ("outcome",))
    else:
        desk.put(made, ("outcome",))
    action = desk.snapshot.get(made.action)
    return Done(commit(desk, "check", why), (made.ref, *([action.ref] if action is not None else [])))


def _check_meant(desk: Desk, ref: str) -> Verification | None:
    found: Any = desk.find(ref, Kind.VERIFICATION, Kind.ACTION)
    if isinstance(found, Action):
        return next_check(desk.snapshot, found)
    check: Verification = found
    if not is_to_do(check):
        said = f"{check.ref} was {check.outcome or 'made'} on {show(check.done)}"
        raise UserError(said, "add another check of the action; what was found stays on record")
    return check


def _unplanned(desk: Desk, action: Action) -> Verification:
    return Verification(id=desk.uow.new_id(), action=action.id, due=desk.act.today)
