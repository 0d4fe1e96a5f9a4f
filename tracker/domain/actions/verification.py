"""Checks that an action is done and that it stuck: when they fall, which of them count, and how each is drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from tracker.domain.actions.status import FINISHED, Status
from tracker.domain.dates.statutory import add_months
from tracker.domain.dates.working_days import is_working_day, next_working_day
from tracker.domain.people.people import fold
from tracker.domain.plan.records import Action, Plan, Verification
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError

CHECK_MONTHS = (3, 6, 12)
"""Months after an action was done at which it is looked at again, where the plan says nothing else."""
NO_CHECKS = ("none",)
"""What a plan says in place of months where what was closed is not looked at again."""
LATEST_CHECK = 99
"""Months after closing at which a check comes at most."""
PASSED = Status("tick", "Passed", "good")
FAILED = Status("cross", "Failed", "bad")
CHECK_DUE = Status("triangle", "Due", "bad")
PLANNED = Status("ring", "Planned", "neutral")
RESTING = Status("dash", "Rests while the action is open", "muted")


def check_months(plan: Plan) -> tuple[int, ...]:
    """The months after which a closed action is checked; none where the plan's own entry holds no number."""
    if not plan.check_months:
        return CHECK_MONTHS
    return tuple(sorted({int(text) for text in plan.check_months if text.isascii() and text.isdigit() and int(text)}))


def checked_months(given: Sequence[str]) -> tuple[str, ...]:
    """Numbers of months, each once and in order; NO_CHECKS for the word "none" alone. Raises UserError for others."""
    if tuple(fold(one) for one in given if one.strip()) == NO_CHECKS:
        return NO_CHECKS
    found = {int(one) if one.strip().isdecimal() else 0 for one in given if one.strip()}
    if any(not 1 <= one <= LATEST_CHECK for one in found):
        raise UserError("checks come a number of months after closing", "write, for example, 3; 6; 12, or none")
    return tuple(str(one) for one in sorted(found))


def check_day(done: date, months: int, closed: Collection[date] = ()) -> date:
    """The day of a check so many months after an action was done: the first working day from then on."""
    day = add_months(done, months)
    return day if is_working_day(day, closed) else next_working_day(day, closed)


def is_to_do(check: Verification) -> bool:
    """Whether a check still waits to be made."""
    return check.outcome is None and check.done is None


def counts(check: Verification, action: Action | None) -> bool:
    """Whether a check that waits is asked for: one of an action that is at work again, or dropped, rests."""
    return is_to_do(check) and (action is None or action.delivery in FINISHED)


def is_check_due(check: Verification, action: Action | None, today: date) -> bool:
    """Whether a check is to be made by now: its day has come, and its action is finished."""
    return counts(check, action) and check.due is not None and check.due <= today


def is_check_late(check: Verification, action: Action | None, today: date) -> bool:
    """Whether a check's day has passed and it was not made."""
    return is_check_due(check, action, today) and check.due != today


def next_check(snapshot: Snapshot, action: Action) -> Verification | None:
    """The first check of an action that waits to be made, dated ones first; None where none does."""
    waiting = [check for check in snapshot.verifications_of(action.id) if counts(check, action)]
    return min(waiting, key=lambda check: check.due or date.max, default=None)


def check_status(check: Verification, action: Action | None, today: date) -> Status:
    """How a check is drawn."""
    if check.outcome is not None:
        return PASSED if check.outcome == "passed" else FAILED
    if not counts(check, action):
        return RESTING
    return CHECK_DUE if is_check_due(check, action, today) else PLANNED
