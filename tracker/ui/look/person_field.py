"""A name from a register (people or agencies): completed as it is typed, and new names are welcome."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.ui.look.completion import Offer
from tracker.ui.look.line import Line


class NameField(Line):
    """`committed` carries the name (None: nobody). Alt+Down, or a press on the empty line, shows the whole register."""

    def __init__(
        self, name: str, names: Sequence[str] = (), parent: QWidget | None = None, *, nobody: str = ""
    ) -> None:
        super().__init__(name, parent)
        self.setPlaceholderText(nobody)
        self.register = Offer(self, names)
        self.register.completer.activated.connect(self._chosen)

    def set_names(self, names: Sequence[str]) -> None:
        """Offers these names."""
        self.register.set_names(names)

    @Slot()
    def show_all(self) -> None:
        """Shows the whole register to choose from."""
        self.register.show_all()

    @Slot()
    def _chosen(self) -> None:
        self.commit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.show_all()
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.PopupFocusReason and self.register.popup.isVisible():
            return
        super().focusOutEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.register.popup.setFont(self.font())
