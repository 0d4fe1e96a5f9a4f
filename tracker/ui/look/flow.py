"""Widgets laid out like words: in lines, as many as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override


class Flow(QLayout):
    """From left to right, then on to the next line, each line at the left or the `right`; what is hidden takes no room.

    Without a parent it is part of another layout.
    """

    def __init__(self, parent: QWidget | None, gap: int, *, right: bool = False) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._gap, self._right = gap, right
        self._entries: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._entries.append(item)

    @override
    def count(self) -> int:
        return len(self._entries)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for entry in self._entries:
            size = size.expandedTo(entry.minimumSize())
        return size

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """What stands in each line of this width."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for entry in self._entries:
            if not entry.isEmpty():
                wide = entry.sizeHint().width()
                if not lines or wide > left:
                    lines.append([])
                    left = width
                lines[-1].append(entry)
                left -= wide + self._gap
        return lines

    def _arrange(self, area: QRect, *, place: bool) -> int:
        y = area.y()
        for line in self._lines(area.width()):
            hints = [entry.sizeHint() for entry in line]
            taken = sum(hint.width() for hint in hints) + self._gap * (len(line) - 1)
            x = area.x() + max(0, area.width() - taken if self._right else 0)
            for entry, hint in zip(line, hints, strict=True):
                if place:
                    entry.setGeometry(QRect(QPoint(x, y), hint.boundedTo(QSize(area.width(), hint.height()))))
                x += hint.width() + self._gap
            y += max(hint.height() for hint in hints) + self._gap
        return max(0, y - area.y() - self._gap)
