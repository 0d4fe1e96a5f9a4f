"""What falls on which day: every dated thing once, with how it stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan, a_plan_store, an_action, an_id, put_into
from tracker.domain.dates.agenda import AgendaEntry, agenda, by_day, day_note
from tracker.domain.plan.fields import ClockStep
from tracker.domain.plan.records import (
    DELIVERY,
    Evidence,
    Inspection,
    Kind,
    Meeting,
    Milestone,
    Person,
    Plan,
    Record,
    Round,
    Verification,
    kind_of,
)
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)
PAST, AHEAD = date(2024, 3, 4), date(2024, 3, 25)
ONLY_SUBMIT = (ClockStep("Submit", 1),)


def plan_of(*records: Record, plan: Plan | None = None) -> Snapshot:
    tables: dict[Kind, dict[object, Record]] = {}
    for record in records:
        tables.setdefault(kind_of(record), {})[record.id] = record
    return Snapshot(plan or a_plan(), tables)  # type: ignore[arg-type]


def only(*records: Record, plan: Plan | None = None) -> AgendaEntry:
    (entry,) = agenda(plan_of(*records, plan=plan), TODAY)
    return entry


def test_the_plan_in_mid_life_lists_its_days_in_order() -> None:
    found = agenda(a_plan_store().snapshot(), TODAY)
    assert [entry.words for entry in found if entry.kind == "step"][-1] == "Hand in the statement"
    assert [(entry.day, entry.kind, entry.ref, entry.status.word) for entry in found if entry.kind != "step"] == [
        (date(2024, 2, 1), "action", "A3", "Done"),
        (date(2024, 2, 1), "milestone", "S1", "Late"),
        (date(2024, 3, 1), "action", "A2", "Late"),
        (date(2024, 3, 8), "meeting", "T1", "Held"),
        (date(2024, 3, 9), "statement", "", "Late"),
        (date(2024, 4, 2), "action", "A4", "Action due"),
        (date(2024, 5, 28), "action", "A1", "Action due"),
    ]


def test_a_stretch_of_days_is_cut_out_of_the_whole() -> None:
    snapshot = a_plan_store().snapshot()
    march = agenda(snapshot, TODAY, date(2024, 3, 1), date(2024, 3, 31))
    assert march == tuple(entry for entry in agenda(snapshot, TODAY) if entry.day.month == 3)
    assert [entry.ref for entry in by_day(march)[date(2024, 3, 8)]] == ["", "T1"]


def test_duties_of_other_days_and_of_the_whole_plan_stand_in_no_part_of_it() -> None:
    ilacs = Inspection(id=an_id(1), ref="I1", document_type="ILACS inspection", received=date(2024, 1, 8))
    ann = Person(id=an_id(201), ref="P1", name="Ann Lee")
    snapshot = plan_of(ilacs, ann, plan=a_plan(clock=ONLY_SUBMIT, respond_by=AHEAD))
    (first, *_rest) = [entry for entry in agenda(snapshot, TODAY) if entry.kind == "duty"]
    assert agenda(snapshot, TODAY, first.day, first.day) == (first,)
    assert agenda(snapshot, TODAY, first.day + timedelta(days=1), first.day + timedelta(days=1)) == ()
    assert agenda(snapshot, TODAY, for_name="Ann Lee") == ()


def test_an_action_stands_on_its_last_approved_date_and_dropped_ones_nowhere() -> None:
    moved = an_action(due=AHEAD, original_due=PAST, delivery="in progress", title="Agree a template")
    entry = only(moved)
    assert (entry.day, entry.late, entry.done) == (AHEAD, False, False)
    assert entry.sentence == "Action due A1, Agree a template"
    assert agenda(plan_of(an_action(due=AHEAD, delivery="superseded")), TODAY) == ()
    assert only(an_action(due=PAST, delivery="complete", title="")).sentence == "Action due A1, Untitled action, done"


def test_a_milestone_opens_its_action_and_goes_with_it() -> None:
    step = Milestone(id=an_id(1), ref="S1", action=an_action().id, title="Draft shared", due=PAST)
    found = agenda(plan_of(an_action(), step), TODAY)[0]
    assert found.sentence == "Milestone S1, Draft shared (A1 Task 1), late"
    assert found.opens == an_action().id
    assert agenda(plan_of(an_action(delivery="not adopted"), step), TODAY) == ()
    lone = only(Milestone(id=an_id(1), ref="S1", due=AHEAD, done=PAST))
    assert (lone.words, lone.done, lone.opens) == ("Milestone", True, an_id(1))


@pytest.mark.parametrize(("done", "due", "word"), [(None, PAST, "Late"), (PAST, PAST, "Done"), (None, AHEAD, "")])
def test_verifications_and_rounds_are_late_until_they_are_done(done: date | None, due: date, word: str) -> None:
    check = only(Verification(id=an_id(1), ref="V1", due=due, done=done))
    asked = only(Round(id=an_id(2), ref="Q1", name="March", due=due, closed_on=done))
    assert check.status.word == (word or "Check")
    assert asked.status.word == (word or "Update round")
    assert asked.words == "Updates wanted: March"
    assert only(Round(id=an_id(2), ref="Q1", due=due)).words == "Updates wanted"


def test_evidence_is_to_be_refreshed_until_a_newer_item_replaces_it() -> None:
    old = Evidence(id=an_id(1), ref="E1", shows="Thirty plans read", refresh_by=PAST)
    assert only(old).sentence == "Refresh evidence E1, Thirty plans read, late"
    assert only(old, Evidence(id=an_id(2), ref="E2", replaces=an_id(1))).done
    named = [
        Evidence(id=an_id(1), refresh_by=AHEAD, **{name: "words"} if name else {}) for name in ("file", "kind", "")
    ]
    assert [only(item).words for item in named] == ["words", "words", "Evidence"]


def test_what_has_no_day_stands_nowhere() -> None:
    undated = (Meeting(id=an_id(1)), Round(id=an_id(2)), Verification(id=an_id(3)), Milestone(id=an_id(4)))
    assert agenda(plan_of(*undated), TODAY) == ()


def test_a_meeting_is_held_once_its_day_has_passed() -> None:
    assert only(Meeting(id=an_id(1), ref="T1", name="Board", held_on=PAST)).status.word == "Held"
    today = only(Meeting(id=an_id(1), ref="T1", board="Scrutiny", held_on=TODAY))
    assert (today.done, today.words) == (False, "Scrutiny")


def test_the_statement_and_its_steps_are_counted_back_in_working_days() -> None:
    steps = (ClockStep("Draft", days_before=20), ClockStep("Cabinet", due=date(2024, 4, 3)), ClockStep("Sign-off", 5))
    snapshot = plan_of(plan=a_plan(respond_by=date(2024, 4, 12), clock=steps, closure_days=("9 Apr 2024",)))
    found = [(entry.words, entry.day, entry.late) for entry in agenda(snapshot, TODAY)]
    assert found == [
        ("Draft", date(2024, 3, 12), False),
        ("Cabinet", date(2024, 4, 3), False),
        ("Sign-off", date(2024, 4, 4), False),
        ("Written statement due", date(2024, 4, 12), False),
    ]
    keys = {entry.key for entry in agenda(snapshot, TODAY)}
    assert len(keys) == 4


def test_a_step_is_done_when_it_or_the_statement_is() -> None:
    steps = (ClockStep("Draft", due=PAST), ClockStep("Sign-off", due=PAST, done=PAST))
    open_plan = agenda(plan_of(plan=a_plan(clock=steps)), TODAY)
    assert [entry.status.word for entry in open_plan] == ["Late", "Done"]
    sent = agenda(plan_of(plan=a_plan(clock=steps, respond_by=PAST, submitted=PAST)), TODAY)
    assert {entry.status.word for entry in sent} == {"Done"}


def test_the_statement_stands_by_the_plan_s_date_else_a_document_s_else_the_rule_s() -> None:
    step = ClockStep("Draft", days_before=1)
    assert agenda(plan_of(plan=a_plan(clock=(step,))), TODAY) == ()
    letters = [Inspection(id=an_id(n), ref=f"I{n}", respond_by=date(2024, 4, 10 + n)) for n in (2, 1)]
    found = agenda(plan_of(*letters, plan=a_plan(clock=(step,))), TODAY)
    assert [(entry.day.day, entry.kind, entry.ref, entry.words) for entry in found] == [
        (10, "step", "", "Draft"),
        (11, "statement", "", "Written statement due"),
        (12, "duty", "I2", "Written answer: I2"),
    ]
    ilacs = Inspection(id=an_id(1), ref="I1", document_type="ILACS inspection", received=date(2024, 1, 8))
    counted = agenda(plan_of(ilacs, plan=a_plan(clock=(step,))), TODAY)
    assert [(entry.kind, entry.note[:15]) for entry in counted] == [
        ("duty", "30 working days"), ("step", ""), ("statement", "70 working days"),
    ]  # fmt: skip


def test_a_plan_without_steps_of_its_own_goes_by_the_usual_ones() -> None:
    found = agenda(plan_of(plan=a_plan(respond_by=date(2024, 6, 28))), TODAY)
    assert [entry.words for entry in found if entry.kind == "step"] == [
        "Draft", "Partner sign-off", "Scrutiny papers out", "Scrutiny", "Cabinet papers out", "Cabinet",
        "Hand in the statement",
    ]  # fmt: skip
    keys = {entry.key for entry in found}
    fewer = (ClockStep("Scrutiny", 20), ClockStep("Submit", 1))
    assert {entry.key for entry in agenda(plan_of(plan=a_plan(respond_by=AHEAD, clock=fewer)), TODAY)} < keys


def test_an_inspection_asks_for_an_answer_and_for_more() -> None:
    stated = Inspection(id=an_id(1), ref="I1", title="Letter", respond_by=PAST)
    other = {"clock": ONLY_SUBMIT, "respond_by": AHEAD}
    late, *_rest = agenda(plan_of(stated, plan=a_plan(**other)), TODAY)
    assert late.sentence == "Duty I1, Written answer: Letter, late"
    assert agenda(plan_of(stated, plan=a_plan(**other, submitted=PAST)), TODAY)[0].done
    ilacs = Inspection(id=an_id(1), ref="I1", document_type="ILACS inspection", received=date(2024, 1, 8))
    found = agenda(plan_of(ilacs, plan=a_plan(clock=ONLY_SUBMIT, respond_by=AHEAD)), TODAY)
    assert [entry.words for entry in found if entry.kind == "duty"] == [
        "Publish the report and send it to partners: ILACS inspection",
        "Written statement of action, with the period for each action: ILACS inspection",
    ]
    assert not any(entry.late for entry in found)


def test_nobody_keeps_the_milestones_of_finished_actions_nor_evidence_sent_back() -> None:
    step = Milestone(id=an_id(1), ref="S1", action=an_action().id, title="Draft shared", due=PAST)
    found = agenda(plan_of(an_action(delivery="closed"), step), TODAY)
    assert found[0].sentence == "Milestone S1, Draft shared (A1 Task 1), action finished"
    returned = Evidence(id=an_id(1), ref="E1", shows="Thirty plans read", refresh_by=PAST, review="returned")
    assert agenda(plan_of(returned), TODAY) == ()
    paper = Meeting(id=an_id(1), ref="T1", name="Board", held_on=TODAY, frozen_at=7)
    assert only(paper).status.word == "Held"


def test_days_without_work_are_named() -> None:
    assert day_note(date(2024, 4, 1)) == "Bank holiday"
    assert day_note(date(2024, 3, 28), [date(2024, 3, 28)]) == "Closure day"
    assert day_note(date(2024, 3, 30)) == ""
    assert day_note(date(2024, 3, 27)) == ""


days = st.dates(date(2023, 1, 1), date(2025, 12, 31)) | st.none()


@given(st.lists(st.tuples(days, st.sampled_from(DELIVERY)), max_size=8), st.lists(days, max_size=6), days)
def test_each_dated_thing_stands_once(
    actions: list[tuple[date | None, str]], others: list[date | None], due: date | None
) -> None:
    records: list[Record] = [an_action(n, due=day, delivery=state) for n, (day, state) in enumerate(actions)]
    records += [Meeting(id=an_id(n), held_on=day) for n, day in enumerate(others)]
    records += [Evidence(id=an_id(100 + n), refresh_by=day) for n, day in enumerate(others)]
    records += [Verification(id=an_id(200 + n), due=day) for n, day in enumerate(others)]
    snapshot = plan_of(*records, plan=a_plan(respond_by=due, clock=ONLY_SUBMIT))
    found = agenda(snapshot, TODAY)
    assert len({entry.key for entry in found}) == len(found)
    dated = sum(day is not None for day in others)
    counting = sum(day is not None and state not in ("superseded", "not adopted") for day, state in actions)
    assert len(found) == counting + 3 * dated + 2 * (due is not None)
    assert [entry.day for entry in found] == sorted(entry.day for entry in found)
    assert not any(entry.late and (entry.done or entry.day >= TODAY) for entry in found)
    halves = (agenda(snapshot, TODAY, last=TODAY), agenda(snapshot, TODAY, TODAY + timedelta(days=1)))
    assert (*halves[0], *halves[1]) == found


def test_a_round_is_kept_in_the_plan() -> None:
    store = a_plan_store()
    put_into(store, (Round(id=an_id(900), ref="Q1", name="March", due=AHEAD),))
    assert "Q1" in [entry.ref for entry in agenda(store.snapshot(), TODAY)]


@pytest.mark.parametrize(("due", "late"), [(-1, True), (0, False), (1, False)])
def test_an_answer_is_late_from_the_day_after_it_was_due(due: int, late: bool) -> None:
    stated = Inspection(id=an_id(1), ref="I1", title="Letter", respond_by=TODAY + timedelta(days=due))
    found = agenda(plan_of(stated, plan=a_plan(clock=ONLY_SUBMIT, respond_by=AHEAD)), TODAY)
    assert [entry.late for entry in found if entry.kind == "duty"] == [late]
