"""What is worth a look about the record in hand, in quiet words: it points, and holds nothing up."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import lints_of
from tracker.ui.forms.section import PageContext
from tracker.ui.look.note import Note


class LintNote(Note):
    """Says each thing worth a look with what to do; hidden where there is none."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "active", parent)
        self._hub = context.hub

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows what is worth a look about a record."""
        found = lints_of(snapshot, record.id, self._hub.today)
        self.say("\n".join(f"{one.sentence} {one.window or one.advice}" for one in found))
