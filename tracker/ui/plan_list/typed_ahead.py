"""Keys that were typed before the field they are meant for has opened: kept in order, then typed into it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override


class TypedAhead(QObject):
    """Holds back what is typed in a window from `start` until `give`; letters meant as words start no command."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._held: list[tuple[int, Qt.KeyboardModifier, str]] = []
        self._waiting = False

    @property
    def waiting(self) -> bool:
        """Whether keys are being held back."""
        return self._waiting

    def start(self) -> None:
        """Holds keys back from now on."""
        if not self._waiting:
            self._waiting = True
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def give(self, field: QWidget | None) -> None:
        """Stops holding back; what was typed goes to `field` (None: nowhere)."""
        if self._waiting:
            self._waiting = False
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        held, self._held = self._held, []
        if field is None:
            return
        for key, modifiers, text in held:
            event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
            QCoreApplication.sendEvent(QApplication.focusWidget() or field, event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            self._held.append((event.key(), event.modifiers(), event.text()))
        return event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
