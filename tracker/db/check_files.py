"""Every kept file against its SHA-256, and every file that a record names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa

from tracker.db import tables
from tracker.db.blobs import read_parts
from tracker.db.check_chain import Walk
from tracker.db.erasure import SHA
from tracker.domain.log.chain import canonical
from tracker.domain.plan.records import Kind
from tracker.services.ports import Fault

HOLDERS = (Kind.EVIDENCE, Kind.INSPECTION)


def file_faults(connection: sa.Connection, walk: Walk) -> Iterator[Fault]:
    """Files that are not what was kept, went without an erasure, or are missing."""
    names = _names(walk)
    rows = {row.sha256: row for row in connection.execute(_blobs())}
    for sha256, row in rows.items():
        where = names.get(sha256, f"the file {sha256[:12]}")
        if row.erased is not None:
            meant = walk.file_erasures.get(row.erased, [])
            if canonical(sha256).decode() not in meant and None not in meant:
                yield Fault(where, "the file is gone, and no erasure says why")
        elif not _is_whole(connection, sha256, row.size):
            yield Fault(where, "the file is not what was kept: its bytes were altered")
    for sha256 in sorted(names.keys() - rows.keys()):
        yield Fault(names[sha256], "the file is missing from the plan")


def _blobs() -> sa.Select[tuple[str, int, int | None]]:
    return sa.select(tables.blob.c.sha256, tables.blob.c.size, tables.blob.c.erased)


def _names(walk: Walk) -> dict[str, str]:
    """What people call each file that a record names: "E3 audit.pdf"."""
    found: dict[str, str] = {}
    for record, told in walk.existing():
        sha256 = told.fields.get(SHA)
        if told.kind in HOLDERS and isinstance(sha256, str):
            file = told.fields.get("file")
            found.setdefault(sha256, f"{walk.name(record)} {file if isinstance(file, str) else 'file'}")
    return found


def _is_whole(connection: sa.Connection, sha256: str, size: int) -> bool:
    digest, length = hashlib.sha256(), 0
    for part in read_parts(connection, sha256):
        digest.update(part)
        length += len(part)
    return digest.hexdigest() == sha256 and length == size
