"""What the window tells: faults of the program in one window, what waits and what is due, in plain words."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.builders import a_plan_store
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.records import editing
from tracker.ui.core.commands import Do
from tracker.ui.core.jobs import Jobs, Ticket
from tracker.ui.core.notice import NoticeStrip, Step
from tracker.ui.look.theme import Theme
from tracker.ui.shell.crash import Crashes
from tracker.ui.shell.status_line import StatusLine, statement_words, waiting_words


@pytest.fixture
def crashes(qtbot: QtBot) -> Iterator[Crashes]:
    made = Crashes()
    before = sys.excepthook
    made.start()
    yield made
    made.stop()
    assert sys.excepthook is not made._main
    sys.excepthook = before
    if made.window is not None:
        made.window.close()
    QApplication.processEvents()


def fail(word: str = "secret words of the plan") -> None:
    raise ValueError(word)


def raised() -> tuple[type[BaseException], BaseException, object]:
    try:
        fail()
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def test_a_fault_opens_one_window_that_does_not_interrupt(crashes: Crashes, qtbot: QtBot) -> None:
    sys.excepthook(*raised())
    qtbot.waitUntil(lambda: crashes.window is not None, timeout=2000)
    window = crashes.window
    assert window is not None
    assert not window.isModal()
    assert "ValueError" in window.details.toPlainText()
    assert "test_telling.py" in window.details.toPlainText()


def test_repeats_are_folded_and_other_threads_heard(crashes: Crashes, qtbot: QtBot, monkeypatch: object) -> None:
    for _ in range(3):
        sys.excepthook(*raised())
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: sum(fault.times for fault in crashes.faults) == 4, timeout=2000)
    assert len(crashes.faults) == 1
    assert crashes.window is not None
    assert "(4 times)" in crashes.window.details.toPlainText()


def test_the_log_holds_no_words_of_the_plan(crashes: Crashes, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    sys.excepthook(*raised())
    qtbot.waitUntil(lambda: bool(crashes.faults), timeout=2000)
    assert "ValueError at" in caplog.text
    assert "secret" not in caplog.text


def test_the_details_can_be_copied(crashes: Crashes, qtbot: QtBot) -> None:
    sys.excepthook(*raised())
    qtbot.waitUntil(lambda: crashes.window is not None, timeout=2000)
    assert crashes.window is not None
    crashes.window._copy()
    assert "ValueError" in QApplication.clipboard().text()


def test_a_fault_of_the_world_goes_to_the_strip_instead(crashes: Crashes, qtbot: QtBot) -> None:
    told: list[object] = []
    crashes.user_error.connect(told.append)
    error = UserError("the disk is full")
    sys.excepthook(UserError, error, None)
    assert told == [error]
    assert crashes.window is None


def test_the_strip_says_faults_until_closed_and_offers_steps(theme: Theme, qtbot: QtBot) -> None:
    strip = NoticeStrip(theme)
    qtbot.addWidget(strip)
    strip.fail(UserError("the plan file is locked", "close it elsewhere"))
    assert strip.words == "The plan file is locked. Close it elsewhere."
    assert strip.property("tone") == "bad"
    pressed: list[str] = []
    strip.say("Paper is written.", (Step("Open", lambda: pressed.append("open")),))
    assert strip.property("tone") == "active"
    strip._buttons[0].click()
    assert pressed == ["open"]
    assert strip.isHidden()
    strip.say("Undone: Title")
    assert strip.words == "Undone: Title"
    assert strip.isHidden()
    strip.fail(RuntimeError("inside"))
    assert "inside the program" in strip.words


TODAY = date(2024, 2, 26)


@pytest.mark.parametrize(
    ("fields", "today", "expected"),
    [
        ({"respond_by": date(2024, 3, 8)}, TODAY, "Written statement due in 9 working days (Fri 8 Mar 2024)"),
        ({"respond_by": date(2024, 3, 9)}, TODAY, "Written statement due in 9 working days: 9 Mar 2024 is a Saturday"),
        ({"respond_by": date(2024, 2, 26)}, TODAY, "Written statement due today (Mon 26 Feb 2024)"),
        ({"respond_by": date(2024, 2, 27)}, TODAY, "Written statement due in 1 working day (Tue 27 Feb 2024)"),
        ({"respond_by": date(2024, 2, 20)}, TODAY, "Written statement was due Tue 20 Feb 2024, 4 working days ago"),
        ({"submitted": date(2024, 2, 20)}, TODAY, "Written statement sent on 20 Feb 2024"),
        ({"respond_by": date(2024, 3, 8), "closure_days": ("2024-03-01", "never")}, TODAY, "in 8 working days"),
    ],
)
def test_when_the_statement_is_due(fields: dict[str, object], today: date, expected: str) -> None:
    snapshot = a_plan_store().snapshot()
    plan = replace(snapshot.plan, **fields)
    assert expected in statement_words(replace(snapshot, plan=plan), today)


def test_nothing_waits_and_nothing_is_due_in_an_empty_plan() -> None:
    from support.builders import an_empty_store

    snapshot = an_empty_store().snapshot()
    assert (waiting_words(snapshot), statement_words(snapshot, TODAY)) == ("", "")


def test_slow_work_shows_its_progress_and_can_be_stopped(theme: Theme, jobs: Jobs, qtbot: QtBot) -> None:
    line = StatusLine(theme, jobs)
    qtbot.addWidget(line)
    line.show()
    go = threading.Event()

    def work(ticket: Ticket) -> str:
        ticket.step(3, 10)
        while not ticket.cancelled() and not go.wait(0.01):
            pass
        return "stopped" if ticket.cancelled() else "done"

    answers: list[str] = []
    jobs.run_with_ticket(work, answers.append, what="Making the PDF")
    assert "Making" not in line.words
    qtbot.waitUntil(lambda: "Making the PDF…" in line.words, timeout=3000)
    line._stop.click()
    qtbot.waitUntil(lambda: answers == ["stopped"], timeout=3000)
    assert "Making" not in line.words


def test_the_palette_opens_a_filtered_list(on_plan: Opened) -> None:
    on_plan.do(Do.PALETTE)
    palette = on_plan.window.palette_list
    assert palette is not None
    on_plan.qtbot.keyClicks(palette.line, "overdue")
    from PySide6.QtCore import Qt

    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    model = on_plan.work.nav.plan_view.model
    assert [model.lookup(one).ref for one in model.listed()] == ["A2"]


def test_what_a_board_would_ask_about_is_said_as_it_is_written(on_plan: Opened) -> None:
    hub = on_plan.work.hub
    step = {"for": "A1", "title": "Draft", "due": "2024-04-02"}
    hub.write(lambda uow, act: editing.add(uow, act, Kind.MILESTONE, step))
    on_plan.settle()
    assert on_plan.window.notice.words == ""
    ref = hub.snapshot.of(Kind.MILESTONE)[-1].ref
    hub.write(lambda uow, act: editing.set_fields(uow, act, [ref], {"due": "2024-05-02"}))
    on_plan.settle()
    said = on_plan.window.notice.words
    assert f"{ref}, a step of A1, which is agreed, is due 2 May 2024 now" in said
    assert on_plan.window.notice.property("tone") == "warning"


def test_good_news_takes_the_place_of_a_remark_and_lies_above_what_offers_a_step(on_plan: Opened) -> None:
    notice = on_plan.window.notice
    notice.remark(["the date falls on a Sunday"])
    notice.say("The plan is agreed.")
    assert notice.isHidden()
    assert notice.words == "The plan is agreed."
    notice.say("The paper is written.", [Step("Open", lambda: None)])
    notice.say("The plan is agreed.")
    assert notice.isVisible()
    assert notice.toast.geometry().bottom() < notice.y()
