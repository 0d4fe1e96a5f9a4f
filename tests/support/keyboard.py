"""Someone who has a keyboard and nothing else: the real window on a real plan file, worked by key presses alone.

Keys go to the window as the platform would send them, so that shortcuts, menus, popups and dialogs take them as they
would from a person. Every press is counted; typing a word counts each letter.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from support.clocks import FixedClock, an_act
from support.on_screen import row_text, rows_of, visible_words
from tracker.app import AppGateway, create_plan
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.ports import Act
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import WindowAsker
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme
from tracker.ui.shell.main_window import MainWindow
from tracker.ui.shell.workspace import Workspace

TODAY = date(2024, 3, 12)
WAIT_MS = 60_000
SOON_MS = 200
ROUNDS = 3
"""How often the window must be found idle in a row: one job's answer often begins the next."""


class StillGateway(AppGateway):
    """The program as it is, but on a clock that stands still."""

    def __init__(self, who: str, clock: FixedClock) -> None:
        super().__init__(who, None)
        self.clock = clock

    @cached_property
    def _acting(self) -> Act:
        return an_act(self._who or "", self.clock)


def make_sample_plan(target: Path, today: date = TODAY) -> Path:
    """The sample plan in mid-life as seen from a fixed day, as a plan file."""
    from tracker.paths import resource
    from tracker.reading.reader import read_file
    from tracker.services.plan.sample import SAMPLE_LETTER, fill_sample, first_act

    letter = resource("samples", SAMPLE_LETTER)
    act = first_act(today, "tester")
    store = create_plan(str(target), "Serious youth violence: partnership action plan", act)
    try:
        fill_sample(store, read_file(letter), letter.read_bytes(), act)
    finally:
        store.close()
    return target


