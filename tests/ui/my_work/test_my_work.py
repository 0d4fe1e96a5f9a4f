"""My work: what waits stands in its order and is done where it stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.clocks import an_act
from support.gateway import ScriptedAsker
from support.screens.working import Working
from tracker import settings as options
from tracker.domain.plan.records import Action, Challenge, Extension, Kind, Round, Verification
from tracker.domain.work.my_work import Step
from tracker.services.meetings.updates import add_update
from tracker.services.records.editing import set_fields
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.evidence.attach_form import AttachForm
from tracker.ui.my_work import parts
from tracker.ui.my_work.job_forms import DayForm, WordsForm
from tracker.ui.questions.question_sheets import AnswerSheet
from tracker.ui.record.deadline import ExtensionForm
from tracker.ui.record.updates import UpdateForm
from tracker.ui.shell import workspace

POLICE = "Detective Superintendent"


def test_the_window_opens_on_what_is_late_and_mine(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    assert at.work.nav.place is Do.MY_WORK
    assert at.refs("late") == ["A2"]
    assert at.view.words.text() == "Detective Superintendent: 1 late, 1 to decide"
    assert "11 days late" in at.row("A2").accessibleName()
    assert at.view.strip.isHidden()
    assert at.window.actions_table[Do.MY_WORK].isEnabled()


def test_an_update_is_written_under_its_action(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    at.press("A2", Step.UPDATE)
    form = at.row("A2").form
    assert isinstance(form, UpdateForm)
    form.words.setPlainText("Twenty plans read.")
    form.send_now()
    at.settle()
    assert at.plan.of(Kind.UPDATE)[-1].text == "Twenty plans read."
    assert at.row("A2").form is None
    assert at.work.nav.place is Do.MY_WORK


def test_on_a_large_plan_what_waits_is_counted_once_the_hand_rests(
    at_work: Callable[..., Working], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "AT_ONCE", 3)
    monkeypatch.setattr(workspace, "RECOUNT_MS", 300)
    at = at_work(POLICE)
    said = at.work.side.buttons[Do.MY_WORK].accessibleName
    assert said() == "My work, 2 waiting"
    at.do(Do.MEETINGS)
    at.write("A2", owner="Head of Early Help")
    assert said() == "My work, 2 waiting"
    at.qtbot.waitUntil(lambda: said() == "My work, 1 waiting", timeout=5000)


def test_words_half_typed_outlast_somebody_elses_change(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    at.press("A2", Step.UPDATE)
    at.row("A2").form.words.setPlainText("Half a sen")
    with at.session.store.begin() as uow:
        add_update(uow, an_act("Board Chair"), "A1", "Elsewhere.")
    at.work.hub.refresh()
    at.settle()
    assert at.row("A2").form.words.toPlainText() == "Half a sen"
    at.press("A2", Step.UPDATE)
    assert at.row("A2").form is None
    at.press("A2", Step.UPDATE)
    assert at.row("A2").form.words.toPlainText() == "Half a sen"


def test_letters_do_what_the_buttons_do(at_work: Callable[..., Working], asker: ScriptedAsker) -> None:
    at = at_work(POLICE)
    at.row("A2").setFocus()
    at.do(Do.UPDATE)
    assert isinstance(at.row("A2").form, UpdateForm)
    at.do(Do.DEADLINE)
    assert isinstance(at.row("A2").form, ExtensionForm)
    at.qtbot.keyClick(at.row("A2"), Qt.Key.Key_Escape)
    assert at.row("A2").form is None
    asker.answers = [[Path("minutes.pdf")]]
    at.do(Do.ATTACH)
    assert isinstance(at.row("A2").form, AttachForm)


def test_a_new_date_is_asked_for_and_waits(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    at.press("A2", Step.ASK_DATE)
    form = at.row("A2").form
    form.to.line.setText("1 May 2024")
    form.reason.setPlainText("Ten plans came late.")
    form.send.click()
    at.settle()
    assert at.plan.of(Kind.EXTENSION)[-1].new_due == date(2024, 5, 1)
    assert "1 May 2024 was asked for" in at.row("A2").accessibleName()
    assert Step.ASK_DATE not in at.row("A2").buttons
    assert at.row("A2").form is None


def test_evidence_is_attached_under_its_action(
    at_work: Callable[..., Working], asker: ScriptedAsker, tmp_path: Path
) -> None:
    at = at_work(POLICE)
    (tmp_path / "audit.pdf").write_bytes(b"thirty plans")
    asker.answers = [[tmp_path / "audit.pdf"]]
    at.press("A2", Step.ATTACH)
    form = at.row("A2").form
    form.kind.set_value("Audit")
    form.shows.setPlainText("Thirty plans were read.")
    form.send.click()
    at.settle()
    assert at.plan.evidence[-1].file == "audit.pdf"
    assert at.row("A2").form is None


def test_complete_says_so_and_can_be_taken_back(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    at.press("A2", Step.COMPLETE)
    assert at.refs("late") == []
    assert "A2 is marked complete." in at.window.notice.words
    at.do(Do.UNDO)
    assert at.refs("late") == ["A2"]


def asked_for() -> Extension:
    return Extension(
        id=an_id(615), ref="X9", action=an_id(502), old_due=date(2024, 3, 1), new_due=date(2024, 5, 1),
        reason="More to read", asked_by=POLICE, asked_on=date(2024, 3, 10), state="pending",
    )  # fmt: skip


def test_what_is_decided_stays_in_its_place_so_that_no_other_comes_under_the_pointer(
    at_work: Callable[..., Working],
) -> None:
    at = at_work("Improvement Lead", asked_for())
    button = at.row("A2").buttons[Step.APPROVE]
    box, evidence = at.view.parts["decide"], at.row("E1")
    at.row("A2").setFocus()
    before = evidence.mapTo(at.view, evidence.rect().topLeft())
    at.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    at.settle()
    assert at.refs("decide") == ["E1"]
    assert [row.job.ref for row in box.shown()] == ["A2", "E1"]
    assert box.shown()[0].job.facts == ("Nothing is left to do here.",)
    assert evidence.mapTo(at.view, evidence.rect().topLeft()) == before
    assert box.shown()[0].hasFocus()
    at.qtbot.keyClick(box.shown()[0], Qt.Key.Key_Down)
    assert evidence.hasFocus()
    at.press("E1", Step.ACCEPT)
    assert not box.isHidden()
    at.do(Do.MEETINGS)
    at.do(Do.MY_WORK)
    at.settle()
    assert box.shown() == []
    assert box.isHidden()


def test_a_second_press_of_a_double_click_decides_nothing(at_work: Callable[..., Working]) -> None:
    at = at_work("Improvement Lead", asked_for())
    button = at.row("A2").buttons[Step.REFUSE]
    at.qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    at.qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    at.qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    at.settle()
    assert isinstance(at.row("A2").form, WordsForm)


def test_what_is_theirs_for_later_is_there_to_be_found(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE, A2={"due": date(2024, 12, 1)})
    assert at.refs("later") == ["A2"]
    assert "later" not in at.view.words.text()
    assert Step.UPDATE in at.row("A2").buttons


def test_approving_says_what_it_comes_to(at_work: Callable[..., Working]) -> None:
    at = at_work("Improvement Lead", asked_for())
    at.press("A2", Step.APPROVE)
    assert at.plan.by_ref("A2").due == date(2024, 5, 1)
    assert at.window.notice.words == "A2 is due 1 May 2024 now: 1st extension, +61 days."
    assert "A2" not in at.refs("decide")


def test_whose_account_asked_stands_where_it_is_decided(at_work: Callable[..., Working]) -> None:
    put_by_the_board_chair = asked_for()
    at = at_work("Improvement Lead", put_by_the_board_chair)
    row = at.row("A2")
    assert row.job.facts[0].startswith(f"{POLICE} (account tester) asks for 1 May 2024")
    assert f"{POLICE} (account tester) asks" in row.accessibleName()
    assert f"{POLICE} asked for it from the account that you use now (tester)." in row.told.text
    evidence = at.row("E1")
    assert "(account tester)" in evidence.job.facts[0]
    assert at.row("A2").told.isVisibleTo(at.view)


def test_refusing_wants_a_reason(at_work: Callable[..., Working]) -> None:
    at = at_work("Improvement Lead", asked_for())
    at.press("A2", Step.REFUSE)
    form = at.row("A2").form
    assert isinstance(form, WordsForm)
    form.write()
    assert form.note.text == "A sentence is needed."
    form.words.setPlainText("The board meets in April.")
    form.write()
    at.settle()
    assert at.plan.by_ref("X9").state == "refused"


def test_evidence_is_checked_where_it_stands(at_work: Callable[..., Working]) -> None:
    at = at_work("Improvement Lead")
    at.press("E1", Step.ACCEPT)
    assert at.plan.by_ref("E1").review == "accepted"
    assert at.refs("decide") == []


def test_what_is_sent_back_is_replaced_from_here(at_work: Callable[..., Working]) -> None:
    returned = {"review": "returned", "reviewed_by": "Improvement Lead", "reviewed_on": date(2024, 3, 9)}
    at = at_work("Designated Nurse", E1=returned)
    assert at.refs("back") == ["E1"]
    at.press("E1", Step.ATTACH)
    form = at.row("E1").form
    assert form.shows.value() == "Thirty plans read"
    assert form.address.isVisible()


def test_a_check_is_recorded_where_it_stands(at_work: Callable[..., Working]) -> None:
    due = Verification(id=an_id(701), ref="V1", action=an_id(503), due=date(2024, 3, 1))
    at = at_work("Improvement Lead", due)
    row = next(one for one in at.view.rows() if one.job.record == due.id)
    row.take(Step.PASSED)
    row.form.words.setPlainText("Read two boards' minutes.")
    row.form.write()
    at.settle()
    assert at.plan.by_ref("V1").outcome == "passed"


def test_a_question_is_answered_from_here(at_work: Callable[..., Working]) -> None:
    asked = Challenge(id=an_id(801), ref="C1", targets=(an_id(502),), question="Who reads them?", asked_by="The Chair")
    at = at_work(POLICE, asked)
    at.press("C1", Step.ANSWER)
    sheet = at.window.findChild(AnswerSheet)
    assert sheet is not None
    at.qtbot.keyClicks(sheet.answer, "Two of us do.")
    sheet.save.click()
    at.settle()
    found = at.plan.by_ref("C1")
    assert (found.answer, found.answered_by, found.state) == ("Two of us do.", POLICE, "answered")


def test_nothing_to_report_answers_the_rest_of_a_round(at_work: Callable[..., Working]) -> None:
    asked = Round(id=an_id(901), ref="Q1", name="March", asked_on=date(2024, 3, 6), people=(an_id(202),))
    at = at_work(POLICE, asked)
    at.press("Q1", Step.NIL_RETURN)
    assert at.plan.of(Kind.UPDATE)[-1].answer == "nil return"
    assert at.refs("asked") == []
    assert "nothing to report on the rest" in at.window.notice.words


def test_a_day_is_set_where_none_was_agreed(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE, A2={"due": None, "original_due": None, "agreed": None})
    at.press("A2", Step.SET_DATE)
    form = at.row("A2").form
    assert isinstance(form, DayForm)
    form.write()
    assert form.note.text == "A date is needed."
    form.day.line.setText("no day")
    form.write()
    assert "is not a date" in form.note.text
    form.day.line.setText("2 Apr 2024")
    form.write()
    at.settle()
    assert at.plan.by_ref("A2").due == date(2024, 4, 2)


def test_a_title_opens_the_record_where_it_stands(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    at.row("A2").setFocus()
    at.qtbot.keyClick(at.row("A2"), Qt.Key.Key_Return)
    at.settle()
    assert at.work.nav.place is Do.RECOMMENDATIONS
    assert at.work.nav.current_id() == an_id(502)


def test_up_and_down_go_from_job_to_job(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    at.view.setFocus()
    at.qtbot.keyClick(at.view, Qt.Key.Key_Down)
    assert at.row("A2").hasFocus()
    assert at.view.current_id() == an_id(502)
    at.qtbot.keyClick(at.row("A2"), Qt.Key.Key_Down)
    assert at.row("E1").hasFocus()
    at.qtbot.keyClick(at.row("E1"), Qt.Key.Key_Up)
    assert at.row("A2").hasFocus()


def test_whoever_leads_sees_what_is_in_the_next_meetings_way(at_work: Callable[..., Working]) -> None:
    at = at_work("Improvement Lead")
    figures = {made.accessibleName(): made for made in at.view.strip.figures}
    assert list(figures) == ["No action yet: 2", "No owner: 1", "Overdue: 1", "Gone quiet: 2"]
    at.qtbot.mouseClick(figures["No owner: 1"], Qt.MouseButton.LeftButton)
    at.settle()
    assert at.work.nav.place is Do.ACTIONS
    assert at.work.nav.plan_view.model.count() == 1


def test_tab_goes_through_the_place_as_it_is_laid_out(at_work: Callable[..., Working]) -> None:
    at = at_work("Improvement Lead")
    at.view.setFocus()
    passed: list[QWidget] = []
    while len(passed) < 60 and at.window.focusWidget() not in passed:
        passed.append(at.window.focusWidget())
        at.qtbot.keyClick(at.window.focusWidget(), Qt.Key.Key_Tab)
    within = [one for one in passed if at.view.isAncestorOf(one)]
    places = [one.mapTo(at.view, one.rect().topLeft()).y() for one in within if one not in at.view.rows()]
    assert set(at.view.strip.figures) <= set(within)
    assert places == sorted(places)


def test_what_others_changed_since_the_last_look_is_told(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    assert at.view.changes.isHidden()
    at.window.close_plan()
    at.settle()
    again = at_work(POLICE)
    again.window.hub.me = replace(again.window.hub.me, looked=2)
    with again.session.store.begin() as uow:
        add_update(uow, an_act("Improvement Lead"), "A2", "Please hurry.")
    again.work.hub.refresh()
    again.settle()
    again.qtbot.waitUntil(lambda: not again.view.changes.isHidden(), timeout=5000)
    assert len(again.view.changes.lines) == 1


def test_what_was_seen_is_kept_when_the_plan_closes(at_work: Callable[..., Working], settings: Settings) -> None:
    at = at_work(POLICE)
    plan, number = at.plan.plan.id, at.plan.number
    at.window.close_plan()
    assert settings.get(options.LOOKED) == {plan: number}


def test_a_long_list_of_jobs_is_cut_and_shown_when_asked(at_work: Callable[..., Working], qtbot: QtBot) -> None:
    many = [Action(id=an_id(5100 + n), ref=f"A{100 + n}", title=f"Task {n}", owner=an_id(202), due=date(2024, 3, 20))
            for n in range(30)]  # fmt: skip
    at = at_work(POLICE, *many)
    box = at.view.parts["due"]
    assert len(box.rows) == 12
    qtbot.mouseClick(next(one for one in box.children() if getattr(one, "text", str)() == "Show all 30"),
                     Qt.MouseButton.LeftButton)  # fmt: skip
    assert len(box.rows) == 20, "a screen at once, and a few each time after that"
    qtbot.waitUntil(lambda: len(box.rows) == 30, timeout=5000)
    assert [row.job.ref for row in box.rows.values()] == [f"A{100 + n}" for n in range(30)]


def test_a_very_long_list_of_jobs_is_shown_step_by_step(
    at_work: Callable[..., Working], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MORE", 5)
    many = [Action(id=an_id(5100 + n), ref=f"A{100 + n}", title=f"Task {n}", owner=an_id(202), due=date(2024, 3, 20))
            for n in range(20)]  # fmt: skip
    at = at_work(POLICE, *many)
    box = at.view.parts["due"]
    for words, rows in (("Show 5 more of 20", 17), ("Show all 20", 20)):
        more = next(one for one in box.children() if getattr(one, "text", str)() == words)
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda rows=rows: len(box.rows) == rows, timeout=5000)
    assert more.isHidden()
    assert [row.job.ref for row in box.shown()] == [f"A{100 + n}" for n in range(20)]


@pytest.mark.parametrize("step", [Step.UPDATE, Step.ATTACH, Step.ASK_DATE])
def test_the_keyboard_stays_with_the_job_whose_form_was_sent(
    at_work: Callable[..., Working], step: Step, tmp_path: Path
) -> None:
    at = at_work(POLICE)
    ref = next(row.job.ref for row in at.view.rows() if step in row.buttons)
    file = tmp_path / "audit.txt"
    file.write_text("Seen.", encoding="utf-8")
    asker = at.window.asker
    assert isinstance(asker, ScriptedAsker)
    asker.answers.append([file])
    at.press(ref, step)
    form = at.row(ref).form
    assert at.view.window().focusWidget() in form.findChildren(QWidget)
    send = form.send
    if isinstance(form, UpdateForm):
        form.words.set_value("Begun.")
    elif isinstance(form, AttachForm):
        form.kind.set_value("Audit")
        form.shows.set_value("It was seen.")
    else:
        form.to.set_value(date(2024, 6, 1))
        form.reason.set_value("The partners meet in May.")
    send.setFocus()
    at.qtbot.mouseClick(send, Qt.MouseButton.LeftButton)
    at.settle()
    assert at.row(ref).form is None
    assert at.window.focusWidget() is at.row(ref)


def test_tab_goes_from_a_job_into_its_form_and_on_to_the_next(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    first, second = at.view.rows()[:2]
    at.qtbot.mouseClick(first.buttons[Step.UPDATE], Qt.MouseButton.LeftButton)
    at.settle()
    first.form.words.set_value("Begun.")
    passed = []
    first.setFocus()
    while at.window.focusWidget() is not second and len(passed) < 20:
        passed.append(at.window.focusWidget())
        at.qtbot.keyClick(at.window.focusWidget(), Qt.Key.Key_Tab)
    words = [one.accessibleName() or one.text() for one in passed]
    assert words[-3:] == ["New update", "Forecast with this update", "Add update"], words


def test_the_side_bar_says_how_much_waits(at_work: Callable[..., Working]) -> None:
    at = at_work(POLICE)
    side = at.work.side.buttons[Do.MY_WORK]
    assert side.accessibleName() == f"My work, {len(at.view.rows())} waiting"
    late = next(row.job.ref for row in at.view.rows() if Step.COMPLETE in row.buttons)
    at.do(Do.MEETINGS)
    before = side.count
    assert before
    at.work.hub.write(lambda uow, act: set_fields(uow, act, [late], {"delivery": "complete"}))
    at.settle()
    assert side.count == before - 1
    side.grab()
    side.named = True
    side.grab()
