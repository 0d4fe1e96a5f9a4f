"""What must hold of numbers when they are written: measures, their readings, and the plan's own periods."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tracker.domain.actions.measures import direction_of
from tracker.domain.dates import dates
from tracker.domain.plan.records import Measure, Plan, Point
from tracker.errors import UserError
from tracker.services.context import Desk
from tracker.services.plan.rules import checked_months


def settle_plan(old: Plan | None, new: Plan, named: Collection[str]) -> Plan:
    """The plan with its months of checks in order. Raises UserError for closure days that are none."""
    if "closure_days" in named and (old is None or old.closure_days != new.closure_days):
        for day in new.closure_days:
            dates.parse(day)
    if "check_months" in named and new.check_months:
        return replace(new, check_months=checked_months(new.check_months))
    return new


def settle_measure(old: Measure | None, new: Measure, named: Collection[str]) -> Measure:
    """The measure with the direction in which its target lies from its baseline, where nobody named one."""
    moved = old is None or (old.baseline, old.target) != (new.baseline, new.target)
    if "direction" in named or not moved:
        return new
    return replace(new, direction=direction_of(new.baseline, new.target) or new.direction)


def settle_reading(desk: Desk, old: Point | None, new: Point) -> Point:
    """The reading. Raises UserError for a day that has not come: it would pass for the latest figure."""
    if new.dated is not None and new.dated > desk.act.today and (old is None or old.dated != new.dated):
        raise UserError(f"{dates.show(new.dated)} is in the future, so nothing was read on it", "give the day it is of")
    return new
