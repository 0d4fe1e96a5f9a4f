"""Keys and menus on the record in hand, the plain lists, the questions asked, and the start of the program."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.ui.core.commands import Do
from tracker.ui.evidence.attach_sheet import AttachSheet
from tracker.ui.lists.editors import DateLine
from tracker.ui.look.theme import Theme
from tracker.ui.overview.overview import Overview
from tracker.ui.plan_rules.agree_sheet import AgreeSheet
from tracker.ui.registers.register_view import RegisterView

A2, A4 = an_id(502), an_id(504)


# The record in hand


@pytest.mark.parametrize(("do", "key"), [(Do.EDIT, "title"), (Do.ASSIGN, "owner"), (Do.DEADLINE, "due")])
def test_letters_open_the_cell_they_name(on_plan: Opened, do: Do, key: str) -> None:
    plan = on_plan.work.nav.plan_view
    plan.show_record(A4)
    on_plan.do(do)
    assert plan.tree.currentIndex().column() == plan.model.column_of(key)
    assert plan.tree.findChild(QLineEdit, "list editor") is not None


@pytest.mark.parametrize("do", [Do.UPDATE, Do.ATTACH, Do.ATTACH_LINK])
def test_updates_and_evidence_are_written_in_the_panel(on_plan: Opened, do: Do) -> None:
    on_plan.work.panes.show_panel(False)
    on_plan.work.nav.plan_view.show_record(A4)
    on_plan.do(do)
    assert on_plan.work.panes.panel.isVisible()
    assert on_plan.work.panes.panel.record == A4


def test_assigning_elsewhere_opens_the_panel(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.show_record(A4)
    on_plan.do(Do.WIDEN)
    on_plan.do(Do.EDIT)
    assert on_plan.work.panes.panel.record == A4


def test_a_new_action_from_another_place_goes_to_the_list_first(on_plan: Opened) -> None:
    on_plan.do(Do.PEOPLE)
    on_plan.do(Do.NEW_ACTION)
    assert on_plan.work.nav.place is Do.RECOMMENDATIONS
    assert on_plan.work.nav.plan_view.model.draft is not None


def test_agreeing_asks_first_and_fixes_dates(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    asker.answers = ["Answer", tmp_path / "Answer.plan"]
    window.do(Do.NEW_PLAN)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    window.work.nav.plan_view.edits.add("Write the answer", ())
    window.settle()
    action = window.work.hub.snapshot.actions[0]
    window.work.nav.plan_view.edits.edit(action.id, "due", "1 Jun 2024")
    window.settle()
    window.do(Do.AGREE)
    sheet = window.window.findChild(AgreeSheet)
    assert sheet is not None
    assert [made.accessibleName() for made in sheet.figures] == ["No owner: 1"]
    sheet.send()
    window.settle()
    assert window.work.hub.snapshot.actions[0].original_due == date(2024, 6, 1)
    assert window.window.notice.words == ("The plan is agreed. Its original dates are fixed. Still open: no owner 1.")


def test_filter_and_clear_reach_every_list(on_plan: Opened) -> None:
    on_plan.do(Do.PEOPLE)
    view = on_plan.work.nav.view
    assert isinstance(view, RegisterView)
    on_plan.do(Do.FILTER)
    assert view.search.hasFocus()
    on_plan.qtbot.keyClicks(view.search, "nurse")
    on_plan.qtbot.waitUntil(lambda: view.model.count() == 1, timeout=1000)
    on_plan.qtbot.keyClick(view.search, Qt.Key.Key_Down)
    assert view.tree.hasFocus()
    on_plan.do(Do.CLEAR_FILTERS)
    assert view.model.count() > 1
    on_plan.do(Do.OVERVIEW)
    on_plan.do(Do.FILTER)
    assert on_plan.work.nav.plan_view.search.hasFocus()


# Plain lists


def test_a_new_meeting_has_its_name_and_day_and_is_in_hand(on_plan: Opened, asker: ScriptedAsker) -> None:
    asker.answers = ["Scrutiny, 5 Jun 2024"]
    on_plan.do(Do.NEW_MEETING)
    on_plan.settle()
    added = on_plan.work.hub.snapshot.by_ref("T2")
    assert (added.name, added.held_on) == ("Scrutiny", date(2024, 6, 5))
    assert on_plan.work.nav.place is Do.MEETINGS
    assert on_plan.work.nav.current_id() == added.id


def test_evidence_is_attached_where_only_evidence_is_in_hand(on_plan: Opened, asker: ScriptedAsker) -> None:
    on_plan.do(Do.EVIDENCE)
    on_plan.work.nav.view.show_record(None)
    on_plan.do(Do.ATTACH)
    (sheet,) = on_plan.window.findChildren(AttachSheet)
    sheet.subject.setText("no such thing")
    sheet.subject.commit()
    assert not sheet.form.isEnabled()
    assert "Choose one" in sheet.note.text
    sheet.subject.setText("a2")
    sheet.subject.commit()
    assert sheet.subject.text().startswith("A2  ")
    sheet.form.start_link()
    sheet.form._send()
    assert "A link is needed" in sheet.form.note.text
    sheet.form.address.setText("https://example.org/audit")
    assert sheet.form.note.text == ""
    sheet.form.kind.set_value("Multi-agency audit")
    sheet.form.shows.set_value("Thirty plans read")
    before = len(on_plan.work.hub.snapshot.of(Kind.EVIDENCE))
    sheet.form._send()
    on_plan.settle()
    added = on_plan.work.hub.snapshot.of(Kind.EVIDENCE)[-1]
    assert len(on_plan.work.hub.snapshot.of(Kind.EVIDENCE)) == before + 1
    assert on_plan.work.hub.snapshot.refs_of(added.targets) == ("A2",)
    assert on_plan.work.nav.place is Do.EVIDENCE


def test_attaching_from_evidence_begins_with_what_that_is_for(on_plan: Opened) -> None:
    on_plan.do(Do.EVIDENCE)
    item = on_plan.work.hub.snapshot.of(Kind.EVIDENCE)[0]
    on_plan.work.nav.view.show_record(item.id)
    on_plan.do(Do.ATTACH)
    (sheet,) = on_plan.window.findChildren(AttachSheet)
    assert sheet.subject.text().split()[0] == on_plan.work.hub.snapshot.refs_of(item.targets)[0]
    assert sheet.form.isEnabled()
    sheet.close()


@pytest.mark.parametrize(
    ("place", "words", "said", "ref"),
    [
        (Do.PEOPLE, "New person", "Head of Access", "P6"),
        (Do.PEOPLE, "New agency", "Hospital trust", "G5"),
        (Do.MEASURES, "New measure", "Visits in time", "M2"),
    ],
)
def test_what_a_list_adds_by_name(
    on_plan: Opened, asker: ScriptedAsker, place: Do, words: str, said: str, ref: str
) -> None:
    on_plan.do(place)
    view = on_plan.work.nav.view
    assert isinstance(view, RegisterView)
    asker.answers = [said]
    pressed = next(one for one in view.findChildren(QWidget) if one.property("adds") == words)
    on_plan.qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
    on_plan.settle()
    added = on_plan.work.hub.snapshot.by_ref(ref)
    assert added is not None
    assert view.tree.current_id() == added.id


def test_a_list_without_a_match_offers_the_way_back(on_plan: Opened) -> None:
    on_plan.do(Do.SOURCES)
    view = on_plan.work.nav.view
    assert isinstance(view, RegisterView)
    view.search.setText("zzz")
    on_plan.qtbot.waitUntil(view.empty.isVisible, timeout=1000)
    view.empty.pressed.emit()
    on_plan.qtbot.waitUntil(view.tree.isVisible, timeout=1000)


def test_a_chart_says_what_is_under_the_mouse_and_opens_it(on_plan: Opened) -> None:
    on_plan.do(Do.OVERVIEW)
    view = on_plan.work.nav.view
    assert isinstance(view, Overview)
    on_plan.qtbot.waitUntil(lambda: bool(view.charts), timeout=5000)
    chart = view.charts[0]
    inside = chart.place_of(chart.picture.regions[0]).center()
    keys, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    move = QMouseEvent(QEvent.Type.MouseMove, inside, chart.mapToGlobal(inside), left, left, keys)
    chart.mouseMoveEvent(move)
    assert chart.accessibleName().endswith("Overdue")
    away = QMouseEvent(QEvent.Type.MouseMove, QPointF(1, 1), chart.mapToGlobal(QPointF(1, 1)), left, left, keys)
    chart.mouseMoveEvent(away)
    assert chart.accessibleName() == "Profile of the plan"
    on_plan.qtbot.mouseClick(chart, left, pos=inside.toPoint())
    on_plan.settle()
    assert on_plan.work.nav.place is Do.ACTIONS


def test_a_date_is_chosen_from_a_month_in_the_list(theme: Theme, qtbot: QtBot) -> None:
    line = DateLine(theme, date(2024, 3, 12))
    qtbot.addWidget(line)
    line.show()
    line.setText("1 Jun 2024")
    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    month = line.findChild(QCalendarWidget)
    assert month is not None
    assert month.selectedDate() == QDate(2024, 6, 1)
    assert month.firstDayOfWeek() is Qt.DayOfWeek.Monday
    month.clicked.emit(QDate(2024, 6, 14))
    assert line.text() == "14 Jun 2024"


def test_a_month_opens_at_today_where_no_date_is_typed(theme: Theme, qtbot: QtBot) -> None:
    line = DateLine(theme, date(2024, 3, 12))
    qtbot.addWidget(line)
    line.show()
    line.setText("no date")
    line.open_month()
    QApplication.processEvents()
    month = line.findChild(QCalendarWidget)
    assert month is not None
    assert month.selectedDate() == QDate(2024, 3, 12)
    qtbot.keyClick(month, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert line.text() == "no date"


# The start of the program


PROGRAM = """
from PySide6.QtCore import QCoreApplication, QTimer
from support.gateway import FakeGateway
from tracker.ui.shell import start
def painted():
    print("painted", flush=True)
    QTimer.singleShot(0, QCoreApplication.quit)
print("ended", start.run(FakeGateway(), None, painted))
"""


def test_the_program_starts_paints_and_ends(tmp_path: Path) -> None:
    """In a process of its own, since a program has one application."""
    tests = Path(__file__).parents[2]
    surroundings = {**os.environ, "PYTHONPATH": str(tests), "TRACKER_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=surroundings, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["painted", "ended", "0"], done.stderr
