"""Whether a copy is whole: the file itself, its log, its tables against the log, and the files it shares."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import sqlalchemy as sa

from tracker.db import migrations
from tracker.db.checks.chain import walk
from tracker.db.checks.slices import Slices
from tracker.db.checks.verdict import verdict
from tracker.db.copies.folder import CopyFolder
from tracker.db.copies.making import layout_of, opened
from tracker.db.faults import ERRORS
from tracker.domain.log.copies import Copy
from tracker.errors import UserError
from tracker.services.ports import Fault


def fault_of(copy: Copy, folder: CopyFolder, pause: Callable[[], object] = bool) -> str:
    """What is wrong with a copy, in words; "" for nothing. It is read in looks, with a `pause` before each."""
    path = folder.file_of(copy)

    def stop() -> bool:
        pause()
        return False

    try:
        with opened(path) as connection:
            found = list(_own(connection, path.name))
            if layout_of(path) == migrations.latest():
                found += verdict(connection, [], [], lambda _slices, sha, size: folder.is_whole(sha, size), stop).faults
            else:
                # The tables are those of an older program, which this one knows only by their log.
                found += walk(Slices(connection, stop)).broken
    except (UserError, *ERRORS):
        return "it cannot be read"
    return shown(f"{found[0].where}: {found[0].message}") if found else ""


def shown(text: str) -> str:
    """Words from a damaged file as they can be kept and shown."""
    return text.encode("utf-8", "replace").decode()


def _own(connection: sa.Connection, name: str) -> list[Fault]:
    with connection.begin():
        said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    return [] if said == "ok" else [Fault(name, str(said))]


def digest_of(copy: Copy, folder: CopyFolder) -> str:
    """The SHA-256 of a copy's file, by which a later damage to it shows; "" where it cannot be read."""
    try:
        with folder.file_of(copy).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
