from datetime import date

import pytest

from support.builders import an_id
from support.team import LEAD, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.people.people import find_or_add, hand_over, suggestions, without_active_owner
from tracker.services.plan.plans import new_plan_record
from tracker.services.records.editing import set_fields
from tracker.services.records.order import reorder

TODAY = date(2024, 3, 12)


def test_a_new_plan_has_a_title() -> None:
    plan = new_plan_record("  Response to the  inspection ", lambda: an_id(9))
    assert (plan.id, plan.title, plan.agreed) == (an_id(9), "Response to the inspection", None)
    with pytest.raises(UserError, match="a plan needs a title"):
        new_plan_record(" ", lambda: an_id(9))


def test_names_are_found_or_added_in_one_step(team: Team) -> None:
    before = team.now.number
    done = team.do(LEAD, find_or_add, ["designated nurse", "Team Manager", " team  manager ", " "])
    assert done.refs == ("P3", "P6", "P6")
    assert team.now.number == before + 1
    assert team.do(LEAD, find_or_add, ["Designated Nurse"]).changes.nothing


def test_a_leaver_hands_everything_over_that_is_still_to_do(team: Team) -> None:
    team.do(LEAD, set_fields, ["A2", "A3"], {"accountable": OWNER})
    team.do(LEAD, set_fields, ["R1", "M1"], {"owner": OWNER})
    before = team.now.number
    done = team.do(LEAD, hand_over, "head of early help", "New Head", from_day=date(2024, 3, 29), reason="Retires")
    new = team.get("P6").id
    assert done.refs == ("A1", "A2", "R1", "M1")
    assert team.now.number == before + 1
    assert (team.get("A1").owner, team.get("A2").accountable, team.get("R1").owner) == (new, new, new)
    assert team.get("M1").owner == new
    assert team.get("P1").active_to == date(2024, 3, 29)
    finished, dropped = team.get("A3"), team.get("A5")
    assert (finished.accountable, dropped.owner) == (team.get("P1").id, team.get("P1").id)


def test_handing_over_needs_two_people(team: Team) -> None:
    with pytest.raises(UserError, match="not in the people register"):
        team.do(LEAD, hand_over, "Nobody", "Someone")
    with pytest.raises(UserError, match="cannot hand over to themselves"):
        team.do(LEAD, hand_over, "P1", "head of EARLY help")


def test_open_actions_without_an_active_owner_are_an_exception(team: Team) -> None:
    assert [a.ref for a in without_active_owner(team.now, TODAY)] == ["A4"]
    team.do(LEAD, set_fields, ["P2"], {"active_to": "2024-03-11"})
    assert [a.ref for a in without_active_owner(team.now, TODAY)] == ["A2", "A4"]


def test_suggestions_begin_with_what_was_typed(team: Team) -> None:
    team.do(LEAD, find_or_add, ["Early Years Lead"])
    assert [p.name for p in suggestions(team.now, "early", TODAY)] == ["Early Years Lead", "Head of Early Help"]
    team.do(LEAD, set_fields, ["P1"], {"active_to": "2024-03-01"})
    assert [p.name for p in suggestions(team.now, "early", TODAY)] == ["Early Years Lead"]


def test_records_are_put_in_order(team: Team) -> None:
    team.do(LEAD, reorder, ["R3", "R1"])
    assert team.refs(Kind.RECOMMENDATION) == ["R3", "R1", "R2", "R4", "R5", "R6"]
    team.do(LEAD, reorder, ["R1", "R2", "R3", "R4", "R5", "R6"])
    assert team.refs(Kind.RECOMMENDATION) == ["R1", "R2", "R3", "R4", "R5", "R6"]
    with pytest.raises(UserError, match="only records of one kind"):
        team.do(LEAD, reorder, ["R1", "A1"])
    with pytest.raises(UserError, match="have no order"):
        team.do(LEAD, reorder, ["P1"])
    with pytest.raises(UserError, match="only records of one kind"):
        team.do(LEAD, reorder, [])
