"""The plan that somebody has already, from the file that is let go on the window to the plan and back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from support.builders import a_reading
from support.foreign.plans import a_file, a_grid
from support.names import nameless
from support.window import Opened
from tracker.domain.foreign.grid import GridFile
from tracker.errors import UserError
from tracker.ui.bring_in.import_view import ImportView
from tracker.ui.core.commands import Do
from tracker.ui.foreign.foreign_view import ForeignView

HEAD = ("No", "Recommendation", "Action", "Steer", "By when", "Contact")
ROWS = (
    ("1", "Improve plans for all children.", "Write the planning guide", "Ann Poole", "31/03/2027", "x"),
    ("2", "", "Train every team", "Tom Reed", "Ongoing", "y"),
    ("3", "Answer calls sooner.", "Staff the front door", "Ann Poole", "Ongoing", "z"),
)
NAME = "theirs.xlsx"


def a_plan_of_theirs(*rows: Any, name: str = NAME) -> GridFile:
    return a_file(
        a_grid([("Improvement plan",), HEAD, *(rows or ROWS)]), a_grid([("List",), ("a",)], "Lists"), name=name
    )


class Desk:
    """The screen over a plan, with hands."""

    def __init__(self, opened: Opened, gateway: Any) -> None:
        self.opened, self.gateway, self.qtbot = opened, gateway, opened.qtbot

    def drop(self, path: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPointF(40, 40), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        self.opened.window.dropEvent(event)
        self.opened.settle()
        self.opened.settle()

    @property
    def view(self) -> ForeignView:
        found = self.opened.window.stack.currentWidget()
        assert isinstance(found, ForeignView)
        return found

    @property
    def looked(self) -> Any:
        assert self.view.looked is not None
        return self.view.looked

    @property
    def asked(self) -> list[str]:
        return [one.text for one in self.looked.open]

    def give(self, words: str) -> None:
        """Enter on the question in hand, an answer, and Enter."""
        pane = self.view.questions
        self.qtbot.keyClick(pane.list, Qt.Key.Key_Return)
        pane.line.setText(words)
        self.qtbot.keyClick(pane.box, Qt.Key.Key_Return)
        self.opened.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.view, key, modifier)
        self.opened.settle()

    def correct(self, column: int, words: str) -> None:
        """Presses a heading and chooses what its column is."""
        table = self.view.table
        table.horizontalHeader().sectionClicked.emit(column - 1)
        assert table.menu is not None
        next(one for one in table.menu.actions() if one.text() == words).trigger()
        self.opened.settle()


@pytest.fixture
def desk(on_plan: Opened, gateway: Any) -> Desk:
    gateway.theirs[NAME] = a_plan_of_theirs()
    return Desk(on_plan, gateway)


def heading(desk: Desk, column: int) -> str:
    return str(desk.view.table.cells.headerData(column - 1, Qt.Orientation.Horizontal))


def test_a_plan_is_dropped_corrected_answered_brought_in_and_undone(desk: Desk) -> None:
    before = desk.opened.session.snapshot()
    desk.drop(Path(NAME))
    assert desk.asked == ["Ongoing"]
    assert desk.looked.open[0].where == "E4 and 1 more"
    assert desk.view.counter.text() == "3 actions and 2 recommendations come in; 1 question left"
    assert heading(desk, 4) == "D   Owner ▾"
    desk.correct(4, "Accountable")
    assert heading(desk, 4) == "D   Accountable ▾"
    desk.give("30 June 2027")
    assert desk.asked == []
    assert "2" in desk.view.counter.text()
    assert desk.opened.session.snapshot() == before
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    after = desk.opened.session.snapshot()
    assert after.number == before.number + 1
    new = [one for one in after.actions if one.id not in {old.id for old in before.actions}]
    assert [str(one.due) for one in new] == ["2027-03-31", "2027-06-30", "2027-06-30"]
    assert [after.name_of(one.accountable) for one in new] == ["Ann Poole", "Tom Reed", "Ann Poole"]
    assert "came in" in desk.opened.window.notice.words
    assert desk.opened.window.stack.currentWidget() is desk.opened.work
    assert desk.opened.work.nav.current() is not None
    desk.opened.do(Do.UNDO)
    assert desk.opened.session.snapshot().actions == before.actions


def test_what_makes_no_sense_is_said_and_everything_stands_as_before(desk: Desk) -> None:
    desk.drop(Path(NAME))
    desk.give("some day soon")
    assert "is not a date" in desk.view.note.text
    assert desk.asked == ["Ongoing"]
    assert desk.view.bring_button.isEnabled()
    desk.give("Leave it empty")
    assert desk.view.note.text == ""
    assert desk.asked == []


def test_answers_and_headings_are_taken_back_one_by_one(desk: Desk) -> None:
    desk.drop(Path(NAME))
    desk.correct(4, "Leave this column out")
    assert heading(desk, 4) == "D   Left out ▾"
    desk.give("1 Sep 2027")
    assert [answer for _, answer in desk.looked.questions] == ["1 Sep 2027"]
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.asked == ["Ongoing"]
    assert heading(desk, 4) == "D   Left out ▾"
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heading(desk, 4) == "D   Owner ▾"
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heading(desk, 4) == "D   Owner ▾"


def test_a_column_taken_for_what_another_was_leaves_that_beside(desk: Desk) -> None:
    desk.drop(Path(NAME))
    desk.correct(6, "Owner")
    assert (heading(desk, 4), heading(desk, 6)) == ("D   Kept in the description ▾", "F   Owner ▾")
    desk.correct(6, "Owner")
    assert len(desk.view._past) == 1


def test_the_keyboard_alone_reaches_all_of_it(desk: Desk, qtbot: QtBot) -> None:
    desk.drop(Path(NAME))
    view = desk.view
    assert view.questions.list.hasFocus()
    qtbot.keyClick(view.questions.list, Qt.Key.Key_Return)
    assert view.questions.line.hasFocus() or view.questions.box.hasFocus()
    qtbot.keyClick(view.questions.box, Qt.Key.Key_Return)
    assert desk.asked == ["Ongoing"]
    qtbot.keyClick(view.questions.box, Qt.Key.Key_Escape)
    assert view.questions.list.hasFocus()
    view.becomes.setFocus()
    qtbot.keyClick(view.becomes, Qt.Key.Key_Down)
    assert view.table.currentIndex().row() == 2
    qtbot.keyClick(view.becomes, Qt.Key.Key_Return)
    assert view.table.hasFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert view.table.menu is not None
    assert view.table.menu.isVisible()
    view.table.menu.close()
    assert nameless(view) == []
    desk.press(Qt.Key.Key_Escape)
    assert desk.opened.window.stack.currentWidget() is desk.opened.work


def test_the_same_file_again_adds_nothing(desk: Desk) -> None:
    desk.drop(Path(NAME))
    desk.view.bring_button.click()
    desk.opened.settle()
    before = desk.opened.session.snapshot()
    desk.drop(Path(NAME))
    assert desk.view.counter.text() == "0 actions and 0 recommendations come in, 5 in the plan already; 1 question left"
    desk.give("30 June 2027")
    desk.view.bring_button.click()
    desk.opened.settle()
    after = desk.opened.session.snapshot()
    assert len(after.actions) == len(before.actions)
    assert sum(str(one.due) == "2027-06-30" for one in after.actions) == 2


def test_another_table_is_looked_at_and_brought_in_instead(desk: Desk) -> None:
    other = a_grid(
        [("Finding", "Milestones", "Priority", "Lead agency"), ("Calls wait long.", "Hire", "High", "Police")], "Risks"
    )
    desk.gateway.theirs[NAME] = a_file(a_grid([HEAD, *ROWS]), other, a_grid([("List",), ("a",)], "Lists"))
    desk.drop(Path(NAME))
    view = desk.view
    assert view.sheets.itemText(1) == "Risks: another table: name it to bring it in instead"
    for place in (2, 1):
        view.sheets.setCurrentIndex(place)
        view.sheets.activated.emit(place)
        assert view.instead.isVisible()
    assert heading(desk, 1) == "A"
    view.table.offer(0)
    assert view.table.menu is None
    view.instead.click()
    desk.opened.settle()
    assert heading(desk, 1) == "A   Action ▾"
    assert not view.instead.isVisible()
    assert "1 action" in view.counter.text()
    view.questions.in_hand.emit(None)
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "3 actions" in view.counter.text()


@pytest.mark.parametrize(
    ("rows", "words"), [((), "is empty"), ((HEAD,), "is empty"), ((("a", "b"), ("c", "d")), "looks like a plan")]
)
def test_a_file_without_a_plan_says_so(desk: Desk, rows: Any, words: str) -> None:
    desk.gateway.theirs["none.csv"] = a_file(a_grid(rows), name="none.csv")
    desk.drop(Path("none.csv"))
    assert words in desk.view.plain.words
    desk.view.plain.pressed.emit()
    assert desk.opened.window.stack.currentWidget() is desk.opened.work


def test_a_file_that_cannot_be_read_says_why(desk: Desk) -> None:
    desk.gateway.unreadable.add("broken.csv")
    desk.drop(Path("broken.csv"))
    assert "broken.csv could not be read" in desk.view.plain.words
    desk.press(Qt.Key.Key_Escape)
    assert desk.opened.window.stack.currentWidget() is desk.opened.work


def test_a_refusal_is_said_and_nothing_is_lost(desk: Desk) -> None:
    desk.drop(Path(NAME))
    desk.opened.session.refuse = UserError("the plan is on a full disk", "free some room")
    desk.view.bring_button.click()
    desk.opened.settle()
    assert "full disk" in desk.view.note.text
    assert desk.view.bring_button.isEnabled()


def test_the_menu_asks_for_the_file(desk: Desk, asker: Any) -> None:
    asker.answers.append([Path(NAME)])
    desk.opened.do(Do.BRING_IN)
    desk.opened.settle()
    assert desk.looked.draft.file == NAME


def test_a_plan_dropped_as_a_report_is_offered_as_a_plan(desk: Desk) -> None:
    kept = a_grid([(*HEAD, "Status"), *((*row, "In progress") for row in ROWS)])
    desk.gateway.theirs["plan.docx"] = a_file(kept, name="plan.docx")
    desk.gateway.readings["plan.docx"] = replace(a_reading(file="plan.docx"), document_type="other")
    desk.drop(Path("plan.docx"))
    assert isinstance(desk.opened.window.stack.currentWidget(), ImportView)
    notice = desk.opened.window.notice
    assert "This looks like an action plan, not a report: plan.docx" in notice.words
    next(one for one in notice.findChildren(QPushButton) if one.text() == "Bring it in as a plan").click()
    desk.opened.settle()
    desk.opened.settle()
    assert len(desk.looked.brought.actions) == 3


def test_a_plan_brought_home_as_a_return_is_offered_as_a_plan(desk: Desk) -> None:
    desk.opened.window.files.bring_home([Path(NAME)])
    desk.opened.settle()
    desk.opened.settle()
    notice = desk.opened.window.notice
    assert "This workbook did not go out from a plan: theirs.xlsx" in notice.words
    next(one for one in notice.findChildren(QPushButton) if one.text() == "Bring it in as a plan").click()
    desk.opened.settle()
    desk.opened.settle()
    assert len(desk.looked.brought.actions) == 3


def test_a_report_is_not_offered_as_a_plan(desk: Desk) -> None:
    desk.gateway.readings["letter.docx"] = replace(a_reading(file="letter.docx"), document_type="other")
    desk.drop(Path("letter.docx"))
    assert desk.opened.window.notice.words == ""


def test_a_report_chosen_as_a_plan_is_offered_as_a_report(desk: Desk) -> None:
    desk.gateway.theirs["letter.docx"] = a_file(a_grid([("a", "b"), ("c", "d")]), name="letter.docx")
    desk.opened.window.files.bring_in_plan(Path("letter.docx"))
    desk.opened.settle()
    assert "looks like a plan" in desk.view.plain.words
    desk.view.plain.pressed.emit()
    desk.opened.settle()
    assert isinstance(desk.opened.window.stack.currentWidget(), ImportView)


def test_on_the_start_screen_a_plan_is_begun_for_it(window: Opened, gateway: Any, asker: Any, tmp_path: Path) -> None:
    gateway.theirs[NAME] = a_plan_of_theirs()
    desk = Desk(window, gateway)
    asker.answers.append(tmp_path / "theirs.plan")
    desk.drop(Path(NAME))
    assert desk.looked.summary == "3 actions and 2 recommendations come in; 1 question left"
    desk.view.bring_button.click()
    window.settle()
    assert len(window.session.snapshot().actions) == 3
    assert window.work.nav.place is Do.RECOMMENDATIONS
    assert window.work.nav.current().ref == "R1"


@pytest.mark.parametrize(
    ("name", "words"),
    [("empty.csv", "empty"), ("broken.csv", "could not be read"), ("ours.xlsx", "went out from a plan")],
)
def test_on_the_start_screen_no_plan_is_begun_for_nothing(window: Opened, gateway: Any, name: str, words: str) -> None:
    gateway.theirs["empty.csv"] = a_file(a_grid(()), name="empty.csv")
    gateway.unreadable.add("broken.csv")
    Desk(window, gateway).drop(Path(name))
    assert words in window.window.notice.words
    assert window.window.workspace is None


def test_headings_are_offered_as_they_were_taken_in_a_like_file(desk: Desk) -> None:
    desk.drop(Path(NAME))
    assert not desk.view.as_before.isVisible()
    desk.correct(4, "Accountable")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    later = ("4", "", "Ask every child", "Eve Hall", "31/03/2028", "x")
    desk.gateway.theirs["later.xlsx"] = a_plan_of_theirs(*ROWS, later, name="later.xlsx")
    desk.drop(Path("later.xlsx"))
    assert heading(desk, 4) == "D   Owner ▾"
    assert desk.view.as_before.isVisible()
    desk.view.as_before.click()
    desk.opened.settle()
    assert heading(desk, 4) == "D   Accountable ▾"
    assert not desk.view.as_before.isVisible()
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heading(desk, 4) == "D   Owner ▾"


def test_a_question_is_decided_by_one_key_as_in_a_merge(desk: Desk, qtbot: QtBot) -> None:
    desk.drop(Path(NAME))
    view, pane = desk.view, desk.view.questions
    assert pane.decide.isVisible()
    assert [one.text() for one in pane.offers if one.isVisible()] == ["30 Jun 2024 (1)", "30 Sep 2024 (2)"]
    qtbot.keyClick(pane.list, Qt.Key.Key_E)
    assert pane.line.hasFocus() or pane.box.hasFocus()
    qtbot.keyClick(pane.line, Qt.Key.Key_1)
    assert pane.line.text() == "1"
    assert desk.asked == ["Ongoing"]
    view.becomes.setFocus()
    qtbot.keyClick(view.becomes, Qt.Key.Key_2)
    desk.opened.settle()
    assert [answer for _asked, answer in desk.looked.said.answered] == ["2024-09-30"]
    assert desk.asked == []
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.asked == ["Ongoing"]
    pane.offers[0].click()
    desk.opened.settle()
    assert desk.asked == []
