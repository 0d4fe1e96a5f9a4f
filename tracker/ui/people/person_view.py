"""One person, role or team, whole: whether it still answers, handing over, its facts, what it owns, its history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.people.handover import preview
from tracker.domain.people.people import left_words
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.look.note import Note
from tracker.ui.look.parts import button
from tracker.ui.look.theme import Theme
from tracker.ui.people.hand_over_sheet import HandOverSheet
from tracker.ui.record.generic_view import GenericView


class PersonView(GenericView):
    """A person with what can be done when they leave."""

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, asker, theme, Kind.PERSON, parent)
        self.gone = Note(theme, "warning", self)
        self.leaving = button(self.tr("Is leaving…"), "", self, tip=self.tr("Hand all that is to do over (Ctrl+Alt+H)"))
        self.leaving.clicked.connect(self.hand_over)
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.leaving)
        layout.addStretch(1)
        self.leaving.setVisible(not hub.session.read_only)
        self.put_above(row)
        self.put_above(self.gone)

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        super().show_record(record, snapshot)
        left = left_words(snapshot, record.id, self._hub.today)
        going = len(preview(snapshot, record).going) if left else 0
        words = self.tr("{0}, and {1} still in this name. Hand over what is left to do.")
        named = self.tr("one thing is") if going == 1 else self.tr("{0} things are").format(going)
        self.gone.say(words.format(begun(left), named) if going else "", "warning")

    @Slot()
    def hand_over(self) -> None:
        """Opens the sheet that hands everything over."""
        HandOverSheet(self._hub, self._theme, self._record, self.window()).open()
