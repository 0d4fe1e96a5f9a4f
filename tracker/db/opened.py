"""An open plan on its one thread: its connection, and the snapshot that was read last, kept and brought up to date."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import sqlalchemy as sa

from tracker.db import blobs, current, log
from tracker.db.backend import Backend
from tracker.db.current import Head
from tracker.db.faults import in_words
from tracker.domain.log.changes import Changes, Stamp
from tracker.domain.plan.ids import IdFactory, RecordId
from tracker.domain.plan.records import Kind, Record
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError


class OpenPlan:
    """One connection, which belongs to the thread that opened the plan."""

    def __init__(self, backend: Backend, ids: IdFactory) -> None:
        self.ids = ids
        self.backend = backend
        self.read_only = backend.read_only
        self._thread = threading.get_ident()
        with self.in_words():
            self._connection = backend.engine.connect()
        self._kept: Snapshot | None = None
        self.before_turn: Callable[[str], object] | None = None
        """Called before a unit of work takes its turn to write, while everybody else can: what makes copies. It is told
        the verb of what changes much at once, "" otherwise."""
        self.before_write: Callable[[Stamp], object] | None = None
        """Called before each changeset is written, while nobody else can write: what sees that the copy is there."""

    @property
    def connection(self) -> sa.Connection:
        """The connection. Raises RuntimeError on any other thread, which would see, and spoil, half a write."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("a plan belongs to the thread that opened it: hand a snapshot to any other")
        return self._connection

    def in_words(self) -> AbstractContextManager[None]:
        """A block whose database errors come out as sentences about this plan."""
        return in_words(self.backend.name)

    def start(self, *, writing: bool) -> None:
        """Begins a transaction; a writing one keeps other writers waiting, and waits for them."""
        with self.in_words():
            self.connection.execution_options(writing=writing and not self.read_only)
            self.connection.begin()

    def current(self, *, writing: bool) -> Snapshot:
        """The plan as it stands, within the present transaction; on a server others wait from now on to write."""
        with self.in_words():
            current.read_head(self.connection, lock=writing and not self.read_only)
            return self._current()

    def keep(self, snapshot: Snapshot) -> None:
        """Remembers what has just been written."""
        self._kept = snapshot

    def lock(self, why: str) -> None:
        """Takes no more writes, from any thread on; `why` says what is wrong with the plan."""
        self.read_only = True
        self.backend.notice = UserError(why, "bring a good copy back, or have this file looked at")

    def must_be_writable(self) -> None:
        """Raises UserError where the plan is open for reading only."""
        if self.read_only:
            notice = self.backend.notice
            why = f": {notice.message}" if notice is not None else ""
            hint = notice.hint if notice is not None else "ask for permission to change it, or use a copy"
            raise UserError(f"{self.backend.name} is open for reading only{why}", hint)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A block that sees the plan at one moment, whatever others write meanwhile."""
        if self.connection.in_transaction():
            with self.in_words():
                yield
            return
        self.start(writing=False)
        try:
            with self.in_words():
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


def _everything(old: Snapshot, new: Snapshot) -> dict[Kind, frozenset[RecordId]]:
    """Every record of either, by kind: what is new to someone who looked at quite another plan."""
    found = {kind: frozenset({*old.records.get(kind, {}), *new.records.get(kind, {})}) for kind in Kind}
    found[Kind.PLAN] = frozenset({old.plan.id, new.plan.id})
    return {kind: ids for kind, ids in found.items() if ids}
