"""Undo and redo: each walks through one person's changesets, and is itself a write like any other.

A changeset is taken back by writing its inverse. Where someone else has moved on, Conflict says who and when and
their value stays. Redo is a new claim, which the gate judges by the rules of the day. Agreements, approvals, reviews,
withdrawals, erasures and issued papers are never undone: they are taken back on the record, and what was done before
them stays done.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.log.changes import (
    ERASED,
    EXISTS,
    NOT_UNDONE,
    REF,
    Change,
    Changes,
    Changeset,
    Stamp,
    build,
    by_record,
    invert,
    logged,
    rewritten,
)
from tracker.domain.people.people import same_person
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.invariants import linked
from tracker.domain.plan.records import Agency, Kind, Person, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import Conflict, UserError
from tracker.services.context import Context, Done, context_of, signed
from tracker.services.gate.commit import commit
from tracker.services.log.history import Reader
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import last_change

_WITHDRAWAL = {
    "agree": "withdraw the agreement instead; the original dates stay on record",
    "approve": "withdraw the approval instead; the deadline before it then counts again",
    "review": "withdraw the review instead",
    "erase": "what was erased is gone for good",
    "withdraw": "agree, approve or review again instead",
    "issue": "issue the paper again instead",
}


@dataclass(frozen=True, slots=True)
class Steps:
    """A person's changesets by number: those that undo would take back next, and redo bring back, last one first."""

    undo: tuple[int, ...]
    redo: tuple[int, ...] = ()


def steps(stamps: Sequence[tuple[int, Stamp]], who: str) -> Steps:
    """Where a person stands in their own changesets. A new write forgets what could be redone."""
    done: list[int] = []
    undone: list[int] = []
    for number, stamp in stamps:
        if not same_person(stamp.who, who) or stamp.verb == "new":
            continue
        if stamp.undoes is not None:
            done = [n for n in done if n != stamp.undoes]
            undone.append(stamp.undoes)
        elif stamp.redoes is not None:
            undone = [n for n in undone if n != stamp.redoes]
            done.append(stamp.redoes)
        else:
            done.append(number)
            undone.clear()
    return Steps(tuple(reversed(done)), tuple(reversed(undone)))


def undo(uow: UnitOfWork, act: Act) -> Done:
    """Takes this person's last changeset back. Raises UserError where there is none or it cannot be undone."""
    context = context_of(uow, act)
    changeset = _first(uow, steps(uow.stamps(), context.who).undo)
    if changeset is None:
        raise UserError(f"{context.who} has nothing to undo", "undo walks back through your own changes only")
    return _undone(context, changeset)


def _undone(context: Context, changeset: Changeset) -> Done:
    verb = changeset.stamp.verb
    if verb in NOT_UNDONE:
        what = in_words(context.uow, context.snapshot, changeset)
        raise UserError(f"“{what}” is not undone", _WITHDRAWAL[verb])
    refs = _apply(context, invert(changeset.changes), changeset)
    return Done(_commit(context, "undo", changeset.stamp.why, undoes=changeset.number), refs)


def redo(uow: UnitOfWork, act: Act) -> Done:
    """Brings back what this person undid last. Raises UserError where there is nothing to bring back."""
    context = context_of(uow, act)
    changeset = _first(uow, steps(uow.stamps(), context.who).redo)
    if changeset is None:
        raise UserError(
            f"{context.who} has nothing to redo", "redo brings back what undo took back, until you edit again"
        )
    refs = _apply(context, changeset.changes, changeset)
    return Done(_commit(context, "redo", changeset.stamp.why, redoes=changeset.number), refs)


def may_take_back(verb: str) -> bool:
    """Whether what a verb wrote can be taken back by undoing it; the rest is withdrawn on the record."""
    return verb not in NOT_UNDONE and verb != "new"


def take_back(uow: UnitOfWork, act: Act, number: int, only: RecordId | None = None) -> Done:
    """Takes one of this person's changesets back, whatever they did since; of a block of records `only` this one.

    Raises UserError where it is somebody else's, was taken back already or cannot be, and Conflict where what it wrote
    was changed since.
    """
    context = context_of(uow, act)
    if number not in steps(uow.stamps(), context.who).undo:
        hint = "undo takes back your own changes only, each once"
        raise UserError(f"change {number} is not one that {context.who} can take back", hint)
    changeset = uow.changesets(after=number - 1, up_to=number)[0]
    added = {c.record for c in changeset.changes if c.field == EXISTS and c.kind not in (Kind.PERSON, Kind.AGENCY)}
    if only is None or added <= {only}:
        return _undone(context, changeset)
    # The rest of the block stands, so its changeset is not marked as undone: it may still be taken back as a whole.
    refs = _apply(context, invert(c for c in changeset.changes if c.record == only), changeset)
    return Done(_commit(context, "undo", changeset.stamp.why), refs)


def next_undo(uow: UnitOfWork, act: Act) -> str | None:
    """What undo would take back, as words for a menu ("edit of A3: Due"); None where there is nothing or it may not."""
    snapshot = uow.snapshot()
    found = _first(uow, steps(uow.stamps(), signed(snapshot, act).who).undo)
    return None if found is None or found.stamp.verb in NOT_UNDONE else in_words(uow, snapshot, found)


def next_redo(uow: UnitOfWork, act: Act) -> str | None:
    """What redo would bring back, as words for a menu; None where there is nothing."""
    snapshot = uow.snapshot()
    found = _first(uow, steps(uow.stamps(), signed(snapshot, act).who).redo)
    return in_words(uow, snapshot, found) if found is not None else None


