"""What closing an action asks for: evidence that someone else accepted, and what came of the work."""

from __future__ import annotations

from tracker.domain.evidence import is_checked
from tracker.domain.records import Action
from tracker.domain.snapshot import Snapshot

ACCEPTED = "evidence that someone else accepted"
SO_WHAT = "its impact (the “so what”)"


def lacking_to_close(snapshot: Snapshot, action: Action) -> tuple[str, ...]:
    """What an action lacks to be closed without a reason, in words; () where it lacks nothing."""
    accepted = any(is_checked(evidence) for evidence in snapshot.evidence_for(action.id))
    return (*(() if accepted else (ACCEPTED,)), *(() if action.impact else (SO_WHAT,)))


def is_closed_unproved(snapshot: Snapshot, action: Action) -> bool:
    """Whether an action is closed though it lacks what closing asks for; its reason says why."""
    return action.delivery == "closed" and bool(lacking_to_close(snapshot, action))
