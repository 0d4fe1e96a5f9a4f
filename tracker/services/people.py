"""The registers: handing everything of a leaver over in one step, and who is named but gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain.deadlines import is_open
from tracker.domain.ids import RecordId
from tracker.domain.people import find_person, fold, has_active_person, is_active
from tracker.domain.records import Action, Kind, Person
from tracker.domain.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.desk import Desk, Done, sit_down
from tracker.services.ports import Act, UnitOfWork

_OWNED = (Kind.ACTION, Kind.RECOMMENDATION, Kind.FINDING, Kind.MEASURE)


def find_or_add(uow: UnitOfWork, act: Act, names: Iterable[str]) -> Done:
    """The references of these people, added to the register where they are new, as one changeset."""
    desk = sit_down(uow, act)
    ids = [desk.person(name) for name in names if fold(name)]
    after = desk.uow.snapshot()
    return Done(desk.commit("add"), tuple(after.get(found).ref for found in ids))


def hand_over(
    uow: UnitOfWork, act: Act, leaver: str, to: str, *, from_day: date | None = None, reason: str | None = None
) -> Done:
    """Gives everything that is still to do from one person to another, and marks the first as leaving.

    What is finished keeps the owner it had. `from_day` (today, where not given) is the leaver's last day.
    """
    desk = sit_down(uow, act)
    going = find_person(desk.snapshot, leaver)
    if going is None:
        raise UserError(f"“{leaver}” is not in the people register", "`tracker list PLAN people` shows who is")
    if fold(to) in (fold(going.name), fold(going.ref)):
        raise UserError(f"{going.name} cannot hand over to themselves", "name someone else")
    coming = desk.person(to)
    touched = _still_owned(desk, going.id)
    for record in touched:
        _give(desk, record, going.id, coming)
    desk.uow.put(replace(going, active_to=from_day or desk.act.today))
    return Done(desk.commit("hand over", reason), tuple(record.ref for record in touched))


def _still_owned(desk: Desk, owner: RecordId) -> list[Any]:
    found = [record for kind in _OWNED for record in desk.snapshot.of(kind)]
    live = [record for record in found if not isinstance(record, Action) or is_open(record)]
    return [record for record in live if owner in (record.owner, getattr(record, "accountable", None))]


def _give(desk: Desk, record: Any, going: RecordId, coming: RecordId) -> None:
    roles = [role for role in ("owner", "accountable") if getattr(record, role, None) == going]
    desk.uow.put(replace(record, **dict.fromkeys(roles, coming)))


def without_active_owner(snapshot: Snapshot, today: date) -> tuple[Action, ...]:
    """The open actions whose owner has left (or that have none): an exception for the board."""
    return tuple(
        action
        for action in snapshot.actions
        if is_open(action) and not has_active_person(snapshot, action.owner, today)
    )


def suggestions(snapshot: Snapshot, typed: str, today: date) -> tuple[Person, ...]:
    """The active people whose name holds what was typed, those it begins first."""
    wanted = fold(typed)
    found = [p for p in snapshot.people if wanted in fold(p.name) and is_active(p, today)]
    return tuple(sorted(found, key=lambda person: (not fold(person.name).startswith(wanted), fold(person.name))))
