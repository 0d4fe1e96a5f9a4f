"""What can be done with several selected actions, in a thin bar above the list; nothing while fewer are selected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from tracker.ui.core.commands import Do
from tracker.ui.look.layouts import in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

LEAST = 2
"""From so many selected actions on, the bar is shown."""


class SelectionBar(QWidget):
    """`asked` carries the Do that was pressed; `cleared` says that only the row in hand is to stay selected."""

    asked = Signal(object)
    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "sunken")
        self.count = label("", "strong", self)
        self.edit = self._button(self.tr("Edit together…"), Do.EDIT_MANY.spec.keys[0])
        self.complete = self._button(self.tr("Mark complete"), Do.COMPLETE.spec.keys[0])
        self.clear = button(self.tr("Clear"), "link", self, tip=self.tr("Select only the row in hand"))
        self.clear.setAccessibleName(self.tr("Clear the selection"))
        self.edit.clicked.connect(self._edit)
        self.complete.clicked.connect(self._complete)
        self.clear.clicked.connect(self.cleared)
        in_row(theme, self.count, self.edit, self.complete, self.clear, None, on=self, gap=3, margins=(4, 1))
        self.hide()

    def _button(self, words: str, key: str) -> QPushButton:
        return button(words, "link", self, tip=self.tr("All selected actions as one change ({0})").format(key))

    def show_count(self, count: int) -> None:
        """Says how many actions are selected, where they are several."""
        self.count.setText(self.tr("{0} selected").format(count))
        self.count.setAccessibleName(self.tr("{0} actions selected").format(count))
        self.setVisible(count >= LEAST)

    @Slot()
    def _edit(self) -> None:
        self.asked.emit(Do.EDIT_MANY)

    @Slot()
    def _complete(self) -> None:
        self.asked.emit(Do.COMPLETE)
