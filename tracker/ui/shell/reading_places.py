"""Two pages that take the whole window for a while: the golden thread and the search. They are part of the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.board.golden_thread import served
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Finding, Recommendation, kind_of
from tracker.domain.reading.reading import Box
from tracker.ui.core.commands import Do
from tracker.ui.look.theme import Theme
from tracker.ui.shell.trail import Spot

if TYPE_CHECKING:
    from tracker.ui.golden_thread.thread_view import ThreadView
    from tracker.ui.search.search_view import SearchView
    from tracker.ui.shell.workspace import Workspace


class ReadingPlaces(QObject):
    """Shows the golden thread and the search over the list, and goes back from them."""

    def __init__(self, work: Workspace, theme: Theme) -> None:
        super().__init__(work)
        self._work, self._theme = work, theme
        self.thread_view: ThreadView | None = None
        self.search_view: SearchView | None = None
        self._before_page: QWidget | None = None

    @property
    def shown(self) -> bool:
        """Whether one of the two is on show."""
        return self.on_thread or self.on_search

    @property
    def on_thread(self) -> bool:
        """Whether a golden thread is on show."""
        return self.thread_view is not None and self._work.stack.currentWidget() is self.thread_view

    @property
    def on_search(self) -> bool:
        """Whether the search is on show."""
        return self.search_view is not None and self._work.stack.currentWidget() is self.search_view

    @property
    def place(self) -> Do | None:
        """Which of the two is on show, if either."""
        return Do.THREAD if self.on_thread else Do.SEARCH if self.on_search else None

    def subject(self) -> Recommendation | Finding | None:
        """The recommendation whose thread is on show."""
        found = self._work.hub.snapshot.get(self.thread_view.subject) if self.on_thread and self.thread_view else None
        return found if isinstance(found, Recommendation | Finding) else None

    def spot(self) -> Spot | None:
        """Where the window is, for the way back; None where it shows a list."""
        if self.on_thread and self.thread_view is not None:
            return Spot(Do.THREAD, self.thread_view.subject)
        return Spot(Do.SEARCH) if self.on_search else None

    def go_to(self, spot: Spot) -> bool:
        """Shows a spot that is one of the two; False for any other."""
        if spot.place is Do.THREAD and spot.record is not None:
            self.show_thread(spot.record, remember=False)
        elif spot.place is Do.SEARCH:
            self.show_search(remember=False)
        else:
            return False
        return True

    def show_thread(self, subject: RecordId, *, remember: bool = True) -> None:
        """Shows the golden thread of a recommendation or finding."""
        if remember:
            self._work.leave_trace()
        self._thread().show_subject(subject)
        self._bring(self._thread())

    def show_search(self, words: str = "", *, remember: bool = True) -> None:
        """Shows the search, for these words where any are given."""
        if remember and not self.on_search:
            self._work.leave_trace()
        self._search().open_up(words)
        self._bring(self._search())

    def _bring(self, view: QWidget) -> None:
        self._work.stack.setCurrentWidget(view)
        self._work.fit_panel()
        view.setFocus()
        self._work.changed.emit()

    def _thread(self) -> ThreadView:
        if self.thread_view is None:
            from tracker.ui.golden_thread.thread_view import ThreadView

            made = self.thread_view = ThreadView(self._work.hub, self._theme, self._work)
            made.record_wanted.connect(self._work.jump)
            made.page_wanted.connect(self._work.show_page)
            made.said.connect(self._work.said)
            made.left.connect(self.leave)
            self._work.stack.addWidget(made)
        return self.thread_view

    def _search(self) -> SearchView:
        if self.search_view is None:
            from tracker.ui.search.search_view import SearchView

            made = self.search_view = SearchView(self._work.hub, self._theme, self._work)
            made.record_wanted.connect(self._jump)
            made.page_wanted.connect(self._show_page)
            made.left.connect(self.leave)
            self._work.stack.addWidget(made)
        return self.search_view

    @Slot()
    def leave(self) -> None:
        """Goes back to where the window was."""
        self._work.step_back()
        if self.shown:
            self._work.go(self._work.place, remember=False)

    @Slot(object)
    def _jump(self, record_id: RecordId) -> None:
        """Shows a record that was found, at the field that holds the words.

        What stands in no list is shown through what it belongs to.
        """
        snapshot, wanted = self._work.hub.snapshot, record_id
        if record_id == snapshot.plan.id:
            self._work.go(Do.OVERVIEW)
            return
        while not self._work.is_listed(wanted):
            parents = served(snapshot.get(wanted))
            if not parents:
                return
            wanted = parents[0]
        from tracker.ui.search.reveal import reveal_field, reveal_part

        found = self._search().held
        self._work.jump(wanted)
        self._work.show_in_panel()
        view = getattr(self._work.panel, "view", None)
        if view is None or self._work.panel.isHidden() or self._work.panel.record != wanted:
            return
        if wanted != record_id:
            reveal_part(view, kind_of(snapshot.get(record_id)))
        elif found is not None and found.id == record_id:
            reveal_field(view, snapshot.get(record_id), found.where, self._search().looked_for)

    @Slot(object, object)
    def _show_page(self, inspection: RecordId, page: int) -> None:
        source = self._work.hub.snapshot.get(inspection)
        ref = source.ref if source is not None else ""
        words, text = self._search().looked_for, self._search().text_of(inspection, page)
        self._work.show_page(inspection, PageSpot(ref, page, sought=words, found_in=text))

    def widen(self, wide: bool) -> bool:
        """Shows the thread for a recommendation that is widened, or leaves it; False where that is not ours to do."""
        if self.shown and not wide:
            self.leave()
            return True
        record: Any = self._work.current()
        if wide and not self._work.on_page and isinstance(record, Recommendation | Finding):
            self.show_thread(record.id)
            return True
        return False

    def note_page(self) -> None:
        """Remembers that a page is opened over one of the two."""
        current = self._work.stack.currentWidget()
        if not self._work.on_page:
            self._before_page = current if self.shown else None

    def come_back(self) -> bool:
        """Shows again what a page was opened over; False where that was a list."""
        before, self._before_page = self._before_page, None
        if before is None:
            return False
        self._bring(before)
        self.look_again()
        return True

    def look_again(self) -> None:
        """Works a thread on show out again after the day changed, or after it was out of sight."""
        if self.on_thread and self.thread_view is not None and self.thread_view.subject is not None:
            self.thread_view.show_subject(self.thread_view.subject)


@dataclass(frozen=True, slots=True)
class PageSpot:
    """A page of a document; `ref` is the document's.

    `sought` are the words to be marked on it, `found_in` the text they were found in.
    """

    ref: str
    page: int
    boxes: tuple[Box, ...] = ()
    sought: str = ""
    found_in: str = ""
