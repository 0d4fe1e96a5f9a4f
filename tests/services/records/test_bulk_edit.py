"""Several actions edited together: one change with one note, one undo, and all of them or none."""

from datetime import date

import pytest

from support.team import CHAIR, LEAD, Team
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.dates.extend import approve
from tracker.services.log.undo import redo, undo
from tracker.services.meetings.rounds import ask_round
from tracker.services.records.bulk_edit import dates_asked_for, dates_fixed, edit_together
from tracker.services.records.editing import add

NOTE = "Moved to the Youth Justice Service after the reorganisation"


@pytest.fixture
def drafts(starters: Team) -> Team:
    """Three actions of a plan that nobody has agreed."""
    starters.do(LEAD, add, Kind.RECOMMENDATION, {"text": "The timeliness of strategy meetings."})
    for title in ("First", "Second", "Third"):
        starters.do(LEAD, add, Kind.ACTION, {"title": title, "for": "R1", "due": "1 Apr 2024"})
    return starters


def test_fields_are_set_on_all_as_one_change_with_the_note_as_its_reason(drafts: Team) -> None:
    before = drafts.now
    fields = {
        "owner": "Head of Early Help", "accountable": "Director", "agency": "Police", "supporting": ("Health",),
        "start": "1 Mar 2024", "due": "2024-05-01", "forecast": "amber", "priority": "high", "for": "R1",
        "success_measure": "Nine in ten on time",
    }  # fmt: skip
    done = drafts.do(LEAD, edit_together, ("A1", "a2", "A3", "A1"), fields, NOTE)
    assert done.refs == ("A1", "A2", "A3")
    assert drafts.now.number == before.number + 1
    for ref in done.refs:
        action = drafts.get(ref)
        assert drafts.now.name_of(action.owner) == "Head of Early Help"
        assert drafts.now.name_of(action.agency) == "Police"
        assert (action.due, action.priority) == (date(2024, 5, 1), "high")
        assert (action.forecast, action.forecast_reason) == ("amber", NOTE)
    assert [person.name for person in drafts.now.people].count("Head of Early Help") == 1
    assert not dates_fixed(drafts.now.plan, drafts.now.actions, date(2024, 5, 2))
    with drafts.store.begin() as uow:
        assert uow.changesets(after=before.number)[0].stamp.why == NOTE
    assert not drafts.refs(Kind.EXTENSION)
    assert not drafts.refs(Kind.UPDATE)
    drafts.do(LEAD, undo)
    assert all(drafts.get(ref) == before.by_ref(ref) for ref in done.refs)
    assert not drafts.refs(Kind.PERSON)
    drafts.do(LEAD, redo)
    assert drafts.get("A3").priority == "high"


def test_a_date_is_set_where_none_was_agreed_and_asked_for_where_one_was(team: Team) -> None:
    team.do(LEAD, add, Kind.ACTION, {"title": "Not yet dated", "for": "R1"})
    before = team.now
    actions = [team.get(ref) for ref in ("A1", "A4", "A6")]
    assert [one.ref for one in dates_asked_for(actions, date(2024, 5, 28))] == ["A4"]
    assert [one.ref for one in dates_fixed(team.now.plan, actions, date(2024, 5, 28))] == ["A6"]
    assert dates_fixed(team.now.plan, actions, None) == []
    done = team.do(LEAD, edit_together, ("A1", "A4", "A6"), {"due": "28 May 2024", "priority": "high"}, NOTE)
    assert done.refs == ("A1", "A4", "A6")
    assert team.get("A4").due == date(2024, 4, 2)
    assert (team.get("A6").due, team.get("A6").original_due) == (date(2024, 5, 28), date(2024, 5, 28))
    assert all(team.get(ref).priority == "high" for ref in done.refs)
    new = [one for one in team.now.of(Kind.EXTENSION) if before.get(one.id) is None]
    assert [(one.action, one.state, one.reason, one.asked_by) for one in new] == [
        (team.get("A4").id, "pending", NOTE, LEAD)
    ]


def test_one_undo_takes_back_what_was_set_and_what_was_asked_for(team: Team) -> None:
    before = team.now
    team.do(LEAD, edit_together, ("A1", "A2", "A4"), {"due": "28 Jun 2024", "agency": "Police"}, NOTE, as_update=True)
    assert len(team.refs(Kind.EXTENSION)) == len(before.of(Kind.EXTENSION)) + 3
    team.do(LEAD, undo)
    for kind in (Kind.ACTION, Kind.EXTENSION, Kind.UPDATE):
        assert team.now.of(kind) == before.of(kind)


