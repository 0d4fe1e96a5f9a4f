"""Where things are kept: resources of the program, the user's own settings and logs, and plans to be spared."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from tracker.built import console_program, is_built, root
from tracker.errors import UserError

DATABASE = b"SQLite format 3\0"
"""How every plan file begins."""

OTHER_FILES = frozenset((
    ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".docx", ".doc", ".odt", ".pdf", ".html", ".htm", ".txt", ".eml", ".ics",
    ".zip", ".json",
))  # fmt: skip
"""Endings by which other programs know their files: no plan is made under one."""

_PASSWORDS = re.compile(r"(?<=//)([^/@:]*):.*@(?=[^@]*$)"), re.compile(r"(?i)(?<=[?&])(?:ssl)?password=[^&]*&?")


def without_password(address: str) -> str:
    """A plan's address as it is remembered and shown: a database's password is left out of it."""
    if "://" not in address:
        return address
    server, query = _PASSWORDS
    return query.sub("", server.sub(r"\1@", address)).rstrip("?&")


def whole_address(address: str) -> str:
    """A plan's address as it is found from any folder: how a plan was left is remembered under it."""
    return address if "://" in address or not address else str(Path(address).absolute())


def with_password(address: str, password: str) -> str:
    """The address of a plan on a server with this password in it, for opening it and for nothing else."""
    address = without_password(address)
    return f"{address}{'&' if '?' in address else '?'}password={quote(password, safe='')}"


def resource(*parts: str) -> Path:
    """The path of a file or folder that comes with the program (fonts, icons, samples)."""
    return root().joinpath("resources", *parts)


def home() -> Path:
    """The user's own folder for settings and logs, made if need be.

    `TRACKER_HOME` names another one; otherwise it is the platform's usual place.
    """
    chosen = os.environ.get("TRACKER_HOME")
    folder = Path(chosen) if chosen else _usual_home()
    # Where it cannot be made the program works without it; whoever writes there says what hinders them.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _usual_home() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "Improvement Tracker"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Improvement Tracker"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "improvement-tracker"


def command(*words: object) -> str:
    """A command line of this program as a person may give it where they stand, quoted as their system's shell wants."""
    program = console_program() if is_built() else console_program().with_name("tracker" + Path(sys.executable).suffix)
    return quoted([_from_here(program), *map(str, words)])


def quoted(words: Sequence[str]) -> str:
    """Words as one command line."""
    if sys.platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline(words)
    from shlex import join

    return join(words)


def _from_here(program: Path) -> str:
    here = Path.cwd()
    return str(program.relative_to(here) if program.is_relative_to(here) else program)


def is_plan(path: Path) -> bool:
    """Whether a file is a database, as every plan file is."""
    try:
        # Opening a pipe would wait for whoever writes into it.
        if not path.is_file():
            return False
        with path.open("rb") as handle:
            return handle.read(len(DATABASE)) == DATABASE
    except OSError:
        return False


def must_be_file(path: Path) -> None:
    """Raises UserError where a name stands for a pipe, a socket or a device: reading it could wait for ever."""
    with suppress(OSError):
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise UserError(f"{path.name} is no file but a pipe or a device", "save what it gives as a file first")


def spare_plans(path: Path) -> None:
    """Raises UserError where something else is about to be written over a plan file."""
    if is_plan(path):
        raise UserError(f"{path.name} is a plan, and nothing else is written over it", "choose another name")
