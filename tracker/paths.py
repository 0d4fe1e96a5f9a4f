"""Where things are kept: resources of the program, the user's own settings and logs, and plans to be spared."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tracker.errors import UserError

DATABASE = b"SQLite format 3\0"
"""How every plan file begins."""


def resource(*parts: str) -> Path:
    """The path of a file or folder that comes with the program (fonts, icons, samples)."""
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def home() -> Path:
    """The user's own folder for settings and logs, made if need be.

    `TRACKER_HOME` names another one; otherwise it is the platform's usual place.
    """
    chosen = os.environ.get("TRACKER_HOME")
    folder = Path(chosen) if chosen else _usual_home()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _usual_home() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "Improvement Tracker"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Improvement Tracker"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "improvement-tracker"


def is_plan(path: Path) -> bool:
    """Whether a file is a database, as every plan file is."""
    try:
        with path.open("rb") as handle:
            return handle.read(len(DATABASE)) == DATABASE
    except OSError:
        return False


def spare_plans(path: Path) -> None:
    """Raises UserError where something else is about to be written over a plan file."""
    if is_plan(path):
        raise UserError(f"{path.name} is a plan, and nothing else is written over it", "choose another name")
