"""A screen with keys of its own, which go before the window's commands while it has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class KeyedScreen(QWidget):
    """What `_key` answers to a key is done in the place of whatever the window would do with it."""

    def _key(self, event: QKeyEvent) -> Callable[[], None] | None:
        raise NotImplementedError

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._key(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._key(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()
