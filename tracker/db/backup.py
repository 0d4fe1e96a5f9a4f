"""Copies of a whole plan: checked when they are made, never written over another file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from tracker.db import migrations, tables
from tracker.db.faults import in_words
from tracker.db.sqlite_file import Opening, connect, engine_of, make_empty, stamp
from tracker.errors import UserError

ROWS = 50
PAGES = 1000
"""Pages copied at a time where others must not wait: 4 MB."""
TRIES = 20


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copies an open plan file to a new file and checks the copy. Raises UserError where there is one, or no room."""
    with new_file(target) as copied:
        source.backup(copied)


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> bool:
    """Copies a plan file's pages, a few at a time, so that nobody waits; False where somebody kept writing to it.

    SQLite begins again where another connection has written meanwhile.
    """
    left, begun = 0, 0

    def step(_status: int, remaining: int, _total: int) -> None:
        nonlocal left, begun
        begun += remaining >= left
        left = remaining
        if begun > TRIES:
            raise _KeptBusy

    try:
        source.backup(target, pages=PAGES, progress=step, sleep=0.01)
    except _KeptBusy:
        return False
    return True


class _KeptBusy(Exception):  # noqa: N818 - no fault, but the way out of a copy under way
    """Somebody else has written again and again."""


def copy_rows(source: sa.Connection, target: Path) -> None:
    """Copies a plan from a server to a new file, row by row, and checks the copy. Raises UserError as `copy` does."""
    with new_file(target) as copied, closing(engine_of(copied).connect()) as connection, connection.begin():
        tables.metadata.create_all(connection)
        pour(source, connection)
        stamp(connection, migrations.latest())


def pour(source: sa.Connection, target: sa.Connection, but: sa.Table | None = None) -> None:
    """Copies every row of a plan, but those of one table, into empty tables."""
    for table in (table for table in tables.metadata.sorted_tables if table is not but):
        rows = source.execute(sa.select(table).execution_options(stream_results=True))
        for some in rows.mappings().partitions(ROWS):
            target.execute(sa.insert(table), [dict(row) for row in some])


@contextmanager
def new_file(target: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that takes its name once it is filled and has passed the database's own check."""
    make_empty(target)
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        make_empty(part)
        with in_words(target.name), closing(connect(Opening(part))) as copied:
            yield copied
            copied.execute("PRAGMA journal_mode=DELETE")
            said = copied.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise UserError("the plan is damaged: its copy does not pass the check", "tracker verify PLAN says where",
                            window="open a backup of the plan, and have this file looked at")  # fmt: skip
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        raise


def settled(path: Path) -> None:
    """Waits until a file's bytes are on the disk."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def beside(path: Path, number: int) -> Path:
    """The name of the copy that is kept before an upgrade: the first free one from `number` on."""
    while True:
        found = path.with_name(f"{path.stem}.before-upgrade-{number}{path.suffix}")
        if not found.exists():
            return found
        number += 1
