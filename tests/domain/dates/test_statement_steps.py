"""When the statement is due, by what duty, and the steps planned back from it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import a_plan_store, an_id
from tracker.domain.dates.statement_steps import DEFAULT_STEPS, Statement, statement
from tracker.domain.dates.statutory import statutory
from tracker.domain.dates.working_days import working_days_between
from tracker.domain.plan.fields import ClockStep
from tracker.domain.plan.records import Inspection, Kind, Plan
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 1, 15)
BASE = a_plan_store().snapshot()


def found(plan: dict[str, Any] | None = None, *inspections: Inspection, today: date = TODAY) -> Statement:
    """The statement of the plan in mid-life with other facts."""
    changed: Plan = replace(BASE.plan, **(plan or {}))
    records = dict(BASE.records)
    if inspections:
        records[Kind.INSPECTION] = {one.id: one for one in inspections}
    return statement(Snapshot(changed, records), today)


def an_inspection(number: int = 1, **fields: Any) -> Inspection:
    return Inspection(id=an_id(300 + number), ref=f"I{number}", **{"document_type": "JTAI", **fields})


def test_steps_are_planned_back_from_the_day_the_letter_states() -> None:
    owed = found()
    assert (owed.due, owed.basis, owed.received) == (date(2024, 3, 9), "stated", date(2023, 11, 30))
    assert owed.inspection is not None
    days = {step.name: step.due for step in owed.steps}
    assert days["Submit"] == date(2024, 3, 8)
    assert days["Cabinet"] == date(2024, 3, 4)
    assert days["Draft"] == date(2024, 1, 8)
    assert owed.notes[0] == "9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024."
    assert "By the rule it would be due on 12 Mar 2024; the date given counts." in owed.notes


def test_papers_go_out_five_clear_working_days_before_the_meeting() -> None:
    days = {step.name: step.due for step in found().steps}
    for meeting in ("Scrutiny", "Cabinet"):
        papers, held = days[f"{meeting} papers out"], days[meeting]
        assert papers is not None
        assert held is not None
        assert working_days_between(papers, held) - 1 == 5


def test_the_earliest_stated_date_wins_over_an_earlier_computed_one() -> None:
    owed = found(
        {"respond_by": None},
        an_inspection(1, document_type="Scrutiny report", published=date(2023, 10, 2)),
        an_inspection(2, respond_by=date(2024, 4, 5)),
        an_inspection(3, respond_by=date(2024, 3, 1)),
    )
    assert (owed.due, owed.basis) == (date(2024, 3, 1), "stated")
    assert owed.inspection is not None
    assert owed.inspection.ref == "I3"


def test_without_a_stated_date_the_rule_is_counted() -> None:
    owed = found({"respond_by": None}, an_inspection(published=date(2023, 11, 30)))
    assert (owed.due, owed.basis) == (date(2024, 3, 12), "computed")
    assert owed.notes == ()


def test_without_any_day_the_steps_wait_for_one() -> None:
    owed = found({"respond_by": None}, an_inspection())
    assert (owed.due, owed.basis) == (None, "")
    assert {step.due for step in owed.steps} == {None}
    assert owed.duty is not None
    assert "type the day it was received" in owed.duty.explanation
    bare = statement(Snapshot(replace(BASE.plan, respond_by=None)), TODAY)
    assert (bare.due, bare.duty, bare.received) == (None, None, None)


def test_a_date_of_the_plan_alone_needs_no_inspection() -> None:
    alone = statement(Snapshot(replace(BASE.plan, respond_by=date(2024, 3, 11))), TODAY)
    assert (alone.due, alone.basis, alone.notes) == (date(2024, 3, 11), "plan", ())


def test_closure_days_are_left_out_of_the_count() -> None:
    owed = found({"respond_by": date(2024, 3, 8), "closure_days": ("2024-03-07", "no day")})
    assert owed.steps[-1].due == date(2024, 3, 6)


def test_a_step_on_the_day_itself_moves_to_the_working_day_before() -> None:
    owed = found({"clock": (ClockStep("Submit", 0),)})
    assert owed.steps[0].due == date(2024, 3, 8)
    weekday = found({"clock": (ClockStep("Submit", 0),), "respond_by": date(2024, 3, 8)})
    assert weekday.steps[0].due == date(2024, 3, 8)


def test_a_typed_day_stays_and_is_warned_about() -> None:
    owed = found({"clock": (ClockStep("Cabinet", 5, due=date(2024, 3, 17)), ClockStep("Board", 9, date(2024, 2, 5)))})
    cabinet, board = owed.steps
    assert (cabinet.due, cabinet.typed) == (date(2024, 3, 17), True)
    assert cabinet.notes == (
        "17 Mar 2024 is a Sunday; the working day before it is Fri 15 Mar 2024.",
        "That is after the statement is due on 9 Mar 2024.",
    )
    assert board.notes == ()


def test_late_and_impossible_steps_are_said() -> None:
    short = an_inspection(respond_by=date(2024, 1, 31), received=date(2024, 1, 2))
    draft, *others = found({"respond_by": None}, short, today=date(2024, 1, 3)).steps
    assert (draft.late, draft.impossible) == (True, True)
    assert draft.notes == ("It had passed when the clock began on 2 Jan 2024.",)
    assert [step.name for step in others if step.late] == ["Partner sign-off", "Scrutiny papers out"]
    assert not others[-1].impossible


def test_what_is_done_or_handed_in_is_not_late() -> None:
    ticked = (ClockStep("Draft", 45, done=date(2024, 1, 12)), ClockStep("Cabinet", 40))
    draft, cabinet = found({"clock": ticked}, today=date(2024, 2, 1)).steps
    assert (draft.late, cabinet.late) == (False, True)
    handed = found({"submitted": date(2024, 3, 8)}, today=date(2024, 6, 1))
    assert handed.steps[-1].done == handed.submitted == date(2024, 3, 8)
    assert not any(step.late for step in handed.steps)
    assert len(handed.steps) == len(DEFAULT_STEPS)


@pytest.mark.parametrize(
    ("kind", "days", "due"),
    [
        ("JTAI", 30, date(2024, 1, 16)),
        ("HMICFRS child protection inspection", 30, date(2024, 1, 16)),
        ("HMI Probation youth justice inspection", 10, date(2023, 12, 14)),
        ("Peer review", 10, date(2023, 12, 14)),
    ],
)
def test_a_typed_period_takes_the_place_of_the_rule(kind: str, days: int, due: date) -> None:
    inspection = an_inspection(document_type=kind, published=date(2023, 11, 30), working_days=days)
    clock = next(one for one in statutory(inspection) if one.rule.answers)
    assert (clock.computed, clock.rule.certainty) == (due, "as typed")
    assert clock.explanation.startswith(f"{days} working days, as typed, from the day it was published")
    assert not any("certainty" in warning for warning in clock.warnings)


def test_a_typed_period_leaves_other_duties_alone() -> None:
    inspection = an_inspection(document_type="ILACS inspection", published=date(2023, 11, 30), working_days=10)
    periods = {clock.rule.id: clock.rule.period for clock in statutory(inspection)}
    assert periods == {"ilacs_statement": 10, "ilacs_publish": 30}
