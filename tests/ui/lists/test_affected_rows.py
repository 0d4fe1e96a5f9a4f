"""No row says what was true before: whatever a write changes in a list, its row is among those worked out anew."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from support.builders import a_plan_store
from support.clocks import FixedClock
from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.dates import extend
from tracker.services.evidence.evidence import About, attach_link, review
from tracker.services.meetings.rounds import ask_round, nil_return
from tracker.services.meetings.updates import add_update
from tracker.services.records.editing import add, set_fields
from tracker.ui.lists.affected_rows import affected
from tracker.ui.lists.cells import Look
from tracker.ui.plan_list.action_columns import PLAN_COLUMNS
from tracker.ui.registers.register_columns import REGISTERS

TODAY = date(2024, 3, 12)
LISTS = (((Kind.RECOMMENDATION, Kind.FINDING, Kind.ACTION), PLAN_COLUMNS), *REGISTERS.values())
Write = Callable[[Team], Any]


def cells(plan: Snapshot) -> dict[Any, tuple[Any, ...]]:
    look = Look(plan, TODAY, OWNER)
    return {
        record.id: tuple(column.cell(look, record) for column in columns)
        for kinds, columns in LISTS
        for kind in kinds
        for record in plan.of(kind)
    }


@pytest.mark.parametrize("write", [
    lambda team: team.do(OWNER, add_update, "A1", "Going on.", forecast="green"),
    lambda team: team.do(LEAD, nil_return, OWNER),
    lambda team: team.do(LEAD, set_fields, ["A1"], {"delivery": "complete"}),
    lambda team: team.do(LEAD, set_fields, ["A2"], {"owner": OWNER}),
    lambda team: team.do(LEAD, set_fields, ["R1"], {"owner": OWNER, "agency": "Police"}),
    lambda team: team.do(LEAD, set_fields, ["P1"], {"name": "Somebody Else", "active_to": "2024-01-01"}),
    lambda team: team.do(LEAD, set_fields, ["G1"], {"name": "Another Agency"}),
    lambda team: team.do(LEAD, extend.ask, "A2", "2024-07-01", "Ill"),
    lambda team: team.do(LEAD, attach_link, ["A1", "R2"], "https://example.org", about=About("Audit", "x")),
    lambda team: team.do(CHAIR, review, "E1", accept=True),
    lambda team: team.do(LEAD, add, Kind.ACTION, {"title": "New", "for": "R2", "owner": OWNER}),
    lambda team: team.do(LEAD, add, Kind.MILESTONE, {"action": "A1", "title": "First", "due": "2024-03-01"}),
    lambda team: team.do(LEAD, add, Kind.MEETING, {"name": "Board", "held_on": "2024-03-10"}),
    lambda team: team.do(LEAD, add, Kind.CHALLENGE, {"question": "Why?", "for": "A1", "asked_by": "Chair"}),
    lambda team: team.do(LEAD, add, Kind.MEASURE, {"name": "Visits", "for": "A1", "target": "9"}),
])  # fmt: skip
def test_every_row_that_reads_differently_is_worked_out_anew(write: Write) -> None:
    clock = FixedClock()
    team = Team(a_plan_store(clock), clock)
    team.do(LEAD, ask_round, due=date(2024, 3, 20))
    before = team.now
    write(team)
    after, changes = team.store.refresh(before)
    old, new = cells(before), cells(after)
    found = affected(before, after, changes)
    assert new != old
    assert found is not None
    stale = {after.get(one).ref for one in new if one in old and new[one] != old[one] and one not in found}
    assert stale == set()
