"""What waits for one person: what is late, due, to be decided, sent back or asked, and what can be done about each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from tracker.domain.actions.evidence import is_to_check
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import (
    day_words,
    days_overdue,
    is_due_within,
    is_fixed,
    is_open,
    is_overdue,
    is_quiet,
    ordinal,
    pending_extension,
    quiet_words,
    times_moved,
)
from tracker.domain.meetings.rounds import PersonReturn, is_update_awaited, open_rounds, returns
from tracker.domain.people.people import find_person, posts_of
from tracker.domain.people.signed import Accounts, signed_by
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import (
    Action,
    Challenge,
    Evidence,
    Extension,
    Kind,
    Record,
    Round,
    Verification,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.domain.work.deciders import Deciders

AHEAD_DAYS = 28
"""So many days ahead count as soon."""


class Step(StrEnum):
    """What can be done about a job, where it stands."""

    UPDATE = "update"
    ATTACH = "attach"
    SET_DATE = "set the date"
    ASK_DATE = "ask for a new date"
    COMPLETE = "mark complete"
    APPROVE = "approve"
    REFUSE = "refuse"
    ACCEPT = "accept"
    SEND_BACK = "send back"
    PASSED = "passed"
    FAILED = "failed"
    ANSWER = "answer"
    CONTENT = "content"
    NIL_RETURN = "nothing to report"


LATER = "later"
"""The part of what is somebody's and waits for nothing yet: there to be found, not counted."""


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that waits. `record` is what the steps act on (of a return, whose it is), `shown` what is opened."""

    record: RecordId
    shown: RecordId
    ref: str
    title: str
    facts: tuple[str, ...]
    steps: tuple[Step, ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Jobs of one sort under their heading."""

    key: str
    title: str
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class MyWork:
    """All that waits for one person: the parts that hold something, and what is next where none does."""

    who: str
    known: bool
    parts: tuple[Part, ...]
    next: str

    @property
    def count(self) -> int:
        """How many jobs wait; what is theirs but for later does not."""
        return sum(len(part.jobs) for part in self.parts if part.key != LATER)


def my_work(snapshot: Snapshot, who: str, today: date, *, leads: bool = False) -> MyWork:
    """What waits for the person of this name on a day. Whoever `leads` the plan may decide all that waits in it."""
    mine = frozenset(person.id for person in posts_of(snapshot, who))
    actions = [one for one in snapshot.actions if is_open(one) and (one.owner in mine or one.accountable in mine)]
    deciders = Deciders(snapshot, who, mine, leads)
    late, due = tuple(_late(snapshot, actions, mine, today)), tuple(_due(snapshot, actions, mine, today))
    listed = {job.record for job in (*late, *due)}
    asked = tuple(_asked(snapshot, mine, listed, today))
    listed.update(job.record for job in asked)
    parts = (
        Part("late", "Late and yours", late),
        Part("due", "Due in four weeks", due),
        Part("decide", "Waiting for your decision", tuple(_decisions(snapshot, deciders, today))),
        Part("back", "Sent back to you", tuple(_sent_back(snapshot, deciders, mine, today))),
        Part("asked", "Asked of you", asked),
        Part(LATER, "Yours, for later", tuple(_later(snapshot, actions, mine, listed, today))),
    )
    known = find_person(snapshot, who) is not None
    return MyWork(who, known, tuple(part for part in parts if part.jobs), next_words(snapshot, who, today))


# Late and due


def _late(snapshot: Snapshot, actions: list[Action], mine: frozenset[RecordId], today: date) -> Iterator[Job]:
    for action in sorted((one for one in actions if is_overdue(one, today)), key=_by_due):
        late = f"{how_many(days_overdue(action, today), 'day')} late, was due {show(action.due)}"
        yield _of_action(snapshot, action, mine, today, late)


def _due(snapshot: Snapshot, actions: list[Action], mine: frozenset[RecordId], today: date) -> Iterator[Job]:
    soon = [one for one in actions if is_due_within(one, today, AHEAD_DAYS)]
    for action in sorted(soon, key=_by_due):
        assert action.due is not None
        yield _of_action(snapshot, action, mine, today, f"due {show(action.due)}, {in_days((action.due - today).days)}")
    for action in actions:
        if action.due is None:
            yield _of_action(snapshot, action, mine, today, "no date yet")


