from datetime import date

import pytest

from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.board.board import board_data
from tracker.domain.dates.deadlines import times_moved
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.plan import external
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.dates.agree import agree, withdraw_agreement
from tracker.services.records.editing import add, set_fields

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


def freed_and_moved(drafting: Team, who: str, due: str = "2025-05-01") -> None:
    """A1, agreed for 1 May 2024 by the chair, taken back by the lead and set to another date by someone."""
    drafting.do(CHAIR, agree)
    drafting.do(LEAD, withdraw_agreement, "A slip", ["A1"])
    drafting.do(who, set_fields, ["A1"], {"due": due})


def test_a_date_set_anew_is_not_agreed_again_by_who_set_it(drafting: Team) -> None:
    freed_and_moved(drafting, LEAD)
    said = "A1 was agreed for 1 May 2024; Improvement Lead has set it to 1 May 2025 since, so someone else agrees it"
    for refs in (["A1"], []):
        with pytest.raises(UserError, match=said) as caught:
            drafting.do(LEAD, agree, refs)
        assert caught.value.hint == "let a colleague agree it, with --as NAME"
    done = drafting.do(CHAIR, agree, ["A1"])
    first = "A1 is agreed for 1 May 2025 now, and was first for 1 May 2024 (set anew, +365 days)"
    assert done.warnings == (first,)
    assert drafting.get("A1").agreed == TODAY


def test_a_date_set_anew_still_counts_as_moved_once_it_is_agreed_again(drafting: Team) -> None:
    freed_and_moved(drafting, LEAD)
    for agreed in (False, True):
        if agreed:
            drafting.do(CHAIR, agree, ["A1"])
        row = external.row(drafting.now, drafting.get("A1"), TODAY)
        assert (row["times_moved"], row["days_slipped"]) == (1, 365)
        found = chosen(drafting.now, drafting.now.actions, parse("slipped", Kind.ACTION), TODAY)
        assert [action.ref for action in found] == ["A1"]
        paper = board_data(drafting.now, TODAY)
        assert paper.figure("moved").refs == ("A1",)
        assert "1 open action has had the date moved, by up to 365 days." in paper.headlines


def test_whoever_set_the_date_may_agree_it_again_once_someone_else_has_set_it(drafting: Team) -> None:
    freed_and_moved(drafting, LEAD)
    drafting.do(OWNER, set_fields, ["A1"], {"due": "2024-07-01"})
    with pytest.raises(UserError, match="so someone else agrees it"):
        drafting.do(OWNER, agree, ["A1"])
    drafting.do(LEAD, agree, ["A1"])


def test_a_date_put_back_as_it_was_agreed_may_be_agreed_again_by_anyone(drafting: Team) -> None:
    freed_and_moved(drafting, LEAD)
    drafting.do(LEAD, set_fields, ["A1"], {"due": "2024-05-01"})
    assert drafting.do(LEAD, agree, ["A1"]).warnings == ()


def test_a_role_does_not_agree_what_its_holder_set(drafting: Team) -> None:
    drafting.do(LEAD, add, Kind.PERSON, {"name": CHAIR, "sort": "role", "held_by": "Jane Owner"})
    freed_and_moved(drafting, "Jane Owner")
    with pytest.raises(UserError, match="so someone else agrees it"):
        drafting.do(CHAIR, agree, ["A1"])


def test_an_action_whose_agreed_date_was_taken_out_is_not_agreed_again(drafting: Team) -> None:
    freed_and_moved(drafting, LEAD, "")
    with pytest.raises(UserError, match="A1 was agreed for 1 May 2024 and has no date now") as caught:
        drafting.do(CHAIR, agree)
    assert caught.value.hint == "give it a date, and agree it then"
    assert times_moved(drafting.get("A1"), ()) == 1


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


def test_a_role_does_not_decide_what_its_holder_asked_for(team: Team) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Jane Owner"})
    team.do(LEAD, set_fields, ["P1"], {"sort": "role", "held_by": "Jane Owner"})
    team.do("Jane Owner", extend.ask, "A2", date(2024, 6, 28), "Auditor is ill")
    for service in (extend.approve, extend.refuse):
        with pytest.raises(UserError, match="by someone else"):
            team.do(OWNER, service, "X3", "Fine")
    team.do(CHAIR, extend.approve, "X3")


