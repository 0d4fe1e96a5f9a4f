"""What falls on which day: what the calendar on screen shows and a calendar file holds.

Each dated thing stands once: open and finished actions on their last approved date, milestones, verifications,
evidence to be refreshed, meetings, rounds, the statement with its steps, and what else an inspection asks for by a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.evidence import is_stale
from tracker.domain.actions.status import OUT_OF_FORCE, Status
from tracker.domain.actions.verification import counts, is_check_late, is_to_do
from tracker.domain.board.board_rows import source_title
from tracker.domain.dates.deadlines import is_milestone_late, is_open, is_overdue
from tracker.domain.dates.statement_steps import SUBMIT, Statement, statement
from tracker.domain.dates.statutory import StatutoryClock, clocks_of
from tracker.domain.dates.working_days import bank_holidays
from tracker.domain.people.people import find_agency, find_person, fold, posts_of
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS as DECLARED
from tracker.domain.plan.records import Action, Agency, Evidence, Kind, Meeting, Milestone, Plan, Round, Verification
from tracker.domain.plan.scope import scope_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun

STATEMENT, STEP, DUTY = "statement", "step", "duty"
KINDS: Mapping[str, str] = {
    STATEMENT: "Statement",
    STEP: "Step to the statement",
    DUTY: "Duty",
    **{kind: DECLARED[kind].name for kind in (Kind.MEETING, Kind.ROUND)},
    Kind.ACTION: f"{DECLARED[Kind.ACTION].name} due",
    **{kind: DECLARED[kind].name for kind in (Kind.MILESTONE, Kind.VERIFICATION)},
    Kind.EVIDENCE: "Refresh evidence",
}
"""What an entry of each kind is called, in the order in which a day lists them."""
STATEMENT_WORDS = "Written statement due"
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

    `part` orders the steps of one statement and the duties of one inspection, `named` tells them apart for good: a
    step by its folded name, a duty by its rule. `late` where its day has passed and it is not done; `done` where
    nobody has to keep it any more, `ended` in a word. `note` says by what rule a day was worked out.
    """

    day: date
    kind: str
    ref: str
    record: RecordId
    words: str
    done: bool
    late: bool = False
    about: RecordId | None = None
    part: int = 0
    named: str = ""
    ended: str = "Done"
    note: str = ""

    @property
    def key(self) -> str:
        """A name for this entry that stays while the plan is edited (for calendar files)."""
        return f"{self.kind}-{self.record}-{self.named}"

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
            return Status("tick", self.ended, "good")
        return Status(_SHAPES[self.kind], KINDS[self.kind], "active")

    @property
    def sentence(self) -> str:
        """The whole entry in words ("Milestone S1, Draft shared, late")."""
        said = f"{KINDS[self.kind]} {self.ref}".strip()
        state = self.status.word.lower() if self.late or self.done else ""
        return ", ".join(part for part in (said, self.words, state) if part)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for: days, and whose (`own` is None for everyone's). `owed` is the plan's statement."""

    snapshot: Snapshot
    today: date
    days: Days
    owed: Statement
    own: frozenset[RecordId] | None

    def wants(self, day: date | None, record: RecordId | None) -> bool:
        """Whether a record's day is asked for."""
        return day is not None and day in self.days and (self.own is None or record in self.own)


def agenda(
    snapshot: Snapshot, today: date, first: date = date.min, last: date = date.max, for_name: str | None = None
) -> tuple[AgendaEntry, ...]:
    """Everything that falls on the days from `first` to `last`, by day, then kind, then reference.

    With `for_name` what one person or agency answers for, and the rounds that ask them. Raises UserError where the plan
    knows nobody of that name.
    """
    own = None if for_name is None else _own(snapshot, for_name)
    asked = _Asked(snapshot, today, Days(first, last), statement(snapshot, today), own)
    ways = (_statement, _duties, _meetings, _rounds, _actions, _milestones, _verifications, _evidence)
    return tuple(sorted((entry for way in ways for entry in way(asked)), key=_place))


def _own(snapshot: Snapshot, name: str) -> frozenset[RecordId]:
    """The actions, evidence and rounds of one person or agency, a person's with those of the roles and teams they hold.

    A round that names nobody asks everyone.
    """
    own = scope_of(snapshot, name).records
    found = find_agency(snapshot, name) or find_person(snapshot, name)
    if isinstance(found, Agency):
        who = {person.id for person in snapshot.people if person.agency == found.id}
    else:
        posts = posts_of(snapshot, found.name if found is not None else name)
        who = {post.id for post in posts}
    rounds = [asking for asking in snapshot.of(Kind.ROUND) if not asking.people or who & set(asking.people)]
    served = (record for kind in (Kind.ACTION, Kind.EVIDENCE) for record in own[kind])
    return frozenset(record.id for record in (*served, *rounds))


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


def _statement(asked: _Asked) -> Iterator[AgendaEntry]:
    """The written statement and the steps planned back from its day, those by default where the plan has none."""
    owed, plan = asked.owed, asked.snapshot.plan
    sent = owed.submitted is not None
    if owed.due is not None and asked.wants(owed.due, plan.id):
        late = not sent and owed.due < asked.today
        yield AgendaEntry(
            owed.due, STATEMENT, "", plan.id, STATEMENT_WORDS, sent, late, named=STATEMENT, note=_by_rule(owed)
        )
    for number, step in enumerate(owed.steps):
        if step.due is not None and asked.wants(step.due, plan.id):
            name = fold(step.name)
            words = "Hand in the statement" if name == fold(SUBMIT) else step.name
            done = step.done is not None or sent
            yield AgendaEntry(step.due, STEP, "", plan.id, words, done, step.late and not done, part=number, named=name)


def _by_rule(owed: Statement) -> str:
    return owed.duty.explanation if owed.duty is not None and owed.basis == "computed" else ""


def _duties(asked: _Asked) -> Iterator[AgendaEntry]:
    """What inspections ask for. Only the answer is known to be given or not, so nothing else is ever late here.

    A duty to answer by the very day of the plan's statement is that statement.
    """
    snapshot, owed = asked.snapshot, asked.owed
    for inspection in snapshot.inspections:
        for number, clock in enumerate(clocks_of(snapshot, inspection)):
            if clock.due is None or not asked.wants(clock.due, inspection.id):
                continue
            if clock.rule.answers and clock.due == owed.due:
                continue
            words = f"{begun(clock.rule.what)}: {source_title(inspection)}"
            done, late = _answered(clock, snapshot.plan, asked.today)
            note = clock.explanation if clock.stated is None else ""
            yield AgendaEntry(
                clock.due, DUTY, inspection.ref, inspection.id, words, done, late,
                part=number, named=clock.rule.id, note=note,
            )  # fmt: skip


def _answered(clock: StatutoryClock, plan: Plan, today: date) -> tuple[bool, bool]:
    done = clock.rule.answers and plan.submitted is not None
    return done, clock.rule.answers and not done and clock.due is not None and clock.due < today


def _meetings(asked: _Asked) -> Iterator[AgendaEntry]:
    """Meetings; one whose day has passed, or whose paper was issued, was held."""
    one: Meeting
    for one in asked.snapshot.meetings:
        if one.held_on is not None and asked.wants(one.held_on, one.id):
            words = one.name or one.board or "Meeting"
            held = one.held_on < asked.today or one.frozen_at is not None
            yield AgendaEntry(one.held_on, Kind.MEETING, one.ref, one.id, words, held, ended="Held")


def _rounds(asked: _Asked) -> Iterator[AgendaEntry]:
    one: Round
    for one in asked.snapshot.of(Kind.ROUND):
        if one.due is not None and asked.wants(one.due, one.id):
            done = one.closed_on is not None
            words = f"Updates wanted: {one.name}" if one.name else "Updates wanted"
            yield AgendaEntry(one.due, Kind.ROUND, one.ref, one.id, words, done, not done and one.due < asked.today)


def _actions(asked: _Asked) -> Iterator[AgendaEntry]:
    for action in asked.snapshot.actions:
        if action.due is not None and asked.wants(action.due, action.id) and action.delivery not in OUT_OF_FORCE:
            late, done = is_overdue(action, asked.today), not is_open(action)
            yield AgendaEntry(action.due, Kind.ACTION, action.ref, action.id, _titled(action), done, late)


def _milestones(asked: _Asked) -> Iterator[AgendaEntry]:
    """Milestones. Those of dropped actions stand nowhere, and nobody has to keep those of finished ones."""
    step: Milestone
    for step in asked.snapshot.of(Kind.MILESTONE):
        if step.due is None or not asked.wants(step.due, step.action):
            continue
        action: Action | None = asked.snapshot.get(step.action)
        if action is not None and action.delivery in OUT_OF_FORCE:
            continue
        over = action is not None and not is_open(action)
        yield AgendaEntry(
            step.due, Kind.MILESTONE, step.ref, step.id, f"{step.title or 'Milestone'}{_of(action)}",
            step.done is not None or over, not over and is_milestone_late(step, asked.today), step.action,
            ended="Done" if step.done is not None else "Action finished",
        )  # fmt: skip


def _verifications(asked: _Asked) -> Iterator[AgendaEntry]:
    check: Verification
    for check in asked.snapshot.of(Kind.VERIFICATION):
        if check.due is None or not asked.wants(check.due, check.action):
            continue
        action: Action | None = asked.snapshot.get(check.action)
        if counts(check, action) or not is_to_do(check):
            words = f"Check that it holds{_of(action)}"
            late = is_check_late(check, action, asked.today)
            yield AgendaEntry(
                check.due, Kind.VERIFICATION, check.ref, check.id, words, not is_to_do(check), late, check.action
            )


def _evidence(asked: _Asked) -> Iterator[AgendaEntry]:
    """Evidence by the day it is to be refreshed, but for what was sent back; what a newer item replaces is done."""
    replaced = {item.replaces for item in asked.snapshot.evidence if item.replaces is not None}
    item: Evidence
    for item in asked.snapshot.evidence:
        if item.refresh_by is not None and item.review != "returned" and asked.wants(item.refresh_by, item.id):
            done = item.id in replaced
            words = item.shows or item.file or item.kind or item.url or "Evidence"
            late = not done and is_stale(item, asked.today)
            yield AgendaEntry(item.refresh_by, Kind.EVIDENCE, item.ref, item.id, words, done, late, ended="Replaced")


def _titled(action: Action) -> str:
    return action.title or "Untitled action"


def _of(action: Action | None) -> str:
    return f" ({action.ref} {_titled(action)})" if action is not None else ""


def _place(entry: AgendaEntry) -> tuple[date, int, int, int, str]:
    digits = "".join(letter for letter in entry.ref if letter.isdigit())
    return (entry.day, _ORDER.index(entry.kind), entry.part, int(digits or 0), entry.ref)
