"""The single steps that turn one list into another, so that views keep their place while a list changes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes out the item at `place`."""

    place: int


@dataclass(frozen=True, slots=True)
class Insert(Generic[K]):
    """Puts `item` in at `place`."""

    place: int
    item: K


@dataclass(frozen=True, slots=True)
class Move:
    """Moves the item at `place` up to `to` (which is less)."""

    place: int
    to: int


def steps(old: Sequence[K], new: Sequence[K]) -> Iterator[Remove | Insert[K] | Move]:
    """The steps in the order they are to be taken; each counts places as they stand when its turn comes."""
    wanted = set(new)
    at = list(old)
    for place in range(len(at) - 1, -1, -1):
        if at[place] not in wanted:
            del at[place]
            yield Remove(place)
    present = set(at)
    for place, item in enumerate(new):
        if place < len(at) and at[place] == item:
            continue
        if item in present:
            found = at.index(item, place)
            at.insert(place, at.pop(found))
            yield Move(found, place)
        else:
            at.insert(place, item)
            present.add(item)
            yield Insert(place, item)
