"""Where things are kept: resources that come with the program, and the user's own settings and logs."""

from __future__ import annotations

import os
import sys
from pathlib import Path


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
