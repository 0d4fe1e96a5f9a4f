"""Which of several readings are the same file, or the same report in another file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class DuplicateReport:
    """Two files that hold the same: `reason` is "same file" or "same report"; `likeness` runs from 0 to 1."""

    first: str
    second: str
    reason: str
    likeness: float
    sentence: str


def find(readings: Sequence[Reading]) -> list[DuplicateReport]:
    """The pairs among `readings` that are one file twice, in the order given."""
    seen: dict[str, Reading] = {}
    found = []
    for reading in readings:
        first = seen.setdefault(reading.sha256, reading)
        if first is not reading:
            sentence = f"{reading.file} is the same file as {first.file}."
            found.append(DuplicateReport(first.file, reading.file, "same file", 1.0, sentence))
    return found
