"""The window before a plan is open: its start screen, recent plans, a new one."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from support.builders import a_plan_store
from support.gateway import FakeGateway, ScriptedAsker
from support.window import Opened
from tracker import settings as options
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.shell.start import FilesGiven


def test_the_start_screen_offers_the_four_ways_to_begin(window: Opened) -> None:
    start = window.window.start
    assert start.isVisible()
    named = [card.accessibleName() for card in (start.report, start.open, start.sample)]
    assert named[0].startswith("New plan from a report")
    assert named[2].startswith("Open the sample plan")
    assert not window.window.actions_table[Do.REPORT].isEnabled()


def test_the_sample_opens_in_one_click(window: Opened) -> None:
    window.qtbot.mouseClick(window.window.start.sample, Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    assert window.work.nav.plan_view.model.count() == 5
    assert window.window.windowTitle() == "Response to the joint inspection – Improvement tracker"


def test_a_card_is_pressed_with_enter(window: Opened) -> None:
    window.window.start.sample.setFocus()
    window.qtbot.keyClick(window.window.start.sample, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()


def test_recent_plans_come_back_and_missing_ones_say_so(
    window: Opened, gateway: FakeGateway, settings: Settings, tmp_path: Path
) -> None:
    there = tmp_path / "Here.plan"
    there.write_bytes(b"")
    gateway.plans[str(there)] = a_plan_store()
    settings.set(options.RECENT, [str(there), str(tmp_path / "Gone.plan")])
    window.window.close_plan()
    window.window._show_start()
    cards = list(window.window.start._rows)
    assert cards[0].accessibleName().startswith("Here")
    assert "not found" in cards[1].accessibleName()
    window.qtbot.mouseClick(cards[1], Qt.MouseButton.LeftButton)
    assert window.window.workspace is None
    window.qtbot.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    assert settings.get(options.RECENT)[0] == str(there)
    window.window.start.forget_asked.emit(str(tmp_path / "Gone.plan"))
    assert settings.get(options.RECENT) == [str(there)]


def test_a_plan_that_cannot_be_opened_is_said_in_the_strip(window: Opened) -> None:
    window.window.files.open_plan("/nowhere/Lost.plan")
    window.settle()
    assert "There is no plan at Lost.plan." in window.window.notice.words
    assert "Choose another file." in window.window.notice.words
    assert window.window.workspace is None


def test_an_empty_plan_is_begun_by_title_and_place(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    asker.answers = ["Answer to the letter", tmp_path / "Answer.plan"]
    window.do(Do.NEW_PLAN)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    assert window.work.hub.snapshot.plan.title == "Answer to the letter"
    assert "Drop the inspection report" in window.work.nav.plan_view.empty.words


def test_whoever_was_here_before_goes_on_with_the_latest_plan(
    window: Opened, settings: Settings, tmp_path: Path
) -> None:
    addresses = [tmp_path / f"{name}.plan" for name in "abcdef"]
    for address in addresses:
        address.write_bytes(b"")
    settings.set(options.RECENT, list(map(str, addresses)))
    window.window._show_start()
    QApplication.processEvents()
    start = window.window.start
    assert [card.accessibleName()[0] for card in start._rows] == ["a", "b", "c", "d"]
    assert start._rows[0].y() < start.report.y()
    assert window.window.focusWidget() is start._rows[0]
    passed = []
    for _ in range(5):
        passed.append(window.window.focusWidget())
        window.qtbot.keyClick(window.window.focusWidget(), Qt.Key.Key_Tab)
    assert passed == [*start._rows, start.report]


def test_a_plan_double_clicked_on_a_mac_is_opened(
    window: Opened, qapp: QApplication, gateway: FakeGateway, tmp_path: Path
) -> None:
    path = tmp_path / "Söhne's.plan"
    gateway.create_plan(str(path), "Plan")
    given = FilesGiven(window.window)
    qapp.installEventFilter(given)
    try:
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(path))))
    finally:
        qapp.removeEventFilter(given)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
