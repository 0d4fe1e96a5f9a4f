"""An earlier state told backwards is the one that the log tells forwards."""

from __future__ import annotations

from support.builders import a_plan_store
from support.clocks import FixedClock
from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.log.rewind import rewound
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.log.erase import erase
from tracker.services.log.undo import undo
from tracker.services.records.editing import add, set_fields


def told(snapshot: Snapshot) -> dict[str, object]:
    return {one.id: one for kind in snapshot.records for one in snapshot.of(kind)} | {"": snapshot.plan}


def test_every_earlier_state_is_told_backwards() -> None:
    clock = FixedClock()
    team = Team(a_plan_store(clock), clock)
    team.do(LEAD, set_fields, [""], {"title": "Another", "quiet_weeks": "3"})
    team.do(OWNER, add, Kind.ACTION, {"title": "Added and taken back"})
    team.do(OWNER, undo)
    team.do(OWNER, set_fields, ["A1"], {"description": "Words that go", "owner": "Somebody New", "for": "R2;R1"})
    team.do(CHAIR, set_fields, ["A1", "A2"], {"priority": "high"})
    team.do(CHAIR, erase, "A1", "A name stood there", ["description"])
    with team.store.begin(writing=False) as uow:
        now = uow.snapshot()
        for number in range(1, now.number + 1):
            before = uow.as_of(number)
            found = rewound(now, uow.changesets(after=number))
            assert (told(found), found.number, found.head) == (told(before), number, before.head)
            assert [one.ref for one in found.actions] == [one.ref for one in before.actions]
