"""Work off the main thread goes on beside the window and gives way to it."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tracker.ui.core.jobs import Jobs, Lane, Ticket


class Heard(QObject):
    """Notes the events that are sent to it."""

    def __init__(self, noted: list[str]) -> None:
        super().__init__()
        self._noted = noted

    def event(self, event: QEvent) -> bool:
        self._noted.append("the window")
        return super().event(event)


def test_a_job_that_gives_way_goes_on_once_the_window_has_done_what_it_had_to(
    jobs: Jobs, qtbot: QtBot, monkeypatch: Any
) -> None:
    monkeypatch.setattr("tracker.ui.core.jobs.SPELL_S", 0.0)
    noted: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(ticket: Ticket) -> None:
        begun.set()
        go_on.wait(5)
        assert not ticket.give_way()
        noted.append("the job")

    heard = Heard(noted)
    jobs.run_with_ticket(work, lane=Lane.WATCHING)
    qtbot.waitUntil(begun.is_set, timeout=5000)
    # Asked for while the window is in the middle of something: less urgent than what a job sends, and yet it is first.
    QApplication.postEvent(heard, QEvent(QEvent.Type.User), -1)
    go_on.set()
    assert noted == []
    qtbot.waitUntil(lambda: len(noted) == 2, timeout=5000)
    assert noted == ["the window", "the job"]


def test_a_job_that_nobody_waits_for_begins_once_those_that_somebody_waits_for_are_done(
    jobs: Jobs, qtbot: QtBot
) -> None:
    noted: list[str] = []
    hold = threading.Event()

    def beside() -> None:
        noted.append("beside")

    def awaited() -> None:
        hold.wait(5)
        noted.append("awaited")

    jobs.run(beside, lane=Lane.COPIES)
    jobs.run(awaited, lane=Lane.DATABASE)
    qtbot.wait(50)
    assert noted == []
    hold.set()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    assert noted == ["awaited", "beside"]


def test_a_job_works_for_a_spell_before_it_gives_way_again(jobs: Jobs, qtbot: QtBot, monkeypatch: Any) -> None:
    monkeypatch.setattr("tracker.ui.core.jobs.SPELL_S", 60.0)
    begun, ended = threading.Event(), threading.Event()

    def work(ticket: Ticket) -> None:
        ticket.give_way()
        begun.set()
        for _ in range(100):
            ticket.give_way()
        ended.set()

    jobs.run_with_ticket(work, lane=Lane.WATCHING)
    qtbot.waitUntil(begun.is_set, timeout=5000)
    assert ended.wait(5), "it waits for the window no more"
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)


def test_a_job_that_is_to_stop_waits_for_no_window(jobs: Jobs, qtbot: QtBot, monkeypatch: Any) -> None:
    monkeypatch.setattr("tracker.ui.core.jobs.SPELL_S", 0.0)
    told: list[bool] = []
    begun, hold, ended = threading.Event(), threading.Event(), threading.Event()

    def work(ticket: Ticket) -> None:
        begun.set()
        hold.wait(5)
        told.append(ticket.give_way())
        ended.set()

    ticket = jobs.run_with_ticket(work, lane=Lane.WATCHING)
    qtbot.waitUntil(begun.is_set, timeout=5000)
    ticket.cancel()
    hold.set()
    assert ended.wait(5)
    assert told == [True]
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)


def test_a_lane_that_takes_long_holds_up_no_other(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[str] = []
    hold = threading.Event()
    for lane in (Lane.COPIES, Lane.WATCHING):
        jobs.run(lambda: hold.wait(5), lane=lane)
    for lane in (Lane.DATABASE, Lane.FILES):
        jobs.run(lambda: "done", done.append, lane=lane)
    qtbot.waitUntil(lambda: done == ["done", "done"], timeout=5000)
    assert jobs.busy
    hold.set()
