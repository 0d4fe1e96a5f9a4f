"""A chart of the board paper on screen: the same drawing, whose figures open the list they count."""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from tracker.ui.core.gateway import ChartPicture, ChartRegion
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

_CLIP = re.compile(r"<clipPath\b.*?</clipPath>", re.DOTALL)


class ChartView(QWidget):
    """Draws one chart as wide as there is room. `opened` carries the figure that was pressed (a ChartRegion).

    By keyboard: Left and Right go from figure to figure, Enter opens.
    """

    opened = Signal(object)

    def __init__(self, picture: ChartPicture, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture = picture
        # Qt draws the shape of a clip path as if it were part of the picture.
        self._renderer = QSvgRenderer(QByteArray(_CLIP.sub("", picture.svg).encode()), self)
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if picture.regions else Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.words)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(min(width, self._widest()) * self.picture.height / max(1.0, self.picture.width))

    @override
    def sizeHint(self) -> QSize:
        width = self._widest()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.space(60), self.heightForWidth(self._theme.space(60)))

    def _widest(self) -> int:
        # A point of the drawing is made a third larger than on paper, since a screen is read from further away.
        return round(self.picture.width * self._theme.points("body") / 7.5)

    def area(self) -> QRectF:
        """Where the drawing stands in the widget."""
        width = min(self.width(), self._widest())
        return QRectF(0, 0, width, self.heightForWidth(width))

    def place_of(self, region: ChartRegion) -> QRectF:
        """Where a figure stands in the widget."""
        area = self.area()
        return QRectF(
            area.x() + region.x0 * area.width(),
            area.y() + region.y0 * area.height(),
            (region.x1 - region.x0) * area.width(),
            (region.y1 - region.y0) * area.height(),
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, self.area())
        if 0 <= self._at < len(self.picture.regions):
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRoundedRect(self.place_of(self.picture.regions[self._at]).adjusted(-1, -1, 1, 1), 3, 3)
        elif self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def _region_at(self, x: float, y: float) -> int:
        for place, region in enumerate(self.picture.regions):
            if self.place_of(region).contains(x, y):
                return place
        return -1

    def _point(self, place: int) -> None:
        if place != self._at:
            self._at = place
            shape = Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            named = self.picture.regions[place].name if place >= 0 else ""
            self.setAccessibleName(f"{self.picture.title}, {named}" if named else self.picture.title)
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._region_at(event.position().x(), event.position().y()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._point(-1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._region_at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.opened.emit(self.picture.regions[place])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self.picture.regions)
        if count and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._point((self._at + (1 if event.key() == Qt.Key.Key_Right else -1)) % count)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= self._at < count:
            self.opened.emit(self.picture.regions[self._at])
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._region_at(event.pos().x(), event.pos().y())
            words = self.picture.regions[place].name if place >= 0 else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)
