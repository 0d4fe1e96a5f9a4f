"""The line above a list where words to filter it by are typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from tracker.ui.look.theme import Theme

TYPING_MS = 30
"""A list is filtered once nothing was typed for so long."""


class FilterLine(QLineEdit):
    """Words to filter by: Down and Enter go on into the list (`left_down`), Esc empties.

    `paused` is emitted once nothing was typed for a moment.
    """

    left_down = Signal()
    paused = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.paused)
        self.textChanged.connect(self._typing.start)
        self.setPlaceholderText(self.tr("{0}  ( / )").format(name))
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(theme.space(80))

    def settle(self) -> None:
        """Nothing more is told of what was typed so far."""
        self._typing.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
