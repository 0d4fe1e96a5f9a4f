"""Connections to a plan file, with every rule set that keeps its data whole, and what a file is that is no plan."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from tracker.domain.log.chain import canonical
from tracker.errors import UserError
from tracker.paths import must_be_file

APPLICATION_ID = 0x54504C4E
"""Stands in the header of every plan file: "TPLN"."""
BUSY_SECONDS = 30.0
"""How long a plan that somebody else is writing to is waited for."""
TURN_SECONDS = 0.006
"""All who wait to write try again within this time, and who has just written lets them: nobody is passed over."""
MAGIC = b"SQLite format 3\0"
NOT_A_PLAN = "choose a file that this program made, ending in .plan"
RULES = (
    "foreign_keys=ON", "synchronous=EXTRA", "secure_delete=ON", "temp_store=MEMORY", "trusted_schema=OFF",
    "cell_size_check=ON",
)  # fmt: skip
"""EXTRA and not FULL: with FULL the folder is not written after the journal was taken away, and a power cut would bring
the journal back and take an acknowledged write with it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a plan file is opened."""

    path: Path
    read_only: bool = False
    """Nothing may be written by this connection."""
    fixed: bool = False
    """Not even SQLite's own working files may be made beside it: the folder cannot be written."""
    alone: bool = False
    """Nobody can be writing meanwhile, so that no locks are needed either."""

    @property
    def uri(self) -> str:
        """The file's address for SQLite."""
        return address_of(self.path, ALONE if self.alone else "ro" if self.fixed else "rw")


ALONE = "ro&immutable=1"
"""Reading where nobody writes meanwhile."""


def address_of(path: Path, mode: str) -> str:
    """A file's address for SQLite, opened in this mode."""
    return f"{uri_of(path.absolute().as_posix())}?mode={mode}"


def decoded(data: bytes) -> str:
    """Text of a file that may be damaged, with stand-ins for what is no longer UTF-8."""
    return data.decode("utf-8", "surrogateescape")


def uri_of(path: str) -> str:
    """A whole path, written with forward slashes, as SQLite wants it: drives and network shares need more of them."""
    start = "file://" if path.startswith("//") else "file:" if path.startswith("/") else "file:/"
    return f"{start}{quote(path, safe='/:')}"


def connect(opening: Opening) -> sqlite3.Connection:
    """A connection with every rule set. Raises sqlite3.Error."""
    connection = sqlite3.connect(opening.uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for rule in (*RULES, f"query_only={'ON' if opening.read_only else 'OFF'}"):
            connection.execute(f"PRAGMA {rule}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_plan(opening: Opening) -> sqlite3.Connection:
    """A connection to a file that is a plan. Raises UserError where it is none, sqlite3.Error where it is damaged."""
    check_there(opening.path)
    try:
        connection = connect(opening)
    except sqlite3.DatabaseError as error:
        if _is_other_file(opening.path):
            raise UserError(f"{opening.path.name} is not a plan", NOT_A_PLAN) from error
        raise
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        connection.close()
        empty = " (it is empty)" if opening.path.stat().st_size == 0 else ""
        raise UserError(f"{opening.path.name} is not a plan{empty}", NOT_A_PLAN)
    return connection


def check_there(path: Path) -> None:
    """Raises UserError where there is no such file or it is a folder."""
    try:
        if path.is_dir():
            raise UserError(f"{path.name} is a folder", "name the plan file inside it")
        path.stat()
        must_be_file(path)
    except (FileNotFoundError, NotADirectoryError):
        hint = "check the name, or make a plan: tracker new PLAN --title T"
        instead = "check the name, or begin a new plan"
        raise UserError(f"there is no file {path.name} in {path.absolute().parent}", hint, window=instead) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise UserError("there is no file of so long a name", "check the name") from error
        raise UserError(f"{path.name} may not be opened", "ask for permission to read it") from error


def _is_other_file(path: Path) -> bool:
    """Whether what SQLite refused is another kind of file, and not a plan that is damaged or being written."""
    with suppress(OSError), path.open("rb") as file:
        header = file.read(100)
        whole = header.startswith(MAGIC) and len(header) == 100
        return not whole or int.from_bytes(header[68:72], "big") != APPLICATION_ID
    return False


def writable(path: Path) -> bool:
    """Whether the file and its folder may be written. Not asked by opening it: closing it would drop SQLite's locks."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.absolute().parent))


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what a write that was cut short must be taken back with."""
    return path.with_name(path.name + "-journal")


def is_server(address: str) -> bool:
    """Whether the address names a database server and not a file."""
    return address.startswith(("postgresql:", "postgresql+psycopg:", "postgres:"))


def stamp(connection: sa.Connection, version: int) -> None:
    """Marks a file as a plan whose tables have this layout."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def layout(connection: sqlite3.Connection) -> int:
    """The version of the tables in a plan file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def engine_of(connection: sqlite3.Connection) -> sa.Engine:
    """An engine on this one connection, whose transactions begin as the connection's options say."""
    engine = sa.create_engine(
        "sqlite+pysqlite://", creator=lambda: connection, poolclass=sa.pool.StaticPool, json_serializer=as_json,
        hide_parameters=True,
    )  # fmt: skip
    turns = Turns()
    sa.event.listen(engine, "begin", turns.begin)
    sa.event.listen(engine, "commit", turns.end)
    return engine


class Turns:
    """Whose turn it is to write, among connections that know nothing of each other."""

    def __init__(self) -> None:
        self._ended = 0.0

    def begin(self, connection: sa.Connection) -> None:
        """Begins a transaction; a writing one once all others have ended, in 30 s at most."""
        if not connection.get_execution_options().get("writing", False):
            connection.exec_driver_sql("BEGIN")
            return
        time.sleep(max(0.0, self._ended + TURN_SECONDS - time.monotonic()))
        until = time.monotonic() + BUSY_SECONDS
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
        try:
            while not _has_begun(connection, last=time.monotonic() > until):
                time.sleep(TURN_SECONDS * random.uniform(0.3, 1))  # noqa: S311 - no secret
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")

    def end(self, _connection: sa.Connection) -> None:
        """Notes when something was written last."""
        self._ended = time.monotonic()


def _has_begun(connection: sa.Connection, last: bool) -> bool:
    try:
        raw(connection).execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        return False
    return True


def as_json(value: Any) -> str:
    """A structured value as it stands in a column."""
    return canonical(value).decode()


def raw(connection: sa.Connection) -> sqlite3.Connection:
    """SQLite's own connection beneath."""
    found = connection.connection.dbapi_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def make_empty(path: Path) -> None:
    """A new empty file that only its owner may read. Raises UserError where there is one, or it cannot be made."""
    folder = path.absolute().parent
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise UserError(f"{path.name} is there already", "choose another name, or move it away first") from None
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"there is no folder {folder}", "make the folder first") from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise UserError("the name of the file is too long", "choose a shorter name") from error
        raise UserError(f"no file can be made in {folder}", "choose a folder that you may write in") from error
