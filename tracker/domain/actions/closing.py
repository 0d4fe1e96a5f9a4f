"""What closing an action asks for: evidence that counts and that someone else accepted, and what came of the work."""

from __future__ import annotations

from datetime import date

from tracker.domain.actions.evidence import accepted
from tracker.domain.plan.records import Action
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import says_something

ACCEPTED = "evidence that someone else accepted"
SO_WHAT = "its impact (the “so what”)"


def lacking_to_close(snapshot: Snapshot, action: Action, today: date) -> tuple[str, ...]:
    """What an action lacks on a day to be closed without a reason, in words; () where it lacks nothing.

    Evidence counts here where it counts for how far the evidence stands up.
    """
    shown = accepted(snapshot.evidence_for(action.id), today)
    return (*(() if shown else (ACCEPTED,)), *(() if says_something(action.impact) else (SO_WHAT,)))


def is_closed_proved(snapshot: Snapshot, action: Action, today: date) -> bool:
    """Whether an action is closed with all that closing asks for."""
    return action.delivery == "closed" and not lacking_to_close(snapshot, action, today)


def is_closed_unproved(snapshot: Snapshot, action: Action, today: date) -> bool:
    """Whether an action is closed though it lacks what closing asks for; its reason says why."""
    return action.delivery == "closed" and bool(lacking_to_close(snapshot, action, today))
