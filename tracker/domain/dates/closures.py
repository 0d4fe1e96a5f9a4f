"""The plan's own closure days, when nobody is there to meet a date."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tracker.domain.dates.dates import parse
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Plan, Record, kind_of
from tracker.domain.text.words import how_many
from tracker.errors import UserError


def closure_days(plan: Plan) -> frozenset[date]:
    """The plan's own closure days; an entry that is no date is passed over."""
    return frozenset(day for day in (_day(text) for text in plan.closure_days) if day is not None)


def day_warning(plan: Plan, record: Record, names: Collection[str]) -> str:
    """What to say where one of these fields of a record holds a day when offices are closed; "" where none does."""
    closed = closure_days(plan)
    for name in KINDS[kind_of(record)].working_days:
        day = getattr(record, name) if name in names else None
        warning = non_working_warning(day, closed) if day is not None else ""
        if warning:
            return warning
    return ""


def days_words(count: int) -> str:
    """A number of working days in words ("1 working day")."""
    return how_many(count, "working day")


def _day(text: str) -> date | None:
    try:
        return parse(text)
    except UserError:
        return None
