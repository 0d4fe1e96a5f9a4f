"""The registers: who somebody is, and handing everything of a leaver over in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.domain.people.handover import handed, preview
from tracker.domain.people.people import find_person, fold, is_active
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Person
from tracker.domain.text.words import one_line
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, registered
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork


def introduce(uow: UnitOfWork, act: Act, name: str, *, role: str = "", agency: str = "") -> Done:
    """Puts whoever works with the plan into its register, with role and agency; of one who is there, what was lacking.

    What the register says already stays: it may be newer than what somebody typed once. Raises UserError where there
    is no name.
    """
    context = context_of(uow, act)
    person = context.person(name)
    known: Person = context.uow.snapshot().get(person)
    post = one_line(role) or None
    works_for = context.agency(agency) if fold(agency) else None
    context.put(replace(known, role=known.role or post, agency=known.agency or works_for), ("role", "agency"))
    return Done(commit(context, "edit"), (known.ref,))


def hand_over(
    uow: UnitOfWork, act: Act, leaver: str, to: str, *, from_day: date | None = None, reason: str | None = None
) -> Done:
    """Gives everything that is still to do from one person to another, and marks the first as leaving.

    Roles held and open rounds go too; what is finished keeps the owner it had. `from_day` is the last day; where it is
    not given, the one the register has, or today. Raises UserError where either cannot be.
    """
    context = context_of(uow, act)
    going = registered(context.snapshot, leaver)
    coming = _successor(context, going, to)
    found = preview(context.snapshot, going)
    for record in found.going:
        context.uow.put(replace(record, **handed(record, going.id, coming)))
    context.uow.put(replace(going, active_to=from_day or going.active_to or context.act.today))
    return Done(commit(context, "hand over", reason), tuple(record.ref for record in found.going))


def _successor(context: Context, going: Person, to: str) -> RecordId:
    """The id of who takes over, added to the register where the name is new."""
    if not fold(to):
        raise UserError(f"nobody is named to take over from {going.name}", "give the name of a person, role or team")
    known = find_person(context.snapshot, to)
    if known == going or fold(to) == fold(going.name):
        raise UserError(f"{going.name} cannot hand over to themselves", "name someone else")
    if known is not None and not is_active(known, context.act.today):
        raise UserError(f"{known.name} has left, so cannot take over", "name someone who is still there")
    return context.person(to)
