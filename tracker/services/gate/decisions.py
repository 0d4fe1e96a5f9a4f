"""Decisions that a plan holds though nobody could take them now, or that may have been taken by one pair of hands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.people.alike import alike
from tracker.domain.people.people import called, find_agency, find_person, same_hands
from tracker.domain.people.signed import Accounts
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Evidence, Extension, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import BROKEN, Lint
from tracker.services.log.signed import accounts
from tracker.services.ports import Act, UnitOfWork

ONE_HAND, UNKNOWN = "one hand", "unknown name"
_TAKE_BACK = "Withdraw it and let somebody else decide, or record the meeting that did."
_ADD = "Add them with their role, or withdraw it and let somebody of the register decide."
_LOOK = "Ask whether two people did; if not, withdraw it and let somebody else decide."


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown beside the names of a request or of evidence: their accounts, and what a reader is to be told."""

    accounts: Accounts
    told: tuple[str, ...]


def beside(uow: UnitOfWork, act: Act, record: RecordId) -> Beside:
    """What stands beside a decision that was taken; before it is, what whoever may take it now is to be told."""
    now = uow.snapshot()
    found = now.get(record)
    if found is None:
        return Beside({}, ())
    known = accounts(uow, (found,))
    taken = tuple(one.sentence for one in _doubts(uow, now, found, known) if one.kind != BROKEN)
    return Beside(known, taken or tuple(_before(now, found, known, act)))


def decided_alone(uow: UnitOfWork) -> Iterator[Lint]:
    """New dates approved, and evidence accepted, by who asked for them, added it, or owned the action then.

    And those where both names are alike, or came from one computer account: that is shown, and holds nothing up.
    """
    now = uow.snapshot()
    decided = (*now.of(Kind.EXTENSION), *now.evidence)
    known = accounts(uow, decided)
    for record in decided:
        yield from _doubts(uow, now, record, known)


def seen_when_decided(uow: UnitOfWork, now: Snapshot, record: Extension | Evidence) -> tuple[str, ...]:
    """What whoever has just decided is told of it: one pair of hands, as far as can be seen, or a name unknown."""
    doubts = _doubts(uow, now, record, accounts(uow, (record,)))
    return tuple(f"{one.ref}: {one.sentence}" for one in doubts if one.kind != BROKEN)


def _doubts(uow: UnitOfWork, now: Snapshot, record: Extension | Evidence, known: Accounts) -> Iterator[Lint]:
    if isinstance(record, Extension):
        if record.state == "approved" and record.decided_at is None:
            own = {"asked for it": record.asked_by, "owned the action": _owner(uow, now, record)}
            yield from _told(now, record, "approved", record.decided_by, own)
            yield from _one_account(record, known, ("asked_by", "asked for"), ("decided_by", "approved"))
            yield from _unknown(now, record, "approved", record.decided_by)
    elif record.review == "accepted":
        yield from _told(now, record, "accepted", record.reviewed_by, {"added it": record.added_by})
        yield from _one_account(record, known, ("added_by", "added"), ("reviewed_by", "accepted"))
        yield from _unknown(now, record, "accepted", record.reviewed_by)


def _before(now: Snapshot, record: Extension | Evidence, known: Accounts, act: Act) -> Iterator[str]:
    """What whoever acts is to be told before deciding what waits; nothing where they may not decide it."""
    field, did = ("asked_by", "asked for it") if isinstance(record, Extension) else ("added_by", "added it")
    waits = record.state == "pending" if isinstance(record, Extension) else record.review != "accepted"
    first = getattr(record, field)
    if not waits or same_hands(now, first, act.who):
        return
    if alike(first, act.who):
        yield f"“{first}” {did}, and you act as “{act.who}”: the names are alike."
    if known.get((record.id, field)) == act.system_user:
        yield f"{first or 'Somebody'} {did} from the account that you use now ({act.system_user})."
    stranger = _stranger(now, act.who)
    if stranger:
        yield f"You act as “{act.who}”, {stranger}."


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


def _one_account(
    record: Extension | Evidence, known: Accounts, begun: tuple[str, str], ended: tuple[str, str]
) -> Iterator[Lint]:
    """Asking and deciding from one account of the computer, under two names; each a field and what was done."""
    (asked, first), (decided, then) = ((getattr(record, field), what) for field, what in (begun, ended))
    mine, yours = (known.get((record.id, field)) for field, _ in (begun, ended))
    if mine is not None and mine == yours and asked != decided:
        words = f"It was {first} by {asked} and {then} by {decided} from one account ({mine})."
        yield Lint(record.id, record.ref, ONE_HAND, words, _LOOK)


def _unknown(now: Snapshot, record: Extension | Evidence, verb: str, by: str | None) -> Iterator[Lint]:
    """A decision under a name that the register does not hold."""
    stranger = _stranger(now, by)
    if stranger:
        yield Lint(record.id, record.ref, UNKNOWN, f"It was {verb} by “{by}”, {stranger}.", _ADD)


def _stranger(now: Snapshot, name: str | None) -> str:
    """What is said of a name that the register does not hold; "" where it does."""
    if not name or find_person(now, name) is not None or find_agency(now, name) is not None:
        return ""
    like = " or ".join(f"“{one.name}”" for one in now.people if alike(one.name, name))
    return "who is not in the register of people" + (f", where {like} is alike" if like else "")
