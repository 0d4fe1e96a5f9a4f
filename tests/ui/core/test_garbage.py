"""Garbage is collected on the main thread, never on a pool thread."""

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from tracker.ui.core.garbage import PATIENCE, Collector
from tracker.ui.core.jobs import Jobs


class Loop:
    """Something only the collector can take away."""

    gone_on: ClassVar[list[str]] = []

    def __init__(self) -> None:
        self.own = self

    def __del__(self) -> None:
        self.gone_on.append(threading.current_thread().name)


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    was = gc.isenabled()
    made = Collector()
    yield made
    made.stop()
    made.deleteLater()
    if not was:
        gc.disable()


def test_work_on_a_pool_thread_leaves_garbage_to_the_main_thread(
    collector: Collector, jobs: Jobs, qtbot: QtBot
) -> None:
    Loop.gone_on.clear()
    gc.collect()

    def work() -> None:
        for _ in range(3000):
            Loop()

    jobs.run(work)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    for _ in range(3):
        collector.look()
    assert len(Loop.gone_on) == 3000
    assert set(Loop.gone_on) == {threading.main_thread().name}


def test_python_collects_again_afterwards(qtbot: QtBot) -> None:
    was = gc.isenabled()
    made = Collector()
    assert not gc.isenabled()
    made.stop()
    made.deleteLater()
    assert gc.isenabled()
    if not was:
        gc.disable()


def test_it_waits_while_something_is_under_way_but_not_for_ever(qtbot: QtBot) -> None:
    was = gc.isenabled()
    made = Collector(busy=lambda: True)
    try:
        Loop.gone_on.clear()
        for _ in range(3000):
            Loop()
        made.look()
        assert Loop.gone_on == []
        for _ in range(PATIENCE + 3):
            made.look()
        assert len(Loop.gone_on) == 3000
    finally:
        made.stop()
        if not was:
            gc.disable()


def test_a_plan_that_was_read_is_passed_over_until_the_next(qtbot: QtBot) -> None:
    was = gc.isenabled()
    made = Collector()
    try:
        made.keep()
        kept = gc.get_freeze_count()
        assert kept > 0
        Loop.gone_on.clear()
        Loop()
        made.keep()
        assert len(Loop.gone_on) == 1
    finally:
        made.stop()
        assert gc.get_freeze_count() == 0
        if not was:
            gc.disable()
