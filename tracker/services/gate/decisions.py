"""Decisions that a plan holds though nobody could take them now, or that may have been taken by one pair of hands."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.people.alike import alike
from tracker.domain.people.people import called, find_agency, find_person, same_hands
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Evidence, Extension, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import BROKEN, Lint
from tracker.services.ports import UnitOfWork

ONE_HAND, UNKNOWN = "one hand", "unknown name"
_TAKE_BACK = "Withdraw it and let somebody else decide, or record the meeting that did."
_ADD = "Add them with their role, or withdraw it and let somebody of the register decide."
_LOOK = "Ask whether two people did; if not, withdraw it and let somebody else decide."


def decided_alone(uow: UnitOfWork) -> Iterator[Lint]:
    """New dates approved, and evidence accepted, by who asked for them, added it, or owned the action then.

    And those where both names are alike, or came from one computer account: that is shown, and holds nothing up.
    """
    now = uow.snapshot()
    for record in (*now.of(Kind.EXTENSION), *now.evidence):
        yield from _doubts(uow, now, record)


def seen_when_decided(uow: UnitOfWork, now: Snapshot, record: Extension | Evidence) -> tuple[str, ...]:
    """What whoever has just decided is told of it: one pair of hands, as far as can be seen, or a name unknown."""
    return tuple(f"{one.ref}: {one.sentence}" for one in _doubts(uow, now, record) if one.kind != BROKEN)


def _doubts(uow: UnitOfWork, now: Snapshot, record: Extension | Evidence) -> Iterator[Lint]:
    if isinstance(record, Extension):
        if record.state == "approved" and record.decided_at is None:
            own = {"asked for it": record.asked_by, "owned the action": _owner(uow, now, record)}
            yield from _told(now, record, "approved", record.decided_by, own)
            yield from _one_account(uow, record, "state", ("asked for", "approved"))
            yield from _unknown(now, record, "approved", record.decided_by)
    elif record.review == "accepted":
        yield from _told(now, record, "accepted", record.reviewed_by, {"added it": record.added_by})
        yield from _one_account(uow, record, "review", ("added", "accepted"))
        yield from _unknown(now, record, "accepted", record.reviewed_by)


def _owner(uow: UnitOfWork, now: Snapshot, extension: Extension) -> str:
    """The name of who owned the action when its new date was decided."""
    decided = max(n for n, fields in _history(uow, extension.id) if "state" in fields)
    owners = [fields["owner"] for n, fields in _history(uow, extension.action) if "owner" in fields and n < decided]
    return called(now, now.get(RecordId(owners[-1]))) if owners and owners[-1] else ""


def _history(uow: UnitOfWork, record: RecordId | None) -> Iterator[tuple[int, dict[str, str]]]:
    """What each changeset made of a record's fields, oldest first."""
    for found, changes in uow.changes_of(record) if record is not None else ():
        yield found.number, {change.field: str(change.new or "") for change in changes}


def _told(
    now: Snapshot, record: Extension | Evidence, verb: str, by: str | None, own: dict[str, str | None]
) -> Iterator[Lint]:
    for what, name in own.items():
        if same_hands(now, name, by):
            yield Lint(record.id, record.ref, BROKEN, f"It was {verb} by {by}, who {what}.", _TAKE_BACK)
            return
    for what, name in own.items():
        if alike(name, by):
            said = f"It was {verb} by “{by}”, and “{name}” {what}: the names are alike."
            yield Lint(record.id, record.ref, ONE_HAND, said, _LOOK)
            return


def _one_account(uow: UnitOfWork, record: Extension | Evidence, field: str, said: tuple[str, str]) -> Iterator[Lint]:
    """Asking and deciding from one account of the computer, under two names."""
    history = [(found.stamp, {change.field for change in changes}) for found, changes in uow.changes_of(record.id)]
    asked, decided = history[0][0], [stamp for stamp, fields in history if field in fields][-1]
    if asked.system_user == decided.system_user and asked.who != decided.who:
        first, then = said
        words = f"It was {first} by {asked.who} and {then} by {decided.who} from one account ({asked.system_user})."
        yield Lint(record.id, record.ref, ONE_HAND, words, _LOOK)


def _unknown(now: Snapshot, record: Extension | Evidence, verb: str, by: str | None) -> Iterator[Lint]:
    """A decision under a name that the register does not hold."""
    if by and find_person(now, by) is None and find_agency(now, by) is None:
        like = " or ".join(f"“{one.name}”" for one in now.people if alike(one.name, by))
        known = f", where {like} is alike" if like else ""
        said = f"It was {verb} by “{by}”, who is not in the register of people{known}."
        yield Lint(record.id, record.ref, UNKNOWN, said, _ADD)
