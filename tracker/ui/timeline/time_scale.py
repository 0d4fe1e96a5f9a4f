"""Days as places along a line: how wide a day is, which stretch is on show, and the heading over it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.dates.timeline import Band, bands
from tracker.ui.look.theme import Theme

STEPS_A_DAY = {"month": 2.6, "quarter": 0.7, "year": 0.24}


class TimeScale(QObject):
    """Where days stand. `changed` is emitted when what is on show changes."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.today = self.first = self.last = date(2000, 1, 1)
        self.zoom = "quarter"
        self.offset = 0
        self._heading: tuple[tuple[Band, ...], tuple[Band, ...]] = ((), ())

    def show_days(self, first: date, last: date, today: date) -> None:
        """Changes the days there are to show; what stood at the left edge stays there."""
        edge = self.day_at(0)
        fresh = (first, last, today) != (self.first, self.last, self.today)
        self.first, self.last, self.today = first, last, today
        if fresh:
            self._heading = bands(first, last, self.zoom)
            self.offset = self._held(self._from_first(edge))
            self.changed.emit()

    def set_zoom(self, zoom: str) -> None:
        """Changes how much is seen at once."""
        self.zoom = zoom
        self._heading = bands(self.first, self.last, self.zoom)
        self.changed.emit()

    def scroll_to(self, offset: int) -> None:
        """Shows the days from so many pixels after the first."""
        held = self._held(offset)
        if held != self.offset:
            self.offset = held
            self.changed.emit()

    @property
    def day_width(self) -> float:
        """How wide a day is, in pixels."""
        return self._theme.space(100) * STEPS_A_DAY[self.zoom] / 100

    @property
    def width(self) -> int:
        """How wide all the days are, in pixels."""
        return round(((self.last - self.first).days + 1) * self.day_width)

    @property
    def heading(self) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
        """The two lines over the days."""
        return self._heading

    def x(self, day: date) -> float:
        """Where a day begins, in pixels from the left edge."""
        return self._from_first(day) - self.offset

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day) + self.day_width

    def day_at(self, x: float) -> date:
        """The day at a place."""
        return self.first + timedelta(days=int((x + self.offset) / self.day_width))

    def bands_in(self, width: int, line: int) -> list[Band]:
        """The stretches of a line of the heading that are on show."""
        return [band for band in self._heading[line] if self.x(band.after) > 0 and self.x(band.first) < width]

    def _from_first(self, day: date) -> float:
        return (day - self.first).days * self.day_width

    def _held(self, offset: float) -> int:
        return max(0, min(round(offset), self.width))


class TimeHeader(QHeaderView):
    """Column headings, with the heading of the days over the last one."""

    def __init__(self, scale: TimeScale, column: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._scale, self._column, self._theme = scale, column, theme
        scale.changed.connect(self.viewport().update)

    @override
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(super().sizeHint().width(), 2 * line + self._theme.space(3))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex != self._column:
            super().paintSection(painter, rect, logicalIndex)
            return
        theme = self._theme
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("surface"))
        painter.setFont(theme.font("small"))
        half = rect.height() // 2
        upper = QRect(rect.left(), rect.top(), rect.width(), half)
        lower = QRect(rect.left(), rect.top() + half, rect.width(), rect.height() - half)
        pill = self._pill(painter, upper)
        self._line(painter, upper, 0, pill)
        self._line(painter, lower, 1, QRect())
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if not pill.isEmpty():
            self._today(painter, pill, rect)
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, line: int, taken: QRect) -> None:
        gap = self._theme.space(1)
        for band in self._scale.bands_in(area.width(), line):
            left = round(area.left() + self._scale.x(band.first))
            right = round(area.left() + self._scale.x(band.after))
            painter.setPen(self._theme.colour("border"))
            painter.drawLine(left, area.top(), left, area.bottom())
            shown = max(left, area.left()) + gap
            painter.setPen(self._theme.colour("text" if line == 0 else "quiet"))
            room = QRect(shown, area.top(), max(0, right - shown - gap), area.height())
            wide = painter.fontMetrics().horizontalAdvance(band.name)
            words = QRect(shown, area.top(), wide, area.height())
            if wide <= room.width() and not words.intersects(taken):
                painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), band.name)

    def _pill(self, painter: QPainter, area: QRect) -> QRect:
        """Where today's date stands; empty where today is not on show."""
        x = round(area.left() + self._scale.x(self._scale.today) + self._scale.day_width / 2)
        if not area.left() <= x <= area.right():
            return QRect()
        wide = painter.fontMetrics().horizontalAdvance(self._today_words()) + self._theme.space(3)
        left = min(max(area.left() + 1, x - wide // 2), area.right() - wide)
        return QRect(left, area.top() + 1, wide, area.height() - 2)

    def _today_words(self) -> str:
        return self.tr("Today {0}").format(show(self._scale.today))

    def _today(self, painter: QPainter, pill: QRect, whole: QRect) -> None:
        """Today's date on a ground of its own, over the line that runs down from it."""
        theme, scale = self._theme, self._scale
        x = round(whole.left() + scale.x(scale.today) + scale.day_width / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.drawLine(QPoint(x, pill.bottom()), QPoint(x, whole.bottom()))
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(pill, theme.space(1), theme.space(1))
        painter.setPen(theme.colour("on accent"))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), self._today_words())
