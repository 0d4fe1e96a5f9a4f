"""A document's page as a picture, drawn off the main thread, with the passage in hand highlighted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from tracker.domain.reading.reading import Box
from tracker.errors import UserError
from tracker.ui.core.focus import BeginsInside
from tracker.ui.core.gateway import Gateway, PagePicture
from tracker.ui.core.jobs import Jobs, Lane
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import label, restyle, tool
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme
from tracker.ui.page.page_canvas import PageCanvas
from tracker.ui.page.page_finder import PageFinder, mark_words

A4 = QSize(595, 842)
ZOOM_STEP = 1.2
SMALLEST, LARGEST = 0.3, 4.0
KEPT_PICTURES = 16
SETTLE_MS = 120
BULLETS = " \t•◼▪■●○‣·–\uf06e\uf0a7\uf0b7"
"""Marks before the words of a list's item: they are the list's, not the words'."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage that a person marked on a page."""

    text: str
    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that were searched for, and the text they were found in where that has no pages."""

    words: str = ""
    text: str = ""


NOTHING = Sought()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One picture: which document (by its turn), page and scale in device pixels a point."""

    turn: int
    page: int
    scale: float


def is_pdf(data: bytes) -> bool:
    """Whether these bytes say that they are a PDF."""
    return b"%PDF-" in data[:1024]


