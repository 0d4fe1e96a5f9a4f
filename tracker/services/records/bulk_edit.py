"""Several actions edited together: one note, one change, one undo; all of them or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.dates.closures import day_warning
from tracker.domain.dates.deadlines import is_fixed
from tracker.domain.plan.records import Action, Kind, Plan
from tracker.domain.text.words import says_something
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed, tidy_reason
from tracker.services.dates.extend import asked_for
from tracker.services.gate.commit import commit, refusals
from tracker.services.meetings.updates import update_on
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import said_better
from tracker.services.records.typed import typed_fields


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What every one of the actions gets: values by field name, the note, and whether it is an update as well."""

    values: Mapping[str, Any]
    note: str
    as_update: bool


def edit_together(
    uow: UnitOfWork,
    act: Act,
    refs: Sequence[str],
    fields: Mapping[str, Any],
    note: str | None = None,
    *,
    as_update: bool = False,
) -> Done:
    """Sets fields of several actions as one change that one undo takes back; `note` is its reason.

    `fields` are external names with text or values; empty text empties a field. Where an action's date was agreed, a
    new one is asked for with the note as reason. `as_update` says the note on each action as well. Where anything is
    refused, UserError names every action that refuses with its reason, and nothing is written.
    """
    context = context_of(uow, act)
    if not fields and not as_update:
        raise UserError("nothing to set", "fill in at least one field")
    if not refs:
        raise UserError("no action is chosen", "choose the actions to edit together")
    if as_update:
        needed(note, "the text of the update")
    wanted = _Wanted(typed_fields(context, Kind.ACTION, fields), tidy_reason(note), as_update)
    actions = _all_or_none(context, refs, wanted)
    changes = commit(context, "edit", note)
    warnings = {day_warning(context.snapshot.plan, action, wanted.values): None for action in actions}
    better = said_better(context, actions, wanted.values)
    return Done(changes, tuple(one.ref for one in actions), (*filter(None, warnings), *better))


def dates_asked_for(actions: Iterable[Action], due: date | None) -> list[Action]:
    """Those of the actions for which a new date is asked for, since theirs was agreed, where `due` is set on all."""
    return [action for action in actions if is_fixed(action) and action.due != due]


def dates_fixed(plan: Plan, actions: Iterable[Action], due: date | None) -> list[Action]:
    """Those of the actions whose first date `due` would be where it is set on all: it is fixed, and not undone."""
    return [
        action
        for action in actions
        if due is not None and action.original_due is None and (plan.agreed or action.agreed) is not None
    ]


def _all_or_none(context: Context, refs: Sequence[str], wanted: _Wanted) -> list[Action]:
    """The actions as they are put. Raises UserError with everything that was refused."""
    put: dict[str, Action] = {}
    refused: dict[str, str] = {}
    for ref in refs:
        try:
            action: Action = context.find(ref, Kind.ACTION)
            if action.ref not in put:
                put[action.ref] = _put(context, action, wanted)
        except UserError as fault:
            refused[ref.upper()] = fault.message
    after = context.uow.snapshot()
    for record, refusal in refusals(context, "edit").items():
        found = after.get(record)
        about = found if isinstance(found, Action) else after.get(getattr(found, "action", None) or found.target)
        refused.setdefault(about.ref, refusal.message)
    if refused:
        raise UserError(
            f"nothing was changed, since {len(refused)} of {len(refs)} cannot be edited so: "
            + "; ".join(said if ref in re.findall(r"\w+", said) else f"{ref}: {said}" for ref, said in refused.items()),
            "take them out of the selection, or set something else",
        )
    return list(put.values())


def _put(context: Context, old: Action, wanted: _Wanted) -> Action:
    values = dict(wanted.values)
    asks = "due" in values and bool(dates_asked_for([old], values["due"]))
    due = values.pop("due") if asks else None
    new: Action = replace(old, **values)
    context.put(new, frozenset(values), wanted.note)
    if asks:
        if not says_something(wanted.note):
            raise UserError(f"the date of {new.ref} was agreed, so a new one needs a note saying why", "add a note")
        asked = asked_for(context, new, due, wanted.note)
        context.add(asked)
    if wanted.as_update:
        colour = new.forecast if "forecast" in values else None
        reason = (values.get("forecast_reason") or wanted.note) if colour else None
        context.add(update_on(context, new, wanted.note, colour, reason))
    return new
