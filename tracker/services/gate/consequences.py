"""What follows from a record once it is written: an action that closes is checked later, one that fails re-opens.

It goes into the same changeset, so that undo takes both back together, and redo brings both back as they were.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tracker.domain.actions.verification import check_day, check_months, is_to_do
from tracker.domain.dates.closures import closure_days
from tracker.domain.dates.dates import show
from tracker.domain.plan.records import ASSURANCE, OPEN_DELIVERY, Action, Verification
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.context import Context

WAIVED = frozenset({"undo", "redo", "import", "join"})
"""A plan that is brought in tells of what was closed before; another copy, undo and redo bring what followed then."""


def follow(context: Context, pairs: Iterable[tuple[Any, Any]], verb: str) -> None:
    """Puts what follows from these changes."""
    for old, new in pairs if verb not in WAIVED else ():
        if isinstance(new, Verification) and new.outcome == "failed" and (old is None or old.outcome != "failed"):
            _reopen(context, new, context.uow.snapshot().get(new.action))
        if isinstance(new, Action) and new.delivery == "closed" and (old is None or old.delivery != "closed"):
            _plan_checks(context, new)


def _reopen(context: Context, check: Verification, action: Action) -> None:
    """A failed check re-opens its action, saying so; its assurance goes back to "done" at most."""
    failed = f"the check {check.ref} of {show(check.done)} failed"
    after = action
    if ASSURANCE.index(action.assurance) > ASSURANCE.index("done"):
        after = replace(after, assurance="done", assurance_reason=f"Taken back: {failed}")
    if action.delivery not in OPEN_DELIVERY:
        after = replace(after, delivery="in progress", done=None, delivery_reason=f"Re-opened: {failed}")
    if after != action:
        context.put(after)


def _plan_checks(context: Context, action: Action) -> None:
    """Plans the checks of an action that was closed; those still to be made after an earlier closing are re-dated."""
    now: Snapshot = context.uow.snapshot()
    waiting = {check.months: check for check in now.verifications_of(action.id) if is_to_do(check)}
    for months in check_months(now.plan):
        due = check_day(action.done or context.act.today, months, closure_days(now.plan))
        if months in waiting:
            context.put(replace(waiting[months], due=due))
        else:
            context.add(Verification(id=context.uow.new_id(), action=action.id, months=months, due=due))
