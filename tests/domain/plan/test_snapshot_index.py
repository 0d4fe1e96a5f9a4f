"""An index that was moved on from write to write finds what one made afresh finds."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan, an_id
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence, Kind, Person, Recommendation, Record, Update
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.plan.snapshot_index import by_number, index_of, place_of

SUBJECTS = [an_id(10 + n) for n in range(4)]
ACTIONS = [an_id(20 + n) for n in range(6)]
OTHERS = [an_id(40 + n) for n in range(4)]
some_subjects = st.lists(st.sampled_from(SUBJECTS), max_size=3, unique=True).map(lambda ids: tuple(sorted(ids)))
some_actions = st.lists(st.sampled_from(ACTIONS), max_size=3, unique=True).map(lambda ids: tuple(sorted(ids)))


def an_action(record_id: RecordId) -> st.SearchStrategy[Action]:
    ref = f"A{ACTIONS.index(record_id) + 1}"
    return st.builds(
        Action, id=st.just(record_id), ref=st.just(ref), position=st.integers(0, 3), targets=some_subjects,
        waits_for=some_actions, title=st.sampled_from(("one", "two")),
    )  # fmt: skip


def a_record(kind: Kind, n: int) -> st.SearchStrategy[Any]:
    if kind is Kind.ACTION:
        return an_action(ACTIONS[n])
    if kind is Kind.RECOMMENDATION:
        return st.builds(Recommendation, id=st.just(SUBJECTS[n]), ref=st.just(f"R{n + 1}"), position=st.integers(0, 2))
    if kind is Kind.UPDATE:
        target = st.none() | st.sampled_from(ACTIONS)
        return st.builds(Update, id=st.just(OTHERS[n]), ref=st.just(f"U{n + 1}"), target=target)
    return st.builds(Evidence, id=st.just(an_id(60 + n)), ref=st.just(f"E{n + 1}"), targets=some_subjects)


KINDS = st.sampled_from((Kind.ACTION, Kind.RECOMMENDATION, Kind.UPDATE, Kind.EVIDENCE))


@st.composite
def writes(draw: Any) -> list[tuple[Kind, RecordId, Record | None]]:
    found = []
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(KINDS)
        record = draw(a_record(kind, draw(st.integers(0, 3))))
        found.append((kind, record.id, draw(st.none() | st.just(record))))
    return found


@given(st.lists(writes(), max_size=8))
def test_moving_on_is_as_good_as_making_anew(steps: list[Any]) -> None:
    snapshot = Snapshot(a_plan()).warm()
    for number, changed in enumerate(steps, start=1):
        snapshot = snapshot.with_records(changed, number, "x")
        fresh = index_of(snapshot.records)
        moved = snapshot._index
        for index in (moved, snapshot.warm()._index):
            assert (index.kinds, index.refs) == (fresh.kinds, fresh.refs)
            assert {kind: order.whole() for kind, order in index.orders.items() if order.records} == {
                kind: order for kind, order in fresh.orders.items() if order.records
            }
            assert index.linked == fresh.linked


def test_many_changes_at_once_are_ordered_anew() -> None:
    snapshot = Snapshot(a_plan()).warm()
    people = [Person(id=an_id(1000 + n), ref=f"P{n + 1}", name=str(n)) for n in reversed(range(300))]
    after = snapshot.with_records([(Kind.PERSON, person.id, person) for person in people], 1, "x")
    assert [person.ref for person in after.people][:3] == ["P1", "P2", "P3"]
    actions = [Action(id=an_id(2000 + n), ref=f"A{n + 1}", targets=(SUBJECTS[0],)) for n in range(300)]
    after = after.with_records([(Kind.ACTION, action.id, action) for action in actions], 2, "y")
    assert len(after.actions_for(SUBJECTS[0])) == 300
    fewer = after.with_records([(Kind.ACTION, action.id, None) for action in actions], 3, "z")
    assert fewer.actions_for(SUBJECTS[0]) == ()
    assert fewer.by_ref("A1") is None


def test_what_waits_for_an_action_is_found() -> None:
    first, second = Action(id=ACTIONS[0], ref="A1"), Action(id=ACTIONS[1], ref="A2", waits_for=(ACTIONS[0],))
    snapshot = Snapshot(a_plan(), {Kind.ACTION: {first.id: first, second.id: second}})
    assert snapshot.waiting_on(first.id) == (second,)


def test_former_references_lead_to_the_record_and_cost_no_index() -> None:
    first = Action(id=ACTIONS[0], ref="A1")
    snapshot = Snapshot(a_plan(), {Kind.ACTION: {first.id: first}}).warm()
    after = snapshot.with_aliases({"A9": "A1"})
    assert after.by_ref("a9") is first
    assert after._index is snapshot._index
    assert Snapshot(a_plan()).with_aliases({"A9": "A1"}).by_ref("A9") is None


def test_records_that_share_a_place_are_told_apart_by_id() -> None:
    first, second = Person(id=an_id(1), name="one"), Person(id=an_id(2), name="two")
    snapshot = Snapshot(a_plan(), {Kind.PERSON: {first.id: first, second.id: second}}).warm()
    after = snapshot.with_records([(Kind.PERSON, second.id, Person(id=second.id, name="other"))], 1, "x")
    assert [person.name for person in after.people] == ["one", "other"]


def test_records_stand_by_position_and_then_by_the_number_of_their_reference() -> None:
    refs = ("A10", "A9", "A2", "B1")
    made = [Action(id=an_id(n), ref=ref, position=1 if ref == "A9" else 0) for n, ref in enumerate(refs, 1)]
    assert [one.ref for one in sorted(made, key=place_of)] == ["A2", "A10", "B1", "A9"]
    assert by_number(Action(id=an_id(1))) == ("", 0)
