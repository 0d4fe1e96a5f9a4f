"""Several actions edited together in the real window: the bar above the list, the sheet, refusals and undo."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget

from support.builders import an_id
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.services.records.editing import add
from tracker.ui.core.commands import Do
from tracker.ui.plan_list.bulk_sheet import TogetherSheet

A1, A2, A3, A4, R1 = (an_id(number) for number in (501, 502, 503, 504, 401))
DOWN, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Return
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Dialogs that a test closed are gone before the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def select(on_plan: Opened, further: int) -> None:
    """Selects A1 and as many further actions of the flat list with Shift+Down."""
    on_plan.do(Do.ACTIONS)
    tree = on_plan.work.nav.plan_view.tree
    on_plan.work.nav.plan_view.show_record(A1)
    for _ in range(further):
        on_plan.qtbot.keyClick(tree, DOWN, SHIFT)


def opened(on_plan: Opened) -> TogetherSheet:
    on_plan.do(Do.EDIT_MANY)
    return next(one for one in on_plan.window.findChildren(TogetherSheet) if one.isVisible())


def send(on_plan: Opened, sheet: QWidget) -> None:
    on_plan.qtbot.keyClick(sheet, ENTER, CONTROL)
    on_plan.settle()


def test_the_bar_shows_while_several_actions_are_selected_and_clears(on_plan: Opened) -> None:
    plan = on_plan.work.nav.plan_view
    select(on_plan, 0)
    assert not plan.bar.isVisible()
    on_plan.qtbot.keyClick(plan.tree, DOWN, SHIFT)
    on_plan.qtbot.keyClick(plan.tree, DOWN, SHIFT)
    assert plan.bar.isVisible()
    assert plan.bar.count.text() == "3 selected"
    plan.bar.clear.click()
    assert not plan.bar.isVisible()
    assert plan.tree.hasFocus()
    assert [one.ref for one in plan.selected_actions()] == ["A3"]
    on_plan.qtbot.keyClick(plan.tree, Qt.Key.Key_A, CONTROL)
    assert plan.bar.count.text() == "5 selected"
    plan.set_filter(("overdue",))
    assert not plan.bar.isVisible()


def test_mark_complete_in_the_bar_completes_all_of_them(on_plan: Opened) -> None:
    select(on_plan, 1)
    on_plan.work.nav.plan_view.bar.complete.click()
    on_plan.settle()
    now = on_plan.session.snapshot()
    assert [now.get(one).delivery for one in (A1, A2)] == ["complete", "complete"]


def test_fields_dates_and_note_go_to_all_and_one_undo_takes_them_back(on_plan: Opened) -> None:
    select(on_plan, 1)
    before = on_plan.session.snapshot()
    sheet = opened(on_plan)
    assert sheet.rows["owner"].editor.hasFocus()
    assert not sheet.save.isEnabled()
    assert sheet.preview.text() == "Nothing is changed yet: fill in a field, or tick one to empty it."
    on_plan.qtbot.keyClicks(sheet.rows["owner"].editor, "Youth Justice Lead")
    on_plan.qtbot.keyClicks(sheet.rows["supporting"].editor.line, "Police")
    on_plan.qtbot.keyClicks(sheet.rows["due"].editor.line, "28 May 2024")
    sheet.as_update.setChecked(True)
    assert sheet.preview.text() == (
        "Owner, supporting and due on 2 actions; for 1 agreed date a new date is asked for (A2); the note is the "
        "reason; the note is an update on each."
    )
    send(on_plan, sheet)
    assert "why the agreed date moves" in sheet.note.text
    assert sheet.words.hasFocus()
    on_plan.qtbot.keyClicks(sheet.words, "The team was reorganised.")
    on_plan.qtbot.keyClick(sheet.words, ENTER, CONTROL)
    on_plan.settle()
    now = on_plan.session.snapshot()
    for one in (A1, A2):
        assert now.name_of(now.get(one).owner) == "Youth Justice Lead"
        assert [now.name_of(agency) for agency in now.get(one).supporting] == ["Police"]
        assert now.updates_for(one)[-1].text == "The team was reorganised."
    assert now.extensions_of(A2)[-1].state == "pending"
    assert now.number == before.number + 1
    assert "Owner, supporting and due on 2 actions" in on_plan.window.notice.words
    on_plan.do(Do.UNDO)
    after = on_plan.session.snapshot()
    assert all(after.of(kind) == before.of(kind) for kind in (Kind.ACTION, Kind.UPDATE, Kind.EXTENSION))


def test_a_refusal_stands_in_the_sheet_and_what_was_typed_stays(on_plan: Opened) -> None:
    select(on_plan, 2)
    sheet = opened(on_plan)
    on_plan.qtbot.keyClicks(sheet.rows["due"].editor.line, "32 May")
    on_plan.qtbot.keyClicks(sheet.words, "Later")
    send(on_plan, sheet)
    assert "32 May" in sheet.note.text
    sheet.rows["due"].editor.line.setText("1 Jun 2024")
    send(on_plan, sheet)
    assert "A3 is complete, so its deadline stays" in sheet.note.text
    assert sheet.isVisible()
    assert sheet.rows["due"].editor.line.text() == "1 Jun 2024"
    assert on_plan.session.snapshot().get(A1).due == date(2024, 5, 28)
    sheet.words.setPlainText("")
    on_plan.qtbot.keyClick(sheet.words, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_tick_without_a_value_empties_the_field_but_not_the_state(on_plan: Opened) -> None:
    select(on_plan, 1)
    sheet = opened(on_plan)
    sheet.rows["agency"].on.click()
    assert sheet.preview.text() == "Agency (emptied) on 2 actions."
    sheet.rows["delivery"].on.click()
    send(on_plan, sheet)
    assert "Choose the state" in sheet.note.text
    sheet.rows["delivery"].editor.setCurrentIndex(0)
    sheet.rows["success_measure"].editor.setPlainText("Nine in ten on time")
    send(on_plan, sheet)
    found = [on_plan.session.snapshot().get(one) for one in (A1, A2)]
    assert [(one.agency, one.delivery, one.success_measure) for one in found] == [
        (None, "not started", "Nine in ten on time")
    ] * 2


def test_it_also_opens_for_the_action_in_hand_elsewhere_and_says_where_to_choose(on_plan: Opened) -> None:
    on_plan.do(Do.PEOPLE)
    on_plan.do(Do.EDIT_MANY)
    assert "Choose the actions to edit together." in on_plan.window.notice.words
    on_plan.do(Do.RECOMMENDATIONS)
    on_plan.work.nav.plan_view.show_record(A4)
    sheet = opened(on_plan)
    assert sheet.windowTitle() == "Edit 1 action"
    sheet.as_update.setChecked(True)
    assert not sheet.save.isEnabled()
    sheet.words.setPlainText("Nothing has moved.")
    send(on_plan, sheet)
    assert on_plan.session.snapshot().updates_for(A4)[-1].text == "Nothing has moved."


def test_a_first_date_in_an_agreed_plan_is_said_to_be_fixed_before_it_is(on_plan: Opened) -> None:
    assert on_plan.window.hub is not None
    on_plan.window.hub.write(lambda uow, act: add(uow, act, Kind.ACTION, {"title": "Undated", "for": "R1"}))
    on_plan.settle()
    on_plan.do(Do.ACTIONS)
    undated = on_plan.session.snapshot().by_ref("A6")
    assert undated is not None
    on_plan.work.nav.plan_view.show_record(undated.id)
    sheet = opened(on_plan)
    on_plan.qtbot.keyClicks(sheet.rows["due"].editor.line, "28 May 2024")
    assert "the first date of A6 is fixed, and this is not undone" in sheet.preview.text()
    send(on_plan, sheet)
    assert "undo (Ctrl+Z)" not in on_plan.window.notice.words
