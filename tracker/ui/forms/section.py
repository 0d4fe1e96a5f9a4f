"""What the page of a record is made of: sections, what each is given, and how a section says what went wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.focus import BeginsInside
from tracker.ui.core.hub import Hub
from tracker.ui.look.date_field import DateField
from tracker.ui.look.layouts import in_column
from tracker.ui.look.note import Note, said
from tracker.ui.look.theme import Theme


class PageContext(QObject):
    """What every section of a page is given. Its signals ask for what is not on the page.

    `page_wanted` carries the ids of an inspection and of a recommendation (or None), `record_wanted` another record's
    id, `list_wanted` a name and references, `command_wanted` a Do; `fold_wanted` asks for the room the page takes.
    `unfolded` keeps which sections of a kind ("action Updates") are on show, as far as anybody chose.
    """

    page_wanted = Signal(object, object)
    record_wanted = Signal(object)
    list_wanted = Signal(str, object)
    command_wanted = Signal(object)
    fold_wanted = Signal()

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hub, self.asker, self.theme = hub, asker, theme
        self.unfolded: dict[str, bool] = {}


class Section(BeginsInside):
    """A part of a record's page, one above the other in `column`."""

    def __init__(self, context: PageContext, parent: QWidget | None = None, *, gap: float = 2) -> None:
        super().__init__(parent)
        self.context = context
        self.hub, self.asker, self.theme = context.hub, context.asker, context.theme
        self.record: Any = None
        self.column = in_column(self.theme, on=self, gap=gap, margins=0)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows this record's part; what is being typed about the same record stays."""
        raise NotImplementedError

    def commit(self) -> None:
        """Saves what is being typed."""

    def start(self) -> None:
        """Puts the cursor where the next thing is said."""


class ErrorNote(Note):
    """Says what was refused, in the window's words, until the next thing goes well."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "bad", parent)

    @Slot(object)
    def fail(self, error: Any) -> None:
        """Says why it was refused."""
        self.say(error if isinstance(error, str) else said(error), "bad")

    @Slot(object)
    def clear(self, _changes: object = None) -> None:
        """Says nothing more."""
        self.say("")

    def day(self, field: DateField) -> Any:
        """The day that stands in a field, or None where it is empty; False, and a word why, where it is no day."""
        try:
            return field.typed()
        except UserError as fault:
            self.fail(fault)
            return False
