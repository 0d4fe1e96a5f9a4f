"""What happened in the plan while a meeting lasted: new dates decided, questions asked and answered, actions added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Meeting
from tracker.domain.plan.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Noted:
    """One record that the meeting decided on, asked, answered or added, who wrote it down, and when."""

    record: RecordId
    who: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as the log tells it. `state` is the plan as it stood at the close, `begun` what it begins with.

    Where its own decisions and questions were `recorded_later`, `state` is the plan after the last of these.
    """

    meeting: Meeting
    state: Snapshot
    closed: date
    begun: str
    decided: tuple[Noted, ...] = ()
    asked: tuple[Noted, ...] = ()
    answered: tuple[Noted, ...] = ()
    added: tuple[Noted, ...] = ()
    recorded_later: bool = False
