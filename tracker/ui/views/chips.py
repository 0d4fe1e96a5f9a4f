"""Filters as buttons with what they would find, that combine; laid out in as many rows as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
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
        self._gap = theme.space(1)
        for term, name, tip in chips:
            button = QPushButton(name, self)
            button.setCheckable(True)
            button.setProperty("kind", "chip")
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.toggled.connect(self._tell)
            self._buttons[term] = button
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.arrange)
        self.arrange()

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

        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Puts the chips side by side, in as many rows as the width asks for."""
        x, y, line = 0, 0, 0
        for button in self._buttons.values():
            if button.isHidden():
                continue
            hint = button.sizeHint()
            if x and x + hint.width() > self.width():
                x, y, line = 0, y + line + self._gap, 0
            button.setGeometry(x, y, hint.width(), hint.height())
            x, line = x + hint.width() + self._gap, max(line, hint.height())
        if self.height() != y + line:
            self.setFixedHeight(y + line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def button(self, term: str) -> QPushButton:
        """The chip of a term."""
        return self._buttons[term]

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.terms)
