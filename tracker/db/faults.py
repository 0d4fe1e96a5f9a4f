"""What a database's own errors mean to the person at the screen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from tracker.errors import PasswordWanted, UserError

ODD = (UnicodeDecodeError, sa.exc.NoResultFound)
"""What damage looks like that the database itself takes for data."""
ERRORS = (sa.exc.DBAPIError, sqlite3.DatabaseError, *ODD)
UNREADABLE = "Could not decode to UTF-8"
REFUSALS = (
    ("authentication failed", "28P01"), ("no password supplied", "28P01"), ("no pg_hba.conf entry", "28000"),
    ("FATAL:  role", "28000"), ("FATAL:  database", "3D000"),
)  # fmt: skip
"""What of a server's refusal to connect stands for which of its codes."""
FAULTS: tuple[tuple[str, str, str], ...] = (
    ("SQLITE_BUSY", "{name} is in use by someone else", "try again in a moment"),
    ("SQLITE_LOCKED", "{name} is in use by someone else", "try again in a moment"),
    ("SQLITE_FULL", "there is no room left on the disk for {name}", "free some space; the plan is as it was"),
    ("SQLITE_READONLY_DBMOVED", "{name} was moved or deleted while it was open",
     "put it back where it was, or open it where it is now; what was saved before is in it"),
    ("SQLITE_READONLY", "{name} may be read but not changed", "ask for permission to change it, or work on a copy"),
    ("SQLITE_PERM", "{name} may not be opened", "ask for permission to read and change it"),
    ("SQLITE_CANTOPEN", "{name} cannot be opened", "check that the folder is there and that you may write in it"),
    ("SQLITE_NOTADB", "{name} is not a plan", "choose a file that this program made, ending in .plan"),
    ("SQLITE_CORRUPT", "{name} is damaged", "restore it from a backup"),
    ("SQLITE_IOERR", "{name} could not be read or written", "check the disk, its space and the network"),
    ("55P03", "{name} is in use by someone else", "try again in a moment"),
    ("57014", "{name} is in use by someone else", "try again in a moment"),
    ("53100", "there is no room left on the server for {name}", "ask the server's keeper to free some space"),
    ("28", "{name} does not take this name and password",
     "check the user; PostgreSQL's password file (.pgpass) holds the password, which is not kept here"),
    ("3D000", "{name} is not there: the server has no such database", "check the name of the database"),
    ("42501", "{name} may not be used that way", "ask the server's keeper for permission"),
    ("25006", "{name} may be read but not changed", "ask the server's keeper for permission"),
    ("57P", "{name} cannot be reached", "the server is stopping: try again later"),
    ("", "{name} cannot be reached", "check the address and that the server is running"),
)  # fmt: skip


def explained(error: Exception, name: str) -> UserError | None:
    """The error in words, or None where it is a defect of the program."""
    code = _code(error)
    if code is None:
        return None
    message, hint = next((message, hint) for start, message, hint in FAULTS if code.startswith(start))
    return (PasswordWanted if code == "28P01" else UserError)(message.format(name=name), hint)


def is_damage(error: Exception) -> bool:
    """Whether the error says that the file itself is broken."""
    return (_code(error) or "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _code(error: Exception) -> str | None:
    """SQLite's name of the error or PostgreSQL's five signs; "" for a lost connection; None for our own mistakes."""
    if isinstance(error, ODD):
        return "SQLITE_CORRUPT"
    inner = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(inner, sqlite3.DatabaseError):
        name = getattr(inner, "sqlite_errorname", "") or ("SQLITE_CORRUPT" if UNREADABLE in str(inner) else "")
        return name if any(start and name.startswith(start) for start, _, _ in FAULTS) else None
    return _server_code(inner) if isinstance(error, sa.exc.OperationalError | sa.exc.ProgrammingError) else None


def _server_code(inner: BaseException | None) -> str | None:
    state = getattr(inner, "sqlstate", None)
    if state is None:
        # While a connection is made, the client gives the server's refusal as words alone.
        said = str(inner)
        return next((code for words, code in REFUSALS if words in said), "")
    return state if any(start and state.startswith(start) for start, _, _ in FAULTS) else None


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Runs its block; what the world did comes out as a UserError about `name`."""
    try:
        yield
    except ERRORS as error:
        told = explained(error, name)
        if told is None:
            raise
        raise told from error
