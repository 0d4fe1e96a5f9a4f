"""What can be done with several selected actions, in the place of the chips while so many are selected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from tracker.ui.core.actions import Press
from tracker.ui.core.commands import Do
from tracker.ui.look.layouts import in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

LEAST = 2
"""From so many selected actions on, they are worked on together."""


class SelectionBar(QWidget):
    """`asked` carries the Do that was pressed; `cleared` says that only the row in hand is to stay selected."""

    asked = Signal(object)
    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "sunken")
        self.count = label("", "strong", self)
        self.edit = self._button(self.tr("Edit together…"), Do.EDIT_MANY)
        self.complete = self._button(self.tr("Mark complete"), Do.COMPLETE)
        self.clear = button(self.tr("Clear"), "link", self, tip=self.tr("Select only the row in hand"))
        self.clear.setAccessibleName(self.tr("Clear the selection"))
        self.clear.clicked.connect(self.cleared)
        in_row(theme, self.count, self.edit, self.complete, self.clear, None, on=self, gap=3, margins=(2, 0))

    def _button(self, words: str, do: Do) -> QPushButton:
        tip = self.tr("All selected actions as one change ({0})").format(do.spec.keys[0])
        made = button(words, "link", self, tip=tip)
        Press(made, do, self.asked)
        return made

    def show_count(self, count: int) -> bool:
        """Says how many actions are selected; whether they are several."""
        self.count.setText(self.tr("{0} selected").format(count))
        self.count.setAccessibleName(self.tr("{0} actions selected").format(count))
        return count >= LEAST
