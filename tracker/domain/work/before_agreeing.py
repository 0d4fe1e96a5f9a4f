"""What a plan lacks before it is agreed: listed for whoever agrees it, and nothing is held up."""

from __future__ import annotations

from datetime import date

from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.work.in_the_way import Obstacle, counted

LACKING = (
    ("No action", Kind.RECOMMENDATION, "open, no actions"),
    ("No owner", Kind.ACTION, "open, no owner"),
    ("No date", Kind.ACTION, "open, no date"),
    ("No measure", Kind.RECOMMENDATION, "open, no measure"),
    ("Activity only", Kind.ACTION, "open, activity only"),
)
"""What is looked for; no measure is said of what is about quality or timeliness, and needs a number to show it."""


def lacking(snapshot: Snapshot, today: date) -> tuple[Obstacle, ...]:
    """What a plan lacks, each figure with the references it counts; figures of nought are left out."""
    return counted(snapshot, today, LACKING)


def not_agreed(snapshot: Snapshot) -> tuple[str, ...]:
    """The actions that were added without agreement since the plan was agreed, by reference."""
    return tuple(action.ref for action in snapshot.actions if action.agreed is None)
