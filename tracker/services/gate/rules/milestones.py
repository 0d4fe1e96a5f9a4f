"""Rules of a milestone: its title and action, and the date an agreed one keeps."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.plan.records import Milestone
from tracker.services.gate.write import Rule, Write


def _original(write: Write, old: Milestone | None, new: Milestone) -> Milestone:
    """A milestone of an agreed action keeps the date it was given first."""
    action = write.after.get(new.action)
    agreed = action is not None and (action.agreed is not None or write.after.plan.agreed is not None)
    first = old.due if old is not None and old.due is not None else new.due
    if agreed and first is not None and new.original_due is None:
        return replace(new, original_due=first)
    return new


RULES = (Rule(_original),)
