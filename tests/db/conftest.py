"""Plans in real files, made and closed for each test; helpers that tests of this folder share."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from support.builders import a_plan, an_action, plan_records, put_into
from support.clocks import FixedClock, an_act
from support.disk import full_from
from tracker.db.checks.slices import Slices
from tracker.db.copies.keeper import Keeper, Place, keeper_of
from tracker.db.store import PlanStore, create_store, open_store
from tracker.domain.log.changes import Changes
from tracker.domain.plan.records import Record

LETTER = b"the letter as it was sent"


@pytest.fixture
def stores() -> Iterator[list[PlanStore]]:
    """Stores to be closed when the test ends."""
    opened: list[PlanStore] = []
    yield opened
    for store in opened:
        store.close()


@pytest.fixture
def make(stores: list[PlanStore]) -> Callable[..., PlanStore]:
    """Makes a plan at an address."""

    def made(address: str | Path, **fields: Any) -> PlanStore:
        store = create_store(str(address), a_plan(**fields), an_act())
        assert isinstance(store, PlanStore)
        stores.append(store)
        return store

    return made


@pytest.fixture
def reopen(stores: list[PlanStore]) -> Callable[..., PlanStore]:
    """Opens the plan at an address."""

    def opened(address: str | Path, **how: Any) -> PlanStore:
        store = open_store(str(address), **how)
        assert isinstance(store, PlanStore)
        stores.append(store)
        return store

    return opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Sampleton.plan"


@pytest.fixture
def address(path: Path) -> str:
    """Where a new plan can be made."""
    return str(path)


@pytest.fixture
def empty(make: Callable[..., PlanStore], address: str) -> PlanStore:
    """A plan without actions."""
    return make(address)


@pytest.fixture
def store(empty: PlanStore) -> PlanStore:
    """A plan in mid-life, with its letter kept."""
    put_into(empty, plan_records())
    with empty.begin() as uow:
        sha256 = uow.add_file(LETTER)
        letter = uow.snapshot().by_ref("I1")
        assert letter is not None
        uow.put(replace(letter, sha256=sha256, file="letter.pdf"))  # type: ignore[call-arg]
        uow.commit(an_act().stamp("seed"))
    return empty


@pytest.fixture
def edit() -> Callable[..., Changes]:
    """Sets fields of the record with a reference, as one changeset of the person named."""

    def edited(store: PlanStore, ref: str, who: str = "Improvement Lead", why: str = "", **fields: Any) -> Changes:
        with store.begin() as uow:
            record = uow.snapshot().by_ref(ref)
            assert record is not None
            uow.put(replace(record, **fields))
            return uow.commit(an_act(who).stamp(why=why))

    return edited


@pytest.fixture
def tamper(path: Path) -> Callable[..., int]:
    """Runs SQL in the file behind the log's back; returns how many rows it changed."""

    def done(sql: str, *values: object) -> int:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return connection.execute(sql, values).rowcount

    return done


@pytest.fixture
def add() -> Callable[..., tuple[Record, ...]]:
    """Adds records as one changeset; returns them as they are stored."""

    def added(store: PlanStore, *records: Record) -> tuple[Record, ...]:
        with store.begin() as uow:
            ids = [uow.add(record).id for record in records]
            uow.commit(an_act().stamp("add"))
        snapshot = store.snapshot()
        return tuple(snapshot.get(record_id) for record_id in ids)

    return added


@pytest.fixture
def small_files() -> Iterator[Callable[[int], None]]:
    """Limits how large any file may grow, as a full disk does."""
    with ExitStack() as limits:

        def limit(size: int) -> None:
            limits.close()
            limits.enter_context(full_from(size))

        yield limit


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], object]], None]:
    """Calls something after each look that a check takes, with the number of the look."""

    def set_up(work: Callable[[int], object]) -> None:
        count = 0
        look = Slices.look

        @contextmanager
        def watched(self: Slices) -> Iterator[sa.Connection]:
            nonlocal count
            with look(self) as connection:
                yield connection
            count += 1
            work(count)

        monkeypatch.setattr(Slices, "look", watched)

    return set_up


ROOM = 10**9


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2024, 3, 13, 9, 0, tzinfo=UTC))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def keep(root: Path, clock: FixedClock) -> Callable[..., Keeper]:
    """Keeps copies of an open plan."""

    def kept(store: PlanStore, limit: int = ROOM) -> Keeper:
        return keeper_of(store, Place(root, limit, clock.now))

    return kept


@pytest.fixture
def write(clock: FixedClock) -> Callable[..., Any]:
    """Writes something, and finishes the copy that was made before it."""
    count = 100

    def written(store: PlanStore, keeper: Keeper | None = None, verb: str = "edit") -> None:
        nonlocal count
        count += 1
        with store.begin() as uow:
            uow.add(an_action(count))
            uow.commit(an_act(clock=clock).stamp(verb))
        if keeper is not None:
            keeper.settle()

    return written
