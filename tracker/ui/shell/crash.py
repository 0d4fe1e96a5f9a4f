"""One window for faults of the program: it never interrupts, folds repeats, and offers the details to copy.

Faults on any thread end up here. The details hold the program's own lines and the kinds of error; words of the plan
are not among them, since an error's message is shown but not logged.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tracker import __version__
from tracker.errors import UserError
from tracker.ui.look.fitted import FittedDialog
from tracker.ui.look.parts import button, label

log = logging.getLogger(__name__)


@dataclass
class Fault:
    """One defect as it showed itself, and how often."""

    name: str
    place: str
    details: str
    times: int = 1


class Crashes(QObject):
    """Catches what nobody else did, on every thread, and shows it in one window. `stop` puts the old hooks back."""

    _came = Signal(object)
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
        self._came.emit(Fault(type(error).__name__, place, details))

    @Slot(object)
    def _show(self, fault: Fault) -> None:
        known = next((one for one in self.faults if (one.name, one.place) == (fault.name, fault.place)), None)
        if known is not None:
            known.times += 1
        else:
            self.faults.append(fault)
        if self.window is None:
            self.window = CrashWindow(QGuiApplication.applicationDisplayName())
            self.window.destroyed.connect(self._gone)
        self.window.show_faults(self.faults)
        self.window.show()

    @Slot()
    def _gone(self) -> None:
        self.window = None


class CrashWindow(FittedDialog):
    """Says that the program has a fault, that the plan is safe, and what to send."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(title or self.tr("Improvement tracker"))
        self._head = label(self.tr("The program has a fault"), "heading", self)
        said = self.tr(
            "What you were doing may not have worked. Everything that was saved is safe, and you can go on. "
            "To have it mended, copy the details and send them. Look them over first: they can quote words of the plan."
        )
        self._words = label(said, "", self, wrap=True)
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details of the fault"))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy = button(self.tr("Copy details"), "primary", self)
        copy.clicked.connect(self._copy)
        close = button(self.tr("Close"), "", self)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        for widget in (self._head, self._words, self.details):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 90, self.fontMetrics().height() * 24)

    def show_faults(self, faults: list[Fault]) -> None:
        """Lists every fault once, with how often it came."""
        import platform

        head = f"Improvement tracker {__version__}, Python {platform.python_version()}, {platform.platform()}"
        parts = [head]
        for fault in faults:
            times = f" ({fault.times} times)" if fault.times > 1 else ""
            parts.append(f"{fault.name} at {fault.place}{times}\n{fault.details}")
        self.details.setPlainText("\n\n".join(parts))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
