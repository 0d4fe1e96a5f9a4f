"""Progress updates: they say something, and a forecast in one is an action's."""

from __future__ import annotations

from tracker.domain.plan.records import Action, Update
from tracker.errors import UserError
from tracker.services.context import needed
from tracker.services.gate.rules.actions import needs_reason
from tracker.services.gate.write import Rule, Write


def _said(write: Write, old: Update | None, new: Update) -> Update:
    if old is None:
        needed(new.text, "the text of the update")
        needs_reason(new.forecast, new.forecast_reason)
        if new.forecast is not None and not isinstance(write.after.get(new.target), Action):
            hint = "leave the forecast out, or update one of its actions"
            raise UserError("only an action has a forecast", hint)
    return new


RULES = (Rule(_said),)
