"""A record as the outside sees it: external names, links as references or names, computed values beside the kept ones.

Lists, commands, workbooks and filters read records through this module, so that they never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from tracker.domain.actions.status import progress, recommendation_assurance, recommendation_status, status_words
from tracker.domain.actions.verification import is_check_due, is_check_late, next_check
from tracker.domain.dates.deadlines import (
    days_slipped,
    is_forecast_late,
    is_milestone_late,
    is_open,
    is_overdue,
    is_quiet,
    late_against_original,
    moved_before_a_meeting,
    pending_extension,
    redated_before_a_meeting,
    times_moved,
)
from tracker.domain.meetings.rounds import progress_words, returns
from tracker.domain.plan.as_json import encode
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import (
    Action,
    Extension,
    Kind,
    Measure,
    Milestone,
    Record,
    Round,
    Verification,
    kind_of,
    specs,
)
from tracker.domain.plan.snapshot import Snapshot

Compute = Callable[[Snapshot, Any, date], Any]


def _moved(snapshot: Snapshot, action: Action, _today: date) -> int:
    return times_moved(action, snapshot.extensions_of(action.id))


def _slipped(_snapshot: Snapshot, action: Action, _today: date) -> int:
    return days_slipped(action)


def overdue(_snapshot: Snapshot, action: Action, today: date) -> bool:
    """Whether an action is overdue."""
    return is_overdue(action, today)


def quiet(snapshot: Snapshot, action: Action, today: date) -> bool:
    """Whether an action has gone quiet by the plan's own number of weeks."""
    return is_quiet(action, snapshot.updates_for(action.id), today, snapshot.plan.quiet_weeks)


def late(_snapshot: Snapshot, action: Action, today: date) -> bool:
    """Whether an action missed the date first agreed."""
    return late_against_original(action, today)


def _pending(snapshot: Snapshot, action: Action, _today: date) -> date | None:
    waiting = pending_extension(action, snapshot.extensions_of(action.id))
    return waiting.new_due if waiting else None


def _redated(snapshot: Snapshot, action: Action, _today: date) -> bool:
    return redated_before_a_meeting(snapshot.extensions_of(action.id), snapshot.meetings) is not None


def _forecast_late(_snapshot: Snapshot, action: Action, _today: date) -> bool:
    return is_forecast_late(action)


def blockers(snapshot: Snapshot, action: Action) -> tuple[Action, ...]:
    """The open actions that an open action waits for; none for one that is finished or waits for what is done."""
    ahead = (snapshot.get(one) for one in action.waits_for) if is_open(action) else ()
    return tuple(one for one in ahead if one is not None and is_open(one))


def waits_for_itself(
    snapshot: Snapshot, action: Action, meant: Mapping[RecordId, Sequence[RecordId]] | None = None
) -> bool:
    """Whether an action would in the end wait for itself; `meant` says what other actions are to wait for."""
    planned = meant or {}
    seen: set[RecordId] = set()
    ahead = list(action.waits_for)
    while ahead:
        current = ahead.pop()
        if current == action.id:
            return True
        if current not in seen:
            seen.add(current)
            other = snapshot.get(current)
            ahead += planned.get(current, other.waits_for if other is not None else ())
    return False


def _blocked_by(snapshot: Snapshot, action: Action, _today: date) -> list[str]:
    return list(snapshot.refs_of(one.id for one in blockers(snapshot, action)))


def _status(snapshot: Snapshot, action: Action, today: date) -> str:
    return status_words(action, today, snapshot.plan.key).word


def _subject_status(snapshot: Snapshot, subject: Any, today: date) -> str:
    return recommendation_status(snapshot, subject, today).word


def _subject_assurance(snapshot: Snapshot, subject: Any, _today: date) -> str:
    return recommendation_assurance(snapshot.actions_for(subject.id))


def _subject_actions(snapshot: Snapshot, subject: Any, _today: date) -> list[str]:
    return [action.ref for action in snapshot.actions_for(subject.id)]


def _subject_done(snapshot: Snapshot, subject: Any, _today: date) -> str:
    return "{}/{}".format(*progress(snapshot.actions_for(subject.id)))


def _subject_overdue(snapshot: Snapshot, subject: Any, today: date) -> bool:
    return any(is_overdue(action, today) for action in snapshot.actions_for(subject.id))


def _milestone_late(_snapshot: Snapshot, milestone: Milestone, today: date) -> bool:
    return is_milestone_late(milestone, today)


def _days_moved(_snapshot: Snapshot, extension: Extension, _today: date) -> int | None:
    old, new = extension.old_due, extension.new_due
    return (new - old).days if old is not None and new is not None else None


def _meeting_near(snapshot: Snapshot, extension: Extension, _today: date) -> str | None:
    meeting = moved_before_a_meeting(extension, snapshot.meetings)
    return meeting.ref if meeting is not None else None


def _check_late(snapshot: Snapshot, check: Verification, today: date) -> bool:
    return is_check_late(check, snapshot.get(check.action), today)


def _next_check(snapshot: Snapshot, action: Action, _today: date) -> date | None:
    waiting = next_check(snapshot, action)
    return waiting.due if waiting is not None else None


def _check_due(snapshot: Snapshot, action: Action, today: date) -> bool:
    return any(is_check_due(check, action, today) for check in snapshot.verifications_of(action.id))


def _round_progress(snapshot: Snapshot, asked: Round, today: date) -> str:
    return progress_words(returns(snapshot, asked, today))


def _round_outstanding(snapshot: Snapshot, asked: Round, today: date) -> list[str]:
    return [one.name for one in returns(snapshot, asked, today) if one.outstanding]


