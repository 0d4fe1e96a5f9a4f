"""Measures on a board paper: the first, latest and wished-for value, and which way it is going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.measures import MEASURE_STATUS, movement, readings, value_words
from tracker.domain.actions.status import Status
from tracker.domain.board.board_rows import View
from tracker.domain.plan.records import Measure


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure with its first, latest and wished-for value as printed, and where it is going."""

    ref: str
    name: str
    targets: tuple[str, ...]
    baseline: str
    baseline_on: date | None
    latest: str
    latest_on: date | None
    target: str
    target_by: date | None
    status: Status
    readings: tuple[tuple[date, float], ...]


def measure_row(view: View, measure: Measure) -> MeasureRow:
    """A measure as the paper shows it."""
    found = tuple((reading.dated, reading.value) for reading in readings(view.snapshot.points_of(measure.id)))
    latest_on, latest = found[-1] if found else (None, None)
    unit = measure.unit or ""
    return MeasureRow(
        ref=measure.ref,
        name=measure.name,
        targets=view.snapshot.refs_of(measure.targets),
        baseline=value_words(measure.baseline, unit),
        baseline_on=measure.baseline_on,
        latest=value_words(latest, unit),
        latest_on=latest_on,
        target=value_words(measure.target, unit),
        target_by=measure.target_by,
        status=MEASURE_STATUS[movement(measure, latest)],
        readings=found,
    )


__all__ = ["MEASURE_STATUS", "MeasureRow", "measure_row", "value_words"]
