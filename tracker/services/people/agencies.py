"""Joining two agencies that are one: everything named of the first is named of the second, in one step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.domain.people.agencies import joined_aliases
from tracker.domain.people.people import find_agency, tidy
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Agency, Kind
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork

NAMING = (Kind.ACTION, Kind.RECOMMENDATION, Kind.FINDING, Kind.PERSON)


def join_agencies(uow: UnitOfWork, act: Act, gone: str, into: str, reason: str | None = None) -> Done:
    """Names the second agency wherever the first one was named, and keeps the first one's names as former names.

    The first stays in the register, ended today. Raises UserError where either is not there, or both are one.
    """
    context = context_of(uow, act)
    old, new = _agency(context, gone), _agency(context, into)
    if old.id == new.id:
        raise UserError(f"“{tidy(gone)}” and “{tidy(into)}” are one agency already", "name two that are apart")
    touched = []
    for record in (one for kind in NAMING for one in context.snapshot.of(kind)):
        fields = _renamed(record, old.id, new.id)
        if fields:
            context.uow.put(replace(record, **fields))
            touched.append(record.ref)
    context.uow.put(replace(new, aliases=joined_aliases(old, new)))
    context.uow.put(replace(old, active_to=old.active_to or context.act.today))
    return Done(commit(context, "join agencies", reason), tuple(touched))


def _agency(context: Context, name: str) -> Agency:
    found = find_agency(context.snapshot, name)
    if found is None:
        raise UserError(f"“{tidy(name)}” is not in the agencies register", "`tracker list PLAN agencies` shows them",
                        window="People shows the agencies")  # fmt: skip
    return found


def _renamed(record: Any, old: RecordId, new: RecordId) -> dict[str, Any]:
    """The fields of a record that named the old agency, as they name the new one; who leads does not support too."""
    fields: dict[str, Any] = {}
    lead = new if record.agency == old else record.agency
    if lead != record.agency:
        fields["agency"] = lead
    supporting = getattr(record, "supporting", ())
    if old in supporting or (fields and new in supporting):
        fields["supporting"] = tuple(sorted({new if one == old else one for one in supporting} - {lead}))
    return fields
