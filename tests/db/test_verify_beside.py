"""Checking a plan while others write to it: nobody waits, and what is written meanwhile is no fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from support.builders import an_action, an_id
from support.clocks import an_act
from tracker.db import backup
from tracker.db.checks import slices as looks
from tracker.db.checks.slices import Slices
from tracker.db.store import PlanStore
from tracker.domain.plan.records import Evidence, Kind


def attach(store: PlanStore, number: int) -> None:
    with store.begin() as uow:
        data = f"evidence {number}".encode()
        uow.add(Evidence(id=an_id(2000 + number), file="x.txt", sha256=uow.add_file(data)))
        uow.commit(an_act().stamp("attach"))


def erase(store: PlanStore, number: int) -> None:
    with store.begin() as uow:
        sha256 = uow.snapshot().by_ref("I1").sha256  # type: ignore[union-attr]
        own = uow.snapshot().by_ref("A3")
        assert own is not None
        uow.erase([(own.id, "description"), (an_id(1), "why:2")], [sha256], an_act().stamp("erase"))


def add_and_take_out(store: PlanStore, number: int) -> None:
    with store.begin() as uow:
        uow.add(an_action(900 + number, ref=""))
        uow.commit(an_act().stamp("add"))
    with store.begin() as uow:
        uow.remove(Kind.ACTION, an_action(900 + number).id)
        uow.commit(an_act().stamp("undo"))


@pytest.mark.parametrize("when", range(1, 11))
@pytest.mark.parametrize("work", [attach, erase, add_and_take_out])
def test_what_is_written_meanwhile_is_no_fault(
    store: PlanStore, reopen: Any, between: Any, path: Path, work: Callable[[PlanStore, int], None], when: int
) -> None:
    other = reopen(path)
    done: list[int] = []

    def meddle(look: int) -> None:
        if look == when:
            work(other, look)
            done.append(look)

    between(meddle)
    assert store.verify().faults == ()
    assert done == [when]


def test_nobody_waits_between_two_looks(store: PlanStore, path: Path, between: Any) -> None:
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:

        def write(_look: int) -> None:
            other.execute("BEGIN EXCLUSIVE")
            other.execute("ROLLBACK")

        between(write)
        assert store.verify().faults == ()


def test_a_look_takes_less_where_the_last_was_slow_and_more_where_it_was_brisk(monkeypatch: Any) -> None:
    now = [0.0]
    monkeypatch.setattr(looks.time, "perf_counter", lambda: now[0])
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        slices = Slices(connection)
        first = slices.size

        def took(seconds: float) -> int:
            with slices.look():
                now[0] += seconds
            return slices.size

        assert took(0.001) == 2 * first
        assert took(0.02) == 2 * first
        assert took(0.2) == looks.LEAST
        for _ in range(20):
            took(0.001)
        assert slices.size == looks.MOST
    engine.dispose()


def test_a_plan_of_many_looks_is_checked_whole(
    store: PlanStore, add: Any, monkeypatch: Any, tamper: Any, path: Path
) -> None:
    add(store, *(an_action(1000 + n, ref="") for n in range(150)))
    monkeypatch.setattr(looks, "MOST", looks.LEAST)
    monkeypatch.setattr(looks, "SLOW", -1)
    assert store.verify().faults == ()
    tamper("UPDATE action SET title = 'ours' WHERE id = ?", an_action(1149).id)
    (fault,) = store.verify().faults
    assert fault.message == "it was altered behind the log's back"


def test_pages_of_a_plan_that_is_written_to_all_the_time_are_left_out_aloud(store: PlanStore, monkeypatch: Any) -> None:
    monkeypatch.setattr(backup, "TRIES", 0)
    verdict = store.verify()
    assert verdict.faults == ()
    assert "the pages of Sampleton.plan were not checked" in verdict.remarks[0]


class WrittenTo:
    """A plan file whose pages are copied while another connection writes, so many times."""

    def __init__(self, path: Path, times: int) -> None:
        self.path, self.times = path, times

    def backup(self, target: sqlite3.Connection, *, pages: int, progress: Any, sleep: float) -> None:
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(self.path)) as other:

            def step(*how_far: int) -> None:
                if self.times:
                    self.times -= 1
                    other.execute("UPDATE counter SET last = last + 1")
                    other.commit()
                progress(*how_far)

            source.backup(target, pages=5, progress=step, sleep=sleep)


@pytest.mark.parametrize(("times", "whole"), [(0, True), (5, True), (1000, False)])
def test_copying_begins_again_where_somebody_has_written(store: PlanStore, path: Path, times: int, whole: bool) -> None:
    source: Any = WrittenTo(path, times)
    with closing(sqlite3.connect("")) as target:
        assert backup.copy_pages(source, target) is whole
        if whole:
            assert target.execute("PRAGMA integrity_check").fetchone() == ("ok",)
