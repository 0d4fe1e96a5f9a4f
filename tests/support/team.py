"""People at work on one plan in a test: each call is one unit of work by someone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

from support.clocks import FixedClock, an_act
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.ports import Act, Store, UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")
LEAD, CHAIR, OWNER, NURSE = "Improvement Lead", "Board Chair", "Head of Early Help", "Designated Nurse"


class Team:
    """A store, a clock, and whoever acts."""

    def __init__(self, store: Store, clock: FixedClock, as_at: date | None = None) -> None:
        self.store = store
        self.clock = clock
        self.as_at = as_at

    def act(self, who: str) -> Act:
        return an_act(who, self.clock, self.as_at)

    def do(
        self, who: str, service: Callable[Concatenate[UnitOfWork, Act, P], T], *given: P.args, **named: P.kwargs
    ) -> T:
        """One service in one unit of work."""
        with self.store.begin() as uow:
            return service(uow, self.act(who), *given, **named)

    @property
    def now(self) -> Snapshot:
        return self.store.snapshot()

    def get(self, ref: str) -> Any:
        """The record with this reference as it stands."""
        record = self.now.by_ref(ref)
        assert record is not None, ref
        return record

    def refs(self, kind: Kind) -> list[str]:
        return [record.ref for record in self.now.of(kind)]
