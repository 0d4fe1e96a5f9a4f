"""The golden thread of one recommendation: from the inspectors' words to the difference made, in one piece.

All that a page needs is worked out here, words and figures alike, so that screen, paper and command line agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from tracker.domain.actions.evidence import counted, is_checked, is_empty
from tracker.domain.actions.measures import (
    MEASURE_STATUS,
    Reading,
    latest_reading,
    measure_rag,
    movement,
    readings,
    standing,
    trend_words,
    value_words,
)
from tracker.domain.actions.status import (
    Status,
    assurance_words,
    forecast_words,
    progress,
    recommendation_assurance,
    recommendation_status,
    status_words,
)
from tracker.domain.board.golden_thread_to_do import Around, ToDo, to_do
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open, moved_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Challenge, Evidence, Finding, Measure, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many, says_something
from tracker.errors import UserError

T = TypeVar("T", Evidence, Measure, Challenge)


@dataclass(frozen=True, slots=True)
class Words:
    """What the inspectors wrote, and where it stands."""

    text: str
    place: str
    source: str
    page: int | None
    inspection: RecordId | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThreadUpdate:
    """What was said about it on a day."""

    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class ThreadAction:
    """One action: who, by when (as first agreed and as it is now), where it stands and what came of it."""

    id: RecordId
    ref: str
    title: str
    status: Status
    forecast: Status | None
    forecast_reason: str
    assurance: Status
    who: str
    dates: str
    reason: str
    so_what: str
    latest: ThreadUpdate | None


@dataclass(frozen=True, slots=True)
class ThreadEvidence:
    """One item of evidence: what it shows, for what, and who said so."""

    id: RecordId
    ref: str
    kind: str
    shows: str
    dated: date | None
    serves: tuple[str, ...]
    where: str
    said: str


@dataclass(frozen=True, slots=True)
class ThreadMeasure:
    """One measure before and after, and how it stands."""

    id: RecordId
    ref: str
    name: str
    serves: tuple[str, ...]
    baseline: str
    baseline_on: date | None
    latest: str
    latest_on: date | None
    target: str
    target_by: date | None
    change: str
    status: Status
    rag: Status
    sentence: str
    in_a_line: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ThreadImpact:
    """A sentence on the difference made, and whose it is."""

    id: RecordId
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class ThreadChallenge:
    """A question that was asked about it, and the answer."""

    id: RecordId
    ref: str
    question: str
    asked: str
    answer: str
    state: str


@dataclass(frozen=True, slots=True)
class GoldenThread:
    """One recommendation or finding, whole. `records` are the ids whose changes make up its history."""

    id: RecordId
    ref: str
    kind: str
    status: Status
    assurance: Status
    finished: int
    counting: int
    in_short: str
    words: Words
    decision: str
    lead: str
    response: str
    actions: tuple[ThreadAction, ...]
    updates: tuple[ThreadUpdate, ...]
    accepted: tuple[ThreadEvidence, ...]
    waiting: tuple[ThreadEvidence, ...]
    returned: tuple[ThreadEvidence, ...]
    set_aside: tuple[ThreadEvidence, ...]
    measures: tuple[ThreadMeasure, ...]
    to_do: tuple[ToDo, ...]
    impact: tuple[ThreadImpact, ...]
    challenges: tuple[ThreadChallenge, ...]
    records: tuple[RecordId, ...]


def subjects_of(snapshot: Snapshot, record_id: RecordId | None) -> tuple[Subject, ...]:
    """The recommendations and findings that a record is about: itself, or those that it serves, through actions too."""
    record = snapshot.get(record_id)
    if record is None:
        return ()
    if isinstance(record, Subject):
        return (record,)
    found: dict[RecordId, Subject] = {}
    for target in served(record):
        found |= {subject.id: subject for subject in subjects_of(snapshot, target)}
    return tuple(sorted(found.values(), key=_in_plan_order))


def served(record: object) -> tuple[RecordId, ...]:
    """The ids of what a record serves or belongs to; none for one that stands by itself."""
    for name in ("targets", "target", "action", "measure"):
        value = getattr(record, name, None)
        if value:
            return value if isinstance(value, tuple) else (value,)
    return ()


def _in_plan_order(subject: Subject) -> tuple[bool, int]:
    return isinstance(subject, Finding), subject.position


def golden_thread(snapshot: Snapshot, subject_id: RecordId, today: date) -> GoldenThread:
    """The thread of a recommendation or finding; raises UserError where the id is neither."""
    subject = snapshot.get(subject_id)
    if not isinstance(subject, Subject):
        raise UserError("only a recommendation or a finding has a golden thread", "name one, such as R1")
    actions = snapshot.actions_for(subject.id)
    evidence = _serving(subject, actions, snapshot.evidence_for)
    measures = _serving(subject, actions, snapshot.measures_for)
    challenges = _serving(subject, actions, snapshot.challenges_for)
    key = snapshot.plan.key
    finished, counting = progress(actions)
    sorted_evidence = _sort_evidence(snapshot, evidence, today)
    shown_measures = tuple(_measure(snapshot, measure, today) for measure in measures)
    impact = _impact(subject, actions)
    status = recommendation_status(snapshot, subject, today)
    waiting = to_do(snapshot, subject, actions, Around(evidence, measures, challenges), today)
    return GoldenThread(
        id=subject.id,
        ref=subject.ref,
        kind=subject.kind,
        status=status,
        assurance=assurance_words(recommendation_assurance(actions), key),
        finished=finished,
        counting=counting,
        in_short=_in_short(actions, sorted_evidence["accepted"], shown_measures, impact, waiting),
        words=_words(snapshot, subject),
        decision=_decision(subject, status),
        lead=_joined(snapshot.name_of(subject.owner), snapshot.name_of(subject.agency)),
        response=subject.response or "",
        actions=tuple(_action(snapshot, action, today) for action in actions),
        updates=_updates(snapshot, subject.id),
        measures=shown_measures,
        to_do=waiting,
        impact=impact,
        challenges=tuple(_challenge(snapshot, challenge) for challenge in challenges),
        records=_records(snapshot, subject, actions, evidence, measures, challenges),
        **sorted_evidence,
    )


def _serving(subject: Subject, actions: Iterable[Action], find: Callable[[RecordId], tuple[T, ...]]) -> tuple[T, ...]:
    """What serves the subject itself or one of its actions, each once."""
    found = chain.from_iterable(find(one.id) for one in (subject, *actions))
    return tuple({item.id: item for item in found}.values())


def _words(snapshot: Snapshot, subject: Subject) -> Words:
    source = snapshot.get(subject.inspection)
    places = (
        f"page {subject.page}" if subject.page else "",
        f"paragraph {subject.paragraph}" if subject.paragraph else "",
        subject.theme or "",
    )
    title = (source.title or source.file or source.ref) if source is not None else ""
    published = f"published {show(source.published)}" if source is not None and source.published else ""
    named = (getattr(subject, "responsible_body", None), getattr(subject, "timescale", None))
    return Words(
        text=subject.text,
        place=_joined(*places),
        source=", ".join(part for part in (title, published) if part),
        page=subject.page,
        inspection=source.id if source is not None and source.sha256 else None,
        tags=(*subject.national_framework, *subject.themes, *(words for words in named if words)),
    )


def _decision(subject: Subject, status: Status) -> str:
    if not subject.delivery:
        return ""
    return f"{status.word}: {subject.delivery_reason}" if subject.delivery_reason else f"{status.word}, no reason given"


def _action(snapshot: Snapshot, action: Action, today: date) -> ThreadAction:
    key = snapshot.plan.key
    updates = _updates(snapshot, action.id)
    return ThreadAction(
        id=action.id,
        ref=action.ref,
        title=action.title,
        status=status_words(action, today, key),
        forecast=forecast_words(action.forecast, key) if action.forecast and is_open(action) else None,
        forecast_reason=action.forecast_reason or "",
        assurance=assurance_words(action.assurance, key),
        who=_joined(snapshot.name_of(action.owner) or "no owner", snapshot.name_of(action.agency)),
        dates=_dates(snapshot, action),
        reason=action.delivery_reason or "",
        so_what=action.impact or "",
        latest=updates[0] if updates else None,
    )


def _dates(snapshot: Snapshot, action: Action) -> str:
    """The dates of an action in words: "due 28 May 2024 (first agreed 28 Feb 2024; 2nd extension, +90 days)"."""
    due = f"due {show(action.due)}" if action.due else "no date"
    moved = moved_words(snapshot, action)
    if moved:
        due += f" (first agreed {show(action.original_due)}; {moved})" if action.original_due else f" ({moved})"
    return _joined(f"done {show(action.done)}" if action.done else "", due)


def _updates(snapshot: Snapshot, target: RecordId) -> tuple[ThreadUpdate, ...]:
    """The updates on a record, newest first."""
    newest = reversed(snapshot.updates_for(target))
    return tuple(ThreadUpdate(u.text, ", ".join(p for p in (u.author, show(u.dated)) if p)) for u in newest)


def _sort_evidence(snapshot: Snapshot, evidence: Sequence[Evidence], today: date) -> dict[str, Any]:
    """Evidence by what has become of it; what was replaced or is out of date stands aside."""
    found: dict[str, list[ThreadEvidence]] = {"accepted": [], "waiting": [], "returned": [], "set_aside": []}
    counting = counted(evidence, today)
    for item in evidence:
        if item.review == "returned":
            place, said = "returned", _reviewed("sent back", item)
        elif item not in counting:
            place, said = "set_aside", _aside(item)
        elif is_checked(item):
            place, said = "accepted", _reviewed("accepted", item)
        else:
            place, said = "waiting", _reviewed("waits for someone else to check it; added", item, added=True)
        found[place].append(_evidence(snapshot, item, said))
    return {name: tuple(items) for name, items in found.items()}


def _aside(item: Evidence) -> str:
    return "nothing of it is left" if is_empty(item) else "replaced by a newer version or past its refresh date"


def _reviewed(what: str, item: Evidence, *, added: bool = False) -> str:
    by, on = (item.added_by, item.added_on) if added else (item.reviewed_by, item.reviewed_on)
    said = what + (f" by {by}" if by else "") + (f" on {show(on)}" if on else "")
    return f"{said}: {item.review_note}" if item.review_note and not added else said


def _evidence(snapshot: Snapshot, item: Evidence, said: str) -> ThreadEvidence:
    return ThreadEvidence(
        id=item.id,
        ref=item.ref,
        kind=item.kind or "",
        shows=item.shows or "",
        dated=item.dated,
        serves=snapshot.refs_of(item.targets),
        where=item.file or item.url or "",
        said=said,
    )


def _measure(snapshot: Snapshot, measure: Measure, today: date) -> ThreadMeasure:
    points = snapshot.points_of(measure.id)
    latest, unit = latest_reading(points), measure.unit or ""
    rag = measure_rag(measure, points, today)
    return ThreadMeasure(
        id=measure.id,
        ref=measure.ref,
        name=measure.name,
        serves=snapshot.refs_of(measure.targets),
        baseline=value_words(measure.baseline, unit),
        baseline_on=measure.baseline_on,
        latest=value_words(latest.value, unit) if latest else "",
        latest_on=latest.dated if latest else None,
        target=value_words(measure.target, unit),
        target_by=measure.target_by,
        change=trend_words(measure, points),
        status=MEASURE_STATUS[movement(measure, latest.value if latest else None)],
        rag=rag.status,
        sentence=rag.sentence,
        in_a_line=standing(measure, points),
        readings=readings(points),
    )


def _impact(subject: Subject, actions: Iterable[Action]) -> tuple[ThreadImpact, ...]:
    own: tuple[Subject | Action, ...] = (subject, *actions)
    said = ((one, str(getattr(one, "impact", None) or "").strip()) for one in own)
    return tuple(ThreadImpact(one.id, one.ref, words) for one, words in said if says_something(words))


def _challenge(snapshot: Snapshot, challenge: Challenge) -> ThreadChallenge:
    asked = (challenge.asked_by, snapshot.name_of(challenge.meeting), show(challenge.asked_on))
    answered = ", ".join(part for part in (challenge.answered_by, show(challenge.answered_on)) if part)
    answer = f"{challenge.answer} ({answered})" if challenge.answer and answered else challenge.answer or ""
    state = {"open": "Open", "answered": "Answered, the asker is not content yet", "content": "The asker is content"}
    return ThreadChallenge(
        id=challenge.id,
        ref=challenge.ref,
        question=challenge.question,
        asked=", ".join(part for part in asked if part),
        answer=answer,
        state=state[challenge.state],
    )


def _in_short(
    actions: Sequence[Action],
    accepted: Sequence[ThreadEvidence],
    measures: Sequence[ThreadMeasure],
    impact: Sequence[ThreadImpact],
    waiting: Sequence[ToDo],
) -> str:
    """The thread in three or four sentences, for who reads no further."""
    finished, counting = progress(actions)
    left = sum(item.overdue for item in waiting if item.what == "action")
    done = f"{finished} of {how_many(counting, 'action')} finished" if counting else "No action answers it yet"
    late = f", {left} overdue" if left else ""
    proof = f"{how_many(len(accepted), 'item')} of evidence accepted" if accepted else "no evidence accepted yet"
    moved = " ".join(f"{m.name}: {m.in_a_line} ({m.status.word.lower()})." for m in measures)
    said = "" if impact else "Nobody has said yet what difference it made."
    parts = (f"{done}{late}; {proof}.", moved or "No measure is set.", said)
    return " ".join(part for part in parts if part)


def _records(snapshot: Snapshot, subject: Subject, actions: Iterable[Action], *beside: Iterable[Any]) -> tuple[
    RecordId, ...
]:  # fmt: skip
    """Everything whose changes belong to the thread's history."""
    found: list[Any] = [subject, *snapshot.updates_for(subject.id)]
    for action in actions:
        found += (action, *snapshot.updates_for(action.id), *snapshot.extensions_of(action.id))
        found += (*snapshot.milestones_of(action.id), *snapshot.verifications_of(action.id))
    found += chain.from_iterable(beside)
    found += chain.from_iterable(snapshot.points_of(one.id) for one in found if isinstance(one, Measure))
    return tuple(one.id for one in found)


def _joined(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)
