"""The window: the start screen or a plan, its menus, what is dropped on it, and what it remembers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from tracker import settings as options
from tracker.settings import Settings
from tracker.ui.core.actions import ActionTable, State
from tracker.ui.core.commands import MENUS, RECENT, Do
from tracker.ui.core.jobs import Jobs
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.look.theme import Mode, Theme
from tracker.ui.shell.plan_files import PlanFiles
from tracker.ui.shell.start_view import StartView, plan_name

if TYPE_CHECKING:
    from tracker.ui.core.dialogs import Asker
    from tracker.ui.core.gateway import Gateway, Session
    from tracker.ui.core.hub import Hub
    from tracker.ui.shell.palette import Palette
    from tracker.ui.shell.papers import Opener, Papers
    from tracker.ui.shell.plan_commands import PlanDeeds
    from tracker.ui.shell.workspace import Workspace

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
MODES = {Do.THEME_SYSTEM: Mode.SYSTEM, Do.THEME_LIGHT: Mode.LIGHT, Do.THEME_DARK: Mode.DARK}
REFRESH_MS = 20_000
"""How often the window looks for what others wrote while it is in front."""


class MainWindow(QMainWindow):
    """One window for everything. `opener` opens a written file (the system's own way unless given)."""

    def __init__(
        self,
        gateway: Gateway,
        jobs: Jobs,
        settings: Settings,
        asker: Asker,
        theme: Theme,
        *,
        opener: Opener | None = None,
    ) -> None:
        super().__init__()
        self.gateway, self.jobs, self.settings, self.asker, self.theme = gateway, jobs, settings, asker, theme
        self._opener = opener
        self.hub: Hub | None = None
        self.workspace: Workspace | None = None
        self.palette_list: Palette | None = None
        self._deeds: PlanDeeds | None = None
        self._papers: Papers | None = None
        self._cover: QWidget | None = None
        self._dressed = False
        self.setAcceptDrops(True)
        self.actions_table = ActionTable(self, theme, settings.get(options.LETTER_KEYS))
        self.notice = NoticeStrip(theme, self)
        self.stack = QStackedWidget(self)
        self.start = StartView(theme, self)
        self.stack.addWidget(self.start)
        self.files = PlanFiles(gateway, jobs, settings, asker, theme, parent=self)
        self._table = self._own_deeds()
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._build()
        self._connect()
        self._show_start()

    def _build(self) -> None:
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(box)
        for title, items in MENUS:
            menu = self.menuBar().addMenu(self.tr(title))
            menu.aboutToShow.connect(self._dress_menus)
            for item in items:
                self._add_item(menu, item)
        self._show_choices()
        kept = self.settings.get(options.GEOMETRY)
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(self._usual_size())

    def _usual_size(self) -> QSize:
        screen = self.screen().availableGeometry()
        wanted = QSize(self.theme.space(360), self.theme.space(215))
        return wanted.boundedTo(QSize(round(screen.width() * 0.95), round(screen.height() * 0.92)))

    def _add_item(self, menu: QMenu, item: Do | str | None) -> None:
        if item is None:
            menu.addSeparator()
        elif item == RECENT:
            self._recent_menu = menu.addMenu(self.tr("Open recent"))
            self._recent_menu.aboutToShow.connect(self._fill_recent)
        else:
            menu.addAction(self.actions_table[Do(item)])

    def _connect(self) -> None:
        self.actions_table.asked.connect(self.do)
        self.start.asked.connect(self._start_asked)
        self.start.plan_asked.connect(self.files.open_plan)
        self.start.forget_asked.connect(self._forget)
        self.files.opened.connect(self._opened)
        self.files.covered.connect(self._covered)
        self.files.failed.connect(self.notice.fail)
        self.files.said.connect(self._say)
        self.files.brought.connect(self._show_brought)
        self.theme.changed.connect(self._dress)
        self._refresh.timeout.connect(self._look_for_others)

    def _own_deeds(self) -> dict[Do, Callable[[], object]]:
        return {
            **self.files.table,
            Do.CLOSE_PLAN: self.close_plan,
            Do.QUIT: self.close,
            Do.PALETTE: self.open_palette,
            Do.PANEL: self._toggle_panel,
            Do.WIDEN: self._toggle_wide,
            Do.LARGER: self._larger,
            Do.SMALLER: self._smaller,
            Do.LETTERS: self._toggle_letters,
            Do.HELP: self._show_help,
            Do.KEYS: self._show_keys,
            Do.ABOUT: self._show_about,
        }

    # What is asked for

    @Slot(object)
    def do(self, do: Do) -> None:
        """Does what was chosen by menu, key, button or palette."""
        if do in MODES:
            self._set_mode(MODES[do])
        elif do in self._table:
            self._table[do]()
        elif self._papers is not None and do in _papers():
            self._papers.make(do)
        elif self.workspace is not None and self._deeds is not None:
            if do.value.startswith("place "):
                self.workspace.go(do)
            else:
                self._deeds.table[do]()
        self._show_choices()

    @Slot(str)
    def _start_asked(self, what: str) -> None:
        self.do({"report": Do.NEW_FROM_REPORT, "open": Do.OPEN_PLAN, "sample": Do.OPEN_SAMPLE}.get(what, Do.NEW_PLAN))

    @Slot(str)
    def _say(self, words: str) -> None:
        self.notice.say(words)

    @Slot(object)
    def _show_brought(self, record_id: Any) -> None:
        if self.workspace is not None:
            self.workspace.jump(record_id)
            self.workspace.plan_view.tree.setFocus()

    # Opening and closing a plan

    @Slot(object, object)
    def _opened(self, session: Session, snapshot: Any) -> None:
        from tracker.ui.core.hub import Hub
        from tracker.ui.shell.papers import Papers, open_path
        from tracker.ui.shell.plan_commands import PlanDeeds
        from tracker.ui.shell.workspace import Workspace

        self.close_plan()
        self.hub = Hub(session, snapshot, self.jobs, self)
        self.files.hub = self.hub
        self.hub.failed.connect(self.notice.fail)
        self.hub.remarked.connect(self.notice.remark)
        work = Workspace(self.hub, self.gateway, self.asker, self.theme, self.actions_table)
        self.workspace = work
        self.stack.addWidget(work)
        self._deeds = PlanDeeds(work, self.asker, self.notice, self)
        opener = self._opener or open_path
        self._papers = Papers(self.hub, self.asker, self.settings, self.notice, parent=work, opener=opener)
        work.asked.connect(self.do)
        work.said.connect(self._say)
        work.changed.connect(self._show_choices)
        work.attach_asked.connect(self._attach)
        self._add_panel(work)
        work.restore(self.settings.get(options.VIEWS).get(session.address, {}))
        work.arrange(self.settings.get(options.COLUMNS), self.settings.get(options.PANES))
        self.settings.note_recent(session.address)
        self.stack.setCurrentWidget(work)
        self.notice.hide()
        self.notice.toast.hide()
        self._show_choices()
        self._refresh.start()

    def _add_panel(self, work: Workspace) -> None:
        from tracker.ui.record.panel import RecordPanel

        assert self.hub is not None
        work.panel_shown = self.settings.get(options.PANEL_SHOWN)
        panel = RecordPanel(self.hub, self.gateway, self.asker, self.theme, work)
        panel.do_asked.connect(self.do)
        work.add_panel(panel)

    @Slot()
    def close_plan(self) -> None:
        """Goes back to the start screen; what is being typed is saved first."""
        work, hub = self.workspace, self.hub
        if work is None or hub is None:
            return
        self._refresh.stop()
        self._remember(work)
        self.setFocus()
        # What it offers to do was about this plan.
        self.notice.hide()
        self.jobs.run(hub.session.close)
        self.hub = self.workspace = self._deeds = self._papers = self.files.hub = None
        self.stack.removeWidget(work)
        work.deleteLater()
        hub.deleteLater()
        self._show_start()

    def _show_start(self) -> None:
        recent = [(address, _is_there(address)) for address in self.settings.get(options.RECENT)]
        self.start.show_recent(recent)
        self.stack.setCurrentWidget(self.start)
        self._show_choices()

    @Slot(str)
    def _forget(self, address: str) -> None:
        self.settings.forget_recent(address)
        self._show_start()

    @Slot()
    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for address in self.settings.get(options.RECENT):
            action = self._recent_menu.addAction(plan_name(address).replace("&", "&&"))
            action.setData(address)
            action.setToolTip(address)
            action.setStatusTip(address)
            action.setEnabled(_is_there(address))
            action.triggered.connect(self._open_recent)
        self._recent_menu.setEnabled(True)
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(self.tr("No plan was opened yet")).setEnabled(False)

    @Slot()
    def _open_recent(self) -> None:
        sender = self.sender()
        self.files.open_plan(str(sender.data() if hasattr(sender, "data") else ""))

    @Slot(object)
    def _covered(self, view: QWidget | None) -> None:
        """Shows a wizard in place of everything, or takes it away again."""
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
        if not paths:
            return
        event.acceptProposedAction()
        if not self.files.take(paths):
            self._dropped_other(paths)

    def _dropped_other(self, paths: list[Path]) -> None:
        if self.workspace is not None and self.workspace.takes_files:
            self.workspace.dropped(paths)
            return
        name = paths[0].name
        hint = self.tr("Drop a report (PDF, Word) to import it, a workbook to merge it, or a file on an action's row.")
        self.notice.say(self.tr("{0} is neither a report nor a workbook.").format(name), hint=hint)

    @Slot(object, object)
    def _attach(self, record_id: Any, paths: list[Path]) -> None:
        if self.workspace is not None:
            self.workspace.attach(record_id, paths)

    # The palette

    @Slot()
    def open_palette(self) -> None:
        """Opens the box that finds or does anything."""
        from tracker.ui.shell.palette import Known, Palette

        if self.palette_list is None:
            known = Known(self._plan, self._can, self._letters, self._view_names)
            self.palette_list = Palette(self.theme, known, self)
            self.palette_list.commanded.connect(self.do)
            self.palette_list.jumped.connect(self._jump)
            self.palette_list.filtered.connect(self._filter)
            self.palette_list.searched.connect(self._search_everything)
            self.palette_list.view_asked.connect(self._show_view)
        self.palette_list.open_up()

    @Slot(str)
    def _search_everything(self, words: str) -> None:
        if self.workspace is not None:
            self.workspace.reading.show_search(words)

    def _plan(self) -> Any:
        return self.hub.snapshot if self.hub is not None else None

    def _view_names(self) -> tuple[str, ...]:
        return self._deeds.views.names() if self._deeds is not None else ()

    @Slot(str)
    def _show_view(self, name: str) -> None:
        if self._deeds is not None:
            self._deeds.views.show(name)

    def _can(self, do: Do) -> bool:
        return self.actions_table[do].isEnabled()

    def _letters(self) -> bool:
        return self.actions_table.letters

    @Slot(str)
    def _filter(self, term: str) -> None:
        if self.workspace is not None:
            self.workspace.filter_by(term)

    @Slot(object)
    def _jump(self, record_id: Any) -> None:
        if self.workspace is not None:
            self.workspace.jump(record_id)

    # Looks

    def _set_mode(self, mode: Mode) -> None:
        self.settings.set(options.THEME, mode.value)
        self.theme.set_mode(mode)

    @Slot()
    def _larger(self) -> None:
        self._set_text_size(next((s for s in TEXT_SIZES if s > self.theme.text_size), TEXT_SIZES[-1]))

    @Slot()
    def _smaller(self) -> None:
        self._set_text_size(next((s for s in reversed(TEXT_SIZES) if s < self.theme.text_size), TEXT_SIZES[0]))

    def _set_text_size(self, percent: int) -> None:
        self.settings.set(options.TEXT_SIZE, percent)
        self.theme.set_text_size(percent)

    @Slot()
    def _toggle_letters(self) -> None:
        letters = not self.settings.get(options.LETTER_KEYS)
        self.settings.set(options.LETTER_KEYS, letters)
        self.actions_table.use_letters(letters)
        said = self.tr("Single letters work as keys.") if letters else self.tr("Single letters do nothing now.")
        self.notice.say(said, hint="" if letters else self.tr("The keys with Ctrl stand in the menus."))

    @Slot()
    def _toggle_panel(self) -> None:
        if self.workspace is not None:
            self.workspace.show_panel(not self.workspace.panel_shown)
            self.settings.set(options.PANEL_SHOWN, self.workspace.panel_shown)

    @Slot()
    def _toggle_wide(self) -> None:
        if self.workspace is not None:
            self.workspace.widen(not self.workspace.widened)

    @Slot()
    def _show_choices(self) -> None:
        """Brings what can be done, and what is ticked, in line with what is on screen."""
        work = self.workspace if self._cover is None else None
        self.actions_table.show_state(work.can_do() if work is not None else State())
        for do, mode in MODES.items():
            self.actions_table[do].setChecked(self.theme.mode is mode)
        self.actions_table[Do.LETTERS].setChecked(self.actions_table.letters)
        self.actions_table[Do.PANEL].setChecked(work is not None and work.panel_shown)
        self.actions_table[Do.WIDEN].setChecked(work is not None and work.widened)
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

    # Help

    @Slot()
    def _show_help(self) -> None:
        from tracker.ui.shell.help import HelpWindow, about_screen

        work = self.workspace
        place = (work.reading.place or work.place) if work is not None else None
        name = self.actions_table[place].text() if place is not None else self.tr("the start screen")
        text = about_screen(place, self.actions_table.letters)
        HelpWindow(self.tr("About {0}").format(name), text, self).show()

    @Slot()
    def _show_keys(self) -> None:
        from tracker.ui.shell.help import HelpWindow, all_keys

        HelpWindow(self.tr("All keys"), all_keys(self.actions_table.letters), self).show()

    @Slot()
    def _show_about(self) -> None:
        from tracker.ui.shell.help import HelpWindow, about_program

        HelpWindow(self.tr("About this program"), about_program(), self).show()

    # What is remembered

    def _remember(self, work: Workspace) -> None:
        assert self.hub is not None
        views = {**self.settings.get(options.VIEWS), self.hub.session.address: work.state()}
        self.settings.set(options.VIEWS, dict(list(views.items())[-options.MOST_RECENT :]))
        columns, panes = work.arrangement()
        kept: dict[str, str] = self.settings.get(options.COLUMNS)
        self.settings.set(options.COLUMNS, {**kept, **columns})
        self.settings.set(options.PANES, panes)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.set(options.GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        self.close_plan()
        super().closeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.toast.hide()
        if self.palette_list is not None:
            self.palette_list.hide()


def _papers() -> Any:
    from tracker.ui.shell.papers import PAPERS

    return PAPERS


def _is_there(address: str) -> bool:
    return "://" in address or os.path.isfile(address)  # noqa: PTH113 - never raises, whatever the text
