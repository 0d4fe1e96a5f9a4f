"""Every kept file against its SHA-256, and every file that a record names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping

import sqlalchemy as sa

from tracker.db.blobs import read_parts
from tracker.db.checks.chain import Walk
from tracker.db.checks.slices import Slices
from tracker.db.tables import blob
from tracker.domain.log.chain import canonical
from tracker.services.ports import Fault

PARTS = 16
"""How many parts of a file are read in one look: 4 MiB."""


Whole = Callable[[Slices, str, int], bool]
"""Whether the bytes of a file, by SHA-256 and size, are those that were kept."""


def file_faults(slices: Slices, walk: Walk, names: Mapping[str, str], whole: Whole) -> Iterator[Fault]:
    """Files that are not what was kept, went without an erasure, or are missing."""
    with slices.look() as connection:
        rows = {row.sha256: row for row in connection.execute(_blobs())}
    for sha256, row in rows.items():
        where = names.get(sha256, f"the file {sha256[:12]}")
        if row.erased is None and not whole(slices, sha256, row.size):
            with slices.look() as connection:
                row = connection.execute(_blobs().where(blob.c.sha256 == sha256)).one()  # noqa: PLW2901
            if row.erased is None:
                yield Fault(where, "the file is not what was kept: its bytes were altered")
        # An erasure after the walk over the log is no matter of this check.
        if row.erased is not None and row.erased <= walk.number:
            meant = walk.file_erasures.get(row.erased, [])
            if canonical(sha256).decode() not in meant and None not in meant:
                yield Fault(where, "the file is gone, and no erasure says why")
    for sha256 in sorted(names.keys() - rows.keys()):
        yield Fault(names[sha256], "the file is missing from the plan")


def kept(slices: Slices) -> int:
    """How many files the plan holds."""
    with slices.look() as connection:
        query = sa.select(sa.func.count()).where(blob.c.erased.is_(None))
        return int(connection.execute(query).scalar_one())


def _blobs() -> sa.Select[tuple[str, int, int | None]]:
    return sa.select(blob.c.sha256, blob.c.size, blob.c.erased)


def is_whole(slices: Slices, sha256: str, size: int) -> bool:
    """Whether the plan itself holds the bytes of a file as they were kept."""
    return are_those(parts_of(slices, sha256), sha256, size)


def are_those(parts: Iterable[bytes], sha256: str, size: int) -> bool:
    """Whether parts make up the file of this SHA-256 and size."""
    digest, length = hashlib.sha256(), 0
    for part in parts:
        digest.update(part)
        length += len(part)
    return digest.hexdigest() == sha256 and length == size


def parts_of(slices: Slices, sha256: str) -> Iterator[bytes]:
    """A kept file, some parts a look."""
    first, full = 0, True
    while full:
        with slices.look() as connection:
            parts = list(read_parts(connection, sha256, first, PARTS))
        yield from parts
        first, full = first + PARTS, len(parts) == PARTS
