"""Where two copies of a plan parted: the last state that both had, by their logs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.log.changes import Stamp
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Parted:
    """The plan as both copies last had it, and the numbers of that change here and there; what the other is called."""

    file: str
    base: Snapshot
    here: int
    there: int


def parted(ours: UnitOfWork, theirs: UnitOfWork, file: str) -> Parted:
    """The last state that both copies had: before they parted, or when one of them was last joined to the other.

    Raises UserError where they are not copies of one plan.
    """
    mine, yours = ours.heads(), theirs.heads()
    shared = _shared(mine, yours)
    if not shared or ours.snapshot().plan.id != theirs.snapshot().plan.id:
        raise UserError(f"{file} is another plan, and only copies of one plan are joined", "bring it in as a workbook")
    taken = _last_join(ours.stamps(), yours)
    given = _last_join(theirs.stamps(), mine)
    if given is not None and (taken is None or given[1] >= taken[0]):
        return Parted(file, ours.as_of(given[1]), given[1], given[0])
    if taken is not None:
        return Parted(file, theirs.as_of(taken[1]), taken[0], taken[1])
    return Parted(file, ours.as_of(shared), shared, shared)


def _shared(mine: Sequence[str], yours: Sequence[str]) -> int:
    """How many changes both logs begin with."""
    pairs = enumerate(zip(mine, yours, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(mine), len(yours)))


def _last_join(stamps: Sequence[tuple[int, Stamp]], other: Sequence[str]) -> tuple[int, int] | None:
    """The last change that joined the other copy and was not undone, and the other's change that it took in."""
    numbers = {head: place + 1 for place, head in enumerate(other)}
    undone: set[int] = set()
    found: dict[int, int] = {}
    for number, stamp in stamps:
        undone |= {stamp.undoes} if stamp.undoes is not None else set()
        undone -= {stamp.redoes}
        if stamp.joined in numbers:
            found[number] = numbers[stamp.joined]
    kept = [number for number in found if number not in undone]
    return (kept[-1], found[kept[-1]]) if kept else None
