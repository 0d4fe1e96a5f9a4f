from datetime import date

import pytest

from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.deadlines import times_moved
from tracker.domain.records import Kind
from tracker.errors import UserError
from tracker.services import extend
from tracker.services.agree import agree, withdraw_agreement
from tracker.services.records import add, set_fields

TODAY = date(2024, 3, 12)


@pytest.fixture
def drafting(starters: Team) -> Team:
    """A plan with three actions, one undated, before agreement."""
    for fields in ({"due": "2024-05-01"}, {"due": "2024-06-01"}, {}):
        starters.do(LEAD, add, Kind.ACTION, {"title": "x", **fields})
    starters.do(LEAD, add, Kind.MILESTONE, {"for": "A1", "title": "Draft", "due": "2024-04-01"})
    starters.do(LEAD, add, Kind.MILESTONE, {"for": "A1", "title": "Undated"})
    return starters


def test_agreeing_the_plan_fixes_every_original_date(drafting: Team) -> None:
    done = drafting.do(CHAIR, agree)
    assert (drafting.now.plan.agreed, drafting.now.plan.agreed_by) == (TODAY, CHAIR)
    assert [a.original_due for a in drafting.now.actions] == [date(2024, 5, 1), date(2024, 6, 1), None]
    assert all(action.agreed == TODAY for action in drafting.now.actions)
    assert [s.original_due for s in drafting.now.of(Kind.MILESTONE)] == [date(2024, 4, 1), None]
    assert done.refs == ("A1", "A2", "A3")
    assert done.warnings == ("A3 has no due date yet",)


def test_single_actions_can_be_agreed_first(drafting: Team) -> None:
    drafting.do(CHAIR, agree, ["A2"])
    assert drafting.now.plan.agreed is None
    assert [action.agreed for action in drafting.now.actions] == [None, TODAY, None]
    with pytest.raises(UserError, match="nothing left to agree") as caught:
        drafting.do(CHAIR, agree, ["a2"])
    assert caught.value.hint == "A2 was agreed on 12 Mar 2024"


def test_agreeing_again_takes_up_what_was_added_undated(drafting: Team) -> None:
    drafting.do(CHAIR, agree)
    drafting.do(LEAD, add, Kind.ACTION, {"title": "late comer"})
    assert drafting.do(CHAIR, agree).refs == ("A4",)
    with pytest.raises(UserError, match="nothing left to agree") as caught:
        drafting.do(LEAD, agree)
    assert caught.value.hint == "the plan was agreed on 12 Mar 2024 by Board Chair"


def test_a_withdrawn_agreement_frees_the_date_but_never_the_original(drafting: Team) -> None:
    drafting.do(CHAIR, agree)
    drafting.do(CHAIR, withdraw_agreement, "Agreed in error")
    assert drafting.now.plan.agreed is None
    drafting.do(LEAD, set_fields, ["A1"], {"due": "2024-09-01"})
    drafting.do(CHAIR, agree)
    action = drafting.get("A1")
    assert (action.due, action.original_due, action.agreed) == (date(2024, 9, 1), date(2024, 5, 1), TODAY)


def test_one_agreement_can_be_withdrawn_alone(drafting: Team) -> None:
    drafting.do(CHAIR, agree)
    assert drafting.do(CHAIR, withdraw_agreement, "Wrong one", ["A1"]).refs == ("A1",)
    assert drafting.now.plan.agreed == TODAY
    assert drafting.get("A1").agreed is None
    with pytest.raises(UserError, match="no agreement to withdraw"):
        drafting.do(CHAIR, withdraw_agreement, "Again", ["A1"])
    with pytest.raises(UserError, match="a reason for withdrawing the agreement is needed"):
        drafting.do(CHAIR, withdraw_agreement, " ")


def test_a_new_deadline_counts_once_someone_else_approves_it(team: Team) -> None:
    asked = team.do(OWNER, extend.ask, "A2", "28 June 2024", "Auditor is ill")
    assert asked.refs == ("X3",)
    assert team.get("A2").due == date(2024, 3, 1)
    done = team.do(CHAIR, extend.approve, "A2", "Once only")
    action, extension = team.get("A2"), team.get("X3")
    assert done.refs == ("X3", "A2")
    assert (action.due, action.original_due) == (date(2024, 6, 28), date(2024, 3, 1))
    assert (extension.state, extension.asked_by, extension.decided_by) == ("approved", OWNER, CHAIR)
    assert (extension.old_due, extension.decision_note) == (date(2024, 3, 1), "Once only")
    assert times_moved(action, team.now.extensions_of(action.id)) == 1


