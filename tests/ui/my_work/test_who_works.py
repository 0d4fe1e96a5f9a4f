"""Who sits at the window: asked once, kept, and known to the register."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from support.gateway import FakeGateway, ScriptedAsker
from support.screens.working import Working
from support.window import Opened
from tracker import settings as options
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.people.who_sheet import WhoSheet

POLICE = "Detective Superintendent"


def test_a_name_is_asked_once_and_kept(at_work: Callable[..., Working], settings: Settings) -> None:
    at = at_work("tester")
    sheet = at.window.findChild(WhoSheet)
    assert sheet is not None
    assert sheet.isVisible()
    assert not sheet.save.isEnabled()
    sheet.name.setText(POLICE)
    assert sheet.role.text() == POLICE
    assert sheet.role.isReadOnly()
    sheet.leads.setChecked(True)
    sheet.send()
    at.settle()
    assert settings.get(options.WHO) == POLICE
    assert at.refs("late") == ["A2"]
    assert not at.view.strip.isHidden()
    at.window.close_plan()
    at.settle()
    again = at_work("tester")
    assert not [one for one in again.window.findChildren(WhoSheet) if one.isVisible()]
    assert again.work.hub.who == POLICE


def test_a_new_name_joins_the_register_with_role_and_agency(at_work: Callable[..., Working]) -> None:
    at = at_work("tester", E1={"review": "accepted"})
    sheet = at.window.findChild(WhoSheet)
    assert sheet is not None
    sheet.name.setText("Ann Hill")
    sheet.role.setText("Service Manager")
    sheet.agency.setText("Probation")
    sheet.send()
    at.settle()
    person = next(one for one in at.plan.people if one.name == "Ann Hill")
    assert (person.role, at.plan.name_of(person.agency)) == ("Service Manager", "Probation")
    assert "No open action names Ann Hill" in at.view.empty.words
    at.view.empty.pressed.emit()
    assert at.work.nav.place is Do.RECOMMENDATIONS


def test_who_says_no_name_is_asked_again_where_work_would_stand(at_work: Callable[..., Working]) -> None:
    at = at_work("tester")
    for one in at.window.findChildren(QDialog):
        one.close()
    assert "Who are you?" in at.view.empty.words
    assert at.work.top.who.text().strip() == "Who are you?"
    at.view.empty.pressed.emit()
    assert [one for one in at.window.findChildren(WhoSheet) if one.isVisible()]


def test_a_kept_name_that_the_plan_does_not_know_is_said(at_work: Callable[..., Working]) -> None:
    at = at_work("A Stranger", E1={"review": "accepted"})
    assert at.view.words.text() == "A Stranger is not in this plan's register of people yet."
    assert at.view.empty.isVisible()


def test_a_new_plan_asks_who_begins_it_before_its_report_is_added(
    window: Opened, gateway: FakeGateway, asker: ScriptedAsker, tmp_path: Path
) -> None:
    gateway.who = "tester"
    asker.answers = [tmp_path / "Answer.plan"]
    window.window.files.begin_from([tmp_path / "letter.pdf"])
    window.settle()
    view = window.window.stack.currentWidget()
    view.accept()
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    assert window.work.hub.snapshot.recommendations == ()
    sheet = window.window.findChild(WhoSheet)
    assert sheet is not None
    sheet.name.setText("Ann Hill")
    sheet.send()
    window.settle()
    assert len(window.work.hub.snapshot.recommendations) == 6
    assert window.session.store.book.pages[-1].stamp.who == "Ann Hill"


def test_enter_asks_for_role_and_agency_where_the_register_has_none(at_work: Callable[..., Working]) -> None:
    at = at_work("tester")
    sheet = at.window.findChild(WhoSheet)
    assert sheet is not None
    sheet.name.setText("Ann Hill")
    at.qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.role.hasFocus()
    sheet.role.setText("Service Manager")
    at.qtbot.keyClick(sheet.role, Qt.Key.Key_Return)
    assert sheet.agency.hasFocus()
    at.qtbot.keyClick(sheet.agency, Qt.Key.Key_Return)
    at.settle()
    assert next(one.role for one in at.plan.people if one.name == "Ann Hill") == "Service Manager"


def test_whoever_begins_a_plan_is_taken_for_its_lead(window: Opened, gateway: FakeGateway, tmp_path: Path) -> None:
    gateway.who = "tester"
    session = gateway.create_plan(str(tmp_path / "New.plan"), "New")
    window.window.files.opened.emit(session, session.snapshot())
    window.settle()
    assert window.window.findChild(WhoSheet).leads.isChecked()
