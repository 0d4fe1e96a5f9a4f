"""A state as it will be drawn, on the light ground and on the dark one, whichever is in force."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.ui.look.marks import paint_mark
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme


class StatePreview(QWidget):
    """Two chips beside each other: shape and word in light, and in dark."""

    def __init__(self, theme: Theme, status: Status, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._status = theme, status
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status)

    def show_status(self, status: Status) -> None:
        """Changes what is drawn."""
        self._status = status
        self.setAccessibleName(status.word)
        self.setToolTip(plain_tip(status.word))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("small"))
        return QSize(self._theme.space(76), metrics.height() + self._theme.space(3))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self.width() // 2
        for place, dark in enumerate((False, True)):
            gap = self._theme.space(0.5)
            self._chip(painter, QRect(place * half + gap, 0, half - 2 * gap, self.height()), dark)
        painter.end()

    def _chip(self, painter: QPainter, area: QRect, dark: bool) -> None:
        ground, tone = self._theme.tone_in(self._status, dark)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        side = round(area.height() * 0.55)
        left = area.left() + self._theme.space(1.5)
        paint_mark(
            painter, QRectF(left, area.top() + (area.height() - side) / 2, side, side), self._status.shape, tone.mark,
            ground,
        )  # fmt: skip
        font = self._theme.font("small")
        words = area.adjusted(side + self._theme.space(3), 0, -self._theme.space(1), 0)
        painter.setFont(font)
        painter.setPen(tone.ink)
        shown = QFontMetrics(font).elidedText(self._status.word, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
