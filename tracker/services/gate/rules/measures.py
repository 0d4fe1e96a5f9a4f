"""Measures: which way is better follows from baseline and target, where nobody says."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.actions.measures import direction_of
from tracker.domain.plan.records import Measure
from tracker.services.gate.write import Rule, Write


def _direction(write: Write, old: Measure | None, new: Measure) -> Measure:
    """The measure with the direction in which its target lies from its baseline, where nobody named one."""
    moved = old is None or (old.baseline, old.target) != (new.baseline, new.target)
    if "direction" in write.asked.named or not moved:
        return new
    return replace(new, direction=direction_of(new.baseline, new.target) or new.direction)


RULES = (Rule(_direction),)
