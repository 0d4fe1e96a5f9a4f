"""Words typed in a cell of a list that the plan refused: given back to whoever typed them, to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain.plan.ids import RecordId
from tracker.errors import Conflict, UserError
from tracker.ui.core.hub import Command, Hub
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

    def send(self, command: Command, typed: Refusal) -> None:
        """Writes; what was typed is given back where it is refused."""
        self._hub.write(command, None, partial(self.refuse, typed))

    def refuse(self, typed: Refusal, error: Any) -> None:
        """Gives back what was typed; where somebody else was quicker, theirs is fetched first."""
        refusal = Refusal(typed.record, typed.key, typed.said, error)
        if isinstance(error, Conflict):
            self._hub.refresh(partial(self._give_back, refusal))
        else:
            self._give_back(refusal)

    @Slot(object, object)
    def lose(self, record_id: RecordId, words: str) -> None:
        """Says what was being typed in a row that has left the list."""
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
