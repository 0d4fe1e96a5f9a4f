"""Draws the numbers of the workload and the names beside them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from tracker.ui.lists.cell_delegate import parts_of
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.parts import two_lines
from tracker.ui.look.theme import Theme
from tracker.ui.workload.load_model import LoadRole


class LoadDelegate(QStyledItemDelegate):
    """A number on a ground that is the deeper the more there is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place, state, _palette = parts_of(option)
        theme, share = self._theme, float(index.data(LoadRole.SHARE) or 0.0)
        tone, total = theme.tone(str(index.data(LoadRole.TONE))), bool(index.data(LoadRole.TOTAL))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place, theme.colour("sunken" if total else "surface"))
        if share:
            ground = QColor(tone.fill)
            ground.setAlphaF(0.4 + 0.6 * share)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            inner = QRectF(place).adjusted(2.5, 2.5, -2.5, -2.5)
            painter.drawRoundedRect(inner, 3, 3)
            painter.setBrush(tone.mark)
            high = max(2.0, (inner.height() - 4) * share)
            painter.drawRoundedRect(QRectF(inner.left(), inner.bottom() - high, theme.space(0.75), high), 1, 1)
        painter.setFont(theme.font("strong" if total or share > 0.5 else "body"))
        painter.setPen(tone.ink if share else theme.colour("text"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(index.data() or ""))
        painter.setPen(theme.colour("border"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus" if focused else "edge"), 2 if focused else 1))
            painter.drawRoundedRect(QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5), 3, 3)
        painter.restore()


class OwnerHeader(QHeaderView):
    """Names at the left, with a note under those who have left or are leaving."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    @override
    def sizeHint(self) -> QSize:
        # Its own hint would ask the model for a hundred names, to find a height that no table uses.
        return QSize(self._theme.space(60), self.length())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, model = self._theme, self.model()
        vertical = Qt.Orientation.Vertical
        name = str(model.headerData(logicalIndex, vertical) or "")
        note = str(model.headerData(logicalIndex, vertical, LoadRole.NOTE) or "")
        total = logicalIndex == model.rowCount() - 1
        body, small = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("small"))
        painter.save()
        painter.fillRect(rect, theme.colour("sunken" if total else "surface"))
        left, room = rect.left() + theme.space(4), rect.width() - theme.space(6)
        first, rest = two_lines(body, name, room) if not note else (name, "")
        below = small.height() if note else body.height() if rest else 0
        top = rect.top() + (rect.height() - body.height() - below) // 2
        painter.setFont(theme.font("strong" if total else "body"))
        painter.setPen(theme.colour("text"))
        for line, words in enumerate((first, rest)):
            shown = body.elidedText(words, Qt.TextElideMode.ElideRight, room)
            place = QRect(left, top + line * body.height(), room, body.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if note:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.tone("warning").ink)
            words = small.elidedText(note[:1].upper() + note[1:], Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, top + body.height(), room, small.height()), 0, words)
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()
