"""The record panel as a person uses it: edits in place, refusals said beneath, nothing typed lost."""

import gc
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPoint, Qt, QUrl
from PySide6.QtWidgets import QCalendarWidget, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from support.clocks import an_act
from support.names import nameless
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.evidence.evidence import About, attach_link
from tracker.services.log.history import Entry, Line
from tracker.services.records.editing import add, set_fields
from tracker.ui.forms.history import sentences
from tracker.ui.forms.lint_note import LintNote
from tracker.ui.forms.signed_line import SignedLine
from tracker.ui.look.note import said
from tracker.ui.record.page import RecordPage
from tracker.ui.record.panel import RecordPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

Desk = Any
CONTROL = Qt.KeyboardModifier.ControlModifier


def retype(qtbot: QtBot, editor: Any, words: str, *, enter: bool = True) -> None:
    """Types over what stands in a field as a person would."""
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, words) if words else qtbot.keyClick(editor, Qt.Key.Key_Delete)
    if enter:
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def meanwhile(desk: Desk, who: str, service: Any, *args: Any, **more: Any) -> Any:
    """Someone else writes, and this panel is not told yet."""
    session = desk.session
    mine, session.who = session.who, who
    with session.store.begin() as uow:
        done = service(uow, session.act(), *args, **more)
    session.who = mine
    return done


def button_called(root: QWidget, words: str) -> QPushButton:
    return next(b for b in root.findChildren(QPushButton) if b.text() == words and b.isVisibleTo(root))


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


