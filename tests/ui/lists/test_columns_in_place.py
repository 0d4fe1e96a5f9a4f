"""Cells of the columns that can be chosen, edited in place in the list."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.gateway import ScriptedAsker
from support.window import editor_of, settle, visible
from tracker.services.evidence import evidence
from tracker.services.records import editing
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.action_columns import PLAN_COLUMNS
from tracker.ui.plan_list.plan_view import PlanView

A1, A2, A3, A4, A5 = (an_id(500 + n) for n in range(1, 6))
USUAL = ["ref", "title", "owner", "due", "status"]
MORE = [column.key for column in PLAN_COLUMNS if not column.usual]


@pytest.fixture
def desk(hub: Hub, asker: ScriptedAsker, theme: Theme, qtbot: QtBot) -> PlanView:
    """The list of the plan in mid-life with every column shown."""
    made = PlanView(hub, asker, theme)
    made.resize(2200, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.tree.columns.show([*USUAL, *MORE])
    made.tree.setFocus()
    return made


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [("start", "5 feb 2024", date(2024, 2, 5)), ("forecast_due", "2024-06-30", date(2024, 6, 30)), ("start", "", None)],
)
def test_days_are_typed_in_place(
    desk: PlanView, hub: Hub, qtbot: QtBot, key: str, words: str, value: date | None
) -> None:
    assert desk.tree.edit_cell(A2, key)
    editor = editor_of(desk.tree)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, hub)
    assert getattr(hub.snapshot.get(A2), key) == value


def test_a_day_that_is_none_is_refused_and_stands_to_be_mended(desk: PlanView, hub: Hub, qtbot: QtBot) -> None:
    faults: list[object] = []
    hub.failed.connect(faults.append)
    assert desk.tree.edit_cell(A2, "start")
    editor = editor_of(desk.tree)
    editor.selectAll()
    qtbot.keyClicks(editor, "soonish")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, hub)
    assert len(faults) == 1
    assert editor_of(desk.tree).text() == "soonish"
    assert hub.snapshot.get(A2).start == date(2024, 1, 15)


def test_a_priority_is_chosen_in_place_and_can_be_emptied(desk: PlanView, hub: Hub, qtbot: QtBot) -> None:
    for steps, value in ((1, "high"), (-1, None)):
        assert desk.tree.edit_cell(A2, "priority")
        box = editor_of(desk.tree)
        assert [box.itemText(at) for at in range(box.count())] == ["–", "High", "Medium", "Low"]
        qtbot.keyClick(box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        settle(qtbot, hub)
        assert hub.snapshot.get(A2).priority == value


def test_who_is_accountable_is_typed_for_all_selected(desk: PlanView, hub: Hub, qtbot: QtBot) -> None:
    before = hub.snapshot.number
    desk.flat.setChecked(True)
    desk.tree.setCurrentIndex(desk.model.places_of(A1)[0])
    desk.tree.selectAll()
    desk.tree.edit(desk.model.places_of(A2, desk.model.column_of("accountable"))[0])
    editor = editor_of(desk.tree)
    qtbot.keyClicks(editor, "Chair of the Partnership")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, hub)
    names = {hub.snapshot.name_of(hub.snapshot.get(one).accountable) for one in (A1, A2, A3)}
    assert names == {"Chair of the Partnership"}
    assert hub.snapshot.number == before + 1


def test_what_is_worked_out_is_not_typed(desk: PlanView) -> None:
    for key in ("times_moved", "days_slipped", "assurance", "accepted_evidence", "last_update", "redated"):
        assert not desk.tree.edit_cell(A2, key)


def test_asking_to_edit_a_hidden_column_shows_it(desk: PlanView) -> None:
    desk.tree.columns.show(["ref", "title"])
    desk.show_record(A2)
    desk.edit_cell("owner")
    assert "Owner" in visible(desk.tree)
    assert editor_of(desk.tree).isVisible()


def test_a_cell_follows_what_is_written_elsewhere(desk: PlanView, hub: Hub, qtbot: QtBot) -> None:
    at = desk.model.column_of("accepted_evidence")
    assert desk.model.cell(A3, at).text == "0"
    hub.write(lambda uow, act: evidence.review(uow, act, "E1", accept=True))
    settle(qtbot, hub)
    assert desk.model.cell(A3, at).text == "1"
    person = hub.snapshot.get(an_id(202))
    hub.write(lambda uow, act: editing.set_fields(uow, act, ["A2"], {"accountable": person.name}))
    hub.write(lambda uow, act: editing.set_fields(uow, act, [person.ref], {"name": "Lead for Health"}))
    settle(qtbot, hub)
    assert desk.model.cell(A2, desk.model.column_of("accountable")).text == "Lead for Health"
