"""What falls on which day, as the calendar on screen shows it.

Each dated thing stands once: open and finished actions on their last approved date, milestones, verifications,
evidence to be refreshed, meetings, rounds, the statement with its steps, and what else an inspection asks for by a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.board_dates import closure_days
from tracker.domain.board_rows import source_title
from tracker.domain.calendar import bank_holidays
from tracker.domain.clock import step_due
from tracker.domain.deadlines import is_milestone_late, is_open, is_overdue
from tracker.domain.evidence import is_stale
from tracker.domain.fields import ClockStep
from tracker.domain.ids import RecordId
from tracker.domain.records import Action, Evidence, Kind, Meeting, Milestone, Plan, Round, Verification
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import OUT_OF_FORCE, Status
from tracker.domain.statutory import StatutoryClock, statutory
from tracker.domain.verification import counts, is_check_late, is_to_do

STATEMENT, STEP, DUTY = "statement", "step", "duty"
KINDS: Mapping[str, str] = {
    STATEMENT: "Statement",
    STEP: "Step to the statement",
    DUTY: "Duty",
    Kind.MEETING: "Meeting",
    Kind.ROUND: "Update round",
    Kind.ACTION: "Action due",
    Kind.MILESTONE: "Milestone",
    Kind.VERIFICATION: "Verification",
    Kind.EVIDENCE: "Refresh evidence",
}
"""What an entry of each kind is called, in the order in which a day lists them."""
_ORDER = tuple(KINDS)
_SHAPES: Mapping[str, str] = {
    STATEMENT: "lock", STEP: "half", DUTY: "lock", Kind.MEETING: "circle", Kind.ROUND: "question",
    Kind.ACTION: "ring", Kind.MILESTONE: "diamond", Kind.VERIFICATION: "double tick", Kind.EVIDENCE: "dash",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One thing on one day. `record` is what it is read from, `about` what a person opens to work on it.

    `part` tells the steps of one statement apart, and the duties of one inspection. `late` where its day has passed and
    it is not done; a meeting that was held is done.
    """

    day: date
    kind: str
    ref: str
    record: RecordId
    words: str
    done: bool = False
    late: bool = False
    about: RecordId | None = None
    part: int = 0

    @property
    def key(self) -> str:
        """A name for this entry that stays while the plan is edited (for calendar files)."""
        return f"{self.kind}-{self.record}-{self.part}"

    @property
    def opens(self) -> RecordId:
        """The record to be opened for it."""
        return self.about or self.record

    @property
    def status(self) -> Status:
        """How it is drawn: late and done the same for all kinds, else the kind's own shape."""
        if self.late:
            return Status("triangle", "Late", "bad")
        if self.done:
            return Status("tick", "Held" if self.kind == Kind.MEETING else "Done", "good")
        return Status(_SHAPES[self.kind], KINDS[self.kind], "active")

    @property
    def sentence(self) -> str:
        """The whole entry in words ("Milestone S1, Draft shared, late")."""
        said = f"{KINDS[self.kind]} {self.ref}".strip()
        state = self.status.word.lower() if self.late or self.done else ""
        return ", ".join(part for part in (said, self.words, state) if part)


def agenda(snapshot: Snapshot, today: date, first: date = date.min, last: date = date.max) -> tuple[AgendaEntry, ...]:
    """Everything that falls on the days from `first` to `last`, by day, then kind, then reference."""
    ways = (_statement, _duties, _meetings, _rounds, _actions, _milestones, _verifications, _evidence)
    days = Days(first, last)
    found = (entry for way in ways for entry in way(snapshot, today, days))
    return tuple(sorted(found, key=_place))


def by_day(entries: Iterable[AgendaEntry]) -> dict[date, tuple[AgendaEntry, ...]]:
    """The entries of each day that has any, in their order."""
    found: dict[date, list[AgendaEntry]] = {}
    for entry in entries:
        found.setdefault(entry.day, []).append(entry)
    return {day: tuple(items) for day, items in found.items()}


def day_note(day: date, closed: Iterable[date] = ()) -> str:
    """Why offices are closed on a weekday ("Bank holiday", "Closure day"); "" for weekends and working days."""
    if day in bank_holidays(day.year):
        return "Bank holiday"
    return "Closure day" if day in closed else ""


def step_day(snapshot: Snapshot, step: ClockStep) -> date | None:
    """The day of a step: its own, else so many working days before the statement is due; None while that is unknown."""
    return step_due(step, statement_due(snapshot), closure_days(snapshot.plan))


def statement_due(snapshot: Snapshot) -> date | None:
    """The day the written statement is due: the plan's own date, else the earliest that a document states."""
    if snapshot.plan.respond_by is not None:
        return snapshot.plan.respond_by
    stated = (inspection.respond_by for inspection in snapshot.inspections)
    return min((day for day in stated if day is not None), default=None)


