"""What was typed in the plain lists, sent to the services: each is one change that can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain import dates
from tracker.domain.ids import RecordId
from tracker.domain.records import kind_of, specs
from tracker.errors import Conflict, UserError
from tracker.ui.hub import Hub
from tracker.ui.models.cells import CellField, Edit
from tracker.ui.views.plan_edits import Setting
from tracker.ui.views.record_tree import RecordTree


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell whose new words were refused: what was typed there, and why."""

    record: RecordId
    key: str
    said: str
    error: Any


class RegisterEdits(QObject):
    """Sends edits. `refused` carries a Refusal."""

    refused = Signal(object)

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub

    def edit(self, record: Any, key: str, field: CellField, said: str) -> None:
        """Writes what was typed in a cell, unless somebody changed it meanwhile."""
        sent = _Sent(self, record.id, key, said)
        try:
            value = dates.parse(said).isoformat() if field.edit is Edit.DATE and said else said
        except UserError as error:
            sent.failed(error)
            return
        external = specs(kind_of(record))[field.name].external
        seen = {external: getattr(record, field.name)}
        self._hub.write(Setting([record.ref], {external: value}, None, seen), None, sent.failed)

    def refuse(self, refusal: Refusal) -> None:
        """Tells of a refusal; where somebody else was quicker, theirs is fetched first."""
        telling = _Telling(self, refusal)
        if isinstance(refusal.error, Conflict):
            # An editor opened again before theirs is listed would be filled with theirs.
            self._hub.refresh(telling)
        else:
            telling(None)


class _Sent:
    """What was sent from a cell, so that it can be given back."""

    def __init__(self, edits: RegisterEdits, record: RecordId, key: str, said: str) -> None:
        self.edits, self.record, self.key, self.said = edits, record, key, said

    def failed(self, error: Any) -> None:
        """Gives it back."""
        self.edits.refuse(Refusal(self.record, self.key, self.said, error))


class _Telling:
    """Tells of a refusal when called."""

    def __init__(self, edits: RegisterEdits, refusal: Refusal) -> None:
        self.edits, self.refusal = edits, refusal

    def __call__(self, _outcome: object) -> None:
        """Tells, if the list is still there to hear it."""
        if isValid(self.edits):
            self.edits.refused.emit(self.refusal)


class Reopening:
    """Opens a cell's editor when called."""

    def __init__(self, tree: RecordTree, record_id: RecordId, key: str) -> None:
        self.tree, self.record_id, self.key = tree, record_id, key

    def __call__(self) -> None:
        """Opens it."""
        self.tree.edit_cell(self.record_id, self.key)
