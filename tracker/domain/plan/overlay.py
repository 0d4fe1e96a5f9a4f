"""A mapping with a few entries changed: what did not change is shared with the one under it, not copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from typing_extensions import override

K = TypeVar("K")
V = TypeVar("V")
FEW = 200
"""So many entries lie over another mapping; beyond that all is copied, so that looking one up stays quick."""


class Overlay(Mapping[K, V]):
    """What lies under, but for some entries: replaced, added or (None) taken out."""

    __slots__ = ("over", "under")

    def __init__(self, under: Mapping[K, V], over: Mapping[K, V | None]) -> None:
        self.under, self.over = under, over

    @override
    def __getitem__(self, key: K) -> V:
        found = self.over[key] if key in self.over else self.under.get(key)
        if found is None:
            raise KeyError(key)
        return found

    @override
    def __iter__(self) -> Iterator[K]:
        yield from (key for key in self.under if self.over.get(key, key) is not None)
        yield from (key for key, value in self.over.items() if value is not None and key not in self.under)

    @override
    def __len__(self) -> int:
        gone = sum(value is None and key in self.under for key, value in self.over.items())
        added = sum(value is not None and key not in self.under for key, value in self.over.items())
        return len(self.under) + added - gone


def laid_over(under: Mapping[K, V], over: Mapping[K, V | None]) -> Mapping[K, V]:
    """A mapping with some entries replaced, added or (None) taken out. No value of it may be None."""
    found = Overlay(under.under, {**under.over, **over}) if isinstance(under, Overlay) else Overlay(under, over)
    return found if len(found.over) <= FEW else flat(found)


def flat(found: Mapping[K, V]) -> Mapping[K, V]:
    """The same entries in a mapping of their own."""
    if not isinstance(found, Overlay):
        return found
    copied = dict(found.under)
    for key, value in found.over.items():
        if value is None:
            copied.pop(key, None)
        else:
            copied[key] = value
    return copied
