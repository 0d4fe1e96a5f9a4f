"""Rows added as one change, and actions moved to another place or under another recommendation."""

import pytest

from support.team import LEAD, Team
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.log.undo import undo
from tracker.services.records.editing import add
from tracker.services.records.placing import add_many, move


@pytest.fixture
def plan(starters: Team) -> Team:
    """Two recommendations; three actions for the first."""
    for text in ("The timeliness of strategy meetings.", "The oversight of plans."):
        starters.do(LEAD, add, Kind.RECOMMENDATION, {"text": text})
    for title in ("First", "Second", "Third"):
        starters.do(LEAD, add, Kind.ACTION, {"title": title, "for": "R1"})
    return starters


def order(plan: Team) -> list[str]:
    return [action.ref for action in plan.now.actions]


def targets(plan: Team, ref: str) -> list[str]:
    return list(plan.now.refs_of(plan.get(ref).targets))


def test_rows_are_added_as_one_change_that_one_undo_takes_back(plan: Team) -> None:
    before = plan.now
    rows = [{"title": "Fourth", "for": "R2", "owner": "Head of Early Help"}, {"title": "Fifth", "due": "1 May 2024"}]
    done = plan.do(LEAD, add_many, Kind.ACTION, rows, "Pasted")
    assert done.refs == ("A4", "A5")
    assert plan.now.number == before.number + 1
    assert order(plan)[-2:] == ["A4", "A5"]
    plan.do(LEAD, undo)
    assert order(plan) == ["A1", "A2", "A3"]
    assert not plan.refs(Kind.PERSON)


def test_a_refused_row_is_named_and_nothing_is_added(plan: Team) -> None:
    before = plan.now.number
    with pytest.raises(UserError, match="row 2: "):
        plan.do(LEAD, add_many, Kind.ACTION, [{"title": "Good"}, {"title": "Bad", "due": "soon"}], "Pasted")
    with pytest.raises(UserError, match="nothing to add"):
        plan.do(LEAD, add_many, Kind.ACTION, [], "Pasted")
    assert plan.now.number == before


def test_actions_are_moved_before_another_or_to_the_end(plan: Team) -> None:
    plan.do(LEAD, move, ["A3"], before="A1")
    assert order(plan) == ["A3", "A1", "A2"]
    plan.do(LEAD, move, ["A3", "A1"])
    assert order(plan) == ["A2", "A3", "A1"]
    plan.do(LEAD, undo)
    assert order(plan) == ["A3", "A1", "A2"]


def test_rows_that_share_a_place_are_told_apart_when_one_is_moved(plan: Team) -> None:
    plan.do(LEAD, add_many, Kind.ACTION, [{"title": "Fourth"}, {"title": "Fifth"}], "Pasted")
    plan.do(LEAD, move, ["A5"], before="A4")
    assert order(plan) == ["A1", "A2", "A3", "A5", "A4"]


def test_an_action_dragged_under_another_recommendation_answers_that_one(plan: Team) -> None:
    plan.do(LEAD, move, ["A1"], under="R2", out_of={"A1": "R1"})
    assert targets(plan, "A1") == ["R2"]
    plan.do(LEAD, move, ["A2"], before="A1", under="R2")
    assert targets(plan, "A2") == ["R1", "R2"]
    before = plan.now.number
    plan.do(LEAD, move, ["A2"], before="A1", under="R2", out_of={"A2": "R1"})
    assert targets(plan, "A2") == ["R2"]
    assert plan.now.number == before + 1
    plan.do(LEAD, move, ["A2"], before="A1", under="R2", out_of={"A2": "R1"})
    assert targets(plan, "A2") == ["R2"]


def test_actions_of_several_recommendations_each_leave_their_own(plan: Team) -> None:
    plan.do(LEAD, move, ["A1"], under="R2", out_of={"A1": "R1"})
    plan.do(LEAD, add, Kind.RECOMMENDATION, {"text": "A third"})
    plan.do(LEAD, move, ["A1", "A2"], under="R3", out_of={"A1": "R2", "A2": "R1"})
    assert (targets(plan, "A1"), targets(plan, "A2")) == (["R3"], ["R3"])


def test_what_is_no_action_is_not_moved(plan: Team) -> None:
    with pytest.raises(UserError):
        plan.do(LEAD, move, ["R1"], before="A1")
    with pytest.raises(UserError, match="nothing was chosen"):
        plan.do(LEAD, move, [])
