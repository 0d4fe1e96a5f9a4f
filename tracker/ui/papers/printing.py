"""A paper printed: its pages drawn one after another by the reading process, and put on the printer's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QPageLayout, QPainter

from tracker.ui.core.gateway import Gateway, PagePicture
from tracker.ui.core.jobs import Jobs, Lane
from tracker.ui.page.page_view import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SCALE = 200 / 72
"""Pixels a point: letters of 9 points are as sharp on paper as from any office printer."""


class Printing(QObject):
    """`progressed` carries (done, total), `failed` why it was given up, and `done` says that all is printed."""

    progressed = Signal(object)
    done = Signal()
    failed = Signal(object)

    def __init__(self, gateway: Gateway, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._gateway, self._jobs = gateway, jobs
        self._stopped = True
        self._next: Callable[[PagePicture], None] | None = None

    def stop(self) -> bool:
        """Prints no further page; whether any was still to come."""
        under_way, self._stopped = not self._stopped, True
        return under_way

    def start(self, printer: QPrinter, data: bytes, pages: int) -> None:
        """Prints these pages, or those of them that the printer was told."""
        self._stopped = False
        first = printer.fromPage() or 1
        last = min(printer.toPage() or pages, pages)
        painter = QPainter()

        def put(picture: PagePicture) -> None:
            number = picture.number
            if self._stopped:
                painter.end()
                return
            wide = picture.page_width > picture.page_height
            way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            printer.setPageOrientation(way)
            if not (painter.begin(printer) if number == first else printer.newPage()):
                self._stopped = True
                self.failed.emit(self.tr("The printer, or the file it prints to, does not answer."))
                return
            _put(painter, printer, picture)
            self.progressed.emit((number - first + 1, last - first + 1))
            if number == last:
                painter.end()
                self._stopped = True
                self.done.emit()
            else:
                self._draw(data, number + 1)

        self._next = put
        printer.setFullPage(True)
        self._draw(data, first)

    def _draw(self, data: bytes, number: int) -> None:
        draw = partial(self._gateway.page_picture, data, number, SCALE)
        self._jobs.run(draw, self._drawn, self.failed.emit, lane=Lane.FILES, what=self.tr("Printing"))

    @Slot(object)
    def _drawn(self, picture: PagePicture) -> None:
        if self._next is not None:
            self._next(picture)


def _put(painter: QPainter, printer: QPrinter, picture: PagePicture) -> None:
    """Puts a page on the printer's, as large as it fits."""
    image = image_of(picture)
    room = printer.pageLayout().fullRectPixels(printer.resolution())
    size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
    painter.drawImage(QRect(left, top, size.width(), size.height()), image)
