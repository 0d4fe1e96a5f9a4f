"""The program's own log: what happened and when, never the words of a plan."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

from tracker.paths import home


class PrivateFiles(RotatingFileHandler):
    """Files that only their owner may read, whatever the system would give them."""

    @override
    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.touch(mode=0o600)
        if os.name == "posix":
            path.chmod(0o600)
        return super()._open()


def start(level: int = logging.INFO) -> None:
    """Writes the log to the user's own folder: three files of at most 1 MB."""
    try:
        handler: logging.Handler = PrivateFiles(
            home() / "tracker.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("tracker")
    root.setLevel(level)
    root.addHandler(handler)
