"""A plan in a file of its own: making it, opening it, keeping it tidy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from tracker.db import backup, migrations
from tracker.db.faults import in_words
from tracker.db.places import NamedLock, is_shared
from tracker.db.sqlite_file import (
    Opening,
    check_there,
    connect,
    connect_to_plan,
    engine_of,
    journal_of,
    layout,
    make_empty,
    raw,
    stamp,
    writable,
)
from tracker.errors import UserError
from tracker.services.ports import Fault


class FilePlan:
    """A Backend over one SQLite file."""

    def __init__(self, opening: Opening, connection: sqlite3.Connection, lock: NamedLock | None, notice: str) -> None:
        self.path = opening.path
        self.name = opening.path.name
        self.read_only = opening.read_only
        self.notice = notice
        self.engine = engine_of(connection)
        self._lock = lock

    def mark(self, connection: sa.Connection) -> None:
        """Stamps a new file as a plan of the present layout, in the transaction that makes its tables."""
        stamp(connection, migrations.latest())

    def settle(self, connection: sa.Connection) -> None:
        """Chooses the journal of a plan that has just been made."""
        settle(raw(connection))

    def fold(self, connection: sa.Connection) -> None:
        """Rewrites the file without spare room. Raises UserError where someone is reading it."""
        hint = "close the plan everywhere, free some disk space, open it and close it again"
        try:
            raw(connection).execute("VACUUM")
        except sqlite3.OperationalError as error:
            raise UserError(f"the words are erased, but {self.name} could not be tidied", hint) from error

    @contextmanager
    def lenient(self, connection: sa.Connection) -> Iterator[None]:
        """A block in which text that is no longer UTF-8 is read with stand-ins instead of failing."""
        database = raw(connection)
        usual = database.text_factory
        database.text_factory = _decoded
        try:
            yield
        finally:
            database.text_factory = usual

    def faults(self, connection: sa.Connection) -> Iterator[Fault]:
        """What SQLite's own checks find."""
        yield from self._damage(connection, "integrity_check")
        database = raw(connection)
        for table, _, parent, _ in database.execute("PRAGMA foreign_key_check"):
            yield Fault(table, f"a row of {table} leads to nothing in {parent}")

    def quick_faults(self, connection: sa.Connection) -> Iterator[Fault]:
        """What SQLite finds without looking into indexes: a tenth of the time."""
        return self._damage(connection, "quick_check")

    def _damage(self, connection: sa.Connection, check: str) -> Iterator[Fault]:
        for (said,) in raw(connection).execute(f"PRAGMA {check}"):
            if said != "ok":
                yield Fault(self.name, f"the database is damaged: {said}")

    def backup(self, connection: sa.Connection, target: str) -> None:
        """Writes a checked copy to a new file."""
        backup.copy(raw(connection), Path(target))

    def clear(self, connection: sa.Connection) -> None:
        """Ends a transaction that a commit left open because someone was reading."""
        database = raw(connection)
        if database.in_transaction:
            database.execute("ROLLBACK")

    def after_close(self) -> None:
        """Gives the named lock back."""
        if self._lock is not None:
            self._lock.release()

    def discard(self) -> None:
        """Takes a file away whose making failed."""
        self.after_close()
        for ending in ("", "-journal"):
            self.path.with_name(self.name + ending).unlink(missing_ok=True)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def create_file(path: Path) -> FilePlan:
    """A new file, still without tables. Raises UserError where it cannot be made."""
    make_empty(path)
    lock, _ = _lock(path)
    with in_words(path.name):
        return FilePlan(Opening(path), connect(Opening(path)), lock, "")


def open_file(path: Path, read_only: bool) -> FilePlan:
    """The plan in this file, brought to the present layout after a backup. Raises UserError with a hint."""
    check_there(path)
    may_write = writable(path)
    if not may_write and not read_only:
        raise UserError(f"{path.name} may be read but not changed", "open it for reading only, or work on a copy")
    lock, notice = (None, "") if read_only else _lock(path)
    opening = Opening(path, read_only or bool(notice), fixed=not may_write)
    try:
        with in_words(path.name):
            opening, connection = _connected(opening)
            return FilePlan(opening, connection, lock, notice)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _lock(path: Path) -> tuple[NamedLock | None, str]:
    """The named lock of a shared plan once it is ours, or who holds it."""
    if not is_shared(path):
        return None, ""
    lock = NamedLock(path)
    holder = lock.take()
    return (lock, "") if holder is None else (None, f"{holder} has {path.name} open to change it")


def _connected(opening: Opening) -> tuple[Opening, sqlite3.Connection]:
    opening, connection = _first_connection(opening)
    try:
        _bring_up_to_date(connection, opening)
        if not opening.read_only:
            settle(connection)
    except BaseException:
        connection.close()
        raise
    return opening, connection


def _first_connection(opening: Opening) -> tuple[Opening, sqlite3.Connection]:
    try:
        return opening, connect_to_plan(opening)
    except sqlite3.OperationalError:
        if not opening.fixed or journal_of(opening.path).exists():
            raise
        alone = Opening(opening.path, read_only=True, fixed=True, alone=True)
        return alone, connect_to_plan(alone)


def settle(connection: sqlite3.Connection) -> None:
    """Keeps a rollback journal, which holds locks only while something is being written.

    A write-ahead log relies on a lock held for as long as the plan is open, and on Unix that lock falls when anything
    in this process opens and closes the file: a file dialog does, to draw its icon. The next program to close the
    plan then throws the log away, with all that was written since.
    """
    connection.execute("PRAGMA journal_mode=DELETE")


def _bring_up_to_date(connection: sqlite3.Connection, opening: Opening) -> None:
    name, found = opening.path.name, layout(connection)
    if found > migrations.latest():
        raise UserError(f"{name} was written by a newer version of this program", "update the program to open it")
    if found == migrations.latest():
        return
    if opening.read_only:
        raise UserError(f"{name} was written by an older version of this program", "open it once to change it")
    backup.copy(connection, backup.beside(opening.path, found))
    connection.execute("PRAGMA foreign_keys=OFF")
    with closing(engine_of(connection).connect().execution_options(writing=True)) as upgrading, upgrading.begin():
        migrations.run(upgrading, layout(connection))
        connection.execute(f"PRAGMA user_version={migrations.latest()}")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise UserError(f"{name} could not be brought up to date: its links are damaged", "restore a backup")
    connection.execute("PRAGMA foreign_keys=ON")