def in_words(uow: UnitOfWork, snapshot: Snapshot, changeset: Changeset) -> str:
    """A changeset in a few words: its verb, its records, and the field where it is only one."""
    reader = Reader(uow, snapshot)
    groups = by_record(changeset.changes)
    refs = [ref for ref in dict.fromkeys(reader.ref(record) for _, record in groups) if ref]
    named = ", ".join(refs[:3]) + ("" if len(refs) <= 3 else f" and {len(refs) - 3} more")
    fields = {specs(c.kind)[c.field].label for c in changeset.changes if c.field in specs(c.kind)}
    only = f": {fields.pop()}" if len(fields) == 1 else ""
    return f"{changeset.stamp.verb} of {named or 'the plan'}{only}"


def _commit(context: Context, verb: str, why: str, **more: int) -> Changes:
    """Raises Conflict where a rule refuses: it is for a person to decide what becomes of it."""
    try:
        return commit(context, verb, why, **more)
    except UserError as fault:
        if fault.__cause__ is not None:
            # The disk or the server refused it: nobody has to decide anything.
            raise
        raise Conflict(fault.message, fault.hint, window=fault.window) from fault


def _first(uow: UnitOfWork, numbers: Sequence[int]) -> Changeset | None:
    """The first of these changesets that still says something: one whose words were all erased is passed over."""
    for number in numbers:
        changeset = uow.changesets(after=number - 1, up_to=number)[0]
        if changeset.stamp.verb in NOT_UNDONE or any(ERASED not in (c.old, c.new) for c in changeset.changes):
            return changeset
    return None


def _apply(context: Context, changes: Sequence[Change], source: Changeset) -> tuple[str, ...]:
    """Writes changes of a changeset, or their inverse, over the plan as it stands; the references it touched."""
    groups = by_record(c for c in changes if ERASED not in (c.old, c.new))
    going = [record for (_, record), found in groups.items() if EXISTS in found and not found[EXISTS].new]
    refs: list[str | None] = []
    for (kind, record), found in groups.items():
        if EXISTS in found and found[EXISTS].new:
            refs.append(_bring_back(context, kind, record, found))
        elif record not in going:
            refs.append(_put_back(context, context.snapshot.get(record), found, source))
    users = _users(context.uow.snapshot(), going)
    refs += [_take_out(context, context.snapshot.get(r), users.get(r), groups, source) for r in going]
    named = tuple(ref for ref in refs if ref is not None)
    if not named:
        raise Conflict("others use what this added, so it stays", "nothing was written")
    return named


def _bring_back(context: Context, kind: Kind, record: RecordId, found: dict[str, Change]) -> str:
    """A record that was taken out stands again under its own reference; one that others kept is left as it is."""
    known = context.snapshot.get(record)
    if known is not None:
        return str(known.ref)
    built = build(kind, record, {name: change.new for name, change in found.items()})
    assert built is not None
    return str(context.add(built, tuple(specs(kind))).ref)


def _put_back(context: Context, current: Any, found: dict[str, Change], source: Changeset) -> str:
    if current is None:
        said = "what this would change was taken out of the plan meanwhile"
        raise Conflict(said, "nothing was written")
    now = logged(current)
    for name, change in found.items():
        if now.get(name) != change.old:
            raise _moved_on(context, current, name, source)
    context.put(replace(current, **rewritten(current, found)), tuple(specs(kind_of(current))))
    return str(current.ref)


def _moved_on(context: Context, record: Any, field: str, source: Changeset) -> Conflict:
    label = specs(kind_of(record))[field].label if field in specs(kind_of(record)) else field
    last = last_change(context.uow, record.id, field)
    later = last if last is not None and last.number > source.number else None
    who = f" by {later.stamp.who} on {show(later.stamp.day)}" if later else ""
    return Conflict(f"{label} of {record.ref or 'the plan'} was changed{who} since", "their value stays")


def _take_out(
    context: Context, current: Any, user: Any, groups: dict[tuple[Kind, RecordId], dict[str, Change]], source: Changeset
) -> str | None:
    """Takes a record out that nobody else has changed or hung anything on; a name that others use stays."""
    if current is None:
        return None
    changed = _later_change(context, current, groups)
    if isinstance(current, Person | Agency) and (user is not None or changed):
        return None
    if changed:
        raise _moved_on(context, current, changed, source)
    if user is not None:
        raise Conflict(
            f"{current.ref} has {user.ref} hanging on it by now", "take that away first; nothing was written"
        )
    context.uow.remove(kind_of(current), current.id)
    return str(current.ref)


def _later_change(context: Context, current: Record, groups: dict[tuple[Kind, RecordId], dict[str, Change]]) -> str:
    """The name of a field that says something else than when the record was written; "" for none."""
    now = logged(current)
    then = {name: change.old for name, change in groups[kind_of(current), current.id].items() if name != EXISTS}
    names = dict.fromkeys((*now, *then))
    return next((name for name in names if name not in (EXISTS, REF) and now.get(name) != then.get(name)), "")


def _users(after: Snapshot, going: Collection[RecordId]) -> dict[RecordId, Any]:
    """For each record that is to go, one that points at it and stays."""
    found: dict[RecordId, Any] = {}
    if going:
        for table in after.records.values():
            for record in table.values():
                if record.id not in going:
                    found.update(dict.fromkeys(set(linked(record)).intersection(going), record))
    return found
