"""Measures on a board paper: the first, latest and wished-for value, and which way it is going."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.actions.measures import MEASURE_STATUS, movement, readings, trend_words, value_words
from tracker.domain.actions.status import Status, in_force
from tracker.domain.board.board_rows import View
from tracker.domain.dates.deadlines import is_open
from tracker.domain.plan.records import Action, Measure, Point
from tracker.domain.plan.snapshot import Snapshot


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
    movement: str
    """How far it came since its baseline, or, without one, since its first reading."""
    measure: Measure
    points: tuple[Point, ...]
    marks: tuple[Mark, ...]
    source: str = ""
    notes: tuple[tuple[date, str], ...] = ()
    """What was written beside its readings."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day of an action that a measure serves: what happened (begins, due, overdue, done), and which action it was."""

    day: date
    ref: str
    what: str

    @property
    def words(self) -> str:
        """What the mark says."""
        return f"{self.ref} {self.what}"


def marks_of(snapshot: Snapshot, measure: Measure, today: date) -> tuple[Mark, ...]:
    """The days of the actions a measure serves, itself or through a recommendation, in order."""
    actions: dict[str, Action] = {}
    for target in measure.targets:
        own = snapshot.get(target)
        served = (own,) if isinstance(own, Action) else snapshot.actions_for(target)
        actions |= {action.id: action for action in in_force(served)}
    found = (mark for action in actions.values() for mark in _days(action, today))
    return tuple(sorted(found, key=_by_day))


def _by_day(mark: Mark) -> tuple[date, str]:
    return mark.day, mark.ref


def _days(action: Action, today: date) -> Iterator[Mark]:
    if action.start is not None:
        yield Mark(action.start, action.ref, "begins")
    if action.done is not None:
        yield Mark(action.done, action.ref, "done")
    elif action.due is not None and is_open(action):
        yield Mark(action.due, action.ref, "overdue" if action.due < today else "due")


def measure_row(view: View, measure: Measure) -> MeasureRow:
    """A measure as the paper shows it; of one with a number of people too small to be told, nothing is drawn."""
    points = view.snapshot.points_of(measure.id)
    found = tuple((reading.dated, reading.value) for reading in readings(points))
    latest_on, latest = found[-1] if found else (None, None)
    unit = measure.unit or ""
    if any(view.small(measure, value) for value in (measure.baseline, *(point.value for point in points))):
        return _untold(view, measure, latest_on, latest)
    if view.public:
        points = tuple(replace(point, note=None) for point in points)
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
        movement=trend_words(measure, points),
        measure=measure,
        points=points,
        marks=marks_of(view.snapshot, measure, view.today),
        source=view.note(measure.source),
        notes=tuple((point.dated, note) for point in points if (note := view.note(point.note)) and point.dated),
    )


def _untold(view: View, measure: Measure, latest_on: date | None, latest: float | None) -> MeasureRow:
    """A measure that holds a small number of people: those values are not told, and nothing they follow from."""

    def said(value: float | None) -> str:
        return f"fewer than {view.least}" if view.small(measure, value) else value_words(value, measure.unit or "")

    return MeasureRow(
        ref=measure.ref, name=measure.name, targets=view.snapshot.refs_of(measure.targets),
        baseline=said(measure.baseline), baseline_on=measure.baseline_on, latest=said(latest), latest_on=latest_on,
        target=value_words(measure.target, measure.unit or ""), target_by=measure.target_by,
        status=MEASURE_STATUS[movement(measure, latest)], readings=(), movement="",
        measure=replace(measure, baseline=None), points=(), marks=(),
    )  # fmt: skip


__all__ = ["MEASURE_STATUS", "MeasureRow", "measure_row", "value_words"]
