"""Copies that are made while others write: of one moment all the same, and nobody waits for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.builders import an_action, an_id
from support.clocks import FixedClock, an_act
from tracker.db.copies import making
from tracker.db.copies.bringing_back import snapshot_of
from tracker.db.copies.checking import fault_of
from tracker.db.copies.keeper import Keeper
from tracker.db.store import PlanStore
from tracker.domain.log.copies import GOOD, NEW, Copy
from tracker.domain.plan.records import Evidence, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.log.erase import erase
from tracker.services.log.undo import undo
from tracker.services.records.editing import add, set_fields


def merged(store: PlanStore, keeper: Keeper, clock: FixedClock, meanwhile: Callable[[], object]) -> Snapshot:
    """Merges something; `meanwhile` happens between the copy and the turn. The plan as it stood before the merge."""

    def before_turn(verb: str) -> None:
        keeper.before_turn(verb)
        meanwhile()

    store.before_turn = before_turn
    with store.begin(before="merge") as uow:
        before = uow.snapshot()
        uow.add(an_action(900))
        uow.commit(an_act(clock=clock).stamp("merge"))
    return before


def test_others_may_write_while_the_first_copy_of_a_day_is_made(
    store: PlanStore, keep: Any, write: Any, reopen: Any
) -> None:
    other, kept = reopen(store.address), keep(store)
    turns: list[int] = []

    def before_turn(verb: str) -> None:
        kept.before_turn(verb)
        with other.begin() as uow:
            uow.add(an_action(900))
            uow.commit(an_act().stamp("edit"))
        turns.append(other.snapshot().number)

    store.before_turn = before_turn
    write(store, kept)
    (copy,) = kept.copies()
    assert (copy.state, copy.number, store.snapshot().number) == (GOOD, turns[0] - 1, turns[0] + 1)


@pytest.mark.parametrize("verb", ["merge", "import"])
def test_others_may_write_while_the_plan_is_copied_before_what_changes_much(
    store: PlanStore, keep: Any, write: Any, reopen: Any, clock: FixedClock, verb: str
) -> None:
    other, keeper = reopen(store.address), keep(store)
    write(store, keeper)
    before = store.snapshot()
    write(other)
    held: list[tuple[int, str]] = []

    def before_turn(_verb: str) -> None:
        """Somebody writes as soon as the copy was made."""
        keeper.before_turn(_verb)
        held.extend((copy.number, copy.why) for copy in keeper.copies()[1:])
        if len(held) == 1:
            write(other)

    store.before_turn = before_turn
    with store.begin(before=verb) as uow:
        uow.add(an_action(900))
    assert held == [(before.number + 1, "")], "nothing was written, and the copy says nothing of it"
    with store.begin(before=verb) as uow:
        uow.add(an_action(900))
        uow.commit(an_act(clock=clock).stamp(verb))
    assert held[1:] == [(before.number + 1, ""), (before.number + 2, "")]
    assert [(copy.number, copy.why) for copy in keeper.copies()][2:] == [(before.number + 2, verb)]


def test_what_is_written_between_the_copy_and_the_merge_is_copied_too(
    store: PlanStore, keep: Any, write: Any, reopen: Any, clock: FixedClock
) -> None:
    other, keeper = reopen(store.address), keep(store)
    write(store, keeper)

    before = merged(store, keeper, clock, lambda: write(other))
    _first, copy = keeper.copies()
    assert (copy.number, copy.head, copy.why) == (before.number, before.head, "merge")
    assert copy.name.endswith(f"change {before.number}")
    assert snapshot_of(copy, keeper.folder) == before
    keeper.settle()
    assert [one.state for one in keeper.copies()] == [GOOD, GOOD]


def test_where_words_were_erased_between_the_copy_and_the_merge_it_is_made_anew(
    store: PlanStore, keep: Any, write: Any, reopen: Any, clock: FixedClock
) -> None:
    other, keeper = reopen(store.address), keep(store)
    write(store, keeper)

    def erased() -> None:
        with other.begin() as uow:
            erase(uow, an_act("Somebody", clock), "A1", "It names a child", ["title"])

    before = merged(store, keeper, clock, erased)
    assert [one.why for one in keeper.copies()] == ["", "", "merge"]
    assert snapshot_of(keeper.copies()[-1], keeper.folder) == before


def test_a_copy_that_somebody_finished_meanwhile_is_left_as_it_is(
    store: PlanStore, keep: Any, write: Any, reopen: Any, clock: FixedClock
) -> None:
    other, keeper = reopen(store.address), keep(store)
    write(store, keeper)

    def finished() -> None:
        keeper.settle()
        write(other)

    merged(store, keeper, clock, finished)
    assert [(one.state, one.why) for one in keeper.copies()] == [(GOOD, ""), (GOOD, ""), (NEW, "merge")]


def test_nothing_is_copied_again_while_others_wait_for_a_merge(store: PlanStore, keep: Any, write: Any) -> None:
    keeper = keep(store)
    write(store, keeper)
    with store.begin(before="merge") as uow:
        copied = keeper.copies()
        made = [keeper.folder.file_of(copy).stat().st_mtime_ns for copy in copied]
        uow.add(an_action(900))
        uow.commit(an_act().stamp("merge"))
    assert [copy.name for copy in keeper.copies()] == [copy.name for copy in copied]
    assert [keeper.folder.file_of(copy).stat().st_mtime_ns for copy in copied] == made
    assert len(copied) == 2


class Beside:
    """A copy that is made while somebody writes to the plan before a look at it."""

    def __init__(self, keeper: Keeper, store: PlanStore) -> None:
        self.keeper, self.store = keeper, store
        self.tries: list[bool] = []
        self.looks = 0

    def make(self, writes: Callable[[int, str], object]) -> Copy:
        """The copy; `writes` is told how many looks began, and which rows were copied last."""
        last = ""

        def trace(statement: str) -> None:
            nonlocal last
            if statement.startswith("BEGIN"):
                self.looks += 1
                writes(self.looks, last)
            if statement.startswith("INSERT"):
                last = statement

        def fill(copied: sqlite3.Connection, at_once: bool) -> bool:
            self.tries.append(at_once)
            copied.set_trace_callback(trace)
            return making.of_file(Path(self.store.address))(copied, at_once)

        self.keeper.folder.make()
        copy = Copy("beside", an_act().today, 0, "", 0)
        with self.keeper._looking() as source:
            number, head, held = making.make(fill, self.keeper.folder.file_of(copy))
            making.keep_files(self.keeper.folder, source, held)
        return Copy("beside", an_act().today, number, head, 0)

    def is_of(self, copy: Copy, snapshot: Any) -> bool:
        """Whether a copy is whole and says what a plan said."""
        assert fault_of(copy, self.keeper.folder) == ""
        return (copy.number, copy.head) == (snapshot.number, snapshot.head) and (
            snapshot_of(copy, self.keeper.folder) == snapshot
        )


def busy(store: PlanStore, clock: FixedClock) -> list[Callable[[], object]]:
    """What somebody does, one after the other: adds, links anew, takes back, attaches a file, remembers a reference."""
    act = an_act("Somebody", clock)

    def do(service: Callable[..., Any], *given: Any) -> None:
        with store.begin() as uow:
            service(uow, act, *given)

    def attach() -> None:
        with store.begin() as uow:
            uow.add(Evidence(id=an_id(950), file="a.pdf", sha256=uow.add_file(b"proof" * 99), targets=(an_id(501),)))
            uow.add_alias("A77", "A1")
            uow.commit(act.stamp("attach"))

    return [
        lambda: do(add, Kind.ACTION, {"title": "Come later", "for": "R1; R2"}),
        lambda: do(set_fields, ["A1"], {"for": "R3; R4", "supporting": ""}),
        lambda: do(undo),
        lambda: do(add, Kind.PERSON, {"name": "Quentin Marsh"}),
        attach,
        lambda: do(set_fields, ["A2"], {"owner": "Quentin Marsh", "waits_for": "A1"}),
    ]


@pytest.mark.parametrize("first", range(1, 60, 6))
def test_what_others_write_beside_a_copy_is_in_it_at_once(
    store: PlanStore, keep: Any, reopen: Any, clock: FixedClock, first: int
) -> None:
    beside, deeds = Beside(keep(store), store), busy(reopen(store.address), clock)

    def writes(looks: int, _last: str) -> None:
        if first <= looks < first + len(deeds):
            deeds[looks - first]()

    copy = beside.make(writes)
    assert beside.tries == [False]
    assert beside.is_of(copy, store.snapshot())


def test_a_row_that_moves_while_its_table_is_copied_is_in_the_copy_once(
    store: PlanStore, keep: Any, reopen: Any, clock: FixedClock
) -> None:
    with store.begin() as uow:
        for number in range(140):
            uow.add(an_action(id=an_id(2000 + number), ref="", targets=(an_id(401),)))
        uow.commit(an_act(clock=clock).stamp("add"))
    beside, other = Beside(keep(store), store), reopen(store.address)
    moved: list[int] = []

    def writes(looks: int, last: str) -> None:
        if not moved and last.startswith('INSERT OR IGNORE INTO main."action_targets"'):
            moved.append(looks)
            with other.begin() as uow:
                set_fields(uow, an_act("Somebody", clock), ["A1"], {"for": "R1; R2; R3"})

    copy = beside.make(writes)
    assert (len(moved), beside.tries) == (1, [False])
    assert beside.is_of(copy, store.snapshot())


def test_a_copy_beside_which_words_were_erased_begins_again(
    store: PlanStore, keep: Any, reopen: Any, clock: FixedClock
) -> None:
    beside, other = Beside(keep(store), store), reopen(store.address)

    def writes(looks: int, _last: str) -> None:
        if looks == 9:
            with other.begin() as uow:
                erase(uow, an_act("Somebody", clock), "A1", "It names a child", ["title"])

    copy = beside.make(writes)
    assert beside.tries == [False, False]
    assert beside.is_of(copy, store.snapshot())


def test_a_copy_that_cannot_be_of_one_moment_is_made_at_once(store: PlanStore, tmp_path: Path) -> None:
    tries: list[bool] = []

    def fill(copied: sqlite3.Connection, at_once: bool) -> bool:
        tries.append(at_once)
        return making.of_file(Path(store.address))(copied, at_once) and at_once

    number, head, _ = making.make(fill, tmp_path / "made.copy")
    assert tries == [*[False] * making.TRIES, True]
    assert (number, head) == (store.snapshot().number, store.snapshot().head)


def test_a_copy_is_called_by_the_change_it_ends_at(
    store: PlanStore, keep: Any, write: Any, reopen: Any, clock: FixedClock
) -> None:
    other, keeper = reopen(store.address), keep(store)
    looking, asked = keeper._looking, list[int]()

    def somebody_first() -> Any:
        """Somebody writes once it is known that a copy is due."""
        asked.append(1)
        return looking()

    made = keeper._source

    def source(found: Any) -> making.Source:
        write(other)
        return made(found)  # type: ignore[no-any-return]

    keeper._looking, keeper._source = somebody_first, source
    before = store.snapshot().number
    keeper.before_turn("merge")
    (copy,) = keeper.copies()
    assert (copy.number, copy.head) == (before + 1, store.snapshot().head)
    assert copy.name.endswith(f"change {before + 1}")
    keeper.settle()
    assert [one.state for one in keeper.copies()] == [GOOD]
