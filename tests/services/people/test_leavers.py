from datetime import date

import pytest

from support.team import LEAD, OWNER, Team
from tracker.errors import UserError
from tracker.services.people.people import hand_over
from tracker.services.records.editing import set_fields


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
