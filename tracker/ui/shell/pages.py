"""What lies over the list for a while: the page of a document, a golden thread, the search. All are on the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Inspection, Record, Subject
from tracker.errors import UserError
from tracker.ui.core.commands import Do
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.shell.panes import Panes
from tracker.ui.shell.trail import Spot

if TYPE_CHECKING:
    from tracker.ui.golden_thread.thread_view import ThreadView
    from tracker.ui.page.page_place import PagePlace, PageSpot
    from tracker.ui.search.search_view import SearchView


class Pages(QObject):
    """`leaving` is emitted before another view is covered, `left` when the way back is taken; `said` carries words.

    `record_wanted` carries the id of a record to be shown where it stands, `found` one that was searched for.
    """

    leaving = Signal()
    left = Signal()
    said = Signal(str)
    record_wanted = Signal(object)
    found = Signal(object)

    def __init__(self, hub: Hub, gateway: Gateway, theme: Theme, panes: Panes, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._gateway, self._theme, self._panes = hub, gateway, theme, panes
        self.page: PagePlace | None = None
        self.thread_view: ThreadView | None = None
        self.search_view: SearchView | None = None
        self._before_page: QWidget | None = None

    def _is_shown(self, view: QWidget | None) -> bool:
        return view is not None and self._panes.stack.currentWidget() is view

    @property
    def on_page(self) -> bool:
        """Whether a document's page is on show."""
        return self._is_shown(self.page)

    @property
    def place(self) -> Do | None:
        """Whether the golden thread or the search is on show, and which."""
        if self._is_shown(self.thread_view):
            return Do.THREAD
        return Do.SEARCH if self._is_shown(self.search_view) else None

    def subject(self) -> Subject | None:
        """The recommendation whose thread is on show."""
        shown = self.thread_view if self.place is Do.THREAD else None
        found = self._hub.snapshot.get(shown.subject) if shown is not None else None
        return found if isinstance(found, Subject) else None

    # On the way back

    def spot(self) -> Spot | None:
        """Where the window is, for the way back; None where a list or a page is on show."""
        place = self.place
        if place is Do.THREAD and self.thread_view is not None:
            return Spot(place, self.thread_view.subject)
        return Spot(place) if place is not None else None

    def go_to(self, spot: Spot) -> bool:
        """Shows a spot that is a thread or the search; False for any other."""
        if spot.place is Do.THREAD and spot.record is not None:
            self._show_thread(spot.record)
        elif spot.place is Do.SEARCH:
            self._show_search("")
        else:
            return False
        return True

    def show_thread(self, subject: RecordId) -> None:
        """Shows the golden thread of a recommendation or finding."""
        self.leaving.emit()
        self._show_thread(subject)

    def show_search(self, words: str = "") -> None:
        """Shows the search, for these words where any are given."""
        if self.place is not Do.SEARCH:
            self.leaving.emit()
        self._show_search(words)

    def _show_thread(self, subject: RecordId) -> None:
        if self.thread_view is None:
            from tracker.ui.golden_thread.thread_view import ThreadView

            self.thread_view = ThreadView(self._hub, self._theme, self._panes)
            self.thread_view.record_wanted.connect(self.record_wanted)
            self.thread_view.page_wanted.connect(self.show_page)
            self.thread_view.said.connect(self.said)
            self.thread_view.left.connect(self.left)
        self.thread_view.show_subject(subject)
        self._bring(self.thread_view)

    def _show_search(self, words: str) -> None:
        if self.search_view is None:
            from tracker.ui.search.search_view import SearchView

            self.search_view = SearchView(self._hub, self._theme, self._panes)
            self.search_view.record_wanted.connect(self.found)
            self.search_view.page_wanted.connect(self._show_found_page)
            self.search_view.left.connect(self.left)
        self.search_view.open_up(words)
        self._bring(self.search_view)

    def _bring(self, view: QWidget) -> None:
        self._panes.show_view(view, beside=False)
        view.setFocus()
        self._panes.changed.emit()

    def look_again(self) -> None:
        """Works a thread on show out again after the day changed, or after it was out of sight."""
        if self.place is Do.THREAD and self.thread_view is not None and self.thread_view.subject is not None:
            self.thread_view.show_subject(self.thread_view.subject)

    # The page the words stand on

    @Slot(object, object)
    def show_page(self, inspection: RecordId | None, subject: RecordId | None = None) -> None:
        """Shows the page that a recommendation stands on, or a document's first."""
        self._fetch(inspection, self._hub.snapshot.get(subject))

    @Slot(object, object)
    def _show_found_page(self, inspection: RecordId, page: int) -> None:
        from tracker.ui.page.page_place import PageSpot

        source = self._hub.snapshot.get(inspection)
        if self.search_view is not None and source is not None:
            words, text = self.search_view.looked_for, self.search_view.text_of(inspection, page)
            self._fetch(inspection, PageSpot(source.ref, page, sought=words, found_in=text))

    def _fetch(self, inspection: RecordId | None, item: Record | PageSpot | None) -> None:
        source = self._hub.snapshot.get(inspection)
        if isinstance(source, Inspection) and source.sha256:
            self._hub.fetch_file(source.sha256, partial(self._show_document, source, item))
            return
        self._hub.failed.emit(UserError(
            self.tr("The document these words come from is not in the plan."),
            self.tr("Import the report, and its pages are kept with the plan."),
        ))  # fmt: skip

    def _show_document(self, source: Inspection, item: Record | PageSpot | None, data: bytes) -> None:
        if self.page is None:
            from tracker.ui.page.page_place import PagePlace

            self.page = PagePlace(self._gateway, self._hub.jobs, self._theme, self._panes)
            self.page.left.connect(self.left)
        if not self.on_page:
            self._before_page = self._panes.stack.currentWidget() if self.place is not None else None
        beside = self._before_page is None
        self.page.show_item(source, item, data)
        self._panes.show_view(self.page, beside=beside)
        self.page.setFocus()

    def leave_page(self) -> bool:
        """Shows again what a page was opened over; False where that was a list."""
        before, self._before_page = self._before_page, None
        if before is None:
            return False
        self._bring(before)
        self.look_again()
        return True