def _later(
    snapshot: Snapshot, actions: list[Action], mine: frozenset[RecordId], listed: Container[RecordId], today: date
) -> Iterator[Job]:
    for action in sorted((one for one in actions if one.id not in listed), key=_by_due):
        yield _of_action(snapshot, action, mine, today, f"due {show(action.due)}")


def _by_due(action: Action) -> tuple[date, int]:
    return (action.due or date.max, action.position)


def in_days(days: int) -> str:
    """How far ahead a day is ("today", "tomorrow", "in 9 days")."""
    return {0: "today", 1: "tomorrow"}.get(days) or f"in {how_many(days, 'day')}"


def _of_action(snapshot: Snapshot, action: Action, mine: frozenset[RecordId], today: date, when: str) -> Job:
    waiting = pending_extension(action, snapshot.extensions_of(action.id))
    facts = [when]
    if waiting is not None:
        facts.append(f"{show(waiting.new_due)} was asked for and waits for approval")
    if is_update_awaited(snapshot, action):
        by = min((one.due for one in open_rounds(snapshot) if one.due is not None), default=None)
        facts.append("an update is asked for" + (f" by {show(by)}" if by else ""))
    updates = snapshot.updates_for(action.id)
    facts += _done_today(snapshot, action, today)
    if is_quiet(action, updates, today, snapshot.plan.quiet_weeks):
        facts.append(quiet_words(action, updates))
    if action.owner not in mine:
        owner = snapshot.name_of(action.owner)
        facts.append(f"you answer for it; {owner} owns it" if owner else "you answer for it; nobody owns it")
    dated = () if waiting is not None else (Step.ASK_DATE,) if is_fixed(action) else (Step.SET_DATE,)
    steps = (Step.UPDATE, Step.ATTACH, *dated, Step.COMPLETE)
    return Job(action.id, action.id, action.ref, action.title, tuple(facts), steps, is_overdue(action, today))


def _done_today(snapshot: Snapshot, action: Action, today: date) -> Iterator[str]:
    """What was said and attached today: an action that is late stays so, and this shows that it was not in vain."""
    if any(one.dated == today for one in snapshot.updates_for(action.id)):
        yield "updated today"
    attached = sum(one.added_on == today for one in snapshot.evidence_for(action.id))
    if attached:
        yield f"{how_many(attached, 'piece')} of evidence attached today"


# To be decided


def _decisions(snapshot: Snapshot, deciders: Deciders, today: date) -> Iterator[Job]:
    for extension in snapshot.of(Kind.EXTENSION):
        action = snapshot.get(extension.action)
        if extension.state == "pending" and action is not None and is_open(action) and deciders.dates(extension):
            yield _new_date(snapshot, extension, action)
    for item in snapshot.evidence:
        if is_to_check(item) and deciders.evidence(item):
            yield _to_check(snapshot, item)
    for check in snapshot.of(Kind.VERIFICATION):
        if deciders.check(check, today):
            yield _check_due(snapshot, check, today)
    for question in snapshot.challenges:
        if question.state == "open" and deciders.answers(question):
            yield _question(snapshot, question, (Step.ANSWER,))
        elif question.state == "answered" and deciders.asked(question):
            answer = f"answered by {question.answered_by}: “{question.answer}”"
            yield _question(snapshot, question, (Step.CONTENT, Step.ANSWER), answer)


def with_accounts(snapshot: Snapshot, job: Job, accounts: Accounts) -> Job:
    """A job that is to be decided with the accounts behind its names; any other as it is."""
    record, action = snapshot.get(job.record), snapshot.get(job.shown)
    if isinstance(record, Extension) and action is not None and Step.APPROVE in job.steps:
        return _new_date(snapshot, record, action, accounts)
    return _to_check(snapshot, record, accounts) if isinstance(record, Evidence) and Step.ACCEPT in job.steps else job


def _new_date(snapshot: Snapshot, extension: Extension, action: Action, accounts: Accounts | None = None) -> Job:
    number = ordinal(1 + times_moved(action, snapshot.extensions_of(action.id)))
    moved = _moved(extension, action)
    who = signed_by(extension, "asked_by", accounts or {})
    asked = f"{who or 'somebody'} asks for {show(extension.new_due)} in place of "
    facts = (
        f"{asked}{show(extension.old_due) or 'no date'}: {moved}{number} extension",
        f"“{extension.reason}”" if extension.reason else "no reason given",
    )
    return Job(extension.id, action.id, action.ref, action.title, facts, (Step.APPROVE, Step.REFUSE))


