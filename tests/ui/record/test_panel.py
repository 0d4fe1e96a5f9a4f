"""The record panel as a person meets it: what it shows of each kind of record, and what each part is called."""

import gc
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from support.names import nameless
from support.record_page import button_called, retype
from tracker.domain.plan.records import Kind
from tracker.services.log.history import Entry, Line
from tracker.ui.forms.history import sentences
from tracker.ui.forms.lint_notes import LintNotes
from tracker.ui.look.note import Note
from tracker.ui.record.page import RecordPage
from tracker.ui.record.panel import RecordPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform
Desk = Any
CONTROL = Qt.KeyboardModifier.ControlModifier


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


def test_history_in_words() -> None:
    line = Line("A1", Kind.ACTION, "due", "Due", "2024-03-01", "2024-06-28")
    at = datetime(2026, 3, 12, 9, 14, tzinfo=UTC)
    entry = Entry(7, "Kate", "kate", at, "edit", "", (line,))
    assert list(sentences(entry, UTC)) == ["12 Mar 2026 09:14  Kate changed Due from 1 Mar 2024 to 28 Jun 2024"]


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
    note = LintNotes(desk.panel.context, desk.panel)
    note.show_record(closed, desk.snapshot.with_records([(Kind.ACTION, closed.id, closed)], 1, ""))
    assert "Add what is lacking, or close it with a reason, which boards will see." in note.text


def test_each_thing_worth_a_look_stands_by_itself(desk: Desk) -> None:
    action = replace(desk.record("A1"), start=date(2024, 6, 9), due=date(2024, 6, 15))
    notes = LintNotes(desk.panel.context, desk.panel)
    notes.show_record(action, desk.snapshot.with_records([(Kind.ACTION, action.id, action)], 1, ""))
    said = [one.text for one in notes.findChildren(Note) if one.text]
    assert len(said) > 1
    assert "\n" not in "".join(said)
    assert sum("15 Jun 2024 is a Saturday" in one for one in said) == 1
    notes.show_record(desk.record("A3"), desk.snapshot)
    assert len([one for one in notes.findChildren(Note) if one.text]) < len(said)


def test_a_long_history_is_scrolled_by_its_page_alone(qtbot: QtBot, desk: Desk) -> None:
    view = desk.show("A4")
    section = view.bring("history")
    desk.settle()
    section._said = [f"{number} Mar 2026 09:14  Improvement Lead changed Owner" for number in range(1, 40)]
    section._show()
    assert section.list.count() == 25
    assert section.more.text() == "Show all 39"
    assert section.list.maximumHeight() >= 25 * section.list.fontMetrics().height()
    section.more.click()
    assert section.list.count() == 39
    assert section.more.isHidden()
    assert not section.list.verticalScrollBar().isVisible()
