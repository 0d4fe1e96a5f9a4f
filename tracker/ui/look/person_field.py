"""A name from a register (people or agencies): completed as it is typed, and new names are welcome."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget
from typing_extensions import override

from tracker.ui.look.completion import TabTakes
from tracker.ui.look.line import Line


class NameField(Line):
    """`committed` carries the name (None: nobody). Alt+Down shows the whole register."""

    def __init__(
        self, name: str, names: Sequence[str] = (), parent: QWidget | None = None, *, nobody: str = ""
    ) -> None:
        super().__init__(name, parent)
        self.setPlaceholderText(nobody)
        self._names = QStringListModel(list(names), self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(12)
        self._completer.activated.connect(self._chosen)
        self.setCompleter(self._completer)
        TabTakes(self._completer, self)

    def set_names(self, names: Sequence[str]) -> None:
        """Offers these names."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))

    @Slot()
    def show_all(self) -> None:
        """Shows the whole register to choose from."""
        self.setFocus()
        self._completer.setCompletionPrefix("")
        self._completer.complete()

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
        popup = self._completer.popup()
        if popup is not None and popup.isVisible() and event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        super().focusOutEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            popup = self._completer.popup()
            if popup is not None:
                popup.setFont(self.font())
