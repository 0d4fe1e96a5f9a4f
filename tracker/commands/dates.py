"""The verbs about dates to be kept: clock, calendar, check."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.commands.context import Context, emit, say, warn
from tracker.domain.dates.closures import days_words
from tracker.domain.dates.dates import show, show_with_weekday
from tracker.errors import UsageError, UserError

if TYPE_CHECKING:
    from tracker.domain.dates.statement_steps import PlannedStep, Statement
    from tracker.services.ports import Store

LONGEST_ALARM = 365
"""How many days before a date a reminder may come."""


def clock(words: Namespace, context: Context) -> int:
    """When the statement is due and the steps to it; with --set, --done and the like, changed first."""
    from tracker.domain.dates.statement_steps import statement
    from tracker.services.dates.statement_steps import as_json

    with context.plan(words.plan) as store:
        _change_clock(store, words, context)
        found = statement(store.snapshot(), context.today)
    emit(as_json(found), words.json)
    if words.json != "-":
        _tell_clock(found)
    return 0


def _change_clock(store: Store, words: Namespace, context: Context) -> None:
    """Makes what was asked of the steps, all in one changeset."""
    from tracker.services.dates import statement_steps as steps

    edits: list[steps.Edit] = [steps.restored] if words.restore else []
    if words.set:
        edits.append(steps.planned(dict(_named(word) for word in words.set)))
    edits += [steps.removed(name) for name in words.remove]
    edits += [steps.marked(name, context.today) for name in words.done]
    edits += [steps.marked(name, None) for name in words.undone]
    if edits:
        with store.begin() as uow:
            steps.change_steps(uow, context.act, edits)


def _named(word: str) -> tuple[str, str]:
    name, equals, said = word.partition("=")
    if not equals or not name.strip() or not said.strip():
        raise UsageError(
            f"“{word}” names no step with a value", 'write --set "Cabinet=5" or --set "Cabinet=2026-03-04"'
        )
    return name, said


def _tell_clock(found: Statement) -> None:
    due = show_with_weekday(found.due) if found.due else "no date is known"
    said = {"plan": "typed for the plan", "stated": "stated in the document", "computed": "computed"}.get(found.basis)
    say(f"written statement due: {due}" + (f" ({said})" if said else ""))
    if found.submitted is not None:
        say(f"submitted {show(found.submitted)}")
    if found.duty is not None:
        say(f"  {found.duty.explanation}")
        say(f"  source: {found.duty.rule.source}; certainty: {found.duty.rule.certainty}")
    for note in found.notes:
        say(f"  {note}")
    for step in found.steps:
        say(_step_line(step))


def _step_line(step: PlannedStep) -> str:
    when = show_with_weekday(step.due) if step.due else "no date"
    how = "day typed" if step.typed else f"{days_words(step.days_before)} before"
    state = f"done {show(step.done)}" if step.done else "late" if step.late else ""
    return "  ".join(part for part in (f"{step.name}:", when, f"({how})", state, *step.notes) if part)


def calendar(words: Namespace, context: Context) -> int:
    """The plan's dates as a calendar file, whole or one person's or agency's."""
    from tracker.app import write_calendar
    from tracker.paths import spare_plans

    if words.alarm is not None and not 0 <= words.alarm <= LONGEST_ALARM:
        raise UserError("a reminder comes some days before a date", f"write --alarm with 0 to {LONGEST_ALARM} days")
    spare_plans(Path(words.out))
    if Path(words.out).suffix.casefold() != ".ics":
        raise UserError(f"{words.out} has no ending of a calendar", "give the file a name that ends in .ics")
    with context.plan(words.plan) as store:
        snapshot = store.snapshot()
    count = write_calendar(snapshot, Path(words.out), context.act, for_name=words.for_name, alarm_days=words.alarm)
    if not count:
        warn("there is no date to keep, so the calendar is empty")
    say(f"wrote {words.out}: {count} date{'' if count == 1 else 's'}")
    return 0


def check(words: Namespace, context: Context) -> int:
    """Records a check of an action: passed, or failed, which re-opens it."""
    from tracker.services.evidence.record_check import record_check

    if words.passed == words.failed:
        raise UsageError("a check is passed or failed", "give one of --passed and --failed")
    with context.plan(words.plan) as store, store.begin() as uow:
        done = record_check(uow, context.act, words.ref, passed=words.passed, note=words.note)
    say(done.refs[0])
    if words.failed and len(done.refs) > 1:
        say(f"{done.refs[1]} is in progress again, and its assurance is “done” at most")
    return 0
