"""Making and opening plans: a file `name.plan`, or the address of a PostgreSQL database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from tracker.db import blobs, checking, current, log, migrations, tables
from tracker.db.backend import Backend
from tracker.db.current import Head
from tracker.db.faults import ERRORS, in_words, is_damage
from tracker.db.file_plan import create_file, open_file
from tracker.db.server import create_server, open_server
from tracker.db.sqlite_file import is_server
from tracker.db.work import SqlUnitOfWork
from tracker.domain.log.chain import GENESIS
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import IdFactory, RecordId, random_ids
from tracker.domain.plan.records import Kind, Plan, Record
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.ports import Act, Fault, Store, Verdict


class PlanStore:
    """An open plan: one connection, used by one thread at a time. What was read last is kept and brought up to date."""

    def __init__(self, address: str, backend: Backend, ids: IdFactory) -> None:
        self.address = address
        self.ids = ids
        self.backend = backend
        self.read_only = backend.read_only
        with self.in_words():
            self.connection = backend.engine.connect()
        self._kept: Snapshot | None = None

    @property
    def notice(self) -> str:
        """Why the plan is open for reading only where that was not asked for: who else has it. "" otherwise."""
        return self.backend.notice

    def in_words(self) -> AbstractContextManager[None]:
        """A block whose database errors come out as sentences about this plan."""
        return in_words(self.backend.name)

    def begin(self) -> SqlUnitOfWork:
        """A unit of work, to be used as a context manager on one thread. It waits for other writers, 5 s at most."""
        return SqlUnitOfWork(self)

    def start_writing(self) -> None:
        """Begins a transaction that keeps other writers waiting (a reading one where nothing may be written)."""
        with self.in_words():
            self.connection.execution_options(writing=not self.read_only)
            self.connection.begin()

    def current(self) -> Snapshot:
        """The plan as it stands, within the present transaction, which keeps other writers waiting from now on."""
        with self.in_words():
            current.read_head(self.connection, lock=not self.read_only)
            return self._current()

    def keep(self, snapshot: Snapshot) -> None:
        """Remembers what has just been written."""
        self._kept = snapshot

    def must_be_writable(self) -> None:
        """Raises UserError where the plan is open for reading only."""
        if self.read_only:
            why = f": {self.notice}" if self.notice else ""
            hint = (
                "close it there, then open it again here" if why else "ask for permission to change it, or use a copy"
            )
            raise UserError(f"{self.backend.name} is open for reading only{why}", hint)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A block that sees the plan at one moment, whatever others write meanwhile."""
        with self.in_words():
            if self.connection.in_transaction():
                yield
                return
            self.connection.execution_options(writing=False)
            self.connection.begin()
            try:
                yield
            finally:
                self.connection.rollback()

    def snapshot(self) -> Snapshot:
        """The whole plan as it stands."""
        with self.reading():
            return self._current()

    def refresh(self, old: Snapshot) -> tuple[Snapshot, Changes]:
        """`old` brought up to date by reading only what changed since, and what that was."""
        with self.reading():
            return self._refreshed(old)

    def _current(self) -> Snapshot:
        found = current.read_snapshot(self.connection) if self._kept is None else self._refreshed(self._kept)[0]
        self._kept = found
        return found

    def _refreshed(self, old: Snapshot) -> tuple[Snapshot, Changes]:
        head = current.read_head(self.connection)
        if head == Head(old.number, old.head):
            return old, Changes()
        if not log.has(self.connection, Head(old.number, old.head)):
            new = current.read_snapshot(self.connection)
            return new, Changes(head.number, _everything(old, new))
        touched = log.touched_since(self.connection, old.number)
        changes = Changes(head.number, {kind: frozenset(ids) for kind, ids in touched.items()})
        kept = self._kept
        if kept is not None and head == Head(kept.number, kept.head):
            return kept, changes
        return self._moved(old, head, touched), changes

    def _moved(self, old: Snapshot, head: Head, touched: dict[Kind, list[RecordId]]) -> Snapshot:
        moved: list[tuple[Kind, RecordId, Record | None]] = []
        for kind, ids in touched.items():
            found = current.read_records(self.connection, kind, ids)
            moved += [(kind, record_id, found.get(record_id)) for record_id in ids]
        new = old.with_records(moved, head.number, head.hash)
        aliases = current.read_aliases(self.connection)
        return new.with_aliases(aliases) if aliases != new.aliases else new

    def read_file(self, sha256: str) -> bytes:
        """A kept file's bytes. Raises UserError where it is missing."""
        with self.reading():
            return blobs.read_file(self.connection, sha256)

    def verify(self) -> Verdict:
        """Walks the chain, replays it against the tables and checks every file's hash."""
        with self.reading(), self.backend.lenient(self.connection):
            own: list[Fault] = []
            try:
                own.extend(self.backend.faults(self.connection))
                return checking.verdict(self.connection, own)
            except ERRORS as error:
                return Verdict(0, 0, (*own, self._damage(error)))

    def quick_check(self) -> tuple[Fault, ...]:
        """What the database itself finds broken at a quick look, meant for a moment after opening."""
        with self.reading():
            try:
                return tuple(self.backend.quick_faults(self.connection))
            except ERRORS as error:
                return (self._damage(error),)

    def _damage(self, error: Exception) -> Fault:
        if not is_damage(error):
            raise error
        return Fault(self.backend.name, "the database is damaged: it cannot be read")

    def backup(self, target: str) -> None:
        """Writes a checked copy of the whole plan to a new file. Raises UserError where it cannot."""
        with self.reading():
            self.backend.backup(self.connection, target)

    def close(self) -> None:
        """Lets go of the plan. Closing twice does nothing."""
        if self.connection.closed:
            return
        self.connection.rollback()
        self.abandon()
        self.backend.after_close()

    def abandon(self) -> None:
        """Closes the connection and does nothing else."""
        self.connection.close()
        self.backend.engine.dispose()

    def found(self, plan: Plan, act: Act) -> None:
        """Makes the tables and writes the first changeset, in one transaction."""
        self.start_writing()
        with self.in_words():
            tables.metadata.create_all(self.connection)
            first = {"id": 1, "number": 0, "hash": GENESIS, "schema": migrations.latest()}
            self.connection.execute(sa.insert(tables.head), first)
            self.backend.mark(self.connection)
        work = SqlUnitOfWork(self)
        work.add(plan)
        work.commit(act.stamp("new"))
        with self.in_words():
            self.backend.settle(self.connection)


