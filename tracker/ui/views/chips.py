"""Filters as buttons with what they would find, that combine; laid out in as many rows as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from tracker.ui.theme import Theme

Chip = tuple[str, str, str]
"""A filter's term, what it is called, and what it finds (a tip)."""


class FilterChips(QWidget):
    """One button a filter. `changed` carries the terms of those that are pressed."""

    changed = Signal(object)

    def __init__(self, theme: Theme, chips: Sequence[Chip], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._names = {term: name for term, name, _tip in chips}
        flow = FlowLayout(self, theme.space(1.5))
        for term, name, tip in chips:
            button = QPushButton(name, self)
            button.setCheckable(True)
            button.setProperty("kind", "chip")
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.toggled.connect(self._tell)
            self._buttons[term] = button
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of the pressed chips."""
        return tuple(term for term, button in self._buttons.items() if button.isChecked())

    def choose(self, terms: Sequence[str]) -> None:
        """Presses these chips and no others, telling once."""
        before = self.terms
        for term, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(term in terms)
            button.blockSignals(False)
        if self.terms != before:
            self.changed.emit(self.terms)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Writes beside each name how many it would find."""
        for term, button in self._buttons.items():
            number = counts.get(term, 0)
            button.setText(f"{self._names[term]}  {number}")
            button.setAccessibleName(f"{self._names[term]}, {number}")
            if button.property("none") != (number == 0):
                button.setProperty("none", number == 0)
                button.style().unpolish(button)
                button.style().polish(button)

    def button(self, term: str) -> QPushButton:
        """The chip of a term."""
        return self._buttons[term]

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.terms)


class FlowLayout(QLayout):
    """Widgets from left to right, in as many rows as the width asks for."""

    def __init__(self, parent: QWidget | None, gap: int) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, area: QRect, *, move: bool) -> int:
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > area.x() and x + hint.width() > area.right() + 1:
                x, y, line = area.x(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x, line = x + hint.width() + self._gap, max(line, hint.height())
        return y + line - area.y()
