"""The references kept at the left edge of a list run sideways take the mouse for the column they show."""

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.gateway import ScriptedAsker
from tracker.domain.plan.ids import RecordId
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.action_columns import PLAN_COLUMNS
from tracker.ui.plan_list.plan_view import PlanView

A1, A2, A3, A4 = (an_id(500 + n) for n in range(1, 5))
SCROLLS = (40, 150, 400)
LEFT = Qt.MouseButton.LeftButton
PLAIN, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def view(hub: Hub, asker: ScriptedAsker, theme: Theme, qtbot: QtBot) -> PlanView:
    """The flat list with every column shown, in too narrow a window."""
    made = PlanView(hub, asker, theme)
    made.resize(1100, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.flat.setChecked(True)
    made.tree.columns.show([column.key for column in PLAN_COLUMNS])
    qtbot.waitUntil(lambda: made.tree.horizontalScrollBar().maximum() > max(SCROLLS))
    made.show_record(A1)
    return made


def over(view: PlanView, record: RecordId, x: int = 20) -> QPoint:
    """Where the reference of a record is seen, in the window."""
    tree = view.tree
    middle = tree.visualRect(view.model.places_of(record)[0]).center().y()
    return tree.viewport().mapTo(view, QPoint(x, middle))


def over_heading(view: PlanView, x: int = 20) -> QPoint:
    header = view.tree.header()
    return header.mapTo(view, QPoint(x, header.height() // 2))


def run_sideways(view: PlanView, by: int) -> None:
    view.tree.horizontalScrollBar().setValue(by)
    assert view.tree.pinned.isVisible()


def click(view: PlanView, place: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.mouseClick(view.windowHandle(), LEFT, keys, place)


def editors_of(view: PlanView) -> list[Any]:
    found: Sequence[Any] = [*view.tree.findChildren(QLineEdit, "list editor"), *view.tree.findChildren(QComboBox)]
    return [one for one in found if one.isVisible()]


@pytest.mark.parametrize("by", SCROLLS)
def test_a_click_takes_the_reference_in_hand_and_not_what_it_covers(view: PlanView, qtbot: QtBot, by: int) -> None:
    run_sideways(view, by)
    click(view, over(view, A2))
    assert view.tree.current_id() == A2
    assert view.tree.currentIndex().column() == 0
    assert view.tree.selected_ids() == [A2]
    qtbot.wait(10)
    assert view.tree.horizontalScrollBar().value() == by
    view.edit_here()
    (editor,) = editors_of(view)
    assert editor.geometry().left() >= 0


@pytest.mark.parametrize("by", SCROLLS)
def test_a_double_click_opens_no_covered_cell(view: PlanView, qtbot: QtBot, by: int) -> None:
    run_sideways(view, by)
    place = over(view, A2)
    click(view, place)
    QTest.mouseDClick(view.windowHandle(), LEFT, PLAIN, place)
    qtbot.wait(10)
    assert not editors_of(view)
    assert view.tree.currentIndex().column() == 0


def test_a_double_click_beside_the_references_opens_the_cell_seen_there(view: PlanView, qtbot: QtBot) -> None:
    tree = view.tree
    start = view.model.column_of("start")
    run_sideways(view, tree.columnViewportPosition(start) - tree.columnWidth(0) + 30)
    place = over(view, A2, tree.columnWidth(0) + 20)
    click(view, place)
    assert tree.currentIndex().column() == start
    QTest.mouseDClick(view.windowHandle(), LEFT, PLAIN, place)
    (editor,) = editors_of(view)
    assert tree.viewport().rect().contains(editor.geometry())


def test_rows_are_selected_by_their_references(view: PlanView) -> None:
    run_sideways(view, 150)
    click(view, over(view, A1))
    click(view, over(view, A3), CTRL)
    assert view.tree.selected_ids() == [A1, A3]
    click(view, over(view, A2))
    click(view, over(view, A4), SHIFT)
    assert view.tree.selected_ids() == [A2, A3, A4]


@pytest.mark.parametrize("by", SCROLLS)
def test_their_heading_sorts_by_reference(view: PlanView, by: int) -> None:
    run_sideways(view, by)
    click(view, over_heading(view))
    assert view.model.order == (0, False)
    click(view, over_heading(view))
    assert view.model.order == (0, True)
    assert view.tree.horizontalScrollBar().value() == by


def test_a_heading_beside_theirs_sorts_by_its_own_column(view: PlanView) -> None:
    tree = view.tree
    start = view.model.column_of("start")
    run_sideways(view, tree.columnViewportPosition(start) - tree.columnWidth(0) + 30)
    click(view, over_heading(view, tree.columnWidth(0) + 30))
    assert view.model.order == (start, False)


def test_the_arrow_of_a_group_folds_it(view: PlanView, theme: Theme) -> None:
    view.grouped.setChecked(True)
    first = view.model.index(0, 0)
    group = view.model.record_id(first)
    assert group is not None
    assert view.tree.isExpanded(first)
    run_sideways(view, 150)
    click(view, over(view, group, theme.space(2)))
    assert not view.tree.isExpanded(view.model.index(0, 0))
    click(view, over(view, group, theme.space(2)))
    assert view.tree.isExpanded(view.model.index(0, 0))


def test_the_left_arrow_goes_back_to_the_first_column_itself(view: PlanView) -> None:
    run_sideways(view, 150)
    click(view, over(view, A2))
    QTest.keyClick(view.tree, Qt.Key.Key_Right)
    QTest.keyClick(view.tree, Qt.Key.Key_Left)
    assert view.tree.currentIndex().column() == 0
    assert view.tree.horizontalScrollBar().value() == 0


@pytest.mark.parametrize("key", ["title", "start", "forecast_due", "accountable", "priority"])
def test_a_cell_comes_into_view_before_its_editor_opens(view: PlanView, key: str) -> None:
    tree = view.tree
    index = view.model.places_of(A2, view.model.column_of(key))[0]
    for by in (tree.horizontalScrollBar().maximum(), 0):
        tree.horizontalScrollBar().setValue(by)
        tree.edit(index)
        (editor,) = editors_of(view)
        assert editor.geometry().left() >= 0
        assert editor.geometry().left() < tree.viewport().width() - 40
        QTest.keyClick(editor, Qt.Key.Key_Escape)
