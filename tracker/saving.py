"""Files as they are saved: whole or not at all, with the permissions of their folder, or for their owner alone."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tracker.errors import UserError
from tracker.paths import spare_plans

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_whole(path: Path, data: bytes, *, what: str = "file", private: bool = False) -> None:
    """Writes the bytes beside their place and then puts them there in one step; `what` it is called in a refusal.

    Raises UserError where the file is open elsewhere, or the folder is missing, full or may not be written.
    """
    with whole(path, what=what, private=private) as handle:
        handle.write(data)


@contextlib.contextmanager
def whole(path: Path, *, what: str = "file", private: bool = False) -> Iterator[BinaryIO]:
    """A file to write into, which takes its place at the end of the block. Raises UserError as `write_whole` does."""
    with in_words(path, what):
        spare_plans(path)
        _spare_opened(path)
        if _leads_elsewhere(path):
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_NONBLOCK), "wb") as handle:
                os.set_blocking(handle.fileno(), True)
                yield handle
            return
        temporary = path.with_name(f".{os.urandom(6).hex()}.tmp")
        try:
            with open_private(temporary) as handle:
                yield handle
                handle.flush()
                os.fsync(handle.fileno())
            if not private:
                share(temporary, like=path)
            temporary.replace(path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def open_elsewhere(path: Path) -> Path | None:
    """The mark that Word, Excel or LibreOffice leaves beside a file while it has it open, or None."""
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    marks = (path.parent / name for name in names)
    return next((mark for mark in marks if os.path.exists(mark)), None)  # noqa: PTH110 - False where a name is too long


def _spare_opened(path: Path) -> None:
    """Raises UserError where an office program has the file open: it would write what it holds over ours later."""
    mark = open_elsewhere(path)
    if mark is not None:
        raise UserError(
            f"{path.name} is open in another program, so it was not written",
            f"close it there and try again (if it is not open, delete {mark.name})",
        )


def open_private(path: Path) -> BinaryIO:
    """A new or emptied file that only its owner may read, open for writing."""
    flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _leads_elsewhere(path: Path) -> bool:
    """Whether the name stands for a pipe or a device, such as the standard output, which cannot be replaced."""
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)
    return False


def share(path: Path, like: Path | None = None) -> None:
    """Lets those read and write a file who may do so in its folder; one that takes another's place is as that was."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        known = like is not None and like.is_file()
        mode = (like if known and like is not None else path.absolute().parent).stat().st_mode
        path.chmod(stat.S_IMODE(mode) & 0o666 | 0o600)


@contextlib.contextmanager
def in_words(path: Path, what: str = "file") -> Iterator[None]:
    """Runs its block; what the disk refuses comes out as a UserError about this file."""
    try:
        yield
    except OSError as fault:
        raise cannot_write(path, fault, what) from fault


def cannot_write(path: Path, fault: OSError, what: str = "file") -> UserError:
    """Why a file was not written, and what to do."""
    if fault.errno == errno.ENAMETOOLONG:
        return UserError(f"the {what} was not written: its name is too long", "choose a shorter name")
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return UserError(f"there is no folder {path.parent}", "make the folder first, or choose another")
    if path.is_dir():
        return UserError(f"{path.name} is a folder", f"choose another name for the {what}")
    if fault.errno == errno.ENXIO:
        return UserError(f"{path.name} is a pipe that nobody reads", "name a file")
    if fault.errno in FULL:
        return UserError(f"{path.name} was not written: the disk is full", "free some space and try again")
    return UserError(
        f"{path.name} could not be written: it is open elsewhere, or you may not write there",
        "close it in other programs, or choose another folder",
    )
