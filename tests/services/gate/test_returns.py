"""A return is judged as if the person it was made for had typed it, and a whole-plan workbook as who brings it home."""

from datetime import date
from typing import Any

import pytest

from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.log.changes import Changes
from tracker.domain.plan.records import Kind
from tracker.domain.workbook.returned import DUE_REASON, Returned, ReturnedCell, ReturnedRow
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import set_fields
from tracker.services.workbook.proposal import MergeProposal
from tracker.services.workbook.workbook import apply_merge, plan_merge

CLERK = "Business Support"


def sent(team: Team, whose: str | None, ref: str, **cells: Any) -> Returned:
    """A workbook that went out now and comes home with these cells of one action typed in."""
    now, action = team.now, team.get(ref)
    typed = {name: ReturnedCell(value, f"Actions!{name}") for name, value in cells.items()}
    rows = (ReturnedRow(Kind.ACTION, action.id, ref, "Actions!2", typed),)
    return Returned("return.xlsx", now.plan.id, now.number, now.head, team.clock.today(), whose, rows)


def look(uow: UnitOfWork, act: Act, returned: Returned) -> MergeProposal:
    return plan_merge(uow, act, returned)


def take(uow: UnitOfWork, act: Act, returned: Returned) -> Changes:
    return apply_merge(uow, act, plan_merge(uow, act, returned))


def test_an_owner_verifies_nothing_by_their_own_return(team: Team) -> None:
    said = team.do(CLERK, look, sent(team, OWNER, "A1", delivery="verified", priority="high"))
    assert [one.message for one in said.problems] == [
        "A1 is verified by someone other than its owner. It is left unchanged."
    ]
    assert [one.place.name for one in said.applied] == ["priority"]
    team.do(CLERK, take, sent(team, OWNER, "A1", delivery="verified"))
    assert team.get("A1").delivery == "in progress"
    team.do(OWNER, take, sent(team, CHAIR, "A1", delivery="verified"))
    assert team.get("A1").delivery == "verified"


def test_an_owner_says_no_better_of_their_own_action_than_is_shown(team: Team) -> None:
    cells = {"assurance": "embedded", "priority": "high"}
    said = team.do(CLERK, look, sent(team, OWNER, "A1", **cells))
    refused = "the assurance “embedded” of A1 is given by someone other than its owner: it is not finished yet"
    assert [one.message for one in said.problems] == [f"{refused}. It is left unchanged."]
    assert [one.place.name for one in said.applied] == ["priority"]
    with pytest.raises(UserError, match="by someone other than its owner"):
        team.do(OWNER, set_fields, ["A1"], {"assurance": "embedded"}, reason="I am sure of it")
    team.do(OWNER, set_fields, ["A1"], {"delivery": "complete", "assurance": "done"})
    team.do(CHAIR, set_fields, ["A1"], {"assurance": "embedded"}, reason="Seen in the audit")
    team.do(OWNER, set_fields, ["A1"], {"assurance": "evidenced"})
    assert team.get("A1").assurance == "evidenced"


def test_whoever_brings_a_whole_plan_home_is_judged_as_themselves(team: Team) -> None:
    assert team.do(OWNER, look, sent(team, None, "A1", delivery="verified")).problems
    assert not team.do(CLERK, look, sent(team, None, "A1", delivery="verified")).problems


def test_a_date_from_a_clerks_workbook_is_not_approved_by_the_owner(team: Team) -> None:
    team.do(CLERK, take, sent(team, None, "A1", due=date(2024, 8, 1), **{DUE_REASON: "The board moved"}))
    assert team.get("X3").asked_by == CLERK
    for who in (CLERK, OWNER):
        with pytest.raises(UserError, match="by someone else"):
            team.do(who, extend.approve, "X3")
    team.do(CHAIR, extend.approve, "X3")


def test_a_date_in_a_return_is_asked_for_by_whose_return_it_is(team: Team) -> None:
    police = team.get("G2").name
    team.do(CLERK, take, sent(team, police, "A2", due=date(2024, 8, 1), **{DUE_REASON: "No auditor"}))
    assert team.get("X3").asked_by == police
    officer = next(person.name for person in team.now.people if person.agency == team.get("G2").id)
    with pytest.raises(UserError, match="by someone else"):
        team.do(officer, extend.approve, "X3")
    team.do(CLERK, extend.approve, "X3")


def test_a_reason_is_heard_before_the_forecast_that_needs_it(team: Team) -> None:
    cells = {"delivery": "closed", "forecast": "red", "forecast_reason": "No auditor"}
    said = team.do(LEAD, look, sent(team, None, "A2", **cells))
    assert {one.place.name for one in said.applied} == {"forecast", "forecast_reason"}
    assert [one.cell for one in said.problems] == ["Actions!delivery"]


@pytest.mark.parametrize("link", ["file:///etc/passwd", "search-ms:query=x", "not a link"])
def test_a_link_in_a_workbook_is_held_to_the_same_rule(team: Team, link: str) -> None:
    now, item = team.now, team.get("E1")
    cells = {"url": ReturnedCell(link, "Evidence!H2")}
    rows = (ReturnedRow(Kind.EVIDENCE, item.id, "E1", "Evidence!2", cells),)
    said = team.do(CLERK, look, Returned("r.xlsx", now.plan.id, now.number, now.head, team.clock.today(), rows=rows))
    assert (said.applied, len(said.problems)) == ((), 1)
    assert "is not a link" in said.problems[0].message


def test_a_first_date_by_workbook_is_fixed_in_an_agreed_plan(team: Team) -> None:
    from tracker.services.dates.agree import withdraw_agreement
    from tracker.services.records.editing import add

    team.do(LEAD, add, Kind.ACTION, {"title": "Audit"})
    team.do(CLERK, take, sent(team, None, "A6", due=date(2024, 8, 1)))
    assert team.get("A6").original_due == date(2024, 8, 1)
    team.do(CHAIR, withdraw_agreement, "Too early", ["A6"])
    team.do(LEAD, set_fields, ["A6"], {"due": "2024-09-01"})
    assert team.get("A6").original_due == date(2024, 8, 1)
