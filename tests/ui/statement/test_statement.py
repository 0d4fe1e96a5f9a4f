"""The statement's clock, deciding on new dates and recording checks, in the real window by keyboard."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.clocks import an_act
from support.gateway import ScriptedAsker
from support.record_page import Shown
from support.window import Opened
from tracker.domain.dates.statement_steps import steps_of
from tracker.domain.plan.records import Inspection, Plan, Verification
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.statement.statement_view import StatementWindow

A2, A3, A4 = an_id(502), an_id(503), an_id(504)
LEAD = "Improvement Lead"


def meanwhile(opened: Opened, who: str, service: Any, *given: Any, **named: Any) -> None:
    """Someone else writes; the window takes it up."""
    with opened.session.store.begin() as uow:
        service(uow, an_act(who, opened.session.clock), *given, **named)
    opened.work.hub.refresh()
    opened.settle()


@pytest.fixture
def clock(on_plan: Opened) -> StatementWindow:
    """The statement's window, opened by its key."""
    on_plan.do(Do.STATEMENT)
    found = on_plan.work.findChild(StatementWindow)
    assert isinstance(found, StatementWindow)
    return found


def the_plan(opened: Opened) -> Plan:
    return opened.work.hub.snapshot.plan


def retype(qtbot: QtBot, line: Any, words: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


# The statement


def test_the_duty_its_source_and_the_warnings_are_told(clock: StatementWindow) -> None:
    assert clock.headline.text() == "Due Sat 9 Mar 2024, 2 working days ago"
    told = clock.facts.text()
    for words in ("Multi-agency written statement", "Stated in the document: 9 Mar 2024.", "Computed: 70 working days",
                  "Source: Children Act 2004 s20; SI 2015/1792 regulation 4. Certainty: high."):  # fmt: skip
        assert words in told
    assert "9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024." in clock.warnings.text
    assert clock.isVisible()


def test_lines_that_are_being_typed_are_kept_and_stand_there_again(on_plan: Opened, clock: StatementWindow) -> None:
    hub = on_plan.work.hub
    clock.received.line.setText("1 Mar")
    step = clock.table.rows[1]
    was = step.name.text()
    step.before.setText("4")
    assert hub.drafts.names == ("Written statement", f"Step “{was}” of the written statement")
    meanwhile(on_plan, LEAD, set_fields, ["A1"], {"title": "Elsewhere"})
    assert (clock.received.line.text(), step.before.text()) == ("1 Mar", "4")
    hub.drafts.write()
    clock.close()
    on_plan.settle()
    on_plan.do(Do.STATEMENT)
    again = on_plan.work.findChild(StatementWindow)
    assert isinstance(again, StatementWindow)
    assert again.received.line.text() == "1 Mar"
    assert again.table.rows[1].before.text() == "4"
    retype(on_plan.qtbot, again.received.line, "1 Mar 2024")
    retype(on_plan.qtbot, again.table.rows[1].before, "40")
    on_plan.settle()
    assert hub.drafts.names == ()
    assert hub.snapshot.inspections[0].received == date(2024, 3, 1)


def test_a_line_that_was_refused_stays_with_its_words(on_plan: Opened, clock: StatementWindow) -> None:
    on_plan.session.refuse = UserError("the server is away", "try again")
    retype(on_plan.qtbot, clock.due.line, "5 May 2024")
    on_plan.settle()
    assert "The server is away" in clock.note.text
    assert clock.due.line.text() == "5 May 2024"
    assert on_plan.work.hub.drafts.names == ("Written statement",)
    on_plan.session.refuse = None
    clock.due.line.commit()
    on_plan.settle()
    assert the_plan(on_plan).respond_by == date(2024, 5, 5)
    assert on_plan.work.hub.drafts.names == ()


def test_a_step_that_is_named_anew_takes_what_is_typed_along(on_plan: Opened, clock: StatementWindow) -> None:
    step = clock.table.rows[1]
    retype(on_plan.qtbot, step.name, "Read it aloud")
    on_plan.settle()
    assert on_plan.work.hub.drafts.names == ()
    step.before.setText("7")
    assert on_plan.work.hub.drafts.names == ("Step “Read it aloud” of the written statement",)


def test_the_status_line_opens_it(on_plan: Opened) -> None:
    on_plan.work.status._statement.click()
    assert on_plan.work.findChild(StatementWindow) is not None


def test_steps_are_edited_in_place_and_undone(on_plan: Opened, clock: StatementWindow, qtbot: QtBot) -> None:
    rows = {row.name.text(): row for row in clock.table.rows}
    retype(qtbot, rows["Cabinet"].before, "9")
    on_plan.settle()
    retype(qtbot, rows["Scrutiny"].day.line, "17 Mar 2024")
    on_plan.settle()
    retype(qtbot, rows["Partner sign-off"].name, "Board sign-off")
    on_plan.settle()
    rows["Draft"].tick.click()
    on_plan.settle()
    steps = {step.name: step for step in steps_of(the_plan(on_plan))}
    assert steps["Cabinet"].days_before == 9
    assert steps["Scrutiny"].due == date(2024, 3, 17)
    assert "Board sign-off" in steps
    assert steps["Draft"].done == date(2024, 3, 12)
    assert "17 Mar 2024 is a Sunday" in rows["Scrutiny"].notes.text
    assert rows["Draft"].state.accessibleName() == "Done 12 Mar 2024"
    assert rows["Cabinet"].state.accessibleName() == "Late"
    assert rows["Scrutiny"].state.accessibleName() == "In 3 working days"
    retype(qtbot, rows["Scrutiny"].day.line, "")
    on_plan.settle()
    assert rows["Scrutiny"].before.text() == "20"
    for _ in range(5):
        on_plan.do(Do.UNDO)
    assert the_plan(on_plan).clock == ()
    assert rows["Cabinet"].before.text() == "5"


def test_steps_are_added_taken_out_and_brought_back(on_plan: Opened, clock: StatementWindow) -> None:
    clock.add.click()
    on_plan.settle()
    assert [row.name.text() for row in clock.table.rows][-2:] == ["New step 1", "Submit"]
    clock.table.rows[0].out.click()
    on_plan.settle()
    assert clock.table.rows[0].name.text() == "Partner sign-off"
    clock.usual.click()
    on_plan.settle()
    assert the_plan(on_plan).clock == ()
    assert len(clock.table.rows) == 7


@pytest.mark.parametrize(
    ("field", "words", "fault"),
    [("before", "soon", "not a number"), ("before", "999", "cannot stand 999"), ("name", " ", "needs a name"),
     ("name", "draft", "already")],
)  # fmt: skip
def test_what_cannot_be_is_said_and_stays_till_it_is_put_back(
    on_plan: Opened, clock: StatementWindow, qtbot: QtBot, field: str, words: str, fault: str
) -> None:
    line = getattr(clock.table.rows[1], field)
    before = line.text()
    retype(qtbot, line, words)
    on_plan.settle()
    assert fault in clock.note.text
    clock.table.rows[0].name.setFocus()
    assert the_plan(on_plan).clock == ()
    clock.show_plan()
    assert line.text() == words
    assert len(on_plan.work.hub.drafts.names) == 1
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == before
    assert on_plan.work.hub.drafts.names == ()


def test_a_day_that_is_none_is_said(on_plan: Opened, clock: StatementWindow, qtbot: QtBot) -> None:
    retype(qtbot, clock.table.rows[1].day.line, "someday")
    assert "not a date" in clock.note.text


def test_the_date_the_receipt_and_the_period_are_typed_here(
    on_plan: Opened, clock: StatementWindow, qtbot: QtBot
) -> None:
    retype(qtbot, clock.received.line, "1 Dec 2023")
    on_plan.settle()
    retype(qtbot, clock.days, "60")
    on_plan.settle()
    retype(qtbot, clock.due.line, "15 Mar 2024")
    on_plan.settle()
    (inspection,) = on_plan.work.hub.snapshot.inspections
    assert isinstance(inspection, Inspection)
    assert (inspection.received, inspection.working_days) == (date(2023, 12, 1), 60)
    assert the_plan(on_plan).respond_by == date(2024, 3, 15)
    assert clock.headline.text() == "Due Fri 15 Mar 2024, in 3 working days"
    assert "60 working days, as typed, from the day it was received (1 Dec 2023)" in clock.facts.text()
    retype(qtbot, clock.days, "many")
    on_plan.settle()
    assert clock.note.text


def test_a_plan_without_any_duty_says_what_to_type(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    asker.answers = ["Answer", tmp_path / "Answer.plan"]
    window.do(Do.NEW_PLAN)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    window.do(Do.STATEMENT)
    found = window.work.findChild(StatementWindow)
    assert isinstance(found, StatementWindow)
    assert found.headline.text().startswith("No date is known yet: type when it is due")
    assert "No inspection of this plan" in found.facts.text()
    assert found.table.rows[0].state.accessibleName() == "No day yet"
    assert found.days.isReadOnly()


def test_handing_in_is_told(on_plan: Opened, clock: StatementWindow) -> None:
    clock.table.rows[-1].tick.click()
    on_plan.settle()
    assert clock.headline.text() == "Handed in on Tue 12 Mar 2024"
    assert "Written statement sent on 12 Mar 2024" in on_plan.work.status.words
    assert clock.table.rows[0].state.accessibleName() == "Not noted"


def test_nothing_can_be_changed_in_a_plan_that_is_for_reading(on_plan: Opened) -> None:
    on_plan.session.read_only = True
    on_plan.do(Do.STATEMENT)
    found = on_plan.work.findChild(StatementWindow)
    assert isinstance(found, StatementWindow)
    assert not found.add.isEnabled()
    assert found.table.rows[0].name.isReadOnly()
    assert not found.table.rows[0].tick.isEnabled()


def test_the_calendar_is_written_from_the_menu_and_from_the_statement(
    on_plan: Opened, asker: ScriptedAsker, tmp_path: Path
) -> None:
    asker.answers = [tmp_path / "dates.ics", tmp_path / "again.ics"]
    on_plan.do(Do.EXPORT_CALENDAR)
    assert "dates.ics is written" in on_plan.window.notice.words
    on_plan.do(Do.STATEMENT)
    found = on_plan.work.findChild(StatementWindow)
    assert isinstance(found, StatementWindow)
    found.calendar.click()
    on_plan.settle()
    assert [what for what, _ in on_plan.session.asked] == ["calendar", "calendar"]
    assert (tmp_path / "again.ics").is_file()


# New dates


def test_what_waits_is_listed_from_the_status_line(on_plan: Opened) -> None:
    meanwhile(on_plan, "Detective Superintendent", extend.ask, "A2", date(2024, 5, 7), "Booked")
    assert "1 waiting for approval" in on_plan.work.status.words
    on_plan.work.status.approvals_asked.emit()
    assert on_plan.work.nav.plan_view.model.count() == 1
    on_plan.settle()
    assert on_plan.work.nav.current().ref == "A2"
    assert on_plan.work.nav.plan_view.tree.hasFocus()


@pytest.mark.parametrize(
    ("answers", "state", "told"),
    [(["Approve"], "approved", "A2 is due 7 May 2024 now: 1st extension, +67 days."),
     (["Refuse…", "Families cannot wait"], "refused", "A2 keeps its date of 1 Mar 2024.")],
)  # fmt: skip
def test_a_new_date_is_decided_by_keyboard(
    on_plan: Opened, asker: ScriptedAsker, answers: list[str], state: str, told: str
) -> None:
    meanwhile(on_plan, "Detective Superintendent", extend.ask, "A2", date(2024, 5, 7), "Booked")
    on_plan.work.nav.plan_view.show_record(A2)
    asker.answers = list(answers)
    on_plan.do(Do.DECIDE)
    (asked,) = on_plan.work.hub.snapshot.extensions_of(A2)
    assert (asked.state, asked.decided_by) == (state, LEAD)
    assert told in on_plan.window.notice.words


def test_who_asked_does_not_decide_and_is_told_who_may(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.show_record(A2)
    on_plan.do(Do.DECIDE)
    assert "No new date of A2 waits for approval." in on_plan.window.notice.words
    meanwhile(on_plan, LEAD, extend.ask, "A2", date(2024, 5, 7), "Booked")
    on_plan.do(Do.DECIDE)
    said = on_plan.window.notice.words
    assert "You asked for this date of A2, so someone else decides." in said
    assert "Anyone else may: Head of Early Help, Designated Nurse" in said
    assert "Detective Superintendent" not in said, "the owner does not approve"
    assert LEAD not in said
    on_plan.work.nav.plan_view.show_record(an_id(401))
    on_plan.do(Do.DECIDE)


def test_who_holds_the_role_that_asked_is_told_why_someone_else_decides(on_plan: Opened) -> None:
    meanwhile(on_plan, "Board Chair", set_fields, ["P2"], {"sort": "role", "held_by": LEAD})
    meanwhile(on_plan, "Detective Superintendent", extend.ask, "A2", date(2024, 5, 7), "Booked")
    on_plan.work.nav.plan_view.show_record(A2)
    on_plan.do(Do.DECIDE)
    told = "Detective Superintendent asked for this date of A2; a role and who holds it are one here, so someone else"
    assert told in on_plan.window.notice.words
    assert "Detective" not in on_plan.window.notice.words.split("Anyone else may")[1]
    assert on_plan.work.hub.snapshot.extensions_of(A2)[0].state == "pending"


def test_the_panel_leads_from_the_due_date_to_what_waits_for_approval(on_plan: Opened) -> None:
    meanwhile(on_plan, "Detective Superintendent", extend.ask, "A2", date(2024, 5, 7), "Booked")
    on_plan.do(Do.ACTIONS)
    on_plan.work.nav.plan_view.show_record(A2)
    on_plan.settle()
    view = Shown(on_plan.work.panes.panel.view)
    assert view.due.ask.text() == "Decide…"
    view.due.ask.click()
    refuse, _meeting, approve = (one for one in view.deadline.waiting.findChildren(QPushButton) if one.isVisible())
    on_plan.qtbot.waitUntil(refuse.hasFocus)
    assert view.deadline.waiting.y() < view.deadline.list.y()
    approve.click()
    on_plan.settle()
    assert on_plan.work.hub.snapshot.get(A2).due == date(2024, 5, 7)
    assert view.due.ask.text() == "New date…"
    assert not any(one.isVisible() for one in view.deadline.waiting.findChildren(QPushButton))


# Checks


def close_a3(opened: Opened) -> None:
    meanwhile(opened, "Board Chair", set_fields, ["A3"], {"delivery": "closed"}, reason="The board is content")
    opened.work.nav.plan_view.show_record(A3)
    opened.settle()


def test_a_check_is_recorded_by_keyboard_and_a_failed_one_reopens(
    on_plan: Opened, asker: ScriptedAsker, qtbot: QtBot
) -> None:
    close_a3(on_plan)
    on_plan.work.panes.show_panel(False)
    on_plan.do(Do.CHECK)
    tab = Shown(on_plan.work.panes.panel.view).checks
    assert Shown(on_plan.work.panes.panel.view).sections.words()[6] == "Checks 3"
    pressed = tab.findChild(QPushButton, "first check")
    assert pressed.accessibleName() == "Passed… V1"
    asker.answers = ["Ten plans read"]
    qtbot.keyClick(pressed, Qt.Key.Key_Space)
    on_plan.settle()
    assert on_plan.work.hub.snapshot.by_ref("V1").outcome == "passed"  # type: ignore[union-attr]
    failed = next(b for b in tab.findChildren(QPushButton) if b.accessibleName() == "Failed… V2")
    asker.answers = [""]
    failed.click()
    on_plan.settle()
    assert "A note on what was found is needed" in tab.note.text
    asker.answers = ["Two had no dates"]
    failed.click()
    on_plan.settle()
    action = on_plan.work.hub.snapshot.by_ref("A3")
    assert action.delivery == "in progress"  # type: ignore[union-attr]


def test_the_owner_is_told_that_a_colleague_checks(on_plan: Opened) -> None:
    on_plan.session.who = "Designated Nurse"
    close_a3(on_plan)
    on_plan.do(Do.CHECK)
    tab = Shown(on_plan.work.panes.panel.view).checks
    assert "You own A3, so a colleague records its checks." in tab._about.text()
    assert tab.findChild(QPushButton, "first check") is None


def test_who_holds_the_owning_role_is_told_that_a_colleague_checks(on_plan: Opened) -> None:
    close_a3(on_plan)
    meanwhile(on_plan, "Board Chair", set_fields, ["P3"], {"sort": "role", "held_by": LEAD})
    on_plan.do(Do.CHECK)
    tab = Shown(on_plan.work.panes.panel.view).checks
    assert "A3 is owned by Designated Nurse; a role and who holds it are one here" in tab._about.text()
    assert tab.findChild(QPushButton, "first check") is None


def test_a_check_of_ones_own_is_planned(on_plan: Opened, qtbot: QtBot) -> None:
    on_plan.work.nav.plan_view.show_record(A4)
    on_plan.do(Do.CHECK)
    tab = Shown(on_plan.work.panes.panel.view).checks
    tab.composer.send.click()
    retype(qtbot, tab.day.line, "6 May 2024")
    assert "bank holiday" in tab.note.text
    tab.composer.send.click()
    on_plan.settle()
    (check,) = on_plan.work.hub.snapshot.verifications_of(A4)
    assert isinstance(check, Verification)
    assert check.due == date(2024, 5, 6)
    tab.day.line.setText("someday")
    tab.composer.send.click()
    assert "not a date" in tab.note.text
    on_plan.work.nav.plan_view.show_record(an_id(401))
    on_plan.settle()
    on_plan.do(Do.CHECK)
