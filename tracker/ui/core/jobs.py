"""Work off the main thread: a lane for each sort of work, answers on the main thread.

Python lets one thread work at a time. The main thread asks for its turn many times in every paint, so a job may keep it
waiting for no more than TURN_S each time, and one that nobody waits for asks again and again whether the window has
anything to do first (`Ticket.give_way`).
A job's answer comes by `Ticket.done` or `Ticket.failed`; what is not a UserError goes to `sys.excepthook` as well, so
that the crash window shows it.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from tracker.errors import UserError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

SLOW_MS = 600
TURN_S = 0.001
"""So long a job works on after another thread has asked for its turn."""
SPELL_S = 0.01
"""So long a job that nobody waits for works before it gives way again."""
PATIENCE_S, ASKED_S, AGAIN_MS = 5.0, 0.05, 5
"""So long it waits for what goes before it, and so often it and the window look whether that is over."""


class Lane(StrEnum):
    """Where a job runs. Each lane runs one job at a time, in the order they were asked for."""

    DATABASE = "database"
    FILES = "files"
    WATCHING = "watching"
    """What looks at the plan beside all else, for as long as that takes."""
    COPIES = "copies"
    """The copies that a plan keeps by itself; they are checked whole, which takes as long."""


BESIDE = (Lane.WATCHING, Lane.COPIES)
"""Lanes whose jobs nobody waits for: they begin once whatever somebody waits for is done."""


class Ticket(QObject):
    """One job under way. It calls `step` and `give_way` from its own thread; `cancelled` tells it to stop."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)
    _came = Signal(object, object)
    _asked = Signal()

    def __init__(self, what: str, jobs: Jobs, lane: Lane) -> None:
        super().__init__(jobs)
        self.what, self.lane = what, lane
        self.finished = False
        self._jobs = jobs
        self._stop = False
        self._turn, self._gave = threading.Event(), 0.0
        self._came.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._asked.connect(self._let_on, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Asks the job to stop at its next step."""
        self._stop = True

    def cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._stop

    def give_way(self) -> bool:
        """Waits until the window, and every job that somebody waits for, is done; whether this one was asked to stop.

        It may be called often: it lets the job work for a spell before it makes it wait again.
        """
        if time.monotonic() - self._gave < SPELL_S:
            return self._stop
        end = time.monotonic() + PATIENCE_S
        self._turn.clear()
        self._asked.emit()
        while not (self._stop or self._turn.wait(ASKED_S)) and time.monotonic() < end:
            pass
        self._gave = time.monotonic()
        return self._stop

    @Slot()
    def _let_on(self) -> None:
        if self._jobs.awaited:
            QTimer.singleShot(AGAIN_MS, self._let_on)
        else:
            # What is to be painted comes after this, and the timer after the paint.
            QTimer.singleShot(0, self._turn.set)

    def step(self, done: int, total: int) -> None:
        """Tells how far the job is."""
        self.progressed.emit((done, total))

    def answer(self, value: object, error: BaseException | None) -> None:
        """Hands the outcome to the main thread (called on the pool's thread)."""
        self._came.emit(value, error)

    @Slot(object, object)
    def _settle(self, value: object, error: object) -> None:
        self.finished = True
        if error is None:
            self.done.emit(value)
            return
        self.failed.emit(error)
        if not isinstance(error, UserError) and isinstance(error, Exception):
            sys.excepthook(type(error), error, error.__traceback__)


class Jobs(QObject):
    """Runs jobs on their lanes and tells when one takes longer than a moment."""

    slow = Signal(object)
    """A ticket that has run for more than 600 ms."""
    idle = Signal()
    """No job is under way any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._open: set[Ticket] = set()
        sys.setswitchinterval(TURN_S)

    @property
    def busy(self) -> bool:
        """Whether any job is under way."""
        return bool(self._open)

    @property
    def awaited(self) -> bool:
        """Whether any job is under way that somebody waits for."""
        return any(ticket.lane not in BESIDE for ticket in self._open)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Any], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
        what: str = "",
    ) -> Ticket:
        """Starts `work` on its lane; `done` and `failed` are bound slots called on the main thread."""
        return self.run_with_ticket(_without_ticket(work), done, failed, lane=lane, what=what)

    def run_with_ticket(
        self,
        work: Callable[[Ticket], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Any], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
        what: str = "",
    ) -> Ticket:
        """As `run`, for work that reports its progress and can be cancelled."""
        ticket = Ticket(what, self, lane)
        if done is not None:
            ticket.done.connect(_held(done))
        if failed is not None:
            ticket.failed.connect(_held(failed))
        ticket.done.connect(self._finished)
        ticket.failed.connect(self._finished)
        self._open.add(ticket)
        timer = QTimer(ticket)
        timer.setSingleShot(True)
        timer.timeout.connect(self._tell_slow)
        timer.start(SLOW_MS)
        self._pool(lane).submit(_perform, ticket, work)
        return ticket

    def _pool(self, lane: Lane) -> ThreadPoolExecutor:
        if lane not in self._pools:
            from concurrent.futures import ThreadPoolExecutor

            self._pools[lane] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=lane.value)
        return self._pools[lane]

    def close(self) -> None:
        """Waits for what is under way and takes no more."""
        for ticket in self._open:
            ticket.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True)

    @Slot()
    def _tell_slow(self) -> None:
        timer = self.sender()
        ticket = timer.parent() if isinstance(timer, QTimer) else None
        if isinstance(ticket, Ticket) and not ticket.finished:
            self.slow.emit(ticket)

    @Slot(object)
    def _finished(self, _outcome: object) -> None:
        ticket = self.sender()
        if isinstance(ticket, Ticket):
            self._open.discard(ticket)
            ticket.deleteLater()
        if not self._open:
            self.idle.emit()


def _held(slot: Callable[[Any], object]) -> Callable[[Any], object]:
    """The slot, kept alive by its connection.

    Qt's Python lets a bound method's object go, and the connection with it. For a QObject that is right (it was
    closed meanwhile); for any other object the answer would be lost.
    """
    owner = getattr(slot, "__self__", None)
    if owner is None or isinstance(owner, QObject):
        return slot

    def call(value: Any) -> object:
        return slot(value)

    return call


def _without_ticket(work: Callable[[], Any]) -> Callable[[Ticket], Any]:
    def run(_ticket: Ticket) -> Any:
        return work()

    return run


def _perform(ticket: Ticket, work: Callable[[Ticket], Any]) -> None:
    try:
        if ticket.lane in BESIDE:
            ticket.give_way()
        value = work(ticket)
    except BaseException as error:  # noqa: BLE001 - handed to the main thread whole, which tells faults apart
        ticket.answer(None, error)
    else:
        ticket.answer(value, None)
