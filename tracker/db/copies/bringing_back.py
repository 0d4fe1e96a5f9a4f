"""What a copy is for: the plan as it was then, as a plan file again, or to look into."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from tracker.db import migrations
from tracker.db.backup import new_file
from tracker.db.copies.folder import CopyFolder
from tracker.db.copies.making import as_whole_plan, is_copy, layout_of, opened
from tracker.db.current import read_snapshot
from tracker.db.faults import in_words
from tracker.db.sqlite_file import ALONE, address_of
from tracker.db.sqlite_file import APPLICATION_ID as PLAN
from tracker.db.store import open_store
from tracker.domain.log.copies import Copy
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError


def folder_of(path: Path) -> CopyFolder:
    """The folder that a copy's file lies in."""
    return CopyFolder(path.absolute().parent.parent, path.absolute().parent.name)


def as_plan(path: Path, target: Path) -> None:
    """Makes a plan file, with all its files, of a copy. Raises UserError where there is one, or the copy is damaged."""
    if not is_copy(path):
        hint, instead = "tracker backup PLAN --list shows the copies there are", "Copies of this plan lists them"
        raise UserError(f"{path.name} is not a copy of a plan", hint, window=instead)
    source = address_of(path, ALONE)
    with new_file(target) as plan:
        with in_words(path.name), closing(sqlite3.connect(source, uri=True)) as copied:
            copied.backup(plan)
        plan.execute("BEGIN")
        as_whole_plan(path, folder_of(path), plan)
        plan.execute("COMMIT")
        plan.execute(f"PRAGMA application_id={PLAN}")


def snapshot_of(copy: Copy, folder: CopyFolder) -> Snapshot:
    """The plan as a copy has it. Raises UserError where an older program made the copy, or it is damaged."""
    path = folder.file_of(copy)
    if layout_of(path) != migrations.latest():
        raise UserError("the copy is from before an upgrade of the plan", "save it as a plan to look into it")
    with opened(path) as connection, connection.begin():
        return read_snapshot(connection)


Looked = tuple[Snapshot, date, Callable[[str], bytes]]
"""The plan as a copy has it, the day it was made, and what gives the bytes of its files."""


@contextmanager
def looked_into(path: Path) -> Iterator[Looked]:
    """A copy or backup to look into. Raises UserError where it is none, or an older program made it."""
    if is_copy(path):
        folder = folder_of(path)
        copy = next(one for one in folder.copies() if one.name == path.stem)
        yield snapshot_of(copy, folder), copy.day, lambda sha256: b"".join(folder.read_file(sha256))
        return
    store = open_store(str(path), read_only=True)
    with closing(store):
        day = datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
        yield store.snapshot(), day, store.read_file
