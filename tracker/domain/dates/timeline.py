"""An action along time: from when to when, where it was first to end, what stands on the way; and all that in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.actions.status import Status, delivery_status, status_words
from tracker.domain.dates.dates import LONG_MONTHS, MONTHS, show
from tracker.domain.dates.deadlines import days_overdue, is_milestone_late, is_open, is_overdue, pending_extension
from tracker.domain.dates.statutory import add_months
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Extension, Kind, Milestone, Record
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many

ZOOMS = ("month", "quarter", "year")
MARGIN = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class MilestoneMark:
    """A milestone on its day; `state` is done, late or open."""

    day: date
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Span:
    """One action along time.

    The bar runs from `start` to `end`: the last approved date, or the day it was done. `original` is the first agreed
    date where the bar's date moved from it, `late_to` the day up to which an overdue action has run over, `asked` the
    new date that waits for approval, `forecast` the owner's own. Without any date, `start` and `end` are None.
    `status` says Overdue where it is, `delivery` says how far it is all the same.
    """

    start: date | None
    end: date | None
    status: Status
    delivery: Status
    original: date | None = None
    late_to: date | None = None
    forecast: date | None = None
    asked: date | None = None
    finished: bool = False
    milestones: tuple[MilestoneMark, ...] = ()
    waits_for: tuple[RecordId, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that is drawn."""
        marks = (self.start, self.end, self.original, self.late_to, self.forecast, self.asked)
        return (*(day for day in marks if day is not None), *(mark.day for mark in self.milestones))


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the heading: its first day, the day after its last, and its name."""

    first: date
    after: date
    name: str


def span_of(snapshot: Snapshot, action: Action, today: date) -> Span:
    """Where an action stands along time on this day."""
    finished = not is_open(action)
    end = action.done if finished and action.done is not None else action.due
    pending = None if finished else pending_extension(action, snapshot.extensions_of(action.id))
    marks = tuple(_milestones(snapshot.milestones_of(action.id), today))
    start = _start(snapshot, action, end, marks)
    return Span(
        start=start,
        end=end,
        status=status_words(action, today, snapshot.plan.key),
        delivery=delivery_status(action.delivery, snapshot.plan.key),
        original=action.original_due if action.original_due != action.due else None,
        late_to=today if is_overdue(action, today) else None,
        forecast=None if finished else action.forecast_due,
        asked=pending.new_due if pending is not None else None,
        finished=finished,
        milestones=marks,
        waits_for=action.waits_for,
    )


def _start(snapshot: Snapshot, action: Action, end: date | None, marks: Iterable[MilestoneMark]) -> date | None:
    """The day work begins: as typed, else when it was agreed, else when the plan was; never after its end."""
    known = action.start or action.agreed or snapshot.plan.agreed
    days = [day for day in (known, end) if day is not None]
    if known is None:
        days += [mark.day for mark in marks]
    return min(days, default=None)


def _milestones(milestones: Iterable[Milestone], today: date) -> Iterator[MilestoneMark]:
    for milestone in milestones:
        day = milestone.done or milestone.due
        if day is not None:
            late = is_milestone_late(milestone, today)
            state = "done" if milestone.done is not None else "late" if late else "open"
            yield MilestoneMark(day, milestone.title or milestone.ref, state)


def span_words(snapshot: Snapshot, action: Action, span: Span, today: date) -> tuple[str, ...]:
    """The span in short sentences, the most telling first."""
    said = [_run(span)]
    if span.original is not None:
        said.append(f"originally {show(span.original)}")
    late = days_overdue(action, today)
    said.append(f"overdue {how_many(late, 'day')}" if late else span.status.word.lower())
    if span.forecast is not None:
        said.append(f"forecast {show(span.forecast)}")
    if span.asked is not None:
        said.append(f"{show(span.asked)} asked for, waits for approval")
    said += [f"milestone {mark.title}, {show(mark.day)}, {mark.state}" for mark in span.milestones]
    waits = snapshot.refs_of(span.waits_for)
    if waits:
        said.append("waits for " + ", ".join(waits))
    return tuple(said)


def _run(span: Span) -> str:
    if span.end is None:
        return f"from {show(span.start)}, no end date" if span.start is not None else "no dates"
    to = "done" if span.finished else "to"
    return f"from {show(span.start)} {to} {show(span.end)}"


class Reach:
    """The days worth scrolling to, kept from write to write: of a changed plan only what changed is looked at again."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._days: Counter[date] = Counter()

    def look(self, snapshot: Snapshot, changed: Iterable[RecordId] | None = None) -> None:
        """Goes by another plan, in which only these records are other than in the one before (None: any may be)."""
        before = self._snapshot
        self._snapshot = snapshot
        if before is None or changed is None:
            self._days = Counter(day for kind in DATED for one in snapshot.of(kind) for day in _dates_of(one))
            return
        for record_id in set(changed):
            self._days.subtract(_dates_of(before.get(record_id)))
            self._days.update(_dates_of(snapshot.get(record_id)))
        self._days = +self._days

    def extent(self, today: date) -> tuple[date, date]:
        """The first and last of them: every dated thing of the actions, and today, with a month round."""
        days = (today, *self._days)
        return (min(days) - MARGIN).replace(day=1), max(days) + MARGIN


DATED = (Kind.ACTION, Kind.MILESTONE, Kind.EXTENSION)


def _dates_of(record: Record | None) -> Iterator[date]:
    """The days on which something of a record is drawn."""
    days: tuple[date | None, ...] = ()
    if isinstance(record, Action):
        days = (record.start, record.agreed, record.due, record.original_due, record.forecast_due, record.done)
    elif isinstance(record, Milestone):
        days = (record.due, record.done)
    elif isinstance(record, Extension):
        days = (record.new_due,)
    return (day for day in days if day is not None)


def bands(first: date, last: date, zoom: str) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
    """The two lines of the heading over these days: months over weeks, years over months, or years over quarters."""
    if zoom == "month":
        return _split(first, last, 1, _long_month), _weeks(first, last)
    lower = _split(first, last, 1, _short_month) if zoom == "quarter" else _split(first, last, 3, _quarter)
    return _split(first, last, 12, _year), lower


def _split(first: date, last: date, months: int, name: Callable[[date], str]) -> tuple[Band, ...]:
    """Stretches of so many months that begin with the year."""
    found = []
    at = date(first.year, (first.month - 1) // months * months + 1, 1)
    while at <= last:
        after = add_months(at, months)
        found.append(Band(at, after, name(at)))
        at = after
    return tuple(found)


def _weeks(first: date, last: date) -> tuple[Band, ...]:
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // 7 + 1
    mondays = (monday + timedelta(weeks=n) for n in range(count))
    return tuple(Band(day, day + timedelta(weeks=1), str(day.day)) for day in mondays)


def _long_month(day: date) -> str:
    return f"{LONG_MONTHS[day.month - 1]} {day.year}"


def _short_month(day: date) -> str:
    return MONTHS[day.month - 1]


def _quarter(day: date) -> str:
    """The quarter by its months: a number would mean one thing by the calendar and another by the financial year."""
    return f"{MONTHS[day.month - 1]}–{MONTHS[day.month + 1]}"


def _year(day: date) -> str:
    return str(day.year)
