"""What can be picked out with a click finds just as many actions as it says."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store, an_id
from tracker.domain.lists.facets import FACETS, chosen_in, facets, filed_under, grouped_by, groups, term_of
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Record
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)


def a_full_plan() -> Snapshot:
    """The plan in mid-life, with priorities, somebody accountable and a theme."""
    snapshot = a_plan_store().snapshot()
    first, second, *_ = snapshot.actions
    changed = (replace(first, priority="high", accountable=an_id(203)), replace(second, priority="low"))
    rows: list[tuple[Kind, RecordId, Record]] = [(Kind.ACTION, action.id, action) for action in changed]
    themed = replace(snapshot.recommendations[0], theme="Planning")
    rows.append((Kind.RECOMMENDATION, themed.id, themed))
    return snapshot.with_records(rows, snapshot.number + 1, snapshot.head)


@pytest.mark.parametrize("field", FACETS)
def test_each_value_finds_as_many_as_it_says(field: str) -> None:
    snapshot = a_full_plan()
    found = facets(snapshot, field)
    assert found
    for value, count in found:
        test = parse(term_of(field, [value]), Kind.ACTION)
        assert len(chosen(snapshot, snapshot.actions, test, TODAY)) == count, value


def test_several_values_are_alternatives() -> None:
    snapshot = a_plan_store().snapshot()
    (one, _), (other, _), *_ = facets(snapshot, "owner")

    def refs(term: str) -> set[str]:
        return {action.ref for action in chosen(snapshot, snapshot.actions, parse(term, Kind.ACTION), TODAY)}

    either = refs(term_of("owner", [one, other]))
    assert either == refs(term_of("owner", [one])) | refs(term_of("owner", [other]))
    neither = refs(f'owner!="{one}"|"{other}"')
    assert neither == {action.ref for action in snapshot.actions} - either
    assert refs(f'delivery="not started"|"in progress", owner="{one}"|"{other}"') <= either


def test_values_stand_in_the_order_people_look_for_them() -> None:
    snapshot = a_plan_store().snapshot()
    refs = [value for value, _ in facets(snapshot, "for")]
    assert refs == sorted(refs, key=lambda ref: int(ref[1:]))
    assert facets(snapshot, "delivery")[0][0] == "not started"
    assert facets(a_full_plan(), "priority") == (("high", 1), ("low", 1))
    assert [value for value, _ in facets(snapshot, "assurance")] == ["none", "done"]


def test_a_filter_is_read_back() -> None:
    term = term_of("agency", ['Police "North"', "Health, East"])
    assert term == 'agency="Police North"|"Health, East"'
    assert chosen_in((term, "overdue", "wibble=\"x\"")) == (
        {"agency": ("Police North", "Health, East")}, ("overdue", "wibble=\"x\""),
    )  # fmt: skip
    assert term_of("agency", ()) == ""


def test_recommendations_filed_alike_stand_side_by_side_and_those_filed_nowhere_last() -> None:
    one, two, *_ = a_plan_store().snapshot().recommendations
    filed = [
        replace(one, ref="R1", theme="Voice"), replace(two, ref="R2", theme=None), replace(one, ref="R3", theme="Help"),
        replace(two, ref="R4", theme="Voice"),
    ]  # fmt: skip
    assert [record.ref for record in grouped_by(filed, "theme")] == ["R3", "R1", "R4", "R2"]
    assert grouped_by(filed, "") == filed
    outcomes = [
        replace(one, ref=ref, national_framework=(tag,)) for ref, tag in (("R1", "outcome 10"), ("R2", "outcome 2"))
    ]
    assert [record.ref for record in grouped_by(outcomes, "national_framework")] == ["R2", "R1"]
    several = replace(one, national_framework=("outcome 10", "outcome 9"))
    assert filed_under(several, "national_framework") == "outcome 9"
    assert [filed_under(filed[1], field) for field in ("national_framework", "theme", "")] == ["", "", ""]


def test_only_what_some_recommendation_is_filed_by_is_offered() -> None:
    assert "theme" in groups(a_full_plan())
    assert "theme" not in groups(a_plan_store().snapshot())