def _statement(snapshot: Snapshot, today: date, days: Days) -> Iterator[AgendaEntry]:
    plan = snapshot.plan
    if plan.respond_by is not None and plan.respond_by in days:
        done = plan.submitted is not None
        words = "Written statement of action due"
        yield AgendaEntry(plan.respond_by, STATEMENT, "", plan.id, words, done, not done and plan.respond_by < today)
    for number, step in enumerate(plan.clock):
        day = step_day(snapshot, step)
        if day is not None and day in days:
            done = step.done is not None or plan.submitted is not None
            yield AgendaEntry(day, STEP, "", plan.id, step.name, done, not done and day < today, part=number)


def _duties(snapshot: Snapshot, today: date, days: Days) -> Iterator[AgendaEntry]:
    """What inspections ask for. Only the answer is known to be given or not, so nothing else is ever late here."""
    plan = snapshot.plan
    for inspection in snapshot.inspections:
        kinds = {r.kind for r in snapshot.recommendations if r.inspection == inspection.id}
        for number, clock in enumerate(statutory(inspection, kinds=kinds)):
            if clock.due is None or clock.due not in days or (clock.rule.answers and clock.due == plan.respond_by):
                continue
            words = f"{clock.rule.what[:1].upper()}{clock.rule.what[1:]}: {source_title(inspection)}"
            done, late = _answered(clock, plan, today)
            yield AgendaEntry(clock.due, DUTY, inspection.ref, inspection.id, words, done, late, part=number)


def _answered(clock: StatutoryClock, plan: Plan, today: date) -> tuple[bool, bool]:
    done = clock.rule.answers and plan.submitted is not None
    return done, clock.rule.answers and not done and clock.due is not None and clock.due < today


def _meetings(snapshot: Snapshot, today: date, days: Days) -> Iterator[AgendaEntry]:
    meeting: Meeting
    for meeting in snapshot.meetings:
        if meeting.held_on is not None and meeting.held_on in days:
            words = meeting.name or meeting.board or "Meeting"
            yield AgendaEntry(meeting.held_on, Kind.MEETING, meeting.ref, meeting.id, words, meeting.held_on < today)


def _rounds(snapshot: Snapshot, today: date, days: Days) -> Iterator[AgendaEntry]:
    asked: Round
    for asked in snapshot.of(Kind.ROUND):
        if asked.due is not None and asked.due in days:
            done = asked.closed_on is not None
            words = f"Updates wanted: {asked.name}" if asked.name else "Updates wanted"
            yield AgendaEntry(asked.due, Kind.ROUND, asked.ref, asked.id, words, done, not done and asked.due < today)


def _actions(snapshot: Snapshot, today: date, days: Days) -> Iterator[AgendaEntry]:
    first, last = days.first, days.last
    for action in snapshot.actions:
        if action.due is not None and first <= action.due <= last and action.delivery not in OUT_OF_FORCE:
            late, done = is_overdue(action, today), not is_open(action)
            yield AgendaEntry(action.due, Kind.ACTION, action.ref, action.id, _titled(action), done, late)


def _milestones(snapshot: Snapshot, today: date, days: Days) -> Iterator[AgendaEntry]:
    milestone: Milestone
    for milestone in snapshot.of(Kind.MILESTONE):
        if milestone.due is None or milestone.due not in days:
            continue
        action: Action | None = snapshot.get(milestone.action)
        if action is not None and action.delivery in OUT_OF_FORCE:
            continue
        words = f"{milestone.title or 'Milestone'}{_of(action)}"
        yield AgendaEntry(
            milestone.due, Kind.MILESTONE, milestone.ref, milestone.id, words,
            milestone.done is not None, is_milestone_late(milestone, today), milestone.action,
        )  # fmt: skip


def _verifications(snapshot: Snapshot, today: date, days: Days) -> Iterator[AgendaEntry]:
    check: Verification
    for check in snapshot.of(Kind.VERIFICATION):
        action: Action | None = snapshot.get(check.action)
        if check.due is not None and check.due in days and (counts(check, action) or not is_to_do(check)):
            words = f"Check that it holds{_of(action)}"
            late = is_check_late(check, action, today)
            yield AgendaEntry(
                check.due, Kind.VERIFICATION, check.ref, check.id, words, not is_to_do(check), late, check.action
            )


def _evidence(snapshot: Snapshot, today: date, days: Days) -> Iterator[AgendaEntry]:
    """Evidence by the day it is to be refreshed; what a newer item replaces is done."""
    replaced = {item.replaces for item in snapshot.evidence if item.replaces is not None}
    item: Evidence
    for item in snapshot.evidence:
        if item.refresh_by is not None and item.refresh_by in days:
            done = item.id in replaced
            words = item.shows or item.file or item.kind or "Evidence"
            late = not done and is_stale(item, today)
            yield AgendaEntry(item.refresh_by, Kind.EVIDENCE, item.ref, item.id, words, done, late)


def _titled(action: Action) -> str:
    return action.title or "Untitled action"


def _of(action: Action | None) -> str:
    return f" ({action.ref} {_titled(action)})" if action is not None else ""


def _place(entry: AgendaEntry) -> tuple[date, int, int, int, str]:
    digits = "".join(letter for letter in entry.ref if letter.isdigit())
    return (entry.day, _ORDER.index(entry.kind), entry.part, int(digits or 0), entry.ref)
