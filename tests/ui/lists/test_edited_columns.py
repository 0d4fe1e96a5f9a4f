"""Columns that would go while somebody types in them, and lists sorted by a column that is hidden."""

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.gateway import ScriptedAsker
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.plan_view import PlanView

A2 = an_id(502)
WIDE, NARROW = 1400, 760


@pytest.fixture
def view(hub: Hub, asker: ScriptedAsker, theme: Theme, qtbot: QtBot) -> PlanView:
    """The list of the plan in mid-life, with room for every usual column."""
    made = PlanView(hub, asker, theme)
    made.resize(WIDE, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.tree.setFocus()
    return made


def editors_of(view: PlanView) -> list[Any]:
    found: Sequence[Any] = [*view.tree.findChildren(QLineEdit, "list editor"), *view.tree.findChildren(QComboBox)]
    return [one for one in found if one.isVisible()]


def is_shown(view: PlanView, key: str) -> bool:
    return not view.tree.isColumnHidden(view.model.column_of(key))


def resize(view: PlanView, width: int) -> None:
    view.resize(width, 700)
    QApplication.processEvents()


def test_a_column_that_is_not_on_show_is_shown_to_be_edited(view: PlanView) -> None:
    resize(view, NARROW)
    assert view.tree.edit_cell(A2, "agency")
    QApplication.processEvents()
    (editor,) = editors_of(view)
    assert is_shown(view, "agency")
    assert editor.width() > 60
    assert view.tree.viewport().rect().contains(editor.geometry())


def test_hiding_a_column_writes_nothing_half_typed(view: PlanView, hub: Hub, qtbot: QtBot) -> None:
    before = hub.snapshot.number
    faults: list[object] = []
    hub.failed.connect(faults.append)
    assert view.tree.edit_cell(A2, "owner")
    (editor,) = editors_of(view)
    editor.selectAll()
    qtbot.keyClicks(editor, "Half a na")
    view.tree._choose_columns(QPoint(5, 5))
    menu = next(one for one in view.tree.findChildren(QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text() == "Owner").trigger()
    menu.close()
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not hub.jobs.busy)
    assert hub.snapshot.number == before
    assert not faults
    assert [one.text() for one in editors_of(view)] == ["Half a na"]
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not is_shown(view, "owner"))
    assert hub.snapshot.number == before


def test_a_sort_by_a_hidden_column_comes_back_with_the_column(view: PlanView) -> None:
    view.restore({"grouped": False, "order": ["start", True]})
    assert is_shown(view, "start")
    assert view.model.order == (view.model.column_of("start"), True)


def test_columns_that_come_back_without_the_sorted_one_end_the_sort(view: PlanView) -> None:
    usual = view.tree.header_state()
    view.restore({"grouped": False, "order": ["start", True]})
    view.tree.restore_header(usual)
    assert not is_shown(view, "start")
    assert view.model.order is None
    assert view.tree.header().sortIndicatorSection() == -1
