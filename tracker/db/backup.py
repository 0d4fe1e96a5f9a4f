"""Copies of a whole plan: checked when they are made, never written over another file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tracker.db.faults import in_words
from tracker.db.sqlite_file import Opening, check_there, connect, connect_to_plan, make_empty, writable
from tracker.errors import UserError


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copies an open plan to a new file and checks the copy. Raises UserError where there is a file, or no room."""
    make_empty(target)
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        make_empty(part)
        with in_words(target.name):
            _copy_into(source, part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        raise


def _copy_into(source: sqlite3.Connection, part: Path) -> None:
    with closing(connect(Opening(part))) as copied:
        source.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
        said = copied.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise UserError(
            "the plan is damaged: its copy does not pass the check", "tracker verify PLAN says what is broken"
        )


def beside(path: Path, number: int) -> Path:
    """The name of the copy that is kept before an upgrade: the first free one from `number` on."""
    while True:
        found = path.with_name(f"{path.stem}.before-upgrade-{number}{path.suffix}")
        if not found.exists():
            return found
        number += 1


def restore(backup: str, target: str) -> None:
    """Makes the plan file `target` from a backup. Raises UserError where `target` is there or the backup is no plan."""
    path = Path(backup)
    check_there(path)
    opening = Opening(path, read_only=True, fixed=not writable(path))
    with in_words(path.name), closing(connect_to_plan(opening)) as source:
        copy(source, Path(target))
