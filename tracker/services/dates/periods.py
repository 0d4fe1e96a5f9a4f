"""How long there is to answer each inspection, where a person types another period than the rule's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.domain.plan.records import LONGEST_PERIOD, Inspection, Kind
from tracker.errors import UserError
from tracker.services.context import Done, context_of
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
    context = context_of(uow, act)
    touched = []
    for ref, days in wanted.items():
        inspection: Inspection = context.find(ref, Kind.INSPECTION)
        if seen is not None and ref in seen and days != inspection.working_days:
            refuse_moved_on(context, inspection, {"working_days": seen[ref]})
        if days is not None and not 1 <= days <= LONGEST_PERIOD:
            raise UserError(
                f"{days} working days cannot be counted for {inspection.ref}",
                f"give a whole number from 1 to {LONGEST_PERIOD}, or nothing for the rule's own period",
            )
        if days != inspection.working_days:
            context.uow.put(replace(inspection, working_days=days))
            touched.append(inspection.ref)
    return Done(commit(context, "edit", "Period to answer"), tuple(touched))