def test_a_request_is_not_approved_in_place_of_another_date_than_it_names(team: Team) -> None:
    team.do(OWNER, extend.ask, "A2", date(2024, 6, 28), "Auditor is ill")
    team.do(LEAD, withdraw_agreement, "A slip", ["A2"])
    team.do(LEAD, set_fields, ["A2"], {"due": "2024-05-01"})
    said = "X3 asks for 28 Jun 2024 in place of 1 Mar 2024, but A2 is due on 1 May 2024 by now"
    with pytest.raises(UserError, match=said) as caught:
        team.do(CHAIR, extend.approve, "A2")
    assert caught.value.hint == "withdraw or refuse X3, and ask again"
    team.do(CHAIR, extend.refuse, "X3", "Ask again")


def test_a_request_is_not_approved_once_the_work_is_done(team: Team) -> None:
    team.do(OWNER, extend.ask, "A2", date(2024, 6, 28), "Auditor is ill")
    team.do(LEAD, set_fields, ["A2"], {"delivery": "complete"})
    with pytest.raises(UserError, match="A2 is complete, so its deadline stays as it was") as caught:
        team.do(CHAIR, extend.approve, "A2")
    assert caught.value.hint == "withdraw or refuse X3, or re-open A2 first"
    team.do(OWNER, extend.withdraw, "X3", "It is done")
    assert team.get("A2").due == date(2024, 3, 1)


def test_an_approval_is_not_withdrawn_once_the_date_is_another(team: Team) -> None:
    team.do(LEAD, withdraw_agreement, "A slip", ["A1"])
    team.do(LEAD, set_fields, ["A1"], {"due": "2024-12-01"})
    with pytest.raises(UserError, match="X2 gave A1 the date 28 May 2024, but it is 1 Dec 2024 by now"):
        team.do(CHAIR, extend.withdraw, "X2", "Too generous")
    assert (team.get("A1").due, team.get("X2").state) == (date(2024, 12, 1), "approved")


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


def test_a_day_that_has_passed_is_warned_of(team: Team) -> None:
    asked = team.do(OWNER, extend.ask, "A2", "11 Mar 2024", "It was done sooner")
    assert asked.warnings == ("11 Mar 2024 has passed: once it is agreed, A2 is overdue",)
    team.do(CHAIR, extend.refuse, "A2", "Set it done instead")
    assert team.do(OWNER, extend.ask, "A2", "12 Mar 2024", "It is done today").warnings == ()


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
    with pytest.raises(UserError, match="X3 of Head of Early Help already asks for 1 Jul 2024"):
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


# Milestones


def test_a_milestone_of_an_agreed_action_may_move_and_this_is_said(drafting: Team) -> None:
    assert drafting.do(LEAD, set_fields, ["S1"], {"due": "2024-04-02"}).warnings == ()
    drafting.do(LEAD, set_fields, ["S1"], {"due": "2024-04-01"})
    drafting.do(CHAIR, agree)
    said = "S1, a step of A1, which is agreed, "
    moved = drafting.do(LEAD, set_fields, ["S1"], {"due": "2024-05-01"}).warnings
    assert (said + "is due 1 May 2024 now: first 1 Apr 2024, +30 days") in moved
    emptied = drafting.do(LEAD, set_fields, ["S1"], {"due": ""}).warnings
    assert emptied == (said + "has no date now: first 1 Apr 2024, date taken out",)
    assert drafting.do(LEAD, set_fields, ["S1"], {"title": "Drafted"}).warnings == ()
    assert drafting.do(LEAD, set_fields, ["S1"], {"due": "2024-04-02"}).warnings != ()
    assert drafting.get("S1").original_due == date(2024, 4, 1)


def test_no_milestone_is_done_on_a_day_to_come(drafting: Team) -> None:
    with pytest.raises(UserError, match="13 Mar 2024 is in the future, so nothing was done on it"):
        drafting.do(LEAD, set_fields, ["S1"], {"done": "2024-03-13"})
    with pytest.raises(UserError, match="is in the future"):
        drafting.do(LEAD, add, Kind.MILESTONE, {"for": "A1", "title": "Soon", "done": "2024-03-13"})
    assert drafting.do(LEAD, set_fields, ["S1"], {"done": "2024-03-12"}).warnings == ()
