"""What is had of a damaged plan: the log as far as it holds, records beyond it, whole files, and what is missing."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from support.builders import an_action
from support.clocks import an_act
from tracker.db.salvage import Salvaged, salvage
from tracker.db.store import PlanStore
from tracker.domain.plan.records import Kind
from tracker.errors import UserError

PAGE = 4096


@pytest.fixture
def saved(store: PlanStore, path: Path, tmp_path: Path) -> Callable[[], Salvaged]:
    """Salvages the plan, which stays as it is to the byte."""

    def save() -> Salvaged:
        store.close()
        before = path.read_bytes()
        found = salvage(str(path), str(tmp_path / "saved.plan"), an_act("Improvement Lead"))
        assert path.read_bytes() == before
        assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
        return found

    return save


@pytest.fixture
def other(tmp_path: Path, reopen: Any) -> Callable[[], PlanStore]:
    """The plan that was salvaged, opened."""
    return lambda: reopen(tmp_path / "saved.plan")


def altered(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def holed(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    page = at // PAGE * PAGE
    data[page : page + PAGE] = bytes(PAGE)
    path.write_bytes(bytes(data))


def test_a_whole_plan_comes_out_as_it_is(store: PlanStore, saved: Any, other: Any) -> None:
    before, verdict = store.snapshot(), store.verify()
    found = saved()
    assert found.missing == []
    assert other().snapshot() == before
    assert other().verify() == verdict
    assert (found.changesets, found.files) == (before.number, verdict.files)
    assert found.records == sum(len(records) for records in before.records.values())


def test_a_file_that_is_not_what_it_was_is_left_out_and_named(
    store: PlanStore, path: Path, saved: Any, other: Any
) -> None:
    store.close()
    altered(path, "UPDATE chunk SET data = x'00'")
    found = saved()
    assert found.files == 0
    assert any("its file" in sentence for sentence in found.missing)
    assert {fault.message for fault in other().verify().faults} == {"the file is missing from the plan"}


def test_where_the_log_was_altered_the_records_follow_as_one_changeset(
    store: PlanStore, path: Path, add: Any, saved: Any, other: Any
) -> None:
    add(store, an_action(9, title="Brief every school"))
    before = store.snapshot()
    store.close()
    altered(path, f"UPDATE change SET new = '\"other\"' WHERE changeset = {before.number} AND field = 'title'")
    found = saved()
    assert f"change {before.number}: the log does not hold from there on" in found.missing[0]
    after = other().snapshot()
    assert after.number == before.number
    assert [one.title for one in after.actions] == [one.title for one in before.actions]
    with other().begin() as uow:
        stamp = dict(uow.stamps())[after.number]
    assert (stamp.who, stamp.verb) == ("Improvement Lead", "salvage")
    assert other().verify().faults == ()


def test_a_plan_whose_log_is_gone_begins_a_log_anew(store: PlanStore, path: Path, saved: Any, other: Any) -> None:
    before = store.snapshot()
    store.close()
    altered(path, "UPDATE changeset SET who = 'x' WHERE number = 1")
    assert saved().changesets == 0
    after = other().snapshot()
    assert after.number == 1
    for kind, records in before.records.items():
        assert {one.ref for one in records.values()} == {one.ref for one in after.of(kind)}
    assert after.plan.title == before.plan.title


def test_records_whose_register_is_gone_keep_the_references_that_the_log_gives(
    store: PlanStore, path: Path, saved: Any, other: Any
) -> None:
    before = store.snapshot()
    store.close()
    altered(path, "UPDATE changeset SET who = 'x' WHERE number = 2", "PRAGMA foreign_keys=OFF", "DELETE FROM record",
            "UPDATE change SET new = 'no json' WHERE field = 'ref' AND new = '\"A1\"'")  # fmt: skip
    saved()
    titles = {one.title: one.ref for one in before.actions}
    after = {one.title: one.ref for one in other().snapshot().actions}
    assert after.keys() == titles.keys()
    assert sum(after[title] != ref for title, ref in titles.items()) == 1


def test_a_link_to_what_could_not_be_had_is_left_out_and_said(
    store: PlanStore, path: Path, saved: Any, other: Any
) -> None:
    store.close()
    altered(path, "UPDATE changeset SET who = 'x' WHERE number = 1", "PRAGMA foreign_keys=OFF", "DELETE FROM person",
            "DELETE FROM recommendation", "DELETE FROM plan")  # fmt: skip
    found = saved()
    after = other().snapshot()
    assert after.plan.title == "Salvaged plan"
    assert after.actions
    assert not any(one.owner or one.targets for one in after.actions)
    assert any("A1: what its Owner names could not be had" in sentence for sentence in found.missing)
    assert other().verify().faults == ()


def test_a_row_that_says_nothing_readable_is_named_and_the_others_are_had(
    store: PlanStore, path: Path, saved: Any, other: Any
) -> None:
    store.close()
    altered(path, "UPDATE changeset SET who = 'x' WHERE number = 1",
            "UPDATE action SET due = 'someday' WHERE title LIKE 'Agree%'")  # fmt: skip
    found = saved()
    assert "a row of action could not be read" in found.missing
    assert [one.ref for one in other().snapshot().actions] == ["A2", "A3", "A4", "A5"]


def test_a_part_of_the_file_that_cannot_be_read_is_passed_over(
    store: PlanStore, path: Path, add: Any, saved: Any, other: Any
) -> None:
    add(store, *(an_action(n, title=f"Action number {n} of a long list", description="words " * 40)
                 for n in range(10, 70)))  # fmt: skip
    before = store.snapshot()
    store.close()
    altered(path, "UPDATE changeset SET who = 'x' WHERE number = 3")
    holed(path, path.read_bytes().rindex(b"Action number 30 of a long list"))
    found = saved()
    after = other().snapshot()
    assert found.missing[0].endswith("could not be read")
    assert 40 < len(after.actions) < len(before.actions)
    assert after.recommendations == before.recommendations
    assert other().verify().faults == ()


def test_what_was_erased_stays_erased(store: PlanStore, saved: Any, other: Any) -> None:
    letter = store.snapshot().inspections[0]
    with store.begin() as uow:
        uow.erase([(letter.id, "file")], [letter.sha256 or ""], an_act().stamp("erase"))
    before = store.snapshot()
    found = saved()
    assert (found.files, found.missing) == (0, [])
    assert other().snapshot() == before
    assert other().verify().faults == ()


def test_what_the_tables_lost_comes_back_from_a_whole_log(store: PlanStore, path: Path, saved: Any, other: Any) -> None:
    before = store.snapshot()
    store.close()
    altered(path, "PRAGMA foreign_keys=OFF", "DELETE FROM action", "UPDATE plan SET title = 'x'")
    assert saved().missing == []
    assert other().snapshot() == before


@pytest.mark.parametrize("share", [0.97, 0.8, 0.6])
def test_a_plan_cut_short_gives_what_is_left(
    store: PlanStore, path: Path, saved: Any, other: Any, share: float
) -> None:
    store.close()
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    found = saved()
    assert found.missing
    assert other().snapshot().of(Kind.AGENCY)


def test_any_damage_ends_in_a_plan_or_in_words(store: PlanStore, path: Path, tmp_path: Path, reopen: Any) -> None:
    store.close()
    data, rng = path.read_bytes(), random.Random(7)
    for number in range(12):
        damaged = bytearray(data)
        for _ in range(rng.choice((1, 20, 200))):
            damaged[rng.randrange(100, len(damaged))] ^= 1 << rng.randrange(8)
        path.write_bytes(bytes(damaged))
        target = tmp_path / f"saved-{number}.plan"
        with suppress(UserError):
            salvage(str(path), str(target), an_act())
        if target.exists():
            assert reopen(target).verify().changesets >= 1


@pytest.mark.parametrize("content", [b"", b"A letter, not a plan.", b"SQLite format 3\0" + bytes(200)])
def test_what_holds_nothing_of_a_plan_is_refused(tmp_path: Path, content: bytes) -> None:
    source, target = tmp_path / "bad.plan", tmp_path / "saved.plan"
    source.write_bytes(content)
    with pytest.raises(UserError, match="nothing of a plan can be read"):
        salvage(str(source), str(target), an_act())
    assert list(tmp_path.iterdir()) == [source]


def test_nothing_is_written_over(store: PlanStore, path: Path, tmp_path: Path) -> None:
    store.close()
    target = tmp_path / "saved.plan"
    target.write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        salvage(str(path), str(target), an_act())
    assert target.read_text() == "mine"
    with pytest.raises(UserError, match="there is no file"):
        salvage(str(tmp_path / "none.plan"), str(tmp_path / "new.plan"), an_act())
