"""The steps to the statement, edited: one changeset each, and undone."""

from datetime import date

import pytest

from support.team import LEAD, Team
from tracker.domain.dates.statement_steps import DEFAULT_STEPS, statement, steps_of
from tracker.errors import UserError
from tracker.services.dates import statement_steps
from tracker.services.dates.statement_steps import change_steps, marked, planned, removed, renamed, restored

TODAY = date(2024, 3, 12)


def names(team: Team) -> list[str]:
    return [step.name for step in steps_of(team.now.plan)]


def test_a_step_is_planned_by_days_or_by_a_day_of_its_own(team: Team) -> None:
    before = len(team.store.book.pages)  # type: ignore[attr-defined]
    team.do(LEAD, change_steps, [planned({"cabinet": "7", "Scrutiny": "1 Mar 2024", "Board": 15, "Draft": TODAY})])
    assert len(team.store.book.pages) == before + 1  # type: ignore[attr-defined]
    steps = {step.name: step for step in steps_of(team.now.plan)}
    assert (steps["Cabinet"].days_before, steps["Cabinet"].due) == (7, None)
    assert (steps["Scrutiny"].due, steps["Draft"].due) == (date(2024, 3, 1), TODAY)
    assert names(team)[-2:] == ["Board", "Submit"]
    team.do(LEAD, change_steps, [planned({"Scrutiny": 20})])
    assert next(s for s in steps_of(team.now.plan) if s.name == "Scrutiny").due is None


def test_a_step_is_ticked_and_unticked(team: Team) -> None:
    team.do(LEAD, change_steps, [marked("draft", TODAY)])
    assert steps_of(team.now.plan)[0].done == TODAY
    team.do(LEAD, change_steps, [marked("Draft", None)])
    assert team.now.plan.clock == ()


def test_handing_in_is_noted_on_the_plan_and_only_there(team: Team) -> None:
    team.do(LEAD, change_steps, [marked("Submit", TODAY)])
    assert team.now.plan.submitted == TODAY
    assert statement(team.now, TODAY).steps[-1].done == TODAY
    assert team.now.plan.clock == ()
    team.do(LEAD, change_steps, [marked("Submit", None)])
    assert team.now.plan.submitted is None
    assert statement(team.now, TODAY).steps[-1].done is None


def test_a_step_is_called_something_else(team: Team) -> None:
    team.do(LEAD, change_steps, [renamed("Cabinet", " Executive  board ")])
    assert "Executive board" in names(team)
    with pytest.raises(UserError, match="needs a name"):
        team.do(LEAD, change_steps, [renamed("Draft", " ")])


def test_steps_are_taken_out_and_the_usual_ones_brought_back_with_what_was_done(team: Team) -> None:
    team.do(LEAD, change_steps, [marked("Draft", TODAY)])
    team.do(LEAD, change_steps, [removed("Cabinet")])
    assert "Cabinet" not in names(team)
    team.do(LEAD, change_steps, [restored])
    assert names(team) == [step.name for step in DEFAULT_STEPS]
    assert steps_of(team.now.plan)[0].done == TODAY


def test_several_edits_are_one_changeset(team: Team) -> None:
    before = len(team.store.book.pages)  # type: ignore[attr-defined]
    edits = [restored, planned({"Board": 3}), removed("Cabinet"), marked("Draft", TODAY), marked("Submit", TODAY)]
    team.do(LEAD, change_steps, edits)
    assert len(team.store.book.pages) == before + 1  # type: ignore[attr-defined]
    assert (steps_of(team.now.plan)[0].done, team.now.plan.submitted) == (TODAY, TODAY)
    assert "Board" in names(team)
    assert "Cabinet" not in names(team)
    with pytest.raises(UserError, match="there is no step “Vote”"):
        team.do(LEAD, change_steps, [planned({"Vestry": 3}), marked("Vote", TODAY)])
    assert "Vestry" not in names(team)
    team.do(LEAD, change_steps, [removed("Submit")])
    team.do(LEAD, change_steps, [restored])
    assert team.now.plan.submitted == TODAY


def test_what_cannot_be_planned_is_said(team: Team) -> None:
    with pytest.raises(UserError, match="there is a step “draft” already"):
        team.do(LEAD, change_steps, [renamed("Cabinet", "draft")])
    with pytest.raises(UserError, match="cannot stand 900 working days before"):
        team.do(LEAD, change_steps, [planned({"Draft": 900})])
    with pytest.raises(UserError, match="cannot stand 261 working days before"):
        team.do(LEAD, change_steps, [planned({"Draft": 261})])
    for days in (260, 0):
        team.do(LEAD, change_steps, [planned({"Draft": days})])
        assert steps_of(team.now.plan)[0].days_before == days
    with pytest.raises(UserError, match="not a date"):
        team.do(LEAD, change_steps, [planned({"Draft": "soon"})])
    with pytest.raises(UserError, match="there is no step “Vote”") as caught:
        team.do(LEAD, change_steps, [marked("Vote", TODAY)])
    assert "Cabinet" in caught.value.hint
    with pytest.raises(UserError, match="in the future"):
        team.do(LEAD, change_steps, [marked("Draft", date(2024, 3, 13))])
    for name in names(team)[:-1]:
        team.do(LEAD, change_steps, [removed(name)])
    with pytest.raises(UserError, match="the last step stays"):
        team.do(LEAD, change_steps, [removed("Submit")])


def test_a_step_is_not_called_after_a_childs_number(team: Team) -> None:
    for words in ({"Case 943 476 5919": 12}, {"Draft for 943 476 5919": 3}):
        with pytest.raises(UserError, match="would stand in the calendar file"):
            team.do(LEAD, change_steps, [planned(words)])
    with pytest.raises(UserError, match="would stand in the calendar file"):
        team.do(LEAD, change_steps, [renamed("Draft", "Draft 943 476 5919")])


def test_the_statement_as_a_plain_object(team: Team) -> None:
    found = statement_steps.as_json(statement(team.now, TODAY))
    assert (found["due"], found["basis"], found["inspection"]) == ("2024-03-09", "stated", "I1")
    assert found["duty"]["certainty"] == "high"
    assert found["steps"][-1] == {
        "name": "Submit", "days_before": 1, "due": "2024-03-08", "typed": False, "done": None, "late": True,
        "impossible": False, "working_days": -2, "warnings": [],
    }  # fmt: skip
    team.do(LEAD, change_steps, [planned({"Draft": 3})])
    bare = statement_steps.as_json(statement(type(team.now)(team.now.plan), TODAY))
    assert (bare["duty"], bare["inspection"]) == (None, None)
