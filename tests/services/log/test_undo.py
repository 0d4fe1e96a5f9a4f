from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_reading
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.plan.records import Action, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import Conflict, UserError
from tracker.services.dates import extend
from tracker.services.dates.agree import agree, withdraw_agreement
from tracker.services.evidence.evidence import About, attach_link, review
from tracker.services.log.erase import erase
from tracker.services.log.undo import next_redo, next_undo, redo, take_back, undo
from tracker.services.meetings.updates import add_update
from tracker.services.plan.seed import seed
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add, set_fields
from tracker.services.records.placing import add_many


def says(snapshot: Snapshot) -> object:
    """All that a plan says, without versions, numbers and aliases."""
    return snapshot.plan, {kind: dict(table) for kind, table in snapshot.records.items() if table}


def test_every_kind_of_edit_is_taken_back_and_brought_again(team: Team) -> None:
    stages = [says(team.now)]
    steps: list[Callable[[], object]] = [
        lambda: team.do(LEAD, set_fields, ["A1", "A4"], {"owner": "New Person", "priority": "high"}),
        lambda: team.do(LEAD, add, Kind.ACTION, {"title": "New", "for": "R5", "agency": "New Agency"}),
        lambda: team.do(LEAD, add_update, "A1", "Going on.", forecast="green"),
        lambda: team.do(LEAD, attach_link, ["A6"], "https://example.org", about=About("Audit", "x")),
        lambda: team.do(LEAD, extend.ask, "A2", "2024-07-01", "Ill"),
        lambda: team.do(LEAD, seed, a_reading(), b"letter", "letter.pdf"),
        lambda: team.do(LEAD, set_fields, ["plan"], {"title": "Other", "closure_days": "2024-12-27"}),
    ]
    for step in steps:
        step()
        stages.append(says(team.now))
    for stage in reversed(stages[:-1]):
        team.do(LEAD, undo)
        assert says(team.now) == stage
    for stage in stages[1:]:
        team.do(LEAD, redo)
        assert says(team.now) == stage


def test_undo_walks_only_through_ones_own(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    team.do(NURSE, set_fields, ["A2"], {"priority": "low"})
    team.do("head of  EARLY help", undo)
    assert (team.get("A1").priority, team.get("A2").priority) == (None, "low")
    with pytest.raises(UserError, match="Head of Early Help has nothing to undo"):
        team.do(OWNER, undo)


def test_making_the_plan_is_not_undone(starters: Team) -> None:
    with pytest.raises(UserError, match="nothing to undo"):
        starters.do(LEAD, undo)
    with pytest.raises(UserError, match="nothing to redo"):
        starters.do(LEAD, redo)


def test_a_new_edit_forgets_what_could_be_redone(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    team.do(OWNER, undo)
    team.do(OWNER, set_fields, ["A1"], {"priority": "low"})
    with pytest.raises(UserError, match="nothing to redo"):
        team.do(OWNER, redo)
    assert team.get("A1").priority == "low"


def test_undo_after_redo_takes_the_same_back_again(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    team.do(OWNER, set_fields, ["A1"], {"priority": "low"})
    for _ in range(2):
        team.do(OWNER, undo)
        team.do(OWNER, undo)
        assert team.get("A1").priority is None
        team.do(OWNER, redo)
        team.do(OWNER, redo)
        assert team.get("A1").priority == "low"


def test_the_reference_of_what_was_undone_is_not_given_again(team: Team) -> None:
    team.do(OWNER, add, Kind.ACTION, {"title": "One"})
    team.do(OWNER, undo)
    assert team.do(LEAD, add, Kind.ACTION, {"title": "Two"}).refs == ("A7",)
    team.do(OWNER, redo)
    assert team.get("A6").title == "One"


def test_what_someone_else_changed_since_stays(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"title": "Mine"})
    team.clock.forward(days=1)
    team.do(NURSE, set_fields, ["A1"], {"title": "Theirs"})
    with pytest.raises(Conflict, match="Title of A1 was changed by Designated Nurse on 13 Mar 2024 since"):
        team.do(OWNER, undo)
    assert team.get("A1").title == "Theirs"


def test_what_someone_else_changed_elsewhere_does_not_hinder(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"title": "Mine"})
    team.do(NURSE, set_fields, ["A1"], {"priority": "high"})
    team.do(OWNER, undo)
    assert (team.get("A1").title, team.get("A1").priority) == ("Agree one plan template", "high")


def test_a_record_that_someone_else_built_on_stays(team: Team) -> None:
    team.do(OWNER, add, Kind.ACTION, {"title": "Mine"})
    team.do(NURSE, attach_link, ["A6"], "https://example.org", about=About("Audit", "x"))
    with pytest.raises(Conflict, match="A6 has E2 hanging on it by now"):
        team.do(OWNER, undo)
    team.do(NURSE, undo)
    team.do(NURSE, set_fields, ["A6"], {"description": "Theirs"})
    with pytest.raises(Conflict, match="Description of A6 was changed by Designated Nurse"):
        team.do(OWNER, undo)
    team.do(NURSE, undo)
    team.do(OWNER, undo)
    assert team.now.by_ref("A6") is None


def test_a_record_in_which_someone_else_emptied_a_field_stays(team: Team) -> None:
    ref = team.do(LEAD, add, Kind.ACTION, {"title": "New", "for": "R2", "owner": OWNER, "priority": "high"}).refs[0]
    team.do(NURSE, set_fields, [ref], {"priority": ""})
    with pytest.raises(Conflict, match="Priority of"):
        team.do(LEAD, undo)
    assert team.get(ref).priority is None
    team.do(NURSE, undo)
    team.do(LEAD, undo)
    assert team.now.by_ref(ref) is None


def test_a_name_that_others_use_by_now_stays(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"owner": "New Person"})
    team.do(NURSE, set_fields, ["A2"], {"owner": "new person"})
    team.do(OWNER, undo)
    assert team.get("A1").owner == team.get("P1").id
    assert team.get("A2").owner == team.get("P6").id
    team.do(OWNER, redo)
    assert team.get("A1").owner == team.get("P6").id


