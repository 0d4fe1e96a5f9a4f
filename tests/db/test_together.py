"""Several people at one plan: nothing is lost, nobody sees half of anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from support.clocks import an_act
from tracker.db import sqlite_file
from tracker.db.store import PlanStore, open_store
from tracker.domain.plan.records import Kind
from tracker.errors import UserError

THREADS, EDITS = 4, 50


def count_up(address: str) -> int:
    """Adds one, fifty times, to a number that others count up too."""
    store = open_store(address)
    for _ in range(EDITS):
        with store.begin() as uow:
            plan = uow.snapshot().plan
            uow.put(replace(plan, quiet_weeks=(plan.quiet_weeks or 0) + 1))
            uow.commit(an_act(threading.current_thread().name).stamp())
    store.close()
    return EDITS


def test_no_edit_of_four_writers_is_lost(store: PlanStore, address: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 120.0)
    before = store.snapshot().number
    with ThreadPoolExecutor(THREADS) as pool:
        done = sum(pool.map(count_up, [address] * THREADS))
    assert done == THREADS * EDITS
    after = store.snapshot()
    assert (after.plan.quiet_weeks, after.number) == (done, before + done)
    assert after.plan.version == 1 + done
    assert store.verify().faults == ()


def test_references_of_four_writers_are_all_different(store: PlanStore, address: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 120.0)

    def add_five(_: int) -> list[str]:
        own = open_store(address)
        refs = []
        for _ in range(5):
            with own.begin() as uow:
                from tracker.domain.plan.records import Person

                refs.append(uow.add(Person(id=uow.new_id(), name="somebody")).ref)
                uow.commit(an_act().stamp("add"))
        own.close()
        return refs

    with ThreadPoolExecutor(THREADS) as pool:
        refs = [ref for found in pool.map(add_five, range(THREADS)) for ref in found]
    assert sorted(refs, key=lambda ref: int(ref[1:])) == [f"P{number}" for number in range(6, 26)]
    assert len(store.snapshot().of(Kind.PERSON)) == 25


DYING = """
import os, signal, sys
sys.path.insert(0, sys.argv[2])
from dataclasses import replace
from pathlib import Path
from support.clocks import an_act
from tracker.db.store import PlanStore, open_store
store = open_store(sys.argv[1])
with store.begin() as uow:
    uow.put(replace(uow.snapshot().plan, title="kept"))
    uow.commit(an_act().stamp())
store.start(writing=True)
store.connection.exec_driver_sql("UPDATE plan SET title = 'half done'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_program_that_dies_leaves_whole_changesets(store: PlanStore, address: str, reopen: Any) -> None:
    before = store.snapshot().number
    store.close()
    support = str(Path(__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", DYING, address, support], check=False)
    assert done.returncode == -signal.SIGKILL
    after = reopen(address)
    assert (after.snapshot().number, after.snapshot().plan.title) == (before + 1, "kept")
    assert after.verify().faults == ()


def test_a_store_refuses_every_thread_but_its_own(store: PlanStore, edit: Callable[..., Any], tmp_path: Path) -> None:
    before = store.snapshot()
    asked: tuple[Callable[[], object], ...] = (
        store.snapshot, lambda: store.refresh(before), lambda: store.read_file("0" * 64), lambda: edit(store, "A1"),
        lambda: store.backup(str(tmp_path / "copy.plan")), store.close,
    )  # fmt: skip
    with ThreadPoolExecutor(1) as pool:
        for ask in asked:
            with pytest.raises(RuntimeError, match="belongs to the thread that opened it"):
                pool.submit(ask).result()
        assert pool.submit(store.verify).result().faults == ()
    assert store.snapshot() == before
    assert not (tmp_path / "copy.plan").exists()


def test_a_reader_sees_the_plan_at_one_moment(
    store: PlanStore, address: str, reopen: Any, edit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
    other = reopen(address)
    with other.reading():
        before = other.snapshot()
        with pytest.raises(UserError, match="in use by someone else"):
            edit(store, "A1", title="meanwhile")
        assert other.snapshot() == before
    edit(store, "A1", title="after")
    assert other.snapshot() == store.snapshot()


ANOTHER_PROGRAM = """
import sys
from support.clocks import an_act
from tracker.db.store import open_store
from tracker.services.records.editing import set_fields
store = open_store(sys.argv[1])
with store.begin() as uow:
    set_fields(uow, an_act("Somebody Else"), ["A2"], {"title": sys.argv[2]})
store.close()
"""


def test_nothing_is_lost_when_something_else_in_this_program_reads_the_file(
    store: PlanStore, edit: Any, path: Path, reopen: Any
) -> None:
    """A file dialog looks into files to draw their icons; closing one drops every lock this process holds on it."""
    tests = str(Path(__file__).parent.parent)
    for number in range(3):
        edit(store, "A1", title=f"Ours {number}")
        with path.open("rb") as file:
            file.read(100)
        subprocess.run(
            [sys.executable, "-c", ANOTHER_PROGRAM, str(path), f"Theirs {number}"],
            env=os.environ | {"PYTHONPATH": tests}, check=True,
        )  # fmt: skip
        edit(store, "A1", title=f"Ours again {number}")
    before = store.snapshot()
    again = reopen(path)
    assert again.snapshot() == before
    assert again.snapshot().by_ref("A1").title == "Ours again 2"
    assert again.snapshot().by_ref("A2").title == "Theirs 2"
    assert again.verify().faults == ()
