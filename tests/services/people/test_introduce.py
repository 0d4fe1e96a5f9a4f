"""Who works with the plan says so once: the register gets who is new, and what it lacked of who is there."""

import pytest

from support.team import LEAD, NURSE, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.context import signed
from tracker.services.people.people import introduce
from tracker.services.records.editing import add


def test_a_new_name_joins_the_register_with_role_and_agency(team: Team) -> None:
    done = team.do("Ann Hill", introduce, "Ann  Hill", role=" Service Manager ", agency="Probation")
    person = team.get(done.refs[0])
    assert (person.name, person.role) == ("Ann Hill", "Service Manager")
    assert team.now.name_of(person.agency) == "Probation"
    assert team.do("Ann Hill", introduce, "ann hill").changes.nothing


def test_what_the_register_says_already_stays(team: Team) -> None:
    before = team.get("P3")
    team.do(NURSE, introduce, NURSE, role="Something else", agency="Police")
    assert (team.get("P3").role, team.get("P3").agency) == (before.role, before.agency)
    assert len(team.refs(Kind.PERSON)) == 5


def test_nobody_is_no_one(team: Team) -> None:
    with pytest.raises(UserError, match="at least one letter or digit"):
        team.do(LEAD, introduce, " ")


def test_a_signature_is_the_registers_spelling_and_tells_two_of_one_name_apart_by_reference(team: Team) -> None:
    for agency in ("Police", "Youth Justice Service"):
        team.do(LEAD, add, Kind.PERSON, {"name": "Sam Jones", "agency": agency})
    first, second = (one.ref for one in team.now.people if one.name == "Sam Jones")
    names = [signed(team.now, team.act(who)).who for who in ("sam  JONES", first, second, "head of early help", "P1")]
    assert names == ["Sam Jones", "Sam Jones (Police)", "Sam Jones (Youth Justice Service)", OWNER, OWNER]
    assert signed(team.now, team.act(" Nobody  Known ")).who == "Nobody Known"