def test_a_name_alone_that_others_use_cannot_be_taken_back(team: Team) -> None:
    team.do(OWNER, add, Kind.PERSON, {"name": "New Person"})
    team.do(NURSE, set_fields, ["A2"], {"owner": "new person"})
    with pytest.raises(Conflict, match="others use what this added"):
        team.do(OWNER, undo)


def test_a_link_to_what_is_gone_is_not_put_back(team: Team) -> None:
    team.do(OWNER, add, Kind.RECOMMENDATION, {"text": "Mine"})
    team.do(NURSE, set_fields, ["A1"], {"for": "R1; R7"})
    team.do(NURSE, set_fields, ["A1"], {"for": "R1"})
    team.do(OWNER, undo)
    with pytest.raises(Conflict, match="A1 would point at something that is no longer in the plan"):
        team.do(NURSE, undo)


def test_a_change_of_what_is_gone_is_not_undone(team: Team) -> None:
    team.do(OWNER, add, Kind.ACTION, {"title": "Mine"})
    team.do(NURSE, set_fields, ["A6"], {"priority": "high"})
    team.do(LEAD, set_fields, ["A6"], {"priority": ""})
    team.do(OWNER, undo)
    with pytest.raises(Conflict, match="was taken out of the plan meanwhile"):
        team.do(NURSE, undo)


def test_redo_makes_no_circle(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"waits_for": "A2"})
    team.do(OWNER, undo)
    team.do(NURSE, set_fields, ["A2"], {"waits_for": "A1"})
    with pytest.raises(UserError, match="would in the end wait for itself"):
        team.do(OWNER, redo)


def test_agreements_approvals_and_reviews_are_withdrawn_not_undone(team: Team, starters: Team) -> None:
    starters.do(CHAIR, agree)
    with pytest.raises(UserError, match="“agree of the plan” is not undone") as caught:
        starters.do(CHAIR, undo)
    assert "withdraw the agreement" in caught.value.hint
    starters.do(CHAIR, withdraw_agreement, "In error")
    with pytest.raises(UserError, match="is not undone"):
        starters.do(CHAIR, undo)
    team.do(OWNER, extend.ask, "A2", "2024-07-01", "Ill")
    team.do(CHAIR, extend.approve, "A2")
    with pytest.raises(UserError, match="“approve of X3, A2” is not undone") as caught:
        team.do(CHAIR, undo)
    assert "withdraw the approval" in caught.value.hint
    team.do(NURSE, attach_link, ["A1"], "https://example.org", about=About("Audit", "x"))
    team.do(CHAIR, review, "E2", accept=True)
    with pytest.raises(UserError, match="“review of E2” is not undone"):
        team.do(CHAIR, undo)
    with pytest.raises(Conflict, match="State of X3 was changed by Board Chair"):
        team.do(OWNER, undo)


def test_an_agreed_date_is_not_walked_back(starters: Team) -> None:
    starters.do(LEAD, add, Kind.ACTION, {"title": "x", "due": "2024-05-01"})
    starters.do(LEAD, set_fields, ["A1"], {"due": "2024-06-01"})
    starters.do(CHAIR, agree)
    with pytest.raises(Conflict, match="the deadline of A1 was agreed on 12 Mar 2024 by Board Chair") as caught:
        starters.do(LEAD, undo)
    assert "tracker extend PLAN A1" in caught.value.hint
    assert starters.get("A1").due == date(2024, 6, 1)


