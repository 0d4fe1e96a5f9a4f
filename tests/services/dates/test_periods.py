"""How long there is to answer an inspection, where a person types another period than the rule's."""

import pytest

from support.team import CHAIR, LEAD, Team
from tracker.domain.plan.records import LONGEST_PERIOD, Kind
from tracker.errors import Conflict, UserError
from tracker.services.dates.periods import set_periods


@pytest.mark.parametrize("days", [1, 70, LONGEST_PERIOD])
def test_a_period_that_can_be_counted_is_kept_and_said_once(team: Team, days: int) -> None:
    done = team.do(LEAD, set_periods, {"I1": days})
    assert (team.get("I1").working_days, done.refs) == (days, ("I1",))
    before = team.now.number
    assert team.do(LEAD, set_periods, {"I1": days}).refs == ()
    assert team.now.number == before
    assert team.do(LEAD, set_periods, {"I1": None}).refs == ("I1",)
    assert team.get("I1").working_days is None


@pytest.mark.parametrize("days", [0, -1, LONGEST_PERIOD + 1])
def test_a_period_that_cannot_be_counted_is_refused_with_what_can(team: Team, days: int) -> None:
    with pytest.raises(UserError, match=f"{days} working days cannot be counted for I1") as caught:
        team.do(LEAD, set_periods, {"I1": days})
    assert f"from 1 to {LONGEST_PERIOD}" in caught.value.hint
    assert team.get("I1").working_days is None


def test_a_period_that_somebody_else_set_meanwhile_is_not_written_over(team: Team) -> None:
    team.do(CHAIR, set_periods, {"I1": 30})
    with pytest.raises(Conflict):
        team.do(LEAD, set_periods, {"I1": 20}, seen={"I1": None})
    assert team.get("I1").working_days == 30
    assert team.do(LEAD, set_periods, {"I1": 30}, seen={"I1": None}).refs == ()
    assert team.do(LEAD, set_periods, {"I1": 20}, seen={"I1": 30}).refs == ("I1",)
    assert team.do(LEAD, set_periods, {"I1": 25}, seen={}).refs == ("I1",)


def test_only_an_inspection_has_such_a_period(team: Team) -> None:
    with pytest.raises(UserError, match="A1 is not an inspection"):
        team.do(LEAD, set_periods, {"A1": 20})
    assert team.refs(Kind.INSPECTION) == ["I1"]
