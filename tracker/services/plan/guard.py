"""The identifier guard: nothing by which one person could be known leaves a plan before somebody has decided on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.guard.leaving import BLANKED, KEPT, Sighting, decision_on, leaving, sightings, undecided
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many, says_something
from tracker.errors import Conflict, UserError
from tracker.services.context import Context, Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork


class Undecided(Conflict):
    """Identifiers would leave that nobody has decided on: `sightings` says which."""

    def __init__(self, found: Sequence[Sighting]) -> None:
        first = "; ".join(f"{one.place}: {one.kind}" for one in found[:3])
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        super().__init__(
            f"{how_many(len(found), 'possible identifier')} would leave the plan: {first}{more}",
            "tracker guard PLAN shows them; --keep or --blank decides, or --allow-identifiers REASON lets them go",
            window="decide on each: keep it, with a reason, or blank it in what leaves",
        )
        self.sightings = tuple(found)


def keep(uow: UnitOfWork, act: Act, place: str, reason: str) -> Done:
    """Lets the identifiers of a field ("A3.description") leave as they are; the log holds the reason.

    Raises UserError where no reason is given, or no identifier stands there.
    """
    return decide(uow, act, {place: KEPT}, reason)


def blank(uow: UnitOfWork, act: Act, place: str, reason: str = "") -> Done:
    """Leaves the identifiers of a field out of whatever leaves; the plan itself stays as it is.

    Raises UserError where no identifier stands there.
    """
    return decide(uow, act, {place: BLANKED}, reason)


def decide(uow: UnitOfWork, act: Act, choices: Mapping[str, str], reason: str = "") -> Done:
    """Keeps or blanks the identifiers of several fields, as one changeset; raises as `keep` and `blank` do."""
    if KEPT in choices.values() and not says_something(reason):
        raise UserError("keeping an identifier needs a reason", "give --reason", window="say why it may leave")
    context = context_of(uow, act)
    found = {place: _standing_at(context, place) for place in choices}
    return _write(context, [(one, choices[place]) for place, here in found.items() for one in here], reason)


def allow(uow: UnitOfWork, act: Act, reason: str, *, public: bool = False) -> Done | None:
    """Keeps every identifier that is left, for one reason that the log holds; None where none is left.

    Raises UserError where the reason says nothing.
    """
    if not says_something(reason):
        raise UserError(
            "identifiers are let go with a reason only", "say why after --allow-identifiers", window="say why"
        )
    context = context_of(uow, act)
    left = undecided(context.snapshot, act.today, public=public)
    return _write(context, [(one, KEPT) for one in left], reason) if left else None


def cleared(snapshot: Snapshot, today: date, *, public: bool = False) -> Snapshot:
    """The plan as it may leave: what is to be blanked is. Raises Undecided where an identifier is not decided on."""
    left = undecided(snapshot, today, public=public)
    if left:
        raise Undecided(left)
    return leaving(snapshot, snapshot, today)


def _standing_at(context: Context, place: str) -> tuple[Sighting, ...]:
    """The identifiers of one field. Raises UserError where there is none."""
    wanted = place.strip().casefold()
    found = sightings(context.snapshot, context.act.today)
    here = tuple(one for one in found if one.place.casefold() == wanted)
    if here:
        return here
    ref, _, field = place.strip().partition(".")
    if not field:
        raise UserError(f"“{place}” names no field", "name both, as A3.description")
    if ref.casefold() != Kind.PLAN:
        context.find(ref)
    places = ", ".join(dict.fromkeys(one.place for one in found)) or "there is none in this plan"
    raise UserError(f"no identifier stands at {place.strip()}", places)


def _write(context: Context, decided: Sequence[tuple[Sighting, str]], reason: str) -> Done:
    plan = context.snapshot.plan
    named = {(one.record.id, one.name): decision_on(one.record, one.name, how) for one, how in decided}
    others = (one for one in plan.identifiers if (one.record, one.field) not in named)
    context.uow.put(replace(plan, identifiers=(*others, *named.values())))
    said = "; ".join(dict.fromkeys(f"{one.place} {how}" for one, how in decided))
    why = f"{said}: {reason}" if says_something(reason) else said
    return Done(commit(context, "edit", why), tuple(dict.fromkeys(one.ref for one, _ in decided)))
