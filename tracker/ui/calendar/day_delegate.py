"""Draws a day of the month with what falls on it, and the rows of a day's list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tracker.domain.dates.agenda import AgendaEntry
from tracker.ui.calendar.month_model import DayRole, quiet_words
from tracker.ui.lists.cell_delegate import parts_of
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.marks import paint_mark
from tracker.ui.look.theme import Theme

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class DayDelegate(QStyledItemDelegate):
    """One day: its number, why nobody works, and as many entries as there is room for."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def line_height(self) -> int:
        """How high one entry is."""
        return QFontMetrics(self._theme.font("small")).height() + self._theme.space(0.25)

    def head_height(self) -> int:
        """How high the line with the day's number is."""
        return QFontMetrics(self._theme.font("body")).height() + self._theme.space(1)

    def shown(self, place: QRect, count: int) -> int:
        """How many of so many entries are drawn; the others are told by their number."""
        lines = max(0, (place.height() - self.head_height() - 1) // self.line_height())
        return count if count <= lines else max(0, lines - 1)

    def line_at(self, place: QRect, at: QPoint) -> int:
        """Which line of a day stands at a point; -1 for the line with its number."""
        return (at.y() - place.top() - self.head_height()) // self.line_height()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place, state, _palette = parts_of(option)
        theme, inside = self._theme, bool(index.data(DayRole.INSIDE))
        here = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(place)
        ground = theme.colour("selection" if here else "surface" if index.data(DayRole.WORKING) else "sunken")
        painter.fillRect(place, ground)
        painter.setPen(theme.colour("border"))
        painter.drawLine(place.topRight(), place.bottomRight())
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        self._head(painter, place, index, inside)
        self._entries(painter, place, index.data(DayRole.ENTRIES) or (), inside)
        if here:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus" if focused else "edge"), 2 if focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(1.5, 1.5, -2.5, -2.5), 3, 3)
        painter.restore()

    def _head(self, painter: QPainter, place: QRect, index: AnyIndex, inside: bool) -> None:
        theme = self._theme
        day: date = index.data(DayRole.DAY)
        head = QRect(place.left() + theme.space(2), place.top() + theme.space(0.5), place.width() - theme.space(3),
                     self.head_height() - theme.space(0.5))  # fmt: skip
        today = bool(index.data(DayRole.TODAY))
        painter.setFont(theme.font("strong" if today else "body"))
        words = str(day.day)
        wide = painter.fontMetrics().horizontalAdvance(words)
        if today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            high = painter.fontMetrics().height()
            pill = QRectF(head.left() - theme.space(1), head.center().y() - high / 2, wide + theme.space(2), high)
            painter.drawRoundedRect(pill, theme.space(1), theme.space(1))
        painter.setPen(theme.colour("on accent" if today else "text" if inside else "quiet"))
        painter.drawText(head, _MIDDLE, words)
        note = str(index.data(DayRole.NOTE)) or (self.tr("Today") if today else "")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("accent text" if today else "quiet"))
        room = head.adjusted(wide + theme.space(2.5), 0, 0, 0)
        shown = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, shown)

    def _entries(self, painter: QPainter, place: QRect, entries: tuple[AgendaEntry, ...], inside: bool) -> None:
        theme = self._theme
        painter.setFont(theme.font("small"))
        high, top = self.line_height(), place.top() + self.head_height()
        drawn = self.shown(place, len(entries))
        for entry in entries[:drawn]:
            line = QRect(place.left() + theme.space(1.5), top, place.width() - theme.space(2.5), high)
            self._entry(painter, line, entry, inside)
            top += high
        if drawn < len(entries):
            painter.setPen(theme.colour("accent text"))
            line = QRect(place.left() + theme.space(2), top, place.width() - theme.space(3), high)
            more = self.tr("+{0} more") if drawn else self.tr("{0} entries")
            painter.drawText(line, _MIDDLE, more.format(len(entries) - drawn))

    def _entry(self, painter: QPainter, line: QRect, entry: AgendaEntry, inside: bool) -> None:
        theme, status = self._theme, entry.status
        side = round(line.height() * 0.78)
        box = QRectF(line.left(), line.top() + (line.height() - side) / 2, side, side)
        paint_mark(painter, box, status.shape, theme.tone(status.tone).mark, theme.colour("surface"))
        painter.setPen(theme.tone("bad").ink if entry.late else theme.colour("text" if inside else "quiet"))
        room = line.adjusted(side + theme.space(1), 0, 0, 0)
        said = f"{entry.ref} {entry.words}".strip()
        painter.drawText(
            room, _MIDDLE, painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        )


class EntryDelegate(QStyledItemDelegate):
    """A row of a day's list: shape, words, and what it is under them."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        theme = self._theme
        lines = QFontMetrics(theme.font("body")).height() + QFontMetrics(theme.font("small")).height()
        return QSize(theme.space(40), lines + theme.space(2.5))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = index.data(DayRole.ENTRIES)
        if not isinstance(entry, AgendaEntry):
            return
        place, state, _palette = parts_of(option)
        theme, status = self._theme, entry.status
        here = bool(state & QStyle.StateFlag.State_Selected)
        ground = theme.colour("selection" if here else "surface")
        painter.save()
        painter.fillRect(place, ground)
        painter.setPen(theme.colour("border"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        body, small = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("small"))
        side = round(body.height() * 0.85)
        top = place.top() + (place.height() - body.height() - small.height()) // 2
        left = place.left() + theme.space(4)
        paint_mark(painter, QRectF(left, top + 1, side, side), status.shape, theme.tone(status.tone).mark, ground)
        left += side + theme.space(2)
        room = place.right() - left - theme.space(2)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        said = body.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, body.height()), _MIDDLE, said)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.tone("bad").ink if entry.late else theme.colour("quiet"))
        painter.drawText(QRect(left, top + body.height(), room, small.height()), _MIDDLE, quiet_words(entry))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 1))
            painter.drawRoundedRect(QRectF(place).adjusted(1.5, 1.5, -1.5, -2.5), 3, 3)
        painter.restore()