class PageView(BeginsInside):
    """Shows a page with boxes highlighted; `marked` carries a `Marked` where words were marked by dragging."""

    marked = Signal(object)
    page_changed = Signal(object)

    def __init__(self, gateway: Gateway, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self.jobs = jobs
        self._theme = theme
        self._data = b""
        self._turn = 0
        self._page = 1
        self._pages: int | None = None
        self._boxes: tuple[Box, ...] = ()
        self._page_size = A4
        self._zoom: float | None = None
        self._pictures: OrderedDict[_Wanted, tuple[QImage, QSize]] = OrderedDict()
        self._asked: set[_Wanted] = set()
        self._reveal = False
        self._finder = PageFinder(gateway, jobs, self)
        self._finder.found.connect(self._words_found)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self._build()
        self._tell()

    @property
    def page(self) -> int:
        """The page on show, from 1."""
        return self._page

    @property
    def canvas(self) -> PageCanvas:
        """The paper itself."""
        return self._canvas

    def set_markable(self, markable: bool) -> None:
        """Whether words may be marked by dragging."""
        self._canvas.markable = markable
        self._tell()

    def show_place(
        self, data: bytes, page: int | None, boxes: Sequence[Box], pages: int | None = None, sought: Sought = NOTHING
    ) -> None:
        """Shows the page of `data` with these places highlighted, and the words that are sought wherever they stand.

        Anything but a PDF has no pages to show: the text that was searched stands in their place, else a note.
        """
        if data is not self._data and data != self._data:
            self._data = data
            self._turn += 1
            self._pictures.clear()
            self._pages = None
            self._page_size = A4
        if pages is not None:
            self._pages = pages
        self._boxes = tuple(boxes)
        if not is_pdf(data):
            self.show_text(sought.text or self.tr("This document has no pages to show as pictures."), sought.words)
            return
        self._finder.seek(data, sought.words)
        self._stack.setCurrentWidget(self._scroll)
        first = self._boxes[0].page if self._boxes else None
        self._reveal = first is not None or bool(sought.words)
        self._go(first or page or 1)

    def show_text(self, text: str, words: str = "") -> None:
        """Shows a text in place of a page, for a document that has no pages, with these words marked in it."""
        self._text.setPlainText(text)
        mark_words(self._text, words)
        self._stack.setCurrentWidget(self._text)
        self._tell()

    @Slot()
    def next_page(self) -> None:
        """Turns to the next page."""
        if self._pages is None or self._page < self._pages:
            self._go(self._page + 1)
            self._scroll.verticalScrollBar().setValue(0)

    @Slot()
    def previous_page(self) -> None:
        """Turns to the page before."""
        if self._page > 1:
            self._go(self._page - 1)

    @Slot()
    def zoom_in(self) -> None:
        """Draws the page larger."""
        self._set_zoom(self._scale() * ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Draws the page smaller."""
        self._set_zoom(self._scale() / ZOOM_STEP)

    @Slot()
    def fit_width(self) -> None:
        """Draws the page as wide as there is room for."""
        self._zoom = None
        self._draw()

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(max(zoom, SMALLEST), LARGEST)
        self._draw()

    def _scale(self) -> float:
        """Logical pixels a point."""
        if self._zoom is not None:
            return self._zoom
        room = self._scroll.viewport().width() - 2 * self._theme.space(1)
        bar = self._scroll.verticalScrollBar()
        if not bar.isVisible():
            # The bar comes with the page; leaving its room free keeps the page from jumping when it does.
            room -= bar.sizeHint().width()
        return min(max(room / max(self._page_size.width(), 1), SMALLEST), LARGEST)

    def _go(self, page: int) -> None:
        turned = page != self._page
        self._page = page
        self._highlight()
        self._draw()
        self._tell()
        if turned:
            self.page_changed.emit(page)

    def _highlight(self) -> None:
        passages = tuple(box for box in self._boxes if box.page == self._page)
        self._canvas.highlight(passages, self._finder.boxes(self._page))

    @Slot(object)
    def _words_found(self, page: int) -> None:
        if page == self._page:
            self._highlight()
            self._tell()
            self._draw()

    @Slot()
    def _draw(self) -> None:
        """Shows the picture wanted, or the nearest there is while the right one is drawn."""
        if not is_pdf(self._data):
            return
        wanted = self._wanted(self._page)
        found = self._pictures.get(wanted)
        if found is None:
            self._ask(wanted)
            found = self._nearest()
        else:
            self._pictures.move_to_end(wanted)
        if found is not None:
            self._page_size = found[1]
        self._canvas.show_page(found[0] if found else None, self._page_size, self._scale())
        if self._reveal and found is not None and self._canvas.boxes:
            self._reveal = False
            QTimer.singleShot(0, self, self._show_boxes)

    def _wanted(self, page: int) -> _Wanted:
        return _Wanted(self._turn, page, round(self._scale() * self.devicePixelRatioF(), 3))

    def _nearest(self) -> tuple[QImage, QSize] | None:
        return next((kept for key, kept in reversed(self._pictures.items()) if key.page == self._page), None)

    def _ask(self, wanted: _Wanted) -> None:
        if wanted in self._asked:
            return
        self._asked.add(wanted)
        self.jobs.run(
            partial(_draw, self._gateway, self._data, wanted), self._drawn, self._not_drawn, lane=Lane.FILES,
            what=self.tr("Drawing page {0}").format(wanted.page),
        )  # fmt: skip

    @Slot(object)
    def _drawn(self, answer: tuple[_Wanted, PagePicture | UserError]) -> None:
        wanted, picture = answer
        self._asked.discard(wanted)
        if wanted.turn != self._turn:
            return
        if isinstance(picture, UserError):
            if wanted.page == self._page:
                self.show_text(f"{picture.message}\n{picture.window}")
            return
        self._pictures[wanted] = (image_of(picture), QSize(round(picture.page_width), round(picture.page_height)))
        while len(self._pictures) > KEPT_PICTURES:
            self._pictures.popitem(last=False)
        if wanted.page == self._page:
            self._draw()
            self._look_ahead()

    def _look_ahead(self) -> None:
        ahead = self._wanted(self._page + 1)
        if self._pages is not None and ahead.page <= self._pages and ahead not in self._pictures and not self._asked:
            self._ask(ahead)

    @Slot(object)
    def _not_drawn(self, _error: object) -> None:
        self._asked.clear()

    @Slot()
    def _show_boxes(self) -> None:
        here = self._canvas.boxes
        if here:
            place = self._canvas.place_of(here[0])
            for box in here[1:]:
                place = place.united(self._canvas.place_of(box))
            margin = self._scroll.viewport().height() // 4
            self._scroll.ensureVisible(place.left(), place.bottom(), 0, margin)
            self._scroll.ensureVisible(place.left(), place.top(), 0, margin)

    @Slot(object)
    def _dragged(self, area: QRectF) -> None:
        box = Box(self._page, area.left(), area.top(), area.right(), area.bottom())
        self.jobs.run(partial(_read, self._gateway, self._data, box), self._marked, lane=Lane.FILES)

    @Slot(object)
    def _marked(self, found: tuple[str, int, tuple[Box, ...]]) -> None:
        text, page, boxes = found
        words = text.lstrip(BULLETS)
        if words:
            self.marked.emit(Marked(words, page, boxes))

    def _build(self) -> None:
        self._canvas = PageCanvas(self._theme)
        self._canvas.dragged.connect(self._dragged)
        self._scroll = _Paper(self)
        self._scroll.setWidget(self._canvas)
        self._scroll.past_end.connect(self.next_page)
        self._scroll.past_start.connect(self._back_to_foot)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setAccessibleName(self.tr("Words of the document"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._text)
        in_column(self._theme, self._bar(), (self._stack, 1), on=self, gap=0, margins=0)
        self.begins_at = self._canvas

    def _bar(self) -> QHBoxLayout:
        self._back = self._tool("chevron-left", self.tr("Page before (Ctrl+Page Up)"), self.previous_page)
        self._forth = self._tool("chevron-right", self.tr("Next page (Ctrl+Page Down)"), self.next_page)
        self._where = label("", "quiet")
        self._hint = label("", "small")
        smaller = self._zoomer("−", self.tr("Smaller (Ctrl+-)"), self.zoom_out)
        larger = self._zoomer("+", self.tr("Larger (Ctrl++)"), self.zoom_in)
        fit = self._zoomer(self.tr("Fit"), self.tr("Fit the width (Ctrl+0)"), self.fit_width)
        pages = (self._back, self._where, self._forth)
        return in_row(self._theme, *pages, None, self._hint, smaller, larger, fit, gap=1, margins=1)

    def _tool(self, icon: str, tip: str, slot: Callable[[], None]) -> QToolButton:
        made = tool(self._theme, icon, tip, self)
        made.setAccessibleName(tip.partition(" (")[0])
        made.clicked.connect(slot)
        return made

    def _zoomer(self, words: str, tip: str, slot: Callable[[], None]) -> QToolButton:
        made = QToolButton(self)
        made.setText(words)
        made.setToolTip(plain_tip(tip))
        made.setAccessibleName(tip.partition(" (")[0])
        made.clicked.connect(slot)
        return made

    def _tell(self) -> None:
        paper = self._stack.currentWidget() is self._scroll
        words = self.tr("Page {0}").format(self._page)
        if self._pages:
            words = self.tr("Page {0} of {1}").format(self._page, self._pages)
        self._where.setText(words if paper and self._data else "")
        self._canvas.setAccessibleName(words)
        self._back.setEnabled(paper and self._page > 1)
        self._forth.setEnabled(paper and bool(self._data) and (self._pages is None or self._page < self._pages))
        hint = self.tr("Drag over words to add them") if self._canvas.markable else self._finder.told(self._page)
        self._hint.setText(hint if paper else "")

    @Slot()
    def _back_to_foot(self) -> None:
        if self._page > 1:
            self.previous_page()
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        keys: dict[int, Callable[[], None]] = {}
        if control:
            keys = {
                Qt.Key.Key_PageDown: self.next_page, Qt.Key.Key_PageUp: self.previous_page,
                Qt.Key.Key_Plus: self.zoom_in, Qt.Key.Key_Equal: self.zoom_in,
                Qt.Key.Key_Minus: self.zoom_out, Qt.Key.Key_0: self.fit_width,
            }  # fmt: skip
        act = keys.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None and is_pdf(self._data):
            self._canvas.show_page(*self._stretched())
            self._settle.start()

    def _stretched(self) -> tuple[QImage | None, QSize, float]:
        """The picture there is, at the new width, until a sharp one is drawn."""
        found = self._nearest()
        return (found[0] if found else None, self._page_size, self._scale())


class _Paper(QScrollArea):
    """The ground the page lies on; the wheel turns the page where there is no more of it."""

    past_end = Signal()
    past_start = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("lit", False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            # The edges of the page itself may be out of sight.
            restyle(self, "lit", event.type() is QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.past_end.emit()
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.past_start.emit()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        down = event.angleDelta().y()
        if down < 0 and bar.value() == bar.maximum():
            self.past_end.emit()
            event.accept()
        elif down > 0 and bar.value() == bar.minimum():
            self.past_start.emit()
            event.accept()
        else:
            super().wheelEvent(event)


def image_of(picture: PagePicture) -> QImage:
    """A page picture as an image of Qt's own, with its pixels copied."""
    image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return image.copy()


def _draw(gateway: Gateway, data: bytes, wanted: _Wanted) -> tuple[_Wanted, PagePicture | UserError]:
    try:
        return wanted, gateway.page_picture(data, wanted.page, wanted.scale)
    except UserError as fault:
        return wanted, fault  # the view says it in the page's place


def _read(gateway: Gateway, data: bytes, area: Box) -> tuple[str, int, tuple[Box, ...]]:
    text, boxes = gateway.words_in(data, area)
    return text, area.page, boxes
