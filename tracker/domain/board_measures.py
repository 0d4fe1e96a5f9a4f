"""Measures on a board paper: the first, latest and wished-for value, and which way it is going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from tracker.domain.board_rows import View
from tracker.domain.records import Measure
from tracker.domain.status import Status


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


MEASURE_STATUS = {
    "met": Status("tick", "Target met", "good"),
    "better": Status("half", "Improving", "active"),
    "same": Status("dash", "No change", "neutral"),
    "worse": Status("triangle", "Worsening", "bad"),
    "unread": Status("question", "No reading yet", "neutral"),
}


def measure_state(measure: Measure, latest: float | None) -> str:
    """Where a measure stands by its latest reading: met, better, same, worse or unread.

    A move no greater than the measure's tolerance counts as none; without a baseline nothing can be better or worse.
    """
    if latest is None:
        return "unread"
    sign = 1 if measure.direction == "up" else -1
    if measure.target is not None and sign * (latest - measure.target) >= 0:
        return "met"
    gain = sign * (latest - measure.baseline) if measure.baseline is not None else 0.0
    if abs(gain) <= (measure.tolerance or 0.0):
        return "same"
    return "better" if gain > 0 else "worse"


def measure_row(view: View, measure: Measure) -> MeasureRow:
    """A measure as the paper shows it."""
    points = [(p.dated, p.value) for p in view.snapshot.points_of(measure.id) if p.dated and p.value is not None]
    readings = tuple(sorted(points, key=itemgetter(0)))
    latest_on, latest = readings[-1] if readings else (None, None)
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
        status=MEASURE_STATUS[measure_state(measure, latest)],
        readings=readings,
    )


def value_words(value: float | None, unit: str) -> str:
    """A number with its unit ("41%", "12.5 days"); "" for none."""
    if value is None:
        return ""
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number}{unit}" if unit in ("%", "") else f"{number} {unit}"
