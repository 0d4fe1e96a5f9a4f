"""Attempts of several people at one plan: an unwilling service leaves it as it was, and the log says what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine
from typing_extensions import override

from support.builders import a_plan
from support.clocks import FixedClock, an_act
from support.memory import MemoryStore
from support.team import Team
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.log.changes import diff, net
from tracker.domain.plan.records import Kind, Plan, Record
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.returned import Returned
from tracker.errors import UserError
from tracker.services.ports import Act, Store

PEOPLE = ("Ann Lead", "Bo Owner", "Cy Chair")
ROLE = "The Chair"
"""A role of the register, which the last of the people holds at first; people sign with it too."""
ACTORS = (*PEOPLE, ROLE)


def says(snapshot: Snapshot) -> object:
    """All that a plan says, without versions and numbers; tables that hold nothing are left out."""
    return snapshot.plan, {kind: dict(table) for kind, table in snapshot.records.items() if table}


NIGHTLY = 500
STEPS_A_NIGHT = 2_000


class Attempts(RuleBasedStateMachine):
    """One plan and its clock, on a store of memory. `steps` counts what was done, over all runs."""

    steps = 0

    @classmethod
    def enough_for_a_night(cls) -> bool:
        """Whether a nightly run came to 2,000 steps; a quick one need not."""
        print(f"{cls.steps} steps of random work")
        return cls.steps >= STEPS_A_NIGHT or settings().max_examples < NIGHTLY

    @staticmethod
    def make_store(plan: Plan, act: Act) -> Store:
        """The store to work on; a subclass puts another one under the same work."""
        return MemoryStore(plan, act)

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock()
        self.team = Team(self.make_store(a_plan(), an_act(PEOPLE[0], self.clock)), self.clock)
        self.originals: dict[str, date] = {}
        self.known_refs: dict[str, str] = {}
        self.closed: set[str] = set()
        self.decided: set[tuple[str, str]] = set()
        self.letters = 0
        self.refusal = ""
        self.sent: list[Returned] = []

    @override
    def teardown(self) -> None:
        self.team.store.close()

    def attempt(self, who: str, service: Callable[..., Any], *given: Any, **named: Any) -> bool:
        """Whether the service was willing; an unwilling one must leave the plan as it was."""
        before = self.team.now
        self.clock.forward(minutes=1)
        try:
            self.team.do(who, service, *given, **named)
        except UserError as error:
            self.refusal = error.message
            after = self.team.now
            assert (after.number, says(after)) == (before.number, says(before))
            return False
        after = self.team.now
        assert after.number in (before.number, before.number + 1)
        if after.number == before.number:
            assert says(after) == says(before)
        else:
            self.the_log_says_what_changed(before, after)
        return True

    def the_log_says_what_changed(self, before: Snapshot, after: Snapshot) -> None:
        """The changes that were logged are exactly the difference between the plan before and after."""
        with self.team.store.begin() as uow:
            written = uow.changesets(after=before.number)
        logged = {(c.record, c.field): (c.old, c.new) for c in net(written)}
        assert logged == difference(before, after)

    def pick(self, kind: Kind, number: int, likely: str = "") -> str:
        """The reference of some record of a kind (mostly one a filter lets through), or one that is not there."""
        refs = self.team.refs(kind)
        if likely and number % 5:
            found = chosen(self.team.now, self.team.now.of(kind), parse(likely, kind), self.clock.today())
            refs = [record.ref for record in found] or refs
        return refs[number % len(refs)] if refs else "A999"


def difference(before: Snapshot, after: Snapshot) -> dict[tuple[str, str], tuple[object, object]]:
    """Every field that differs between two moments of a plan."""
    old, new = everything(before), everything(after)
    changes = [change for key in {**old, **new} for change in diff(old.get(key), new.get(key))]
    return {(change.record, change.field): (change.old, change.new) for change in changes}


def everything(snapshot: Snapshot) -> dict[str, Record]:
    return {snapshot.plan.id: snapshot.plan, **{r.id: r for table in snapshot.records.values() for r in table.values()}}
