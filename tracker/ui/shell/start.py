"""Starts the window: one application, its theme and crash window, and the plan that was named."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Slot

from tracker import settings as options
from tracker.overriding import override
from tracker.settings import Settings
from tracker.ui.core.dialogs import WindowAsker
from tracker.ui.core.garbage import Collector
from tracker.ui.core.jobs import Jobs, Lane
from tracker.ui.look.icons import program_icon
from tracker.ui.look.layouts import NARROW
from tracker.ui.look.theme import Theme, make_application
from tracker.ui.shell.crash import Crashes
from tracker.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from tracker.ui.core.gateway import Gateway


DESKTOP_FILE = "improvement-tracker"
"""What installers/linux/improvement-tracker.desktop is called: desktops find name and icon of a window by it."""


STOPPED = 130
"""The exit status after Ctrl-C."""


def run(gateway: Gateway, address: str | None = None, painted: Callable[[], None] | None = None) -> int:
    """Opens the window, on a plan where one is named; returns the exit status when it closes.

    `painted` is called once, after the first paint.
    """
    app = make_application(sys.argv[0])
    app.setApplicationName("improvement-tracker")
    app.setApplicationDisplayName("Improvement tracker")
    app.setDesktopFileName(DESKTOP_FILE)
    settings = Settings()
    theme = Theme(settings.get(options.THEME), app, text_size=settings.get(options.TEXT_SIZE))
    theme.apply(app)
    jobs = Jobs(app)
    collector = Collector(app, lambda: jobs.busy)
    window = MainWindow(gateway, jobs, settings, WindowAsker(theme, settings), theme)
    window.files.opened.connect(collector.keep)

    def first_painted() -> None:
        if painted is not None:
            painted()
        app.setWindowIcon(program_icon())
        jobs.run(_empty_opened, lane=Lane.FILES)
        if address is None:
            window.offer_drafts()

    window.painted.connect(first_painted)
    if sys.platform == "darwin":
        # Everywhere else nobody sends such events, and a filter on the application sees every event there is.
        app.installEventFilter(FilesGiven(window))
    crashes = _watch(window)
    ctrl_c = CtrlC(window)
    if window.as_left or window.screen().availableGeometry().width() >= NARROW:
        window.show()
    else:
        window.showMaximized()  # the first time it takes a small screen whole
    if settings.problem:
        window.notice.say(settings.problem)
    if address is not None:
        window.files.open_plan(address)
    try:
        status = app.exec()
        return STOPPED if ctrl_c.asked else status
    finally:
        ctrl_c.stop()
        crashes.stop()
        gateway.close()  # a page or a document that hangs would hold up what follows
        jobs.close()
        _empty_opened()
        collector.stop()


def _empty_opened() -> None:
    """Removes the copies of evidence that were opened to be looked at."""
    from tracker import opened

    opened.empty()


def _watch(window: MainWindow) -> Crashes:
    crashes = Crashes(window)
    crashes.user_error.connect(window.fail)
    crashes.start()
    return crashes


def _wires() -> tuple[int, int, Callable[[], object], tuple[Callable[[], None], ...]]:
    """Two ends that wake the event loop, what empties the first, and what closes both."""
    if sys.platform == "win32":
        # Qt watches only sockets there. The module is slow to read, so it is left alone elsewhere.
        import socket

        one, other = socket.socketpair()
        other.setblocking(False)
        return one.fileno(), other.fileno(), partial(one.recv, 64), (one.close, other.close)
    hears, tells = os.pipe()
    os.set_blocking(tells, False)
    return hears, tells, partial(os.read, hears, 64), (partial(os.close, hears), partial(os.close, tells))


class CtrlC(QObject):
    """Closes the window at Ctrl-C as a person would, so that nothing typed is lost; Qt alone would not hear of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.asked = False
        self._window = window
        hears, tells, self._read, self._ends = _wires()
        self._notifier = QSocketNotifier(hears, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        self._before = signal.getsignal(signal.SIGINT)
        if self._before is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, self._ask)
        self._wakes = signal.set_wakeup_fd(tells, warn_on_full_buffer=False)

    def stop(self) -> None:
        """Puts back what Ctrl-C did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakes)
        signal.signal(signal.SIGINT, self._before)
        for shut in self._ends:
            shut()

    def _ask(self, _signal: int, _frame: object) -> None:
        self.asked = True
        self._window.leave()

    @Slot()
    def _heard(self) -> None:
        """By coming here, Python comes to what waits for it."""
        self._read()


class FilesGiven(QObject):
    """Opens what the system hands to the running program: on macOS a file that was double-clicked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        from PySide6.QtGui import QFileOpenEvent

        if isinstance(event, QFileOpenEvent):
            return self._window.files.take([Path(event.file())])
        return False
