"""Papers as files: written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import secrets
from pathlib import Path

from tracker.errors import UserError
from tracker.paths import spare_plans


def write_whole(path: Path, data: bytes) -> None:
    """Writes the bytes beside their place and then puts them there in one step.

    Raises UserError where the file is open elsewhere, or the folder is missing, full or may not be written.
    """
    spare_plans(path)
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as fault:
        raise cannot_write(path, fault) from fault
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def cannot_write(path: Path, fault: OSError) -> UserError:
    """Why a paper was not written, in words."""
    if fault.errno == errno.ENAMETOOLONG:
        return UserError("the paper was not written: its name is too long", "choose a shorter name")
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return UserError(f"there is no folder {path.parent}", "make the folder first, or choose another")
    if path.is_dir():
        return UserError(f"{path.name} is a folder", "choose another name for the paper")
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(f"{path.name} was not written: the disk is full", "free some space and try again")
    return UserError(
        f"{path.name} could not be written: it is open elsewhere, or you may not write there",
        "close it in other programs, or choose another folder",
    )
