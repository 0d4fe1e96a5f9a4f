"""Two copies of one plan, edited apart, are joined: both sides' work stands, and what both changed is asked."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from support.builders import an_empty_store, an_id
from support.clocks import FixedClock
from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.plan.records import Inspection, Kind, Paper, Recommendation
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.dates import agree, extend
from tracker.services.evidence.evidence import About, attach_file, review
from tracker.services.joining.join import Joining, commit_join, join
from tracker.services.joining.parted import Parted, parted
from tracker.services.log.erase import erase
from tracker.services.log.history import log
from tracker.services.log.undo import redo, undo
from tracker.services.meetings.updates import add_update
from tracker.services.people.people import hand_over
from tracker.services.plan.guard import keep
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add, set_fields
from tracker.services.workbook.workbook import prefer


@pytest.fixture
def there(team: Team) -> Team:
    """Another copy of the plan as it stands now, at which others work."""
    clock = FixedClock()
    store: Any = deepcopy(team.store)
    store.book.next_id += 10_000
    return Team(store, clock)


def _joined(uow: UnitOfWork, act: Act, other: UnitOfWork, side: Any, write: bool, own: Any) -> Joining:
    since = parted(uow, other, "b.plan")
    first = join(uow, act, other, since)
    with there_again(uow) as fresh:
        work = join(fresh, act, other, since, own or (prefer(first.proposal, side) if side else {}))
        if write:
            commit_join(work, other)
    return work


def there_again(uow: Any) -> Any:
    return type(uow)(uow.book)


def joined(
    team: Team, other: Team, side: str | None = None, *, who: str = LEAD, write: bool = True, own: Any = None
) -> Joining:
    with other.store.begin(writing=False) as theirs:
        return team.do(who, _joined, theirs, side, write, own)


def said(work: Joining) -> list[str]:
    return [one.message for one in work.proposal.problems]


def test_what_either_side_changed_stands(team: Team, there: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    there.do(OWNER, set_fields, ["A1"], {"title": "Another title", "for": "R1;R2"})
    there.do(OWNER, add_update, "A2", "Half the audits are done", forecast="amber", reason="An auditor left")
    work = joined(team, there)
    assert (team.get("A1").title, team.get("A1").priority) == ("Another title", "high")
    assert team.get("A2").forecast == "amber"
    assert team.now.updates_for(team.get("A2").id)[-1].author == OWNER
    assert [one.cell for one in work.proposal.applied][:2] == ["A1.for", "A1.title"]
    assert work.proposal.base == 2
    with team.store.begin() as uow:
        last = log(uow)[-1]
        assert (last.verb, last.why) == ("join", "b.plan joined: 2 changes of Head of Early Help")
        assert uow.stamps()[-1][1].joined == there.now.head
    assert joined(team, there).proposal.nothing


def test_what_both_changed_is_asked_and_asked_once(team: Team, there: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"title": "Ours", "delivery": "complete"})
    there.do(OWNER, set_fields, ["A1"], {"title": "Theirs", "delivery": "superseded"}, reason="A new law")
    team.do(OWNER, set_fields, ["A2"], {"forecast": "red"}, reason="No auditor")
    there.do(OWNER, set_fields, ["A2"], {"forecast": "amber"}, reason="An auditor is ill")
    looked = joined(team, there, write=False).proposal
    assert [(one.cell, one.ours, one.theirs) for one in looked.conflicts] == [
        ("A1.title", "Ours", "Theirs"), ("A1.delivery", "complete", "superseded"),
        ("A2.forecast", "red", "amber"),
    ]  # fmt: skip
    assert looked.applied == ()
    joined(team, there, "ours")
    assert (team.get("A1").title, team.get("A1").delivery_reason) == ("Ours", None)
    assert joined(team, there).proposal.nothing
    team.do(LEAD, undo)
    joined(team, there, "theirs")
    assert (team.get("A1").title, team.get("A1").delivery_reason) == ("Theirs", "A new law")
    assert team.get("A1").done is None
    assert team.get("A2").forecast_reason == "An auditor is ill"


def test_a_choice_kept_before_the_join_was_undone_and_redone_holds(team: Team, there: Team) -> None:
    there.do(OWNER, set_fields, ["A1"], {"title": "Theirs"})
    joined(team, there)
    team.do(LEAD, undo)
    assert [one.now for one in joined(team, there, write=False).proposal.applied] == ["Theirs"]
    team.do(LEAD, redo)
    assert joined(team, there, write=False).proposal.nothing


def test_a_value_that_was_kept_is_not_asked_about_again(team: Team, there: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"title": "Ours"})
    there.do(OWNER, set_fields, ["A1"], {"title": "Theirs"})
    with there.store.begin() as other, team.store.begin() as uow:
        since = parted(uow, other, "b.plan")
    joined(team, there, "ours")
    with there.store.begin() as other, team.store.begin() as uow:
        assert join(uow, team.act(LEAD), other, since).proposal.conflicts == ()


def test_a_reference_that_is_taken_is_given_anew_and_the_old_one_kept(team: Team, there: Team) -> None:
    ours = team.do(LEAD, add, Kind.ACTION, {"title": "Ours", "for": "R1", "due": "2024-06-03"}).refs[0]
    theirs = there.do(LEAD, add, Kind.ACTION, {"title": "Theirs", "for": "R1", "due": "2024-06-04"}).refs[0]
    assert ours == theirs
    there.do(LEAD, add, Kind.MILESTONE, {"title": "A step", "action": theirs})
    work = joined(team, there)
    (given,) = [one for one in team.now.actions if one.title == "Theirs"]
    assert given.ref != theirs
    assert given.original_due == date(2024, 6, 4)
    assert team.now.aliases[theirs] == given.ref
    assert [one.title for one in team.now.milestones_of(given.id)] == ["A step"]
    assert f"{theirs} of b.plan is {given.ref} here." in said(work)


def test_people_and_agencies_whom_both_added_are_one(team: Team, there: Team) -> None:
    for one, filler in ((team, "Filler"), (there, None)):
        if filler:
            one.do(LEAD, add, Kind.PERSON, {"name": filler})
        one.do(LEAD, add, Kind.AGENCY, {"name": "Fire Service"})
        one.do(LEAD, add, Kind.PERSON, {"name": "Cy Fox", "agency": "Fire Service"})
    there.do(LEAD, set_fields, ["A1"], {"owner": "Cy Fox", "supporting": "Fire Service"})
    work = joined(team, there)
    assert [one.name for one in team.now.people].count("Cy Fox") == 1
    assert team.now.name_of(team.get("A1").owner) == "Cy Fox"
    assert team.refs(Kind.AGENCY) == [*there.refs(Kind.AGENCY)]
    assert any("Cy Fox, is" in one for one in said(work))
    assert joined(there, team, write=True).proposal.missing == ()


def test_a_letter_that_both_took_in_is_one(team: Team, there: Team) -> None:
    for one, mail, body in ((team, "a@example.org", None), (there, None, "Police")):
        with one.store.begin() as uow:
            letter = uow.add(Inspection(id=uow.new_id(), title="Letter", sha256="ab" * 32, file="letter.pdf"))
            own = {"inspection": letter.id, "text": "Do this", "responsible_body": body}
            uow.add(Recommendation(id=uow.new_id(), **own))
            uow.commit(one.act(LEAD).stamp("seed"))
        one.do(LEAD, add, Kind.PERSON, {"name": "Cy Fox"} | ({"email": mail} if mail else {}))
    ref = next(one.ref for one in there.now.recommendations if one.text == "Do this")
    there.do(LEAD, add, Kind.ACTION, {"title": "For it", "for": ref})
    work = joined(team, there)
    (found,) = [one for one in team.now.recommendations if one.text == "Do this"]
    assert (found.responsible_body, len(team.now.inspections)) == ("Police", 2)
    assert [one.title for one in team.now.actions_for(found.id)] == ["For it"]
    assert [one.email for one in team.now.people if one.name == "Cy Fox"] == ["a@example.org"]
    assert [one.kind for one in work.proposal.added] == [Kind.ACTION]
    assert joined(team, there).proposal.nothing


def test_a_date_that_was_decided_there_counts_here_by_whoever_signed_it(team: Team, there: Team) -> None:
    for to in ("2024-09-02", "2024-10-01"):
        there.do(OWNER, extend.ask, "A2", to, "No auditor")
        there.do(CHAIR, extend.approve, "A2")
    joined(team, there, who=OWNER)
    assert team.get("A2").due == date(2024, 10, 1)
    assert [one.decided_by for one in team.now.extensions_of(team.get("A2").id)][-2:] == [CHAIR, CHAIR]


def test_what_a_rule_refuses_is_told_and_left(team: Team, there: Team) -> None:
    team.do(LEAD, extend.ask, "A2", "2024-08-01", "Ours")
    there.do(LEAD, extend.ask, "A2", "2024-09-02", "Theirs")
    there.do(CHAIR, extend.approve, "A2")
    team.do(CHAIR, extend.approve, "A2")
    there.do(OWNER, set_fields, ["A2"], {"title": "Taken all the same"})
    work = joined(team, there, "theirs")
    assert team.get("A2").due == date(2024, 8, 1)
    assert team.get("A2").title == "Taken all the same"
    refused = "; ".join(said(work))
    assert "the deadline of A2 was agreed" in refused
    assert "A2 is due on 1 Aug 2024 by now. It is not taken." in refused
    assert (work.proposal.added, work.proposal.conflicts) == ((), ())


def test_a_record_of_which_every_change_is_refused_stays(team: Team, there: Team) -> None:
    there.do(CHAIR, set_fields, ["A1"], {"delivery": "verified"})
    forged: Any = there.store
    for page in forged.book.pages[2:]:
        page.stamp = type(page.stamp)(OWNER, "tester", page.stamp.at, page.stamp.verb)
    work = joined(team, there)
    assert team.get("A1").delivery == "in progress"
    assert "A1 is verified by someone other than its owner. It is not taken." in said(work)


def test_files_come_along(team: Team, there: Team) -> None:
    about = About(kind="audit", shows="It works", dated=date(2024, 3, 1))
    ref = there.do(LEAD, attach_file, ["A2"], b"proof", "proof.txt", about=about).refs[0]
    there.do(CHAIR, review, ref, accept=True, note="Seen")
    joined(team, there)
    assert team.store.read_file(team.get(ref).sha256) == b"proof"
    assert team.get(ref).reviewed_by == CHAIR


def test_what_was_erased_on_either_side_does_not_come_back(team: Team, there: Team) -> None:
    said_there = there.do(OWNER, add_update, "A2", "A child's name").refs[0]
    joined(team, there)
    there.do(LEAD, set_fields, ["A1"], {"title": "Words that came later"})
    there.do(CHAIR, erase, said_there, "A name")
    joined(team, there)
    assert team.get(said_there).text == "A child's name"
    team.do(CHAIR, erase, said_there, "A name")
    assert joined(team, there).proposal.nothing
    assert team.get("A1").title == "Words that came later"


def test_what_is_gone_on_one_side_is_told(team: Team, there: Team) -> None:
    ref = team.do(LEAD, add, Kind.AGENCY, {"name": "Fire Service"}).refs[0]
    other: Any = deepcopy(team.store)
    copy = Team(other, there.clock)
    other.book.next_id += 20_000
    copy.do(LEAD, undo)
    assert joined(team, copy, write=False).proposal.missing == (ref,)
    edited = Team(deepcopy(team.store), there.clock)
    edited.do(LEAD, set_fields, [ref], {"name": "Fire and Rescue"})
    team.do(LEAD, undo)
    work = joined(team, edited, write=False)
    assert said(work) == [f"{ref} is not in this copy any more: what was changed of it is not taken."]


def test_the_plan_keeps_what_it_was_given_first_and_gathers_the_rest(team: Team) -> None:
    clock = FixedClock()
    ours = Team(an_empty_store(clock), clock)
    ours.do(LEAD, add, Kind.ACTION, {"title": "An action", "description": "Audit case, NHS 943 476 5919"})
    theirs = Team(deepcopy(ours.store), FixedClock())
    ours.do(LEAD, agree.agree, ())
    theirs.do(CHAIR, agree.agree, ())
    theirs.do(CHAIR, keep, "A1.description", "an invented number")
    joined(ours, theirs)
    assert ours.now.plan.agreed_by == LEAD
    assert [one.decision for one in ours.now.plan.identifiers] == ["kept"]


def test_an_issued_paper_stays_where_it_was_issued(team: Team, there: Team) -> None:
    with there.store.begin() as uow:
        uow.add(Paper(id=an_id(9900), ref="W1", kind="board", changeset=3, file="board.pdf"))
        uow.commit(there.act(LEAD).stamp("issue"))
    work = joined(team, there)
    assert said(work) == ["W1, an issued paper, stays in b.plan: it shows that copy."]
    assert team.now.of(Kind.PAPER) == ()


def test_copies_are_joined_both_ways_and_again(team: Team, there: Team) -> None:
    there.do(OWNER, set_fields, ["A1"], {"title": "First"})
    joined(team, there)
    team.do(LEAD, hand_over, OWNER, CHAIR)
    joined(there, team)
    there.do(LEAD, set_fields, ["A1"], {"title": "Second"})
    joined(team, there)
    assert _facts(team.now) == _facts(there.now)
    assert joined(there, team).proposal.nothing


def _facts(snapshot: Snapshot) -> dict[str, tuple[object, ...]]:
    return {one.ref: (one.title, one.owner, one.due) for one in snapshot.actions}


def test_another_plan_is_not_joined(team: Team, starters: Team) -> None:
    with team.store.begin() as uow, starters.store.begin() as other:
        with pytest.raises(UserError, match=r"b\.plan is another plan, and only copies of one plan are joined"):
            parted(uow, other, "b.plan")
        assert parted(uow, uow, "b.plan") == Parted("b.plan", uow.as_of(2), 2, 2)


def test_words_of_ones_own_are_signed_by_whoever_joins(team: Team, there: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"title": "Ours", "assurance": "done"})
    there.do(CHAIR, set_fields, ["A1"], {"title": "Theirs", "assurance": "evidenced"}, reason="Seen in the audit")
    own = {("A1", "title"): "Both", ("A1", "assurance"): "embedded"}
    work = joined(team, there, who=OWNER, own=own, write=False)
    assert any("given by someone other than its owner" in words for words in said(work))
    joined(team, there, who=LEAD, own=own)
    assert (team.get("A1").title, team.get("A1").assurance) == ("Both", "embedded")
