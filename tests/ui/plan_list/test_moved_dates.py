"""What the lists and the Deadline tab say of dates that moved."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QLabel

from support.builders import a_plan_store, an_id
from support.clocks import FixedClock, an_act
from support.record_page import Shown
from support.window import Opened
from tracker.domain.dates.dates import show
from tracker.domain.log.changes import Changes
from tracker.domain.plan.records import Action, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.dates.agree import withdraw_agreement
from tracker.services.records.editing import set_fields
from tracker.ui.forms.fields_edit import setting
from tracker.ui.lists.affected_rows import affected
from tracker.ui.lists.cells import Look
from tracker.ui.plan_list.action_columns import due_cell, title_cell
from tracker.ui.record.deadline import deadline_facts

TODAY = date(2024, 3, 12)
A1, A2, A4 = an_id(501), an_id(502), an_id(504)


def looked_at(**fields: str) -> tuple[Snapshot, Snapshot, Changes]:
    """The plan before and after A4 was edited, and what changed."""
    store = a_plan_store(FixedClock())
    before: Snapshot = store.snapshot()
    if fields:
        with store.begin() as uow:
            set_fields(uow, an_act(), ["A4"], fields)
    after, changes = store.refresh(before)
    return before, after, changes


def test_a_date_moved_shortly_before_a_meeting_says_so_in_the_list() -> None:
    _before, plan, _changes = looked_at()
    cell = title_cell(Look(plan, TODAY), plan.get(A1))
    assert "re-dated shortly before Safeguarding board" in cell.words
    assert cell.quiet_tone == "warning"


def test_a_forecast_that_differs_stands_beside_the_date() -> None:
    _before, plan, _changes = looked_at(forecast_due="2024-06-03")
    look = Look(plan, TODAY)
    assert due_cell(look, plan.get(A4)).quiet == "in 21 days"
    assert "forecast 3 Jun 2024" in title_cell(look, plan.get(A4)).quiet
    far: Action = replace(plan.get(A4), due=date(2024, 5, 1), original_due=None)
    assert due_cell(look, far).quiet == "forecast 3 Jun 2024"
    assert due_cell(look, replace(far, forecast_due=far.due)).quiet == ""
    assert due_cell(look, replace(far, delivery="complete")).quiet == ""


def test_an_action_that_waits_for_open_work_is_blocked_until_that_is_done() -> None:
    _before, plan, _changes = looked_at(waits_for="A1")
    look = Look(plan, TODAY)
    assert "blocked by A1" in title_cell(look, plan.get(A4)).quiet
    ready = replace(plan.get(A4), waits_for=(an_id(503),))
    assert "waits for A3" in title_cell(look, ready).quiet


def test_rows_that_speak_of_another_record_follow_it() -> None:
    _before, waiting, _changes = looked_at(waits_for="A1")
    assert A4 in (affected(waiting, waiting, Changes(9, {Kind.ACTION: frozenset({A1})})) or ())
    assert A1 in (affected(waiting, waiting, Changes(9, {Kind.MEETING: frozenset({an_id(651)})})) or ())
    assert A4 not in (affected(waiting, waiting, Changes(9, {Kind.ACTION: frozenset({A2})})) or ())


def test_the_deadline_is_told_in_sentences() -> None:
    _before, plan, _changes = looked_at(waits_for="A1", forecast_due="2024-04-09")
    said = deadline_facts(plan.get(A4), plan, TODAY)
    assert "The owner expects 9 Apr 2024, after it is due." in said
    assert "Blocked by A1." in said
    finished = replace(plan.get(A4), delivery="complete", done=TODAY)
    assert not [line for line in deadline_facts(finished, plan, TODAY) if "expects" in line]
    assert "Re-dated shortly before Safeguarding board of 8 Mar 2024." in deadline_facts(plan.get(A1), plan, TODAY)
    holiday = replace(plan.get(A4), due=date(2024, 4, 1))
    assert any("is a bank holiday; the working day before it is Thu 28 Mar 2024." in line
               for line in deadline_facts(holiday, plan, TODAY))  # fmt: skip


def test_a_withdrawn_agreement_and_what_became_of_its_date_are_told() -> None:
    _before, plan, _changes = looked_at()
    a4 = plan.get(A4)
    as_it_was = deadline_facts(replace(a4, agreed=None), plan, TODAY)
    assert as_it_was[-1] == "Its agreement was withdrawn, so it can still be set above."
    later = deadline_facts(replace(a4, agreed=None, due=date(2025, 4, 2)), plan, TODAY)
    assert "First agreed for 2 Apr 2024: set anew, +365 days." in later
    assert as_it_was[-1] in later
    gone = deadline_facts(replace(a4, agreed=None, due=None), plan, TODAY)
    assert gone == ["No deadline now: it was first agreed for 2 Apr 2024. Set one above."]


def test_extensions_are_told_beside_a_date_set_anew() -> None:
    _before, plan, _changes = looked_at()
    a1 = plan.get(A1)
    anew = replace(a1, agreed=None, due=a1.original_due + timedelta(days=123))
    back = replace(a1, agreed=None, due=a1.original_due)
    first = f"First agreed for {show(a1.original_due)}: 2nd extension, then set anew, "
    assert f"{first}+123 days." in deadline_facts(anew, plan, TODAY)
    assert f"{first}back to the first date." in deadline_facts(back, plan, TODAY)
    cell = due_cell(Look(plan, TODAY), anew)
    assert cell.quiet == "2nd extension, set anew"
    assert "2nd extension, then set anew, +123 days" in cell.words


def test_a_date_set_anew_is_not_said_never_to_have_moved(on_plan: Opened) -> None:
    work = on_plan.work
    never = "The date has never moved."

    def deadline() -> str:
        work.nav.jump(A4)
        on_plan.settle()
        tab = Shown(work.panes.panel.view).deadline
        return "\n".join(one.text() for one in tab.findChildren(QLabel))

    assert never in deadline()
    work.hub.write(lambda uow, act: withdraw_agreement(uow, act, "A slip", ["A4"]))
    on_plan.settle()
    work.hub.write(setting(A4, {"due": "2024-05-01"}))
    on_plan.settle()
    assert "set anew, +29 days" in deadline()
    assert never not in deadline()


def test_seldom_filters_are_offered_while_they_find_something(on_plan: Opened) -> None:
    chips = on_plan.work.nav.plan_view.chips
    assert chips.button("re-dated before a meeting").text().endswith("1")
    assert chips.offers("re-dated before a meeting")
    assert not chips.offers("blocked")
    on_plan.work.hub.write(setting(A4, {"waits_for": "A1"}))
    on_plan.settle()
    assert chips.offers("blocked")
    chips.button("blocked").click()
    assert on_plan.work.nav.plan_view.model.count() == 1
