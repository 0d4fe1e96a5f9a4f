"""Clocks that stand still or tick."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tracker.services.ports import Act


@dataclass
class FixedClock:
    """A clock that shows one moment until it is moved."""

    moment: datetime = datetime(2024, 3, 12, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def forward(self, **passed: float) -> None:
        self.moment += timedelta(**passed)


def an_act(who: str = "Improvement Lead", clock: FixedClock | None = None, as_at: date | None = None) -> Act:
    """Someone acting at a fixed time."""
    return Act(who=who, system_user="tester", clock=clock or FixedClock(), as_at=as_at)
