"""Making a copy: every row of the plan but the bytes of its files, which go into the store that all copies share."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path

import sqlalchemy as sa

from tracker.db import blobs, tables
from tracker.db.backup import pour, settled
from tracker.db.checks.files import parts_of
from tracker.db.checks.slices import Slices
from tracker.db.copies.folder import PART, CopyFolder
from tracker.db.faults import in_words
from tracker.db.migrations import latest
from tracker.db.sqlite_file import ALONE, address_of, decoded, engine_of, layout
from tracker.errors import UserError
from tracker.saving import in_words as disk_in_words
from tracker.saving import open_private

APPLICATION_ID = 0x54504C43
"""Stands in the header of every automatic copy: "TPLC". It is no plan by itself, since its files lie elsewhere."""
PARTS_OF_PLAN = (
    "SELECT sql FROM plan.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC"
)
TABLES = "SELECT name FROM plan.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
WRITES, VERSION, LAST = "PRAGMA plan.data_version", "PRAGMA plan.user_version", "SELECT number FROM plan.head"
"""A number that changes where somebody else has written, the plan's layout, and its last change."""
ERASED_SINCE = "SELECT EXISTS (SELECT 1 FROM plan.changeset WHERE number > ? AND verb = 'erase')"
TOUCHED = "IN (SELECT record FROM plan.change WHERE changeset > ?)"
AGAIN = (tables.head, tables.counter, tables.alias, tables.blob)
"""Tables of a few rows, which are copied again where somebody has written."""
BEFORE_ALL = -(2**63)
QUICK = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "trusted_schema=OFF")
"""A copy that is cut short is thrown away, so nothing needs to be kept for taking it back."""
HELD = "SELECT sha256, size FROM blob WHERE erased IS NULL"
TRIES = 5
"""So often rows are copied a few at a time; where somebody erases words each time, they are copied at once."""
Blobs = list[tuple[str, int]]
Made = tuple[int, str, Blobs]
"""The number and hash of a copy's last change, and the files it should hold, by SHA-256 and size."""
Source = Callable[[sqlite3.Connection, bool], bool]
"""Fills a copy, at once or a few rows at a time; whether it is of one moment, nobody having written meanwhile."""


def of_file(plan: Path) -> Source:
    """Fills a copy from a plan file, of whatever layout."""

    def fill(copied: sqlite3.Connection, at_once: bool) -> bool:
        with _beside(copied, plan), closing(engine_of(copied).connect()) as connection:
            slices = Slices(connection)
            with connection.begin() if at_once else nullcontext():
                began, version, since = (copied.execute(asked).fetchone()[0] for asked in (WRITES, VERSION, LAST))
                for (made,) in copied.execute(PARTS_OF_PLAN).fetchall():
                    copied.execute(made)
                for (name,) in copied.execute(TABLES).fetchall():
                    if name != tables.chunk.name:
                        _pour(copied, name, None if at_once else slices)
            with nullcontext() if at_once else slices.look():
                alone = at_once or copied.execute(WRITES).fetchone()[0] == began
                whole = alone or (version == latest() and _caught_up(copied, since))
        copied.execute(f"PRAGMA user_version={version}")
        return whole

    return fill


@contextmanager
def _beside(copied: sqlite3.Connection, plan: Path) -> Iterator[None]:
    """A block in which a copy's connection reads the plan too."""
    copied.execute("ATTACH ? AS plan", (address_of(plan, "ro"),))
    try:
        yield
    finally:
        copied.execute("DETACH plan")


def _caught_up(copied: sqlite3.Connection, since: int) -> bool:
    """Brings a copy beside which others wrote up to date by the log; False where they erased something of old."""
    if copied.execute(ERASED_SINCE, (since,)).fetchone()[0]:
        return False
    for table in tables.metadata.sorted_tables:
        if table is not tables.chunk:
            rows, given = _written_since(table, since)
            copied.execute(f'DELETE FROM main."{table.name}" {rows}', given)  # noqa: S608 - its own names
            copied.execute(f'INSERT INTO main."{table.name}" SELECT * FROM plan."{table.name}" {rows}', given)  # noqa: S608
    return True


def _written_since(table: sa.Table, since: int) -> tuple[str, tuple[int, ...]]:
    """The rows of a table that may have been written after a change, as a condition and what it is given."""
    if table in AGAIN:
        return "", ()
    if table in (tables.changeset, tables.change):
        return f"WHERE {'number' if table is tables.changeset else 'changeset'} > ?", (since,)
    return f"WHERE {'source' if 'source' in table.c else 'id'} {TOUCHED}", (since,)


def _pour(copied: sqlite3.Connection, name: str, slices: Slices | None) -> None:
    """Copies the rows of a table, some at a time or (with no slices) all at once."""
    last: int | None = BEFORE_ALL
    while last is not None:
        with slices.look() if slices is not None else nullcontext():
            rows = f'FROM plan."{name}" WHERE rowid > ?'
            some = f"SELECT max(rowid) FROM (SELECT rowid {rows} ORDER BY rowid LIMIT ?)"  # noqa: S608 - its own names
            end = copied.execute(some, (last, slices.size if slices is not None else -1)).fetchone()[0]
            if end is not None:
                copied.execute(f'INSERT OR IGNORE INTO main."{name}" SELECT * {rows} AND rowid <= ?', (last, end))
        last = end


