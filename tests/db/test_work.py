"""A unit of work: what it reads, what it writes, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import a_plan_store, an_action, an_id, plan_records, put_into
from support.clocks import FixedClock, an_act
from tracker.db import blobs
from tracker.db.store import PlanStore
from tracker.domain.log.changes import EXISTS
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Agency, Evidence, Kind, Measure, Person, Plan
from tracker.errors import Conflict, UserError

Make = Callable[..., PlanStore]


def test_a_new_plan_holds_its_record_and_one_changeset(empty: PlanStore) -> None:
    snapshot = empty.snapshot()
    assert (snapshot.plan.title, snapshot.number, snapshot.plan.version) == ("Response to the joint inspection", 1, 1)
    with empty.begin() as uow:
        (only,) = uow.changesets()
    assert (only.stamp.verb, only.stamp.who, only.hash) == ("new", "Improvement Lead", snapshot.head)


def test_every_kind_of_record_comes_back_as_it_was_put(empty: PlanStore, reopen: Make, address: str) -> None:
    put_into(empty, plan_records())
    expected = a_plan_store().snapshot()
    assert empty.snapshot().records == expected.records
    assert reopen(address).snapshot().records == expected.records


def test_what_is_not_committed_is_gone(store: PlanStore) -> None:
    before = store.snapshot()
    with store.begin() as uow:
        uow.add(an_action(9))
        assert uow.snapshot().by_ref("A9") is not None
    assert store.snapshot() == before


def test_what_fails_half_way_is_gone(store: PlanStore) -> None:
    before = store.snapshot()
    work = store.begin()
    with pytest.raises(ValueError, match="already"), work:
        work.add(replace(work.add(an_action(9)), title="twice"))
    assert store.snapshot() == before


def test_an_equal_record_writes_nothing(store: PlanStore, edit: Any) -> None:
    before = store.snapshot()
    assert edit(store, "A1").nothing
    assert store.snapshot() == before
    assert store.verify().changesets == before.number


def test_an_edit_says_what_it_touched(store: PlanStore, edit: Any) -> None:
    before = store.snapshot()
    changes = edit(store, "A1", title="Agree two templates", why="the board asked")
    after = store.snapshot()
    assert changes.number == before.number + 1 == after.number
    assert changes.ids == {Kind.ACTION: frozenset({an_id(501)})}
    assert after.by_ref("A1") == replace(before.get(an_id(501)), title="Agree two templates")
    assert after.get(an_id(501)).version == before.get(an_id(501)).version + 1


def test_history_of_one_record_holds_only_its_own_changes(store: PlanStore) -> None:
    with store.begin() as uow:
        for ref in ("A1", "A2"):
            uow.put(replace(uow.snapshot().by_ref(ref), due=date(2025, 1, 1)))  # type: ignore[type-var, call-arg]
        uow.commit(an_act().stamp(why="both"))
    with store.begin() as uow:
        history = uow.changes_of(an_id(501))
        stamps = uow.stamps()
    assert [changeset.stamp.why for changeset, _ in history] == ["", "both"]
    assert [(c.field, c.old, c.new) for c in history[-1][1]] == [("due", "2024-05-28", "2025-01-01")]
    assert [number for number, _ in stamps] == list(range(1, store.snapshot().number + 1))


def test_who_wrote_a_field_last_is_asked_of_many_records_at_once(store: PlanStore, edit: Any) -> None:
    edit(store, "A1", due=date(2025, 1, 1))
    edit(store, "A1", due=date(2025, 2, 1), why="the second")
    edit(store, "A1", title="Another")
    with store.begin(writing=False) as uow:
        found = uow.last_to_write([an_id(501), an_id(9999)], ["due", "title"])
        assert uow.last_to_write([], ["due"]) == {}
    last = store.snapshot().number
    assert {key: number for key, (number, _) in found.items()} == {
        (an_id(501), "due"): last - 1, (an_id(501), "title"): last,
    }  # fmt: skip
    assert found[an_id(501), "due"][1].why == "the second"


def test_changesets_are_cut_at_both_ends(store: PlanStore, edit: Any) -> None:
    for title in ("one", "two", "three"):
        edit(store, "A1", title=title)
    last = store.snapshot().number
    with store.begin() as uow:
        found = uow.changesets(last - 3, last - 1)
        everything = uow.changesets()
    assert [c.changes[0].new for c in found] == ["one", "two"]
    assert [c.number for c in everything] == list(range(1, last + 1))
    assert everything[1].changes[0].field == EXISTS


def test_a_stale_write_names_who_wrote_and_when(store: PlanStore, edit: Any) -> None:
    stale = store.snapshot().by_ref("A3")
    clock = FixedClock()
    with store.begin() as uow:
        uow.put(replace(stale, title="Kate's"))  # type: ignore[type-var, call-arg]
        uow.commit(an_act("Kate", clock).stamp())
    local = clock.now().astimezone()
    with store.begin() as uow:
        uow.put(replace(stale, title="mine"))  # type: ignore[type-var, call-arg]
        with pytest.raises(Conflict) as caught:
            uow.commit(an_act().stamp())
    assert caught.value.message == f"Kate changed A3 on 12 Mar 2024 at {local:%H:%M}"
    assert "again" in caught.value.hint
    assert store.snapshot().get(an_id(503)).title == "Kate's"


def test_a_write_to_a_record_that_was_taken_out_names_who(store: PlanStore) -> None:
    stale = store.snapshot().get(an_id(504))
    with store.begin() as uow:
        uow.remove(Kind.ACTION, stale.id)
        uow.commit(an_act("Kate").stamp("undo"))
    with store.begin() as uow:
        uow.put(replace(stale, title="mine"))
        with pytest.raises(Conflict, match="Kate removed A4 on 12 Mar 2024"):
            uow.commit(an_act().stamp())


def test_a_row_changed_behind_the_log_is_not_written_over(store: PlanStore, stores: list[PlanStore]) -> None:
    store.snapshot()
    with store.backend.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE action SET version = 99")
    with store.begin() as uow:
        uow.put(replace(uow.snapshot().get(an_id(501)), title="mine"))
        with pytest.raises(Conflict, match="behind the log's back"):
            uow.commit(an_act().stamp())


def test_references_never_go_back(empty: PlanStore, add: Any) -> None:
    first, second = add(empty, an_action(1, ref=""), an_action(2, ref=""))
    assert (first.ref, second.ref) == ("A1", "A2")
    with empty.begin() as uow:
        uow.remove(Kind.ACTION, second.id)
        uow.commit(an_act().stamp("undo"))
    (third,) = add(empty, an_action(3, ref=""))
    (back,) = add(empty, second)
    assert (third.ref, back.ref) == ("A3", "A2")
    assert back == second
    assert back.version == 3


def test_references_of_work_thrown_away_are_given_again(empty: PlanStore, add: Any) -> None:
    with empty.begin() as uow:
        assert uow.add(an_action(1, ref="")).ref == "A1"
    (kept,) = add(empty, an_action(2, ref=""))
    assert kept.ref == "A1"


def test_a_reference_that_another_record_had_is_not_given_twice(empty: PlanStore, add: Any) -> None:
    add(empty, an_action(1, ref="A5"))
    (early,) = add(empty, an_action(2, ref="A2"))
    (taken,) = add(empty, an_action(3, ref="A5"))
    with empty.begin() as uow:
        uow.remove(Kind.ACTION, early.id)
        uow.commit(an_act().stamp("undo"))
    former, twice, again = add(
        empty, an_action(4, ref="A2"), an_action(5, ref="A3"), an_action(6, ref="A3")
    )  # fmt: skip
    assert (early.ref, taken.ref, former.ref, twice.ref, again.ref) == ("A2", "A6", "A7", "A3", "A8")
    assert empty.verify().faults == ()


def test_a_put_keeps_the_reference(store: PlanStore) -> None:
    with store.begin() as uow:
        uow.put(replace(uow.snapshot().get(an_id(501)), ref="A77", title="renamed"))
        uow.commit(an_act().stamp())
    assert store.snapshot().get(an_id(501)).ref == "A1"


def test_a_record_added_and_taken_out_in_one_work_writes_nothing(empty: PlanStore) -> None:
    with empty.begin() as uow:
        added = uow.add(an_action(1, ref=""))
        uow.put(replace(added, title="changed at once"))
        uow.remove(Kind.ACTION, added.id)
        assert uow.commit(an_act().stamp()).nothing


def test_a_record_taken_out_and_added_in_one_work_keeps_its_reference(store: PlanStore) -> None:
    with store.begin() as uow:
        uow.remove(Kind.ACTION, an_id(504))
        assert uow.add(an_action(ref="", title="again", id=an_id(504))).ref == "A4"
        uow.commit(an_act().stamp())
    assert store.snapshot().by_ref("A4").title == "again"  # type: ignore[union-attr]
    assert store.verify().faults == ()


def test_a_record_added_and_changed_in_one_work_is_stored_as_it_ended(empty: PlanStore) -> None:
    with empty.begin() as uow:
        added = uow.add(an_action(1, ref=""))
        uow.put(replace(added, title="better"))
        uow.commit(an_act().stamp())
    assert empty.snapshot().get(added.id).title == "better"


def test_records_linked_in_any_order_are_written(empty: PlanStore) -> None:
    records = tuple(reversed(plan_records()))
    put_into(empty, records)
    assert empty.verify().faults[0].message == "the file is missing from the plan"
    assert len(empty.snapshot().actions) == 5


def test_a_record_others_link_to_cannot_be_taken_out(store: PlanStore) -> None:
    with store.begin() as uow:
        uow.remove(Kind.ACTION, an_id(501))
        with pytest.raises(Conflict, match=r"[SXU]\d is linked to A1"):
            uow.commit(an_act().stamp("undo"))
    assert store.snapshot().by_ref("A1") is not None


def test_an_owner_of_something_cannot_be_taken_out(store: PlanStore) -> None:
    owned = next(one for one in store.snapshot().actions if one.owner == an_id(202))
    with store.begin() as uow:
        uow.remove(Kind.PERSON, an_id(202))
        with pytest.raises(Conflict, match=f"{owned.ref} is linked to P2"):
            uow.commit(an_act().stamp("undo"))
    assert store.snapshot().by_ref("P2") is not None


def test_a_link_to_nothing_is_refused(store: PlanStore, edit: Any) -> None:
    with pytest.raises(Conflict, match="A1 is linked to a record that is not in the plan"):
        edit(store, "A1", owner=RecordId("nobody"))


def test_records_that_link_to_each_other_go_together(store: PlanStore) -> None:
    with store.begin() as uow:
        uow.remove(Kind.ACTION, an_id(503))
        uow.remove(Kind.EVIDENCE, an_id(631))
        uow.commit(an_act().stamp("undo"))
    assert store.verify().faults == ()
    assert store.snapshot().by_ref("E1") is None


def test_a_link_can_move_as_its_old_end_goes(store: PlanStore) -> None:
    with store.begin() as uow:
        evidence = uow.snapshot().get(an_id(631))
        uow.put(replace(evidence, targets=(an_id(502),)))
        uow.remove(Kind.ACTION, an_id(503))
        uow.commit(an_act().stamp())
    assert [e.ref for e in store.snapshot().evidence_for(an_id(502))] == ["E1"]


def test_links_are_kept_sorted_and_once(empty: PlanStore, add: Any) -> None:
    one, two = Agency(id=an_id(1001), name="Police"), Agency(id=an_id(1000), name="Health")
    add(empty, one, two)
    action = an_action(1, supporting=(one.id, two.id, one.id))
    (kept,) = add(empty, action)
    assert kept.supporting == (two.id, one.id)
    with empty.begin() as uow:
        uow.put(replace(kept, supporting=(one.id, two.id)))
        assert uow.commit(an_act().stamp()).nothing


def test_words_no_database_keeps_are_made_fit(empty: PlanStore, add: Any) -> None:
    person = Person(id=an_id(1000), name="nul\0 and half \ud83d", role="whole 😀 é")
    (agency,) = add(empty, Agency(id=an_id(1001), name="x", aliases=("nul\0", "é")))
    (kept,) = add(empty, person)
    assert kept.name == "nul and half \ufffd"
    assert kept.role == "whole 😀 é"
    assert agency.aliases == ("nul", "é")
    assert empty.verify().faults == ()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300 * 10, 2**63])
def test_a_number_without_a_place_is_refused(empty: PlanStore, number: float) -> None:
    with empty.begin() as uow, pytest.raises(UserError, match="too large"):
        uow.add(Measure(id=an_id(1000), name="x", target=number))


def test_whole_numbers_in_a_measure_are_numbers(empty: PlanStore, add: Any) -> None:
    (measure,) = add(empty, Measure(id=an_id(1000), name="Plans rated good", baseline=41, target=75.5))
    assert (measure.baseline, type(measure.baseline)) == (41.0, float)


def test_two_copies_names_are_kept_as_aliases(store: PlanStore, edit: Any, reopen: Make, address: str) -> None:
    before = store.snapshot()
    other = reopen(address)
    seen = other.snapshot()
    with store.begin() as uow:
        uow.add_alias("a99", "A1")
        assert uow.snapshot().by_ref("A99") == uow.snapshot().by_ref("A1")
        uow.put(replace(uow.snapshot().plan, title="Joined"))
        uow.commit(an_act().stamp("merge"))
    assert store.snapshot().by_ref("A99") == store.snapshot().by_ref("A1")
    assert other.refresh(seen)[0].by_ref("a99") == store.snapshot().by_ref("A1")
    with store.begin() as uow:
        assert uow.as_of(before.number).aliases == {}
        assert uow.as_of(before.number + 1).aliases == {"A99": "A1"}
        uow.add_alias("A99", "A2")
        uow.put(replace(uow.snapshot().plan, title="Joined again"))
        uow.commit(an_act().stamp("merge"))
    assert store.snapshot().aliases == {"A99": "A2"}


def test_a_file_is_kept_once_and_comes_back(store: PlanStore, reopen: Make, address: str) -> None:
    data = bytes(range(256)) * 2500
    with store.begin() as uow:
        sha256 = uow.add_file(data)
        assert uow.add_file(data) == sha256
        assert uow.has_file(sha256)
        assert uow.read_file(sha256) == data
        uow.add(Evidence(id=an_id(1000), sha256=sha256, file="big.bin", targets=(an_id(501),)))
        uow.commit(an_act().stamp("attach"))
    with store.begin() as uow:
        uow.add_file(data)
        uow.add(Evidence(id=an_id(1001), sha256=sha256, file="again.bin"))
        uow.commit(an_act().stamp("attach"))
        assert uow.has_file(sha256)
        assert not uow.has_file("f" * 64)
    again = reopen(address)
    assert again.read_file(sha256) == data
    assert again.verify().files == 2
    with again.begin() as uow:
        assert uow.read_file(sha256) == data


def test_an_empty_file_can_be_kept(store: PlanStore) -> None:
    with store.begin() as uow:
        sha256 = uow.add_file(b"")
        uow.add(Evidence(id=an_id(1000), sha256=sha256, file="nothing.txt"))
        uow.commit(an_act().stamp("attach"))
    assert store.read_file(sha256) == b""
    assert store.verify().faults == ()


def test_a_file_that_is_too_large_is_refused(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "LARGEST", 1024 * 1024)
    with store.begin() as uow, pytest.raises(UserError, match="larger than 1 MB"):
        uow.add_file(bytes(1024 * 1024 + 1))


def test_a_file_that_is_not_there_is_said(store: PlanStore) -> None:
    with pytest.raises(UserError, match="not in the plan"):
        store.read_file("f" * 64)


def test_refresh_reads_only_what_changed(store: PlanStore, reopen: Make, address: str, edit: Any) -> None:
    other = reopen(address)
    seen = other.snapshot()
    assert other.refresh(seen) == (seen, other.refresh(seen)[1])
    assert other.refresh(seen)[1].nothing
    edit(store, "A1", title="new words", targets=(an_id(403),))
    with store.begin() as uow:
        uow.remove(Kind.EVIDENCE, an_id(631))
        uow.commit(an_act().stamp("undo"))
    fresh, changes = other.refresh(seen)
    assert changes.ids == {Kind.ACTION: frozenset({an_id(501)}), Kind.EVIDENCE: frozenset({an_id(631)})}
    assert fresh == store.snapshot()
    assert fresh.get(an_id(502)) is seen.get(an_id(502))
    assert store.refresh(seen)[0] is store.snapshot()


def test_refresh_of_another_history_reads_the_whole_plan(store: PlanStore, empty: PlanStore) -> None:
    old = replace(store.snapshot(), head="0" * 64, number=2)
    fresh, changes = store.refresh(old)
    assert fresh == store.snapshot()
    assert changes.ids[Kind.PLAN] == frozenset({an_id(1)})
    assert len(changes.ids[Kind.ACTION]) == 5
    assert Kind.CHALLENGE not in changes.ids


def test_a_past_moment_is_replayed_from_the_log(store: PlanStore, edit: Any) -> None:
    snapshots = [store.snapshot()]
    for title in ("one", "two"):
        edit(store, "A1", title=title, delivery_reason=title)
        snapshots.append(store.snapshot())
    with store.begin() as uow:
        for expected in snapshots:
            found = uow.as_of(expected.number)
            assert (found.plan, found.records, found.head) == (expected.plan, expected.records, expected.head)
            assert found.get(an_id(501)).version == expected.get(an_id(501)).version
        for number in (0, 99):
            with pytest.raises(UserError, match=f"no change {number}"):
                uow.as_of(number)


def test_a_store_may_be_read_within_a_unit_of_work(store: PlanStore) -> None:
    with store.begin() as uow:
        uow.add(an_action(9))
        assert store.snapshot().by_ref("A9") is None
        uow.commit(an_act().stamp())
    assert store.snapshot().by_ref("A9") is not None


def test_times_are_kept_in_utc(store: PlanStore) -> None:
    from datetime import datetime, timedelta, timezone

    stamp = replace(an_act().stamp(), at=datetime(2024, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=1))))
    with store.begin() as uow:
        uow.put(replace(uow.snapshot().plan, title="Summer"))
        uow.commit(stamp)
    with store.begin() as uow:
        assert uow.stamps()[-1][1].at.isoformat() == "2024-06-01T08:30:00+00:00"
    assert store.verify().faults == ()


def test_ids_are_fresh_and_in_order_of_time(store: PlanStore) -> None:
    with store.begin() as uow:
        ids = {uow.new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(record_id[14] == "7" for record_id in ids)


def test_misuse_is_a_defect_not_a_sentence(store: PlanStore) -> None:
    with store.begin() as uow:
        with pytest.raises(ValueError, match="already"):
            uow.add(store.snapshot().get(an_id(501)))
        with pytest.raises(ValueError, match="already"):
            uow.add(Plan(id=an_id(2)))
        with pytest.raises(ValueError, match="not in the plan"):
            uow.put(an_action(77))
        with pytest.raises(ValueError, match="cannot be taken out"):
            uow.remove(Kind.ACTION, an_id(9999))
        with pytest.raises(ValueError, match="cannot be taken out"):
            uow.remove(Kind.PLAN, an_id(1))
        uow.commit(an_act().stamp())
        with pytest.raises(ValueError, match="once"):
            uow.commit(an_act().stamp())


def test_the_plan_itself_is_edited_like_any_record(store: PlanStore) -> None:
    stale = store.snapshot().plan
    for title in ("first", "second"):
        with store.begin() as uow:
            uow.put(replace(uow.snapshot().plan, title=title, closure_days=("2026-12-24",)))
            uow.commit(an_act("Kate").stamp())
    assert store.snapshot().plan.title == "second"
    with store.begin() as uow:
        uow.put(replace(stale, title="third"))
        with pytest.raises(Conflict, match="Kate changed the plan"):
            uow.commit(an_act().stamp())


def test_an_action_moves_between_recommendations(store: PlanStore, edit: Any) -> None:
    edit(store, "A1", targets=(), supporting=(an_id(102),))
    assert store.snapshot().actions_for(an_id(401)) == (store.snapshot().get(an_id(502)),)
    edit(store, "A1", targets=(an_id(450),))
    action: Action = store.snapshot().get(an_id(501))
    assert action.targets == (an_id(450),)
    assert store.verify().faults == ()
