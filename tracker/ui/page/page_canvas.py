"""One page of a document drawn with the passages in hand highlighted, and a rectangle dragged over words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.reading.reading import Box
from tracker.ui.look.theme import Theme
from tracker.ui.look.tokens import LIGHT, LIGHT_TONES

SMALLEST_DRAG = 4
"""Points: a press that moves less is a click, not a mark."""


class PageCanvas(QWidget):
    """A page at a scale of pixels to the point. `dragged` carries the QRectF drawn by the mouse, in points."""

    dragged = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._page = QSize(595, 842)
        self._scale = 1.0
        self._boxes: tuple[Box, ...] = ()
        self._words: tuple[Box, ...] = ()
        self._from: QPoint | None = None
        self._to = QPoint()
        self.markable = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Page of the document"))

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The passages and single words highlighted."""
        return (*self._boxes, *self._words)

    @property
    def has_picture(self) -> bool:
        """Whether a page is drawn rather than awaited."""
        return self._image is not None

    def show_page(self, image: QImage | None, page_size: QSize, scale: float) -> None:
        """Shows a picture (None: blank paper) of a page of this size in points, at `scale` logical pixels a point."""
        self._image = image
        self._page = page_size
        self._scale = scale
        self.setFixedSize(self.sizeHint())
        self.update()

    def highlight(self, boxes: tuple[Box, ...], words: tuple[Box, ...] = ()) -> None:
        """Highlights these passages, and these single words."""
        self._boxes, self._words = boxes, words
        self.update()

    def place_of(self, box: Box) -> QRect:
        """Where a passage stands on this widget, in pixels."""
        return self._placed(box).toAlignedRect()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._page.width() * self._scale), round(self._page.height() * self._scale))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._image)
        self._paint_boxes(painter)
        if self._from is not None:
            self._paint_drag(painter)
        painter.setPen(self._theme.colour("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_boxes(self, painter: QPainter) -> None:
        # The page is white paper in both themes, so the marker is a pale yellow in both; multiplied, the black
        # letters under it stay black.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for box in (*self._boxes, *self._words):
            painter.fillRect(self._placed(box).adjusted(-2, -1, 2, 1), QColor(LIGHT["highlight"]))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._boxes:
            # A bar in the margin says the same without colour.
            top = min(self._placed(box).top() for box in self._boxes)
            bottom = max(self._placed(box).bottom() for box in self._boxes)
            left = max(min(self._placed(box).left() for box in self._boxes) - 12, 2.0)
            painter.fillRect(QRectF(left, top, 4, bottom - top), QColor(LIGHT_TONES["warning"].mark))
        for box in self._words:
            # So does a line under a word.
            place = self._placed(box)
            line = QRectF(place.left() - 2, place.bottom() + 1, place.width() + 4, 2)
            painter.fillRect(line, QColor(LIGHT_TONES["warning"].mark))

    def _paint_drag(self, painter: QPainter) -> None:
        pen = QPen(QColor(LIGHT["accent"]), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(self._drawn())

    def _placed(self, box: Box) -> QRectF:
        scale = self._scale
        return QRectF(box.x0 * scale, box.y0 * scale, (box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale)

    def _drawn(self) -> QRect:
        return QRect(self._from or QPoint(), self._to).normalized()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.markable and self._image is not None and event.button() == Qt.MouseButton.LeftButton:
            self._from = self._to = event.position().toPoint()
            event.accept()
        else:
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._to = event.position().toPoint()
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            super().mouseReleaseEvent(event)
            return
        drawn = self._drawn()
        self._from = None
        self.update()
        points = QRectF(
            drawn.x() / self._scale,
            drawn.y() / self._scale,
            drawn.width() / self._scale,
            drawn.height() / self._scale,
        )
        if points.width() >= SMALLEST_DRAG and points.height() >= SMALLEST_DRAG:
            self.dragged.emit(points)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._from is not None:
            self._from = None
            self.update()
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.ToolTip) and self.markable:
            self.setCursor(Qt.CursorShape.CrossCursor)
        return super().event(event)
