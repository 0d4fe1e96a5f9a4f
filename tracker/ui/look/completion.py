"""Tab, while names are offered: it takes the one that completes what was typed, and goes on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from tracker.domain.text.words import as_looked_for


class TabTakes(QObject):
    """Watches the list of names that is offered beneath a line.

    The list hands keys to the line past everyone who watches it, and Tab would leave the whole form with half a name.
    """

    def __init__(self, completer: QCompleter, line: QLineEdit) -> None:
        super().__init__(line)
        self._completer, self._line = completer, line
        popup = completer.popup()
        assert popup is not None
        self._popup = popup
        self._popup.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in tabs:
            return False
        if event.key() == Qt.Key.Key_Tab:
            self._take()
        self._popup.hide()
        again = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text())
        QCoreApplication.sendEvent(self._line, again)
        return True

    def _take(self) -> None:
        """Takes the name in hand, else the first that begins as was typed; a name that is one already stays."""
        typed = as_looked_for(self._line.text().strip())
        chosen = self._popup.currentIndex()
        names = [str(self._completer.completionModel().index(row, 0).data()) for row in range(self._offered())]
        if chosen.isValid():
            taken = str(chosen.data())
        else:
            begun = [name for name in names if as_looked_for(name).startswith(typed)]
            taken = "" if not typed or typed in map(as_looked_for, names) else next(iter(begun or names), "")
        if taken:
            self._line.setText(taken)
            self._line.setModified(True)

    def _offered(self) -> int:
        return self._completer.completionModel().rowCount()
