from dataclasses import replace
from datetime import date

from support.builders import a_plan_store, an_id, put_into
from tracker.domain import people
from tracker.domain.records import Agency, Person
from tracker.domain.snapshot import Snapshot


def the_plan() -> Snapshot:
    store = a_plan_store()
    put_into(store, (Agency(id=an_id(190), ref="G9", name="Probation Service", aliases=("NPS", "CRC")),))
    return store.snapshot()


def test_names_are_one_whatever_their_case_and_spaces() -> None:
    assert people.same_person(" head of  EARLY help", "Head of Early Help")
    assert not people.same_person("Head of Early Help", "Head of Early Years")
    assert not people.same_person(None, "")
    assert people.tidy("  Head  of\tEarly Help ") == "Head of Early Help"


def test_people_are_found_by_name_and_reference() -> None:
    snapshot = the_plan()
    found = people.find_person(snapshot, "HEAD of early  help")
    assert found is not None
    assert found.ref == "P1"
    assert people.find_person(snapshot, "p1") == found
    assert people.find_person(snapshot, "Nobody") is None


def test_of_two_namesakes_the_one_still_here_is_meant() -> None:
    store = a_plan_store()
    left = Person(id=an_id(290), ref="P8", name="Team Manager", active_to=date(2024, 1, 1))
    here = Person(id=an_id(291), ref="P9", name="Team Manager")
    put_into(store, (left, here))
    found = people.find_person(store.snapshot(), "team manager")
    assert found is not None
    assert found.ref == "P9"


def test_agencies_are_found_by_former_names() -> None:
    snapshot = the_plan()
    found = people.find_agency(snapshot, "nps")
    assert found is not None
    assert found.name == "Probation Service"
    assert people.find_agency(snapshot, "g9") == found
    assert people.find_agency(snapshot, "Fire") is None


def test_a_person_is_active_to_their_last_day() -> None:
    person = the_plan().people[0]
    leaving = replace(person, active_to=date(2024, 3, 12))
    assert people.is_active(person, date(2030, 1, 1))
    assert people.is_active(leaving, date(2024, 3, 12))
    assert not people.is_active(leaving, date(2024, 3, 13))
    assert not people.is_active(None, date(2024, 3, 12))


def test_owners_of_what_evidence_serves_are_named_once() -> None:
    snapshot = the_plan()
    evidence = snapshot.evidence[0]
    assert people.owners_of_evidence(snapshot, evidence) == ("Designated Nurse",)
    both = (*snapshot.actions[:2], snapshot.actions[0], snapshot.actions[3], None)
    assert people.owner_names(snapshot, both) == ("Head of Early Help", "Detective Superintendent")
    assert people.owned_by(snapshot, snapshot.actions[0], "head of early help")
