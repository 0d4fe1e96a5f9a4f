"""Rules of the plan itself: its periods and the day its statement was handed in."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.actions.verification import checked_months
from tracker.domain.dates import dates
from tracker.domain.plan.records import Plan
from tracker.services.gate.write import Rule, Write


def _periods(write: Write, _old: Plan | None, new: Plan) -> Plan:
    """The plan with its months of checks in order. Raises UserError for closure days that are none."""
    if "closure_days" in write.asked.named:
        for day in new.closure_days:
            dates.parse(day)
    if "check_months" in write.asked.named:
        return replace(new, check_months=checked_months(new.check_months))
    return new


RULES = (Rule(_periods),)
