"""Who asks is not who decides, and who does the work is not who checks it, however either is called."""

import pytest

from support.team import LEAD, Team
from tracker.domain.records import Kind
from tracker.errors import UserError
from tracker.services.people import find_or_add
from tracker.services.records import add, set_fields

UNSEEN = "\u200b \u2060"


# Names


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.AGENCY])
def test_a_name_that_nobody_can_see_is_refused(team: Team, kind: Kind) -> None:
    with pytest.raises(UserError, match="needs at least one character that can be seen"):
        team.do(LEAD, add, kind, {"name": UNSEEN})
    ref = team.refs(kind)[0]
    with pytest.raises(UserError, match="needs at least one character that can be seen"):
        team.do(LEAD, set_fields, [ref], {"name": UNSEEN})


@pytest.mark.parametrize("field", ["owner", "agency", "supporting"])
def test_nor_does_such_a_name_get_into_a_register_by_way_of_an_action(team: Team, field: str) -> None:
    with pytest.raises(UserError, match="needs at least one character that can be seen"):
        team.do(LEAD, set_fields, ["A1"], {field: UNSEEN})
    assert team.do(LEAD, find_or_add, [UNSEEN]).refs == ()


def test_nobody_acts_under_such_a_name(team: Team) -> None:
    with pytest.raises(UserError, match="nobody is named as acting"):
        team.do(UNSEEN, set_fields, ["A1"], {"priority": "high"})


def test_a_name_in_other_letters_is_the_one_in_the_register(team: Team) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Zo\u00eb Owner"})
    before = len(team.now.people)
    team.do(LEAD, set_fields, ["A1"], {"owner": "Zoe\u0308\u200b Owner"})
    assert len(team.now.people) == before
    assert team.now.name_of(team.get("A1").owner) == "Zo\u00eb Owner"
