"""Joining two agencies that are one."""

from datetime import date

import pytest

from support.builders import an_id, put_into
from support.team import LEAD, Team
from tracker.domain.plan.records import Agency, Kind
from tracker.errors import UserError
from tracker.services.log.undo import undo
from tracker.services.people.agencies import join_agencies
from tracker.services.records.editing import add, set_fields

ICB, CCG = an_id(103), an_id(190)


@pytest.fixture
def doubled(team: Team) -> Team:
    """The plan with the integrated care board under its former name too."""
    put_into(team.store, (Agency(id=CCG, ref="G9", name="Sampleton CCG", aliases=("SCCG",)),))
    team.do(LEAD, set_fields, ["A1", "R1", "F1", "P1"], {"agency": "Sampleton CCG"})
    team.do(LEAD, set_fields, ["A1"], {"supporting": "Integrated Care Board; Police"})
    team.do(LEAD, set_fields, ["A2", "A3"], {"supporting": "SCCG; Children's Services"})
    return team


def test_everything_names_the_agency_that_stays(doubled: Team) -> None:
    before = doubled.now
    done = doubled.do(LEAD, join_agencies, "sampleton ccg", "G3", reason="One body since July 2022")
    assert done.refs == ("A1", "A2", "A3", "R1", "F1", "P1")
    assert doubled.now.number == before.number + 1
    a1, a2, a3 = (doubled.get(ref) for ref in ("A1", "A2", "A3"))
    assert (a1.agency, a1.supporting) == (ICB, (an_id(102),))
    assert a2.supporting == tuple(sorted((ICB, an_id(101))))
    assert (a3.agency, a3.supporting) == (ICB, (an_id(101),))
    assert {doubled.get(ref).agency for ref in ("R1", "F1", "P1")} == {ICB}
    assert doubled.get("G3").aliases == ("Sampleton CCG", "SCCG")
    assert doubled.get("G9").active_to == date(2024, 3, 12)


def test_the_old_name_means_the_agency_that_stays_and_makes_no_new_one(doubled: Team) -> None:
    doubled.do(LEAD, join_agencies, "G9", "Integrated Care Board")
    agencies = len(doubled.now.agencies)
    made = doubled.do(LEAD, add, Kind.ACTION, {"title": "Share one record", "agency": "Sampleton CCG"})
    assert doubled.get(made.refs[0]).agency == ICB
    assert len(doubled.now.agencies) == agencies
    with pytest.raises(UserError, match="are one agency already"):
        doubled.do(LEAD, join_agencies, "Sampleton CCG", "Integrated Care Board")


def test_one_undo_parts_them_again(doubled: Team) -> None:
    before = doubled.now.records
    doubled.do(LEAD, join_agencies, "G9", "G3")
    doubled.do(LEAD, undo)
    assert {kind: dict(table) for kind, table in doubled.now.records.items()} == before


def test_only_agencies_of_the_register_are_joined(doubled: Team) -> None:
    with pytest.raises(UserError, match="“Fire service” is not in the agencies register"):
        doubled.do(LEAD, join_agencies, "G9", " Fire  service")
    doubled.do(LEAD, set_fields, ["G9"], {"active_to": "2022-06-30"})
    doubled.do(LEAD, join_agencies, "G9", "G3")
    assert doubled.get("G9").active_to == date(2022, 6, 30)
