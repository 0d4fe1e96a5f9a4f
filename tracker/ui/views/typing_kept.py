"""What is being typed in a cell outlasts a list that is laid out anew; where its row goes, the words are given back."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from tracker.domain.ids import RecordId

if TYPE_CHECKING:
    from tracker.ui.views.record_tree import RecordTree


def select(tree: RecordTree, records: Collection[RecordId]) -> None:
    """Selects the rows of these records, beside what is selected."""
    chosen, rows = QItemSelection(), tree.records
    for group, first, last in rows.runs_of(records):
        above = rows.place(group)
        chosen.select(rows.index(first, 0, above), rows.index(last, 0, above))
    flags = QItemSelectionModel.SelectionFlag
    tree.selectionModel().select(chosen, flags.Select | flags.Rows)


class Typed(NamedTuple):
    """An open editor: its record and column, its words where somebody typed, and the record as it was seen."""

    record: RecordId
    key: str
    words: str | None
    seen: Any


class TypingKept(QObject):
    """Watches one list. `lost` carries (record id, words) of a row that left the list while it was typed in."""

    lost = Signal(object, object)

    def __init__(self, tree: RecordTree) -> None:
        super().__init__(tree)
        self._tree = tree
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
        row = edited.row() if edited.parent() == parent else edited.parent().row() if edited.parent().isValid() else -1
        above = edited.parent() == parent or edited.parent().parent() == parent
        if above and first <= row <= last:
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
        if not self._tree.edit_cell(typed.record, typed.key):
            self._tree.delegate.forget()
            if typed.words:
                self.lost.emit(typed.record, typed.words)
