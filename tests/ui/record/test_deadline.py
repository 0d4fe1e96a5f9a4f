"""A deadline in the panel: set, asked to be moved, decided by someone else."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from support.record_page import button_called, meanwhile, retype, without_agreement
from tracker.domain.plan.records import Kind
from tracker.services.dates import extend
from tracker.services.evidence.evidence import About, attach_link
from tracker.services.records.editing import set_fields
from tracker.ui.forms.signed_line import SignedLine

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform
Desk = Any


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
