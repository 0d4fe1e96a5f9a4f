"""A plan brought back from a backup, as a file or into a database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.db import backup, migrations, tables
from tracker.db.copies.bringing_back import as_plan
from tracker.db.copies.making import is_copy
from tracker.db.faults import in_words
from tracker.db.server import create_server
from tracker.db.sqlite_file import Opening, check_there, connect_to_plan, engine_of, is_server, layout, writable
from tracker.errors import UserError


def restore(source: str, target: str) -> None:
    """Makes the plan `target`, a file or a database, from the backup or automatic copy `source`.

    Raises UserError where `target` is there already or the backup is no plan.
    """
    path = Path(source)
    check_there(path)
    if not is_copy(path):
        _restore(path, target)
    elif not is_server(target):
        as_plan(path, Path(target))
    else:
        with TemporaryDirectory(prefix="tracker-") as folder:
            whole = Path(folder) / "copy.plan"
            as_plan(path, whole)
            _restore(whole, target)


def _restore(path: Path, target: str) -> None:
    opening = Opening(path, read_only=True, fixed=not writable(path))
    with in_words(path.name), closing(connect_to_plan(opening)) as kept:
        if is_server(target):
            _restore_to_server(kept, target)
        else:
            backup.copy(kept, Path(target))


def _restore_to_server(kept: sqlite3.Connection, target: str) -> None:
    if layout(kept) != migrations.latest():
        raise UserError(
            "the backup was written by another version of this program", "restore it to a file and open that"
        )
    server = create_server(target)
    connected = server.engine.connect().execution_options(writing=True)
    with in_words(server.name), closing(engine_of(kept).connect()) as rows, connected as filled, filled.begin():
        tables.metadata.create_all(filled)
        backup.pour(rows, filled)
