"""Records put where they belong: many added as one change, and actions moved to another place or recommendation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import make


def add_many(uow: UnitOfWork, act: Act, kind: Kind, rows: Sequence[Mapping[str, Any]], reason: str) -> Done:
    """Adds a record for each row as one change that one undo takes back; all of them or none.

    The fields of a row are external names with text or values. UserError names the row that is refused and why.
    """
    if not rows:
        raise UserError("there is nothing to add", "choose at least one row")
    context = context_of(uow, act)
    made = []
    for number, fields in enumerate(rows, start=1):
        try:
            made.append(make(context, kind, fields, reason))
        except UserError as fault:
            raise UserError(f"row {number}: {fault.message}", fault.hint, window=fault.window) from fault
    changes = commit(context, "add", reason)
    return Done(changes, tuple(record.ref for record in made))


def move(
    uow: UnitOfWork, act: Act, refs: Sequence[str], *, before: str | None = None,
    under: str | None = None, out_of: Mapping[str, str] | None = None,
) -> Done:  # fmt: skip
    """Moves actions before another (None: to the end) in the plan's own order, as one change.

    `under` names the recommendation or finding they are for from now on, in the place of what `out_of` names for each
    action's reference; one that it does not name is for `under` as well.
    """
    context = context_of(uow, act)
    moved = {context.find(ref, Kind.ACTION): (out_of or {}).get(ref) for ref in refs}
    if not moved:
        raise UserError("nothing was chosen to move", "choose the actions to move")
    anchor = context.find(before, Kind.ACTION) if before is not None else None
    retargeted = {one.id: one for one in _retargeted(context, moved, under)}
    placed = dict(retargeted)
    for record in _in_order(context, [one.id for one in moved], anchor):
        placed[record.id] = replace(placed.get(record.id, record), position=record.position)
    for record in placed.values():
        context.put(record, frozenset({"targets"}) if record.id in retargeted else ())
    return Done(commit(context, "edit", None), tuple(one.ref for one in moved))


def _retargeted(context: Context, moved: Mapping[Any, str | None], under: str | None) -> list[Action]:
    if under is None:
        return []
    to = context.find(under, Kind.RECOMMENDATION, Kind.FINDING).id
    found = []
    for action, out_of in moved.items():
        left = context.find(out_of, Kind.RECOMMENDATION, Kind.FINDING).id if out_of is not None else None
        kept = [to if one == left else one for one in action.targets]
        targets = tuple(dict.fromkeys(kept if to in kept else [*kept, to]))
        if targets != action.targets:
            found.append(replace(action, targets=targets))
    return found


def _in_order(context: Context, moved: Sequence[RecordId], anchor: Action | None) -> list[Action]:
    """The actions whose place in the plan's order changes, each with its new one."""
    order = list(context.snapshot.actions)
    going = [action for action in order if action.id in moved]
    staying = [action for action in order if action.id not in moved]
    at = next((place for place, one in enumerate(staying) if anchor is not None and one.id == anchor.id), len(staying))
    after = [*staying[:at], *going, *staying[at:]]
    places = sorted(action.position for action in order)
    if len(set(places)) < len(places):
        places = list(range(1, len(places) + 1))
    return [replace(one, position=place) for one, place in zip(after, places, strict=True) if one.position != place]
