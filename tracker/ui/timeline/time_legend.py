"""What the shapes of the timeline mean, drawn as they are drawn there, each with its word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tracker.ui.look.theme import Theme
from tracker.ui.timeline import bar_delegate as bars

Draw = Callable[[QPainter, QRectF, Theme], None]


def _bar(painter: QPainter, area: QRectF, theme: Theme) -> None:
    bars.paint_bar(painter, area, theme, "active")


def _ghost(painter: QPainter, area: QRectF, theme: Theme) -> None:
    third = area.height() / 4
    bars.paint_ghost(painter, area.adjusted(0, third, 0, -third), theme)


def _late(painter: QPainter, area: QRectF, theme: Theme) -> None:
    bars.paint_late(painter, area.adjusted(0, 0, -area.height() / 2, 0), theme)


def _asked(painter: QPainter, area: QRectF, theme: Theme) -> None:
    start = QRectF(area.left(), area.top(), 0, area.height())
    bars.paint_asked(painter, start, area.right(), theme)


def _forecast(painter: QPainter, area: QRectF, theme: Theme) -> None:
    bars.paint_forecast(painter, area.center().x(), area.top() + area.height() / 4, theme)


def _milestone(state: str) -> Draw:
    def draw(painter: QPainter, area: QRectF, theme: Theme) -> None:
        side = area.height()
        box = QRectF(area.center().x() - side / 2, area.top(), side, side)
        bars.paint_milestone(painter, box, state, theme)

    return draw


class TimeLegend(QWidget):
    """One line of shapes and words; what does not fit is left out from the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[tuple[Draw, float, str], ...] = (
            (_bar, 7, self.tr("planned")),
            (_late, 7, self.tr("overdue")),
            (_ghost, 7, self.tr("first agreed date")),
            (_asked, 7, self.tr("new date asked for")),
            (_milestone("open"), 3, self.tr("milestone")),
            (_milestone("done"), 3, self.tr("done")),
            (_milestone("late"), 3, self.tr("late")),
            (_forecast, 3, self.tr("owner's forecast")),
        )
        self.setAccessibleName(self.tr("Key: ") + ", ".join(words for _draw, _wide, words in self._parts))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.space(60), self._theme.space(8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        high, x = theme.space(3), float(theme.space(4))
        top = (self.height() - high) / 2
        for draw, steps, words in self._parts:
            wide = theme.space(steps)
            end = x + wide + theme.space(1.5) + metrics.horizontalAdvance(words)
            if end > self.width():
                break
            draw(painter, QRectF(x, top, wide, high), theme)
            painter.setPen(theme.colour("quiet"))
            painter.drawText(
                round(x + wide + theme.space(1.5)), round(self.height() / 2 + metrics.ascent() / 2 - 1), words
            )
            x = end + theme.space(4)
        painter.end()
