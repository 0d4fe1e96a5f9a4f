"""Numbers that are wrong are not written: measures, readings and the plan's own periods."""

from datetime import date, timedelta
from typing import Any

import pytest

from support.team import LEAD, Team
from tracker.domain.actions.measures import movement
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.records.editing import add, set_fields

TODAY = date(2024, 3, 12)


def measure(team: Team, **fields: Any) -> Any:
    done = team.do(LEAD, add, Kind.MEASURE, {"name": "Re-referrals", "for": "R2", **fields})
    return team.get(done.refs[0])


def test_a_measure_goes_where_its_target_lies(team: Team) -> None:
    falling = measure(team, baseline="90", target="75")
    assert falling.direction == "down"
    assert movement(falling, 80.0) == "better"
    team.do(LEAD, set_fields, [falling.ref], {"target": "95"})
    assert team.get(falling.ref).direction == "up"
    kept = measure(team, baseline="90", target="75", direction="up")
    assert kept.direction == "up"
    team.do(LEAD, set_fields, [kept.ref], {"name": "At least three in four"})
    assert team.get(kept.ref).direction == "up"
    unsaid = measure(team, baseline="41")
    assert (unsaid.direction, movement(unsaid, 44.0), movement(unsaid, 41.0)) == ("", "undirected", "same")
    team.do(LEAD, set_fields, [unsaid.ref], {"direction": "down"})
    assert movement(team.get(unsaid.ref), 44.0) == "worse"
    assert measure(team, baseline="41", target="41", direction="down").direction == "down"


def test_a_reading_of_a_day_to_come_is_refused(team: Team) -> None:
    ref = measure(team, baseline="90", target="75").ref
    team.do(LEAD, add, Kind.POINT, {"measure": ref, "dated": TODAY, "value": "80"})
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(UserError, match="is in the future, so nothing was read on it"):
        team.do(LEAD, add, Kind.POINT, {"measure": ref, "dated": tomorrow, "value": "200"})
    (point,) = team.now.points_of(team.get(ref).id)
    with pytest.raises(UserError, match="is in the future"):
        team.do(LEAD, set_fields, [point.ref], {"dated": tomorrow})
    assert team.get(point.ref).dated == TODAY


@pytest.mark.parametrize("text", ["1,5", "1.234,5", "1,00,0", "12,34", ",5", "1,5%"])
def test_a_decimal_comma_is_not_taken_for_something_else(team: Team, text: str) -> None:
    with pytest.raises(UserError) as refused:
        measure(team, baseline=text)
    assert "with a point" in refused.value.hint


@pytest.mark.parametrize(("text", "number"), [("1,500", 1500.0), ("-1,234,567.5", -1234567.5), ("41.5 %", 41.5)])
def test_thousands_may_be_parted(team: Team, text: str, number: float) -> None:
    assert measure(team, baseline=text).baseline == number


@pytest.mark.parametrize(
    ("field", "text"),
    [("quiet_weeks", "100"), ("quiet_weeks", "0"), ("check_months", "999999999"), ("check_months", "abc; -3"),
     ("closure_days", "foo")],
)  # fmt: skip
def test_periods_no_plan_can_have_are_refused(team: Team, field: str, text: str) -> None:
    with pytest.raises(UserError) as refused:
        team.do(LEAD, set_fields, ["plan"], {field: text})
    assert refused.value.hint
    assert getattr(team.now.plan, field) in (None, ())


def test_periods_are_kept_as_they_are_meant(team: Team) -> None:
    team.do(LEAD, set_fields, ["plan"], {"check_months": "12; 6", "closure_days": "24 Dec 2026; 2026-12-31",
                                         "quiet_weeks": "4"})  # fmt: skip
    plan = team.now.plan
    assert (plan.check_months, plan.quiet_weeks) == (("6", "12"), 4)
    assert len(plan.closure_days) == 2
    team.do(LEAD, set_fields, ["plan"], {"quiet_weeks": "99"})
    assert team.now.plan.quiet_weeks == 99
    with pytest.raises(UserError, match="working_days is never 1000"):
        team.do(LEAD, set_fields, ["I1"], {"working_days": "1000"})
    team.do(LEAD, set_fields, ["I1"], {"working_days": "70"})
    assert team.get("I1").working_days == 70
    assert date(2026, 12, 24) > TODAY
