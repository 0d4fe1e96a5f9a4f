"""Decisions that an older plan holds though nobody could take them any more: judged by who owned what at that time."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.people.people import called, same_hands
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Evidence, Extension, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import BROKEN, Lint
from tracker.services.ports import UnitOfWork

_TAKE_BACK = "Withdraw it and let somebody else decide, or record the meeting that did."


def decided_alone(uow: UnitOfWork) -> Iterator[Lint]:
    """New dates approved, and evidence accepted, by who asked for them, added it, or owned the action then."""
    now = uow.snapshot()
    for extension in now.of(Kind.EXTENSION):
        if extension.state == "approved" and extension.decided_at is None:
            own = {"asked for it": extension.asked_by, "owned the action": _owner(uow, now, extension)}
            yield from _told(now, extension, "approved", extension.decided_by, own)
    for item in now.evidence:
        if item.review == "accepted":
            yield from _told(now, item, "accepted", item.reviewed_by, {"added it": item.added_by})


def _owner(uow: UnitOfWork, now: Snapshot, extension: Extension) -> str:
    """The name of who owned the action when its new date was decided."""
    decided = [
        found.number for found, changes in uow.changes_of(extension.id) if any(c.field == "state" for c in changes)
    ]
    owner = None
    for found, changes in uow.changes_of(extension.action) if extension.action is not None else ():
        for change in changes:
            if change.field == "owner" and found.number < decided[-1]:
                owner = change.new
    return called(now, now.get(RecordId(str(owner)))) if owner is not None else ""


def _told(
    now: Snapshot, record: Extension | Evidence, verb: str, by: str | None, own: dict[str, str | None]
) -> Iterator[Lint]:
    for what, name in own.items():
        if same_hands(now, name, by):
            yield Lint(record.id, record.ref, BROKEN, f"It was {verb} by {by}, who {what}.", _TAKE_BACK)
            return