def test_a_date_asked_for_counts_once_a_colleague_approves_it(team: Team) -> None:
    team.do(LEAD, edit_together, ("A2", "A4"), {"due": "28 May 2024"}, NOTE)
    team.do(CHAIR, approve, "A2")
    assert team.get("A2").due == date(2024, 5, 28)
    assert team.get("A4").due == date(2024, 4, 2)


def test_everything_refused_is_named_at_once_and_nothing_is_written(team: Team) -> None:
    team.do(LEAD, edit_together, ("A4",), {"due": "28 May 2024"}, NOTE)
    before = team.now
    fields = {"due": "1 Jun 2024", "owner": "Somebody New"}
    with pytest.raises(UserError) as fault:
        team.do(LEAD, edit_together, ("A1", "A3", "A4", "A99"), fields, NOTE)
    said = fault.value.message
    assert said.startswith("nothing was changed, since 3 of 4 cannot be edited so: ")
    assert "A3 is complete, so its deadline stays" in said
    assert "A4: X3 of Improvement Lead already asks for 28 May 2024 and waits for approval" in said
    assert "there is no A99 in this plan" in said
    assert "A1" not in said
    assert team.now == before


def test_an_agreed_date_needs_a_note_and_is_not_emptied(team: Team) -> None:
    with pytest.raises(UserError, match=r"the date of A2 was agreed, so a new one needs a note.*of A4 was agreed"):
        team.do(LEAD, edit_together, ("A2", "A4"), {"due": "28 May 2024"}, "  ")
    with pytest.raises(UserError, match="the agreed date of A2 cannot be emptied"):
        team.do(LEAD, edit_together, ("A2",), {"due": ""}, NOTE)


def test_the_rules_of_one_action_hold_for_several(team: Team) -> None:
    with pytest.raises(UserError, match="superseded needs a reason"):
        team.do(LEAD, edit_together, ("A1", "A2"), {"delivery": "superseded"})
    with pytest.raises(UserError, match="1 of 2 cannot be edited so: A2 cannot be linked to itself"):
        team.do(LEAD, edit_together, ("A1", "A2"), {"waits_for": "A2"})
    with pytest.raises(UserError, match="R1 is not an action"):
        team.do(LEAD, edit_together, ("A1", "R1"), {"priority": "high"})
    with pytest.raises(UserError, match="priority is never “urgent”"):
        team.do(LEAD, edit_together, ("A1", "A2"), {"priority": "urgent"})
    with pytest.raises(UserError, match="original_due cannot be set"):
        team.do(LEAD, edit_together, ("A1", "A2"), {"original_due": "1 May 2024"})


def test_nothing_to_set_and_nothing_chosen_are_said(team: Team) -> None:
    with pytest.raises(UserError, match="nothing to set"):
        team.do(LEAD, edit_together, ("A1",), {}, NOTE)
    with pytest.raises(UserError, match="no action is chosen"):
        team.do(LEAD, edit_together, (), {"priority": "high"}, NOTE)
    with pytest.raises(UserError, match="the text of the update is needed"):
        team.do(LEAD, edit_together, ("A1",), {"priority": "high"}, as_update=True)


def test_the_note_is_an_update_on_each_in_the_round_that_asks_and_one_undo_takes_all_back(team: Team) -> None:
    team.do(LEAD, ask_round, "20 Mar 2024", people=("Head of Early Help",))
    before = team.now
    team.do(LEAD, edit_together, ("A1", "A2"), {"forecast": "red"}, "The supplier withdrew.", as_update=True)
    new = [one for one in team.now.of(Kind.UPDATE) if before.get(one.id) is None]
    assert [(one.text, one.author, one.forecast, one.forecast_reason) for one in new] == [
        ("The supplier withdrew.", LEAD, "red", "The supplier withdrew.")
    ] * 2
    assert [one.round for one in new] == [team.get("Q1").id, None]
    team.do(LEAD, undo)
    assert team.now.of(Kind.UPDATE) == before.of(Kind.UPDATE)
    assert team.get("A2").forecast is None
    team.do(LEAD, edit_together, ("A1", "A2"), {}, "Nothing has moved.", as_update=True)
    assert [one.forecast for one in team.now.of(Kind.UPDATE) if before.get(one.id) is None] == [None, None]