def test_the_asker_does_not_decide(team: Team) -> None:
    team.do(OWNER, extend.ask, "A2", date(2024, 6, 28), "Auditor is ill")
    for service in (extend.approve, extend.refuse):
        with pytest.raises(UserError, match="by someone else"):
            team.do(" head of EARLY  help", service, "X3", "Fine")
    assert team.get("X3").state == "pending"


def test_a_refused_request_leaves_the_deadline(team: Team) -> None:
    team.do(OWNER, extend.ask, "A2", date(2024, 6, 28), "Auditor is ill")
    with pytest.raises(UserError, match="a note on why it is refused is needed"):
        team.do(CHAIR, extend.refuse, "A2", "")
    team.do(CHAIR, extend.refuse, "A2", "Find another auditor")
    assert (team.get("X3").state, team.get("A2").due) == ("refused", date(2024, 3, 1))
    with pytest.raises(UserError, match="X3 was refused by Board Chair on 12 Mar 2024"):
        team.do(LEAD, extend.approve, "X3")


def test_a_non_working_day_is_warned_of(team: Team) -> None:
    asked = team.do(OWNER, extend.ask, "A2", "29 June 2024", "Auditor is ill")
    assert asked.warnings == ("29 Jun 2024 is a Saturday; the working day before it is Fri 28 Jun 2024",)


def test_requests_that_make_no_sense_are_refused(team: Team, drafting: Team) -> None:
    with pytest.raises(UserError, match="not agreed yet") as caught:
        drafting.do(OWNER, extend.ask, "A1", "2024-07-01", "Why not")
    assert caught.value.hint == "until it is agreed, set it: tracker set PLAN A1 due=2024-07-01"
    with pytest.raises(UserError, match="A3 is complete"):
        team.do(OWNER, extend.ask, "A3", "2024-07-01", "Why not")
    with pytest.raises(UserError, match="due on 1 Mar 2024 already"):
        team.do(OWNER, extend.ask, "A2", "2024-03-01", "Why not")
    with pytest.raises(UserError, match="a reason for the new deadline is needed"):
        team.do(OWNER, extend.ask, "A2", "2024-07-01", " ")
    with pytest.raises(UserError, match="no new deadline of A2 waits") as caught:
        team.do(CHAIR, extend.approve, "A2")
    assert "tracker extend PLAN A2" in caught.value.hint
    team.do(OWNER, extend.ask, "A2", "2024-07-01", "Auditor is ill")
    with pytest.raises(UserError, match="X3 already asks for 1 Jul 2024"):
        team.do(LEAD, extend.ask, "A2", "2024-08-01", "Longer still")


def test_a_request_that_waits_can_be_withdrawn(team: Team) -> None:
    team.do(OWNER, extend.ask, "A2", "2024-07-01", "Auditor is ill")
    team.do(OWNER, extend.withdraw, "A2", "She is back")
    assert (team.get("X3").state, team.get("A2").due) == ("withdrawn", date(2024, 3, 1))
    with pytest.raises(UserError, match="A2 has nothing to withdraw"):
        team.do(OWNER, extend.withdraw, "A2", "Again")


def test_only_the_latest_approval_is_withdrawn_and_the_date_before_it_counts_again(team: Team) -> None:
    with pytest.raises(UserError, match="X1 was followed by X2"):
        team.do(CHAIR, extend.withdraw, "X1", "Too generous")
    team.do(CHAIR, extend.withdraw, "X2", "Too generous")
    assert team.get("A1").due == date(2024, 3, 28)
    team.do(CHAIR, extend.withdraw, "X1", "Too generous")
    action = team.get("A1")
    assert (action.due, action.original_due) == (date(2024, 2, 28), date(2024, 2, 28))
    with pytest.raises(UserError, match="X1 has nothing to withdraw"):
        team.do(CHAIR, extend.withdraw, "X1", "Again")
