"""Draws an action along time: its bar, where it was first to end, how far it ran over; and the key to that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.dates.timeline import MilestoneMark, Span
from tracker.domain.text.words import how_many
from tracker.ui.lists.cell_delegate import parts_of
from tracker.ui.lists.record_model import Role
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.marks import paint_mark
from tracker.ui.look.theme import Theme
from tracker.ui.timeline.time_scale import TimeScale
from tracker.ui.timeline.timeline_model import TimelineModel

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class BarDelegate(QStyledItemDelegate):
    """Bars over a TimeScale."""

    def __init__(self, scale: TimeScale, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scale, self._theme = scale, theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._theme.space(20), self._theme.space(5))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        if not isinstance(model, TimelineModel) or index.data(Role.CELL) is None:
            return
        place, state, _palette = parts_of(option)
        painter.save()
        painter.setClipRect(place)
        self._grid(painter, place)
        span = model.span_at(model.record_id(index))
        if span is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, place, span)
            self._today(painter, place)
            selected = bool(state & QStyle.StateFlag.State_Selected)
            self._words(painter, place, span, self._theme.colour("selection" if selected else "surface"))
        painter.restore()

    def _today(self, painter: QPainter, place: QRect) -> None:
        x = self._x(place, self._scale.today)
        painter.setPen(QPen(self._theme.colour("accent"), 1))
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))

    def _grid(self, painter: QPainter, place: QRect) -> None:
        painter.setPen(self._theme.colour("border"))
        for band in self._scale.bands_in(place.width(), 1):
            x = round(place.left() + self._scale.x(band.first))
            painter.drawLine(x, place.top(), x, place.bottom())

    def draw(self, painter: QPainter, place: QRect, span: Span) -> None:
        """Draws one span into a row."""
        bar = self._bar(place, span)
        if bar is not None:
            if span.original is not None and span.start is not None:
                self._ghost(painter, place, span, bar)
            paint_bar(painter, bar, self._theme, span.delivery.tone)
            if span.late_to is not None:
                over = QRectF(bar.right(), bar.top(), self._x(place, span.late_to) - bar.right(), bar.height())
                paint_late(painter, over, self._theme)
            if span.asked is not None:
                paint_asked(painter, bar, self._x(place, span.asked), self._theme)
        middle = bar.center().y() if bar is not None else place.center().y()
        side = self._theme.space(3)
        for mark in span.milestones:
            paint_milestone(painter, self._box(place, mark, middle, side), mark.state, self._theme)
        if span.forecast is not None:
            paint_forecast(painter, self._x(place, span.forecast), middle - self._theme.space(2.6), self._theme)

    def _bar(self, place: QRect, span: Span) -> QRectF | None:
        if span.start is None:
            return None
        left = place.left() + self._scale.x(span.start)
        right = place.left() + self._scale.after(span.end or span.start)
        high = self._theme.space(3)
        top = place.top() + place.height() * 0.44 - high / 2
        return QRectF(left, top, max(right - left, self._theme.space(0.75)), high)

    def _ghost(self, painter: QPainter, place: QRect, span: Span, bar: QRectF) -> None:
        assert span.original is not None
        assert span.start is not None
        begin = min(span.start, span.original)
        left = place.left() + self._scale.x(begin)
        wide = place.left() + self._scale.after(span.original) - left
        high = self._theme.space(1.5)
        paint_ghost(painter, QRectF(left, bar.bottom() + self._theme.space(0.75), wide, high), self._theme)

    def _x(self, place: QRect, day: date) -> float:
        return place.left() + self._scale.x(day) + self._scale.day_width / 2

    def _box(self, place: QRect, mark: MilestoneMark, middle: float, side: float) -> QRectF:
        return QRectF(self._x(place, mark.day) - side / 2, middle - side / 2, side, side)

    def _words(self, painter: QPainter, place: QRect, span: Span, ground: QColor) -> None:
        """The date that counts, after the bar, where no milestone stands."""
        theme = self._theme
        said, tone = words_beside(span)
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        high, wide, gap = metrics.height(), metrics.horizontalAdvance(said), theme.space(2)
        left = max(place.left(), round(place.left() + self._end(span))) + gap
        for mark in sorted(self._x(place, one.day) for one in span.milestones):
            if left - gap <= mark <= left + wide + gap:
                left = round(mark) + 2 * gap
        bar = self._bar(place, span)
        middle = bar.center().y() if bar is not None else place.center().y()
        if span.start is not None and self._scale.x(span.start) >= place.width():
            said, tone = self.tr("starts {0}").format(show(span.start)), ""
            left = place.right() - metrics.horizontalAdvance(said) - gap
        area = QRect(left, round(middle - high / 2), metrics.horizontalAdvance(said) + 2, high)
        painter.fillRect(area.adjusted(-theme.space(0.5), 0, theme.space(0.5), 0), ground)
        painter.setPen(theme.tone(tone).ink if tone else theme.colour("quiet"))
        painter.drawText(area, _MIDDLE, said)

    def _end(self, span: Span) -> float:
        """Where the last of what is drawn in the bar's own line ends."""
        drawn = (span.start, span.end, span.late_to, span.asked, span.forecast)
        ends = [self._scale.after(day) for day in drawn if day is not None]
        over = self._theme.space(1.5) if span.late_to is not None else 0
        return max(ends, default=0.0) + over


