"""Names offered beneath a line: as they are typed, all of them at a press on the empty line, and taken by Tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit
from typing_extensions import override

from tracker.domain.text.words import as_looked_for

SHOWN_AT_ONCE = 12
LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
CHARACTERS = 44
"""So much of a name is seen however narrow the line is."""


class Offer(QObject):
    """Offers names beneath a line; it goes with the line.

    The list hands keys to the line past everyone who watches it: Tab would leave the whole form with half a name, and
    Esc would take back what was typed.
    """

    def __init__(self, line: QLineEdit, names: Sequence[str]) -> None:
        super().__init__(line)
        self._line = line
        self._names = QStringListModel(list(names), self)
        self.completer = QCompleter(self._names, line)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setMaxVisibleItems(SHOWN_AT_ONCE)
        line.setCompleter(self.completer)
        self.popup.setProperty("popup", "true")
        self.popup.setMinimumWidth(line.fontMetrics().averageCharWidth() * CHARACTERS)
        self.popup.installEventFilter(self)
        line.installEventFilter(self)

    @property
    def popup(self) -> QAbstractItemView:
        """The list itself; asked for each time, since Qt lets it go before the line hears that it goes too."""
        found = self.completer.popup()
        assert found is not None
        return found

    def set_names(self, names: Sequence[str]) -> None:
        """Offers these names."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))

    def show_all(self) -> None:
        """Shows every name to choose from."""
        self._line.setFocus()
        self.completer.setCompletionPrefix("")
        self.completer.complete()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line:
            if event.type() is QEvent.Type.MouseButtonRelease and not (self._line.text() or self._line.isReadOnly()):
                self.show_all()
            return False
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in LEAVING:
            return False
        if event.key() == Qt.Key.Key_Tab:
            self._take()
        self.popup.hide()
        if event.key() == Qt.Key.Key_Escape:
            return True
        again = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text())
        QCoreApplication.sendEvent(self._line, again)
        return True

    def _take(self) -> None:
        """Takes the name in hand, else the first that begins as was typed; a name that is one already stays."""
        typed = as_looked_for(self._line.text().strip())
        chosen = self.popup.currentIndex()
        names = [str(self.completer.completionModel().index(row, 0).data()) for row in range(self._offered())]
        if chosen.isValid():
            taken = str(chosen.data())
        else:
            begun = [name for name in names if as_looked_for(name).startswith(typed)]
            taken = "" if not typed or typed in map(as_looked_for, names) else next(iter(begun or names), "")
        if taken:
            self._line.setText(taken)
            self._line.setModified(True)

    def _offered(self) -> int:
        return self.completer.completionModel().rowCount()
