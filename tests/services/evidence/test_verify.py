"""Checks after closing: planned with it, undone with it, and what a failed one does."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import an_id
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.actions.verification import CHECK_MONTHS, check_day, check_months, check_status
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.plan.records import Kind, Plan, Verification
from tracker.errors import UserError
from tracker.services.evidence.record_check import record_check
from tracker.services.log.undo import redo, undo
from tracker.services.records.editing import add, set_fields

TODAY = date(2024, 3, 12)


def close(team: Team, ref: str = "A3", **fields: Any) -> None:
    team.do(CHAIR, set_fields, [ref], {"delivery": "closed", **fields}, reason="The board is content")


def checks(team: Team) -> list[tuple[str, int | None, date | None, str | None]]:
    return [(one.ref, one.months, one.due, one.outcome) for one in team.now.of(Kind.VERIFICATION)]


def found(team: Team, kind: Kind, words: str, today: date) -> list[str]:
    return [one.ref for one in chosen(team.now, team.now.of(kind), parse(words, kind), today)]


def test_closing_plans_three_checks_from_the_day_it_was_done(team: Team) -> None:
    close(team)
    assert checks(team) == [
        ("V1", 3, date(2024, 4, 30), None),
        ("V2", 6, date(2024, 7, 30), None),
        ("V3", 12, date(2025, 1, 30), None),
    ]
    assert len(team.store.book.pages) == 3  # type: ignore[attr-defined]


def test_undo_takes_the_checks_back_with_the_closing(team: Team) -> None:
    close(team)
    team.do(CHAIR, undo)
    assert (checks(team), team.get("A3").delivery) == ([], "complete")
    team.do(CHAIR, redo)
    assert [ref for ref, *_ in checks(team)] == ["V1", "V2", "V3"]


def test_an_action_that_is_added_closed_has_its_checks_too(team: Team) -> None:
    fields = {"title": "Done long ago", "delivery": "closed", "done": "2023-12-01", "impact": "x"}
    team.do(LEAD, add, Kind.ACTION, fields, "From the old plan")
    assert [due for _, _, due, _ in checks(team)] == [date(2024, 3, 1), date(2024, 6, 3), date(2024, 12, 2)]


def test_closing_again_dates_the_waiting_checks_anew_and_doubles_none(team: Team) -> None:
    close(team)
    team.do(NURSE, set_fields, ["A3"], {"owner": OWNER})
    team.do(LEAD, record_check, "V1", passed=True, note="Ten plans read")
    team.do(LEAD, set_fields, ["A3"], {"delivery": "in progress"})
    close(team)
    assert checks(team) == [
        ("V1", 3, date(2024, 4, 30), "passed"),
        ("V2", 6, date(2024, 9, 12), None),
        ("V3", 12, date(2025, 3, 12), None),
        ("V4", 3, date(2024, 6, 12), None),
    ]


def test_the_checks_of_a_reopened_action_rest(team: Team) -> None:
    close(team)
    later = date(2024, 8, 1)
    assert found(team, Kind.VERIFICATION, "due", later) == ["V1", "V2"]
    assert found(team, Kind.VERIFICATION, "overdue", later) == ["V1", "V2"]
    assert found(team, Kind.VERIFICATION, "due", date(2024, 4, 30)) == ["V1"]
    assert found(team, Kind.VERIFICATION, "overdue", date(2024, 4, 30)) == []
    assert found(team, Kind.ACTION, "check due", later) == ["A3"]
    assert found(team, Kind.RECOMMENDATION, "check due", later) == ["R2"]
    assert found(team, Kind.ACTION, "next_check<=2024-04-30", later) == ["A3"]
    team.do(LEAD, set_fields, ["A3"], {"delivery": "in progress"})
    assert found(team, Kind.VERIFICATION, "due", later) == found(team, Kind.VERIFICATION, "overdue", later) == []
    assert found(team, Kind.ACTION, "check due", later) == []
    assert found(team, Kind.ACTION, "next_check!=", later) == []


def test_a_failed_check_reopens_the_action_and_takes_its_assurance_back(team: Team) -> None:
    close(team, assurance="embedded")
    done = team.do(LEAD, record_check, "v1", passed=False, note="Two of ten plans had no dates")
    action = team.get("A3")
    assert done.refs == ("V1", "A3")
    assert (action.delivery, action.done) == ("in progress", None)
    assert action.delivery_reason == "Re-opened: the check V1 of 12 Mar 2024 failed"
    assert (action.assurance, action.assurance_reason) == (
        "done", "Taken back: the check V1 of 12 Mar 2024 failed",
    )  # fmt: skip
    check = team.get("V1")
    assert (check.checked_by, check.done, check.note) == (LEAD, TODAY, "Two of ten plans had no dates")
    team.do(LEAD, undo)
    assert (team.get("A3").delivery, team.get("A3").assurance) == ("closed", "embedded")


def test_a_failed_check_of_open_work_takes_only_its_assurance_back(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"assurance": "evidenced"})
    team.do(LEAD, record_check, "A1", passed=False, note="Not so")
    assert (team.get("A1").delivery, team.get("A1").assurance) == ("in progress", "done")
    assert team.get("A1").delivery_reason is None
    team.do(LEAD, record_check, "A1", passed=False, note="Still not so")
    assert team.get("A1").assurance == "done"


def test_an_action_stands_for_its_next_check_or_for_a_new_one(team: Team) -> None:
    close(team)
    assert team.do(LEAD, record_check, "A3", passed=True).refs == ("V1", "A3")
    assert team.do(LEAD, record_check, "A3", passed=True, note="Still so").refs == ("V2", "A3")
    assert team.do(LEAD, record_check, "A4", passed=True, note="Seen").refs == ("V4", "A4")
    assert (team.get("V4").due, team.get("V4").outcome) == (TODAY, "passed")


def test_what_may_not_be_recorded_is_said(team: Team) -> None:
    close(team)
    with pytest.raises(UserError, match="someone other than its owner"):
        team.do(NURSE, record_check, "V1", passed=True)
    with pytest.raises(UserError, match="a note on what was found is needed"):
        team.do(LEAD, record_check, "V1", passed=False, note=" ")
    team.do(LEAD, record_check, "V1", passed=True)
    with pytest.raises(UserError, match="V1 was passed on 12 Mar 2024"):
        team.do(LEAD, record_check, "V1", passed=True)
    with pytest.raises(UserError, match="R1 is not a verification or action"):
        team.do(LEAD, record_check, "R1", passed=True)


def test_a_check_without_an_action_stands_alone(team: Team) -> None:
    with team.store.begin() as uow:
        uow.add(Verification(id=an_id(990), ref="V1", due=TODAY))
        uow.commit(team.act(LEAD).stamp())
    assert team.do(LEAD, record_check, "V1", passed=True).refs == ("V1",)


@pytest.mark.parametrize(
    ("kept", "months"),
    [((), CHECK_MONTHS), (("6", "3"), (3, 6)), (("none",), ())],
)
def test_the_plan_says_after_how_many_months(team: Team, kept: tuple[str, ...], months: tuple[int, ...]) -> None:
    assert check_months(replace(team.now.plan, check_months=kept)) == months
    if kept:
        team.do(LEAD, set_fields, ["plan"], {"check_months": "; ".join(kept)})
    close(team)
    assert tuple(m for _, m, _, _ in checks(team)) == months


def test_what_is_no_month_is_passed_over() -> None:
    assert check_months(Plan(id=an_id(1), check_months=("6", "3", "x", "0"))) == (3, 6)


def test_a_check_falls_on_a_working_day() -> None:
    assert check_day(date(2023, 12, 30), 3) == date(2024, 4, 2)
    assert check_day(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert check_day(date(2024, 1, 31), 1, {date(2024, 2, 29)}) == date(2024, 3, 1)


def test_how_a_check_is_drawn(team: Team) -> None:
    close(team)
    action, check = team.get("A3"), team.get("V1")
    assert check_status(check, action, TODAY).word == "Planned"
    assert check_status(check, action, date(2024, 5, 1)).word == "Due"
    assert check_status(check, replace(action, delivery="in progress"), TODAY).word.startswith("Rests")
    assert check_status(replace(check, outcome="passed"), action, TODAY).word == "Passed"
    assert check_status(replace(check, outcome="failed"), action, TODAY).word == "Failed"
