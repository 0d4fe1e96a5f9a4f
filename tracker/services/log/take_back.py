"""What has changed since a copy of the plan was made, and taking one record back from it by a write like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.plan import external
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import title_of
from tracker.domain.plan.records import Evidence, Inspection, Kind, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.context import Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.log.history import readable
from tracker.services.ports import Act, UnitOfWork


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is not as a copy has it: what it is called, and each field with its words then and now."""

    id: RecordId
    ref: str
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()
    """(label, then, now)"""
    gone: bool = False
    """It is in the copy and no longer in the plan."""
    added: bool = False
    """It is in the plan and was not in the copy."""


def differences(then: Snapshot, now: Snapshot) -> tuple[Difference, ...]:
    """The records of which a copy says something else than the plan as it stands, kind by kind."""
    found = []
    for kind in Kind:
        before, after = _by_id(then, kind), _by_id(now, kind)
        for record_id in dict.fromkeys([*after, *before]):
            old, new = before.get(record_id), after.get(record_id)
            if old is None or new is None:
                record: Any = new or old
                gone, added = new is None, old is None
                found.append(Difference(record_id, record.ref, title_of(record), gone=gone, added=added))
            elif changed := _changed(old, new):
                fields = tuple((spec.label, _said(then, spec, old), _said(now, spec, new)) for spec in changed)
                found.append(Difference(record_id, new.ref or "the plan", title_of(new), fields))
    return tuple(found)


def _by_id(snapshot: Snapshot, kind: Kind) -> dict[RecordId, Record]:
    records = (snapshot.plan,) if kind is Kind.PLAN else snapshot.of(kind)
    return {RecordId(record.id): record for record in records}


def _changed(old: Record, new: Record) -> list[Spec]:
    """The fields in which two states of a record differ."""
    return [spec for name, spec in specs(kind_of(new)).items() if getattr(old, name) != getattr(new, name)]


def _said(snapshot: Snapshot, spec: Spec, record: Record) -> str:
    return readable(external.plain(external.shown(snapshot, spec, getattr(record, spec.name))))


def _erased(uow: UnitOfWork, record: RecordId) -> frozenset[str]:
    """The fields of a record whose words were erased for good: no copy brings them back."""
    erasures = (changes for changeset, changes in uow.changes_of(record) if changeset.stamp.verb == "erase")
    return frozenset(change.field for changes in erasures for change in changes)


def _blank(record: Record, fields: Sequence[Spec]) -> dict[str, Any]:
    blank = type(record)(id=record.id)
    return {spec.name: getattr(blank, spec.name) for spec in fields}


def take_back(
    uow: UnitOfWork, act: Act, then: Snapshot, ref: str, *, of: date, file: Callable[[str], bytes] | None = None
) -> Done:
    """Writes a record as the copy `then`, made on the day `of`, has it; `file` gives the bytes of its file there.

    The rules of the day hold: what may not be set any more is refused. Raises UserError where the copy has no such
    record, or it is the same.
    """
    context = context_of(uow, act)
    old = then.plan if ref in ("", "plan") else then.by_ref(ref) or then.get(RecordId(ref))
    if old is None:
        raise UserError(f"there is no {ref} in the copy of {show(of)}", "choose another copy")
    now: Any = context.snapshot.plan if kind_of(old) is Kind.PLAN else context.snapshot.get(old.id)
    changed = _changed(old, now) if now is not None else list(specs(kind_of(old)).values())
    erased = _erased(uow, old.id)
    lost = [spec for spec in changed if spec.name in erased]
    changed = [spec for spec in changed if spec.name not in erased]
    if lost and not changed:
        raise UserError(f"what {old.ref or 'the plan'} said was erased for good", "it is not brought back from a copy")
    if not changed:
        raise UserError(f"{old.ref or 'the plan'} is as the copy of {show(of)} has it", "there is nothing to take back")
    if (
        isinstance(old, Evidence | Inspection)
        and old.sha256
        and file is not None
        and "sha256" not in erased
        and not uow.has_file(old.sha256)
    ):
        uow.add_file(file(old.sha256))
    named = [spec.name for spec in changed]
    if now is None:
        context.add(replace(old, **_blank(old, lost)), named)
    else:
        context.put(replace(now, **{name: getattr(old, name) for name in named}), named)
    return Done(commit(context, "edit", f"Taken back from the copy of {show(of)}"), (old.ref,))
