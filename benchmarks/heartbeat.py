"""A beat in the main thread, and waiting for paint: how long a window kept its user waiting, and when it answered."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView, QWidget
from typing_extensions import override

BEAT_MS = 5
LONG_MS = 50
PATIENCE_MS = 20_000


class Took(NamedTuple):
    """How long an answer took in ms: by the clock, and the processor time of all this process's threads."""

    clock: float
    cpu: float


class Beat(QObject):
    """The largest gap between beats: by the clock, and the main thread's own processor time within such a gap.

    Beside them stands the longest collection of Python's garbage, which stops every thread.
    The clock counts what a user waits, also for another thread that holds the interpreter or for a busy machine; the
    processor time leaves a busy machine out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.clock = self.own = self.collecting = self._collects = 0.0
        self.long = 0
        gc.callbacks.append(self._collected)
        self._last = (time.perf_counter(), time.thread_time())
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(BEAT_MS)

    def _tick(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        gap = now[0] - self._last[0] - BEAT_MS / 1000
        self.clock = max(self.clock, gap)
        self.long += gap > LONG_MS / 1000
        self.own = max(self.own, now[1] - self._last[1])
        self._last = now

    def _collected(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._collects = time.perf_counter()
        else:
            self.collecting = max(self.collecting, time.perf_counter() - self._collects)

    @contextmanager
    def watch(self, into: dict[str, Any]) -> Iterator[None]:
        """A block whose largest gaps, in ms, are noted as stall_ms and stall_cpu_ms, with how many were long."""
        rest(3 * BEAT_MS)
        self.clock, self.own, self.collecting, self.long = 0.0, 0.0, 0.0, 0
        yield
        rest(12 * BEAT_MS)
        into["stall_ms"], into["stall_cpu_ms"] = self.clock * 1000, self.own * 1000
        into["stalls"], into["garbage_ms"] = self.long, self.collecting * 1000


class Painted(QObject):
    """When a list was painted after it told that its rows are others."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._met: Callable[[], bool] | None = None
        self.at = self._cpu = 0.0
        self._told = self._painted = False
        self._loop = QEventLoop(self)
        tree.viewport().installEventFilter(self)

    def tell(self, *_said: object) -> None:
        """The rows are others now: the next paint shows them."""
        self._told = self._told or self._met is None or self._met()

    def expect(self, met: Callable[[], bool] | None = None) -> float:
        """The moment from which an answer is waited for; rows count only once `met` holds, where it is given."""
        self._met, self._told, self._painted, self.at = met, False, False, 0.0
        self._cpu = time.process_time()
        return time.perf_counter()

    def wait(self, since: float) -> Took:
        """What it took until the new rows had been painted."""
        if not self.at:
            end = QTimer(self)
            end.setSingleShot(True)
            end.timeout.connect(self._loop.quit)
            end.start(PATIENCE_MS)
            self._loop.exec()
            end.stop()
        if not self.at:
            raise SystemExit("the rows were never painted")
        return Took((self.at - since) * 1000, (time.process_time() - self._cpu) * 1000)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._told and event.type() is QEvent.Type.Paint:
            self._told, self._painted = False, True
            # The paint itself comes after this; the timer after the paint.
            QTimer.singleShot(0, self._done)
        return False

    def _done(self) -> None:
        # A paint from before something was expected is no answer to it.
        if self._painted:
            self.at = time.perf_counter()
            self._loop.quit()


def rest(ms: float) -> None:
    """Lets the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(ms), loop.quit)
    loop.exec()


def rest_until(met: Callable[[], bool], what: str, patience_ms: float = PATIENCE_MS) -> None:
    """Lets the window work until something is so."""
    end = time.monotonic() + patience_ms / 1000
    while not met():
        if time.monotonic() > end:
            raise SystemExit(f"{what}: waited in vain")
        rest(2)


def spread(took: list[Took]) -> dict[str, Any]:
    """Median and worst of several times."""
    clock, cpu = [one.clock for one in took], [one.cpu for one in took]
    return {
        "median_ms": statistics.median(clock),
        "worst_ms": max(clock),
        "cpu_ms": statistics.median(cpu),
        "times": len(took),
    }


def type_key(widget: QWidget, letter: str) -> None:
    """Types one letter, or takes one back ("\\b")."""
    if letter == "\b":
        QTest.keyClick(widget, Qt.Key.Key_Backspace)
    else:
        QTest.keyClicks(widget, letter)


def scroll_through(tree: QTreeView) -> dict[str, Any]:
    """Scrolls a list by wheel, by page and by dragging its bar from end to end; how far it reaches, in bar's steps."""
    port, bar = tree.viewport(), tree.verticalScrollBar()
    bar.setValue(0)
    for _ in range(60):
        _turn_wheel(port)
        rest(16)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Home)
    # The same key goes to today in the timeline.
    tree.setCurrentIndex(tree.model().index(0, 0))
    bar.setValue(0)
    rest(100)
    first = bar.value()
    for _ in range(30):
        QTest.keyClick(tree, Qt.Key.Key_PageDown)
        rest(40)
    if bar.value() <= first:
        raise SystemExit("the keys did not scroll the list")
    for step in range(60):
        bar.setValue(bar.maximum() * step // 59)
        rest(16)
    return {"reach": bar.maximum()}


def _turn_wheel(port: QWidget) -> None:
    middle = QPointF(port.rect().center())
    event = QWheelEvent(
        middle, QPointF(port.mapToGlobal(port.rect().center())), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def memory_mb() -> float:
    """What this process holds in memory now (0 where the system does not tell)."""
    if not sys.platform.startswith("linux"):
        return 0.0
    with open("/proc/self/status", encoding="ascii") as told:  # noqa: PTH123 - not a file
        return next((int(line.split()[1]) / 1024 for line in told if line.startswith("VmRSS:")), 0.0)
