"""A plan on screen: its places at the left, the list in the middle, the record in hand at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Finding, Inspection, Kind, Measure, Recommendation, kind_of
from tracker.errors import UserError
from tracker.ui.core.actions import ActionTable, State
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.plan_view import PlanView
from tracker.ui.shell.places import FIGURES, Counting, Holding, Means, Remembering, build_place, home_of, place_of
from tracker.ui.shell.reading_places import PageSpot, ReadingPlaces
from tracker.ui.shell.side_bar import PLACES, SideBar
from tracker.ui.shell.status_line import StatusLine
from tracker.ui.shell.top_bar import TopBar
from tracker.ui.shell.trail import Spot, Trail

if TYPE_CHECKING:
    from tracker.ui.shell.places import Place

LISTS = (Do.RECOMMENDATIONS, Do.ACTIONS)


class Workspace(QWidget):
    """The plan window. `changed` is emitted when what can be done may have changed."""

    changed = Signal()
    asked = Signal(object)
    said = Signal(str)
    attach_asked = Signal(object, object)

    def __init__(self, hub: Hub, gateway: Gateway, asker: Asker, theme: Theme, actions: ActionTable) -> None:
        super().__init__()
        self.hub, self._gateway, self._theme = hub, gateway, theme
        hub.gateway = gateway
        self._means = Means(hub, gateway, asker, theme)
        self.place = Do.RECOMMENDATIONS
        self._views: dict[Do, Place] = {}
        self._page: Any = None
        self.reading = ReadingPlaces(self, theme)
        self.panel: Any = None
        self._wanted: RecordId | None = None
        self._trail = Trail()
        self._columns: dict[str, str] = {}
        self._left: dict[str, Any] = {}
        self._widened = False
        self.top = TopBar(theme, actions, self)
        self.side = SideBar(theme, actions, self)
        self.status = StatusLine(theme, hub.jobs, self)
        self.stack = QStackedWidget(self)
        self.stack.setProperty("ground", "surface")
        self._panel_timer = QTimer(self)
        self._panel_timer.setSingleShot(True)
        self._panel_timer.setInterval(0)
        self._build()
        self._connect()
        self._tell_plan()

    def _build(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.stack)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.split, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)

    def _connect(self) -> None:
        self.top.asked.connect(self.asked)
        self.side.asked.connect(self.asked)
        self.hub.changed.connect(self._plan_changed)
        self.hub.saving.connect(self.status.show_saving)
        self.status.approvals_asked.connect(self._show_approvals)
        self.status.statement_asked.connect(self._show_statement)
        self._panel_timer.timeout.connect(self.show_in_panel)

    @property
    def means(self) -> Means:
        """What views and dialogs of this plan are made with."""
        return self._means

    # Places

    @property
    def view(self) -> Place:
        """The view of the place in hand, made on first use."""
        home = home_of(self.place)
        if home not in self._views:
            made = build_place(home, self._means, self)
            self._views[home] = made
            self.stack.addWidget(made)
            self._connect_view(made)
            self._arrange_columns(home, made)
            left = self._left.get(home.value)
            if isinstance(made, Remembering) and isinstance(left, dict):
                made.restore(left)
        return self._views[home]

    @property
    def theme(self) -> Theme:
        """The theme its parts are drawn in."""
        return self._theme

    @property
    def plan_view(self) -> PlanView:
        """The list of recommendations and actions."""
        found = self._views.get(Do.RECOMMENDATIONS)
        if not isinstance(found, PlanView):
            here = self.place
            self.place = Do.RECOMMENDATIONS
            found = self.view
            self.place = here
        assert isinstance(found, PlanView)
        return found

    def _connect_view(self, view: Place) -> None:
        if isinstance(view, Counting):
            view.list_asked.connect(self.show_only)
        if not isinstance(view, Holding):
            return
        view.chosen.connect(self._chosen)
        view.opened.connect(self._opened)
        view.said.connect(self.said)
        view.import_asked.connect(self._import_asked)
        attach_asked = getattr(view, "attach_asked", None)
        if attach_asked is not None:
            attach_asked.connect(self.attach_asked)
        do_asked = getattr(view, "do_asked", None)
        if do_asked is not None:
            do_asked.connect(self.asked)
        if isinstance(view, PlanView):
            view.moded.connect(self._moded)

    def go(self, place: Do, *, remember: bool = True) -> None:
        """Shows a place."""
        if remember and (self.place is not place or self.on_page or self.reading.shown):
            self._trail.leave(self._here())
        self.place = place
        view = self.view
        if isinstance(view, PlanView):
            (view.grouped if place is Do.RECOMMENDATIONS else view.flat).setChecked(True)
        self.stack.setCurrentWidget(view)
        self.side.show_place(place)
        self._fit_panel()
        tree = getattr(view, "tree", None)
        (tree or view).setFocus()
        self._chosen(self.current_id())
        self.changed.emit()

    @Slot(object)
    def _moded(self, grouped: bool) -> None:
        place = Do.RECOMMENDATIONS if grouped else Do.ACTIONS
        if self.place in LISTS and self.place is not place:
            self.place = place
            self.side.show_place(place)
            self.changed.emit()

    @Slot(str, object)
    def show_only(self, name: str, refs: Sequence[str]) -> None:
        """Opens the list that a figure counts."""
        kinds = {kind_of(record) for record in map(self.hub.snapshot.by_ref, refs) if record is not None}
        if kinds and kinds <= {Kind.MEASURE}:
            self.go(Do.MEASURES)
            return
        self.go(Do.RECOMMENDATIONS if kinds <= {Kind.RECOMMENDATION, Kind.FINDING} and kinds else Do.ACTIONS)
        self.plan_view.show_only(name, refs)
        self.plan_view.into_list()

    @Slot()
    def _show_approvals(self) -> None:
        self.filter_by("waiting for approval")

    def filter_by(self, term: str) -> None:
        """Lists the actions for which one filter holds."""
        self.go(Do.ACTIONS)
        self.plan_view.set_filter((term,))
        self.plan_view.into_list()

    @Slot()
    def _show_statement(self) -> None:
        self.asked.emit(Do.STATEMENT)

    @Slot()
    def _import_asked(self) -> None:
        self.asked.emit(Do.IMPORT)

    def step_back(self) -> None:
        """Goes where the window was before."""
        self._go_to(self._trail.back(self._here()))

    def step_forth(self) -> None:
        """Goes where the window was before going back."""
        self._go_to(self._trail.forth(self._here()))

    def _here(self) -> Spot:
        return self.reading.spot() or Spot(self.place, self.current_id())

    def leave_trace(self) -> None:
        """Remembers what is on show, to be gone back to."""
        self._trail.leave(self._here())

    def _go_to(self, spot: Spot | None) -> None:
        if spot is None or self.reading.go_to(spot):
            return
        self.go(spot.place, remember=False)
        view = self.view
        if spot.record is not None and isinstance(view, Holding):
            view.show_record(spot.record)

    # The record in hand

    def current_id(self) -> RecordId | None:
        """The record in hand in the place in hand."""
        view = self.view
        return view.current_id() if isinstance(view, Holding) else None

    def current(self) -> Any:
        """The record in hand."""
        return self.hub.snapshot.get(self.current_id())

    def is_listed(self, record_id: RecordId) -> bool:
        """Whether a record stands in one of the lists."""
        return place_of(self.hub.snapshot.get(record_id)) is not None

    def jump(self, record_id: RecordId) -> None:
        """Shows a record where it stands, taking filters off if they hide it."""
        record = self.hub.snapshot.get(record_id)
        place = place_of(record)
        if place is None:
            return
        self.go(place)
        view = self.view
        if not isinstance(view, Holding) or view.show_record(record_id):
            return
        view.clear_filters()
        view.show_record(record_id)

    @Slot(object)
    def _chosen(self, record_id: RecordId | None) -> None:
        self._wanted = record_id
        self._panel_timer.start()
        self.changed.emit()

    @Slot(object)
    def _opened(self, record_id: RecordId | None) -> None:
        self._wanted = record_id
        if self.panel is not None:
            self.panel.setVisible(True)
            self.show_in_panel()
            self.panel.setFocus()

    @Slot()
    def show_in_panel(self) -> None:
        """Shows the record in hand in the panel, where the panel is on show."""
        if self.panel is None or self.panel.isHidden():
            return
        record = self.hub.snapshot.get(self._wanted)
        self.panel.show_record(record.id if record is not None else None)

    def add_panel(self, panel: Any) -> None:
        """Puts the panel at the right."""
        self.panel = panel
        self.split.addWidget(panel)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        panel.setMinimumWidth(self._theme.space(75))
        panel.page_wanted.connect(self.show_page)
        list_wanted = getattr(panel, "list_wanted", None)
        if list_wanted is not None:
            list_wanted.connect(self.show_only)
        record_wanted = getattr(panel, "record_wanted", None)
        if record_wanted is not None:
            record_wanted.connect(self.jump)
        self._fit_panel()
        self.show_in_panel()

    def _fit_panel(self) -> None:
        """The panel stands beside lists; figures have nothing in hand and take the whole width."""
        if self.panel is not None:
            beside = self.place not in FIGURES and not self.reading.shown
            self.panel.setVisible(beside and self.panel_shown)
            self.stack.setVisible(not (self._widened and beside and self.panel_shown))

    panel_shown = True

    def show_panel(self, shown: bool) -> None:
        """Shows or hides the panel."""
        self.panel_shown = shown
        self._widened = self._widened and shown
        self._fit_panel()
        self.show_in_panel()
        self.changed.emit()

    @property
    def widened(self) -> bool:
        """Whether the panel has the whole width."""
        return self._widened or self.reading.shown

    def widen(self, wide: bool) -> None:
        """Gives the panel the whole width, or the list its room again; a recommendation has its golden thread."""
        if self.reading.widen(wide):
            return
        listed = wide and self.stack.isAncestorOf(self.window().focusWidget())
        self._widened = wide
        self.panel_shown = self.panel_shown or wide
        self._fit_panel()
        self.show_in_panel()
        if listed and self.panel is not None:
            self.panel.focus_tabs()
        elif not wide:
            getattr(self.view, "tree", self).setFocus()
        self.changed.emit()

    # The page the words stand on

    @property
    def on_page(self) -> bool:
        """Whether a document's page is on show."""
        return self._page is not None and self.stack.currentWidget() is self._page

    @Slot(object, object)
    def show_page(self, inspection: RecordId | None, subject: RecordId | PageSpot | None = None) -> None:
        """Shows the page that a recommendation stands on, or a document's first."""
        source = self.hub.snapshot.get(inspection)
        if not isinstance(source, Inspection) or not source.sha256:
            self.hub.failed.emit(UserError(
                self.tr("The document these words come from is not in the plan."),
                self.tr("Import the report, and its pages are kept with the plan."),
            ))  # fmt: skip
            return
        item = subject if isinstance(subject, PageSpot) else self.hub.snapshot.get(subject)
        self.hub.fetch_file(source.sha256, partial(self.show_document, source, item))

    def show_document(self, source: Inspection, item: Any, data: bytes) -> None:
        """Shows fetched bytes in the page view, over the list."""
        from tracker.ui.page.page_place import PagePlace

        if self._page is None:
            self._page = PagePlace(self._gateway, self.hub.jobs, self._theme, self)
            self._page.left.connect(self.leave_page)
            self.stack.addWidget(self._page)
        self.reading.note_page()
        self._page.show_item(source, item, data)
        self.stack.setCurrentWidget(self._page)
        self._page.setFocus()

    @Slot()
    def leave_page(self) -> None:
        """Goes back from the page to the list, or to the thread or search it was opened from."""
        if not self.reading.come_back():
            self.go(self.place, remember=False)

    def fit_panel(self) -> None:
        """Shows the panel where the view on show has room for it."""
        self._fit_panel()

    def open_page(self) -> None:
        """Shows the page of what is in hand."""
        record = self.reading.subject() or self.current()
        if isinstance(record, Inspection):
            self.show_page(record.id)
            return
        if isinstance(record, Action):
            record = next((s for s in map(self.hub.snapshot.get, record.targets) if s is not None), None)
        if isinstance(record, Recommendation | Finding):
            self.show_page(record.inspection, record.id)
            return
        self.said.emit(self.tr("Choose a recommendation, an action or a source to see its page."))

    # Keeping up

    @Slot(object)
    def _plan_changed(self, _changes: Changes) -> None:
        self._tell_plan()
        self._show_in_panel_if_gone()
        self.changed.emit()

    def _show_in_panel_if_gone(self) -> None:
        if self._wanted is not None and self.hub.snapshot.get(self._wanted) is None:
            self._wanted = None
            self._panel_timer.start()

    def _tell_plan(self) -> None:
        session, snapshot = self.hub.session, self.hub.snapshot
        other_day = session.act().as_at is not None
        self.top.show_plan(
            snapshot.plan.title, self.hub.today, self.hub.who, read_only=session.read_only, other_day=other_day
        )
        self.side.show_counts(snapshot)
        self.status.show_plan(snapshot, self.hub.today)
        if session.read_only:
            self.status.show_read_only()

    def look_again(self) -> None:
        """Works everything out again after the day or the person changed."""
        self._tell_plan()
        for view in self._views.values():
            view.show_plan()
        self.reading.look_again()
        self.show_in_panel()

    # What it was left showing

    def state(self) -> dict[str, Any]:
        """What is shown, to be remembered for this plan."""
        found: dict[str, Any] = {"place": str(self.place)}
        if Do.RECOMMENDATIONS in self._views:
            found["plan"] = self.plan_view.state()
        found |= self._left
        for place, view in self._views.items():
            if place is not Do.RECOMMENDATIONS and isinstance(view, Remembering):
                found[place.value] = view.state()
        return found

    def restore(self, state: dict[str, Any]) -> None:
        """Shows again what was remembered."""
        place = next((do for do in PLACES if do == state.get("place")), Do.RECOMMENDATIONS)
        kept = state.get("plan")
        self._left = {name: left for name, left in state.items() if name not in ("place", "plan")}
        if place in LISTS or isinstance(kept, dict):
            self.plan_view.restore(kept if isinstance(kept, dict) else {})
        self.go(place, remember=False)

    def arrangement(self) -> tuple[dict[str, str], list[int]]:
        """The widths and order of each list's columns, and the widths of the panes."""
        columns = {}
        for place, view in self._views.items():
            tree = getattr(view, "tree", None)
            if isinstance(tree, RecordTree):
                columns[place.value] = tree.header_state()
        return columns, self.split.sizes() if self.split.count() > 1 else []

    def arrange(self, columns: dict[str, str], panes: list[int]) -> None:
        """Sets widths and order as they were left; lists that are not made yet get theirs when they are."""
        self._columns = dict(columns)
        for place, view in self._views.items():
            self._arrange_columns(place, view)
        if len(panes) == self.split.count() and all(width > 0 for width in panes):
            self.split.setSizes(panes)
        elif self.split.count() > 1:
            self.split.setSizes([self._theme.space(230), self._theme.space(95)])

    def _arrange_columns(self, place: Do, view: Place) -> None:
        kept = self._columns.get(place.value)
        tree = getattr(view, "tree", None)
        if kept and isinstance(tree, RecordTree):
            tree.restore_header(kept)

    def can_do(self) -> State:
        """What can be done with what is in hand."""
        record = None if self.on_page or self.reading.shown else self.current()
        return State(
            plan=True,
            editable=not self.hub.session.read_only,
            record=record is not None or self.reading.on_thread,
            subject=isinstance(record, Action | Recommendation | Finding),
            action=isinstance(record, Action),
            measure=isinstance(record, Measure),
        )

    @property
    def takes_files(self) -> bool:
        """Whether what is in hand can have evidence."""
        return self.can_do().subject and not self.hub.session.read_only

    def dropped(self, paths: Sequence[Path]) -> None:
        """Attaches files to the record in hand."""
        self.attach(self.current_id(), paths)

    def attach(self, record_id: RecordId | None, paths: Sequence[Path]) -> None:
        """Opens the panel on a record with files to be attached as evidence."""
        if record_id is None or self.panel is None:
            return
        view = self.view
        if isinstance(view, Holding):
            view.show_record(record_id)
        self._wanted = record_id
        self.show_panel(True)
        self.panel.take_files(list(paths))
