"""A record's fields typed in place: saved, refused, quarrelled over, dated; nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from support.record_page import meanwhile, retype
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.records.editing import add, set_fields
from tracker.ui.look.note import said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform
Desk = Any
CONTROL = Qt.KeyboardModifier.ControlModifier


class TestEditing:
    def test_a_field_is_saved_on_enter_and_on_leaving(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        owner = view.people.fields["owner"].editor
        retype(qtbot, owner, "Designated Nurse")
        desk.settle()
        assert desk.snapshot.name_of(desk.record("A1").owner) == "Designated Nurse"
        words = view.details.fields["description"].editor
        view.bring("details")
        retype(qtbot, words, "In three steps", enter=False)
        owner.setFocus()
        desk.settle()
        assert desk.record("A1").description == "In three steps"

    def test_an_unknown_owner_is_added_to_the_register(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A4")
        retype(qtbot, view.people.fields["owner"].editor, "  Head of  Practice ")
        desk.settle()
        assert "Head of Practice" in [person.name for person in desk.snapshot.people]
        assert view.people.fields["owner"].editor.text() == "Head of Practice"

    def test_emptying_a_field_empties_it(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        retype(qtbot, view.people.fields["owner"].editor, "")
        desk.settle()
        assert desk.record("A1").owner is None

    def test_escape_puts_back_what_was_saved(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        before = desk.snapshot.number
        owner = view.people.fields["owner"].editor
        retype(qtbot, owner, "Someone", enter=False)
        qtbot.keyClick(owner, Qt.Key.Key_Escape)
        view.edit()
        desk.settle()
        assert owner.text() == "Head of Early Help"
        assert desk.snapshot.number == before

    def test_leaving_a_field_as_it_was_writes_nothing(self, desk: Desk) -> None:
        view = desk.show("A1")
        before = desk.snapshot.number
        for row in (view.title, *view.people.fields.values(), *view.details.fields.values()):
            row.editor.setFocus()
        view.commit()
        desk.settle()
        assert desk.snapshot.number == before

    def test_a_refused_value_is_said_beneath_and_stays(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        retype(qtbot, view.title.editor, "")
        desk.settle()
        assert "needs a title" in view.title.note.text
        assert desk.record("A1").title == "Agree one plan template"
        desk.show("A2")
        assert view.title.note.text == ""
        desk.show("A1")
        assert "needs a title" in view.title.note.text

    def test_a_conflict_names_who_was_quicker_and_keeps_what_was_typed(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        meanwhile(desk, "Designated Nurse", set_fields, ["A1"], {"title": "Quicker"})
        retype(qtbot, view.title.editor, "Slower")
        desk.settle()
        assert "Quicker" in view.title.note.text
        assert "Designated Nurse" in view.title.note.text
        assert view.title.editor.toPlainText() == "Slower"
        assert desk.record("A1").title == "Quicker"
        desk.show("A2")
        assert desk.record("A1").title == "Quicker"

    def test_after_a_conflict_enter_saves_over_it_and_escape_shows_theirs(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        for mine, key, then in (("Mine", Qt.Key.Key_Escape, "Theirs 1"), ("Mine", Qt.Key.Key_Return, "Mine")):
            theirs = "Theirs 1" if key == Qt.Key.Key_Escape else "Theirs 2"
            meanwhile(desk, "Designated Nurse", set_fields, ["A1"], {"title": theirs})
            retype(qtbot, view.title.editor, mine)
            desk.settle()
            assert theirs in view.title.note.text
            qtbot.keyClick(view.title.editor, key)
            desk.settle()
            assert view.title.editor.toPlainText() == then
            assert desk.record("A1").title == then

    def test_what_is_being_typed_survives_a_change_by_someone_else(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        words = view.details.fields["description"].editor
        view.bring("details")
        retype(qtbot, words, "Half a sen", enter=False)
        meanwhile(desk, "Designated Nurse", set_fields, ["A1"], {"success_measure": "All agree"})
        desk.hub.write(lambda uow, act: set_fields(uow, act, ["A2"], {"description": "x"}))
        desk.settle()
        assert words.toPlainText() == "Half a sen"
        assert view.details.fields["success_measure"].editor.toPlainText() == "All agree"

    def test_going_to_another_record_saves_first(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        retype(qtbot, view.people.fields["owner"].editor, "Designated Nurse", enter=False)
        desk.show("A2")
        assert desk.snapshot.name_of(desk.record("A1").owner) == "Designated Nurse"
        assert desk.snapshot.name_of(desk.record("A2").owner) == "Detective Superintendent"

    def test_a_refusal_that_comes_after_leaving_is_told_and_not_shown_on_the_wrong_record(
        self, qtbot: QtBot, desk: Desk
    ) -> None:
        view = desk.show("A1")
        retype(qtbot, view.title.editor, "", enter=False)
        desk.show("A2")
        assert view.title.note.text == ""
        assert [error.message for error in desk.failures] == ["A1 needs a title"]

    def test_undo_in_a_field_takes_typing_back_and_then_leaves_the_key_to_the_plan(
        self, qtbot: QtBot, desk: Desk
    ) -> None:
        view = desk.show("A1")
        editor = view.title.editor
        passed: list[int] = []
        desk.panel.keyPressEvent = lambda event: passed.append(event.key())
        editor.setFocus()
        qtbot.keyClicks(editor, "x")
        qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
        assert editor.toPlainText() == "Agree one plan template"
        assert Qt.Key.Key_Z not in passed
        retype(qtbot, editor, "Other")
        desk.settle()
        qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
        assert Qt.Key.Key_Z in passed

    def test_the_panel_says_when_its_record_is_gone_by_undo(self, desk: Desk) -> None:
        from tracker.services.log.undo import undo

        done = meanwhile(desk, "Improvement Lead", add, Kind.ACTION, {"title": "New", "for": "R1"})
        desk.hub.snapshot = desk.snapshot
        desk.show(done.refs[0])
        desk.hub.write(undo)
        desk.settle()
        assert desk.panel.view is None
        assert "not in the plan any more" in desk.panel._empty.words


class TestDates:
    @pytest.mark.parametrize("typed", ["2 Apr 2024", "02/04/2024", "2024-04-02", "2 april 24"])
    def test_a_date_is_typed_as_people_write_it(self, qtbot: QtBot, desk: Desk, typed: str) -> None:
        view = desk.show("A1")
        retype(qtbot, view.details.fields["forecast_due"].editor.line, typed)
        desk.settle()
        assert desk.record("A1").forecast_due == date(2024, 4, 2)
        assert view.details.fields["forecast_due"].editor.line.text() == "2 Apr 2024"

    def test_words_that_are_no_date_are_said_and_stay(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        field = view.details.fields["forecast_due"]
        retype(qtbot, field.editor.line, "soon")
        desk.settle()
        assert "soon" in field.note.text
        assert field.editor.line.text() == "soon"
        assert desk.record("A1").forecast_due is None

    def test_a_day_is_chosen_from_the_calendar(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        view.bring("details")
        field = view.details.fields["forecast_due"].editor
        qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        (calendar,) = field.findChildren(QCalendarWidget)
        assert calendar.selectedDate() == QDate(2024, 3, 12)
        assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
        calendar.clicked.emit(QDate(2024, 5, 1))
        desk.settle()
        assert desk.record("A1").forecast_due == date(2024, 5, 1)

    def test_an_agreed_date_shows_the_original_struck_through(self, desk: Desk) -> None:
        view = desk.show("A1")
        assert not view.due.field.isVisibleTo(view.page)
        assert "<s>28 Feb 2024</s>" in view.due._words.text().replace("&nbsp;", " ")
        assert view.due._words.accessibleName() == "Due 28 May 2024, originally 28 Feb 2024"
        assert view.due._moved.text() == "2nd extension, +90 days"


def test_a_refusal_speaks_to_people_and_not_of_commands() -> None:
    assert said(UserError("closed needs a reason", "add --reason", window="")) == "Closed needs a reason."
    assert said(UserError("A1 is complete", "re-open it first")) == "A1 is complete. Re-open it first."
    assert said(UserError("return.xlsx is empty")) == "return.xlsx is empty."
