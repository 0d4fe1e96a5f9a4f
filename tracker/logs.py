"""The program's own log: what happened and when, never the words of a plan."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from tracker.paths import home


def start(level: int = logging.INFO) -> None:
    """Writes the log to the user's own folder: three files of at most 1 MB."""
    try:
        handler: logging.Handler = RotatingFileHandler(
            home() / "tracker.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("tracker")
    root.setLevel(level)
    root.addHandler(handler)
