"""Former names of agencies, and which agency of a plan they mean today."""

from datetime import date

import pytest

from support.builders import an_id
from tracker.domain.people.agencies import is_former, joined_aliases, present_agency
from tracker.domain.people.people import find_agency
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Agency, Kind, Person, Plan
from tracker.domain.plan.snapshot import Snapshot


def a_register(*agencies: str | Agency) -> Snapshot:
    made = [
        one if isinstance(one, Agency) else Agency(id=an_id(100 + n), ref=f"G{n}", name=one)
        for n, one in enumerate(agencies, start=1)
    ]
    return Snapshot(Plan(id=RecordId("plan")), {Kind.AGENCY: {one.id: one for one in made}})


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Sampleton CCG", "Northshire Integrated Care Board"),
        ("NHS Sampleton Clinical Commissioning Group", "Northshire Integrated Care Board"),
        ("Sampleton LSCB", "Sampleton Safeguarding Children Partnership"),
        ("Local Safeguarding Children Board", "Sampleton Safeguarding Children Partnership"),
        ("Otherton LSCB", None),
        ("YOT", "Sampleton Youth Justice Service"),
        ("Sampleton Youth Offending Service", "Sampleton Youth Justice Service"),
        ("NPS", "The Probation Service"),
        ("National Probation Service", "The Probation Service"),
        ("Northern Community Rehabilitation Company", "The Probation Service"),
        ("Police", None),
        ("Scotland Yard", None),
        ("", None),
    ],
)
def test_a_former_name_means_the_agency_that_took_its_place(typed: str, found: str | None) -> None:
    plan = a_register(
        "Northshire Integrated Care Board",
        "Sampleton Safeguarding Children Partnership",
        "Sampleton Youth Justice Service",
        "The Probation Service",
        "Children's Services",
    )
    meant = find_agency(plan, typed)
    assert (meant.name if meant else None) == found


def test_nothing_is_guessed_between_two_or_where_the_former_agency_is_kept() -> None:
    two = a_register("Northshire ICB", "Southshire ICB")
    assert find_agency(two, "Sampleton CCG") is None
    kept = a_register("Sampleton CCG", "Northshire ICB")
    found = find_agency(kept, "sampleton ccg")
    assert found is not None
    assert found.ref == "G1"
    ended = Agency(id=an_id(150), ref="G5", name="Northshire ICB", active_to=date(2024, 1, 1))
    assert present_agency(a_register(ended).agencies, "Sampleton CCG") is None
    assert present_agency(a_register("National Probation Service").agencies, "NPS") is None


def test_names_as_they_are_today_are_no_former_names() -> None:
    assert is_former("Sampleton YOS")
    assert not is_former("Sampleton Youth Justice Service")
    assert not is_former("Synopsis of Yosemite")


def test_of_two_of_one_name_the_one_that_has_not_ended_is_meant() -> None:
    ended = Agency(id=an_id(150), ref="G5", name="Health Trust", active_to=date(2024, 1, 1))
    heir = Agency(id=an_id(151), ref="G6", name="Foundation Trust", aliases=("Health Trust",))
    plan = a_register(ended, heir)
    assert find_agency(plan, "health  trust") == heir
    assert find_agency(plan, "g5") == ended
    assert find_agency(a_register(ended), "Health Trust") == ended


def test_names_are_kept_once_when_agencies_are_joined() -> None:
    gone = Agency(id=an_id(150), ref="G5", name="Sampleton CCG", aliases=("SCCG", "ICB"))
    into = Agency(id=an_id(151), ref="G6", name="ICB", aliases=("sccg",))
    assert joined_aliases(gone, into) == ("SCCG", "Sampleton CCG")


def test_a_person_who_bears_a_former_name_is_no_agency() -> None:
    plan = a_register("Youth Justice Service")
    manager = Person(id=an_id(250), ref="P1", name="YOT Manager")
    with_manager = plan.with_records([(Kind.PERSON, manager.id, manager)], 1, "head")
    assert find_agency(plan, "YOT Manager") is not None
    assert find_agency(with_manager, "YOT Manager") is None
