"""Files kept in a plan: once each, by their SHA-256, in rows of 256 KiB."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tracker.db.tables import blob, chunk
from tracker.errors import UserError

CHUNK = 256 * 1024
LARGEST = 100 * 1024 * 1024


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file, as hex. Raises UserError where it is too large to keep."""
    if len(data) > LARGEST:
        limit = LARGEST // (1024 * 1024)
        raise UserError(f"the file is larger than {limit} MB", "keep it where it is and attach a link to it")
    return hashlib.sha256(data).hexdigest()


def is_kept(connection: sa.Connection, sha256: str) -> bool:
    """Whether the plan holds the bytes of this file."""
    query = sa.select(sa.func.count()).where(blob.c.sha256 == sha256, blob.c.erased.is_(None))
    return bool(connection.execute(query).scalar_one())


def write_files(connection: sa.Connection, files: Mapping[str, bytes], at: datetime) -> None:
    """Keeps files that the plan does not hold yet; one that was erased and is given again is kept again."""
    for sha256, data in files.items():
        if is_kept(connection, sha256):
            continue
        known = connection.execute(sa.update(blob).where(blob.c.sha256 == sha256).values(erased=None, at=at)).rowcount
        if not known:
            connection.execute(sa.insert(blob), {"sha256": sha256, "size": len(data), "at": at})
        rows = [{"sha256": sha256, "seq": seq, "data": part} for seq, part in enumerate(cut(data))]
        if rows:
            connection.execute(sa.insert(chunk), rows)


def cut(data: bytes) -> Iterator[bytes]:
    """Bytes in parts as they are kept."""
    for start in range(0, len(data), CHUNK):
        yield data[start : start + CHUNK]


def read_file(connection: sa.Connection, sha256: str) -> bytes:
    """A kept file's bytes. Raises UserError where it was erased, is missing or is not what was kept."""
    row = connection.execute(sa.select(blob.c.erased).where(blob.c.sha256 == sha256)).one_or_none()
    if row is None:
        raise UserError("this file is not in the plan", "attach it again from where it came")
    if row.erased is not None:
        raise UserError(f"this file was erased from the plan for good by change {row.erased}")
    data = b"".join(read_parts(connection, sha256))
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UserError("this file is no longer what was kept in the plan", "restore the plan from a backup")
    return data


def read_parts(connection: sa.Connection, sha256: str, first: int = 0, most: int | None = None) -> Iterator[bytes]:
    """The rows of a file from the `first` on, in order, one at a time; what is no bytes any more counts as none."""
    query: sa.Select[Any] = sa.select(chunk.c.data).where(chunk.c.sha256 == sha256, chunk.c.seq >= first)
    for (data,) in connection.execute(query.order_by(chunk.c.seq).limit(most)):
        yield data if isinstance(data, bytes) else b""


def drop_files(connection: sa.Connection, files: Iterable[str], number: int) -> None:
    """Takes the bytes of these files away in changeset `number`; their SHA-256 stays known."""
    for sha256 in files:
        known = connection.execute(sa.update(blob).where(blob.c.sha256 == sha256).values(erased=number)).rowcount
        if not known:
            hint = "tracker list PLAN evidence shows what it holds"
            raise UserError(f"the file {sha256[:12]} is not in the plan", hint, window="Evidence shows what it holds")
        connection.execute(sa.delete(chunk).where(chunk.c.sha256 == sha256))
