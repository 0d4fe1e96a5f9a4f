"""Where files are looked for and kept: where they were last, else where people keep their documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from tracker.settings import LAST_FOLDER, Settings

_PLACES = QStandardPaths.StandardLocation


def last_folder(settings: Settings) -> Path:
    """The folder that was chosen last, else the user's documents, else their home."""
    kept = settings.get(LAST_FOLDER)
    return Path(kept) if kept and Path(kept).is_dir() else usual_folders()[0]


def usual_folders() -> list[Path]:
    """The folders that people look in first, as far as they are there; their home is among them in any case."""
    asked = (_PLACES.DocumentsLocation, _PLACES.DesktopLocation, _PLACES.DownloadLocation)
    named = [Path(found) for found in map(QStandardPaths.writableLocation, asked) if found]
    return [folder for folder in dict.fromkeys(named) if folder.is_dir() and folder != Path.home()] + [Path.home()]
