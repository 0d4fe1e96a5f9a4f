"""The rows of the timeline: a list whose last column is time, with what the row in hand waits for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from tracker.domain.plan.ids import RecordId
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.theme import Theme
from tracker.ui.timeline.bar_delegate import BarDelegate
from tracker.ui.timeline.time_scale import TimeHeader, TimeScale
from tracker.ui.timeline.timeline_model import TIME, TimelineModel

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


class TimelineTree(RecordTree):
    """`moved` carries how far to scroll in pixels, `zoomed` 1 to see less at once and -1 to see more.

    `today_asked` when today is to be brought into view.
    """

    moved = Signal(int)
    zoomed = Signal(int)
    today_asked = Signal()

    def __init__(self, model: TimelineModel, scale: TimeScale, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, "", parent)
        self.setAccessibleName(self.tr("Timeline of actions"))
        self._timeline, self._scale, self._look = model, scale, theme
        self._time = model.column_of(TIME)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegateForColumn(self._time, BarDelegate(scale, theme, self))
        self._take_heading()
        scale.changed.connect(self.viewport().update)

    def _take_heading(self) -> None:
        """Puts the heading with the days in place of the usual one."""
        widths = [self.columnWidth(column) for column in range(self._time)]
        heading = TimeHeader(self._scale, self._time, self._look, self)
        self.setHeader(heading)
        heading.setSectionsClickable(False)
        heading.setStretchLastSection(False)
        heading.setMinimumSectionSize(self._look.space(10))
        heading.setAccessibleName(self.tr("Column headings"))
        for column, width in enumerate(widths):
            heading.resizeSection(column, width)
        heading.setSectionResizeMode(self._time, QHeaderView.ResizeMode.Stretch)

    @property
    def time_left(self) -> int:
        """Where the days begin in the viewport."""
        return self.columnViewportPosition(self._time)

    @property
    def time_width(self) -> int:
        """How much room the days have."""
        return self.columnWidth(self._time)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in PLAIN
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if plain and key in (Qt.Key.Key_T, Qt.Key.Key_Home):
            self.today_asked.emit()
        elif plain and key in steps:
            self.zoomed.emit(steps[Qt.Key(key)])
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self._timeline.is_group(self.current_id()):
            self.moved.emit(self._look.space(20) * (1 if key == Qt.Key.Key_Right else -1))
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        across = event.angleDelta().x()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.moved.emit(-(across or event.angleDelta().y()))
        elif across and abs(across) > abs(event.angleDelta().y()):
            self.moved.emit(-across)
        else:
            super().wheelEvent(event)

    # Drawing over the rows

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRect(QRect(self.time_left, 0, self.time_width, self.viewport().height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_waits(painter)
        painter.end()

    def _draw_waits(self, painter: QPainter) -> None:
        """Thin lines from what the row in hand waits for, as far as those rows are in view, to its own start."""
        span = self._timeline.span_at(self.current_id())
        own = self.visualRect(self.currentIndex())
        if span is None or span.start is None or own.isEmpty():
            return
        painter.setPen(QPen(self._look.colour("text"), 1))
        end = QPointF(self.time_left + self._scale.x(span.start), own.center().y() - self._look.space(1))
        for waited in span.waits_for:
            begin = self._end_of(waited)
            if begin is not None:
                self._connect_points(painter, begin, end)

    def _end_of(self, record_id: RecordId) -> QPointF | None:
        span = self._timeline.span_at(record_id)
        for place in self._timeline.places_of(record_id):
            area = self.visualRect(place)
            if span is not None and span.end is not None and not area.isEmpty():
                x = self.time_left + self._scale.after(span.end)
                return QPointF(x, area.center().y() - self._look.space(1))
        return None

    def _connect_points(self, painter: QPainter, begin: QPointF, end: QPointF) -> None:
        """A line with two corners and an arrowhead at its end."""
        gap = self._look.space(2)
        turn = min(begin.x() + gap, end.x() - gap) if begin.x() + gap <= end.x() - gap else end.x() - gap
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = [
            begin,
            QPointF(max(begin.x(), turn), begin.y()),
            QPointF(turn, begin.y()),
            QPointF(turn, end.y()),
            end,
        ]
        painter.drawPolyline(QPolygonF(corners))
        half = self._look.space(0.8)
        painter.setBrush(self._look.colour("text"))
        back = end.x() - 1.6 * half
        painter.drawPolygon(QPolygonF([end, QPointF(back, end.y() - half), QPointF(back, end.y() + half)]))

    @Slot()
    def look_again(self) -> None:
        """Draws everything again."""
        self.viewport().update()
        self.header().viewport().update()
