"""The panel on the right: the whole record in hand, edited in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, kind_of
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.evidence.evidence_view import EvidenceView
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.theme import Theme
from tracker.ui.people.agency_view import AgencyView
from tracker.ui.people.person_view import PersonView
from tracker.ui.questions.question_list import MeetingView
from tracker.ui.questions.question_view import QuestionView
from tracker.ui.record.action_view import ActionView
from tracker.ui.record.generic_view import GenericView
from tracker.ui.record.subject_view import SubjectView
from tracker.ui.rounds.round_view import RoundView

RecordView = ActionView | SubjectView | GenericView | EvidenceView
USUAL = {Kind.ACTION, Kind.RECOMMENDATION}
"""The kinds looked at all the time: their views stand ready, so that the first step to one takes no longer."""
AHEAD_MS = 150
"""How long nobody must have moved before one of them is made."""


class RecordPanel(QWidget):
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
        self._asker = asker
        self._theme = theme
        self._id: RecordId | None = None
        self._views: dict[Kind, RecordView] = {}
        self._stale = False
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._empty = EmptyState(theme, "panel-right", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumWidth(theme.space(70))
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
    def view(self) -> RecordView | None:
        """The view on show; None where nothing is."""
        found = self._stack.currentWidget()
        return None if isinstance(found, EmptyState) else found  # type: ignore[return-value]

    def show_record(self, record_id: RecordId | None) -> None:
        """Shows a record, saving first what is being typed about the one before. None shows how to begin."""
        if record_id != self._id and self.view is not None:
            self.view.commit()
        self._id = record_id
        self._refresh()

    def edit(self) -> None:
        """Puts the cursor into the first field of the record in hand."""
        self._do(lambda view: view.edit())

    def focus_tabs(self) -> None:
        """Puts the keyboard on the tabs, where letters are commands: nothing is typed by them."""
        tabs = getattr(self.view, "tabs", None)
        if tabs is not None:
            tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def assign(self) -> None:
        """Puts the cursor where its owner is named."""
        self._do(lambda view: view.assign())

    def write_update(self) -> None:
        """Puts the cursor where an update is written."""
        self._do(lambda view: view.write_update())

    def attach(self) -> None:
        """Asks which files are evidence for it."""
        self._do(lambda view: view.attach())

    def attach_link(self) -> None:
        """Opens the form for a link that is evidence for it."""
        view = self.view
        if isinstance(view, ActionView | SubjectView):
            view.tabs.bring(view.evidence)
            view.evidence.form.start_link()

    def ask_deadline(self) -> None:
        """Puts the cursor where a new date is given or asked for."""
        self._do(lambda view: view.ask_deadline())

    def record_check(self) -> None:
        """Puts the cursor where a check of it is recorded."""
        if isinstance(self.view, ActionView):
            self.view.record_check()

    def show_page(self) -> None:
        """Asks for the page its words stand on."""
        self._do(lambda view: view.show_page())

    def take_files(self, paths: list[Path]) -> bool:
        """Begins to attach dropped files to the record in hand; False where it takes none."""
        view = self.view
        if not isinstance(view, ActionView | SubjectView):
            return False
        view.tabs.bring(view.evidence)
        view.evidence.form.take(paths)
        return True

    def _do(self, deed: Callable[[RecordView], object]) -> None:
        view = self.view
        if view is not None:
            deed(view)

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
            self.setFocusProxy(self._empty)
            self._stack.setCurrentWidget(self._empty)
            return
        view = self._view_for(kind_of(record))
        view.show_record(record, self._hub.snapshot)
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        if not self._views.keys() >= USUAL:
            self._ahead.start()

    @Slot()
    def _make_ahead(self) -> None:
        """Makes a view that will be wanted, while nobody waits for it."""
        lacking = next((kind for kind in sorted(USUAL) if kind not in self._views), None)
        if lacking is not None:
            self._view_for(lacking).ensurePolished()
            self._ahead.start()

    def _view_for(self, kind: Kind) -> RecordView:
        if kind not in self._views:
            made = self._make(kind)
            made.page_wanted.connect(self.page_wanted)
            made.record_wanted.connect(self.record_wanted)
            if isinstance(made, RoundView):
                made.list_wanted.connect(self.list_wanted)
            if isinstance(made, QuestionView | MeetingView):
                made.do_asked.connect(self.do_asked)
            self._views[kind] = made
            self._stack.addWidget(made)
        return self._views[kind]

    def _make(self, kind: Kind) -> RecordView:
        if kind is Kind.ACTION:
            return ActionView(self._hub, self._asker, self._theme, self)
        if kind in (Kind.RECOMMENDATION, Kind.FINDING):
            return SubjectView(self._hub, self._asker, self._theme, kind, self)
        if kind is Kind.EVIDENCE:
            return EvidenceView(self._hub, self._asker, self._theme, self)
        if kind in (Kind.PERSON, Kind.AGENCY):
            card = PersonView if kind is Kind.PERSON else AgencyView
            return card(self._hub, self._asker, self._theme, self)
        return self._make_other(kind)

    def _make_other(self, kind: Kind) -> RecordView:
        if kind is Kind.ROUND:
            return RoundView(self._hub, self._asker, self._theme, self)
        if kind in (Kind.CHALLENGE, Kind.MEETING):
            made = QuestionView if kind is Kind.CHALLENGE else MeetingView
            return made(self._hub, self._asker, self._theme, self)
        return GenericView(self._hub, self._asker, self._theme, kind, self)

    @Slot(object)
    def _changed(self, _changes: Changes) -> None:
        if self._id is not None:
            self._refresh()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        local = any(url.isLocalFile() for url in event.mimeData().urls())
        if local and isinstance(self.view, ActionView | SubjectView):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths: list[Any] = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if self.take_files(paths):
            event.acceptProposedAction()
