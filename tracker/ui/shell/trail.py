"""Where the window has been, for going back and forth."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.plan.ids import RecordId
from tracker.ui.core.commands import Do

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and the record that was in hand there."""

    place: Do
    record: RecordId | None = None


class Trail:
    """The spots left behind, and those gone back from."""

    def __init__(self) -> None:
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []

    def leave(self, spot: Spot) -> None:
        """Remembers a spot that is being left; what lay ahead is forgotten."""
        if not self._behind or self._behind[-1] != spot:
            self._behind = [*self._behind, spot][-LONGEST:]
        self._ahead.clear()

    def back(self, here: Spot) -> Spot | None:
        """The spot before, None where there is none."""
        return _step(self._behind, self._ahead, here)

    def forth(self, here: Spot) -> Spot | None:
        """The spot gone back from last, None where there is none."""
        return _step(self._ahead, self._behind, here)


def _step(take: list[Spot], put: list[Spot], here: Spot) -> Spot | None:
    while take:
        spot = take.pop()
        if spot != here:
            put.append(here)
            return spot
    return None
