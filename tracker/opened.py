"""Copies of evidence that were opened to be looked at: private, not to be written in, gone when the program ends."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tracker.domain.text.file_names import clean_name
from tracker.paths import home

FOLDER: Final = "opened"
_FROM_OUTSIDE = "[ZoneTransfer]\r\nZoneId=3\r\n"
_QUARANTINE = ("/usr/bin/xattr", "-w", "com.apple.quarantine", "0081;00000000;Improvement Tracker;")


def copy_to_open(data: bytes, name: str) -> Path:
    """A copy in a private folder under a name that can be trusted, marked as from outside where the system knows that.

    Raises OSError where it cannot be written.
    """
    folder = home() / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = Path(tempfile.mkdtemp(dir=folder)) / clean_name(name)
    path.write_bytes(data)
    mark_as_from_outside(path)
    # A copy to look at: what is written into it would not reach the plan, so it cannot be written.
    path.chmod(0o400)
    return path


def mark_as_from_outside(path: Path, platform: str = sys.platform) -> None:
    """Lets the system warn of what is in a file before it runs any of it; nothing where it has no such mark."""
    with contextlib.suppress(OSError):
        if platform == "win32":
            Path(f"{path}:Zone.Identifier").write_text(_FROM_OUTSIDE, encoding="ascii", newline="")
        elif platform == "darwin":
            subprocess.run([*_QUARANTINE, str(path)], check=False, capture_output=True)  # noqa: S603 - a fixed program


def empty() -> None:
    """Removes the copies that were opened; one that another program holds stays until the next time."""
    shutil.rmtree(home() / FOLDER, onerror=_try_writable)


def _try_writable(remove: Callable[[str], object], name: str, _error: Any) -> None:
    with contextlib.suppress(OSError):
        Path(name).chmod(0o700)
        remove(name)
