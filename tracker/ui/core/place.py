"""What every place of a plan is to the window, whatever it shows: the window asks this much of it and no more."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.ui.core.commands import Do
from tracker.ui.core.focus import BeginsInside
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme


class Place(BeginsInside):
    """A view of the plan that keeps itself up to date; what is dear to work out waits until it is on show.

    `chosen` carries the id of the record in hand (None for none), `opened` that of one asked to be opened, `said` a
    sentence worth telling, `do_asked` a Do, `attach_asked` the id of an action with files that are its evidence,
    `list_asked` a figure's name and the references it counts, `record_wanted` the id of a record to be shown where it
    stands.
    """

    chosen = Signal(object)
    opened = Signal(object)
    said = Signal(str)
    do_asked = Signal(object)
    attach_asked = Signal(object, object)
    list_asked = Signal(str, object)
    record_wanted = Signal(object)

    beside = True
    """Whether the record in hand is shown beside it; a place of figures has none and takes the whole width."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self._stale = False
        hub.changed.connect(self._plan_changed)

    def show_plan(self) -> None:
        """Shows the plan from nothing (also after the day or the person changed)."""
        raise NotImplementedError

    def follow(self, changes: Changes) -> None:
        """Takes in what a write changed, on show or not."""

    def refresh(self) -> None:
        """Works out afresh what need not be right while nobody sees it."""

    @Slot(object)
    def _plan_changed(self, changes: Changes) -> None:
        self.follow(changes)
        self._stale = not self.isVisible()
        if not self._stale:
            self.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    # The record in hand

    def current_id(self) -> RecordId | None:
        """The record in hand."""
        return None

    def show_record(self, record_id: RecordId | None) -> bool:
        """Brings a record into view and in hand; False where it is not shown."""
        return False

    def take_command(self, do: Do) -> bool:
        """Does a command about the record in hand where it stands; False where the panel does it."""
        return False

    # What is kept from being shown

    @property
    def filtered(self) -> bool:
        """Whether anything is kept from being shown."""
        return False

    @Slot()
    def clear_filters(self) -> None:
        """Shows everything again."""

    def focus_filter(self) -> bool:
        """Puts the cursor where words to filter by are typed; False where none are."""
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filtered:
            self.clear_filters()
            return
        super().keyPressEvent(event)

    # What it was left showing

    def state(self) -> dict[str, Any]:
        """What is shown, to be remembered; nothing where it always begins alike."""
        return {}

    def header_state(self) -> str:
        """How the columns of its list are arranged, to be remembered; "" where it is no list."""
        return ""

    def restore_header(self, kept: str) -> None:
        """Arranges the columns of its list as they were left."""

    def restore(self, state: dict[str, Any]) -> None:
        """Shows again what was remembered, as far as it is still there."""