def _moved(extension: Extension, action: Action) -> str:
    """By how many days a request moves the date that was first agreed ("+59 days, "); "" where one is missing."""
    first = action.original_due or extension.old_due
    if first is None or extension.new_due is None:
        return ""
    return f"{day_words((extension.new_due - first).days)}, "


def _to_check(snapshot: Snapshot, item: Evidence, accounts: Accounts | None = None) -> Job:
    served = ", ".join(snapshot.refs_of(item.targets))
    added = f"evidence for {served}, added by {signed_by(item, 'added_by', accounts or {}) or 'nobody named'}"
    facts = (added + (f" on {show(item.added_on)}" if item.added_on else ""), item.file or item.url or "")
    words = ": ".join(part for part in (item.kind, item.shows) if part)
    return Job(item.id, item.id, item.ref, words, tuple(filter(None, facts)), (Step.ACCEPT, Step.SEND_BACK))


def _check_due(snapshot: Snapshot, check: Verification, today: date) -> Job:
    action = snapshot.get(check.action)
    assert check.due is not None
    late = (today - check.due).days
    when = f"check due {show(check.due)}" + (f", {how_many(late, 'day')} late" if late else "")
    months = f"{how_many(check.months, 'month')} after it was done: does it still hold?" if check.months else ""
    facts = (when, months or "was it done?")
    return Job(check.id, action.id, action.ref, action.title, facts, (Step.PASSED, Step.FAILED), bool(late))


def _question(snapshot: Snapshot, question: Challenge, steps: tuple[Step, ...], more: str = "") -> Job:
    about = ", ".join(snapshot.refs_of(question.targets))
    asked = f"asked by {question.asked_by or 'nobody named'}"
    on = f" on {show(question.asked_on)}" if question.asked_on else ""
    facts = (f"{asked}{on}" + (f", about {about}" if about else ""), more)
    return Job(question.id, question.id, question.ref, question.question, tuple(filter(None, facts)), steps)


# Sent back


def _sent_back(snapshot: Snapshot, deciders: Deciders, mine: frozenset[RecordId], today: date) -> Iterator[Job]:
    replaced = {item.replaces for item in snapshot.evidence}
    for item in snapshot.evidence:
        if item.review == "returned" and item.id not in replaced and _brought(snapshot, deciders, item, mine):
            yield _returned(snapshot, item)
    for extension in snapshot.of(Kind.EXTENSION):
        action = snapshot.get(extension.action)
        if action is not None and _is_refused(snapshot, extension, action) and deciders.is_me(extension.asked_by):
            yield _refused(extension, action, today)
    for question in snapshot.challenges:
        if question.state == "open" and question.answer and deciders.is_me(question.answered_by):
            yield _question(snapshot, question, (Step.ANSWER,), f"not content with: “{question.answer}”")


def _brought(snapshot: Snapshot, deciders: Deciders, item: Evidence, mine: frozenset[RecordId]) -> bool:
    owns = any(getattr(snapshot.get(target), "owner", None) in mine for target in item.targets)
    return owns or deciders.is_me(item.added_by)


def _returned(snapshot: Snapshot, item: Evidence) -> Job:
    served = next((target for target in item.targets if snapshot.get(target) is not None), item.id)
    note = f": “{item.review_note}”" if item.review_note else ""
    facts = (f"evidence for {', '.join(snapshot.refs_of(item.targets))}",
             f"sent back by {item.reviewed_by} on {show(item.reviewed_on)}{note}")  # fmt: skip
    words = ": ".join(part for part in (item.kind, item.shows) if part)
    return Job(item.id, served, item.ref, words, facts, (Step.ATTACH,))


def _is_refused(snapshot: Snapshot, extension: Extension, action: Action) -> bool:
    """Whether a request was the last of its action and was refused, so that whoever asked must do something else."""
    asked = snapshot.extensions_of(action.id)
    return extension.state == "refused" and is_open(action) and bool(asked) and asked[-1].id == extension.id


def _refused(extension: Extension, action: Action, today: date) -> Job:
    note = f": “{extension.decision_note}”" if extension.decision_note else ""
    facts = (
        f"{show(extension.new_due)} was refused by {extension.decided_by} on {show(extension.decided_on)}{note}",
        f"it is still due {show(action.due)}" if action.due else "it has no date",
    )
    steps = (Step.UPDATE, Step.ASK_DATE, Step.COMPLETE)
    return Job(action.id, action.id, action.ref, action.title, facts, steps, is_overdue(action, today))


