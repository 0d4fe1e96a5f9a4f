"""The program's own log: what happened and when, never the words of a plan."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from typing import Any

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

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: a log that cannot be written, as on a full disk, must not print a traceback over what is said."""


class WithoutWords(logging.Formatter):
    """Tells where a fault was and of what kind, never what it says: that may quote the plan, or hold a password."""

    @override
    def formatException(self, ei: Any) -> str:
        told = []
        error: BaseException | None = ei[1]
        while error is not None:
            told += [f"  {one.filename}:{one.lineno} in {one.name}" for one in extract_tb(error.__traceback__)]
            told.append(type(error).__name__)
            error = error.__cause__ or error.__context__
        return "\n".join(told)


def start(level: int = logging.INFO) -> None:
    """Writes the log to the user's own folder: three files of at most 1 MB."""
    try:
        handler: logging.Handler = PrivateFiles(
            home() / "tracker.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
        if not os.access(home(), os.W_OK):
            handler = logging.NullHandler()
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(WithoutWords("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("tracker")
    root.setLevel(level)
    root.addHandler(handler)
