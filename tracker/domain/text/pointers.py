"""Pointers: what a careful reader would remark upon in a plan. They point and never block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.plan.records import Action, Finding, Recommendation
from tracker.domain.plan.snapshot import Snapshot

_ACTIVITY = re.compile(
    r"(agree|arrange|attend|brief|circulate|complete|convene|create|deliver|design|develop|discuss|draft|establish|"
    r"hold|implement|introduce|issue|launch|meet|organise|prepare|produce|provide|publish|refresh|report|review|"
    r"roll out|run|set up|share|train|undertake|update|write)\b",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\b(so that|in order that|so children|improv\w*|reduc\w*|increas\w*|fewer|sooner|better|quicker)\b|%|per cent",
    re.IGNORECASE,
)
_QUALITY = re.compile(
    r"\b(quality|consisten\w*|timel\w*|effective\w*|oversight|prompt\w*|robust\w*|impact)\b", re.IGNORECASE
)
BUNCH = 5
"""Open actions due on one day from which on a plan is said to bunch its dates."""


def about_action(snapshot: Snapshot, action: Action) -> tuple[str, ...]:
    """What is remarkable about an open action, a sentence each: its wording, its date, its owner."""
    if not is_open(action):
        return ()
    said = [_wording(action), _dating(snapshot, action)]
    if action.owner is None:
        said.append("It has no owner.")
    return tuple(sentence for sentence in said if sentence)


def _wording(action: Action) -> str:
    """Activity without a difference is what inspectors criticise most."""
    words = f"{action.title} {action.description or ''}"
    if action.success_measure or not _ACTIVITY.match(action.title) or _DIFFERENCE.search(words):
        return ""
    return "It says what will be done and not what will be different: add “so that …” or a success measure."


def _dating(snapshot: Snapshot, action: Action) -> str:
    if action.due is None:
        return "It has no due date."
    warning = non_working_warning(action.due, closure_days(snapshot))
    return f"{warning}." if warning else ""


def closure_days(snapshot: Snapshot) -> frozenset[date]:
    """The plan's own closure days, beside the bank holidays; words that are no ISO date are passed over."""
    return frozenset(day for day in map(_iso, snapshot.plan.closure_days) if day is not None)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def about_subject(snapshot: Snapshot, subject: Recommendation | Finding) -> tuple[str, ...]:
    """What is remarkable about a recommendation or finding: no action, or quality without a measure."""
    if subject.delivery:
        return ()
    actions = snapshot.actions_for(subject.id)
    said = [] if actions else ["It has no action yet."]
    found = _QUALITY.search(subject.text)
    measured = any(snapshot.measures_for(target) for target in (subject.id, *(action.id for action in actions)))
    if found and not measured:
        said.append(f"It asks how well things are done (“{found[0].casefold()}”) and has no measure to show it.")
    return tuple(said)


def about_plan(snapshot: Snapshot) -> tuple[str, ...]:
    """Dates on which many open actions fall due at once."""
    days = Counter(action.due for action in snapshot.actions if is_open(action) and action.due is not None)
    bunched = sorted((day, count) for day, count in days.items() if count >= BUNCH)
    return tuple(f"{count} open actions are due on {show(day)}: can they all be?" for day, count in bunched)


def about(snapshot: Snapshot, record: Any) -> tuple[str, ...]:
    """What is remarkable about any record; () for kinds nothing is remarked upon."""
    if isinstance(record, Action):
        return about_action(snapshot, record)
    if isinstance(record, Recommendation | Finding):
        return about_subject(snapshot, record)
    return about_plan(snapshot) if record is snapshot.plan else ()


def remarked(snapshot: Snapshot, records: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """The pointers of several records by reference, those without any left out."""
    found = {record.ref: about(snapshot, record) for record in records}
    return {ref: said for ref, said in found.items() if said}
