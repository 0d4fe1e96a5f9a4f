"""The plain lists edited in place: the right editor for each cell, refusals with the typed words kept, undo."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from support.builders import an_id
from support.clocks import an_act
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.domain.reading.reading import Addressee
from tracker.errors import UserError
from tracker.services.records.editing import add, set_fields
from tracker.ui.core.commands import Do
from tracker.ui.core.hub import Command
from tracker.ui.forms.addressees import Addressees
from tracker.ui.lists.cell_edits import CellEdits, Refusal
from tracker.ui.lists.editors import DateLine
from tracker.ui.look.line import Line
from tracker.ui.registers.register_view import RegisterView

ENTER, F2, ESC = Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Escape


def write(on_plan: Opened, command: Command) -> None:
    assert on_plan.window.hub is not None
    on_plan.window.hub.write(command)
    on_plan.settle()


def shown(on_plan: Opened, place: Do, ref: str, key: str) -> RegisterView:
    """The list of a place with this cell in hand."""
    on_plan.do(place)
    view = on_plan.work.nav.view
    assert isinstance(view, RegisterView)
    record = on_plan.session.snapshot().by_ref(ref)
    assert record is not None
    assert view.tree.show_record(record.id, view.model.column_of(key))
    view.tree.setFocus()
    return view


def editor(view: RegisterView) -> QLineEdit:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = view.tree.findChild(QLineEdit, "list editor")
    assert found is not None
    return found


def written(on_plan: Opened) -> None:
    """Waits for what an editor that was left says, and for what comes of it."""
    QApplication.processEvents()
    on_plan.settle()


def retype(on_plan: Opened, view: RegisterView, words: str, key: Qt.Key = ENTER) -> None:
    """Opens the cell in hand, types over what it says and presses Enter."""
    on_plan.qtbot.keyClick(view.tree, key)
    line = editor(view)
    line.setText(words)
    on_plan.qtbot.keyClick(line, ENTER)
    written(on_plan)


@pytest.mark.parametrize(
    ("place", "ref", "key", "was", "typed", "field", "value"),
    [
        (Do.EVIDENCE, "E1", "title", "Thirty plans read", "Forty plans read", "shows", "Forty plans read"),
        (Do.EVIDENCE, "E1", "kind", "Multi-agency audit", "Survey", "kind", "Survey"),
        (Do.EVIDENCE, "E1", "dated", "5 Feb 2024", "6 feb 2024", "dated", date(2024, 2, 6)),
        (Do.EVIDENCE, "E1", "for", "A3", "A3, a1", "targets", (an_id(501), an_id(503))),
        (Do.MEASURES, "M1", "title", "Plans rated good", "Plans good or better", "name", "Plans good or better"),
        (Do.MEASURES, "M1", "baseline", "41", "42.5%", "baseline", 42.5),
        (Do.MEASURES, "M1", "target", "75", "", "target", None),
        (Do.MEETINGS, "T1", "title", "Safeguarding board", "Partnership board", "name", "Partnership board"),
        (Do.MEETINGS, "T1", "day", "8 Mar 2024", "9.3.2024", "held_on", date(2024, 3, 9)),
        (Do.SOURCES, "I1", "respond", "9 Mar 2024", "11 Mar 2024", "respond_by", date(2024, 3, 11)),
        (Do.SOURCES, "I1", "received", "", "1 Dec 2023", "received", date(2023, 12, 1)),
        (Do.PEOPLE, "P1", "role", "Head of Early Help", "Service manager", "role", "Service manager"),
        (Do.PEOPLE, "P1", "email", "", "early.help@example.org", "email", "early.help@example.org"),
        (Do.PEOPLE, "P1", "agency", "Children's Services", "police", "agency", an_id(102)),
        (Do.PEOPLE, "G2", "title", "Police", "Constabulary", "name", "Constabulary"),
    ],
)
def test_enter_edits_the_cell_in_hand_and_undo_takes_it_back(
    on_plan: Opened, place: Do, ref: str, key: str, was: str, typed: str, field: str, value: Any
) -> None:
    before = on_plan.session.snapshot().by_ref(ref)
    view = shown(on_plan, place, ref, key)
    on_plan.qtbot.keyClick(view.tree, ENTER)
    assert editor(view).text() == was
    assert isinstance(editor(view), DateLine) == isinstance(value, date)
    on_plan.qtbot.keyClick(editor(view), ESC)
    retype(on_plan, view, typed, F2)
    assert getattr(on_plan.session.snapshot().by_ref(ref), field) == value
    assert view.tree.hasFocus()
    on_plan.do(Do.UNDO)
    assert on_plan.session.snapshot().by_ref(ref) == before


def test_a_question_is_edited_where_a_meeting_is(on_plan: Opened) -> None:
    write(on_plan, lambda uow, act: add(uow, act, Kind.CHALLENGE, {"question": "How do you know?", "for": "R1"}))
    view = shown(on_plan, Do.MEETINGS, "C1", "title")
    retype(on_plan, view, "How would you know?")
    view = shown(on_plan, Do.MEETINGS, "C1", "about")
    retype(on_plan, view, "R1; A2")
    found: Any = on_plan.session.snapshot().by_ref("C1")
    assert found.question == "How would you know?"
    assert found.targets == (an_id(401), an_id(502))


@pytest.mark.parametrize(
    ("place", "ref", "key", "typed", "why"),
    [
        (Do.EVIDENCE, "E1", "dated", "the 5th", "the 5th"),
        (Do.EVIDENCE, "E1", "for", "A99", "A99"),
        (Do.MEASURES, "M1", "baseline", "many", "which “many” is not"),
    ],
)
def test_what_is_refused_is_said_and_stays_to_be_mended(
    on_plan: Opened, place: Do, ref: str, key: str, typed: str, why: str
) -> None:
    before = on_plan.session.snapshot()
    view = shown(on_plan, place, ref, key)
    retype(on_plan, view, typed)
    assert why in on_plan.window.notice.words
    assert editor(view).text() == typed
    assert on_plan.session.snapshot() == before
    on_plan.qtbot.keyClick(editor(view), ESC)
    on_plan.settle()


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_unseen(on_plan: Opened) -> None:
    view = shown(on_plan, Do.MEASURES, "M1", "title")
    with on_plan.session.store.begin() as uow:
        set_fields(uow, an_act("Designated Nurse"), ["M1"], {"name": "Plans rated better"})
    retype(on_plan, view, "Plans rated well")
    found: Any = on_plan.session.snapshot().by_ref("M1")
    assert found.name == "Plans rated better"
    assert "by now, set by Designated Nurse" in on_plan.window.notice.words
    on_plan.qtbot.keyClick(editor(view), ENTER)
    written(on_plan)
    found = on_plan.session.snapshot().by_ref("M1")
    assert found.name == "Plans rated well"


@pytest.mark.parametrize(("place", "ref", "field"), [(Do.MEASURES, "M1", "name"), (Do.ACTIONS, "A1", "title")])
def test_what_is_being_typed_outlasts_what_somebody_else_writes(
    on_plan: Opened, place: Do, ref: str, field: str
) -> None:
    on_plan.do(place)
    view: Any = on_plan.work.nav.view
    record: Any = on_plan.session.snapshot().by_ref(ref)
    on_plan.settle()
    assert view.tree.edit_cell(record.id, "title")
    editor(view).selectAll()
    on_plan.qtbot.keyClicks(editor(view), "Typed here")
    with on_plan.session.store.begin() as uow:
        set_fields(uow, an_act("Designated Nurse"), [ref], {field: "Written by another"})
    assert on_plan.window.hub is not None
    on_plan.window.hub.refresh()
    on_plan.settle()
    assert editor(view).text() == "Typed here"
    on_plan.qtbot.keyClick(editor(view), ENTER)
    written(on_plan)
    assert getattr(on_plan.session.snapshot().by_ref(ref), field) == "Written by another"
    assert "“Written by another” by now" in on_plan.window.notice.words
    on_plan.qtbot.waitUntil(lambda: editor(view).isVisible())
    assert editor(view).text() == "Typed here"
    on_plan.qtbot.keyClick(editor(view), ENTER)
    written(on_plan)
    assert getattr(on_plan.session.snapshot().by_ref(ref), field) == "Typed here"


def test_theirs_is_listed_before_ones_own_words_are_given_back(on_plan: Opened) -> None:
    view = shown(on_plan, Do.MEASURES, "M1", "title")
    listed: list[str] = []
    view.edits.refused.connect(lambda refusal: listed.append(view.model.lookup(refusal.record).name))
    with on_plan.session.store.begin() as uow:
        set_fields(uow, an_act("Designated Nurse"), ["M1"], {"name": "Plans rated better"})
    retype(on_plan, view, "Plans rated well")
    assert listed == ["Plans rated better"]
    assert editor(view).text() == "Plans rated well"


def test_a_cell_that_only_shows_opens_the_record(on_plan: Opened) -> None:
    on_plan.work.panes.show_panel(False)
    for ref, key in (("P1", "ref"), ("P1", "owns"), ("G1", "role"), ("G1", "email")):
        view = shown(on_plan, Do.PEOPLE, ref, key)
        with on_plan.qtbot.waitSignal(view.opened):
            on_plan.qtbot.keyClick(view.tree, ENTER)
        assert view.tree.findChild(QLineEdit, "list editor") is None


def test_words_over_several_lines_are_edited_in_the_record_where_no_line_is_lost(on_plan: Opened) -> None:
    write(on_plan, lambda uow, act: set_fields(uow, act, ["E1"], {"shows": "Thirty plans\nread by two people"}))
    view = shown(on_plan, Do.EVIDENCE, "E1", "title")
    with on_plan.qtbot.waitSignal(view.opened):
        on_plan.qtbot.keyClick(view.tree, ENTER)


def test_tab_goes_on_to_the_next_cell_and_nothing_is_edited_in_a_plan_that_is_only_read(on_plan: Opened) -> None:
    view = shown(on_plan, Do.PEOPLE, "P1", "role")
    on_plan.qtbot.keyClick(view.tree, ENTER)
    on_plan.qtbot.keyClick(editor(view), Qt.Key.Key_Tab)
    on_plan.settle()
    assert view.tree.currentIndex().column() == view.model.column_of("agency")
    on_plan.qtbot.keyClick(editor(view), ESC)
    on_plan.session.read_only = True
    view.show_plan()
    assert not view.model.can_edit(view.tree.currentIndex())
    on_plan.session.read_only = False


def test_each_addressee_can_be_read_whole_in_the_panel(on_plan: Opened) -> None:
    people = (Addressee("Sam Example", "Executive Director of Children's Services", "Sampleton Borough Council"),
              Addressee("Alex Sample", "Chief Constable", None))  # fmt: skip
    inspection = on_plan.session.snapshot().inspections[0]
    write(on_plan, lambda uow, act: set_fields(uow, act, [inspection.ref], {"addressees": people}))
    shown(on_plan, Do.SOURCES, inspection.ref, "title")
    block = next(one for one in on_plan.window.findChildren(Addressees) if one.isVisible())
    assert block.value() == people
    lines = [one for one in block.findChildren(Line) if one.isVisible()]
    assert [one.text() for one in lines[:3]] == [people[0].name, people[0].role, people[0].organisation]
    name, role, organisation = (one.geometry() for one in lines[:3])
    assert role.top() > name.bottom()
    assert role.top() == organisation.top()
    assert name.width() > block.width() * 0.8


def test_a_refusal_that_comes_after_the_list_has_gone_is_let_go(on_plan: Opened) -> None:
    assert on_plan.window.hub is not None
    edits = CellEdits(on_plan.window.hub, on_plan.window)
    told: list[object] = []
    edits.refused.connect(told.append)
    typed = Refusal(an_id(501), "title", "Typed here")
    edits.refuse(typed, UserError("the disk is full", "free some room"))
    assert len(told) == 1
    edits.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    edits.refuse(typed, UserError("the disk is full", "free some room"))
    assert len(told) == 1


@pytest.mark.parametrize(("place", "do"), [(Do.ROUNDS, Do.ASK_ROUND), (Do.SOURCES, Do.IMPORT)])
def test_what_is_looked_for_in_a_list_has_a_button(on_plan: Opened, place: Do, do: Do) -> None:
    on_plan.do(place)
    view = on_plan.work.nav.view
    asked: list[Do] = []
    view.do_asked.connect(asked.append)
    made = next(one for one in view.findChildren(QPushButton) if one.isVisible() and do.spec.text in one.text())
    on_plan.qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert asked == [do]
