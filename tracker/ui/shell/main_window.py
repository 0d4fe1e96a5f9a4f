"""The window: the start screen or a plan, its menus, what is dropped on it, and what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from tracker import settings as options
from tracker.overriding import override
from tracker.settings import Settings
from tracker.ui.core.actions import ActionTable, State
from tracker.ui.core.commands import MENUS, Do, When
from tracker.ui.core.focus import KeptFocus, KeptStack
from tracker.ui.core.jobs import Jobs
from tracker.ui.core.notice import NoticeStrip, Step
from tracker.ui.look.theme import Mode, Theme
from tracker.ui.shell.closing import asks_before_closing, offer_what_was_begun
from tracker.ui.shell.plan_files import PlanFiles
from tracker.ui.shell.start_view import RecentMenu, StartView, is_there

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent

    from tracker.ui.core.context import Context
    from tracker.ui.core.dialogs import Asker
    from tracker.ui.core.gateway import Gateway, Session
    from tracker.ui.core.hub import Hub, Told
    from tracker.ui.people.who_kept import Somebody
    from tracker.ui.shell.kept_views import KeptViews
    from tracker.ui.shell.palette import Palette
    from tracker.ui.shell.workspace import Workspace

Opener = Callable[[Path], object]
MODES = {Do.THEME_SYSTEM: Mode.SYSTEM, Do.THEME_LIGHT: Mode.LIGHT, Do.THEME_DARK: Mode.DARK}
REFRESH_MS = 20_000
"""How often the window looks for what others wrote while it is in front."""


def open_path(path: Path) -> None:
    """Opens a file or folder with whatever the system opens it with."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class MainWindow(QMainWindow):
    """One window for everything. `opener` opens a written file (the system's own way unless given).

    `painted` is emitted once, when it stands on the screen.
    """

    painted = Signal()

    def __init__(
        self,
        gateway: Gateway,
        jobs: Jobs,
        settings: Settings,
        asker: Asker,
        theme: Theme,
        *,
        opener: Opener = open_path,
    ) -> None:
        super().__init__()
        self.gateway, self.jobs, self.settings, self.asker, self.theme = gateway, jobs, settings, asker, theme
        self.opener = opener
        self.hub: Hub | None = None
        self.workspace: Workspace | None = None
        self.palette_list: Palette | None = None
        self.views: KeptViews | None = None
        self._cover: QWidget | None = None
        self._dressed = self._painted = False
        self.closing = False
        """Whether the window is to close without asking what becomes of words that are not saved."""
        self.setAcceptDrops(True)
        KeptFocus(self)
        self.stack = KeptStack(self)
        self.start = StartView(theme, self)
        self.stack.addWidget(self.start)
        self.files = PlanFiles(gateway, jobs, settings, asker, theme, parent=self)
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._build()
        self._connect()
        self._list_recent()

    @cached_property
    def notice(self) -> NoticeStrip:
        """What the window says; made when it first says something."""
        return NoticeStrip(self.theme, self)

    @cached_property
    def actions_table(self) -> ActionTable:
        """What can be done. It is made, and the menus are filled, once the window stands or when it is first wanted."""
        made = ActionTable(self, self.theme, self.settings.get(options.LETTER_KEYS))
        made.asked.connect(self.do)
        for menu, (_title, dos) in zip(self._menus, MENUS, strict=True):
            self._fill(menu, dos, made)
        return made

    def _build(self) -> None:
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(box)
        self._menus = [self.menuBar().addMenu(self.tr(title)) for title, _dos in MENUS]
        for menu in self._menus:
            menu.aboutToShow.connect(self._dress_menus)
        kept = self.settings.get(options.GEOMETRY)
        self.as_left = bool(kept) and self.restoreGeometry(QByteArray.fromBase64(kept.encode()))
        if not self.as_left:
            self.resize(self._usual_size())

    def _fill(self, menu: QMenu, dos: Sequence[Do], actions: ActionTable) -> None:
        part = dos[0].spec.menu
        for do in dos:
            if do.spec.menu != part:
                part = do.spec.menu
                menu.addSeparator()
            menu.addAction(actions[do])
            if do is Do.OPEN_PLAN:
                menu.addMenu(RecentMenu(self.tr("Open recent"), self._recent, self.files.open_plan, menu))

    def _usual_size(self) -> QSize:
        screen = self.screen().availableGeometry()
        wanted = QSize(self.theme.space(360), self.theme.space(215))
        return wanted.boundedTo(QSize(round(screen.width() * 0.95), round(screen.height() * 0.92)))

    def _connect(self) -> None:
        self.start.asked.connect(self.do)
        self.start.plan_asked.connect(self.files.open_plan)
        self.start.forget_asked.connect(self._forget)
        self.files.opened.connect(self._opened)
        self.files.covered.connect(self._covered)
        self.files.failed.connect(self.fail)
        self.files.warned.connect(self._warn)
        self.files.said.connect(self._say)
        self.files.brought.connect(self._show_brought)
        self.files.dayless.connect(self._ask_received)
        self.theme.changed.connect(self._dress)
        self._refresh.timeout.connect(self._look_for_others)

    # What is asked for

    @Slot(object)
    def do(self, do: Do) -> None:
        """Does what was chosen by menu, key, button or palette; nothing where it wants a plan and none is open."""
        if self.workspace is None and do.spec.when is not When.ALWAYS:
            return
        if do.is_place:
            self.work.nav.go(do)
        else:
            self.handler_of(do)()
        self._show_choices()

    def handler_of(self, do: Do) -> Callable[[], object]:
        """What does it, as its entry in the table names it."""
        where, _, name = do.spec.run.partition(":")
        if not name:
            found: Callable[[], object] = attrgetter(where)(self)
            return found
        function = getattr(import_module(f"tracker.ui.{where}"), name)
        return partial(function, self if where.startswith("shell.") else self.context())

    def context(self) -> Context:
        """What the commands of places are given."""
        from tracker.ui.core.context import Context

        hub, work = self.plan, self.work
        return Context(
            hub, self.gateway, self.asker, self.theme, self.notice, work.nav, self, work, self.do, self.opener,
            self.files.bring_back,
        )  # fmt: skip

    @property
    def plan(self) -> Hub:
        """The open plan, for whom there must be one."""
        assert self.hub is not None
        return self.hub

    @property
    def work(self) -> Workspace:
        """The plan on screen, for whom there must be one."""
        assert self.workspace is not None
        return self.workspace

    @Slot(object)
    def fail(self, error: object) -> None:
        """Says what the world did."""
        self.notice.fail(error)

    @Slot(str, object, str)
    def _warn(self, message: str, steps: Sequence[Step], hint: str) -> None:
        self.notice.warn(message, steps, hint)

    @Slot(str)
    def _say(self, words: str) -> None:
        self.notice.say(words)

    @Slot(object)
    def _show_brought(self, record_id: Any) -> None:
        if self.workspace is not None:
            self.workspace.nav.jump(record_id)
            self.workspace.nav.plan_view.tree.setFocus()

    @Slot(object)
    def _ask_received(self, inspection: Any) -> None:
        from tracker.ui.statement.received_sheet import ReceivedSheet

        ReceivedSheet(self.plan, self.theme, inspection, self).open()

    # Opening and closing a plan

    @Slot(object, object)
    def _opened(self, session: Session, snapshot: Any) -> None:
        from tracker.ui.copies.watch import look_at
        from tracker.ui.core.hub import Hub
        from tracker.ui.people import who_kept
        from tracker.ui.people.whom_meant import ask_whom
        from tracker.ui.shell.kept_views import KeptViews
        from tracker.ui.shell.workspace import Workspace

        self.close_plan()
        self.hub = Hub(session, snapshot, self.jobs, self)
        self.files.hub = self.hub
        self.asker.keep_in(self.hub.drafts)
        self.hub.failed.connect(self.notice.fail)
        self.hub.mended.connect(self.notice.settle)
        self.hub.name_asked.connect(partial(ask_whom, self, self.asker))
        self.hub.remarked.connect(self.notice.remark)
        self.hub.told.connect(self._told)
        self.hub.changed.connect(self.notice.move_on)
        who_kept.recognise(self.settings, self.hub)
        work = Workspace(self.hub, self.gateway, self.asker, self.theme, self.actions_table)
        self.workspace = work
        self.stack.addWidget(work)
        plan_id = self.hub.snapshot.plan.id
        self.views = KeptViews(work.nav, plan_id, self.settings, self.asker, notice=self.notice, window=self)
        work.asked.connect(self.do)
        work.said.connect(self._say)
        work.changed.connect(self._show_choices)
        work.panes.panel_shown = self.settings.get(options.PANEL_SHOWN)
        unfolded = self.settings.get(options.UNFOLDED)
        work.panes.panel.context.unfolded = dict(unfolded)
        work.side.named = self.settings.get(options.SIDE_NAMES)
        work.nav.restore(self.settings.get(options.VIEWS).get(session.address, {}))
        work.nav.arrange(self.settings.get(options.COLUMNS))
        work.panes.set_widths(self.settings.get(options.PANES))
        self.settings.note_recent(session.address)
        self.stack.setCurrentWidget(work)
        self.notice.hide()
        self.notice.toast.hide()
        self._show_choices()
        self.offer_drafts()
        self._refresh.start()
        look_at(self.context())
        if not self.hub.named:
            self.do(Do.ACT_AS)

    def offer_drafts(self) -> None:
        """Says what was begun here before and not saved, and goes on with it where that is wanted."""
        show = self.workspace.show_draft if self.workspace is not None else None
        offer_what_was_begun(self.notice, self.files, self.hub, show)

    def known_person(self) -> Somebody:
        """Who sits here, as far as it was said."""
        from tracker.ui.people import who_kept

        return who_kept.known(self.settings, self.plan)

    @Slot(object)
    def take_person(self, somebody: Somebody) -> None:
        """Keeps who sits here, and works everything out for them."""
        from tracker.ui.people import who_kept

        who_kept.keep(self.settings, self.plan, somebody)
        self.work.look_again()
        self._show_choices()

    @Slot()
    def close_plan(self) -> None:
        """Goes back to the start screen; what is being typed is saved first."""
        work, hub = self.workspace, self.hub
        if work is None or hub is None:
            return
        self._refresh.stop()
        self._remember(work)
        self.setFocus()
        hub.drafts.write()
        self.asker.keep_in(None)
        # What it offers to do was about this plan.
        self.notice.hide()
        self.jobs.run(hub.session.close)
        self.hub = self.workspace = self.views = self.files.hub = None
        self.stack.removeWidget(work)
        work.deleteLater()
        hub.deleteLater()
        self._show_start()

    def _show_start(self) -> None:
        self._list_recent()
        self.stack.setCurrentWidget(self.start)
        self._show_choices()

    def _recent(self) -> Sequence[str]:
        return self.settings.get(options.RECENT)

    def _list_recent(self) -> None:
        self.start.show_recent([(address, is_there(address)) for address in self._recent()])

    @Slot(str)
    def _forget(self, address: str) -> None:
        self.settings.forget_recent(address)
        self._show_start()

    @Slot(object)
    def _covered(self, view: QWidget | None) -> None:
        """Shows the import or merge screen in place of everything, or takes it away again."""
        if self._cover is not None:
            self.stack.removeWidget(self._cover)
            self._cover.deleteLater()
            self._cover = None
        if view is not None:
            self.notice.hide()
            self.notice.toast.hide()
            self._cover = view
            self.stack.addWidget(view)
            self.stack.setCurrentWidget(view)
            view.setFocus()
        else:
            self.stack.setCurrentWidget(self.workspace or self.start)
        self._show_choices()

    @Slot()
    def _look_for_others(self) -> None:
        if self.hub is not None and self.isActiveWindow() and not self.jobs.busy:
            self.hub.refresh()

    # Files let go on the window

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._cover is None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            if not self.files.take(paths):
                self._dropped_other(paths)

    def _dropped_other(self, paths: list[Path]) -> None:
        if self.workspace is not None and self.workspace.take_files(paths):
            return
        words = self.tr("There is nothing to be done here with {0}.")
        hint = self.tr("Drop a report (PDF, Word) to import it, a workbook to merge it, or a file on an action's row.")
        self.notice.say(words.format(", ".join(path.name for path in paths)), hint=hint)

    @Slot(object)
    def _told(self, told: Told) -> None:
        """Says what was done, and offers to take it back as long as nothing came after it."""
        take_back = Step(self.tr("Undo"), partial(self.do, Do.UNDO), at_once=True)
        self.notice.say(told.words, [take_back], hint=told.hint)

    # The palette

    def open_palette(self) -> None:
        """Opens the box that finds or does anything."""
        from tracker.ui.shell.palette import Known, Palette

        if self.palette_list is None:
            known = Known(self._plan, self._can, self._letters, self._view_names)
            self.palette_list = Palette(self.theme, known, self)
            self.palette_list.chosen.connect(self._take)
        self.palette_list.open_up()

    @Slot(object)
    def _take(self, target: Any) -> None:
        """Does, shows or lists what was chosen in the palette."""
        from tracker.ui.shell.palette import Everything, Filter, View

        if isinstance(target, Do):
            self.do(target)
        elif isinstance(target, Filter):
            self.work.nav.filter_by(target.term)
        elif isinstance(target, View) and self.views is not None:
            self.views.show(target.name)
        elif isinstance(target, Everything):
            self.work.pages.show_search(target.words)
        else:
            self.work.nav.jump(target)

    def _plan(self) -> Any:
        return self.hub.snapshot if self.hub is not None else None

    def _view_names(self) -> tuple[str, ...]:
        return self.views.names() if self.views is not None else ()

    def _can(self, do: Do) -> bool:
        return self.actions_table[do].isEnabled()

    def _letters(self) -> bool:
        return self.actions_table.letters

    # Looks

    @Slot()
    def _show_choices(self) -> None:
        """Brings what can be done, and what is ticked, in line with what is on screen."""
        work = self.workspace if self._cover is None else None
        self.actions_table.show_state(work.can_do() if work is not None else State())
        for do, mode in MODES.items():
            self.actions_table[do].setChecked(self.theme.mode is mode)
        self.actions_table[Do.LETTERS].setChecked(self.actions_table.letters)
        self.actions_table[Do.PANEL].setChecked(work is not None and work.panes.panel_shown)
        self.actions_table[Do.SIDE_NAMES].setChecked(work is not None and work.side.names_shown)
        self.actions_table[Do.WIDEN].setChecked(work is not None and work.nav.widened)
        title = self.hub.snapshot.plan.title if self.hub is not None else ""
        self.setWindowTitle(f"{title} – Improvement tracker" if title else "Improvement tracker")

    @Slot()
    def _dress_menus(self) -> None:
        """Menus get their pictures when the first one opens: drawing them all would hold up the first paint."""
        if not self._dressed:
            self._dressed = True
            self.actions_table.dress()

    @Slot()
    def _dress(self) -> None:
        if self._dressed:
            self.actions_table.dress()

    # What is remembered

    def _remember(self, work: Workspace) -> None:
        from tracker.ui.people import who_kept

        assert self.hub is not None
        views = {**self.settings.get(options.VIEWS), self.hub.session.address: work.nav.state()}
        with self.settings.together():
            self.settings.set(options.VIEWS, dict(list(views.items())[-options.MOST_RECENT :]))
            kept: dict[str, str] = self.settings.get(options.COLUMNS)
            self.settings.set(options.COLUMNS, {**kept, **work.nav.columns()})
            self.settings.set(options.PANEL_SHOWN, work.panes.panel_shown)
            self.settings.set(options.UNFOLDED, work.panes.panel.context.unfolded)
            self.settings.set(options.PANES, work.panes.widths())
            who_kept.keep_seen(self.settings, self.hub)

    def leave(self) -> None:
        """Closes the window whatever is not saved."""
        self.closing = True
        QTimer.singleShot(0, self, self.close)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closing and asks_before_closing(self, self.files, self.hub, self.asker, self.leave):
            event.ignore()
            return
        self.settings.set(options.GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        self.close_plan()
        super().closeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._stands)  # what is in it is painted after it

    def _stands(self) -> None:
        self.painted.emit()
        self._show_choices()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._painted:
            self.notice.toast.hide()
            self.notice.place()
        if self.palette_list is not None:
            self.palette_list.hide()
