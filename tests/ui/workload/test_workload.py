"""The workload by mouse and keys: every number opens the list it counts."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.builders import an_empty_store, an_id
from support.window import Opened
from tracker.domain.actions.workload import OVERDUE, Workload, workload
from tracker.domain.plan.records import Kind
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records import editing
from tracker.ui.core.commands import Do
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.workload.load_model import LoadModel
from tracker.ui.workload.workload_view import WorkloadView

HELP, POLICE = an_id(201), an_id(202)
TODAY = date(2024, 3, 12)


@pytest.fixture
def view(hub: Hub, theme: Theme, qtbot: QtBot) -> WorkloadView:
    """The workload of the plan in mid-life, shown."""
    made = WorkloadView(hub, theme)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def set_fields(hub: Hub, qtbot: QtBot, ref: str, **fields: object) -> None:
    def command(uow: UnitOfWork, act: Act) -> object:
        return editing.set_fields(uow, act, [ref], fields)

    write(hub, qtbot, command)


def add_action(hub: Hub, qtbot: QtBot, **fields: object) -> None:
    def command(uow: UnitOfWork, act: Act) -> object:
        return editing.add(uow, act, Kind.ACTION, fields)

    write(hub, qtbot, command)


def write(hub: Hub, qtbot: QtBot, command: Callable[[UnitOfWork, Act], object]) -> None:
    hub.write(command)
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    QApplication.processEvents()


def test_the_numbers_stand_by_owner_and_month_with_totals(view: WorkloadView) -> None:
    model = view.model
    names = [model.headerData(n, Qt.Orientation.Vertical) for n in range(model.rowCount())]
    assert names == ["Detective Superintendent", "Head of Early Help", "No owner", "Total"]
    shown = {model.words(model.index(row, column)): model.index(row, column).data()
             for row in range(4) for column in range(model.columnCount())}  # fmt: skip
    assert {words: number for words, number in shown.items() if number} == {
        "Detective Superintendent, overdue": "1",
        "Detective Superintendent, all open actions": "1",
        "Head of Early Help, due in May 2024": "1",
        "Head of Early Help, all open actions": "1",
        "No owner, due in April 2024": "1",
        "No owner, all open actions": "1",
        "Everyone, overdue": "1",
        "Everyone, due in April 2024": "1",
        "Everyone, due in May 2024": "1",
        "Everyone, all open actions": "3",
    }
    assert view.words.text() == "3 open actions, 1 overdue. Each stands once, by its last approved date."
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Mar\n2024"


def test_arrows_go_from_cell_to_cell_and_enter_opens_the_list(view: WorkloadView, qtbot: QtBot) -> None:
    view.table.setFocus()
    assert view.model.words(view.table.currentIndex()) == "Detective Superintendent, overdue"
    with qtbot.waitSignal(view.list_asked) as asked:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert asked.args == ["Detective Superintendent, overdue", ("A2",)]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(view.table, key)
    with qtbot.waitSignal(view.list_asked) as asked:
        qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert asked.args == ["Head of Early Help, due in May 2024", ("A1",)]
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(view.list_asked):
        qtbot.keyClick(view.table, Qt.Key.Key_Return)


def test_a_click_on_a_number_opens_it(view: WorkloadView, qtbot: QtBot) -> None:
    total = view.model.index(3, view.model.columnCount() - 1)
    with qtbot.waitSignal(view.list_asked) as asked:
        at = view.table.visualRect(total).center()
        qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == ["Everyone, all open actions", ("A2", "A4", "A1")]
    qtbot.mouseMove(view.table.viewport(), at)
    qtbot.mouseMove(view.table.viewport(), at - QPoint(0, 4))
    assert view.table.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_every_number_equals_the_list_it_opens(on_plan: Opened) -> None:
    on_plan.qtbot.keyClick(
        on_plan.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    view = on_plan.work.nav.view
    assert isinstance(view, WorkloadView)
    assert not on_plan.work.panes.panel.isVisible()
    assert view.table.hasFocus()
    model = view.model
    cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    for cell in [cell for cell in cells if cell.data()]:
        on_plan.do(Do.WORKLOAD)
        view.table.put_hand_on(cell)
        on_plan.qtbot.keyClick(view.table, Qt.Key.Key_Return)
        assert on_plan.work.nav.place is Do.ACTIONS
        assert str(on_plan.work.nav.plan_view.model.count()) == cell.data()
        assert model.words(cell) in on_plan.work.nav.plan_view.only.text()


def test_only_rows_that_are_not_as_they_were_are_drawn_again(hub: Hub, view: WorkloadView, qtbot: QtBot) -> None:
    told: list[int] = []
    view.model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    named: list[int] = []
    view.model.headerDataChanged.connect(lambda _way, first, _last: named.append(first))
    set_fields(hub, qtbot, "A1", title="Said otherwise")
    assert (told, named) == ([], [])
    add_action(hub, qtbot, title="One more", due=date(2024, 6, 10), owner="Head of Early Help")
    assert (told, named) == ([1, 3], [])
    told.clear()
    add_action(hub, qtbot, title="Another", due=date(2024, 6, 11), owner="Head of Early Help")
    assert told == [0, 1, 2, 3], "the fullest cell shades all others"
    told.clear()
    set_fields(hub, qtbot, "P1", active_to=date(2025, 1, 31))
    assert (told, named) == ([1], [1])


def test_the_fullest_cell_is_looked_for_once_and_not_for_every_cell(
    hub: Hub, view: WorkloadView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def heaviest(load: Workload) -> int:
        asked.append(1)
        return found.__get__(load)

    found = Workload.heaviest
    monkeypatch.setattr(Workload, "heaviest", property(heaviest))
    view.grab()
    assert asked == []
    set_fields(hub, qtbot, "A4", owner="Designated Nurse")
    view.grab()
    assert asked == [1]


def test_by_agency_and_back(view: WorkloadView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.ways.button(1), Qt.MouseButton.LeftButton)
    assert view.model.headerData(0, Qt.Orientation.Vertical) == "Children's Services"
    again = WorkloadView(view._hub, view._theme)
    qtbot.addWidget(again)
    again.restore(view.state())
    assert (again.by, again.model.rowCount()) == ("agency", 4)
    again.restore({"by": "star sign"})
    assert again.by == "agency"


def test_it_keeps_up_with_the_plan_and_keeps_the_cell_in_hand(hub: Hub, view: WorkloadView, qtbot: QtBot) -> None:
    view.table.put_hand_on(view.model.place(POLICE, OVERDUE))
    set_fields(hub, qtbot, "A4", owner="Designated Nurse")
    assert view.model.words(view.table.currentIndex()) == "Detective Superintendent, overdue"
    assert view.model.headerData(0, Qt.Orientation.Vertical) == "Designated Nurse"
    add_action(hub, qtbot, title="Ring every school", owner="Designated Nurse", due=date(2024, 3, 29))
    assert view.model.refs(view.model.place(an_id(203), "2024-03")) == ("A6",)
    view.hide()
    set_fields(hub, qtbot, "A2", delivery="complete")
    assert view.model.rowCount() == 4
    view.show()
    assert view.model.rowCount() == 3


def test_who_has_left_is_marked_in_words(hub: Hub, view: WorkloadView, qtbot: QtBot) -> None:
    set_fields(hub, qtbot, "P1", active_to=date(2024, 3, 1))
    row = [view.model.headerData(n, Qt.Orientation.Vertical) for n in range(3)].index("Head of Early Help")
    tip = view.model.headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    assert tip == "Head of Early Help, left 1 Mar 2024"
    face = QAccessible.queryAccessibleInterface(view.table)
    assert face is not None
    said = [face.child(n).text(QAccessible.Text.Name) for n in range(face.childCount())]
    assert "Head of Early Help, due in May 2024, left 1 Mar 2024: 1" in said


def test_nothing_open_says_so(hub: Hub, theme: Theme, qtbot: QtBot) -> None:
    hub.snapshot = an_empty_store().snapshot()
    made = WorkloadView(hub, theme)
    qtbot.addWidget(made)
    assert "No open actions" in made.empty.words
    assert made._stack.currentWidget() is made.empty


def test_the_model_keeps_its_promises(hub: Hub, view: WorkloadView, qtbot: QtBot) -> None:
    model = LoadModel()
    for one in (model, view.model):
        QAbstractItemModelTester(one, QAbstractItemModelTester.FailureReportingMode.Fatal, one)
    model.show_load(workload(hub.snapshot, TODAY))
    model.show_load(workload(hub.snapshot, TODAY, "agency"))
    assert not model.place(HELP, "no such month").isValid()
    add_action(hub, qtbot, title="Ring every school", owner="Head of Early Help", due=date(2025, 3, 1))
    assert view.model.refs(view.model.place(HELP, "later")) == ("A6",)


def test_it_is_drawn_in_light_and_dark(view: WorkloadView, theme: Theme) -> None:
    for mode in ("dark", "light"):
        theme.set_mode(mode)
        assert not view.grab().isNull()