def _everything(old: Snapshot, new: Snapshot) -> dict[Kind, frozenset[RecordId]]:
    """Every record of either, by kind: what is new to someone who looked at quite another plan."""
    found = {kind: frozenset({*old.records.get(kind, {}), *new.records.get(kind, {})}) for kind in Kind}
    found[Kind.PLAN] = frozenset({old.plan.id, new.plan.id})
    return {kind: ids for kind, ids in found.items() if ids}


def create_store(address: str, plan: Plan, act: Act) -> Store:
    """A new plan at this address, with one changeset that says who made it.

    Raises UserError where something is there already or nothing can be made there; then nothing is left behind.
    """
    backend = _new_backend(address)
    store = PlanStore(address, backend, random_ids(act.clock.now))
    try:
        store.found(plan, act)
    except BaseException:
        store.abandon()
        backend.discard()
        raise
    return store


def open_store(address: str, *, read_only: bool = False) -> Store:
    """The plan at this address. One written by an older version is brought up to date, after a backup beside it.

    Raises UserError where it is not there, not a plan, damaged, locked, not permitted, or from a newer version.
    A plan on a shared folder that someone else is changing is opened for reading only; its `notice` says who.
    """
    return PlanStore(address, _backend(address, read_only), random_ids(_now))


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def _new_backend(address: str) -> Backend:
    return create_server(address) if is_server(address) else create_file(Path(address))


def _backend(address: str, read_only: bool) -> Backend:
    return open_server(address, read_only) if is_server(address) else open_file(Path(address), read_only)
