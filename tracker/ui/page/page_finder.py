"""Words that were searched for, found among those printed on a document's pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from tracker.domain.lists.search import query_of
from tracker.domain.lists.search_places import places_among, spans_in
from tracker.domain.reading.reading import Box
from tracker.errors import UserError
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.jobs import Jobs, Lane
from tracker.ui.look.tokens import LIGHT

Found = tuple[int, int, tuple[Box, ...]]


class PageFinder(QObject):
    """Looks for words page by page, off the main thread; `found` carries the page that was looked through."""

    found = Signal(object)

    def __init__(self, gateway: Gateway, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._gateway, self._jobs = gateway, jobs
        self._data = b""
        self._turn = 0
        self._known: dict[int, tuple[Box, ...]] = {}
        self._asked: set[int] = set()
        self.words = ""

    def seek(self, data: bytes, words: str) -> None:
        """Looks for these words in this document from now on; "" for none."""
        self._data, self.words = data, words.strip()
        self._turn += 1
        self._known, self._asked = {}, set()

    def boxes(self, page: int) -> tuple[Box, ...]:
        """Where they stand on a page; () until it was looked through."""
        if self.words and page not in self._asked:
            self._asked.add(page)
            work = partial(_look, self._gateway, self._data, page, self._turn, self.words)
            self._jobs.run(work, self._looked, self._missed, lane=Lane.FILES)
        return self._known.get(page, ())

    def told(self, page: int) -> str:
        """What to say of a page that was looked through; "" for any other."""
        if page not in self._known or not self.words:
            return ""
        count = len(self._known[page])
        if not count:
            return self.tr("“{0}” is not among the printed words of this page").format(self.words)
        return self.tr("1 word marked") if count == 1 else self.tr("{0} words marked").format(count)

    @Slot(object)
    def _looked(self, answer: Found) -> None:
        turn, page, boxes = answer
        if turn == self._turn:
            self._known[page] = boxes
            self.found.emit(page)

    @Slot(object)
    def _missed(self, _error: object) -> None:
        """A page whose words cannot be read has none to mark: the page itself is still shown."""


def mark_words(shown: QPlainTextEdit, words: str) -> None:
    """Marks words in a text that is shown, and brings the first of them into view."""
    marked = []
    for start, end in spans_in(shown.toPlainText(), query_of(words)):
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(shown.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format.setBackground(QColor(LIGHT["highlight"]))
        mark.format.setForeground(QColor(LIGHT["text"]))
        marked.append(mark)
    shown.setExtraSelections(marked)
    if marked:
        first = QTextCursor(shown.document())
        first.setPosition(marked[0].cursor.selectionStart())
        shown.setTextCursor(first)
        shown.centerCursor()


def _look(gateway: Gateway, data: bytes, page: int, turn: int, words: str) -> Found:
    try:
        printed = gateway.page_words(data, page)
    except UserError:
        return turn, page, ()  # the view says in the page's place what is wrong with it
    wanted = places_among([text for text, _ in printed], query_of(words))
    return turn, page, tuple(box for place, (_, box) in enumerate(printed) if place in wanted)
