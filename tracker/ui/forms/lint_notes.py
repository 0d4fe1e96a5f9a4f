"""What is worth a look about the record in hand, in quiet words: it points, and holds nothing up."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import lints_of
from tracker.ui.forms.section import PageContext
from tracker.ui.look.layouts import in_column
from tracker.ui.look.note import Note


class LintNotes(QWidget):
    """Says each thing worth a look by itself, with what to do; hidden where there is none."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._theme = context.hub, context.theme
        self._notes: list[Note] = []
        self._column: QVBoxLayout = in_column(context.theme, on=self, gap=1, margins=0)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, a thing a line."""
        return "\n".join(note.text for note in self._notes if note.text)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows what is worth a look about a record."""
        found = lints_of(snapshot, record.id, self._hub.today)
        for _ in range(len(found) - len(self._notes)):
            note = Note(self._theme, "active", self)
            self._notes.append(note)
            self._column.addWidget(note)
        words = [f"{one.sentence} {one.window or one.advice}" for one in found]
        for at, note in enumerate(self._notes):
            note.say(words[at] if at < len(words) else "")
        self.setVisible(bool(found))
