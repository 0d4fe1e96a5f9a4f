"""What is being typed in a cell outlasts a list that is laid out anew; where its row goes, the words are given back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from tracker.domain.plan.ids import RecordId
from tracker.ui.lists.list_base import ListBase


class Typed(NamedTuple):
    """An open editor: its record and column, its words where somebody typed, and the record as it was seen."""

    record: RecordId
    key: str
    words: str | None
    seen: Any


class TypingKept(QObject):
    """Watches one list. `lost` carries (record id, words) of a row that left the list while it was typed in."""

    lost = Signal(object, object)

    def __init__(self, tree: ListBase, edit_cell: Callable[[RecordId, str], bool]) -> None:
        super().__init__(tree)
        self._tree, self._edit_cell = tree, edit_cell
        self._typed: Typed | None = None
        model = tree.records
        model.modelAboutToBeReset.connect(self._note)
        model.modelReset.connect(self._wait)
        model.rowsAboutToBeRemoved.connect(self._going)
        model.rowsRemoved.connect(self._wait)

    @Slot()
    def _note(self) -> None:
        typed = self._open_editor()
        self._typed = typed or self._typed

    @Slot(QModelIndex, int, int)
    def _going(self, parent: QModelIndex, first: int, last: int) -> None:
        edited = self._tree.currentIndex()
        for going in (edited, edited.parent()):
            if going.isValid() and going.parent() == parent and first <= going.row() <= last:
                self._note()

    def _open_editor(self) -> Typed | None:
        index, record_id = self._tree.currentIndex(), self._tree.current_id()
        found = self._tree.findChildren(QLineEdit, "list editor")
        line = next((one for one in found if one.isVisible()), None)
        if line is None or record_id is None or not index.isValid():
            return None
        words = line.text() if line.isModified() else None
        return Typed(record_id, self._tree.records.columns[index.column()].key, words, line.property("seen"))

    @Slot()
    def _wait(self) -> None:
        if self._typed is not None:
            QTimer.singleShot(0, self, self._open_again)

    def _open_again(self) -> None:
        typed, self._typed = self._typed, None
        if typed is None:
            return
        if typed.words is not None:
            self._tree.delegate.try_again(typed.record, typed.key, typed.words, typed.seen)
        if not self._edit_cell(typed.record, typed.key):
            self._tree.delegate.forget()
            if typed.words:
                self.lost.emit(typed.record, typed.words)