# Asked in a round


def _asked(snapshot: Snapshot, mine: frozenset[RecordId], listed: Container[RecordId], today: date) -> Iterator[Job]:
    """Each return of this person that is not in: what is left to answer, and the actions not listed above."""
    for asked in open_rounds(snapshot):
        for own in returns(snapshot, asked, today) if mine.intersection(asked.people) else ():
            if own.person in mine and own.outstanding:
                yield _return(asked, own, today)
                for action in map(snapshot.by_ref, own.outstanding):
                    if isinstance(action, Action) and action.id not in listed:
                        yield _of_action(snapshot, action, mine, today, f"due {show(action.due)}")


def _return(asked: Round, own: PersonReturn, today: date) -> Job:
    late = asked.due is not None and asked.due < today
    by = f"wanted by {show(asked.due)}" + (", which has passed" if late else "") if asked.due else ""
    facts = (by, f"still to answer: {', '.join(own.outstanding)}", f"“{asked.note}”" if asked.note else "")
    title = f"{asked.name}: {len(own.outstanding)} of {how_many(len(own.asked), 'action')} still to answer"
    return Job(own.person, asked.id, asked.ref, title, tuple(filter(None, facts)), (Step.NIL_RETURN,), late)


# What is next


def next_words(snapshot: Snapshot, who: str, today: date) -> str:
    """What comes next for a person, or what makes something come, in a sentence."""
    if not snapshot.recommendations and not snapshot.findings and not snapshot.actions:
        return "The plan is empty. Import the report, and its recommendations stand here to be answered."
    if not snapshot.actions:
        return "No action is written yet. Choose a recommendation and press N to say what will be done."
    mine = frozenset(person.id for person in posts_of(snapshot, who))
    ahead = [one for one in snapshot.actions if is_open(one) and one.owner in mine and one.due is not None]
    later = [one for one in ahead if one.due is not None and one.due > today + timedelta(days=AHEAD_DAYS)]
    if later:
        first = min(later, key=_by_due)
        return f"Next is {first.ref} {first.title}, due {show(first.due)}."
    if any(one.owner in mine for one in snapshot.actions if is_open(one)):
        return "Nothing of yours falls due after that."
    unowned = sum(one.owner is None for one in snapshot.actions if is_open(one))
    free = f" {how_many(unowned, 'open action')} {'has' if unowned == 1 else 'have'} no owner." if unowned else ""
    return f"No open action names {who} as its owner.{free} An action is yours once its owner says your name."


def concerned(snapshot: Snapshot, who: str) -> frozenset[RecordId]:
    """The records a person hears of when others change them: what they own or answer for, and what hangs on it."""
    mine = frozenset(person.id for person in posts_of(snapshot, who))
    leading = [subject.id for subject in snapshot.subjects if subject.owner in mine]
    own = [action for action in snapshot.actions if action.owner in mine or action.accountable in mine]
    own += [action for subject in leading for action in snapshot.actions_for(subject)]
    found = {*leading, *(action.id for action in own)}
    hanging = {record for one in found for record in _hanging(snapshot, one)}
    return frozenset({*found, *hanging, *(target for action in own for target in action.targets)})


def _hanging(snapshot: Snapshot, record: RecordId) -> Iterator[RecordId]:
    kinds: Iterable[Iterable[Record]] = (
        snapshot.updates_for(record), snapshot.extensions_of(record), snapshot.evidence_for(record),
        snapshot.milestones_of(record), snapshot.verifications_of(record), snapshot.challenges_for(record),
        snapshot.measures_for(record),
    )  # fmt: skip
    for records in kinds:
        yield from (one.id for one in records)


def as_json(work: MyWork) -> dict[str, Any]:
    """What waits as plain JSON values, by reference."""
    return {
        "who": work.who,
        "known": work.known,
        "next": work.next,
        "parts": [
            {"key": part.key, "title": part.title, "count": len(part.jobs), "jobs": [_job_json(j) for j in part.jobs]}
            for part in work.parts
        ],
    }


def _job_json(job: Job) -> dict[str, Any]:
    steps = [step.value for step in job.steps]
    return {"ref": job.ref, "title": job.title, "facts": list(job.facts), "late": job.late, "steps": steps}
