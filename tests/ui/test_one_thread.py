"""The plan's own thread: who acts is bound when asked, a busy plan is waited for aloud, files are made of snapshots."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from typing_extensions import override

from support.builders import an_id
from support.gateway import FakeSession
from support.window import Opened
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.core.gateway import Refreshed
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Jobs

A4 = an_id(504)
WAITING = "Waiting for somebody else who is writing to this plan"


def retitled(uow: UnitOfWork, act: Act) -> Any:
    return set_fields(uow, act, ["A1"], {"title": "By whoever asked"})


def test_a_write_is_signed_by_whoever_acted_when_it_was_asked_for(
    hub: Hub, session: FakeSession, jobs: Jobs, qtbot: QtBot
) -> None:
    go, judged = threading.Event(), []

    def judging(uow: UnitOfWork, act: Act) -> Any:
        judged.append((act.who, act.today))
        return retitled(uow, act)

    hub.session.act_as("Ann Lee")
    hub.session.judge_at(date(2024, 3, 1))
    jobs.run(lambda: go.wait(5))
    hub.write(judging)
    hub.ask(lambda _uow, act: judged.append((act.who, act.today)), print)
    hub.session.act_as("Bob Day")
    hub.session.judge_at(None)
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    with session.store.begin() as uow:
        (_, stamp) = uow.stamps()[-1]
    assert stamp.who == "Ann Lee"
    assert judged == [("Ann Lee", date(2024, 3, 1))] * 2


def test_what_is_handed_out_is_the_plan_as_it_stands_and_who_asked(
    hub: Hub, session: FakeSession, jobs: Jobs, qtbot: QtBot
) -> None:
    came: list[tuple[str, str, str]] = []

    def make(snapshot: Snapshot, act: Act) -> tuple[str, str, str]:
        return snapshot.by_ref("A1").title, act.who, threading.current_thread().name  # type: ignore[union-attr]

    with session.store.begin() as uow:
        retitled(uow, session.act())
    hub.session.act_as("Ann Lee")
    hub.hand_out(make, came.append)
    hub.session.act_as("Bob Day")
    qtbot.waitUntil(lambda: bool(came), timeout=5000)
    ((title, who, thread),) = came
    assert (title, who) == ("By whoever asked", "Ann Lee")
    assert thread.startswith("files")


def test_the_files_lane_never_asks_the_plan(session: FakeSession, hub: Hub, jobs: Jobs, qtbot: QtBot) -> None:
    refused: list[object] = []

    def ask() -> None:
        try:
            session.snapshot()
        except AssertionError as error:
            refused.append(error)

    from tracker.ui.core.jobs import Lane

    jobs.run(ask, lane=Lane.FILES)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    assert len(refused) == 1


class BusySession(FakeSession):
    """A plan that somebody else is writing to until `free` is set."""

    free: threading.Event

    @override
    def write(
        self, command: Callable[[UnitOfWork, Act], Any], act: Act, old: Snapshot, *, before: str = ""
    ) -> Refreshed:
        self.free.wait(10)
        return super().write(command, act, old, before=before)


@pytest.mark.parametrize("refuse", [None, UserError("memory.plan is in use by someone else", "try again in a moment")])
def test_a_busy_plan_is_waited_for_aloud_and_the_words_are_kept(on_plan: Opened, refuse: UserError | None) -> None:
    session = on_plan.session
    session.__class__ = BusySession
    session.free = threading.Event()  # type: ignore[attr-defined]
    on_plan.do(Do.RECOMMENDATIONS)
    tree = on_plan.work.nav.plan_view.tree
    assert tree.edit_cell(A4, "title")
    editor = tree.findChild(QLineEdit, "list editor")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    on_plan.qtbot.keyClicks(editor, "Typed while busy")
    on_plan.qtbot.keyClick(editor, Qt.Key.Key_Return)
    on_plan.qtbot.waitUntil(lambda: WAITING in on_plan.work.status.words, timeout=5000)
    session.refuse = refuse
    session.free.set()  # type: ignore[attr-defined]
    on_plan.settle()
    assert WAITING not in on_plan.work.status.words
    if refuse is None:
        assert session.snapshot().get(A4).title == "Typed while busy"
    else:
        on_plan.qtbot.waitUntil(lambda: tree.findChild(QLineEdit, "list editor") is not None, timeout=5000)
        assert "Typed while busy" in [one.text() for one in tree.findChildren(QLineEdit, "list editor")]
