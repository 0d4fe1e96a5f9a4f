from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store, an_id, put_into
from tracker.domain.people import people
from tracker.domain.plan.records import Agency, Extension, Kind, Person
from tracker.domain.plan.snapshot import Snapshot


def the_plan() -> Snapshot:
    store = a_plan_store()
    put_into(store, (Agency(id=an_id(190), ref="G9", name="Probation Service", aliases=("NPS", "CRC")),))
    return store.snapshot()


def test_names_are_one_whatever_their_case_and_spaces() -> None:
    assert people.same_person(" head of  EARLY help", "Head of Early Help")
    assert not people.same_person("Head of Early Help", "Head of Early Years")
    assert not people.same_person(None, "")
    assert people.tidy("  Head  of\tEarly Help ") == "Head of Early Help"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zo\u00eb Owner", "Zoe\u0308 OWNER"),
        ("Jane\u200b Owner", "Jane Owner"),
        ("\u202eJane\u00ad Owner\ufeff", "Jane\u00a0Owner"),
        ("Stra\u00dfe", "STRASSE"),
    ],
)
def test_names_are_one_however_their_letters_are_put_together(one: str, other: str) -> None:
    assert people.same_person(one, other)


def test_a_name_of_nothing_that_shows_is_no_name() -> None:
    assert people.fold(" \u200b\u2060 ") == ""
    assert not people.same_person("\u200b", "\u200b")


def test_a_role_and_who_holds_it_are_the_same_hands() -> None:
    store = a_plan_store()
    put_into(
        store,
        (
            Person(id=an_id(280), ref="P6", name="Jane Owner"),
            Person(id=an_id(281), ref="P7", name="Bo Other"),
            Person(id=an_id(282), ref="P8", name="Board Chair", sort="role", held_by=(an_id(280),)),
            Person(id=an_id(283), ref="P9", name="Front Door", sort="team", held_by=(an_id(281), an_id(282))),
            Person(id=an_id(284), ref="P10", name="Chief Officer", sort="role", held_by=(an_id(280),)),
        ),
    )
    snapshot = store.snapshot()

    def same(one: str | None, other: str | None) -> bool:
        found = people.same_hands(snapshot, one, other)
        assert found == people.same_hands(snapshot, other, one)
        return found

    assert same("Board Chair", "jane  OWNER")
    assert same("P8", "Jane Owner")
    assert same("Board Chair", "Chief Officer")
    assert same("Front Door", "Jane Owner")
    assert same("Not In The Register", "not in the register")
    assert not same("Jane Owner", "Bo Other")
    assert not same("Board Chair", "Bo Other")
    assert not same("Board Chair", "Not In The Register")
    assert not same(None, "")


def test_roles_that_hold_one_another_do_not_go_round_for_ever() -> None:
    store = a_plan_store()
    ring = (
        Person(id=an_id(280), ref="P6", name="One", sort="role", held_by=(an_id(281),)),
        Person(id=an_id(281), ref="P7", name="Two", sort="role", held_by=(an_id(280),)),
    )
    put_into(store, ring)
    assert people.same_hands(store.snapshot(), "One", "Two")


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


def test_a_name_is_found_as_it_is_after_each_write() -> None:
    one, other = (Person(id=an_id(280 + n), ref=f"P{6 + n}", name="Jane Owner") for n in (0, 1))
    store = a_plan_store()
    put_into(store, (one, other))
    before = store.snapshot()
    assert [person.ref for person in before.people_called("jane owner")] == ["P6", "P7"]
    assert [people.called(before, person) for person in (one, other)] == ["Jane Owner (P6)", "Jane Owner (P7)"]

    after = before.with_records([(Kind.PERSON, other.id, replace(other, name="Jane New"))], 99, "")
    assert [person.ref for person in after.people_called("jane owner")] == ["P6"]
    assert [person.ref for person in after.people_called("jane new")] == ["P7"]
    assert [person.ref for person in after.people_called("p7")] == ["P7"]
    assert people.called(after, one) == "Jane Owner"
    assert people.called(before, one) == "Jane Owner (P6)"


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


class Counting(Snapshot):
    """A plan that counts how often its register of people is gone through."""

    walks = 0

    @property
    def people(self) -> tuple[Person, ...]:
        type(self).walks += 1
        return super().people


def test_who_may_decide_many_dates_is_looked_for_once() -> None:
    plan = the_plan()
    wanted = [Extension(id=an_id(9000 + n), action=a.id, asked_by=n % 2 * "Ann") for n, a in enumerate(plan.actions)]
    counting = Counting(plan.plan, plan.records, plan.number, plan.head, plan.aliases)
    each = tuple(people.who_may_decide_each(counting, wanted, date(2024, 3, 12)))
    once = Counting.walks
    more = tuple(people.who_may_decide_each(counting, wanted * 20, date(2024, 3, 12)))
    assert (more, each) == (each * 20, tuple(people.who_may_decide(plan, one, date(2024, 3, 12)) for one in wanted))
    assert Counting.walks - once <= once + len(wanted) * 20
