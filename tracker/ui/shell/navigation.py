"""Where the window is in a plan: its places, the way back and forth, and what each was left showing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal, Slot

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Inspection, Kind, Subject, kind_of
from tracker.ui.core.commands import Do
from tracker.ui.core.hub import Hub
from tracker.ui.core.imports import read_in_turn
from tracker.ui.core.place import Place
from tracker.ui.shell.pages import Pages
from tracker.ui.shell.panes import Panes
from tracker.ui.shell.places import WANTED_NEXT, Means, build_place, home_of, place_of
from tracker.ui.shell.trail import Spot, Trail

if TYPE_CHECKING:
    from tracker.ui.plan_list.plan_view import PlanView

LISTS = (Do.RECOMMENDATIONS, Do.ACTIONS)


class Navigation(QObject):
    """`moved` carries the place that is on show now; `changed` is emitted when what can be done may have changed.

    `asked` carries a Do, `said` a sentence worth telling.
    """

    moved = Signal(object)
    changed = Signal()
    asked = Signal(object)
    said = Signal(str)

    def __init__(self, means: Means, panes: Panes, pages: Pages) -> None:
        super().__init__(panes)
        self._means, self._panes, self._pages = means, panes, pages
        self.place = Do.MY_WORK
        self._views: dict[Do, Place] = {}
        self._trail = Trail()
        self._columns: dict[str, str] = {}
        self._left: dict[str, Any] = {}
        pages.leaving.connect(self._leave)
        pages.left.connect(self.come_back)
        pages.said.connect(self.said)
        pages.record_wanted.connect(self.jump)
        pages.found.connect(self._show_found)
        panes.changed.connect(self.changed)
        panes.panel.page_wanted.connect(pages.show_page)
        panes.panel.list_wanted.connect(self.show_only)
        panes.panel.record_wanted.connect(self.jump)
        panes.panel.do_asked.connect(self.asked)

    @property
    def _hub(self) -> Hub:
        return self._means.hub

    # Places

    @property
    def view(self) -> Place:
        """The view of the place in hand."""
        return self._view_of(home_of(self.place))

    @property
    def plan_view(self) -> PlanView:
        """The list of recommendations and actions."""
        return cast("PlanView", self._view_of(Do.RECOMMENDATIONS))

    def _view_of(self, home: Do) -> Place:
        """A view, made on first use as it was left."""
        if home not in self._views:
            made = self._views[home] = build_place(home, self._means, self._panes.stack)
            self._panes.stack.addWidget(made)
            made.chosen.connect(self._chosen)
            made.opened.connect(self._panes.open)
            made.said.connect(self.said)
            made.do_asked.connect(self.asked)
            made.list_asked.connect(self.show_only)
            made.attach_asked.connect(self.attach)
            made.record_wanted.connect(self.jump)
            if home is Do.RECOMMENDATIONS:
                self.plan_view.moded.connect(self._moded)
            self._arrange_columns(home, made)
            left = self._left.get(_name_of(home))
            if isinstance(left, dict):
                made.restore(left)
        return self._views[home]

    @property
    def covered(self) -> bool:
        """Whether a page, a thread or the search lies over the place in hand."""
        return self._pages.on_page or self._pages.place is not None

    def go(self, place: Do, *, remember: bool = True) -> None:
        """Shows a place."""
        if remember and (self.place is not place or self.covered):
            self._leave()
        self.place = place
        view = self.view
        if place in LISTS:
            listed = self.plan_view
            (listed.grouped if place is Do.RECOMMENDATIONS else listed.flat).setChecked(True)
        self._panes.show_view(view, beside=view.beside)
        self.moved.emit(place)
        view.setFocus()
        self._chosen(self.current_id())

    @Slot(object)
    def _moded(self, grouped: bool) -> None:
        place = Do.RECOMMENDATIONS if grouped else Do.ACTIONS
        if self.place in LISTS and self.place is not place:
            self.place = place
            self.moved.emit(place)
            self.changed.emit()

    @Slot(str, object)
    def show_only(self, name: str, refs: Sequence[str]) -> None:
        """Opens the list that a figure counts."""
        kinds = {kind_of(record) for record in map(self._hub.snapshot.by_ref, refs) if record is not None}
        if kinds and kinds <= {Kind.MEASURE}:
            self.go(Do.MEASURES)
            return
        self.go(Do.RECOMMENDATIONS if kinds <= {Kind.RECOMMENDATION, Kind.FINDING} and kinds else Do.ACTIONS)
        self.plan_view.show_only(name, refs)
        self.plan_view.into_list()

    def filter_by(self, term: str) -> None:
        """Lists the actions for which one filter holds."""
        self.go(Do.ACTIONS)
        self.plan_view.set_filter((term,))
        self.plan_view.into_list()

    # Back and forth

    def step_back(self) -> None:
        """Goes where the window was before."""
        self._go_to(self._trail.back(self._here()))

    def step_forth(self) -> None:
        """Goes where the window was before going back."""
        self._go_to(self._trail.forth(self._here()))

    def _here(self) -> Spot:
        return self._pages.spot() or Spot(self.place, self.current_id())

    @Slot()
    def _leave(self) -> None:
        self._trail.leave(self._here())

    def _go_to(self, spot: Spot | None) -> None:
        if spot is None or self._pages.go_to(spot):
            return
        self.go(spot.place, remember=False)
        if spot.record is not None:
            self.view.show_record(spot.record)

    @Slot()
    def come_back(self) -> None:
        """Goes back from what lies over the place in hand."""
        if self._pages.on_page:
            if not self._pages.leave_page():
                self.go(self.place, remember=False)
            return
        self.step_back()
        if self._pages.place is not None:
            self.go(self.place, remember=False)

    # The record in hand

    def current_id(self) -> RecordId | None:
        """The record in hand in the place in hand."""
        return self.view.current_id()

    def current(self) -> Any:
        """The record in hand."""
        return self._hub.snapshot.get(self.current_id())

    def in_hand(self) -> RecordId | None:
        """The record in hand where a list is on show; None over a page or the search."""
        return None if self._pages.on_page or self._pages.place is Do.SEARCH else self.current_id()

    def subject(self) -> Any:
        """The recommendation whose golden thread is on show, else the record in hand."""
        return self._pages.subject() or self.current()

    def chosen_actions(self) -> list[Action]:
        """The actions selected in the list, else the one in hand."""
        current = self.current()
        if self.view is self.plan_view:
            return self.plan_view.selected_actions()
        return [current] if isinstance(current, Action) else []

    @Slot(object)
    def _chosen(self, record_id: RecordId | None) -> None:
        self._panes.take(record_id)
        self.changed.emit()

    @Slot(object)
    def jump(self, record_id: RecordId) -> None:
        """Shows a record where it stands, taking filters off if they hide it."""
        place = place_of(self._hub.snapshot.get(record_id))
        if place is None:
            return
        self.go(place)
        if not self.view.show_record(record_id):
            self.view.clear_filters()
            self.view.show_record(record_id)

    @Slot(object)
    def _show_found(self, record_id: RecordId) -> None:
        """Shows a record that was found, at the field that holds the words.

        What stands in no list is shown through what it belongs to.
        """
        from tracker.domain.board.golden_thread import served
        from tracker.ui.search.reveal import reveal_field, reveal_part

        snapshot, wanted = self._hub.snapshot, record_id
        if record_id == snapshot.plan.id:
            self.go(Do.OVERVIEW)
            return
        while place_of(snapshot.get(wanted)) is None:
            parents = served(snapshot.get(wanted))
            if not parents:
                return
            wanted = parents[0]
        search = self._pages.search_view
        found = search.held if search is not None else None
        self.jump(wanted)
        self._panes.show_in_panel()
        panel = self._panes.panel
        if panel.view is None or not panel.isVisible() or panel.record != wanted:
            return
        if wanted != record_id:
            reveal_part(panel.view, kind_of(snapshot.get(record_id)))
        elif search is not None and found is not None and found.id == record_id:
            reveal_field(panel.view, snapshot.get(record_id), found.where, search.looked_for)

    @Slot(object, object)
    def attach(self, record_id: RecordId | None, paths: Sequence[Any]) -> None:
        """Opens the panel on a record with files to be attached as evidence."""
        if record_id is not None:
            self.view.show_record(record_id)
            self._panes.attach(record_id, paths)

    def record_check(self) -> None:
        """Brings up the panel where a check of the record in hand is recorded."""
        self._panes.brought_up().record_check()

    def show_thread(self, subject: Subject) -> None:
        """Shows the golden thread of a recommendation or finding."""
        self._pages.show_thread(subject.id)

    def leave_thread(self) -> bool:
        """Goes back from a golden thread; False where none is on show."""
        shown = self._pages.place is Do.THREAD
        if shown:
            self.come_back()
        return shown

    def open_page(self) -> None:
        """Shows the page of what is in hand."""
        record = self.subject()
        if isinstance(record, Inspection):
            self._pages.show_page(record.id)
            return
        if isinstance(record, Action):
            record = next((s for s in map(self._hub.snapshot.get, record.targets) if s is not None), None)
        if isinstance(record, Subject):
            self._pages.show_page(record.inspection, record.id)
            return
        self.said.emit(self.tr("Choose a recommendation, an action or a source to see its page."))

    @property
    def widened(self) -> bool:
        """Whether one record has the whole width."""
        return self._panes.widened or self._pages.place is not None

    def widen(self, wide: bool) -> None:
        """Gives the record in hand the whole width, or goes back; a recommendation has its golden thread."""
        record = self.current()
        if self._pages.place is not None and not wide:
            self.come_back()
        elif wide and not self._pages.on_page and isinstance(record, Subject):
            self.show_thread(record)
        else:
            self._panes.widen(wide)

    def look_again(self) -> None:
        """Works everything out again after the day or the person changed."""
        for view in self._views.values():
            view.show_plan()
        self._pages.look_again()
        self._panes.show_in_panel()

    # What it was left showing

    def state(self) -> dict[str, Any]:
        """What is shown, to be remembered for this plan."""
        shown = {_name_of(home): view.state() for home, view in self._views.items()}
        return {**self._left, **{name: state for name, state in shown.items() if state}}

    def restore(self, state: dict[str, Any]) -> None:
        """Opens where one's own work stands; each place shows again what it was left showing when one goes there."""
        self._left = dict(state)
        self.go(Do.MY_WORK, remember=False)
        read_in_turn(WANTED_NEXT, self)

    def columns(self) -> dict[str, str]:
        """The widths and order of each list's columns."""
        arranged = ((home.value, view.header_state()) for home, view in self._views.items())
        return {name: state for name, state in arranged if state}

    def arrange(self, columns: dict[str, str]) -> None:
        """Sets widths and order as they were left; lists that are not made yet get theirs when they are."""
        self._columns = dict(columns)
        for home, view in self._views.items():
            self._arrange_columns(home, view)

    def _arrange_columns(self, home: Do, view: Place) -> None:
        kept = self._columns.get(home.value)
        if kept:
            view.restore_header(kept)


def _name_of(home: Do) -> str:
    """What a view's state is kept under: the plan list's under its first name."""
    return "plan" if home is Do.RECOMMENDATIONS else home.value
