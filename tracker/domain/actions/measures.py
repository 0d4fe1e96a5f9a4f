"""Where a measure stands: on its way to the target by tolerance, the way it has moved, and both in words.

Lists, panel, golden thread, charts and board papers ask here, so that one measure has one answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show
from tracker.domain.plan.records import Measure, Point

USUAL_TOLERANCE = 0.1
"""The share of the way from baseline to target that counts as tolerance where the measure names none."""

MEASURE_STATUS = {
    "met": Status("tick", "Target met", "good"),
    "better": Status("half", "Improving", "active"),
    "same": Status("dash", "No change", "neutral"),
    "worse": Status("triangle", "Worsening", "bad"),
    "unread": Status("question", "No reading yet", "neutral"),
    "unjudged": Status("question", "Not judged: no baseline", "neutral"),
    "undirected": Status("question", "Not judged: no direction", "neutral"),
}
RAG_STATUS = {
    "green": Status("circle", "Green", "good"),
    "amber": Status("diamond", "Amber", "warning"),
    "red": Status("triangle", "Red", "bad"),
    "none": Status("question", "Not judged", "neutral"),
}


@dataclass(frozen=True, slots=True)
class Rag:
    """How a measure stands against its course: green, amber, red or none, and the sentence that says why."""

    level: str
    sentence: str

    @property
    def status(self) -> Status:
        """How it is drawn."""
        return RAG_STATUS[self.level]


@dataclass(frozen=True, slots=True)
class Reading:
    """One dated value of a measure."""

    dated: date
    value: float
    ref: str = ""
    note: str = ""


def readings(points: Iterable[Point]) -> tuple[Reading, ...]:
    """The readings that have a day and a value, by their day; of one day, as they were entered."""
    whole = (Reading(p.dated, p.value, p.ref, p.note or "") for p in points if p.dated and p.value is not None)
    return tuple(sorted(whole, key=_day_of))


def _day_of(reading: Reading) -> date:
    return reading.dated


def latest_reading(points: Iterable[Point]) -> Reading | None:
    """The last reading by its day, None where there is none."""
    found = readings(points)
    return found[-1] if found else None


def movement(measure: Measure, latest: float | None) -> str:
    """Where a measure stands by its latest reading: a key of MEASURE_STATUS.

    A move no greater than the measure's tolerance counts as none; without a baseline, or where nobody said which way is
    better and no target tells it, nothing is judged.
    """
    if latest is None:
        return "unread"
    if measure.target is not None and _reaches(measure, latest, measure.target):
        return "met"
    if measure.baseline is None:
        return "unjudged"
    gain = _sign(measure) * (latest - measure.baseline)
    if abs(gain) <= (measure.tolerance or 0.0):
        return "same"
    if not way_of(measure):
        return "undirected"
    return "better" if gain > 0 else "worse"


def measure_rag(measure: Measure, points: Iterable[Point], today: date) -> Rag:
    """How a measure stands: green at its target or on course, amber within tolerance of its course, red below that.

    The course is the straight line from the baseline on its day to the target on its; a reading is held against the
    course on the reading's own day, and against the target once the target's day has passed. Where a day or the
    baseline is missing there is no course, and the target itself is what it is held against.
    """
    latest = latest_reading(points)
    if latest is None or measure.target is None:
        no_target = "No target is set, so the reading cannot be judged."
        return Rag("none", no_target if latest is not None else "No reading yet: enter the latest figure.")
    unit = measure.unit or ""
    now, target = value_words(latest.value, unit), value_words(measure.target, unit)
    if _reaches(measure, latest.value, measure.target):
        return Rag("green", f"{now} on {show(latest.dated)} meets the target of {target}.")
    if not way_of(measure):
        return Rag("none", "Nobody has said whether up or down is better, so the reading cannot be judged.")
    wished = wished_on(measure, latest.dated, today)
    behind = _sign(measure) * (wished - latest.value)
    said = f"{now} on {show(latest.dated)}"
    if behind <= 0:
        return Rag("green", f"{said} is on course for {target} by {show(measure.target_by)}.")
    against = _against(measure, wished, today)
    if behind <= tolerance_of(measure):
        return Rag("amber", f"{said} is within tolerance of the {against}.")
    return Rag("red", f"{said} is behind the {against}.")


def wished_on(measure: Measure, day: date, today: date) -> float:
    """The value the measure's course asks for on a day: the target itself where there is no course, or its day is past.

    The measure must have a target.
    """
    assert measure.target is not None
    if not has_course(measure) or _is_past(measure, today):
        return measure.target
    assert measure.baseline is not None
    assert measure.baseline_on is not None
    assert measure.target_by is not None
    share = (day - measure.baseline_on).days / (measure.target_by - measure.baseline_on).days
    return measure.baseline + (measure.target - measure.baseline) * min(1.0, max(0.0, share))


def has_course(measure: Measure) -> bool:
    """Whether a line can be drawn from the baseline on its day to the target on a later day."""
    if None in (measure.baseline, measure.target) or measure.baseline_on is None or measure.target_by is None:
        return False
    return measure.baseline_on < measure.target_by


def tolerance_of(measure: Measure) -> float:
    """How far behind its course a measure may be and still be amber: its own, else a tenth of the way."""
    if measure.tolerance is not None:
        return abs(measure.tolerance)
    if measure.baseline is None or measure.target is None:
        return 0.0
    return abs(measure.target - measure.baseline) * USUAL_TOLERANCE


def trend_words(measure: Measure, points: Iterable[Point]) -> str:
    """How the latest reading differs from the baseline: "up 11 points since 1 Dec 2023, the right way".

    Without a baseline it is held against the first reading, and which way is right is not said; "" for less than two.
    """
    found = readings(points)
    if not found or (measure.baseline is None and len(found) == 1):
        return ""
    if measure.baseline is None:
        first, since = found[0].value, f" since the first reading of {show(found[0].dated)}"
    else:
        first = measure.baseline
        since = f" since {show(measure.baseline_on)}" if measure.baseline_on else " since the baseline"
    change = found[-1].value - first
    if change == 0:
        return f"unchanged{since}"
    amount = value_words(abs(change), "points" if measure.unit == "%" else measure.unit or "")
    way = "the right way" if _sign(measure) * change > 0 else "the wrong way"
    judged = f", {way}" if way_of(measure) else "; which way is better is not said"
    judged = judged if measure.baseline is not None else "; without a baseline the move is not judged"
    return f"{'up' if change > 0 else 'down'} {amount}{since}{judged}"


def standing(measure: Measure, points: Iterable[Point]) -> str:
    """A measure in one line: "from 41% to 52% (1 Feb 2024); target 75% by 30 Sep 2024"."""
    unit, latest = measure.unit or "", latest_reading(points)
    parts = [f"from {value_words(measure.baseline, unit)}"] if measure.baseline is not None else []
    if latest is not None:
        came = "to " if parts else ""
        parts.append(f"{came}{value_words(latest.value, unit)} ({show(latest.dated)})")
    elif parts:
        parts.append("no reading since")
    wished = [f"target {value_words(measure.target, unit)}"] if measure.target is not None else []
    if wished and measure.target_by:
        wished.append(f"by {show(measure.target_by)}")
    said = "; ".join(" ".join(words) for words in (parts, wished) if words)
    return said or "No baseline, reading or target yet."


def value_words(value: float | None, unit: str) -> str:
    """A number with its unit ("41%", "12.5 days"); "" for none."""
    if value is None:
        return ""
    number = f"{value:.2g}" if 1e-4 <= abs(value) < 0.01 else f"{value:,.2f}".rstrip("0").rstrip(".")
    number = "0" if number == "-0" else number
    return f"{number}{unit}" if unit in ("%", "") else f"{number} {unit}"


def direction_of(baseline: float | None, target: float | None) -> str:
    """The direction in which a target lies from its baseline, "up" or "down"; "" where that does not say."""
    if baseline is None or target is None or baseline == target:
        return ""
    return "up" if target > baseline else "down"


def way_of(measure: Measure) -> str:
    """Which way is better: as it was said, else from the baseline to the target; "" where neither tells it."""
    return measure.direction or direction_of(measure.baseline, measure.target)


def _reaches(measure: Measure, value: float, target: float) -> bool:
    """Whether a value is at the target or beyond it; where no direction is said, whether it is the target."""
    return value == target if not way_of(measure) else _sign(measure) * (value - target) >= 0


def _sign(measure: Measure) -> int:
    return 1 if way_of(measure) == "up" else -1


def _is_past(measure: Measure, today: date) -> bool:
    return measure.target_by is not None and measure.target_by < today


def _against(measure: Measure, wished: float, today: date) -> str:
    """What a reading is held against, in words."""
    said = value_words(wished, measure.unit or "")
    if _is_past(measure, today):
        return f"target of {said} by {show(measure.target_by)}"
    return f"{said} its course asks for by then" if has_course(measure) else f"target of {said}"
