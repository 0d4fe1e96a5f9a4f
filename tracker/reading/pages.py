"""Pages drawn and their words read in a process of their own, so that no page can hang, crash or fill the app."""

from __future__ import annotations

import base64
import threading
from hashlib import sha256
from pathlib import Path
from typing import Any

from tracker.domain.reading.reading import Box
from tracker.errors import UserError
from tracker.reading.files.page_answers import UNKNOWN, picture_of
from tracker.reading.files.render import MAX_PIXELS, PageImage, Word
from tracker.reading.sandbox import LARGEST_MESSAGE, Worker, refuse

TIMEOUT = 15.0
"""So many seconds a page may take; the slowest page of 613 published reports takes one."""
LARGEST = LARGEST_MESSAGE * 3 // 4 - 4096


class Pages:
    """Asks for one page at a time; `close` it. A page that was given up once is not tried again."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._lock = threading.Lock()
        self._worker = Worker()
        self._given_up: dict[tuple[str, int], UserError] = {}
        self._last: tuple[bytes, str] = (b"", "")

    def picture(self, data: bytes, number: int, scale: float) -> PageImage:
        """A page drawn. Raises UserError where it cannot be drawn, or not in time."""
        return picture_of(self._ask(data, number, {"scale": scale}), number, MAX_PIXELS)

    def words_in(
        self, data: bytes, number: int, area: tuple[float, float, float, float]
    ) -> tuple[str, tuple[Box, ...]]:
        """The words inside a rectangle of a page, with a box for each printed line."""
        answer = self._ask(data, number, {"area": list(area)})
        return str(answer["text"]), tuple(_box(*box) for box in answer["boxes"])

    def words(self, data: bytes, number: int) -> tuple[Word, ...]:
        """The words of a page in reading order, each with its box."""
        found = self._ask(data, number, {})["words"]
        return tuple(Word(str(text), _box(*box)) for text, *box in found)

    def count(self, data: bytes) -> int:
        """How many pages a document has."""
        return int(self._ask(data, 1, {"count": True})["pages"])

    @property
    def pid(self) -> int | None:
        """The process, where one runs."""
        return self._worker.pid

    def close(self) -> None:
        """Ends the process for good; what is under way ends with a UserError."""
        self._worker.close()

    def _ask(self, data: bytes, number: int, what: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            key = (self._name(data), number)
            if key in self._given_up:
                raise self._given_up[key]
            page = Path(f"Page {number}")
            request = {"path": "", "document": key[0], "page": number, **what}
            try:
                answer = self._worker.ask(request, page, self._timeout)
                if answer == UNKNOWN:
                    answer = self._worker.ask({**request, "data": _packed(data)}, page, self._timeout)
            except UserError as fault:
                self._given_up[key] = fault
                raise
            return refuse(answer, page) if "message" in answer or "defect" in answer else answer

    def _name(self, data: bytes) -> str:
        if self._last[0] is not data:
            self._last = (data, sha256(data).hexdigest())
        return self._last[1]


def _packed(data: bytes) -> str:
    if len(data) > LARGEST:
        raise UserError("This document is too large for its pages to be shown.", "Open it in another program.")
    return base64.b64encode(data).decode("ascii")


def _box(page: float, x0: float, y0: float, x1: float, y1: float) -> Box:
    return Box(int(page), x0, y0, x1, y1)
