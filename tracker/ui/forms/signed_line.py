"""A line that says who signed: with the account behind each name, and what is to be seen before it is believed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.people.signed import Accounts
from tracker.domain.plan.ids import RecordId
from tracker.services.gate.decisions import Beside, beside
from tracker.ui.core.hub import Hub
from tracker.ui.look.layouts import in_column
from tracker.ui.look.note import Note
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme


class SignedLine(QWidget):
    """Shows `words` at once, and again with the accounts once the log has told them."""

    def __init__(
        self, hub: Hub, theme: Theme, record: RecordId, words: Callable[[Accounts], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.line = label(words({}), "small", self, wrap=True)
        self.told = Note(theme, "warning", self)
        in_column(theme, self.line, self.told, on=self, gap=0.5, margins=0)
        hub.ask(partial(beside, record=record), self._answered)

    @Slot(object)
    def _answered(self, found: Beside) -> None:
        self.line.setText(self._words(found.accounts))
        self.told.say("\n".join(found.told))
