"""The page that words stand on, in place of the list, with the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from tracker.domain.plan.records import Inspection
from tracker.domain.reading.reading import Box
from tracker.ui.core.focus import BeginsInside
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.page.page_view import PageView, Sought


@dataclass(frozen=True, slots=True)
class PageSpot:
    """A page of a document; `ref` is the document's.

    `sought` are the words to be marked on it, `found_in` the text they were found in.
    """

    ref: str
    page: int
    boxes: tuple[Box, ...] = ()
    sought: str = ""
    found_in: str = ""


class PagePlace(BeginsInside):
    """`left` when the way back is taken."""

    left = Signal()

    def __init__(self, gateway: Gateway, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QFrame(self)
        head.setProperty("line", "bottom")
        self._words = label("", "strong", head)
        self._file = label("", "quiet", head)
        back = self._back = button(self.tr("Back to the list"), "", head, tip=self.tr("Go back (Esc)"))
        back.setIcon(theme.icon("arrow-left", "text"))
        back.clicked.connect(self.left)
        in_row(theme, back, self._words, (self._file, 1), on=head, gap=3, margins=(4, 2))
        self.page = PageView(gateway, jobs, theme, self)
        in_column(theme, head, (self.page, 1), on=self, gap=0, margins=0)
        self.begins_at = self.page

    def show_item(self, source: Inspection, item: Any, data: bytes) -> None:
        """Shows where an item stands, or the document's first page."""
        page = getattr(item, "page", None)
        boxes = getattr(item, "boxes", ())
        self._words.setText(f"{item.ref}, page {page}" if item is not None and page else source.ref)
        self._file.setText(source.title or source.file or "")
        searched = bool(getattr(item, "sought", ""))
        self._back.setText(self.tr("Back to the search") if searched else self.tr("Back to the list"))
        sought = Sought(getattr(item, "sought", ""), getattr(item, "found_in", ""))
        self.page.show_place(data, page or 1, boxes, source.pages, sought)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
