"""Steps on a line, o--o--o--o: how far something has come, each step with its word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget
from typing_extensions import override

from tracker.ui.look.theme import Theme


class Track(QSlider):
    """`chosen` carries the number of steps reached when a person sets it by arrows or a click; 0 is none.

    A click on the last step reached takes it back.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._name = name
        self._words: tuple[str, ...] = ()
        self._colour = ""
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("Arrow keys or a click set how far it is shown"))
        theme.changed.connect(self.update)

    def show_steps(self, none: str, words: Sequence[str], reached: int, colour: str = "") -> None:
        """Shows these steps, so many of them reached; `none` is the word for none of them.

        `colour` is the plan's own (#rrggbb) for the last one reached, "" for the usual.
        """
        self._colour = colour
        self._words = tuple(words)
        self.setRange(0, len(self._words))
        self.setValue(reached)
        word = self._words[reached - 1] if reached else none
        self.setAccessibleName(f"{self._name}: {word}, step {reached} of {len(self._words)}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("small"))
        widest = max((metrics.horizontalAdvance(word) for word in self._words), default=0)
        side = self._theme.space(4)
        return QSize((widest + side) * max(len(self._words), 1), side + 2 * metrics.height() + self._theme.space(2))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.space(50), self.sizeHint().height())

    def _middle(self, step: int) -> QPoint:
        width = self.width() / max(len(self._words), 1)
        return QPoint(round(width * (step + 0.5)), self._theme.space(2.5))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.value()
        super().keyPressEvent(event)
        if self.value() != before:
            self.chosen.emit(self.value())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._words:
            step = min(int(event.position().x() * len(self._words) / max(self.width(), 1)) + 1, len(self._words))
            self.chosen.emit(step - 1 if step == self.value() else step)
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that scrolls the panel must not change a record on its way.
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step in range(len(self._words)):
            self._paint_step(painter, step)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_step(self, painter: QPainter, step: int) -> None:
        reached = step < self.value()
        own = self._theme.tone_of(self._colour) if self._colour and reached else None
        tone = own or self._theme.tone("good" if reached else "neutral")
        middle, radius = self._middle(step), self._theme.space(1.5)
        painter.setPen(QPen(tone.mark, 2))
        if step:
            painter.drawLine(self._middle(step - 1) + QPoint(radius, 0), middle - QPoint(radius, 0))
        painter.setBrush(tone.mark if reached else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)
        font = self._theme.font("small")
        painter.setFont(font)
        painter.setPen(tone.ink if reached else self._theme.colour("quiet"))
        width = self.width() // len(self._words)
        words = QRect(middle.x() - width // 2, middle.y() + radius + 2, width, 2 * QFontMetrics(font).height())
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, top.value | Qt.TextFlag.TextWordWrap.value, self._words[step])