class TestState:
    def test_complete_asks_for_the_day_and_offers_today(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        choose(qtbot, view.delivery.picker, "Complete")
        assert view.delivery.asking
        assert view.delivery.day.line.text() == "12 Mar 2024"
        retype(qtbot, view.delivery.day.line, "10 Mar 2024", enter=False)
        view.delivery.save.click()
        desk.settle()
        action = desk.record("A2")
        assert (action.delivery, action.done) == ("complete", date(2024, 3, 10))
        assert not view.delivery.asking

    def test_cancel_leaves_the_state_as_it_was(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        choose(qtbot, view.delivery.picker, "Complete")
        button_called(view.delivery, "Cancel").click()
        assert view.delivery.picker.currentText() == "In progress"
        assert desk.record("A2").delivery == "in progress"

    def test_dropping_an_action_asks_why(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        choose(qtbot, view.delivery.picker, "Superseded")
        view.delivery.save.click()
        desk.settle()
        assert "needs a reason" in view.delivery.note.text
        qtbot.keyClicks(view.delivery.reason, "A4 covers it")
        view.delivery.save.click()
        desk.settle()
        assert (desk.record("A2").delivery, desk.record("A2").delivery_reason) == ("superseded", "A4 covers it")

    def test_amber_needs_a_reason_and_green_none(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        choose(qtbot, view.forecast.picker, "Red")
        view.forecast.save.click()
        assert "need a reason" in view.forecast.note.text
        qtbot.keyClicks(view.forecast.reason, "Nobody free before June")
        view.forecast.save.click()
        desk.settle()
        assert (desk.record("A2").forecast, desk.record("A2").forecast_reason) == ("red", "Nobody free before June")
        choose(qtbot, view.forecast.picker, "Green")
        assert "Rules propose Red: it was due on 1 Mar 2024" in view.forecast._why.text()
        view.forecast.save.click()
        assert "better than the rules propose needs a reason" in view.forecast.note.text
        qtbot.keyClicks(view.forecast.reason, "Signed off on Friday")
        view.forecast.save.click()
        desk.settle()
        assert (desk.record("A2").forecast, desk.record("A2").forecast_reason) == ("green", "Signed off on Friday")
        assert view.forecast.proposal.isVisibleTo(view.page)
        view.forecast.take.click()
        desk.settle()
        assert desk.record("A2").forecast == "red"
        assert desk.record("A2").forecast_reason == "It was due on 1 Mar 2024 and is still open"
        assert not view.forecast.proposal.isVisibleTo(view.page)
        choose(qtbot, desk.show("A4").forecast.picker, "Green")
        desk.settle()
        assert desk.record("A4").forecast is None
        assert view.forecast.asking

    def test_an_update_that_says_better_than_the_rules_asks_why(self, qtbot: QtBot, desk: Desk) -> None:
        form = desk.show("A2").updates.form
        qtbot.keyClicks(form.words, "Signed off on Friday.")
        choose(qtbot, form.forecast, "Green")
        assert form.proposed.text().startswith("Rules propose Red: it was due on 1 Mar 2024")
        assert not form.send.isEnabled()
        qtbot.keyClicks(form.reason, "Only the signature is missing")
        form.send.click()
        desk.settle()
        assert desk.record("A2").forecast_reason == "Only the signature is missing"
        quiet = desk.show("A4").updates.form
        qtbot.keyClicks(quiet.words, "Agreed with health.")
        choose(qtbot, quiet.forecast, "Green")
        assert (quiet.proposed.text(), quiet.send.isEnabled()) == ("", True)

    def test_a_wheel_over_a_picker_changes_nothing(self, desk: Desk, qtbot: QtBot) -> None:
        from PySide6.QtCore import QPoint, QPointF
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        view = desk.show("A2")
        picker = view.delivery.picker
        picker.setFocus()
        down = QPoint(0, -120)
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), down, down, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(picker, event)
        assert picker.currentText() == "In progress"

    def test_leaving_a_recommendation_out_asks_why(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("R6")
        choose(qtbot, view.details.decision.picker, "Not adopted")
        qtbot.keyClicks(view.details.decision.reason, "Outside our powers")
        view.details.decision.save.click()
        desk.settle()
        assert (desk.record("R6").delivery, desk.record("R6").delivery_reason) == ("not adopted", "Outside our powers")


class TestRecommendation:
    def test_it_quotes_the_inspectors_and_asks_for_the_page(self, qtbot: QtBot, desk: Desk) -> None:
        desk.session.store.book.records[Kind.INSPECTION, desk.record("I1").id]
        view = desk.show("R1")
        assert view.quotation.words.text().startswith("“The specificity and measurability of plans")
        assert view.quotation.page.text() == "Show page 2"
        with qtbot.waitSignal(desk.panel.page_wanted) as asked:
            view.quotation.page.click()
        assert asked.args == [desk.record("I1").id, desk.record("R1").id]

    def test_f_shows_the_page_of_an_actions_recommendation(self, qtbot: QtBot, desk: Desk) -> None:
        desk.show("A1")
        with qtbot.waitSignal(desk.panel.page_wanted) as asked:
            desk.panel.show_page()
        assert asked.args[1] == desk.record("R1").id

    def test_an_action_is_added_under_it_and_a_click_goes_there(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("R6")
        assert "No actions for R6 yet" in view.actions.list._empty.text()
        qtbot.keyClicks(view.actions.composer.fields["title"], "Share what is known")
        qtbot.keyClick(view.actions.composer.fields["title"], Qt.Key.Key_Return)
        desk.settle()
        (made,) = desk.snapshot.actions_for(desk.record("R6").id)
        assert made.title == "Share what is known"
        assert view.actions.composer.fields["title"].text() == ""
        with qtbot.waitSignal(desk.panel.record_wanted) as asked:
            qtbot.keyClick(view.actions.list._cards[0], Qt.Key.Key_Return)
        assert asked.args == [made.id]

    def test_its_headings_say_how_many_things_they_hold(self, desk: Desk) -> None:
        view = desk.show("R1")
        assert view.sections.words()[:4] == ["Actions 2", "Updates", "Evidence", "Measures 1"]
        view = desk.show("A1")
        assert view.sections.words()[:3] == ["Updates 1", "Evidence", "Deadline 2"]

    def test_what_we_will_do_is_edited_in_place(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("R1")
        words = view.form.fields["response"].editor
        words.setFocus()
        qtbot.keyClicks(words, "One template for all")
        qtbot.keyClick(words, Qt.Key.Key_Return, CONTROL)
        desk.settle()
        assert desk.record("R1").response == "One template for all"

    def test_tags_are_added_and_taken_off(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("R1")
        tags = view.details.fields["national_framework"].editor
        qtbot.keyClicks(tags.line, "enabler 2")
        qtbot.keyClick(tags.line, Qt.Key.Key_Return)
        desk.settle()
        assert desk.record("R1").national_framework == ("outcome 3", "enabler 2")
        button_called(tags, "outcome 3  ×").click()
        desk.settle()
        assert desk.record("R1").national_framework == ("enabler 2",)
        assert "enabler 2" in view.tags.words.text()


class TestUpdates:
    def test_an_update_is_added_with_its_forecast_and_reason(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        desk.panel.write_update()
        form = view.updates.form
        qtbot.waitUntil(form.words.hasFocus)
        assert not form.send.isEnabled()
        qtbot.keyClicks(form.words, "Ten plans read.")
        choose(qtbot, form.forecast, "Amber")
        assert not form.send.isEnabled()
        qtbot.keyClicks(form.reason, "One auditor away")
        form.send.click()
        desk.settle()
        (update,) = desk.snapshot.updates_for(desk.record("A2").id)
        assert (update.text, update.forecast, update.author) == ("Ten plans read.", "amber", "Improvement Lead")
        assert desk.record("A2").forecast == "amber"
        assert form.words.toPlainText() == ""
        assert view.sections.words()[0] == "Updates 1"

    def test_ctrl_enter_in_the_words_adds_the_update_and_reaches_nothing_else(self, qtbot: QtBot, desk: Desk) -> None:
        from PySide6.QtGui import QAction, QKeySequence

        view = desk.show("A2")
        elsewhere: list[bool] = []
        action = QAction(desk.panel)
        action.setShortcut(QKeySequence("Ctrl+Return"))
        action.triggered.connect(lambda: elsewhere.append(True))
        desk.panel.addAction(action)
        desk.panel.write_update()
        qtbot.keyClicks(view.updates.form.words, "Ten plans read.")
        qtbot.keyClick(view.updates.form.words, Qt.Key.Key_Return, CONTROL)
        desk.settle()
        assert [update.text for update in desk.snapshot.updates_for(desk.record("A2").id)] == ["Ten plans read."]
        assert elsewhere == []

    def test_escape_in_the_words_is_taken_back_by_undo(self, qtbot: QtBot, desk: Desk) -> None:
        words = desk.show("A1").updates.form.words
        desk.panel.write_update()
        qtbot.keyClicks(words, "A long thought")
        qtbot.keyClick(words, Qt.Key.Key_Escape)
        assert words.toPlainText() == ""
        qtbot.keyClick(words, Qt.Key.Key_Z, CONTROL)
        assert words.toPlainText() == "A long thought"

    def test_a_half_written_update_waits_with_its_record(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        qtbot.keyClicks(view.updates.form.words, "Half an upd")
        desk.show("A2")
        assert view.updates.form.words.toPlainText() == ""
        desk.show("A1")
        assert view.updates.form.words.toPlainText() == "Half an upd"
        assert desk.snapshot.updates_for(desk.record("A2").id) == ()


class TestEvidence:
    def test_a_file_is_attached_with_what_it_shows(self, qtbot: QtBot, open_panel: Any, tmp_path: Path) -> None:
        audit = tmp_path / "audit.pdf"
        audit.write_bytes(b"%PDF-1.7 an audit")
        desk = open_panel("Improvement Lead", [audit])
        view = desk.show("A1")
        desk.panel.attach()
        form = view.evidence.form
        assert form._what.text() == "audit.pdf"
        form.send.click()
        assert "kind of evidence" in form.note.text
        retype(qtbot, form.kind, "Dip sample", enter=False)
        qtbot.keyClicks(form.shows, "Plans say what must change")
        retype(qtbot, form.dated.line, "1/3/2024", enter=False)
        qtbot.mouseClick(form.restricted, Qt.MouseButton.LeftButton, pos=QPoint(8, form.restricted.height() // 2))
        form.send.click()
        desk.settle()
        (item,) = desk.snapshot.evidence_for(desk.record("A1").id)
        assert (item.kind, item.file, item.dated) == ("Dip sample", "audit.pdf", date(2024, 3, 1))
        assert item.restricted == "yes"
        assert any("Restricted" in one.text() for one in view.evidence.findChildren(QLabel))
        assert not form.restricted.isChecked()
        assert desk.session.file(item.sha256) == audit.read_bytes()
        assert not form.form.isVisibleTo(view.evidence)

    def test_a_file_that_vanished_is_said_and_the_form_stays(self, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
        view = desk.show("A1")
        assert desk.panel.take_files([tmp_path / "gone.pdf"])
        form = view.evidence.form
        retype(qtbot, form.kind, "Dip sample", enter=False)
        qtbot.keyClicks(form.shows, "Nothing")
        form.send.click()
        desk.settle()
        assert "gone.pdf cannot be read" in form.note.text
        assert form.shows.toPlainText() == "Nothing"

    def test_ctrl_enter_in_any_field_attaches(self, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "audit.pdf").write_bytes(b"%PDF-1.7 an audit")
        view = desk.show("A1")
        assert desk.panel.take_files([tmp_path / "audit.pdf"])
        form = view.evidence.form
        retype(qtbot, form.kind, "Dip sample", enter=False)
        qtbot.keyClicks(form.shows, "Plans say what must change")
        retype(qtbot, form.dated.line, "1/3/2024", enter=False)
        qtbot.keyClick(form.dated.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
        assert len(desk.snapshot.evidence_for(desk.record("A1").id)) == 1
        assert desk.record("A1").delivery != "complete"

    def test_a_link_is_added(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        form = view.evidence.form
        form.start_link()
        qtbot.keyClicks(form.address, "https://example.org/minutes")
        retype(qtbot, form.kind, "Minutes or decision record", enter=False)
        qtbot.keyClicks(form.shows, "Agreed on 1 March")
        form.send.click()
        desk.settle()
        assert [item.url for item in desk.snapshot.evidence_for(desk.record("A1").id)] == [
            "https://example.org/minutes"
        ]

    def test_it_is_accepted_by_someone_else_and_sufficiency_says_so(self, desk: Desk) -> None:
        view = desk.show("A3")
        assert "Nobody but those who added it has checked it." in view.evidence.reasons.text()
        button_called(view.evidence, "Accept").click()
        desk.settle()
        assert desk.record("E1").review == "accepted"
        assert "Checked by someone else (Improvement Lead)." in view.evidence.reasons.text()

    def test_it_is_sent_back_with_a_note(self, open_panel: Any) -> None:
        desk = open_panel("Improvement Lead", "No dates in it")
        view = desk.show("A3")
        button_called(view.evidence, "Send back…").click()
        desk.settle()
        assert (desk.record("E1").review, desk.record("E1").review_note) == ("returned", "No dates in it")

    def test_who_added_it_is_offered_no_check(self, open_panel: Any) -> None:
        desk = open_panel("Designated Nurse")
        view = desk.show("A3")
        assert not [b for b in view.evidence.findChildren(QPushButton) if b.text() == "Accept"]

    def test_a_kept_file_is_opened_as_a_copy_nobody_can_write(self, desk: Desk, tmp_path: Path) -> None:
        from tracker.services.evidence.evidence import attach_file

        about = About("Dip sample", "Ten plans")
        meanwhile(desk, "Designated Nurse", attach_file, ["A1"], b"ten plans", "dip.txt", about=about)
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        opened: list[QUrl] = []
        view.evidence.cards.open_url = opened.append
        button_called(view.evidence, "Open dip.txt").click()
        desk.settle()
        copy = Path(opened[0].toLocalFile())
        assert copy.read_bytes() == b"ten plans"
        assert copy.name == "dip.txt"
        assert not copy.stat().st_mode & 0o222

    @pytest.mark.parametrize(
        ("name", "data", "offered"),
        [("minutes.desktop", b"x", 0), ("x.exe", b"MZ", 0), ("plan.xlsm", b"PK", 1), ("page.html", b"<p>", 1)],
    )
    def test_what_may_run_is_opened_only_after_its_kind_was_said(
        self, desk: Desk, tmp_path: Path, name: str, data: bytes, offered: int
    ) -> None:
        from tracker.services.evidence.evidence import attach_file

        about = About("Dip sample", "Ten plans")
        meanwhile(desk, "Designated Nurse", attach_file, ["A1"], data, name, about=about)
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        opened: list[QUrl] = []
        view.evidence.cards.open_url = opened.append
        desk.asker.answers = ["Open" if offered else "Save a copy…", tmp_path / "kept"]
        button_called(view.evidence, f"Open {name}").click()
        desk.settle()
        desk.settle()
        assert len(opened) == offered
        assert name in desk.asker.questions[-1]
        if not offered:
            assert (tmp_path / "kept").read_bytes() == data

    def test_a_link_is_opened(self, desk: Desk) -> None:
        view = desk.show("A3")
        opened: list[QUrl] = []
        view.evidence.cards.open_url = opened.append
        button_called(view.evidence, "Open https://example.org/audit").click()
        assert opened == [QUrl("https://example.org/audit")]

    def test_only_an_address_is_opened_without_asking(self, desk: Desk) -> None:
        for link, opens in (("\\\\server\\share\\ten.docx", 1), ("file:///etc/passwd", 0), ("search-ms:query=x", 0)):
            with desk.session.store.begin() as uow:
                uow.put(replace(uow.snapshot().by_ref("E1"), url=link))
                uow.commit(an_act().stamp("edit"))
            desk.hub.snapshot = desk.snapshot
            view = desk.show("A3")
            opened: list[QUrl] = []
            view.evidence.cards.open_url = opened.append
            desk.asker.answers, desk.asker.asked = [None, "Open"], []
            for _ in range(2):
                button_called(view.evidence, f"Open {link}").click()
                assert len(opened) <= opens
            assert (len(opened), len(desk.asker.asked)) == (opens, 2 * opens)
            assert ("no link that is opened" in view.evidence.cards.note.text) == (not opens)

    def test_stale_evidence_says_that_it_does_not_count(self, desk: Desk) -> None:
        about = About("Dip sample", "Ten plans", refresh_by=date(2024, 3, 1))
        meanwhile(desk, "Designated Nurse", attach_link, ["A1"], "https://example.org/dip", about=about)
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        assert "does not count" in view.evidence.reasons.text()


class TestDeadline:
    def test_a_new_date_is_asked_for_with_a_reason_and_a_warning_of_a_holiday(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        desk.panel.ask_deadline()
        form = view.deadline.form
        retype(qtbot, form.to.line, "6 May 2024")
        assert "bank holiday" in form.note.text
        form.send.click()
        assert "reason" in form.note.text
        qtbot.keyClicks(form.reason, "Audits are booked for April")
        form.send.click()
        desk.settle()
        (asked,) = desk.snapshot.extensions_of(desk.record("A2").id)
        assert (asked.new_due, asked.state) == (date(2024, 5, 6), "pending")
        assert desk.record("A2").due == date(2024, 3, 1)
        assert "6 May 2024 waits for approval" in view.due._moved.text()
        assert [b.text() for b in view.deadline.waiting.findChildren(QPushButton)][-1:] != ["Approve"]
        assert "Withdraw…" in [b.text() for b in view.deadline.waiting.findChildren(QPushButton)]

    def test_the_account_that_asked_stands_beside_the_name(self, desk: Desk) -> None:
        meanwhile(desk, "Ann Lee", extend.ask, "A2", date(2024, 5, 7), "Booked")
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A2")
        view.bring("deadline")
        desk.settle()
        (line,) = view.deadline.waiting.findChildren(SignedLine)
        assert line.line.text() == "Asked by Ann Lee (account tester) on 12 Mar 2024"
        assert "Ann Lee asked for it from the account that you use now (tester)." in line.told.text
        button_called(view.deadline, "Approve").click()
        desk.settle()
        (line,) = view.deadline.list.findChildren(SignedLine)
        assert "approved by Improvement Lead (account tester) on 12 Mar 2024" in line.line.text()
        assert "from one account (tester)" in line.told.text

    def test_the_account_that_added_evidence_stands_beside_the_name(self, desk: Desk) -> None:
        about = About("Dip sample", "Ten plans")
        meanwhile(desk, "Designated Nurse", attach_link, ["A1"], "https://example.org/dip", about=about)
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        view.bring("evidence")
        desk.settle()
        lines = [one.line.text() for one in view.evidence.cards.findChildren(SignedLine)]
        assert lines == ["added by Designated Nurse (account tester) on 12 Mar 2024"]

    def test_someone_else_approves_it(self, desk: Desk) -> None:
        meanwhile(desk, "Detective Superintendent", extend.ask, "A2", date(2024, 5, 7), "Booked")
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A2")
        view.bring("deadline")
        button_called(view.deadline, "Approve").click()
        desk.settle()
        assert desk.record("A2").due == date(2024, 5, 7)
        assert "<s>1 Mar 2024</s>" in view.due._words.text().replace("&nbsp;", " ")

    def test_whoever_asked_records_what_a_meeting_decided(self, open_panel: Any) -> None:
        desk = open_panel("Head of Early Help", "T1  Safeguarding board, 8 Mar 2024")
        meanwhile(desk, "Head of Early Help", extend.ask, "A1", date(2024, 7, 1), "Partners need longer")
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        view.bring("deadline")
        button_called(view.deadline, "Decided at a meeting…").click()
        desk.settle()
        assert desk.record("A1").due == date(2024, 7, 1)
        assert desk.record("X3").decided_at == desk.record("T1").id
        shown = [word.text() for word in view.deadline.findChildren(QLabel)]
        assert any("approved at T1 (Safeguarding board), recorded by Head of Early Help" in text for text in shown)

    def test_an_owner_may_refuse_a_date_and_does_not_approve_it(self, open_panel: Any) -> None:
        desk = open_panel("Head of Early Help")
        meanwhile(desk, "Improvement Lead", extend.ask, "A1", date(2024, 7, 1), "Partners need longer")
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        view.bring("deadline")
        offered = [
            one.text() for one in view.deadline.waiting.findChildren(QPushButton) if one.isVisibleTo(view.deadline)
        ]
        assert offered == ["Refuse…", "Decided at a meeting…"]

    def test_without_a_meeting_that_was_held_the_tab_says_so(self, desk: Desk) -> None:
        meanwhile(desk, "Board Chair", set_fields, ["T1"], {"held_on": "2024-03-13"})
        meanwhile(desk, "Improvement Lead", extend.ask, "A1", date(2024, 7, 1), "Partners need longer")
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        view.bring("deadline")
        button_called(view.deadline, "Decided at a meeting…").click()
        assert "No meeting was held yet" in view.deadline.note.text

    def test_a_refusal_keeps_its_note(self, open_panel: Any) -> None:
        desk = open_panel("Improvement Lead", "Families cannot wait")
        meanwhile(desk, "Detective Superintendent", extend.ask, "A2", date(2024, 5, 7), "Booked")
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A2")
        button_called(view.deadline, "Refuse…").click()
        desk.settle()
        (asked,) = desk.snapshot.extensions_of(desk.record("A2").id)
        assert (asked.state, asked.decision_note) == ("refused", "Families cannot wait")

    def test_before_agreement_the_date_is_simply_set(self, qtbot: QtBot, desk: Desk) -> None:
        record = desk.record("A4")
        desk.session.store.book.records[Kind.ACTION, record.id] = without_agreement(record)
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A4")
        desk.panel.ask_deadline()
        retype(qtbot, view.due.field.editor.line, "9 Apr 2024")
        desk.settle()
        assert desk.record("A4").due == date(2024, 4, 9)


class TestOthers:
    def test_a_reading_of_a_measure_is_added(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("R1")
        card = view.measures.list._cards[0]
        qtbot.keyClicks(card.composer.fields["value"], "58")
        retype(qtbot, card.composer.fields["dated"].line, "1 Mar 2024", enter=False)
        card.composer.send.click()
        desk.settle()
        points = desk.snapshot.points_of(desk.record("M1").id)
        assert [(point.dated, point.value) for point in points][-1] == (date(2024, 3, 1), 58.0)

    def test_a_measure_is_added(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        qtbot.keyClicks(view.measures.composer.fields["name"], "Plans agreed with families")
        view.measures.composer.send.click()
        desk.settle()
        (measure,) = desk.snapshot.measures_for(desk.record("A1").id)
        assert measure.name == "Plans agreed with families"

    def test_history_says_each_change_in_words(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A4")
        view.bring("history")
        retype(qtbot, view.people.fields["owner"].editor, "Designated Nurse")
        desk.settle()
        top = view.history.list.item(0).text()
        assert top.endswith("Improvement Lead (account tester) changed Owner from – to Designated Nurse")
        assert view.history.list.item(1).text().endswith("added it from a document")

    @pytest.mark.parametrize(
        ("ref", "field", "words", "name"),
        [
            ("P1", "role", "Service lead", "role"),
            ("G1", "name", "Children and families", "name"),
            ("T1", "board", "Partnership executive", "board"),
            ("M1", "unit", "of 30", "unit"),
            ("I1", "lead_inspector", "A Person", "lead_inspector"),
            ("E1", "kind", "Dip sample", "kind"),
        ],
    )
    def test_other_records_have_a_form(
        self, qtbot: QtBot, desk: Desk, ref: str, field: str, words: str, name: str
    ) -> None:
        view = desk.show(ref)
        assert "form" in view.page._parts
        retype(qtbot, view.form.fields[field].editor, words)
        desk.settle()
        assert getattr(desk.record(ref), name) == words

    def test_a_finding_is_shown_like_a_recommendation(self, desk: Desk) -> None:
        view = desk.show("F1")
        assert view.kind is Kind.FINDING
        assert "Plans are not always specific." in view.quotation.words.text()

    def test_nothing_chosen_says_what_to_do(self, desk: Desk) -> None:
        desk.panel.show_record(None)
        assert "Choose a recommendation or an action" in desk.panel._empty.words
        desk.panel.edit()
        desk.panel.attach()

    @pytest.mark.parametrize("ref", ["R1", "A1", "F1", "E1", "P1", "G1", "T1", "M1", "I1"])
    def test_every_control_has_a_name(self, desk: Desk, ref: str) -> None:
        view = desk.show(ref)
        for name in view.page._page.sections:
            view.sections[name].open(True)
            assert nameless(desk.panel) == []

    def test_the_forms_that_open_have_names_too(self, desk: Desk, tmp_path: Path) -> None:
        view = desk.show("A2")
        desk.panel.ask_deadline()
        view.evidence.form.start_link()
        for name in view.page._page.sections:
            view.sections[name].open(True)
            assert nameless(desk.panel) == []

    def test_showing_another_action_takes_less_than_a_moment(self, desk: Desk) -> None:
        import time

        desk.show("A1")
        times = []
        for ref in ("A2", "A3", "A4", "A1") * 3:
            record = desk.record(ref).id
            begun = time.thread_time()
            desk.panel.show_record(record)
            times.append(time.thread_time() - begun)
        assert sorted(times)[len(times) // 2] < 0.05

    def test_the_other_usual_view_stands_ready(self, qtbot: QtBot, desk: Desk) -> None:
        desk.show("R1")
        assert Kind.RECOMMENDATION in {page.kind for page in desk.panel.findChildren(RecordPage)}
        qtbot.waitUntil(lambda: len(desk.panel.findChildren(RecordPage)) == 2, timeout=2000)
        assert desk.panel.view.kind is Kind.RECOMMENDATION
        assert desk.show("A1").page is desk.panel.findChildren(RecordPage)[1]

    def test_the_panel_is_freed(self, qtbot: QtBot, desk: Desk) -> None:
        panel = RecordPanel(desk.hub, desk.panel._gateway, desk.panel.context.asker, desk.panel.context.theme)
        panel.show_record(desk.record("A1").id)
        panel.show_record(desk.record("R1").id)
        gone: list[bool] = []
        panel.destroyed.connect(lambda: gone.append(True))
        panel.deleteLater()
        qtbot.waitUntil(lambda: bool(gone))
        desk.hub.changed.emit(None)
        gc.collect()


def choose(qtbot: QtBot, picker: Any, words: str) -> None:
    """Chooses a state from a picker by keyboard or mouse: what `activated` tells of."""
    place = picker.findText(words)
    assert place >= 0, words
    picker.setCurrentIndex(place)
    picker.activated.emit(place)


def without_agreement(action: Any) -> Any:
    from dataclasses import replace

    return replace(action, agreed=None, original_due=None)


def test_a_refusal_speaks_to_people_and_not_of_commands() -> None:
    assert said(UserError("closed needs a reason", "add --reason", window="")) == "Closed needs a reason."
    assert said(UserError("A1 is complete", "re-open it first")) == "A1 is complete. Re-open it first."
    assert said(UserError("return.xlsx is empty")) == "return.xlsx is empty."


def test_history_in_words() -> None:
    line = Line("A1", Kind.ACTION, "due", "Due", "2024-03-01", "2024-06-28")
    at = datetime(2026, 3, 12, 9, 14, tzinfo=UTC)
    entry = Entry(7, "Kate", "kate", at, "edit", "", (line,))
    assert list(sentences(entry, UTC)) == ["12 Mar 2026 09:14  Kate changed Due from 1 Mar 2024 to 28 Jun 2024"]


def test_a_due_date_on_a_closed_day_is_saved_with_a_warning(qtbot: QtBot, desk: Desk) -> None:
    record = desk.record("A4")
    desk.session.store.book.records[Kind.ACTION, record.id] = without_agreement(record)
    desk.hub.snapshot = desk.snapshot
    view = desk.show("A4")
    retype(qtbot, view.due.field.editor.line, "6 May 2024")
    desk.settle()
    assert desk.record("A4").due == date(2024, 5, 6)
    told = "6 May 2024 is a bank holiday; the working day before it is Fri 3 May 2024"
    assert view.due.field.note.text == told
    assert told in view.hint.text


@pytest.mark.parametrize("ref", ["A1", "A2", "A3", "A5", "R1", "E1", "M1", "T1", "P1", "I1"])
def test_nothing_in_the_panel_reaches_out_sideways(desk: Desk, ref: str) -> None:
    desk.panel.resize(340, 860)
    desk.show(ref)
    page = desk.panel.view
    assert page is not None
    for name in page.sections.names():
        page.sections[name].open(True)
    desk.settle()
    assert page.area.horizontalScrollBar().maximum() == 0


def test_what_is_worth_a_look_is_said_in_the_windows_words(desk: Desk) -> None:
    closed = replace(desk.record("A3"), delivery="closed", delivery_reason=None, impact=None)
    note = LintNote(desk.panel.context, desk.panel)
    note.show_record(closed, desk.snapshot.with_records([(Kind.ACTION, closed.id, closed)], 1, ""))
    assert "Add what is lacking, or close it with a reason, which boards will see." in note.text
