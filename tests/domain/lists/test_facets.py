"""What can be picked out with a click finds just as many actions as it says."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store, an_id
from tracker.domain.lists.facets import FACETS, chosen_in, facets, term_of
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
