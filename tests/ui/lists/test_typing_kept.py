"""What is being typed in a list outlasts the list being laid out anew, a refusal, and other cells being opened."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from support.builders import an_id
from support.clocks import an_act
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.services.context import context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import UnitOfWork
from tracker.services.records.editing import make, set_fields
from tracker.ui.core.commands import Do

A2, A3, A4 = (an_id(500 + n) for n in (2, 3, 4))
NURSE = an_act("Designated Nurse")


def editor(on_plan: Opened) -> Any:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    live = [one for one in on_plan.work.nav.plan_view.tree.findChildren(QWidget, "list editor") if one.isVisible()]
    return live[0] if live else None


def settled(on_plan: Opened) -> None:
    QApplication.processEvents()
    on_plan.settle()
    QApplication.processEvents()


def meanwhile(on_plan: Opened, work: Callable[[UnitOfWork], object]) -> None:
    """Somebody else writes, and the window hears of it."""
    with on_plan.session.store.begin() as uow:
        work(uow)
    on_plan.work.hub.refresh()
    settled(on_plan)


def many(uow: UnitOfWork) -> None:
    desk = context_of(uow, NURSE)
    for number in range(120):
        make(desk, Kind.ACTION, {"title": f"Step {number}", "for": "R1"})
    commit(desk, "add")


def begin(on_plan: Opened, record: str, key: str, words: str) -> None:
    on_plan.do(Do.RECOMMENDATIONS)
    assert on_plan.work.nav.plan_view.tree.edit_cell(record, key)
    editor(on_plan).selectAll()
    on_plan.qtbot.keyClicks(editor(on_plan), words)


@pytest.mark.parametrize(
    "work",
    [lambda uow: set_fields(uow, NURSE, ["R3"], {"position": 1}), many],
    ids=["put in another order", "120 more"],
)
def test_words_outlast_a_list_that_is_laid_out_anew(on_plan: Opened, work: Callable[[UnitOfWork], object]) -> None:
    begin(on_plan, A4, "title", "Half typed")
    meanwhile(on_plan, work)
    assert isinstance(editor(on_plan), QLineEdit)
    assert editor(on_plan).text() == "Half typed"
    on_plan.qtbot.keyClick(editor(on_plan), Qt.Key.Key_Return)
    settled(on_plan)
    assert on_plan.session.snapshot().get(A4).title == "Half typed"


def test_so_do_the_words_of_a_new_action(on_plan: Opened) -> None:
    on_plan.do(Do.RECOMMENDATIONS)
    on_plan.do(Do.NEW_ACTION)
    on_plan.qtbot.keyClicks(editor(on_plan), "A new step")
    meanwhile(on_plan, many)
    assert editor(on_plan).text() == "A new step"
    on_plan.qtbot.keyClick(editor(on_plan), Qt.Key.Key_Escape)
    settled(on_plan)
    assert on_plan.work.nav.plan_view.model.draft is None


def test_a_new_action_left_without_its_line_gets_it_again(on_plan: Opened) -> None:
    on_plan.do(Do.RECOMMENDATIONS)
    on_plan.do(Do.NEW_ACTION)
    view = on_plan.work.nav.plan_view
    view.tree.blockSignals(True)
    view.tree.reset()
    view.tree.blockSignals(False)
    settled(on_plan)
    assert editor(on_plan) is None
    assert view.model.draft is not None
    on_plan.do(Do.NEW_ACTION)
    assert isinstance(editor(on_plan), QLineEdit)


def test_a_row_that_leaves_the_list_gives_its_words_back_in_a_notice(on_plan: Opened) -> None:
    on_plan.do(Do.ACTIONS)
    on_plan.work.nav.plan_view.set_filter(("no owner",))
    assert on_plan.work.nav.plan_view.tree.edit_cell(A4, "title")
    editor(on_plan).selectAll()
    on_plan.qtbot.keyClicks(editor(on_plan), "Half typed")
    meanwhile(on_plan, lambda uow: set_fields(uow, NURSE, ["A4"], {"owner": "Head of Early Help"}))
    assert editor(on_plan) is None
    assert "A4" in on_plan.window.notice.words
    assert "“Half typed”" in on_plan.window.notice.words
    assert on_plan.session.snapshot().get(A4).title != "Half typed"


def test_a_refused_choice_is_not_taken_for_the_words_of_another_cell(on_plan: Opened) -> None:
    on_plan.do(Do.ACTIONS)
    view = on_plan.work.nav.plan_view
    title = on_plan.session.snapshot().get(A3).title
    view.tree.delegate.try_again(A3, "status", "verified")
    assert view.tree.edit_cell(A3, "title")
    assert editor(on_plan).text() == title
    on_plan.qtbot.keyClick(editor(on_plan), Qt.Key.Key_Escape)
    view.tree.delegate.try_again(A3, "status", "verified")
    assert view.tree.edit_cell(A3, "status")
    choice = editor(on_plan)
    assert isinstance(choice, QComboBox)
    assert "erified" in choice.currentText()


def test_what_somebody_wrote_in_one_of_several_rows_is_not_overwritten_unseen(on_plan: Opened) -> None:
    on_plan.do(Do.ACTIONS)
    view = on_plan.work.nav.plan_view
    view.show_record(A3)
    view.tree.selectAll()
    view.tree.edit(view.model.places_of(A3, view.model.column_of("owner"))[0])
    editor(on_plan).selectAll()
    on_plan.qtbot.keyClicks(editor(on_plan), "Youth Justice Lead")
    meanwhile(on_plan, lambda uow: set_fields(uow, NURSE, ["A2"], {"owner": "Designated Nurse"}))
    on_plan.qtbot.keyClick(editor(on_plan), Qt.Key.Key_Return)
    settled(on_plan)
    plan = on_plan.session.snapshot()
    assert plan.name_of(plan.get(A2).owner) == "Designated Nurse"
    assert "A2" in on_plan.window.notice.words
    assert editor(on_plan).text() == "Youth Justice Lead"
    on_plan.qtbot.keyClick(editor(on_plan), Qt.Key.Key_Return)
    settled(on_plan)
    plan = on_plan.session.snapshot()
    assert {plan.name_of(plan.get(one).owner) for one in (A2, A3)} == {"Youth Justice Lead"}
