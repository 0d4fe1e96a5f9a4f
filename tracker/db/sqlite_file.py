"""A plan file: what it must look like before it is opened, and how it is opened so that nothing is lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from tracker.db.stamps import APPLICATION_ID
from tracker.domain.chain import canonical
from tracker.errors import UserError

BUSY_SECONDS = 5.0
MAGIC = b"SQLite format 3\0"
HEADER = 100
NOT_A_PLAN = "choose a file that this program made, ending in .plan"
DAMAGED = "restore it from a backup: tracker restore BACKUP PLAN"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a plan file is opened."""

    path: Path
    read_only: bool = False
    shared: bool = False
    """On a network or synced folder: a rollback journal, one writer."""
    frozen: bool = False
    """On media that cannot be written: nobody else can be writing either."""

    @property
    def uri(self) -> str:
        """The file's address for SQLite."""
        path = self.path.absolute().as_posix()
        start = "file://" if path.startswith("//") else "file:" if path.startswith("/") else "file:/"
        mode = "ro&immutable=1" if self.frozen else "ro" if self.read_only else "rw"
        return f"{start}{quote(path)}?mode={mode}"


def check_header(path: Path) -> None:
    """Raises UserError where the file is not there, not a plan, or shorter than it says it is."""
    if path.is_dir():
        raise UserError(f"{path.name} is a folder", "name the plan file inside it")
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except FileNotFoundError:
        raise UserError(
            f"there is no file {path.name} in {path.absolute().parent}", "check the name and the folder"
        ) from None
    except OSError as error:
        raise UserError(f"{path.name} may not be read", "ask for permission to read it") from error
    if not header:
        raise UserError(f"{path.name} is empty", NOT_A_PLAN)
    if not header.startswith(MAGIC[: len(header)]) or int.from_bytes(header[68:72], "big") not in (0, APPLICATION_ID):
        raise UserError(f"{path.name} is not a plan", NOT_A_PLAN)
    if len(header) < HEADER or _too_short(path, header):
        raise UserError(f"{path.name} is damaged: a part of it is missing", DAMAGED)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UserError(f"{path.name} is not a plan", NOT_A_PLAN)


def _too_short(path: Path, header: bytes) -> bool:
    page = int.from_bytes(header[16:18], "big")
    size = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    return path.stat().st_size < size and not wal_of(path).exists()


def wal_of(path: Path) -> Path:
    """Where SQLite keeps what is not yet folded into the file."""
    return path.with_name(path.name + "-wal")


def raw_connection(opening: Opening) -> sqlite3.Connection:
    """A connection with every rule set. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        opening.uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        for rule in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {rule}")
        if opening.read_only:
            connection.execute("PRAGMA query_only=ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def engine_of(connect: Callable[[], sqlite3.Connection]) -> sa.Engine:
    """An engine with one connection, whose transactions begin as the connection's options say."""
    engine = sa.create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=sa.pool.StaticPool, json_serializer=_json
    )  # fmt: skip
    sa.event.listen(engine, "begin", _begin)
    return engine


def _json(value: object) -> str:
    return canonical(value).decode()  # type: ignore[arg-type]


def _begin(connection: sa.Connection) -> None:
    immediate = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def make_empty(path: Path) -> None:
    """A new empty file that only its owner may read. Raises UserError where there is one, or it cannot be made."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise UserError(f"{path.name} is there already", "choose another name, or open it") from None
    except FileNotFoundError:
        raise UserError(f"there is no folder {path.absolute().parent}", "make the folder first") from None
    except OSError as error:
        folder = path.absolute().parent
        raise UserError(f"no file can be made in {folder}", "choose a folder that you may write in") from error