@dataclass
class Keyboard:
    """A window, and what was pressed in it. `strokes` counts every key (`letters`: those of
    words typed), `pressed` says them in order.
    """

    window: MainWindow
    qtbot: QtBot
    clock: FixedClock
    strokes: int = 0
    letters: int = 0
    pressed: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    # Pressing

    def press(self, *keys: str, times: int = 1) -> None:
        """Presses keys as they are written in menus ("Ctrl+K", "Down", "n"), each once or so many times."""
        for key in keys:
            for _ in range(times):
                self._stroke(key)
                self._come_to_rest()
            self.pressed.append(key if times == 1 else f"{key} ×{times}")

    def type(self, words: str) -> None:
        """Types words letter by letter; new lines are refused, since Enter does different things."""
        assert "\n" not in words, "press Enter apart from words"
        for letter in words:
            QTest.keyPress(self._front(), letter)
            QTest.keyRelease(self._front(), letter)
            self.strokes += 1
            self.letters += 1
        self._come_to_rest()
        self.pressed.append(f"“{words}”")

    def run(self, command: str) -> None:
        """Runs a command, or jumps to a record, through the palette: Ctrl+K, its words, Enter."""
        self.press("Ctrl+K")
        self.type(command)
        self.press("Return")

    def _stroke(self, key: str) -> None:
        sequence = QKeySequence(key)
        assert sequence.count() == 1, f"“{key}” is not one key"
        combination = sequence[0]
        code, modifiers = combination.key(), combination.keyboardModifiers()
        assert code != Qt.Key.Key_unknown, f"no key is called “{key}”"
        QTest.keyPress(self._front(), code, modifiers)
        # A press may close the window that took it; what is in front by then hears the release.
        QTest.keyRelease(self._front(), code, modifiers)
        self.strokes += 1

    def _front(self) -> QWindow | QWidget:
        """Where the platform sends keys: an open popup, else the window in front."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        if QGuiApplication.focusWindow() is None:
            # A desktop brings the window behind to the front when a dialog closes; no display, no desktop.
            (QApplication.activeModalWidget() or self.window).activateWindow()
            self.qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None, timeout=WAIT_MS)
        handle = QGuiApplication.focusWindow()
        assert handle is not None, "no window is in front, so that keys would reach nothing"
        return handle

    # Waiting

    def settle(self) -> None:
        """Waits until nothing is under way and everything is painted."""
        self._come_to_rest()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Waits until something is so; fails the test when it never is."""
        self.qtbot.waitUntil(holds, timeout=WAIT_MS)
        self._come_to_rest()

    def wait_for_text(self, words: str) -> None:
        """Waits until these words stand on screen."""
        self.wait_until(lambda: self.shows(words))

    def _come_to_rest(self) -> None:
        for _ in range(ROUNDS):
            QApplication.processEvents()
            self.qtbot.waitUntil(self._idle, timeout=WAIT_MS)
        QApplication.processEvents()

    def _idle(self) -> bool:
        """No job is under way, and nothing that the window put off for a moment is still to come."""
        return not self.window.jobs.busy and not any(map(_soon, self.window.findChildren(QTimer)))

    # What a person at it knows: what is on screen

    @property
    def focus(self) -> QWidget:
        """The widget that has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    @property
    def focus_name(self) -> str:
        """What a screen reader says has the keyboard; the widget's kind where it has no name."""
        widget = self.focus
        return widget.accessibleName() or getattr(widget, "text", lambda: "")() or type(widget).__name__

    @property
    def notice(self) -> str:
        """What the strip or the words over the lower edge say; "" for nothing."""
        return self.window.notice.words

    @property
    def row(self) -> str:
        """The list row in hand, its cells as a screen reader says them; "" for none."""
        view = self._list()
        return row_text(view, view.currentIndex()) if view is not None and view.currentIndex().isValid() else ""

    @property
    def active_entry(self) -> str:
        """The entry of an open menu that Enter would choose; "" where no menu is open."""
        popup = QApplication.activePopupWidget()
        entry = popup.activeAction() if isinstance(popup, QMenu) else None
        return entry.text() if entry is not None else ""

    @property
    def rows(self) -> list[str]:
        """Every row of the list on show, in order, groups before what hangs from them."""
        view = self._list()
        return [] if view is None else rows_of(view)

    @property
    def texts(self) -> list[str]:
        """Every piece of text that is visible on screen in labels, buttons, fields and lists."""
        return visible_words()

    def shows(self, words: str) -> bool:
        """Whether these words stand somewhere on screen."""
        return any(words.casefold() in text.casefold() for text in self.texts)

    def _list(self) -> QAbstractItemView | None:
        focus = QApplication.focusWidget()
        while focus is not None:
            if isinstance(focus, QAbstractItemView):
                return focus
            focus = focus.parentWidget()
        return getattr(self.work.nav.view, "tree", None)

    # What only a test knows

    @property
    def work(self) -> Workspace:
        """The plan's part of the window."""
        assert self.window.workspace is not None, "no plan is open"
        return self.window.workspace

    @property
    def plan(self) -> Snapshot:
        """The plan as the window has it."""
        assert self.window.hub is not None, "no plan is open"
        return self.window.hub.snapshot

    def kept(self) -> Snapshot:
        """The plan as it stands in the file, read afresh."""
        from tracker.app import open_plan

        assert self.window.hub is not None, "no plan is open"
        store = open_plan(self.window.hub.session.address)
        try:
            return store.snapshot()
        finally:
            store.close()


@contextmanager
def at_the_keyboard(
    plan: Path, qtbot: QtBot, *, who: str = "Improvement Lead", today: date = TODAY, place: Do = Do.RECOMMENDATIONS
) -> Iterator[Keyboard]:
    """The real window open on a plan file, in front, with the keyboard in one of its places: a list unless given."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    clock = FixedClock()
    clock.moment = clock.moment.replace(year=today.year, month=today.month, day=today.day)
    gateway, theme, jobs = StillGateway(who, clock), Theme("light"), Jobs()
    theme.apply(app)
    opened: list[Path] = []
    window = MainWindow(
        gateway, jobs, Settings(plan.with_suffix(".settings")), WindowAsker(theme), theme, opener=opened.append
    )
    window.resize(1440, 860)
    keyboard = Keyboard(window, qtbot, clock, opened=opened)
    try:
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        window.files.open_plan(str(plan))
        keyboard.wait_until(lambda: window.workspace is not None)
        if place is not Do.MY_WORK:
            window.do(place)
            keyboard.settle()
        keyboard.strokes = keyboard.letters = 0
        keyboard.pressed.clear()
        yield keyboard
    finally:
        _leave(window, jobs, gateway, qtbot)
        theme.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _soon(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS


def _leave(window: MainWindow, jobs: Jobs, gateway: AppGateway, qtbot: QtBot) -> None:
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and top is not window:
            top.close()
    window.close()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=WAIT_MS)
    gateway.close()
    jobs.close()
    window.deleteLater()
    jobs.deleteLater()


def fresh(plan: Path, folder: Path) -> Path:
    """A copy of a plan file for one test to write in."""
    return Path(shutil.copy(plan, folder / plan.name))
