"""The golden thread of each recommendation as a dossier prints it: everything that is stored of it, in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from tracker.domain.actions.verification import check_status
from tracker.domain.board.board_decisions import Move, asked_in_vain, moves_of
from tracker.domain.board.board_measures import MeasureRow, measure_row
from tracker.domain.board.board_rows import (
    ActionRow,
    ChallengeRow,
    EvidenceRow,
    Note,
    SubjectRow,
    View,
    action_row,
    challenge_row,
    evidence_rows,
    subject_row,
    updates_of,
)
from tracker.domain.dates.dates import show
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Measure, Record, Subject, Verification


@dataclass(frozen=True, slots=True)
class Told:
    """One change as a dossier tells it: on which day, by whom, and what; free text is not repeated."""

    on: date
    who: str
    words: str


History = Mapping[RecordId, Sequence[Told]]
"""What was changed of each record, oldest first."""


@dataclass(frozen=True, slots=True)
class ActionThread:
    """An action with all that was said and decided of it, oldest first."""

    row: ActionRow
    updates: tuple[Note, ...]
    moves: tuple[Move, ...]
    asked: tuple[Move, ...]
    """New dates that were asked for and not agreed."""
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """One recommendation or finding, whole; `subject` is None for what stands under none."""

    subject: SubjectRow | None
    updates: tuple[Note, ...]
    actions: tuple[ActionThread, ...]
    evidence: tuple[EvidenceRow, ...]
    measures: tuple[MeasureRow, ...]
    questions: tuple[ChallengeRow, ...]
    history: tuple[Told, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.updates or self.actions or self.evidence or self.measures or self.questions)


def threads(view: View, history: History) -> tuple[Thread, ...]:
    """Every recommendation and finding, and at the end what answers none of them."""
    found = [_thread(view, subject, history) for subject in view.snapshot.subjects]
    told = set(chain.from_iterable(ids for _, ids in found))
    rest = _rest(view, told, history)
    return (*(thread for thread, _ in found), *(() if rest.nothing else (rest,)))


def _thread(view: View, subject: Subject, history: History) -> tuple[Thread, set[RecordId]]:
    snapshot = view.snapshot
    actions = snapshot.actions_for(subject.id)
    own = (subject, *actions)
    evidence = _each(snapshot.evidence_for(one.id) for one in own)
    measures = _each(snapshot.measures_for(one.id) for one in own)
    questions = _each(snapshot.challenges_for(one.id) for one in own)
    return _made(view, subject_row(view, subject), subject, (actions, evidence, measures, questions), history)


def _rest(view: View, told: set[RecordId], history: History) -> Thread:
    snapshot = view.snapshot
    every = (snapshot.actions, snapshot.evidence, snapshot.measures, snapshot.challenges)
    left = tuple(tuple(one for one in some if one.id not in told) for some in every)
    thread, _ = _made(view, None, None, left, history)
    return thread


def _made(
    view: View, row: SubjectRow | None, subject: Subject | None, parts: tuple[Sequence[Any], ...],
    history: History,
) -> tuple[Thread, set[RecordId]]:  # fmt: skip
    actions, evidence, measures, questions = parts
    records: list[Record] = [*((subject,) if subject else ()), *actions, *evidence, *measures, *questions]
    beside = [
        one
        for action in actions
        for one in (*view.snapshot.milestones_of(action.id), *view.snapshot.extensions_of(action.id))
    ]
    lines = [line for one in (*records, *beside) for line in history.get(one.id, ())]
    thread = Thread(
        subject=row,
        updates=updates_of(view, subject.id) if subject else (),
        actions=tuple(_action(view, action.id) for action in actions),
        evidence=evidence_rows(view, sorted(evidence, key=_accepted_first)),
        measures=tuple(measure_row(view, measure) for measure in measures if isinstance(measure, Measure)),
        questions=tuple(challenge_row(view, one) for one in questions),
        history=tuple(sorted(lines, key=_by_day)),
    )
    return thread, {one.id for one in records}


def _accepted_first(item: Any) -> bool:
    return bool(item.review != "accepted")


def _by_day(line: Told) -> date:
    return line.on


def _each(found: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Each record once."""
    return list({one.id: one for one in chain.from_iterable(found)}.values())


def _action(view: View, action_id: RecordId) -> ActionThread:
    action = view.snapshot.get(action_id)
    checks = view.snapshot.verifications_of(action_id)
    return ActionThread(
        row=action_row(view, action),
        updates=updates_of(view, action_id),
        moves=moves_of(view, action),
        asked=asked_in_vain(view, action),
        checks=tuple(_check(view, check, action) for check in checks),
    )


def _check(view: View, check: Verification, action: Any) -> str:
    """A check in words: when it fell, what came of it, who made it and what they wrote."""
    status = {"planned": "planned for"}.get(word := check_status(check, action, view.today).word.lower(), word)
    after = f", {check.months} months after" if check.months else ""
    who = view.author(check, "checked_by")
    by = f" by {who}" if who else ""
    made = f" on {show(check.done)}{by}" if check.done else f" {show(check.due)}" if check.due else ""
    note = f": {view.note(check.note)}" if view.note(check.note) else ""
    return f"Check {check.ref}{after}: {status}{made}{note}"
