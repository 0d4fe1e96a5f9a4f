"""How long there is to answer each inspection, where a person types another period than the rule's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.domain.plan.records import LONGEST_PERIOD, Inspection, Kind
from tracker.errors import UserError
from tracker.services.context import Done, sit_down
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import refuse_moved_on


def set_periods(
    uow: UnitOfWork, act: Act, wanted: Mapping[str, int | None], *, seen: Mapping[str, int | None] | None = None
) -> Done:
    """Sets the working days to answer inspections (by reference) as one changeset; None goes back to the rule.

    `seen` are the periods that the caller saw, by reference. Raises UserError where an inspection is not known or the
    number is none that can be counted; Conflict where a period that was seen is another by now.
    """
    desk = sit_down(uow, act)
    touched = []
    for ref, days in wanted.items():
        inspection: Inspection = desk.find(ref, Kind.INSPECTION)
        if seen is not None and ref in seen and days != inspection.working_days:
            refuse_moved_on(desk, inspection, {"working_days": seen[ref]})
        if days is not None and not 1 <= days <= LONGEST_PERIOD:
            raise UserError(
                f"{days} working days cannot be counted for {inspection.ref}",
                f"give a whole number from 1 to {LONGEST_PERIOD}, or nothing for the rule's own period",
            )
        if days != inspection.working_days:
            desk.uow.put(replace(inspection, working_days=days))
            touched.append(inspection.ref)
    return Done(commit(desk, "edit", "Period to answer"), tuple(touched))
