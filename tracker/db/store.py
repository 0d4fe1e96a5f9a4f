"""Making and opening plans: a file `name.plan`, or the address of a PostgreSQL database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from tracker.db import blobs, current, log, tables
from tracker.db.current import Head
from tracker.db.faults import in_words
from tracker.db.sqlite_file import Opening, check_header, engine_of, make_empty, raw_connection
from tracker.db.stamps import APPLICATION_ID, SCHEMA
from tracker.db.work import SqlUnitOfWork
from tracker.domain.chain import GENESIS
from tracker.domain.changes import Changes
from tracker.domain.ids import IdFactory, random_ids
from tracker.domain.records import Kind, Plan
from tracker.domain.snapshot import Snapshot
from tracker.services.ports import Act, Store, Verdict


def _moment() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


class PlanStore:
    """An open plan: one connection, one thread at a time."""

    def __init__(self, address: str, engine: sa.Engine, ids: IdFactory, read_only: bool = False) -> None:
        self.address = address
        self.name = Path(address).name
        self.read_only = read_only
        self.ids = ids
        self.engine = engine
        with self.in_words():
            self.connection = engine.connect().execution_options(writing=not read_only)
        self._kept: Snapshot | None = None

    def in_words(self) -> AbstractContextManager[None]:
        """A block whose database errors come out as sentences about this plan."""
        return in_words(self.name)

    def begin(self) -> SqlUnitOfWork:
        """A unit of work, to be used as a context manager on one thread."""
        return SqlUnitOfWork(self)

    def start_work(self) -> Snapshot | None:
        with self.in_words():
            self.connection.begin()
            self._kept = self._current()
            return self._kept

    def keep(self, snapshot: Snapshot) -> None:
        self._kept = snapshot

    def must_be_writable(self) -> None:
        pass

    def _current(self) -> Snapshot:
        return current.read_snapshot(self.connection) if self._kept is None else self._refreshed(self._kept)[0]

    def snapshot(self) -> Snapshot:
        """The whole plan as it stands."""
        with self.reading():
            self._kept = self._current()
            return self._kept

    def refresh(self, old: Snapshot) -> tuple[Snapshot, Changes]:
        """`old` brought up to date by reading only what changed since, and what that was."""
        with self.reading():
            return self._refreshed(old)

    def _refreshed(self, old: Snapshot) -> tuple[Snapshot, Changes]:
        head = current.read_head(self.connection)
        if head == Head(old.number, old.head):
            return old, Changes()
        touched = log.touched_since(self.connection, old.number)
        moved = []
        for kind, ids in touched.items():
            found = current.read_records(self.connection, kind, ids)
            moved += [(kind, record_id, found.get(record_id)) for record_id in ids]
        new = old.with_records(moved, head.number, head.hash)
        return new, Changes(head.number, {kind: frozenset(ids) for kind, ids in touched.items()})

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self.in_words():
            if self.connection.in_transaction():
                yield
                return
            with self.connection.begin():
                yield

    def read_file(self, sha256: str) -> bytes:
        """A kept file's bytes. Raises UserError where it is missing."""
        with self.reading():
            return blobs.read_file(self.connection, sha256)

    def verify(self) -> Verdict:
        """Walks the chain, replays it against the tables and checks every file's hash."""
        with self.reading():
            return Verdict(current.read_head(self.connection).number, 0)

    def backup(self, target: str) -> None:
        """Writes a checked copy of the whole plan to a new file. Raises UserError where it cannot."""
        raise NotImplementedError

    def close(self) -> None:
        """Lets go of the plan; a plan file's log is folded in."""
        self.connection.close()
        self.engine.dispose()


def create_store(address: str, plan: Plan, act: Act) -> Store:
    """A new plan, with one changeset that says who made it."""
    path = Path(address)
    make_empty(path)
    engine = engine_of(lambda: raw_connection(Opening(path)))
    store = PlanStore(address, engine, random_ids(act.clock.now))
    with store.in_words(), store.connection.begin():
        tables.metadata.create_all(store.connection)
        store.connection.execute(sa.insert(tables.head), {"id": 1, "number": 0, "hash": GENESIS, "schema": SCHEMA})
        store.connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        store.connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
        work = SqlUnitOfWork(store)
        work.add(plan)
        work.commit(act.stamp("new"))
    return store


def open_store(address: str, *, read_only: bool = False) -> Store:
    """The plan at this address."""
    path = Path(address)
    check_header(path)
    engine = engine_of(lambda: raw_connection(Opening(path, read_only)))
    return PlanStore(address, engine, random_ids(_moment), read_only)
