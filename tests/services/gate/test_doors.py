"""The rules hold whatever door a change comes by: each of these steps once let something through."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tracker
from support.builders import an_id
from support.clocks import FixedClock
from support.memory import MemoryStore
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.actions.links import link_kind
from tracker.domain.dates.deadlines import decided_words, moved_words
from tracker.domain.people.people import called, find_person, same_hands
from tracker.domain.plan.records import Kind
from tracker.domain.text.linters import lints
from tracker.errors import Conflict, UserError
from tracker.services.dates import extend
from tracker.services.dates.agree import agree, withdraw_agreement
from tracker.services.evidence.evidence import About, attach_link, review
from tracker.services.gate.decisions import decided_alone
from tracker.services.log.history import net_since
from tracker.services.log.undo import redo, undo
from tracker.services.people.people import hand_over
from tracker.services.records.editing import add, set_fields

LATER = date(2024, 6, 28)
ABOUT = About("Dip sample", "Ten plans")


def test_only_the_gate_commits() -> None:
    def commits(path: Path) -> bool:
        calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
        return any(
            isinstance(call, ast.Attribute) and call.attr == "commit" and ast.unparse(call.value).endswith("uow")
            for call in calls
        )

    root = Path(tracker.__file__).parent
    found = [path.relative_to(root).as_posix() for path in root.rglob("*.py") if commits(path)]
    # What the tables of a damaged plan still held is taken as it stood: it was judged when it was written.
    assert sorted(found) == ["db/salvage.py", "services/gate/commit.py"]


# Redo is a new claim


def test_what_is_brought_back_into_an_agreed_plan_has_its_original_date(starters: Team) -> None:
    starters.do(LEAD, add, Kind.ACTION, {"title": "Audit", "due": "2027-03-01"})
    starters.do(LEAD, undo)
    starters.do(CHAIR, agree)
    starters.do(LEAD, redo)
    action = starters.get("A1")
    assert (action.original_due, action.agreed) == (date(2027, 3, 1), date(2024, 3, 12))
    with pytest.raises(UserError, match="was agreed on 12 Mar 2024"):
        starters.do(LEAD, set_fields, ["A1"], {"due": "2027-04-01"})


@pytest.mark.parametrize("step", [undo, redo])
def test_so_has_a_first_date_that_undo_or_redo_brings(starters: Team, step: object) -> None:
    starters.do(LEAD, add, Kind.ACTION, {"title": "Audit", "due": "2027-03-01"})
    starters.do(LEAD, set_fields, ["A1"], {"due": ""})
    if step is redo:
        starters.do(LEAD, set_fields, ["A1"], {"due": "2027-03-01"})
        starters.do(LEAD, undo)
    starters.do(CHAIR, agree)
    starters.do(LEAD, step)  # type: ignore[arg-type]
    assert starters.get("A1").original_due == date(2027, 3, 1)


def test_an_original_date_goes_by_no_door(team: Team) -> None:
    with team.store.begin() as uow:
        from tracker.services.context import context_of
        from tracker.services.gate.commit import commit

        context = context_of(uow, team.act(LEAD))
        context.put(replace(team.get("A2"), original_due=date(2024, 9, 1)))
        with pytest.raises(UserError, match="cannot be set"):
            commit(context, "merge")
    team.do(CHAIR, withdraw_agreement, "Too early", ["A2"])
    assert (team.get("A2").agreed, team.get("A2").original_due) == (None, date(2024, 3, 1))


def test_a_second_request_is_not_brought_back_beside_one_that_waits(team: Team) -> None:
    team.do(OWNER, extend.ask, "A2", LATER, "Auditor is ill")
    team.do(OWNER, undo)
    team.do(NURSE, extend.ask, "A2", date(2024, 7, 1), "Health is short of staff")
    with pytest.raises(Conflict, match="X4 of Designated Nurse already asks for 1 Jul 2024"):
        team.do(OWNER, redo)
    assert [one.state for one in team.now.extensions_of(team.get("A2").id)] == ["pending"]


def test_nor_is_a_request_whose_action_was_finished_meanwhile(team: Team) -> None:
    team.do(OWNER, extend.ask, "A2", LATER, "Auditor is ill")
    team.do(OWNER, undo)
    team.do(NURSE, set_fields, ["A2"], {"delivery": "complete"})
    with pytest.raises(Conflict, match="A2 is complete, so its deadline stays"):
        team.do(OWNER, redo)


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.AGENCY])
def test_a_name_is_not_brought_back_beside_its_like(team: Team, kind: Kind) -> None:
    team.do(LEAD, add, kind, {"name": "Jane Jones"})
    team.do(LEAD, undo)
    team.do(CHAIR, add, kind, {"name": "jane  JONES"})
    with pytest.raises(Conflict, match="jane JONES is in the plan already"):
        team.do(LEAD, redo)


# Links


@pytest.mark.parametrize("link", ["not a link", "search-ms:query=x", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_link_that_would_start_something_is_taken_by_no_door(team: Team, link: str) -> None:
    with pytest.raises(UserError, match="is not a link"):
        team.do(OWNER, attach_link, ["A1"], link, about=ABOUT)
    with pytest.raises(UserError, match="is not a link"):
        team.do(OWNER, set_fields, ["E1"], {"url": link})
    keep(team, url=link)
    team.do(OWNER, set_fields, ["E1"], {"shows": "Thirty plans"})
    team.do(OWNER, set_fields, ["E1"], {"url": "https://example.org"})
    team.do(OWNER, undo)
    assert team.get("E1").url == link, "undo gives the words back that stood there; they are never opened"


def keep(team: Team, **fields: object) -> None:
    """E1 as a plan from elsewhere may hold it."""
    with team.store.begin() as uow:
        uow.put(replace(team.get("E1"), **fields))
        uow.commit(team.act(LEAD).stamp())


# Who decides


def test_an_owner_does_not_approve_the_date_of_their_own_action(team: Team) -> None:
    team.do(NURSE, extend.ask, "A1", date(2024, 8, 1), "The board moved")
    with pytest.raises(UserError, match="X3 gives a new date to A1, which Head of Early Help owns") as caught:
        team.do(OWNER, extend.approve, "X3")
    assert "Designated Nurse" not in caught.value.hint
    assert OWNER not in caught.value.hint
    assert "Detective Superintendent" in caught.value.hint
    team.do(LEAD, extend.approve, "X3")


def test_the_refusal_says_where_nobody_else_is_there(team: Team) -> None:
    for person in team.refs(Kind.PERSON):
        team.do(LEAD, set_fields, [person], {"active_to": "2024-03-01"})
    team.do(LEAD, extend.ask, "A1", date(2024, 8, 1), "The board moved")
    with pytest.raises(UserError, match="asked for by") as caught:
        team.do(LEAD, extend.approve, "X3")
    assert caught.value.hint.startswith("nobody else stands in the people register")


def test_who_answers_for_the_agency_that_asked_does_not_approve(team: Team) -> None:
    police = team.get("G2")
    officer = next(person for person in team.now.people if person.agency == police.id)
    assert same_hands(team.now, police.name, officer.name)
    assert not same_hands(team.now, police.name, NURSE)


def test_handing_an_action_to_who_approved_its_date_breaks_nothing(team: Team) -> None:
    team.do(OWNER, extend.ask, "A1", date(2024, 8, 1), "The board moved")
    team.do(NURSE, extend.approve, "X3")
    team.do(LEAD, hand_over, OWNER, NURSE)
    assert team.get("A1").owner == team.get("P3").id
    team.do(LEAD, set_fields, ["A1"], {"priority": "high"})


def test_a_meeting_decides_what_two_people_cannot(team: Team) -> None:
    team.do(OWNER, extend.ask, "A1", date(2024, 8, 1), "The board moved")
    team.do(OWNER, extend.approve, "A1", meeting="T1")
    extension, action = team.get("X3"), team.get("A1")
    assert (extension.state, extension.decided_by, extension.decided_at) == ("approved", OWNER, team.get("T1").id)
    assert action.due == date(2024, 8, 1)
    said = "decided at T1 (Safeguarding board), recorded by Head of Early Help"
    assert moved_words(team.now, action).endswith(said)
    with team.store.begin() as uow:
        lines = {line.label: line.new for line in net_since(uow, "", "X3")}
    assert lines["Recorded by"] == OWNER
    assert "T1" in str(lines["Decided at"])


def test_a_meeting_may_refuse_too_but_not_before_it_was_held(team: Team) -> None:
    team.do(OWNER, extend.ask, "A1", date(2024, 8, 1), "The board moved")
    team.do(LEAD, add, Kind.MEETING, {"name": "Next", "held_on": "2024-03-13"})
    team.do(LEAD, add, Kind.MEETING, {"name": "Some day"})
    for ref, why in (("T2", "is on 13 Mar 2024"), ("T3", "has no day")):
        with pytest.raises(UserError, match=f"{ref} {why}, so it has decided nothing yet"):
            team.do(OWNER, extend.approve, "X3", meeting=ref)
    team.do(LEAD, set_fields, ["T2"], {"held_on": "2024-03-12"})
    team.do(OWNER, extend.refuse, "X3", "Not again", meeting="T2")
    assert team.get("X3").state == "refused"


# Two people of one name


def test_two_people_of_one_name_are_told_apart_by_agency_or_role(team: Team) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Sam Jones", "agency": "Police"})
    with pytest.raises(UserError, match="Sam Jones is in the plan already, as P6"):
        team.do(LEAD, add, Kind.PERSON, {"name": "sam jones"})
    team.do(LEAD, add, Kind.PERSON, {"name": "Sam Jones", "agency": "Health"})
    police, health = team.get("P6"), team.get("P7")
    assert called(team.now, health) == "Sam Jones (Health)"
    with pytest.raises(UserError, match=r"may be Sam Jones \(Police\) or Sam Jones \(Health\)"):
        team.do(LEAD, set_fields, ["A4"], {"owner": "Sam Jones"})
    team.do(LEAD, set_fields, ["A4"], {"owner": "Sam Jones (police)"})
    assert team.get("A4").owner == police.id
    assert find_person(team.now, "P7") == health
    team.do("Sam Jones (Health)", extend.ask, "A2", LATER, "Auditor is ill")
    assert team.get("X3").asked_by == "Sam Jones (Health)"
    with pytest.raises(UserError, match="by someone else"):
        team.do("Sam Jones", extend.approve, "X3")
    team.do("Sam Jones (Police)", extend.approve, "X3")


def test_roles_tell_them_apart_too_and_a_leaver_is_not_meant(team: Team) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Sam Jones", "role": "Analyst"})
    team.do(LEAD, add, Kind.PERSON, {"name": "Sam Jones", "role": "Clerk"})
    assert called(team.now, team.get("P7")) == "Sam Jones (Clerk)"
    team.do(LEAD, set_fields, ["P6"], {"active_to": "2024-03-11"})
    team.do(LEAD, set_fields, ["A4"], {"owner": "Sam Jones"})
    assert team.get("A4").owner == team.get("P7").id


# What is broken already holds nothing up


def test_what_an_older_plan_breaks_holds_nothing_up() -> None:
    clock = FixedClock()
    team = Team(MemoryStore(replace_plan(), Team(None, clock).act(LEAD)), clock)  # type: ignore[arg-type]
    team.do(LEAD, add, Kind.ACTION, {"title": "Audit"})
    with team.store.begin() as uow:
        uow.put(replace(team.get("A1"), due=date(2024, 5, 1), done=date(2025, 1, 1), delivery="closed", waits_for=()))
        uow.commit(team.act(LEAD).stamp())
    team.do(LEAD, set_fields, ["A1"], {"priority": "high"})
    assert team.get("A1").priority == "high"
    with pytest.raises(UserError, match="cannot be linked to itself"):
        team.do(LEAD, set_fields, ["A1"], {"waits_for": "A1"})


def replace_plan() -> object:
    from support.builders import a_plan

    return a_plan(agreed=date(2024, 1, 15), agreed_by=LEAD)


@pytest.mark.parametrize(
    ("ref", "field"), [("A1", "done"), ("S1", "done"), ("D1", "dated"), ("plan", "submitted"), ("C1", "asked_on")]
)
def test_nothing_is_done_in_the_future(team: Team, ref: str, field: str) -> None:
    team.do(LEAD, add, Kind.CHALLENGE, {"question": "What changed?"})
    for day in ("2024-03-11", "2024-03-12"):
        team.do(LEAD, set_fields, [ref], {field: day})
    with pytest.raises(UserError, match="13 Mar 2024 is in the future"):
        team.do(LEAD, set_fields, [ref], {field: "2024-03-13"})


def test_a_review_is_of_who_neither_added_nor_owns(team: Team) -> None:
    team.do(NURSE, attach_link, ["A1"], "https://example.org", about=ABOUT)
    for who, why in ((NURSE, "was added by"), (OWNER, "owns what E2 is evidence for")):
        with pytest.raises(UserError, match=why):
            team.do(who, review, "E2", accept=True)
    team.do(CHAIR, review, "E2", accept=True)


def test_one_pair_of_hands_is_shown_and_holds_nothing_up(team: Team) -> None:
    team.do("Ann Lee", extend.ask, "A2", LATER, "Auditor is ill")
    told = team.do("A. Lee", extend.approve, "A2").warnings
    assert told == (
        "X3: It was approved by “A. Lee”, and “Ann Lee” asked for it: the names are alike.",
        "X3: It was asked for by Ann Lee and approved by A. Lee from one account (tester).",
        "X3: It was approved by “A. Lee”, who is not in the register of people.",
    )
    team.do("Ann Lee (acting)", attach_link, ["A4"], "https://example.org", about=ABOUT)
    accepted = team.do("\u0410nn Lee", review, "E2", accept=True)
    assert accepted.remarks == accepted.warnings
    assert [one.split(":")[0] for one in accepted.remarks] == ["E2", "E2", "E2"]
    with team.store.begin() as uow:
        found = [(one.ref, one.kind, one.sentence) for one in decided_alone(uow)]
    assert ("X3", "one hand", "It was approved by “A. Lee”, and “Ann Lee” asked for it: the names are alike.") in found
    assert ("X3", "one hand", "It was asked for by Ann Lee and approved by A. Lee from one account (tester).") in found
    assert ("X3", "unknown name", "It was approved by “A. Lee”, who is not in the register of people.") in found
    assert [(one[0], one[1]) for one in found if "accepted" in one[2]] == [
        ("E2", "one hand"), ("E2", "one hand"), ("E2", "unknown name"),
    ]  # fmt: skip
    assert any("accepted by \u0410nn Lee from one account (tester)" in one[2] for one in found)


def test_a_name_that_is_not_in_the_register_but_like_one_of_it_is_told(team: Team) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Ann Lee"})
    team.do(OWNER, extend.ask, "A2", LATER, "Auditor is ill")
    told = team.do("\u0410nn Lee", extend.approve, "A2").warnings
    assert any("not in the register of people, where “Ann Lee” is alike" in one for one in told), told


def test_who_owned_the_action_when_its_date_was_approved_is_told(team: Team) -> None:
    with team.store.begin() as uow:
        uow.put(replace(team.get("X2"), decided_by=OWNER))
        uow.commit(team.act(LEAD).stamp())
    with team.store.begin() as uow:
        assert [one.sentence for one in decided_alone(uow) if one.ref == "X2"] == [
            "It was approved by Head of Early Help, who asked for it."
        ]


def test_a_reference_means_one_record(team: Team) -> None:
    with team.store.begin() as uow:
        added = uow.add(replace(team.get("A2"), id=an_id(9902), title="Another"))
        uow.put(replace(added, ref="A2"))
        uow.commit(team.act(LEAD).stamp())
    assert [one.sentence for one in lints(team.now, team.clock.today()) if "stands twice" in one.sentence] == [
        "A2 stands twice in this plan."
    ]
    team.do(LEAD, set_fields, [team.now.actions[1].id], {"priority": "high"})


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://example.org", "address"), ("HTTP://EXAMPLE.org/a b", "words"), ("https://", "words"),
        ("https://[half", "words"), ("mailto:a@example.org", "address"), ("mailto:nobody", "words"),
        ("C:\\Audits\\ten.docx", "place"), ("c:/audits", "place"), ("\\\\server\\share\\a b.docx", "place"),
        ("\\\\?\\C:\\x", "words"), ("\\\\server", "words"), ("ftp://example.org/a", "words"), ("", "words"),
    ],
)  # fmt: skip
def test_what_a_link_is(link: str, kind: str) -> None:
    assert link_kind(link) == kind


def test_a_failed_check_re_opens_what_the_same_change_closed(team: Team) -> None:
    team.do(CHAIR, add, Kind.VERIFICATION, {"for": "A3", "outcome": "failed", "note": "Not so"})
    assert (team.get("A3").delivery, team.get("A3").done) == ("in progress", None)
    team.do(CHAIR, undo)
    assert team.get("A3").delivery == "complete"


def test_an_inspection_that_is_typed_has_a_title(team: Team) -> None:
    with pytest.raises(UserError, match="an inspection needs a title"):
        team.do(LEAD, add, Kind.INSPECTION, {"area": "Sampleton"})
    with pytest.raises(UserError, match="an inspection needs a title"):
        team.do(LEAD, set_fields, ["I1"], {"title": ""})


def test_a_move_is_told_with_its_meeting_only_where_one_decided(team: Team) -> None:
    assert moved_words(team.now, team.get("A1")) == "2nd extension, +90 days"
    assert moved_words(team.now, team.get("A2")) == ""
    asked = team.do(OWNER, extend.ask, "A2", LATER, "Auditor is ill").refs[0]
    assert decided_words(team.now, team.get(asked)) == ""
    assert decided_words(team.now, team.get("X2")) == "by Improvement Lead"
