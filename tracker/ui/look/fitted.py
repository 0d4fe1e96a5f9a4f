"""A dialog that never reaches beyond the window it belongs to, so that its buttons are always within reach."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog
from typing_extensions import override

FRAME = 40
"""What a dialog's own frame may take of the window's height, in pixels."""
LEAST = QSize(480, 360)
"""The room that a dialog has in however small a window."""


class FittedDialog(QDialog):
    """As large as it likes, and no larger than its window has room for."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size() - QSize(0, FRAME)
            self.setMaximumSize(room.expandedTo(LEAST).expandedTo(self.minimumSizeHint()))
        super().showEvent(event)
