"""The steps that actions took, read from the change log: each stands for itself, also where a later one took it back.

What somebody undid was a slip of the hand and no step: neither it nor the undoing of it is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.log.changes import ERASED, EXISTS, Changeset
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind

TOLD = ("delivery", "due", EXISTS)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an action's delivery, due date or being there; "" for nothing."""

    record: RecordId
    field: str
    old: str
    new: str
    on: date
    write: int
    """The changeset that first said it, whether this is itself, its undoing or its redoing."""


def steps(changesets: Iterable[Changeset]) -> tuple[Step, ...]:
    """The steps in order, without those that were undone within these changesets."""
    kept: dict[int, Step] = {}
    lines: dict[tuple[RecordId, str], list[int]] = {}
    for number, step in enumerate(step for changeset in changesets for step in _steps_of(changeset)):
        line = lines.setdefault((step.record, step.field), [])
        if line and _takes_back(step, kept[line[-1]]):
            del kept[line.pop()]
        else:
            kept[number] = step
            line.append(number)
    return tuple(kept.values())


def _steps_of(changeset: Changeset) -> Iterable[Step]:
    stamp = changeset.stamp
    write = stamp.undoes or stamp.redoes or changeset.number
    on = stamp.day
    for change in changeset.changes:
        if change.kind is Kind.ACTION and change.field in TOLD and ERASED not in (change.old, change.new):
            yield Step(change.record, change.field, str(change.old or ""), str(change.new or ""), on, write)


def _takes_back(step: Step, last: Step) -> bool:
    return step.write == last.write and (step.old, step.new) == (last.new, last.old)
