"""The panel on the right: the whole record in hand, edited in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, kind_of
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.focus import BeginsInside
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.forms.section import PageContext
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.layouts import in_column
from tracker.ui.look.theme import Theme

if TYPE_CHECKING:
    from tracker.ui.evidence.evidence_section import EvidenceSection
    from tracker.ui.record.page import RecordPage

USUAL = {Kind.ACTION, Kind.RECOMMENDATION}
"""The kinds looked at all the time: their views stand ready, so that the first step to one takes no longer."""
AHEAD_MS = 150
"""How long nobody must have moved before one of them is made."""


class RecordPanel(BeginsInside):
    """Shows one record.

    `page_wanted` carries the ids of an inspection and of a recommendation (or None), `record_wanted` another's id.
    """

    page_wanted = Signal(object, object)
    record_wanted = Signal(object)
    list_wanted = Signal(str, object)
    do_asked = Signal(object)
    """Carries the Do of a button on a record."""

    def __init__(self, hub: Hub, gateway: Gateway, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._gateway = gateway
        hub.gateway = gateway
        self.context = PageContext(hub, asker, theme, self)
        self.context.page_wanted.connect(self.page_wanted)
        self.context.record_wanted.connect(self.record_wanted)
        self.context.list_wanted.connect(self.list_wanted)
        self.context.command_wanted.connect(self.do_asked)
        self._id: RecordId | None = None
        self._pages: dict[Kind, RecordPage] = {}
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._empty = EmptyState(theme, "panel-right", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        in_column(theme, self._stack, on=self, margins=0)
        self.setAcceptDrops(True)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._make_ahead)
        hub.changed.connect(self._changed)
        self.show_record(None)

    @property
    def record(self) -> RecordId | None:
        """The id of the record on show."""
        return self._id

    @property
    def view(self) -> RecordPage | None:
        """The page on show; None where nothing is."""
        shown = self._stack.currentWidget()
        return next((page for page in self._pages.values() if page is shown), None)

    def show_record(self, record_id: RecordId | None) -> None:
        """Shows a record, saving first what is being typed about the one before. None shows how to begin."""
        if record_id != self._id and self.view is not None:
            self.view.commit()
        self._id = record_id
        self._refresh()

    def edit(self) -> None:
        """Puts the cursor into the first field of the record in hand."""
        if self.view is not None:
            self.view.edit()

    def focus_headings(self) -> None:
        """Puts the keyboard on the first heading, where letters are commands: nothing is typed by them."""
        if self.view is not None:
            sections = self.view.sections
            sections[sections.names()[0]].heading.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def assign(self) -> None:
        """Puts the cursor where its owner is named."""
        if self.view is not None:
            self.view.assign()

    def write_update(self) -> None:
        """Puts the cursor where an update is written."""
        if self.view is not None:
            self.view.write_update()

    def attach(self) -> None:
        """Asks which files are evidence for it."""
        if self.view is not None:
            self.view.begin("evidence")

    def attach_link(self) -> None:
        """Opens the form for a link that is evidence for it."""
        section = self._evidence()
        if section is not None:
            section.form.start_link()

    def ask_deadline(self) -> None:
        """Puts the cursor where a new date is given or asked for."""
        if self.view is not None:
            self.view.ask_deadline()

    def record_check(self) -> None:
        """Puts the cursor where the next check is recorded."""
        if self.view is not None:
            self.view.begin("checks")

    def show_page(self) -> None:
        """Asks for the page its words stand on."""
        if self.view is not None:
            self.view.show_page()

    def take_files(self, paths: list[Path]) -> bool:
        """Begins to attach dropped files to the record in hand; False where it takes none."""
        section = self._evidence()
        if section is not None:
            section.form.take(paths)
        return section is not None

    def _evidence(self) -> EvidenceSection | None:
        """The evidence of the record in hand, brought into view; None where it can have none."""
        found: EvidenceSection | None = self.view.bring("evidence") if self.view is not None else None
        return found

    def _refresh(self) -> None:
        record = self._hub.snapshot.get(self._id)
        if record is None:
            gone = self._id is not None
            title = self.tr("This record is not in the plan any more") if gone else self.tr("Nothing is chosen")
            hint = (
                self.tr("It was taken back by an undo. Redo brings it back.")
                if gone
                else self.tr("Choose a recommendation or an action in the list to see all there is about it.")
            )
            self._empty.say(title, hint)
            self.begins_at = self._empty
            self._stack.setCurrentWidget(self._empty)
            return
        page = self._page_for(kind_of(record))
        page.show_record(record, self._hub.snapshot)
        self._stack.setCurrentWidget(page)
        self.begins_at = page
        if not self._pages.keys() >= USUAL:
            self._ahead.start()

    @Slot()
    def _make_ahead(self) -> None:
        """Makes a page that will be wanted, while nobody waits for it."""
        lacking = next((kind for kind in sorted(USUAL) if kind not in self._pages), None)
        if lacking is not None:
            self._page_for(lacking).ensurePolished()
            self._ahead.start()

    def _page_for(self, kind: Kind) -> RecordPage:
        if kind not in self._pages:
            from tracker.ui.record.page import RecordPage

            self._pages[kind] = RecordPage(self.context, kind, self)
            self._stack.addWidget(self._pages[kind])
        return self._pages[kind]

    @Slot(object)
    def _changed(self, _changes: Changes) -> None:
        if self._id is not None:
            self._refresh()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        local = any(url.isLocalFile() for url in event.mimeData().urls())
        if local and self.view is not None and self.view.part("evidence") is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths: list[Any] = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if self.take_files(paths):
            event.acceptProposedAction()
