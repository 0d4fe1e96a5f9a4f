"""What follows from a record once it is written: an action that closes is checked later, one that fails re-opens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.domain.actions.verification import check_day, check_months, is_to_do
from tracker.domain.board.board_dates import closure_days
from tracker.domain.plan.records import Action, Verification
from tracker.services.context import Desk
from tracker.services.gate.checks import reopened


def follow(desk: Desk, old: Any, new: Any) -> None:
    """Puts what follows from a change, into the same changeset: undo takes both back together."""
    if isinstance(new, Verification):
        action = reopened(desk, old, new)
        if action is not None:
            desk.uow.put(action)
    if isinstance(new, Action) and new.delivery == "closed" and (old is None or old.delivery != "closed"):
        _plan_checks(desk, new)


def _plan_checks(desk: Desk, action: Action) -> None:
    """Plans the checks of an action that was closed; those still to be made after an earlier closing are re-dated."""
    plan = desk.snapshot.plan
    waiting = {check.months: check for check in desk.snapshot.verifications_of(action.id) if is_to_do(check)}
    for months in check_months(plan):
        due = check_day(action.done or desk.act.today, months, closure_days(plan))
        if months in waiting:
            desk.uow.put(replace(waiting[months], due=due))
        else:
            desk.uow.add(Verification(id=desk.uow.new_id(), action=action.id, months=months, due=due))
