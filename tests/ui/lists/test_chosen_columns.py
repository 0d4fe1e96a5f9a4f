"""Columns chosen in the window: by keyboard, put back, remembered, kept with a view."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from support.gateway import ScriptedAsker
from support.window import Opened, visible
from tracker import settings as options
from tracker.settings import Settings
from tracker.ui.core.commands import MENUS, Do
from tracker.ui.lists.columns_sheet import ColumnsSheet
from tracker.ui.plan_list.action_columns import PLAN_COLUMNS
from tracker.ui.shell.kept_views import KeptViews

USUAL = ["ref", "title", "owner", "due", "status"]
MORE = [column.key for column in PLAN_COLUMNS if not column.usual]


def sheet_of(on_plan: Opened) -> ColumnsSheet:
    sheet = on_plan.window.findChild(ColumnsSheet)
    assert sheet is not None
    return sheet


def test_columns_are_chosen_from_the_view_menu_by_keyboard(on_plan: Opened, qtbot: QtBot) -> None:
    assert Do.COLUMNS in dict(MENUS)["&View"]
    tree = on_plan.work.nav.plan_view.tree
    on_plan.do(Do.COLUMNS)
    sheet = sheet_of(on_plan)
    box = sheet.boxes["owner"]
    assert box.hasFocus() or sheet.focusWidget() is box
    focus: Any = box
    while focus is not sheet.boxes["priority"]:
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        focus = sheet.focusWidget()
        assert isinstance(focus, QCheckBox)
    qtbot.keyClick(focus, Qt.Key.Key_Space)
    assert "Priority" in visible(tree)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert "Priority" in visible(tree)


def test_esc_puts_back_what_was_shown(on_plan: Opened, qtbot: QtBot) -> None:
    tree = on_plan.work.nav.plan_view.tree
    before = tree.columns.shown
    on_plan.do(Do.COLUMNS)
    sheet = sheet_of(on_plan)
    sheet.boxes["start"].click()
    sheet.boxes["owner"].click()
    assert "Start" in visible(tree)
    assert "Owner" not in visible(tree)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert tree.columns.shown == before


def test_the_usual_columns_are_one_press_away(on_plan: Opened, qtbot: QtBot) -> None:
    tree = on_plan.work.nav.plan_view.tree
    tree.columns.show([*USUAL, *MORE])
    on_plan.do(Do.COLUMNS)
    sheet = sheet_of(on_plan)
    usual = next(one for one in sheet.findChildren(QPushButton) if one.text() == "The usual columns")
    usual.click()
    assert tree.columns.shown == USUAL
    assert [key for key, box in sheet.boxes.items() if box.isChecked()] == USUAL[2:]
    sheet.accept()


def test_the_command_serves_the_list_in_hand(on_plan: Opened) -> None:
    on_plan.do(Do.PEOPLE)
    on_plan.do(Do.COLUMNS)
    assert [box.text() for box in sheet_of(on_plan).boxes.values()] == ["Role", "Agency", "E-mail", "Owns"]
    sheet_of(on_plan).reject()
    QApplication.processEvents()
    on_plan.do(Do.OVERVIEW)
    on_plan.do(Do.COLUMNS)
    assert on_plan.work.nav.place is Do.RECOMMENDATIONS


def test_the_choice_is_remembered_with_the_window(on_plan: Opened, settings: Settings) -> None:
    on_plan.work.nav.plan_view.tree.columns.show([*USUAL, "last_update"])
    on_plan.do(Do.CLOSE_PLAN)
    on_plan.do(Do.OPEN_SAMPLE)
    on_plan.qtbot.waitUntil(lambda: on_plan.window.workspace is not None, timeout=5000)
    on_plan.settle()
    assert on_plan.work.nav.plan_view.tree.columns.shown == [*USUAL, "last_update"]
    assert "last_update" in str(settings.get(options.COLUMNS))


def test_a_kept_view_brings_its_columns(on_plan: Opened, asker: ScriptedAsker) -> None:
    plan = on_plan.work.nav.plan_view
    plan.tree.columns.show([*USUAL, "times_moved", "redated"])
    plan.tree.sort_by(plan.model.column_of("times_moved"), True)
    asker.answers.append("For the board")
    on_plan.do(Do.SAVE_VIEW)
    plan.tree.columns.show_usual()
    assert plan.model.order is None
    views = on_plan.work.findChild(KeptViews)
    assert views is not None
    views.show("For the board")
    assert plan.tree.columns.shown == [*USUAL, "times_moved", "redated"]
    assert plan.model.order == (plan.model.column_of("times_moved"), True)


def test_a_view_kept_without_columns_leaves_them(on_plan: Opened, settings: Settings) -> None:
    plan = on_plan.work.nav.plan_view
    kept = {on_plan.work.hub.snapshot.plan.id: {"Old": {"terms": ["overdue"], "grouped": True}}}
    settings.set(options.KEPT_VIEWS, kept)
    plan.tree.columns.show([*USUAL, "start"])
    views = on_plan.work.findChild(KeptViews)
    assert views is not None
    views.show("Old")
    assert plan.tree.columns.shown == [*USUAL, "start"]
