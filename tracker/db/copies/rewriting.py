"""Erased words in copies that were made before: which copies hold them still, and taking them out of those too.

A copy is given each erasure as a changeset of its own, so that it verifies as before; its log ends there.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from tracker.db import blobs, log, migrations, tables
from tracker.db.copies import checking
from tracker.db.copies.folder import PART, CopyFolder
from tracker.db.copies.making import APPLICATION_ID, held_by, layout_of, opened
from tracker.db.erasure import EMPTY, SHA
from tracker.db.sqlite_file import APPLICATION_ID as PLAN
from tracker.db.store import PlanStore, open_store
from tracker.db.work import SqlUnitOfWork
from tracker.domain.log.changes import Changeset
from tracker.domain.log.copies import DAMAGED, GOOD, Copy
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Evidence, Inspection
from tracker.errors import UserError
from tracker.saving import in_words

ERASE = "erase"


def erasures_of(uow: SqlUnitOfWork) -> tuple[Changeset, ...]:
    """Every erasure of a plan, oldest first."""
    numbers = [number for number, stamp in uow.stamps() if stamp.verb == ERASE]
    return tuple(one for number in numbers for one in uow.changesets(after=number - 1, up_to=number))


def holding(folder: CopyFolder, copies: Iterable[Copy], erasures: Sequence[Changeset]) -> list[Copy]:
    """The copies in which words or files still stand that were erased from the plan."""
    return [copy for copy in copies if _holds(folder, copy, missing_in(copy, erasures))]


def missing_in(copy: Copy, erasures: Iterable[Changeset]) -> list[Changeset]:
    """The erasures that came after a copy was made and were not carried out in it."""
    return [one for one in erasures if one.number > max(copy.number, copy.cleared)]


def _holds(folder: CopyFolder, copy: Copy, erasures: Sequence[Changeset]) -> bool:
    if not erasures:
        return False
    try:
        with opened(folder.file_of(copy)) as connection, connection.begin():
            return any(_stands(connection, one) for one in erasures)
    except UserError:
        return True


def _stands(connection: sa.Connection, erasure: Changeset) -> bool:
    c = tables.change.c
    for change in erasure.changes:
        if change.field == SHA and blobs.is_kept(connection, str(change.new)):
            return True
        said = sa.or_(sa.and_(c.old.is_not(None), c.old != EMPTY), sa.and_(c.new.is_not(None), c.new != EMPTY))
        query = sa.select(c.seq).where(c.record == change.record, c.field == change.field, said).limit(1)
        if change.field != SHA and connection.execute(query).first() is not None:
            return True
    return False


def rewrite(folder: CopyFolder, copies: Sequence[Copy], erasures: Sequence[Changeset]) -> tuple[int, int]:
    """Carries the erasures out in these copies; how many were rewritten, and how many had to go instead.

    One that an older program made, or that is damaged, cannot be rewritten.
    """
    done = gone = 0
    for copy in holding(folder, copies, erasures):
        missing = missing_in(copy, erasures)
        try:
            if copy.state == DAMAGED or layout_of(folder.file_of(copy)) != migrations.latest():
                raise UserError("it cannot be rewritten")
            folder.note(_rewritten(folder, copy, missing))
            done += 1
        except UserError:
            folder.remove([copy], [one for one in folder.copies() if one.name != copy.name])
            gone += 1
    folder.remove([], folder.copies())
    return done, gone


def _rewritten(folder: CopyFolder, copy: Copy, erasures: Sequence[Changeset]) -> Copy:
    path = folder.file_of(copy)
    part = path.with_name(path.name + PART)
    try:
        with in_words(path, "copy"):
            shutil.copyfile(path, part)
            part.chmod(0o600)
        _mark(part, PLAN)
        store = open_store(str(part))
        assert isinstance(store, PlanStore)
        with closing(store):
            for erasure in erasures:
                with store.begin() as uow:
                    fields, files = _wanted(uow, store.connection, erasure)
                    uow.erase(fields, files, erasure.stamp)
            after = store.snapshot()
        _mark(part, APPLICATION_ID)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    files_left = frozenset(sha256 for sha256, _ in held_by(path))
    done = replace(copy, head=after.head, files=files_left, cleared=erasures[-1].number)
    fault = checking.fault_of(done, folder)
    return replace(done, state=DAMAGED if fault else GOOD, fault=fault, sha256=checking.digest_of(done, folder))


def _wanted(
    uow: SqlUnitOfWork, connection: sa.Connection, erasure: Changeset
) -> tuple[list[tuple[RecordId, str]], list[str]]:
    """What of an erasure concerns a copy: the fields of records it knows, and the files it holds with their names."""
    snapshot = uow.snapshot()
    known = log.kinds_of(connection, [change.record for change in erasure.changes])
    numbers = {number for number, _ in uow.stamps()}
    fields = [
        (change.record, change.field) for change in erasure.changes
        if change.field != SHA and change.record in known
        and (not change.field.startswith("why:") or int(change.field.removeprefix("why:")) in numbers)
    ]  # fmt: skip
    files = [str(change.new) for change in erasure.changes if change.field == SHA and uow.has_file(str(change.new))]
    holders: tuple[Evidence | Inspection, ...] = (*snapshot.evidence, *snapshot.inspections)
    names = [(RecordId(item.id), "file") for item in holders if item.sha256 in files]
    return list(dict.fromkeys([*fields, *names])), files


def _mark(path: Path, application: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA application_id={application}")
        database.commit()
