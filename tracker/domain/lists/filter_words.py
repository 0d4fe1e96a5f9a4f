"""The words a filter knows, and the test that each makes of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tracker.domain.actions.closing import is_closed_unproved
from tracker.domain.actions.evidence import is_stale, is_to_check
from tracker.domain.actions.proposals import differences, unexplained
from tracker.domain.actions.verification import is_check_due
from tracker.domain.dates.deadlines import is_open, redated_before_a_meeting, times_moved
from tracker.domain.meetings.rounds import is_round_open, is_update_awaited, returns
from tracker.domain.people.people import owner_has_left
from tracker.domain.plan.external import reader
from tracker.domain.plan.records import Action, Extension, Kind, Record
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import ACTIVITY, DATES, NO_MEASURE, has_lint

Test = Callable[[Snapshot, Any, date], bool]


def actions_of(snapshot: Snapshot, record: Any) -> tuple[Action, ...]:
    """The action itself, or the actions that hang from a recommendation or finding."""
    return (record,) if isinstance(record, Action) else snapshot.actions_for(record.id)


def _flag(name: str, kind: Kind = Kind.ACTION) -> Test:
    read = reader(kind, name)

    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        return bool(read(snapshot, record, today))

    return holds


def _any_action(name: str) -> Test:
    read = reader(Kind.ACTION, name)

    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        return any(read(snapshot, action, today) for action in actions_of(snapshot, record))

    return holds


def _moved_at_least(times: int) -> Test:
    def holds(snapshot: Snapshot, record: Record, _today: date) -> bool:
        return any(times_moved(a, snapshot.extensions_of(a.id)) >= times for a in actions_of(snapshot, record))

    return holds


def _open_subject(snapshot: Snapshot, record: Any, _today: date) -> bool:
    actions = snapshot.actions_for(record.id)
    return record.delivery is None and (not actions or any(is_open(action) for action in actions))


def _no_evidence(snapshot: Snapshot, record: Any, _today: date) -> bool:
    on_actions = any(snapshot.evidence_for(action.id) for action in actions_of(snapshot, record))
    return not on_actions and not snapshot.evidence_for(record.id)


def _extension_near_a_meeting(snapshot: Snapshot, extension: Extension, _today: date) -> bool:
    return redated_before_a_meeting((extension,), snapshot.meetings) is not None


def _of_one_slipped_twice(snapshot: Snapshot, extension: Extension, _today: date) -> bool:
    action = snapshot.get(extension.action)
    return action is not None and times_moved(action, snapshot.extensions_of(action.id)) >= 2


def _asked_about(snapshot: Snapshot, record: Record, _today: date) -> bool:
    about = {record.id, *(action.id for action in actions_of(snapshot, record))}
    return any(challenge.state != "content" for one in about for challenge in snapshot.challenges_for(one))


def _lint(kind: str | None) -> Test:
    def holds(snapshot: Snapshot, record: Record, today: date) -> bool:
        return has_lint(snapshot, record.id, today, kind)

    return holds


_ACTION: Mapping[str, Test] = {
    "overdue": _flag("overdue"),
    "open": lambda _s, action, _d: is_open(action),
    "quiet": _flag("quiet"),
    "gone quiet": _flag("quiet"),
    "slipped": _moved_at_least(1),
    "slipped twice": _moved_at_least(2),
    "late against original": _flag("late_against_original"),
    "waiting for approval": _flag("pending_due"),
    "update awaited": lambda snapshot, action, _d: is_update_awaited(snapshot, action),
    "re-dated before a meeting": _flag("redated_before_meeting"),
    "forecast late": _flag("forecast_late"),
    "blocked": _flag("blocked_by"),
    "check due": _flag("check_due"),
    "asked about": _asked_about,
    "no evidence": _no_evidence,
    "differs from rules": lambda snapshot, action, today: bool(differences(snapshot, action, today)),
    "differs without reason": lambda snapshot, action, today: bool(unexplained(snapshot, action, today)),
    "closed without evidence": is_closed_unproved,
    "owner has left": owner_has_left,
    "no date": lambda _s, action, _d: action.due is None,
    "worth a look": _lint(None),
    "activity only": _lint(ACTIVITY),
    "dates to check": _lint(DATES),
}
GLOBAL = frozenset({"worth a look", "dates to check"})
"""Words whose answer for one action may change with any other: a date is judged beside the rest of the plan."""
_SUBJECT: Mapping[str, Test] = {
    "overdue": _flag("overdue", Kind.RECOMMENDATION),
    "open": _open_subject,
    "quiet": _any_action("quiet"),
    "gone quiet": _any_action("quiet"),
    "slipped": _moved_at_least(1),
    "slipped twice": _moved_at_least(2),
    "waiting for approval": _any_action("pending_due"),
    "late against original": _any_action("late_against_original"),
    "re-dated before a meeting": _any_action("redated_before_meeting"),
    "forecast late": _any_action("forecast_late"),
    "blocked": _any_action("blocked_by"),
    "check due": _any_action("check_due"),
    "no evidence": _no_evidence,
    "worth a look": _lint(None),
    "no measure": _lint(NO_MEASURE),
    "asked about": _asked_about,
    "no actions": lambda snapshot, subject, _d: not snapshot.actions_for(subject.id),
}
WORDS: Mapping[Kind, Mapping[str, Test]] = {
    Kind.ACTION: _ACTION,
    Kind.RECOMMENDATION: _SUBJECT,
    Kind.FINDING: _SUBJECT,
    Kind.MILESTONE: {
        "overdue": _flag("overdue", Kind.MILESTONE),
        "open": lambda _s, milestone, _d: milestone.done is None,
    },
    Kind.VERIFICATION: {
        "overdue": _flag("overdue", Kind.VERIFICATION),
        "due": lambda s, check, today: is_check_due(check, s.get(check.action), today),
        "open": lambda _s, check, _d: check.done is None,
    },
    Kind.EXTENSION: {
        "waiting for approval": lambda _s, extension, _d: extension.state == "pending",
        "re-dated before a meeting": _extension_near_a_meeting,
        "slipped twice": _of_one_slipped_twice,
    },
    Kind.EVIDENCE: {
        "not reviewed": lambda _s, evidence, _d: is_to_check(evidence),
        "broken link": lambda _s, evidence, _d: bool(evidence.link_fault),
        "out of date": lambda _s, evidence, today: is_stale(evidence, today),
    },
    Kind.ROUND: {
        "open": lambda _s, asked, _d: is_round_open(asked),
        "overdue": lambda snapshot, asked, today: any(
            one.state == "overdue" for one in returns(snapshot, asked, today)
        ),
    },
    Kind.CHALLENGE: {
        "open": lambda _s, challenge, _d: challenge.state != "content",
        "answered": lambda _s, challenge, _d: challenge.state == "answered",
    },
}
"""The words a filter knows, by kind of record; `mine`, `no FIELD`, `due in N weeks` and delivery states beside them."""
