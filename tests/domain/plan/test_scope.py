"""What a return carries: what one owner or agency answers for, and nothing of anybody else."""

from dataclasses import replace

import pytest

from support.builders import a_plan_store, an_id
from tracker.domain.plan.records import Kind
from tracker.domain.plan.scope import scope_of
from tracker.errors import UserError


def refs(name: str | None) -> dict[str, list[str]]:
    found = scope_of(a_plan_store().snapshot(), name)
    return {str(kind): [one.ref for one in records] for kind, records in found.records.items()}


def test_an_owner_gets_their_own_actions_and_the_recommendations_these_serve() -> None:
    found = refs("Head of Early Help")
    assert found["action"] == ["A1", "A5"]
    assert found["recommendation"] == ["R1", "R4"]
    assert found["finding"] == []


@pytest.mark.parametrize(
    ("name", "carried"),
    [
        ("Head of Early Help", "R1 R4 A1 A5 S1 M1 U1 P1"),
        ("Designated Nurse", "R2 A3 E1 P3"),
        ("Children's Services", "R1 R2 R4 A1 A2 A5 S1 M1 U1 P1 P2"),
        ("Youth Justice Lead", "P4"),
    ],
)
def test_what_stands_with_their_actions_goes_along_and_nothing_else(name: str, carried: str) -> None:
    assert [ref for records in refs(name).values() for ref in records] == carried.split()


def test_who_leads_a_recommendation_gets_it_without_an_action() -> None:
    store = a_plan_store()
    now = store.snapshot()
    r6 = now.by_ref("R6")
    led = now.with_records([(Kind.RECOMMENDATION, r6.id, replace(r6, owner=an_id(204)))], now.number, now.head)
    found = scope_of(led, "Youth Justice Lead").records
    assert [one.ref for one in found[Kind.RECOMMENDATION]] == ["R6"]


def test_the_whole_plan_is_everyones() -> None:
    assert refs(None)["recommendation"] == ["R1", "R2", "R3", "R4", "R5", "R6"]


def test_nobody_of_that_name_is_refused() -> None:
    with pytest.raises(UserError, match="nobody in this plan is called “Nemo”"):
        refs(" Nemo ")
