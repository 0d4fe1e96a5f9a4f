"""Words that were erased from a plan, in copies that were made before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from support.clocks import FixedClock, an_act
from tracker.db.copies.bringing_back import as_plan
from tracker.db.copies.keeper import Keeper, Place, keeper_of
from tracker.db.copies.rewriting import erasures_of, holding, rewrite
from tracker.db.erasure import SHA
from tracker.db.store import PlanStore
from tracker.domain.log.copies import DAMAGED, GOOD
from tracker.services.log.erase import erase
from tracker.services.meetings.updates import add_update

NAME = "a child's own name"
FILE = b"sent in error " + NAME.encode()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2024, 3, 13, 9, 0, tzinfo=UTC))


@pytest.fixture
def keeper(store: PlanStore, tmp_path: Path, clock: FixedClock) -> Keeper:
    return keeper_of(store, Place(tmp_path / "copies", 10**9, clock.now))


@pytest.fixture
def do(store: PlanStore, clock: FixedClock, keeper: Keeper) -> Callable[..., Any]:
    """One write, the copy that it made, and a day more."""

    def done(work: Callable[..., Any], who: str = "Improvement Lead") -> None:
        with store.begin() as uow:
            work(uow, an_act(who, clock))
        keeper.settle()
        clock.forward(days=1)

    return done


def retitled(title: str) -> Callable[..., Any]:
    def work(uow: Any, act: Any) -> None:
        action = uow.snapshot().by_ref("A1")
        uow.put(replace(action, title=title))
        uow.commit(act.stamp(why=f"as {NAME} said"))

    return work


def with_file(uow: Any, act: Any) -> None:
    sha256 = uow.add_file(FILE)
    evidence = uow.snapshot().by_ref("E1")
    uow.put(replace(evidence, sha256=sha256, file=f"{NAME}.txt"))
    uow.commit(act.stamp())


def erased(ref: str) -> Callable[..., Any]:
    def work(uow: Any, act: Any) -> None:
        erase(uow, act, ref, "Personal data")

    return work


def holds(keeper: Keeper) -> list[str]:
    return [
        path.name
        for path in sorted(keeper.folder.path.rglob("*"))
        if path.is_file() and NAME.encode() in path.read_bytes()
    ]


def in_copies(store: PlanStore, keeper: Keeper) -> tuple[list[str], Any]:
    with store.begin(writing=False) as uow:
        erasures = erasures_of(uow)
    return [copy.name for copy in holding(keeper.folder, keeper.copies(), erasures)], erasures


def test_copies_that_hold_erased_words_are_named_and_rewritten(
    store: PlanStore, keeper: Keeper, do: Any, tmp_path: Path, reopen: Any
) -> None:
    do(retitled("Plain"))
    do(retitled(f"About {NAME}"))
    do(with_file)
    do(erased("A1"), "Someone Else")
    do(erased("E1"), "Someone Else")
    do(retitled("After"))
    named, erasures = in_copies(store, keeper)
    assert [name[:10] for name in named] == [f"2024-03-{day}" for day in (13, 14, 15, 16, 17)]
    assert holds(keeper)
    others = {copy.name: copy for copy in keeper.copies() if copy.name not in named}
    assert rewrite(keeper.folder, keeper.copies(), erasures) == (5, 0)
    assert holds(keeper) == []
    assert in_copies(store, keeper)[0] == []
    for copy in keeper.copies():
        assert copy.state == GOOD
        if copy.name in others:
            assert copy == others[copy.name]
        as_plan(keeper.folder.file_of(copy), tmp_path / f"{copy.name}.plan")
        assert reopen(tmp_path / f"{copy.name}.plan").verify().faults == ()
    assert keeper.pending is False
    keeper.settle()
    assert all(copy.good for copy in keeper.copies())


def test_a_copy_that_cannot_be_rewritten_goes(store: PlanStore, keeper: Keeper, do: Any) -> None:
    do(retitled(f"About {NAME}"))
    do(retitled("Plain"))
    do(erased("A1"), "Someone Else")
    for copy in keeper.copies():
        keeper.folder.note(replace(copy, state=DAMAGED))
    erasures = in_copies(store, keeper)[1]
    done, gone = rewrite(keeper.folder, keeper.copies(), erasures)
    assert (done, holds(keeper)) == (0, [])
    assert gone >= 1


def test_a_copy_that_cannot_be_read_counts_as_holding_them(store: PlanStore, keeper: Keeper, do: Any) -> None:
    do(retitled(f"About {NAME}"))
    do(erased("A1"), "Someone Else")
    for copy in keeper.copies():
        keeper.folder.file_of(copy).write_bytes(b"damaged" * 1000)
    named, erasures = in_copies(store, keeper)
    assert len(named) == len(keeper.copies())
    assert rewrite(keeper.folder, keeper.copies(), erasures)[0] == 0
    assert keeper.copies() == []


def test_nothing_erased_leaves_copies_as_they_are(store: PlanStore, keeper: Keeper, do: Any) -> None:
    do(retitled("Plain"))
    named, erasures = in_copies(store, keeper)
    assert (named, erasures) == ([], ())
    assert rewrite(keeper.folder, keeper.copies(), ()) == (0, 0)


def said(uow: Any, act: Any) -> None:
    add_update(uow, act, "A1", f"We met {NAME}.", forecast="green")


def test_a_copy_from_before_the_words_were_said_is_left_as_it_is(store: PlanStore, keeper: Keeper, do: Any) -> None:
    do(retitled("Plain"))
    do(said, "Head of Early Help")
    do(retitled("After"))
    do(erased("U2"), "Someone Else")
    named, erasures = in_copies(store, keeper)
    assert [name[:10] for name in named] == ["2024-03-15", "2024-03-16"]
    untouched = keeper.copies()[:2]
    assert rewrite(keeper.folder, keeper.copies(), erasures) == (2, 0)
    assert keeper.copies()[:2] == untouched


def test_a_copy_that_holds_no_more_than_the_erased_file_is_named(store: PlanStore, keeper: Keeper, do: Any) -> None:
    do(with_file)
    do(retitled("Plain"))
    do(erased("E1"), "Someone Else")
    erasures = in_copies(store, keeper)[1]
    only_file = [replace(one, changes=tuple(c for c in one.changes if c.field == SHA)) for one in erasures]
    assert all(one.changes for one in only_file)
    held = [copy.name[:10] for copy in holding(keeper.folder, keeper.copies(), only_file)]
    assert held == ["2024-03-14", "2024-03-15"]
