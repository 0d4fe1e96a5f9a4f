"""One record on its way through the gate, and what a rule is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.people.people import called, same_hands
from tracker.domain.plan.records import Record, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.context import Asked

UNDO = frozenset({"undo"})
"""Undo gives back what was there; every other verb, redo and merge among them, makes a new claim."""


@dataclass(frozen=True, slots=True)
class Write:
    """What a rule may look at: the verb, who is judged as acting and on what day, and the plan before and after."""

    verb: str
    who: str
    today: date
    before: Snapshot
    after: Snapshot
    asked: Asked

    def owns(self, name: str | None, *actions: Any) -> bool:
        """Whether somebody of this name owns one of these states of a record, or acts with its owner's hands."""
        owners = {called(self.after, self.after.get(one.owner)) for one in actions if one is not None}
        return any(same_hands(self.after, owner, name) for owner in owners)


@dataclass(frozen=True, slots=True)
class Rule:
    """Takes a record as it was (None for a new one) and as it would be, and gives it back, completed.

    Raises UserError, with what to do, where the record may not be written so.
    """

    settle: Callable[[Write, Any, Any], Any]
    waived: frozenset[str] = UNDO
    """The verbs it is not asked for."""


def ref_of(old: Record | None, new: Record) -> str:
    """How a refusal calls a record: one that is not written yet has no reference that anybody knows."""
    return new.ref if old is not None else f"the new {kind_of(new)}"