def test_a_single_agreed_action_is_not_walked_back_either(starters: Team) -> None:
    starters.do(LEAD, add, Kind.ACTION, {"title": "x"})
    starters.do(LEAD, set_fields, ["A1"], {"due": "2024-06-01"})
    starters.do(CHAIR, agree, ["A1"])
    with pytest.raises(Conflict, match="the deadline of A1 was agreed on 12 Mar 2024 and"):
        starters.do(LEAD, undo)


def test_erased_words_are_not_brought_back(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    team.do(OWNER, set_fields, ["A1"], {"description": "A child's name"})
    team.do(OWNER, set_fields, ["A1"], {"description": "Another", "success_measure": "All seen"})
    team.do(NURSE, erase, "A1", "A name was written", ["description"])
    team.do(OWNER, undo)
    assert (team.get("A1").description, team.get("A1").success_measure) == (None, None)
    team.do(OWNER, undo)
    assert (team.get("A1").description, team.get("A1").priority) == (None, None)
    with pytest.raises(UserError, match="is not undone") as caught:
        team.do(NURSE, undo)
    assert "gone for good" in caught.value.hint


def test_what_undo_and_redo_would_do_is_said_for_menus(team: Team) -> None:
    def both(uow: UnitOfWork, act: Act) -> tuple[str | None, str | None]:
        return next_undo(uow, act), next_redo(uow, act)

    assert team.do(OWNER, both) == (None, None)
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    team.do(OWNER, set_fields, ["A1", "A2", "A3", "A4"], {"priority": "low", "impact": "x"})
    assert team.do(OWNER, both) == ("edit of A1, A2, A3 and 1 more", None)
    team.do(OWNER, undo)
    assert team.do(OWNER, both) == ("edit of A1: Priority", "edit of A1, A2, A3 and 1 more")
    team.do(OWNER, set_fields, ["A1", "A2", "A3"], {"priority": "low", "impact": "x"})
    assert team.do(OWNER, both) == ("edit of A1, A2, A3", None)
    team.do(OWNER, set_fields, ["plan"], {"title": "Other", "area": "Elsewhere"})
    assert team.do(OWNER, both) == ("edit of the plan", None)
    team.do(CHAIR, review, "E1", accept=True)
    assert team.do(CHAIR, both) == (None, None)


def test_a_merge_is_one_step_back(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    with team.store.begin() as uow:
        action = uow.snapshot().by_ref("A1")
        assert isinstance(action, Action)
        uow.put(replace(action, priority="low"))
        uow.commit(team.act(OWNER).stamp("merge"))
    team.do(OWNER, undo)
    assert team.get("A1").priority == "high"


def test_what_is_gone_already_is_not_taken_out_twice(team: Team) -> None:
    team.do(OWNER, add, Kind.ACTION, {"title": "Mine", "agency": "New Agency"})
    with team.store.begin() as uow:
        uow.remove(Kind.ACTION, team.get("A6").id)
        uow.commit(team.act(LEAD).stamp("merge"))
    assert team.do(OWNER, undo).refs == ("G5",)
    assert team.now.by_ref("G5") is None


def test_a_colleagues_verifying_is_brought_back(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"delivery": "verified"})
    team.do(LEAD, undo)
    team.do(LEAD, redo)
    assert team.get("A1").delivery == "verified"


def test_one_of_a_block_is_taken_back_and_the_rest_stays(team: Team) -> None:
    before = says(team.now)
    rows = [{"title": f"Row {number}", "for": "R5", "owner": "New Person"} for number in range(3)]
    done = team.do(LEAD, add_many, Kind.ACTION, rows, "Pasted")
    number, (first, second, third) = done.changes.number, done.refs
    assert number is not None
    whole = says(team.now)
    assert team.do(LEAD, take_back, number, team.get(second).id).refs == (second,)
    kept = [action.title for action in team.now.actions][-2:]
    assert kept == ["Row 0", "Row 2"]
    team.do(LEAD, undo)
    assert says(team.now) == whole
    team.do(LEAD, take_back, number, team.get(first).id)
    team.do(LEAD, take_back, number, team.get(third).id)
    team.do(LEAD, take_back, number)
    assert says(team.now) == before


def test_what_was_added_alone_goes_with_the_name_it_brought(team: Team) -> None:
    before = says(team.now)
    done = team.do(LEAD, add, Kind.ACTION, {"title": "New", "for": "R5", "owner": "New Person"})
    assert done.changes.number is not None
    team.do(LEAD, take_back, done.changes.number, team.get(done.refs[0]).id)
    assert says(team.now) == before
