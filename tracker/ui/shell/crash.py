"""One window for faults of the program: it never interrupts, folds repeats, and offers the details to copy.

Faults on any thread end up here. The details hold the program's own lines and the kinds of error; words of the plan
are not among them, since an error's message is shown but not logged.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from tracker.errors import UserError

if TYPE_CHECKING:
    from tracker.ui.core.crash_window import CrashWindow, Fault

log = logging.getLogger(__name__)


class Crashes(QObject):
    """Catches what nobody else did, on every thread, and shows it in one window. `stop` puts the old hooks back."""

    _came = Signal(str, str, str)
    user_error = Signal(object)
    """A fault of the world that nobody caught: the window's strip says it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.faults: list[Fault] = []
        self.window: CrashWindow | None = None
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Puts itself in the place of Python's own hooks."""
        sys.excepthook = self._main
        threading.excepthook = self._thread
        sys.unraisablehook = self._unraisable

    def stop(self) -> None:
        """Puts the old hooks back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _main(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._take(error, trace)

    def _thread(self, args: Any) -> None:
        if args.exc_value is not None:
            self._take(args.exc_value, args.exc_traceback)

    def _unraisable(self, args: Any) -> None:
        if args.exc_value is not None:
            self._take(args.exc_value, args.exc_traceback)

    def _take(self, error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, UserError):
            self.user_error.emit(error)
            return
        frames = traceback.extract_tb(trace)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        # The message may quote the plan, so the log gets the kind of error and the place only.
        log.error("%s at %s", type(error).__name__, place)
        details = "".join(traceback.format_exception(type(error), error, trace))
        self._came.emit(type(error).__name__, place, details)

    @Slot(str, str, str)
    def _show(self, name: str, place: str, details: str) -> None:
        from tracker.ui.core.crash_window import CrashWindow, Fault

        fault = Fault(name, place, details)
        known = next((one for one in self.faults if (one.name, one.place) == (fault.name, fault.place)), None)
        if known is not None:
            known.times += 1
        else:
            self.faults.append(fault)
        if self.window is None:
            self.window = CrashWindow()
            self.window.destroyed.connect(self._gone)
        self.window.show_faults(self.faults)
        self.window.show()

    @Slot()
    def _gone(self) -> None:
        self.window = None
