"""A plan in a file of its own: making it, opening it, keeping it tidy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from tracker.db import backup, migrations, tables
from tracker.db.faults import in_words
from tracker.db.layout import foreign_parts
from tracker.db.places import NamedLock, is_shared
from tracker.db.sqlite_file import (
    Opening,
    check_there,
    connect,
    connect_to_plan,
    decoded,
    engine_of,
    journal_of,
    layout,
    make_empty,
    raw,
    stamp,
    writable,
)
from tracker.errors import OlderPlan, UserError
from tracker.services.ports import Fault


class FilePlan:
    """A Backend over one SQLite file."""

    def __init__(
        self, opening: Opening, connection: sqlite3.Connection, lock: NamedLock | None, notice: UserError | None
    ) -> None:
        self.path = opening.path
        self.name = opening.path.name
        self.read_only = opening.read_only
        self.notice = notice
        self.engine = engine_of(connection)
        self._lock = lock
        self._opening = opening

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
    def checking(self) -> Iterator[sa.Connection]:
        """A connection of its own for reading, in which text that is no longer UTF-8 is read with stand-ins."""
        database = connect(replace(self._opening, read_only=True))
        database.text_factory = decoded
        with closing(database), closing(engine_of(database).connect()) as connection:
            yield connection

    def faults(self, connection: sa.Connection, remark: Callable[[str], object]) -> Iterator[Fault]:
        """What SQLite's own checks find in a private copy of the pages: on the plan they would keep writers waiting."""
        database = raw(connection)
        for part in foreign_parts(database, self.name):
            yield Fault(part, "this program did not make it")
        with closing(sqlite3.connect("")) as pages:
            pages.text_factory = decoded
            if not backup.copy_pages(database, pages):
                remark(f"the pages of {self.name} were not checked: somebody kept writing. Run this again.")
                return
            for (said,) in pages.execute("PRAGMA integrity_check"):
                if said != "ok":
                    yield Fault(self.name, f"the database is damaged: {_in_a_line(said)}")
            for table, _, parent, _ in pages.execute("PRAGMA foreign_key_check"):
                yield Fault(table, f"a row of {table} leads to nothing in {parent}")

    def quick_faults(self, connection: sa.Connection) -> Iterator[str]:
        """What SQLite finds in the pages of each table, a table at a time; those of the kept files are many."""
        database = raw(connection)
        for table in tables.metadata.tables:
            if table != tables.chunk.name:
                for (said,) in database.execute(f"PRAGMA quick_check('{table}')"):
                    if said != "ok":
                        yield _in_a_line(said)

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


def create_file(path: Path) -> FilePlan:
    """A new file, still without tables. Raises UserError where it cannot be made."""
    make_empty(path)
    lock, _ = _lock(path)
    with in_words(path.name):
        return FilePlan(Opening(path), connect(Opening(path)), lock, None)


Copying = Callable[[sqlite3.Connection, Path, int], object]
"""What keeps a copy of an open plan file, of the layout given, before it is brought to the present one."""


def copy_beside(connection: sqlite3.Connection, path: Path, found: int) -> None:
    """Keeps a copy beside the plan, where nobody has said where copies are kept."""
    backup.copy(connection, backup.beside(path, found))


@dataclass(frozen=True, slots=True)
class Upgrade:
    """How an older plan is brought up to date: what copies it first, and whether that is agreed on a shared folder."""

    copy: Copying = copy_beside
    agreed: bool = False


def open_file(path: Path, read_only: bool, upgrade: Upgrade = Upgrade()) -> FilePlan:
    """The plan in this file, brought to the present layout after a copy was made. Raises UserError with a hint."""
    check_there(path)
    may_write = writable(path)
    if not may_write and not read_only:
        raise UserError(f"{path.name} may be read but not changed", "open it for reading only, or work on a copy")
    lock, notice = (None, None) if read_only else _lock(path)
    opening = Opening(path, read_only or notice is not None, fixed=not may_write)
    try:
        with in_words(path.name):
            opening, connection, foreign = _connected(opening, upgrade)
            return FilePlan(opening, connection, lock, foreign or notice)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _lock(path: Path) -> tuple[NamedLock | None, UserError | None]:
    """The named lock of a shared plan once it is ours, or who holds it."""
    if not is_shared(path):
        return None, None
    lock = NamedLock(path)
    holder = lock.take()
    if holder is None:
        return lock, None
    return None, UserError(f"{holder} has {path.name} open to change it", "close it there, then open it again here")


def _connected(opening: Opening, upgrade: Upgrade) -> tuple[Opening, sqlite3.Connection, UserError | None]:
    opening, connection = _first_connection(opening)
    try:
        _bring_up_to_date(connection, opening, upgrade)
        foreign = foreign_parts(connection, opening.path.name)
        if foreign:
            connection.execute("PRAGMA query_only=ON")
            said = f"it holds what this program did not make ({', '.join(foreign)})"
            notice = UserError(said, "have whoever put it there take it out, or restore a backup")
            return replace(opening, read_only=True), connection, notice
        if not opening.read_only:
            settle(connection)
    except BaseException:
        connection.close()
        raise
    return opening, connection, None


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


def _bring_up_to_date(connection: sqlite3.Connection, opening: Opening, upgrade: Upgrade) -> None:
    name, found = opening.path.name, layout(connection)
    if found > migrations.latest():
        raise UserError(f"{name} was written by a newer version of this program", "update the program to open it")
    if found == migrations.latest():
        return
    if opening.read_only:
        raise UserError(f"{name} was written by an older version of this program", "open it once to change it")
    if is_shared(opening.path) and not upgrade.agreed:
        said = f"{name} was written by an older version of this program and lies in a shared folder"
        others = "when it is brought up to date, older programs cannot open it any more"
        raise OlderPlan(said, f"{others}: `tracker upgrade PLAN` does it", window=others)
    upgrade.copy(connection, opening.path, found)
    connection.execute("PRAGMA foreign_keys=OFF")
    with closing(engine_of(connection).connect().execution_options(writing=True)) as upgrading, upgrading.begin():
        migrations.run(upgrading, layout(connection))
        connection.execute(f"PRAGMA user_version={migrations.latest()}")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise UserError(f"{name} could not be brought up to date: its links are damaged", "restore a backup")
    connection.execute("PRAGMA foreign_keys=ON")


def _in_a_line(said: str) -> str:
    """SQLite's report of damage, which may run over many lines: its first finding, and how many more there are."""
    found = [line for line in str(said).splitlines() if line.strip() and not line.startswith("***")]
    if not found:
        return "its pages do not fit together"
    return f"{found[0]} (and {len(found) - 1} more)" if len(found) > 1 else found[0]
