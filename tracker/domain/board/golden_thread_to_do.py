"""What is still to do about a recommendation: open work, dates to decide, evidence to check, questions to answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.evidence import is_checked, is_empty, is_stale
from tracker.domain.actions.measures import latest_reading
from tracker.domain.actions.status import in_force
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import (
    days_overdue,
    is_milestone_late,
    is_open,
    is_overdue,
    milestone_moved_words,
    pending_extension,
)
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Challenge, Evidence, Measure, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many, says_something


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing still to do: `what` is its sort, `id` the record to open, `on` its day where it has one."""

    what: str
    id: RecordId
    ref: str
    words: str
    on: date | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside the actions: evidence, measures and questions."""

    evidence: Sequence[Evidence]
    measures: Sequence[Measure]
    challenges: Sequence[Challenge]


def to_do(
    snapshot: Snapshot,
    subject: Subject,
    actions: Sequence[Action],
    around: Around,
    today: date,
) -> tuple[ToDo, ...]:
    """What is still to do, what is late first, then by day; nothing where it was decided not to be done."""
    if subject.delivery:
        return ()
    counting = in_force(actions)
    found = [
        *_actions(snapshot, counting, today),
        *_checks(snapshot, counting, today),
        *_evidence(around.evidence, today),
        *_measures(snapshot, around.measures, today),
        *_questions(around.challenges),
        *_missing(subject, counting, around.measures),
    ]
    return tuple(sorted(found, key=_by_urgency))


def _by_urgency(item: ToDo) -> tuple[bool, bool, date]:
    return not item.overdue, item.on is None, item.on or date.max


def _actions(snapshot: Snapshot, actions: Iterable[Action], today: date) -> Iterator[ToDo]:
    for action in actions:
        if is_open(action):
            yield _open(snapshot, action, today)
            for step in snapshot.milestones_of(action.id):
                if step.done is None:
                    late = is_milestone_late(step, today)
                    moved = milestone_moved_words(step)
                    words = f"{step.title} (step of {action.ref}{f'; {moved}' if moved else ''})"
                    yield ToDo("milestone", action.id, step.ref, words, step.due, late)
        asked = pending_extension(action, snapshot.extensions_of(action.id))
        if asked is not None:
            words = f"Decide on the new date for {action.ref}, {show(asked.new_due)}, asked by {asked.asked_by}"
            yield ToDo("new date", action.id, asked.ref, words)


def _open(snapshot: Snapshot, action: Action, today: date) -> ToDo:
    owner = snapshot.name_of(action.owner) or "no owner"
    late = days_overdue(action, today)
    said = f", {how_many(late, 'day')} overdue" if late else ""
    return ToDo(
        "action", action.id, action.ref, f"{action.title} ({owner}{said})", action.due, is_overdue(action, today)
    )


def _checks(snapshot: Snapshot, actions: Iterable[Action], today: date) -> Iterator[ToDo]:
    for action in actions:
        for check in snapshot.verifications_of(action.id):
            if check.done is None:
                late = check.due is not None and check.due < today
                yield ToDo("check", action.id, check.ref, f"Check that {action.ref} still holds", check.due, late)


def _evidence(evidence: Iterable[Evidence], today: date) -> Iterator[ToDo]:
    replaced = {item.replaces for item in evidence if item.replaces is not None}
    for item in evidence:
        if item.id in replaced:
            continue
        what = item.shows or item.file or item.url or "no words"
        if item.review == "returned":
            yield ToDo("evidence", item.id, item.ref, f"Better evidence than “{what}”, which was sent back")
        elif is_stale(item, today):
            yield ToDo("evidence", item.id, item.ref, f"Refresh the evidence “{what}”", item.refresh_by, overdue=True)
        elif is_empty(item):
            yield ToDo("evidence", item.id, item.ref, f"Evidence in place of {item.ref}, of which nothing is left")
        elif not is_checked(item):
            yield ToDo("evidence", item.id, item.ref, f"Check the evidence “{what}”")


def _measures(snapshot: Snapshot, measures: Iterable[Measure], today: date) -> Iterator[ToDo]:
    for measure in measures:
        if latest_reading(snapshot.points_of(measure.id)) is None:
            late = measure.target_by is not None and measure.target_by < today
            words = f"Enter the first reading of “{measure.name}”"
            yield ToDo("measure", measure.id, measure.ref, words, measure.target_by, late)


def _questions(challenges: Iterable[Challenge]) -> Iterator[ToDo]:
    for challenge in challenges:
        if challenge.state != "content":
            step = "Answer" if challenge.state == "open" else "Hear whether the asker is content with"
            yield ToDo("question", challenge.id, challenge.ref, f"{step} “{challenge.question}”")


def _missing(subject: Subject, actions: Sequence[Action], measures: Sequence[Measure]) -> Iterator[ToDo]:
    if not actions:
        yield ToDo("action", subject.id, subject.ref, "Add an action: nothing answers it yet")
    if not measures:
        yield ToDo("measure", subject.id, subject.ref, "Name a measure that would show the difference")
    finished = bool(actions) and not any(is_open(action) for action in actions)
    told = any(says_something(getattr(one, "impact", None)) for one in (subject, *actions))
    if finished and not told:
        yield ToDo("difference", subject.id, subject.ref, "Say what difference it made: all actions are finished")
