"""Words typed in a cell of a list that the plan refused: given back to whoever typed them, to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget
from shiboken6 import isValid

from tracker.domain.plan.ids import RecordId
from tracker.errors import Conflict, UserError
from tracker.ui.core.hub import Command, Hub
from tracker.ui.lists.cells import DRAFT
from tracker.ui.lists.record_tree import RecordTree


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell whose new words were refused: what was typed there, and why."""

    record: RecordId
    key: str
    said: str
    error: Any = None


class CellEdits(QObject):
    """Sends what was typed in cells. `refused` carries a Refusal."""

    refused = Signal(object)

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self._begun: dict[tuple[RecordId, str], tuple[str, RecordId]] = {}
        """Under which name the words of each cell are kept, until they are saved or given up."""
        self._waiting: set[tuple[RecordId, str]] = set()
        self._left: tuple[RecordId, str] | None = None
        self._said: dict[tuple[RecordId, str], Any] = {}
        """Why what was typed in a cell could not be written."""

    def watch(self, tree: RecordTree) -> None:
        """Keeps what is typed in the cells of a list: it stands in the form of its record until it is saved."""
        tree.delegate.typing.connect(self._typing)
        tree.delegate.closeEditor.connect(self._closed)
        tree.edited.connect(self._sent)

    def send(self, command: Command, typed: Refusal) -> None:
        """Writes; what was typed is given back where it is refused."""
        self.await_written(typed.record, typed.key)
        self._hub.write(command, partial(self._written, typed), partial(self.refuse, typed))

    def await_written(self, record: RecordId, key: str) -> None:
        """What was typed in a cell is not forgotten before it is written."""
        self._waiting.add((record, key))
        self._mended(record, key)

    def over(self, record: RecordId, key: str) -> None:
        """What was typed in a cell is saved, or was given up."""
        self._waiting.discard((record, key))
        self._mended(record, key)
        kept = self._begun.pop((record, key), None)
        if kept is not None:
            self._hub.drafts.forget(*kept)

    def _mended(self, record: RecordId, key: str) -> None:
        """Why it was refused is over: something else is tried, or nothing any more."""
        said = self._said.pop((record, key), None)
        if said is not None:
            self._hub.mended.emit(said)

    def _written(self, typed: Refusal, _changes: object) -> None:
        if isValid(self):
            self.over(typed.record, typed.key)

    @Slot(object, str)
    def _typing(self, editor: QWidget, words: str) -> None:
        cell, seen = editor.property("cell"), editor.property("seen")
        new = cell.record == DRAFT
        # Where it would be typed in its record's own form: there it is offered again.
        place = ("new title", seen.targets[0]) if new and seen.targets else (f"field {cell.field}", cell.record)
        self._begun[cell.record, cell.key] = place
        self._hub.drafts.hold(*place)
        self._hub.drafts.note(*place, editor.accessibleName(), {"title" if new else "words": words})

    @Slot(object, object, object, object)
    def _sent(self, record: RecordId, key: str, _said: str, _seen: object) -> None:
        self._left = (record, key)
        if self._left not in self._waiting:
            self.over(record, key)

    @Slot(QWidget, QAbstractItemDelegate.EndEditHint)
    def _closed(self, editor: QWidget, _hint: object) -> None:
        cell = editor.property("cell")
        if cell is not None and (cell.record, cell.key) != self._left:
            self.over(cell.record, cell.key)
        self._left = None

    def refuse(self, typed: Refusal, error: Any) -> None:
        """Gives back what was typed; where somebody else was quicker, theirs is fetched first."""
        self.await_written(typed.record, typed.key)
        self._said[typed.record, typed.key] = error
        refusal = Refusal(typed.record, typed.key, typed.said, error)
        if isinstance(error, Conflict):
            self._hub.refresh(partial(self._give_back, refusal))
        else:
            self._give_back(refusal)

    @Slot(object, object)
    def lose(self, record_id: RecordId, words: str) -> None:
        """Says what was being typed in a row that has left the list."""
        for cell in [cell for cell in self._begun if cell[0] == record_id]:
            self._hub.drafts.let_go(*self._begun[cell])
        record = self._hub.snapshot.get(record_id)
        ref = record.ref if record is not None else self.tr("The row")
        said = self.tr("{0} left this list while you were typing in it: “{1}” is not saved.").format(ref, words)
        self._hub.failed.emit(UserError(said, self.tr("Somebody else changed it; open it and type again.")))

    def _give_back(self, refusal: Refusal, _outcome: object = None) -> None:
        if isValid(self):  # the list may have gone with its plan meanwhile
            self.refused.emit(refusal)


def open_again(hub: Hub, tree: RecordTree, refusal: Refusal) -> None:
    """Says what was wrong and opens the cell again with what was typed, once the editor that is speaking has closed."""
    hub.failed.emit(refusal.error)
    tree.delegate.try_again(refusal.record, refusal.key, refusal.said)
    QTimer.singleShot(0, tree, partial(_open_cell, tree, refusal))


def _open_cell(tree: RecordTree, refusal: Refusal) -> None:
    if not tree.edit_cell(refusal.record, refusal.key):
        tree.delegate.forget()
