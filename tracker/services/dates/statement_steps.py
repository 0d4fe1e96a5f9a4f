"""The steps to the written statement: set, ticked off, taken out and brought back to what is usual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain.dates import dates
from tracker.domain.dates.dates import show
from tracker.domain.dates.statement_steps import DEFAULT_STEPS, SUBMIT, Statement, steps_of
from tracker.domain.people.people import fold
from tracker.domain.plan import external
from tracker.domain.plan.fields import ClockStep
from tracker.domain.text.words import one_line
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.listing import clock_row

LONGEST = 260
"""A step stands at most so many working days before the statement, about a year."""


Edit = Callable[[list[ClockStep], date], None]
"""What is done to the steps of a plan in place, on a day."""


def change_steps(uow: UnitOfWork, act: Act, edits: Iterable[Edit]) -> Done:
    """Makes several edits of the steps as one changeset. Handing in is noted on the plan itself too."""
    context = context_of(uow, act)
    before = steps_of(context.snapshot.plan)
    steps = list(before)
    for edit in edits:
        edit(steps, context.act.today)
    was, now = _handed_in(before), _handed_in(steps)
    more = {"submitted": now[0]} if was and now and was != now else {}
    return _write(context, _checked(steps), **more)


def _handed_in(steps: Sequence[ClockStep]) -> list[date | None]:
    return [step.done for step in steps if fold(step.name) == fold(SUBMIT)]


def planned(wanted: Mapping[str, str | int | date]) -> Edit:
    """Plans steps by name: a number is working days before the statement is due, anything else a day of its own.

    A name that is not there yet becomes a step of its own, before the last one.
    """

    def edit(steps: list[ClockStep], _today: date) -> None:
        for name, said in wanted.items():
            place = _place(steps, name)
            if place is None:
                steps.insert(max(0, len(steps) - 1), _planned(ClockStep(one_line(name)), said))
            else:
                steps[place] = _planned(steps[place], said)

    return edit


def marked(name: str, on: date | None) -> Edit:
    """Says that a step was done on a day, or (None) that it was not."""

    def edit(steps: list[ClockStep], today: date) -> None:
        if on is not None and on > today:
            raise UserError(f"{show(on)} is in the future, so nothing was done on it", "give the day it was done")
        place = _known(steps, name)
        steps[place] = replace(steps[place], done=on)

    return edit


def renamed(name: str, new: str) -> Edit:
    """Calls a step something else."""

    def edit(steps: list[ClockStep], _today: date) -> None:
        place = _known(steps, name)
        steps[place] = replace(steps[place], name=new)

    return edit


def removed(name: str) -> Edit:
    """Takes a step out. The last one stays: a statement is always handed in."""

    def edit(steps: list[ClockStep], _today: date) -> None:
        place = _known(steps, name)
        if len(steps) == 1:
            raise UserError("the last step stays", "change its name or its day instead")
        del steps[place]

    return edit


def restored(steps: list[ClockStep], _today: date) -> None:
    """Brings back the usual steps; what was done of them stays done."""
    done = {fold(step.name): step.done for step in steps}
    steps[:] = [replace(step, done=done.get(fold(step.name))) for step in DEFAULT_STEPS]


def as_json(found: Statement) -> dict[str, Any]:
    """The statement and its steps as a plain object."""
    return {
        "due": external.plain(found.due),
        "basis": found.basis or None,
        "inspection": found.inspection.ref if found.inspection is not None else None,
        "duty": clock_row(found.duty) if found.duty is not None else None,
        "submitted": external.plain(found.submitted),
        "warnings": list(found.notes),
        "steps": [
            {
                "name": step.name,
                "days_before": step.days_before,
                "due": external.plain(step.due),
                "typed": step.typed,
                "done": external.plain(step.done),
                "late": step.late,
                "impossible": step.impossible,
                "working_days": step.working_days,
                "warnings": list(step.notes),
            }
            for step in found.steps
        ],
    }


def _write(context: Context, steps: Sequence[ClockStep], **more: Any) -> Done:
    """Keeps the steps; whether the statement was handed in is kept by the plan alone."""
    kept = tuple(replace(step, done=None) if fold(step.name) == fold(SUBMIT) else step for step in steps)
    context.uow.put(replace(context.snapshot.plan, clock=() if kept == DEFAULT_STEPS else kept, **more))
    return Done(commit(context, "edit", "Steps to the statement"))


def _planned(step: ClockStep, said: str | int | date) -> ClockStep:
    if isinstance(said, date):
        return replace(step, due=said)
    words = one_line(str(said))
    if words.isdigit():
        return replace(step, days_before=int(words), due=None)
    return replace(step, due=dates.parse(words))


def _checked(steps: Sequence[ClockStep]) -> tuple[ClockStep, ...]:
    tidied = tuple(replace(step, name=one_line(step.name)) for step in steps)
    seen: set[str] = set()
    for step in tidied:
        if not step.name:
            raise UserError("a step needs a name", "say what is done, such as “Cabinet”")
        if fold(step.name) in seen:
            raise UserError(f"there is a step “{step.name}” already", "give it a name of its own")
        if not 0 <= step.days_before <= LONGEST:
            raise UserError(
                f"“{step.name}” cannot stand {step.days_before} working days before",
                f"give a number from 0 to {LONGEST}",
            )
        seen.add(fold(step.name))
    return tidied


def _place(steps: Sequence[ClockStep], name: str) -> int | None:
    return next((place for place, step in enumerate(steps) if fold(step.name) == fold(name)), None)


def _known(steps: Sequence[ClockStep], name: str) -> int:
    place = _place(steps, name)
    if place is None:
        raise UserError(f"there is no step “{one_line(name)}”", "there are " + ", ".join(s.name for s in steps))
    return place
