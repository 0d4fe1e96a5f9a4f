"""Rules of the plan itself: its periods, and what its key, its steps and its templates may not say."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.actions.verification import checked_months
from tracker.domain.dates import dates
from tracker.domain.guard.parts import refuse_identifiers, words_in
from tracker.domain.plan.records import Plan
from tracker.services.gate.write import Rule, Write

_PARTS = {"key": "every paper", "clock": "the calendar file", "templates": "every paper of the template"}
"""The parts of a plan that hold words, and where these stand."""


def _parts(write: Write, old: Plan | None, new: Plan) -> Plan:
    """Raises UserError for new words of a part that name one person by a number."""
    for name, where in _PARTS.items():
        known = set(words_in(getattr(old, name, ())))
        refuse_identifiers(getattr(new, name), write.today, where, known=known)
    return new


def _periods(write: Write, _old: Plan | None, new: Plan) -> Plan:
    """The plan with its months of checks in order. Raises UserError for closure days that are none."""
    if "closure_days" in write.asked.named:
        for day in new.closure_days:
            dates.parse(day)
    if "check_months" in write.asked.named:
        return replace(new, check_months=checked_months(new.check_months))
    return new


RULES = (Rule(_periods), Rule(_parts))
