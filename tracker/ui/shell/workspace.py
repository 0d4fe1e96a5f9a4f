"""A plan on screen: its places at the left, what is on show in the middle, the record in hand at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.dates.deadlines import is_open, pending_extension
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Finding, Measure, Recommendation, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.work.in_the_way import leads_plan
from tracker.domain.work.my_work import my_work
from tracker.drafts import Draft
from tracker.ui.core.actions import ActionTable, State
from tracker.ui.core.commands import ON_EVERY_ROW, ON_ROWS, Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import AT_ONCE, RECOUNT_MS, Hub
from tracker.ui.core.jobs import Lane
from tracker.ui.look.theme import Theme
from tracker.ui.shell.navigation import Navigation
from tracker.ui.shell.pages import Pages
from tracker.ui.shell.panes import Panes
from tracker.ui.shell.places import Means
from tracker.ui.shell.side_bar import SideBar
from tracker.ui.shell.status_line import StatusLine
from tracker.ui.shell.top_bar import TopBar


def waiting_for(snapshot: Snapshot, who: str, today: date, leads: bool) -> tuple[int, str, int]:
    """How much waits for somebody, with the state of the plan and the name it was counted for."""
    leads = leads or leads_plan(snapshot, who)
    return snapshot.number, who, my_work(snapshot, who, today, leads=leads).count


class Workspace(QWidget):
    """Joins `nav` (where the window is), `panes` and `pages` with the bars round them.

    `changed` is emitted when what can be done may have changed, `asked` carries a Do, `said` a sentence.
    """

    changed = Signal()
    asked = Signal(object)
    said = Signal(str)

    def __init__(self, hub: Hub, gateway: Gateway, asker: Asker, theme: Theme, actions: ActionTable) -> None:
        super().__init__()
        self.hub = hub
        self._actions = actions
        self._counting = False
        self._counted = (-1, "")
        """For which state of the plan, and for whom, it was counted last how much waits."""
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(RECOUNT_MS)
        self._recount.timeout.connect(self._count_waiting)
        hub.gateway = gateway
        self.top = TopBar(theme, actions, self)
        self.side = SideBar(theme, actions, self)
        self.status = StatusLine(theme, hub.jobs, self)
        self.panes = Panes(hub, gateway, asker, theme, self)
        self.pages = Pages(hub, gateway, theme, self.panes, self)
        self.nav = Navigation(Means(hub, gateway, asker, theme), self.panes, self.pages)
        self._lay_out()
        for asking in (self.top, self.side, self.status, self.nav):
            asking.asked.connect(self.asked)
        self.nav.said.connect(self.said)
        self.nav.changed.connect(self.changed)
        self.nav.moved.connect(self.side.show_place)
        hub.changed.connect(self._plan_changed)
        hub.saving.connect(self.status.show_saving)
        hub.copies_told.connect(self.status.show_copies)
        hub.waits.connect(self._show_waiting)
        hub.drafts.changed.connect(self._tell_drafts)
        self.status.approvals_asked.connect(self._show_approvals)
        self.status.draft_asked.connect(self.show_draft)
        self._tell_plan()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.panes, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.fit()

    @Slot()
    def _tell_drafts(self) -> None:
        self.status.show_unsaved(self.hub.drafts)

    @Slot(object)
    def show_draft(self, draft: Draft) -> None:
        """Shows the record about which something was begun, where it stands."""
        if self.hub.snapshot.get(RecordId(draft.record)) is not None:
            self.nav.jump(RecordId(draft.record))
            page = self.panes.brought_up().view
            if page is not None:
                page.go_on(draft.place)
            return
        self.said.emit(self.tr("{0}: open it again, and the words stand there.").format(draft.called))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done to the record in hand, where nothing nearer has a menu of its own."""
        under = self.childAt(event.pos())
        menu = self.row_menu() if under is not None and self.panes.isAncestorOf(under) else None
        if menu is not None:
            menu.popup(event.globalPos())

    def row_menu(self) -> QMenu | None:
        """The commands for the record in hand that can be done now; None where nothing is in hand."""
        record = None if self.nav.covered else self.nav.current()
        if record is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        part = None
        lacks = _has_no_use_for(record, self.hub.snapshot, len(self.nav.chosen_actions()))
        for do in (*ON_ROWS.get(kind_of(record), ()), *ON_EVERY_ROW):
            if self._actions[do].isEnabled() and do not in lacks:
                if part is not None and do.spec.menu != part:
                    menu.addSeparator()
                part = do.spec.menu
                menu.addAction(self._actions[do])
        return menu

    @Slot()
    def _show_approvals(self) -> None:
        self.nav.filter_by("waiting for approval")

    @Slot(object)
    def _plan_changed(self, _changes: Changes) -> None:
        self._tell_plan()
        if len(self.hub.snapshot.actions) > AT_ONCE:
            self._recount.start()
        else:
            self._count_waiting()
        self.panes.drop_gone()
        self.changed.emit()

    def _tell_plan(self) -> None:
        session, snapshot = self.hub.session, self.hub.snapshot
        other_day = session.act().as_at is not None
        who = self.hub.who if self.hub.named else self.tr("Who are you?")
        self.top.show_plan(snapshot.plan.title, self.hub.today, who, read_only=session.read_only, other_day=other_day)
        self.side.show_counts(snapshot)
        self.status.show_plan(snapshot, self.hub.today)
        self.status.show_unsaved(self.hub.drafts)
        if session.read_only:
            self.status.show_read_only()

    @Slot()
    def _count_waiting(self) -> None:
        """Counts what waits for whoever sits here, where My work does not; on a large plan once the hand rests."""
        hub = self.hub
        if hub.named and not self._counting and self._counted != (hub.snapshot.number, hub.who):
            self._counting = True
            count = partial(waiting_for, hub.snapshot, hub.who, hub.today, hub.me.leads)
            hub.jobs.run(count, self._take_count, self._not_counted, lane=Lane.FILES)

    @Slot(object)
    def _take_count(self, found: tuple[int, str, int]) -> None:
        self._counting = False
        self._show_waiting(*found)
        if self._counted != (self.hub.snapshot.number, self.hub.who) and not self._recount.isActive():
            self._count_waiting()

    @Slot(int, str, int)
    def _show_waiting(self, number: int, who: str, count: int) -> None:
        if (number, who) == (self.hub.snapshot.number, self.hub.who):
            self._counted = number, who
            self.side.show_waiting(count)

    @Slot(object)
    def _not_counted(self, error: object) -> None:
        self._counting = False
        self.hub.failed.emit(error)

    def look_again(self) -> None:
        """Works everything out again after the day or the person changed."""
        self._tell_plan()
        self.nav.look_again()

    def can_do(self) -> State:
        """What can be done with what is in hand."""
        record = None if self.nav.covered else self.nav.current()
        return State(
            plan=True,
            editable=not self.hub.session.read_only,
            record=record is not None or self.pages.place is Do.THREAD,
            subject=isinstance(record, Action | Recommendation | Finding),
            action=isinstance(record, Action),
            measure=isinstance(record, Measure),
        )

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Begins to attach files to the record in hand; False where it can have no evidence."""
        takes = self.can_do().subject and not self.hub.session.read_only
        if takes:
            self.nav.attach(self.nav.current_id(), paths)
        return takes


def _has_no_use_for(record: Any, snapshot: Snapshot, chosen: int) -> set[Do]:
    """What there is nothing to do for on this row as it stands now, with so many actions selected."""
    lacks = {Do.EDIT_MANY} if chosen < 2 else set()
    if isinstance(record, Action):
        if pending_extension(record, snapshot.extensions_of(record.id)) is None:
            lacks.add(Do.DECIDE)
        if not is_open(record):
            lacks.add(Do.COMPLETE)
        if record.delivery == "closed":
            lacks.add(Do.CLOSE_ACTION)
    return lacks
