"""Progress updates: dated, signed, never overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.domain.people.people import fold
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import FORECAST, SERVED, Action, Update
from tracker.domain.text.words import lines
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed, tidy_reason
from tracker.services.gate.commit import commit
from tracker.services.meetings.rounds import round_for
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import said_better


def add_update(
    uow: UnitOfWork, act: Act, ref: str, text: str, *, forecast: str | None = None, reason: str | None = None
) -> Done:
    """Says how things stand, as of today; a forecast given with it becomes the action's, with its reason."""
    context = context_of(uow, act)
    target = context.find(ref, *SERVED)
    said = needed(lines(text), "the text of the update")
    colour = _forecast(forecast)
    why = lines(tidy_reason(reason)) or None
    added = context.add(update_on(context, target, said, colour, why))
    if colour is not None and isinstance(target, Action):
        context.put(replace(target, forecast=colour, forecast_reason=why), ("forecast", "forecast_reason"))
    changes = commit(context, "update")
    return Done(changes, (added.ref,), said_better(context, (target,), ("forecast",) if colour else ()))


def update_on(context: Context, target: Any, said: str, colour: str | None, why: str | None) -> Update:
    """An update signed by who acts today, in the open round that it answers; not yet put."""
    return Update(
        id=context.uow.new_id(),
        target=target.id,
        text=said,
        dated=context.act.today,
        author=context.who,
        forecast=colour,
        forecast_reason=why,
        round=_round(context, target),
    )


def _round(context: Context, target: Any) -> RecordId | None:
    """The open round that an update answers: one that asks the owner of what it is about."""
    asked = round_for(context.snapshot, target.owner)
    return asked.id if asked is not None else None


def _forecast(forecast: str | None) -> str | None:
    folded = fold(forecast)
    if folded and folded not in FORECAST:
        raise UserError(f"a forecast is never “{forecast}”", "it is one of: " + ", ".join(FORECAST))
    return folded or None
