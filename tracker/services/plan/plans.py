"""The plan record itself."""

from __future__ import annotations

from tracker.domain.plan.ids import IdFactory
from tracker.domain.plan.records import Plan
from tracker.domain.text.words import one_line
from tracker.errors import UserError


def new_plan_record(title: str, ids: IdFactory) -> Plan:
    """The record of a new, empty plan. Raises UserError where the title is empty."""
    if not one_line(title):
        raise UserError("a plan needs a title", "give it with --title, for example “Response to the joint inspection”")
    return Plan(id=ids(), title=one_line(title))