def words_beside(span: Span) -> tuple[str, str]:
    """What stands beside a bar, and in what tone."""
    if span.end is None:
        return "No date", "warning" if not span.finished else ""
    if span.late_to is not None:
        days = (span.late_to - span.end).days
        return f"overdue {how_many(days, 'day')}", "bad"
    if span.finished:
        return f"{span.delivery.word} {show(span.end)}", ""
    if span.asked is not None:
        return f"{show(span.asked)} asked for", "warning"
    return show(span.end), ""


def paint_bar(painter: QPainter, bar: QRectF, theme: Theme, tone: str) -> None:
    """The bar of an action in the tone of its state."""
    colours = theme.tone(tone)
    painter.setPen(QPen(colours.mark, 1))
    painter.setBrush(colours.fill if tone in ("neutral", "muted") else colours.mark)
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


def paint_ghost(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """The hatched strip under a bar: where it was first to end."""
    edge = theme.colour("edge")
    painter.setPen(QPen(edge, 1))
    painter.setBrush(QBrush(edge, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_late(painter: QPainter, over: QRectF, theme: Theme) -> None:
    """How far an action ran over its date: hatched, with a warning triangle at its end."""
    tone = theme.tone("bad")
    painter.setPen(QPen(tone.mark, 1))
    painter.setBrush(tone.fill)
    area = over.adjusted(0, 0.5, -0.5, -0.5)
    painter.drawRect(area)
    painter.setBrush(QBrush(tone.mark, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(area)
    side = over.height() * 1.15
    box = QRectF(over.right() - side / 2, over.center().y() - side / 2, side, side)
    paint_mark(painter, box, "triangle", tone.mark, theme.colour("surface"))


def paint_asked(painter: QPainter, bar: QRectF, to: float, theme: Theme) -> None:
    """A new date that waits for approval: dashed on from the bar."""
    pen = QPen(theme.tone("warning").mark, 1.5, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, right = sorted((bar.right(), to))
    painter.drawRect(QRectF(left, bar.top() + 1, right - left, bar.height() - 2))


def paint_forecast(painter: QPainter, x: float, top: float, theme: Theme) -> None:
    """The owner's own date: a pointer from above."""
    half = theme.space(1.35)
    ink = theme.colour("text")
    painter.setPen(QPen(theme.colour("surface"), 1))
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + half * 1.6)]))


def paint_milestone(painter: QPainter, box: QRectF, state: str, theme: Theme) -> None:
    """A diamond: filled with a tick when done, filled with a stroke when late, hollow while open."""
    tone = theme.tone({"done": "good", "late": "bad"}.get(state, "active"))
    surface = theme.colour("surface")
    box = box.adjusted(-1, -1, 1, 1)
    centre, half = box.center(), box.width() / 2
    points = [QPointF(centre.x(), box.top()), QPointF(box.right(), centre.y()), QPointF(centre.x(), box.bottom()),
              QPointF(box.left(), centre.y())]  # fmt: skip
    painter.setPen(QPen(surface, 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(points))
    painter.setPen(QPen(tone.mark, 1.5))
    painter.setBrush(surface if state == "open" else tone.mark)
    painter.drawPolygon(QPolygonF(points))
    _cut(painter, centre, half, state, surface)


def _cut(painter: QPainter, centre: QPointF, half: float, state: str, ground: QColor) -> None:
    pen = QPen(ground, max(1.2, half * 0.26))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if state == "done":
        at = ((-0.42, 0.02), (-0.1, 0.34), (0.42, -0.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(centre.x() + x * half, centre.y() + y * half) for x, y in at]))
    elif state == "late":
        painter.drawLine(QPointF(centre.x(), centre.y() - half * 0.45), QPointF(centre.x(), centre.y() + half * 0.1))
        painter.drawPoint(QPointF(centre.x(), centre.y() + half * 0.45))


Draw = Callable[[QPainter, QRectF, Theme], None]


def _legend_bar(painter: QPainter, area: QRectF, theme: Theme) -> None:
    paint_bar(painter, area, theme, "active")


def _legend_ghost(painter: QPainter, area: QRectF, theme: Theme) -> None:
    third = area.height() / 4
    paint_ghost(painter, area.adjusted(0, third, 0, -third), theme)


def _legend_late(painter: QPainter, area: QRectF, theme: Theme) -> None:
    paint_late(painter, area.adjusted(0, 0, -area.height() / 2, 0), theme)


def _legend_asked(painter: QPainter, area: QRectF, theme: Theme) -> None:
    start = QRectF(area.left(), area.top(), 0, area.height())
    paint_asked(painter, start, area.right(), theme)


def _legend_forecast(painter: QPainter, area: QRectF, theme: Theme) -> None:
    paint_forecast(painter, area.center().x(), area.top() + area.height() / 4, theme)


def _legend_milestone(state: str) -> Draw:
    def draw(painter: QPainter, area: QRectF, theme: Theme) -> None:
        side = area.height()
        box = QRectF(area.center().x() - side / 2, area.top(), side, side)
        paint_milestone(painter, box, state, theme)

    return draw


class TimeLegend(QWidget):
    """One line of shapes and words; what does not fit is left out from the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[tuple[Draw, float, str], ...] = (
            (_legend_bar, 7, self.tr("planned")),
            (_legend_late, 7, self.tr("overdue")),
            (_legend_ghost, 7, self.tr("first agreed date")),
            (_legend_asked, 7, self.tr("new date asked for")),
            (_legend_milestone("open"), 3, self.tr("milestone")),
            (_legend_milestone("done"), 3, self.tr("done")),
            (_legend_milestone("late"), 3, self.tr("late")),
            (_legend_forecast, 3, self.tr("owner's forecast")),
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