def of_server(source: sa.Connection) -> Source:
    """Fills a copy from a plan on a server, which keeps nobody waiting for who reads."""

    def fill(copied: sqlite3.Connection, _at_once: bool) -> bool:
        with closing(engine_of(copied).connect()) as connection, connection.begin():
            tables.metadata.create_all(connection)
            pour(source, connection, but=tables.chunk)
        copied.execute(f"PRAGMA user_version={latest()}")
        return True

    return fill


def make(fill: Source, target: Path) -> Made:
    """Makes the copy. Raises UserError for want of room."""
    part = target.with_name(target.name + PART)
    try:
        made, tries = None, 0
        while made is None:
            made = _filled(fill, part, at_once=tries == TRIES)
            tries += 1
        settled(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return made


def _filled(fill: Source, part: Path, at_once: bool) -> Made | None:
    """Fills a file; None where the copy is not of one moment."""
    with disk_in_words(part, "copy"):
        open_private(part).close()
    with _writing(part) as copied:
        if not fill(copied, at_once):
            return None
        copied.execute(f"PRAGMA application_id={APPLICATION_ID}")
        return _standing(copied)


@contextmanager
def _writing(copy: Path) -> Iterator[sqlite3.Connection]:
    address = address_of(copy, "rwc")
    with in_words("the copy"), closing(sqlite3.connect(address, uri=True, isolation_level=None)) as copied:
        for rule in QUICK:
            copied.execute(f"PRAGMA {rule}")
        yield copied


def _standing(copied: sqlite3.Connection) -> Made:
    number, head = copied.execute("SELECT number, hash FROM head").fetchone()
    return number, head, copied.execute(HELD).fetchall()


def catch_up(copy: Path, plan: Path, since: int) -> Made | None:
    """Brings a copy of a plan file as it stood after a change up to date; None where that cannot be done.

    It takes as long as what was written since, so it may be done while others wait.
    """
    with _writing(copy) as copied, _beside(copied, plan):
        copied.execute("BEGIN")
        done = _caught_up(copied, since)
        copied.execute("COMMIT")
        made = _standing(copied) if done else None
    settled(copy)
    return made


def keep_files(folder: CopyFolder, source: sa.Connection, held: Blobs) -> tuple[str, ...]:
    """Puts into the store what it lacks of these files, a part at a time; returns those that are not what was kept."""
    odd, slices = [], Slices(source)
    with disk_in_words(folder.path, "copy"):
        for sha256, size in held:
            kept = folder.kept_file(sha256)
            there = kept.is_file() and kept.stat().st_size == size
            if not there and not folder.add_file(sha256, parts_of(slices, sha256)):
                odd.append(sha256)
    return tuple(odd)


@contextmanager
def opened(copy: Path) -> Iterator[sa.Connection]:
    """A connection for reading a copy; text that is no longer UTF-8 is read with stand-ins."""
    address = address_of(copy, ALONE)
    with in_words(copy.name), closing(sqlite3.connect(address, uri=True, isolation_level=None)) as database:
        database.text_factory = decoded
        for rule in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY"):
            database.execute(f"PRAGMA {rule}")
        with closing(engine_of(database).connect()) as connection:
            yield connection


def held_by(copy: Path) -> Blobs:
    """The files that a copy should hold, by SHA-256 and size. Raises as the database does where it is damaged."""
    with opened(copy) as connection, connection.begin():
        return [(str(sha256), int(size)) for sha256, size in connection.exec_driver_sql(HELD)]


def is_copy(path: Path) -> bool:
    """Whether a file is an automatic copy."""
    with suppress(OSError), path.open("rb") as file:
        return int.from_bytes(file.read(100)[68:72], "big") == APPLICATION_ID
    return False


def layout_of(copy: Path) -> int:
    """The version of the tables in a copy. Raises UserError where it cannot be read."""
    with in_words(copy.name), closing(sqlite3.connect(address_of(copy, ALONE), uri=True)) as database:
        return layout(database)


def as_whole_plan(copy: Path, folder: CopyFolder, plan: sqlite3.Connection) -> None:
    """Puts into a fresh copy that is open for writing the files it lacks. Raises UserError where one is missing."""
    for sha256, size in plan.execute(HELD).fetchall():
        length = 0
        for seq, data in enumerate(part for block in folder.read_file(sha256) for part in blobs.cut(block)):
            plan.execute("INSERT INTO chunk (sha256, seq, data) VALUES (?, ?, ?)", (sha256, seq, data))
            length += len(data)
        if length != size:
            raise UserError(f"the copy {copy.stem} lacks a file that was kept with it", "choose an earlier copy")
