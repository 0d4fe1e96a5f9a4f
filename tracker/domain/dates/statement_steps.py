"""The clock of the plan's written statement: when it is due, by what duty, and the steps planned back from that day.

Most councils take a statement through partners, scrutiny and cabinet before it is handed in, and each of these meets on
days of its own with papers out five clear working days before (Local Government Act 1972 s100B). So each step stands so
many working days before the day the statement is due, unless a day is typed for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.dates.closures import closure_days
from tracker.domain.dates.dates import show
from tracker.domain.dates.statutory import StatutoryClock, clocks_of, non_working_warning
from tracker.domain.dates.working_days import (
    add_working_days,
    is_working_day,
    previous_working_day,
    working_days_between,
)
from tracker.domain.people.people import fold
from tracker.domain.plan.fields import ClockStep
from tracker.domain.plan.records import Inspection, Plan
from tracker.domain.plan.snapshot import Snapshot

SUBMIT = "Submit"
DEFAULT_STEPS = (
    ClockStep("Draft", 45),
    ClockStep("Partner sign-off", 30),
    ClockStep("Scrutiny papers out", 26),
    ClockStep("Scrutiny", 20),
    ClockStep("Cabinet papers out", 11),
    ClockStep("Cabinet", 5),
    ClockStep(SUBMIT, 1),
)
"""The steps where a plan has none of its own. Papers go out five clear working days before the meeting they are for."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step on the way to the statement, with its day worked out.

    `typed` where a person named the day; `late` where it is past and not done; `impossible` where the day lay before
    the report arrived. `working_days` is how far off it is, negative where it is past. `notes` are sentences on what
    is wrong with the day.
    """

    name: str
    days_before: int
    due: date | None
    typed: bool
    done: date | None
    late: bool
    impossible: bool
    working_days: int | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """The plan's written statement: its day, the duty that asks for it, and its steps.

    `duty` is None where the day was typed and no rule is known. `basis` is "stated" (in the document), "plan" (typed
    for the plan), "computed" or "" where no day is known.
    """

    due: date | None
    basis: str
    duty: StatutoryClock | None
    inspection: Inspection | None
    submitted: date | None
    notes: tuple[str, ...]
    steps: tuple[PlannedStep, ...]

    @property
    def received(self) -> date | None:
        """The day the clock began, where it is known."""
        return self.duty.counted_from if self.duty is not None else None


def statement(snapshot: Snapshot, today: date) -> Statement:
    """The statement that the plan owes, as it stands on a day.

    The date typed for the plan wins, then the earliest that a document states, then the earliest that a rule gives.
    """
    plan = snapshot.plan
    closed = closure_days(plan)
    found = duties(snapshot)
    inspection, duty = _governing(plan, found)
    due = plan.respond_by or (duty.due if duty is not None else None)
    begun = duty.counted_from if duty is not None else None
    return Statement(
        due=due,
        basis=_basis(plan, due, duty),
        duty=duty,
        inspection=inspection,
        submitted=plan.submitted,
        notes=_notes(due, duty, closed),
        steps=tuple(_planned(step, plan, due, begun, today) for step in steps_of(plan)),
    )


def duties(snapshot: Snapshot) -> tuple[tuple[Inspection, StatutoryClock], ...]:
    """The duty to answer of each inspection that brings one, in the plan's order."""
    return tuple(
        (inspection, clock)
        for inspection in snapshot.inspections
        for clock in clocks_of(snapshot, inspection)
        if clock.rule.answers
    )


def steps_of(plan: Plan) -> tuple[ClockStep, ...]:
    """The plan's own steps, or those by default; handing in is done when the plan says it was submitted."""
    return tuple(
        replace(step, done=plan.submitted) if fold(step.name) == fold(SUBMIT) else step
        for step in plan.clock or DEFAULT_STEPS
    )


def step_due(step: ClockStep, due: date | None, closed: Collection[date]) -> date | None:
    """The day of a step: the one typed, else so many working days before the statement is due."""
    if step.due is not None or due is None:
        return step.due
    if step.days_before == 0 and not is_working_day(due, closed):
        return previous_working_day(due, closed)
    return add_working_days(due, -step.days_before, closed)


def _governing(
    plan: Plan, found: tuple[tuple[Inspection, StatutoryClock], ...]
) -> tuple[Inspection | None, StatutoryClock | None]:
    """The duty that the statement answers: one of the plan's own date, else the earliest stated, else computed."""
    dated = [(inspection, clock) for inspection, clock in found if clock.due is not None]
    own = [pair for pair in dated if plan.respond_by is not None and plan.respond_by in (pair[1].stated, pair[1].due)]
    stated = [pair for pair in dated if pair[1].stated is not None]
    for pairs in (own, stated, dated):
        if pairs:
            return min(pairs, key=lambda pair: pair[1].due or date.max)
    return found[0] if found else (None, None)


def _basis(plan: Plan, due: date | None, duty: StatutoryClock | None) -> str:
    if due is None:
        return ""
    if duty is not None and due == duty.stated:
        return "stated"
    return "plan" if plan.respond_by is not None else "computed"


def _notes(due: date | None, duty: StatutoryClock | None, closed: Collection[date]) -> tuple[str, ...]:
    """What to beware of in the statement's day, in sentences."""
    warning = non_working_warning(due, closed) if due is not None else ""
    said = [warning, *(duty.warnings if duty is not None and due == duty.due else ())]
    if duty is not None and duty.computed is not None and due is not None and duty.computed != due:
        said.append(f"By the rule it would be due on {show(duty.computed)}; the date given counts")
    return tuple(dict.fromkeys(text if text.endswith(".") else f"{text}." for text in said if text))


def _planned(step: ClockStep, plan: Plan, due: date | None, begun: date | None, today: date) -> PlannedStep:
    closed = closure_days(plan)
    day = step_due(step, due, closed)
    open_ = step.done is None
    impossible = open_ and day is not None and begun is not None and day < begun
    notes = []
    if impossible and begun is not None:
        notes.append(f"It had passed when the clock began on {show(begun)}.")
    if day is not None and step.due is not None:
        warning = non_working_warning(day, closed)
        notes += [f"{warning}."] if warning else []
        notes += [f"That is after the statement is due on {show(due)}."] if due is not None and day > due else []
    late = open_ and day is not None and day < today and plan.submitted is None
    away = working_days_between(today, day, closed) if day is not None else None
    typed = step.due is not None
    return PlannedStep(step.name, step.days_before, day, typed, step.done, late, impossible, away, tuple(notes))
