"""Activity in the window: changes latest first, narrowed down, compared, opened and taken back."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from support.builders import an_id
from support.clocks import an_act
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.services.records.editing import add, set_fields
from tracker.ui.activity.activity_view import ActivityView
from tracker.ui.core.commands import Do


def opened(on_plan: Opened) -> ActivityView:
    on_plan.do(Do.ACTIVITY)
    view = on_plan.work.nav.view
    assert isinstance(view, ActivityView)
    return view


def write(on_plan: Opened, who: str, refs: list[str], **fields: str) -> None:
    with on_plan.session.store.begin() as uow:
        set_fields(uow, an_act(who, on_plan.session.clock), refs, fields)
    on_plan.work.hub.refresh()
    on_plan.settle()


def cells(view: ActivityView, row: int = 0) -> list[str]:
    return [view.model.index(row, column).data() for column in range(view.model.columnCount())]


def test_changes_stand_latest_first_with_what_was_before(on_plan: Opened, qtmodeltester: ModelTester) -> None:
    view = opened(on_plan)
    write(on_plan, "Designated Nurse", ["A4"], priority="high")
    assert cells(view) == [
        "12 Mar 2024 09:00", "Designated Nurse (account tester)", "A4  Health attends every strategy meeting",
        "Priority", "nothing", "high",
    ]  # fmt: skip
    assert view.model.headerData(4, Qt.Orientation.Horizontal) == "Before"
    qtmodeltester.check(view.model)


def test_they_are_narrowed_by_person_and_record(on_plan: Opened) -> None:
    view = opened(on_plan)
    write(on_plan, "Designated Nurse", ["A4"], priority="high")
    write(on_plan, "Board Chair", ["A2"], priority="low")
    view.who.setCurrentIndex(view.who.findData("Designated Nurse"))
    on_plan.settle()
    assert view.words.text() == "1 change, the latest first."
    assert view.filtered
    view.clear_filters()
    view.record.setText("A2")
    view.record.commit()
    on_plan.settle()
    assert cells(view)[1] == "Board Chair (account tester)"
    view.record.setText("A99")
    view.record.commit()
    assert view.note.text == "There is no A99 in this plan."


def test_no_change_that_fits_says_how_to_see_more(on_plan: Opened) -> None:
    view = opened(on_plan)
    view.first.line.setText("1 Jan 2030")
    view.first.line.commit()
    on_plan.settle()
    assert "No change fits" in view.empty.words


def test_two_days_are_compared(on_plan: Opened) -> None:
    view = opened(on_plan)
    on_plan.session.clock.forward(days=2)
    write(on_plan, "Board Chair", ["A2"], priority="low")
    with on_plan.session.store.begin() as uow:
        add(uow, an_act("Board Chair", on_plan.session.clock), Kind.ACTION, {"title": "New one", "for": "R5"})
    on_plan.work.hub.refresh()
    on_plan.settle()
    view.compare.click()
    on_plan.settle()
    assert view.note.text.startswith("Two days are needed")
    view.first.line.setText("12 Mar 2024")
    view.last.line.setText("14 Mar 2024")
    view.compare.click()
    on_plan.settle()
    assert view.words.text() == "2 records differ between the end of 12 Mar 2024 and the end of 14 Mar 2024."
    assert cells(view)[2:] == ["A2  Audit thirty plans", "Priority", "nothing", "low"]
    assert cells(view, 1)[2:] == ["A6  New one", "Added", "", "New one"]
    view.first.line.setText("no day")
    view.compare.click()
    assert "is not a date" in view.note.text


def test_days_on_which_nothing_differs_say_so(on_plan: Opened) -> None:
    view = opened(on_plan)
    view.first.set_value(date(2024, 3, 12))
    view.last.set_value(date(2024, 3, 13))
    view.compare.click()
    on_plan.settle()
    assert "Nothing differs" in view.empty.words


def test_ones_own_change_is_taken_back_and_anothers_is_not(on_plan: Opened) -> None:
    view = opened(on_plan)
    write(on_plan, "Improvement Lead", ["A2"], priority="low")
    write(on_plan, "Board Chair", ["A4"], priority="high")
    view.table.setCurrentIndex(view.model.index(0, 0))
    assert not view.back.isEnabled()
    view.table.setCurrentIndex(view.model.index(1, 0))
    assert view.back.isEnabled()
    view.back.click()
    on_plan.settle()
    assert on_plan.session.store.snapshot().by_ref("A2").priority is None
    assert cells(view)[1] == "Improvement Lead (account tester)"


def test_enter_opens_the_record(on_plan: Opened) -> None:
    view = opened(on_plan)
    write(on_plan, "Board Chair", ["A4"], priority="high")
    view.table.setCurrentIndex(view.model.index(0, 0))
    on_plan.qtbot.keyClick(view.table, Qt.Key.Key_Return)
    on_plan.settle()
    assert on_plan.work.nav.current_id() == an_id(504)


def test_more_are_shown_when_asked_for(on_plan: Opened) -> None:
    view = opened(on_plan)
    for number in range(60):
        with on_plan.session.store.begin() as uow:
            set_fields(uow, an_act("Board Chair", on_plan.session.clock), ["A4"], {"description": str(number)})
    on_plan.work.hub.refresh()
    on_plan.settle()
    assert view.words.text() == "The latest 50 of 62 changes."
    view.more.click()
    on_plan.settle()
    assert view.words.text() == "62 changes, the latest first."
    assert view.more.isHidden()
