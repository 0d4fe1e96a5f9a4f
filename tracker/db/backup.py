"""Copies of a whole plan: checked when they are made, never written over another file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from tracker.db import migrations, tables
from tracker.db.faults import in_words
from tracker.db.sqlite_file import (
    Opening,
    check_there,
    connect,
    connect_to_plan,
    engine_of,
    is_server,
    layout,
    make_empty,
    stamp,
    writable,
)
from tracker.errors import UserError

ROWS = 50


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copies an open plan file to a new file and checks the copy. Raises UserError where there is one, or no room."""
    with _new_file(target) as copied:
        source.backup(copied)


def copy_rows(source: sa.Connection, target: Path) -> None:
    """Copies a plan from a server to a new file, row by row, and checks the copy. Raises UserError as `copy` does."""
    with _new_file(target) as copied, closing(engine_of(copied).connect()) as connection, connection.begin():
        tables.metadata.create_all(connection)
        pour(source, connection)
        stamp(connection, migrations.latest())


def pour(source: sa.Connection, target: sa.Connection) -> None:
    """Copies every row of a plan into empty tables."""
    for table in tables.metadata.sorted_tables:
        rows = source.execute(sa.select(table).execution_options(stream_results=True))
        for some in rows.mappings().partitions(ROWS):
            target.execute(sa.insert(table), [dict(row) for row in some])


@contextmanager
def _new_file(target: Path) -> Iterator[sqlite3.Connection]:
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


def beside(path: Path, number: int) -> Path:
    """The name of the copy that is kept before an upgrade: the first free one from `number` on."""
    while True:
        found = path.with_name(f"{path.stem}.before-upgrade-{number}{path.suffix}")
        if not found.exists():
            return found
        number += 1


def restore(backup: str, target: str) -> None:
    """Makes the plan `target`, a file or a database, from a backup.

    Raises UserError where `target` is there already or the backup is no plan.
    """
    path = Path(backup)
    check_there(path)
    opening = Opening(path, read_only=True, fixed=not writable(path))
    with in_words(path.name), closing(connect_to_plan(opening)) as source:
        if is_server(target):
            _restore_to_server(source, target)
        else:
            copy(source, Path(target))


def _restore_to_server(source: sqlite3.Connection, target: str) -> None:
    from tracker.db.server import create_server

    if layout(source) != migrations.latest():
        raise UserError(
            "the backup was written by another version of this program", "restore it to a file and open that"
        )
    server = create_server(target)
    connected = server.engine.connect().execution_options(writing=True)
    with in_words(server.name), closing(engine_of(source).connect()) as rows, connected as filled, filled.begin():
        tables.metadata.create_all(filled)
        pour(rows, filled)
