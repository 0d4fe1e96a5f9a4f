"""The list of what falls on one day."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget
from typing_extensions import override

from tracker.ui.calendar.day_delegate import EntryDelegate
from tracker.ui.calendar.month_model import EntryModel
from tracker.ui.look.theme import Theme


class DayList(QListView):
    """The entries of a day. `asked` carries one to be opened; `went_back` when the days are wanted again."""

    asked = Signal(object)
    went_back = Signal()

    def __init__(self, model: EntryModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self.setModel(model)
        self.setItemDelegate(EntryDelegate(theme, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._pressed)
        theme.changed.connect(self.look_again)

    @Slot()
    def look_again(self) -> None:
        """Measures and draws everything again."""
        self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _pressed(self, index: QModelIndex) -> None:
        entry = self._entries.entry(index)
        if entry is not None:
            self.asked.emit(entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pressed(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left):
            self.went_back.emit()
        else:
            super().keyPressEvent(event)
