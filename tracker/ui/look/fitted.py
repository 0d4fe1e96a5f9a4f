"""Dialogs that never reach beyond the window they belong to, so that their buttons are always within reach."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from tracker.ui.look.layouts import Item, in_column, in_row
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme

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


class TitledDialog(FittedDialog):
    """A dialog whose title stands whole in it, above what it holds; `foot` has its buttons. It is freed on close."""

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.foot = in_row(theme, None, gap=2)

    def hold(self, *items: Item) -> None:
        """Lays out what stands between the title and the buttons."""
        title = label(self.windowTitle(), "title", self, wrap=True)
        self.column = in_column(self.theme, title, *items, self.foot, on=self, gap=3, margins=4)
