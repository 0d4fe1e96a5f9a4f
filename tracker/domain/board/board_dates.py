"""The dates a board must not miss: statements due by law or by letter, and meetings ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.domain.board.board_rows import source_title
from tracker.domain.dates.closures import closure_days, days_words
from tracker.domain.dates.statutory import StatutoryClock, clocks_of, non_working_warning
from tracker.domain.dates.working_days import working_days_between
from tracker.domain.plan.records import Inspection, Plan
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun, how_many

YEAR: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One date by which something must be handed in: what, to whom, how long that is, and what to beware of."""

    label: str
    source: str
    on: date | None
    words: str
    notes: tuple[str, ...]
    answers: bool
    handed_in: bool
    long_past: bool = False
    """Whether another report's date is so long past that it stands among the dates alone."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting still to come."""

    ref: str
    name: str
    held_on: date
    words: str


def deadline_rows(snapshot: Snapshot, today: date) -> tuple[DeadlineRow, ...]:
    """The statement the plan owes and the duties each inspection brings, the plan's own first, then by date."""
    plan, closed = snapshot.plan, closure_days(snapshot.plan)
    own = [_own(plan, today, closed)] if plan.respond_by else []
    duties = [
        _duty(clock, inspection, plan, today, closed)
        for inspection in snapshot.inspections
        for clock in clocks_of(snapshot, inspection)
        if clock.due is not None and not (clock.rule.answers and clock.due == plan.respond_by)
    ]
    return (*own, *sorted(duties, key=lambda row: row.on or date.max))


def _own(plan: Plan, today: date, closed: frozenset[date]) -> DeadlineRow:
    due = plan.respond_by
    warning = non_working_warning(due, closed) if due else ""
    words = _outcome(plan, due, today, closed)
    return DeadlineRow(
        "Written statement of action", "", due, words, (_sentence(warning),) if warning else (), True, _is_in(plan)
    )


def _duty(
    clock: StatutoryClock, inspection: Inspection, plan: Plan, today: date, closed: frozenset[date]
) -> DeadlineRow:
    words = _outcome(plan, clock.due, today, closed) if clock.rule.answers else _away(clock.due, today, closed)
    notes = tuple(_sentence(note) for note in (clock.explanation, *clock.warnings) if note)
    label = begun(clock.rule.what)
    done = clock.rule.answers and _is_in(plan)
    past = clock.due is not None and clock.due < today - YEAR
    return DeadlineRow(label, source_title(inspection), clock.due, words, notes, clock.rule.answers, done, past)


def _is_in(plan: Plan) -> bool:
    return plan.submitted is not None


def _outcome(plan: Plan, due: date | None, today: date, closed: frozenset[date]) -> str:
    """Whether the statement was handed in, and if not, how long there is."""
    if plan.submitted is None or due is None:
        return _away(due, today, closed)
    late = working_days_between(due, plan.submitted, closed)
    if plan.submitted <= due:
        return "submitted in time"
    return f"submitted {days_words(late)} late" if late > 0 else "submitted after it"


def _away(due: date | None, today: date, closed: frozenset[date]) -> str:
    if due is None or due == today:
        return "today" if due else ""
    if due < today - YEAR:
        return f"over {how_many((today - due).days // YEAR.days, 'year')} ago"
    days = working_days_between(today, due, closed)
    return f"in {days_words(days)}" if due > today else f"{days_words(-days)} ago"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def upcoming(snapshot: Snapshot, today: date) -> tuple[MeetingRow, ...]:
    """The meetings from today on, soonest first."""
    closed = closure_days(snapshot.plan)
    ahead = ((m, m.held_on) for m in snapshot.meetings if m.held_on is not None and m.held_on >= today)
    rows = [MeetingRow(m.ref, m.name or m.board or m.ref, held, _away(held, today, closed)) for m, held in ahead]
    return tuple(sorted(rows, key=lambda row: row.held_on))