def _of_action(snapshot: Snapshot, record: Milestone | Extension, _today: date) -> str | None:
    return called(snapshot, record.action)


def _new_due(_snapshot: Snapshot, extension: Extension, _today: date) -> date | None:
    return extension.new_due


def _target_by(_snapshot: Snapshot, measure: Measure, _today: date) -> date | None:
    return measure.target_by


_SUBJECT: Mapping[str, tuple[FieldType, Compute]] = {
    "status": (FieldType.TEXT, _subject_status),
    "assurance": (FieldType.TEXT, _subject_assurance),
    "actions": (FieldType.LINKS, _subject_actions),
    "progress": (FieldType.TEXT, _subject_done),
    "overdue": (FieldType.FLAG, _subject_overdue),
}
COMPUTED: Mapping[Kind, Mapping[str, tuple[FieldType, Compute]]] = {
    Kind.ACTION: {
        "overdue": (FieldType.FLAG, overdue),
        "times_moved": (FieldType.WHOLE, _moved),
        "days_slipped": (FieldType.WHOLE, _slipped),
        "status": (FieldType.TEXT, _status),
        "late_against_original": (FieldType.FLAG, late),
        "quiet": (FieldType.FLAG, quiet),
        "pending_due": (FieldType.DATE, _pending),
        "redated_before_meeting": (FieldType.FLAG, _redated),
        "forecast_late": (FieldType.FLAG, _forecast_late),
        "next_check": (FieldType.DATE, _next_check),
        "check_due": (FieldType.FLAG, _check_due),
        "blocked_by": (FieldType.LINKS, _blocked_by),
    },
    Kind.RECOMMENDATION: _SUBJECT,
    Kind.FINDING: _SUBJECT,
    Kind.MILESTONE: {"action": (FieldType.TEXT, _of_action), "overdue": (FieldType.FLAG, _milestone_late)},
    Kind.MEASURE: {"target_by": (FieldType.DATE, _target_by)},
    Kind.EXTENSION: {
        "action": (FieldType.TEXT, _of_action),
        "to": (FieldType.DATE, _new_due),
        "days": (FieldType.WHOLE, _days_moved),
        "before_meeting": (FieldType.TEXT, _meeting_near),
    },
    Kind.VERIFICATION: {"overdue": (FieldType.FLAG, _check_late)},
    Kind.ROUND: {"progress": (FieldType.TEXT, _round_progress), "outstanding": (FieldType.WORDS, _round_outstanding)},
}
"""What is worked out and cannot be typed, by kind and external name."""


@lru_cache(maxsize=32)
def by_external(kind: Kind) -> Mapping[str, Spec]:
    """The specifications of a kind's kept fields, by external name, in declared order."""
    return {spec.external: spec for spec in specs(kind).values()}


@lru_cache(maxsize=32)
def columns(kind: Kind) -> Mapping[str, FieldType]:
    """Every external name of a kind with how its value behaves: the reference, kept fields, computed ones."""
    kept = {name: spec.type for name, spec in by_external(kind).items()}
    return {"ref": FieldType.TEXT, **kept, **{name: way[0] for name, way in COMPUTED.get(kind, {}).items()}}


def value(snapshot: Snapshot, record: Record, name: str, today: date) -> Any:
    """One value of a record by its external name: plain Python, dates as dates, links as references or names."""
    return reader(kind_of(record), name)(snapshot, record, today)


@lru_cache(maxsize=1024)
def reader(kind: Kind, name: str) -> Compute:
    """What reads a value of this name from records of a kind: found once, since long lists are read by it."""
    if name == "ref":
        return _ref
    computed = COMPUTED.get(kind, {}).get(name)
    if computed is not None:
        return computed[1]
    spec = by_external(kind)[name]

    def read(snapshot: Snapshot, record: Record, _today: date) -> Any:
        return shown(snapshot, spec, getattr(record, spec.name))

    return read


def _ref(_snapshot: Snapshot, record: Record, _today: date) -> str:
    return record.ref


def shown(snapshot: Snapshot, spec: Spec, kept: Any) -> Any:
    """A kept value as the outside sees it: ids become references, of people and agencies their names."""
    if spec.type is FieldType.LINK:
        return called(snapshot, kept)
    if spec.type is FieldType.LINKS:
        return _linked(snapshot, spec, kept)
    if spec.type is FieldType.WORDS:
        return list(kept)
    return encode(kept) if spec.type is FieldType.PARTS else kept


def called(snapshot: Snapshot, record_id: RecordId | None) -> str | None:
    """What a linked record is called: a person or agency by name, anything else by reference; None for none."""
    record = snapshot.get(record_id)
    if record is None:
        return None
    return str(record.name) if kind_of(record) in (Kind.PERSON, Kind.AGENCY) else str(record.ref)


def _linked(snapshot: Snapshot, spec: Spec, ids: tuple[RecordId, ...]) -> list[str]:
    if spec.links and spec.links[0] in ("person", "agency"):
        return sorted(name for name in (called(snapshot, one) for one in ids) if name)
    return list(snapshot.refs_of(ids))


def row(snapshot: Snapshot, record: Record, today: date) -> dict[str, Any]:
    """A record as one plain object, every external name present; dates are ISO text and absent values None."""
    return {name: plain(value(snapshot, record, name, today)) for name in columns(kind_of(record))}


def plain(item: Any) -> Any:
    """A value as JSON has it: dates ISO, empty texts None."""
    if isinstance(item, date):
        return item.isoformat()
    return None if item == "" else item
