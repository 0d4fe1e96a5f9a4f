from datetime import date, datetime
from typing import Any

import pytest

from support.builders import an_action, an_id
from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.records import Kind
from tracker.domain.reading.reading import Addressee
from tracker.errors import Conflict, UserError
from tracker.services.dates.agree import agree
from tracker.services.evidence.evidence import review
from tracker.services.records.editing import add, kind_named, set_fields

TODAY = date(2024, 3, 12)


def test_an_action_is_added_from_typed_words(starters: Team) -> None:
    starters.do(LEAD, add, Kind.RECOMMENDATION, {"text": "The quality of plans.", "kind": "Needs to Improve"})
    done = starters.do(
        LEAD,
        add,
        Kind.ACTION,
        {
            "title": "  Agree one\n template ", "for": "r1", "owner": "Head of  Early Help", "agency": "Police",
            "supporting": "Probation; Health ; probation", "due": "28 June 2024", "forecast": "GREEN",
            "priority": "high",
        },
    )  # fmt: skip
    action = starters.get(done.refs[0])
    assert done.refs == ("A1",)
    assert action.title == "Agree one template"
    assert action.due == date(2024, 6, 28)
    assert action.original_due is None
    assert starters.now.name_of(action.owner) == "Head of Early Help"
    assert sorted(agency.name for agency in starters.now.agencies) == ["Health", "Police", "Probation"]
    assert len(action.supporting) == 2
    assert action.targets == (starters.get("R1").id,)
    assert starters.store.snapshot().number == 3


def test_a_name_already_in_the_register_is_not_added_again(team: Team) -> None:
    before = len(team.now.people)
    team.do(LEAD, set_fields, ["A4"], {"owner": " head of EARLY help", "accountable": "P3"})
    assert len(team.now.people) == before
    assert team.get("A4").owner == team.get("P1").id
    assert team.get("A4").accountable == team.get("P3").id


def test_a_new_name_is_added_once_for_several_fields(team: Team) -> None:
    team.do(LEAD, set_fields, ["A4", "A2"], {"owner": "Team Manager", "accountable": "team manager"})
    assert [person.name for person in team.now.people if person.name.casefold() == "team manager"] == ["Team Manager"]
    assert team.get("A4").owner == team.get("A2").accountable


def test_the_reference_of_something_else_is_no_new_name(team: Team) -> None:
    before = len(team.now.people), len(team.now.agencies)
    with pytest.raises(UserError, match="R1 is no person but a recommendation"):
        team.do(LEAD, set_fields, ["A4"], {"owner": "r1"})
    with pytest.raises(UserError, match="P1 is no agency but a person"):
        team.do(LEAD, set_fields, ["A4"], {"agency": "P1"})
    assert (len(team.now.people), len(team.now.agencies)) == before


def test_a_reference_that_is_not_there_is_no_new_name(team: Team) -> None:
    with pytest.raises(UserError, match="there is no P99"):
        team.do(LEAD, set_fields, ["A4"], {"owner": "p99"})
    with pytest.raises(UserError, match="there is no G99"):
        team.do(LEAD, set_fields, ["A4"], {"agency": "G99"})


@pytest.mark.parametrize(
    ("kind", "fields", "ref"),
    [
        (Kind.FINDING, {"text": "Plans drift.", "kind": "weakness", "page": "5", "theme": "Plans"}, "F2"),
        (Kind.MILESTONE, {"for": "A1", "title": "Draft", "due": "2024-04-01"}, "S2"),
        (Kind.PERSON, {"name": "Service Manager", "agency": "Police", "email": "a@example.org"}, "P6"),
        (Kind.AGENCY, {"name": "Probation Service", "aliases": "NPS; CRC"}, "G5"),
        (Kind.MEASURE, {"name": "Visits", "for": "R1; A1", "baseline": "41.5%", "target": "1,000"}, "M2"),
        (Kind.POINT, {"measure": "M1", "value": "61", "dated": "1/3/2024"}, "D2"),
        (Kind.MEETING, {"title": "Scrutiny", "date": "2024-04-18"}, "T2"),
        (Kind.CHALLENGE, {"question": "What changed for children?", "meeting": "T1", "for": "R1 R2"}, "C1"),
        (Kind.VERIFICATION, {"for": "A3", "due": "2024-09-01"}, "V1"),
        (Kind.INSPECTION, {"title": "Peer review", "published": "2024-01-10"}, "I2"),
    ],
)
def test_every_kind_is_added_and_given_the_next_reference(
    team: Team, kind: Kind, fields: dict[str, str], ref: str
) -> None:
    assert team.do(LEAD, add, kind, fields).refs == (ref,)


def test_typed_values_become_values(team: Team) -> None:
    team.do(LEAD, add, Kind.MEASURE, {"name": "Visits", "baseline": "41.5 %", "target": "1,000", "for": "R1,R2"})
    measure = team.get("M2")
    assert (measure.baseline, measure.target) == (41.5, 1000.0)
    assert len(measure.targets) == 2
    team.do(LEAD, add, Kind.POINT, {"for": "M1", "value": "3"})
    assert team.get("D2").dated == TODAY
    team.do(LEAD, set_fields, ["R1"], {"themes": "Plans ; Voice;Plans", "national framework": "outcome 3;enabler 1"})
    assert team.get("R1").themes == ("Plans", "Voice")
    assert team.get("R1").national_framework == ("outcome 3", "enabler 1")


def test_values_of_their_own_type_are_taken_as_they_are(team: Team) -> None:
    owner = team.get("P2").id
    key = (KeyEntry("delivery", "complete", "Blue", "#0000ff"),)
    team.do(LEAD, set_fields, ["A4"], {"owner": owner, "start": date(2024, 3, 1), "waits_for": (team.get("A1").id,)})
    team.do(LEAD, set_fields, ["I1"], {"received": datetime(2023, 11, 20, 9), "addressees": (Addressee("A Person"),)})
    team.do(LEAD, set_fields, ["plan"], {"key": key, "title": "A better title"})
    assert team.get("A4").owner == owner
    assert team.get("I1").received == date(2023, 11, 20)
    assert team.get("I1").addressees == (Addressee("A Person"),)
    assert team.now.plan.key == key
    assert team.now.plan.title == "A better title"


def test_empty_text_empties_a_field(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"owner": "", "forecast": "", "supporting": None, "description": "  "})
    action = team.get("A1")
    assert (action.owner, action.forecast, action.supporting, action.description) == (None, None, (), None)
    assert action.forecast_reason is None


def test_words_keep_their_lines_and_lose_what_no_page_can_show(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"description": " one\r\ntwo\x0b\u2028three\ud800 ", "title": "a\x00b\u2029c"})
    assert team.get("A1").description == "one\ntwo\n\nthree"
    assert team.get("A1").title == "ab c"


def test_several_records_are_set_in_one_changeset(team: Team) -> None:
    before = team.now.number
    done = team.do(LEAD, set_fields, ["A1", "A2", "a1"], {"priority": "high"}, reason="Agreed at the board")
    assert done.refs == ("A1", "A2")
    assert team.now.number == before + 1
    with team.store.begin() as uow:
        assert uow.changesets()[-1].stamp.why == "Agreed at the board"


def test_setting_what_stands_already_writes_nothing(team: Team) -> None:
    before = team.now.number
    assert team.do(LEAD, set_fields, ["A1"], {"title": "Agree one plan template"}).changes.nothing
    assert team.now.number == before


@pytest.mark.parametrize(
    ("ref", "fields", "fault", "hint"),
    [
        ("A1", {"overdue": "yes"}, "overdue cannot be set", "extend"),
        ("A1", {"original_due": "2024-01-01"}, "original_due cannot be set", "fixed when the plan is agreed"),
        ("A1", {"times_moved": "0"}, "times_moved cannot be set", "counts how often the date was moved"),
        ("A1", {"days slipped": "0"}, "days_slipped cannot be set", "time from"),
        ("A1", {"status": "done"}, "status cannot be set", "worked out"),
        ("A1", {"ref": "A9"}, "ref cannot be set", "never change"),
        ("A1", {"nonsense": "1"}, "an action has no field “nonsense”", "title"),
        ("U1", {"text": "Better"}, "text cannot be set", "written once"),
        ("E1", {"review": "accepted"}, "review cannot be set", "use review"),
        ("A1", {"delivery": "done"}, "delivery is never “done”", "complete"),
        ("A1", {"start": "soon"}, "is not a date", "12 Mar 2026"),
        ("R1", {"page": "2.5"}, "whole number", "digits"),
        ("M1", {"target": "lots"}, "target is a number", "41.5"),
        ("M1", {"target": "inf"}, "target is a number", "41.5"),
        ("I1", {"addressees": "Someone"}, "cannot be typed as text", "in the app"),
        ("A1", {"for": "A2"}, "A2 is not a recommendation or finding", "R1"),
        ("A1", {"for": "R99"}, "there is no R99", "R1"),
        ("A1", {"waits_for": "A1"}, "cannot be linked to itself", "own reference"),
        ("A1", {"title": ""}, "needs a title", "title="),
        ("A99", {"title": "x"}, "there is no A99", "tracker list"),
        ("A1", {}, "nothing to set", "field=value"),
        ("P1", {"name": "designated  nurse", "role": "", "agency": ""}, "in the plan already, as P3", "P3"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_said_with_what_to_do(
    team: Team, ref: str, fields: dict[str, str], fault: str, hint: str
) -> None:
    before = team.now
    with pytest.raises(UserError, match=fault) as caught:
        team.do(LEAD, set_fields, [ref], fields)
    assert hint in caught.value.hint
    assert team.now == before


@pytest.mark.parametrize(
    ("kind", "fields", "fault"),
    [
        (Kind.ACTION, {}, "needs a title"),
        (Kind.MILESTONE, {"title": "Draft"}, "the new milestone needs something it is for"),
        (Kind.POINT, {"measure": "M1"}, "needs a value"),
        (Kind.PERSON, {"name": "Head of early help"}, "in the plan already, as P1"),
        (Kind.AGENCY, {"name": "police"}, "in the plan already, as G2"),
        (Kind.ACTION, {"title": "x", "done": "2024-03-13"}, "13 Mar 2024 is in the future"),
        (Kind.ACTION, {"title": "x", "forecast": "red"}, "a forecast of red needs a reason"),
        (Kind.ACTION, {"title": "x", "original_due": "2024-03-13"}, "original_due cannot be set"),
        (Kind.ACTION, {"title": "x", "agreed": "2024-03-13"}, "agreed cannot be set"),
        (Kind.MEETING, {"name": "Board", "frozen_at": "3"}, "frozen_at cannot be set"),
        (Kind.UPDATE, {"text": "x"}, "not added this way"),
        (Kind.PLAN, {"title": "x"}, "not added this way"),
    ],
)
def test_what_cannot_be_added_is_said(team: Team, kind: Kind, fields: dict[str, str], fault: str) -> None:
    before = team.now
    with pytest.raises(UserError, match=fault):
        team.do(LEAD, add, kind, fields)
    assert team.now == before


def test_a_deadline_is_free_until_it_is_agreed(starters: Team) -> None:
    starters.do(LEAD, add, Kind.ACTION, {"title": "x", "due": "2024-05-01"})
    starters.do(LEAD, set_fields, ["A1"], {"due": "2024-06-01"})
    assert starters.get("A1").due == date(2024, 6, 1)
    assert starters.get("A1").original_due is None


def test_an_agreed_deadline_is_not_set_but_extended(team: Team) -> None:
    with pytest.raises(UserError, match="agreed on 15 Jan 2024") as caught:
        team.do(LEAD, set_fields, ["A2"], {"due": "2024-06-01"})
    assert "tracker extend PLAN A2 --to" in caught.value.hint
    team.do(LEAD, set_fields, ["A2"], {"due": "2024-03-01", "priority": "high"})
    assert team.get("A2").priority == "high"


def test_an_action_of_an_agreed_plan_is_fixed_as_it_gets_its_date(team: Team) -> None:
    team.do(LEAD, add, Kind.ACTION, {"title": "x", "due": "2024-06-01"})
    assert (team.get("A6").original_due, team.get("A6").agreed) == (date(2024, 6, 1), TODAY)
    team.do(LEAD, add, Kind.ACTION, {"title": "y"})
    assert team.get("A7").original_due is None
    team.do(LEAD, set_fields, ["A7"], {"due": "2024-07-01"})
    assert team.get("A7").original_due == date(2024, 7, 1)
    with pytest.raises(UserError, match="cannot be set"):
        team.do(LEAD, set_fields, ["A7"], {"due": ""})


def test_completing_dates_the_work_and_reopening_undates_it(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"delivery": "complete"})
    assert team.get("A1").done == TODAY
    team.do(LEAD, set_fields, ["A1"], {"delivery": "in progress"})
    assert team.get("A1").done is None
    team.do(LEAD, set_fields, ["A1"], {"done": "2024-03-01"})
    assert team.get("A1").delivery == "complete"
    team.do(LEAD, set_fields, ["A3"], {"delivery": "complete", "done": "2024-02-29"})
    assert team.get("A3").done == date(2024, 2, 29)


def test_a_done_date_is_judged_by_the_reporting_day(team: Team) -> None:
    team.as_at = date(2024, 6, 30)
    team.do(LEAD, set_fields, ["A1"], {"done": "2024-06-30"})
    with pytest.raises(UserError, match="in the future"):
        team.do(LEAD, set_fields, ["A2"], {"done": "2024-07-01"})


def test_contradictions_of_state_and_date_are_refused(team: Team) -> None:
    with pytest.raises(UserError, match="in progress has no done date"):
        team.do(LEAD, set_fields, ["A1"], {"delivery": "in progress", "done": "2024-03-01"})
    with pytest.raises(UserError, match="A3 is complete, so it has a done date"):
        team.do(LEAD, set_fields, ["A3"], {"done": ""})


def test_editing_an_undated_finished_action_does_not_date_it(team: Team) -> None:
    with team.store.begin() as uow:
        uow.add(an_action(50, delivery="complete"))
        uow.commit(team.act(LEAD).stamp("import"))
    team.do(LEAD, set_fields, ["A50"], {"title": "Other words"})
    assert team.get("A50").done is None


def test_amber_and_red_need_a_reason_of_their_own(team: Team) -> None:
    with pytest.raises(UserError, match="a forecast of red needs a reason"):
        team.do(LEAD, set_fields, ["A1"], {"forecast": "red"})
    team.do(LEAD, set_fields, ["A1"], {"forecast": "red"}, reason="The lead has left")
    assert team.get("A1").forecast_reason == "The lead has left"
    team.do(LEAD, set_fields, ["A2"], {"forecast": "amber", "forecast_reason": "Late data"})
    assert team.get("A2").forecast_reason == "Late data"
    team.do(LEAD, set_fields, ["A2"], {"forecast": "amber", "title": "New title"})
    assert team.get("A2").forecast_reason == "Late data"
    team.do(LEAD, set_fields, ["A2"], {"forecast": "green"})
    assert team.get("A2").forecast_reason is None


def test_dropping_needs_a_reason(team: Team) -> None:
    for ref in ("A1", "R1", "F1"):
        with pytest.raises(UserError, match="superseded needs a reason"):
            team.do(LEAD, set_fields, [ref], {"delivery": "superseded"})
        team.do(LEAD, set_fields, [ref], {"delivery": "superseded", "delivery_reason": "Merged"})
        assert team.get(ref).delivery_reason == "Merged"
    team.do(LEAD, set_fields, ["A1"], {"delivery": "in progress"})
    assert team.get("A1").delivery_reason is None


def test_closing_asks_for_accepted_evidence_and_impact_or_a_reason(team: Team) -> None:
    with pytest.raises(UserError, match="evidence that someone else accepted and its impact"):
        team.do(LEAD, set_fields, ["A3"], {"delivery": "closed"})
    with pytest.raises(UserError, match=r"lacks evidence that someone else accepted$"):
        team.do(LEAD, set_fields, ["A3"], {"delivery": "closed", "impact": "Plans are better"})
    team.do(LEAD, set_fields, ["A3"], {"delivery": "closed"}, reason="Moved to business as usual")
    assert team.get("A3").delivery_reason == "Moved to business as usual"


def test_closing_with_evidence_and_impact_needs_no_reason(team: Team) -> None:
    team.do(CHAIR, review, "E1", accept=True)
    team.do(LEAD, set_fields, ["A3"], {"delivery": "closed", "impact": "Plans are better"})
    assert team.get("A3").delivery == "closed"
    team.do(LEAD, set_fields, ["A3"], {"title": "Other words"})


def test_verifying_is_not_for_the_owner(team: Team) -> None:
    with pytest.raises(UserError, match="verified by someone other than its owner"):
        team.do("designated nurse", set_fields, ["A3"], {"delivery": "verified"})
    team.do(LEAD, set_fields, ["A3"], {"delivery": "verified"})
    assert team.get("A3").delivery == "verified"


def test_actions_may_wait_for_each_other_but_not_in_a_circle(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"waits_for": "A2, A3"})
    team.do(LEAD, set_fields, ["A2"], {"waits_for": "A3"})
    team.do(LEAD, set_fields, ["A4"], {"waits_for": "A1; A2; A3"})
    with pytest.raises(UserError, match="A3 would in the end wait for itself"):
        team.do(LEAD, set_fields, ["A3"], {"waits_for": "A1"})


def test_a_milestone_of_an_agreed_action_keeps_its_first_date(team: Team) -> None:
    team.do(LEAD, add, Kind.MILESTONE, {"for": "A1", "title": "Sign-off", "due": "2024-04-01"})
    team.do(LEAD, set_fields, ["S2"], {"due": "2024-05-01"})
    assert (team.get("S2").due, team.get("S2").original_due) == (date(2024, 5, 1), date(2024, 4, 1))
    team.do(LEAD, set_fields, ["S1"], {"due": "2024-06-01"})
    assert team.get("S1").original_due == date(2024, 2, 1)


def test_a_milestone_before_agreement_has_no_original_date(starters: Team) -> None:
    starters.do(LEAD, add, Kind.ACTION, {"title": "x"})
    starters.do(LEAD, add, Kind.MILESTONE, {"action": "A1", "text": "Sign-off", "due": "2024-04-01"})
    assert starters.get("S1").original_due is None


def test_evidence_that_is_edited_after_review_waits_for_review_again(team: Team) -> None:
    team.do(CHAIR, review, "E1", accept=True, note="Seen")
    team.do(LEAD, set_fields, ["E1"], {"refresh_by": "2024-12-01"})
    assert team.get("E1").review == "accepted"
    team.do(LEAD, set_fields, ["E1"], {"shows": "Something else"})
    assert (team.get("E1").review, team.get("E1").reviewed_by, team.get("E1").review_note) == ("none", None, None)


def test_a_challenge_is_signed_answered_and_ended_by_contentment(team: Team) -> None:
    team.do(CHAIR, add, Kind.CHALLENGE, {"question": "What changed?"})
    assert (team.get("C1").asked_by, team.get("C1").asked_on, team.get("C1").state) == (CHAIR, TODAY, "open")
    team.do(LEAD, set_fields, ["C1"], {"answer": "Visits are on time."})
    assert (team.get("C1").state, team.get("C1").answered_by) == ("answered", LEAD)
    team.do(CHAIR, set_fields, ["C1"], {"state": "content"})
    assert team.get("C1").content_on == TODAY
    team.do(CHAIR, set_fields, ["C1"], {"state": "open", "answer": "Look again"})
    assert (team.get("C1").state, team.get("C1").content_on) == ("open", None)


def test_a_failed_check_reopens_the_action_and_says_so(team: Team) -> None:
    team.do(LEAD, add, Kind.VERIFICATION, {"for": "A3", "due": "2024-03-12"})
    team.do(CHAIR, set_fields, ["V1"], {"outcome": "failed"})
    action, check = team.get("A3"), team.get("V1")
    assert (check.checked_by, check.done) == (CHAIR, TODAY)
    assert (action.delivery, action.done) == ("in progress", None)
    assert action.delivery_reason == "Re-opened: the check V1 of 12 Mar 2024 failed"
    team.do(CHAIR, set_fields, ["V1"], {"note": "See minutes"})
    team.do(CHAIR, add, Kind.VERIFICATION, {"for": "A2", "outcome": "failed"})
    assert team.get("A2").delivery == "in progress"
    assert team.get("A2").delivery_reason is None


def test_a_check_is_not_for_the_owner(team: Team) -> None:
    with pytest.raises(UserError, match="A3 is checked by someone other than its owner"):
        team.do("Designated Nurse", add, Kind.VERIFICATION, {"for": "A3", "outcome": "passed"})
    team.do(LEAD, add, Kind.VERIFICATION, {"for": "A3", "outcome": "passed"})
    assert team.get("A3").delivery == "complete"


def test_what_someone_else_changed_meanwhile_is_not_overwritten(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"title": "Their words"})
    with pytest.raises(Conflict, match="says “Their words” by now, set by Head of Early Help on 12 Mar 2024"):
        team.do(LEAD, set_fields, ["A1"], {"title": "Mine"}, expected={"title": "Agree one plan template"})
    assert team.get("A1").title == "Their words"
    team.do(LEAD, set_fields, ["A1"], {"title": "Mine"}, expected={"title": "Their words"})
    assert team.get("A1").title == "Mine"


def expected_of(team: Team) -> list[dict[str, Any]]:
    return [
        {"start": date(2024, 1, 15), "supporting": (), "owner": "Head of Early Help", "for": ["R1"]},
        {"start": "2024-01-15", "supporting": [], "owner": team.get("P1").id, "for": (team.get("R1").id,)},
        {"accountable": None, "description": ""},
    ]


def test_what_was_seen_may_be_given_inside_or_outside(team: Team) -> None:
    for number, seen in enumerate(expected_of(team)):
        team.do(LEAD, set_fields, ["A1"], {"title": f"Title {number}"}, expected=seen)
    with pytest.raises(Conflict, match="Supporting of A1 says “nothing”"):
        team.do(LEAD, set_fields, ["A1"], {"title": "x"}, expected={"supporting": ["Police"]})
    with pytest.raises(Conflict, match="For of A1 says “R1”"):
        team.do(LEAD, set_fields, ["A1"], {"title": "x"}, expected={"for": ["R2"]})
    with pytest.raises(Conflict, match="Title of the plan says"):
        team.do(LEAD, set_fields, [""], {"title": "x"}, expected={"title": "Old"})


def test_kinds_are_named_singular_or_plural() -> None:
    assert kind_named("Actions") is Kind.ACTION
    assert kind_named("people") is Kind.PERSON
    assert kind_named("agencies") is Kind.AGENCY
    assert kind_named("evidence") is Kind.EVIDENCE
    with pytest.raises(UserError, match="no kind of record called “tasks”"):
        kind_named("tasks")


def test_nobody_acts_without_a_name(team: Team) -> None:
    with pytest.raises(UserError, match="nobody is named as acting"):
        team.do("  ", set_fields, ["A1"], {"title": "x"})


def test_a_name_is_signed_as_the_register_spells_it(team: Team) -> None:
    team.do("head of  early HELP", set_fields, ["A1"], {"title": "x"})
    with team.store.begin() as uow:
        assert uow.stamps()[-1][1].who == "Head of Early Help"


def test_a_record_is_also_known_by_its_id_and_former_reference(team: Team) -> None:
    with team.store.begin() as uow:
        uow.add_alias("A77", "A1")
        uow.add(team.get("P1").__class__(id=an_id(999), name="New"))
        uow.commit(team.act(LEAD).stamp("join"))
    team.do(LEAD, set_fields, ["a77"], {"priority": "low"})
    assert team.get("A1").priority == "low"
    team.do(LEAD, set_fields, [team.get("A1").id], {"priority": "high"})
    assert team.get("A1").priority == "high"


def test_a_day_when_offices_are_closed_is_taken_and_warned_of(team: Team) -> None:
    done = team.do(LEAD, add, Kind.ACTION, {"title": "x", "due": "2024-05-06"})
    assert done.warnings == ("6 May 2024 is a bank holiday; the working day before it is Fri 3 May 2024",)
    assert team.do(LEAD, add, Kind.ACTION, {"title": "y", "due": "2024-05-07"}).warnings == ()
    moved = team.do(LEAD, set_fields, ["plan"], {"respond_by": "2024-03-10"})
    assert moved.warnings == ("10 Mar 2024 is a Sunday; the working day before it is Fri 8 Mar 2024",)
    team.do(LEAD, set_fields, ["plan"], {"closure_days": "2024-04-04"})
    steps = [team.do(LEAD, add, Kind.MILESTONE, {"title": t, "for": "A4"}).refs[0] for t in ("a", "b")]
    assert team.do(LEAD, set_fields, steps, {"due": "2024-04-04"}).warnings == (
        "4 Apr 2024 is a closure day; the working day before it is Wed 3 Apr 2024",
    )
    assert team.do(LEAD, set_fields, ["A4"], {"title": "Same"}).warnings == ()


@pytest.mark.parametrize(
    ("typed", "like"),
    [
        ("Zoe O’Brien", "Zoë O'Brien"),
        ("O'Brien Zoë", "Zoë O'Brien"),
        ("Zoë O'Brian", "Zoë O'Brien"),
        ("Bob Day", ""),
    ],
)
def test_a_new_name_is_said_and_whom_it_is_like(team: Team, typed: str, like: str) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Zoë O'Brien"})
    done = team.do(LEAD, set_fields, ["A1"], {"owner": typed})
    (said,) = [one for one in done.warnings if "is new in the register of people" in one]
    assert said in done.remarks
    assert said.startswith(f"“{typed}”")
    assert (f"if {like} is meant" in said) is bool(like)
    again = team.do(LEAD, set_fields, ["A2"], {"owner": typed})
    assert not again.warnings


def test_two_names_in_one_field_are_two_people_or_refused(team: Team) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Ann Lee"})
    before = len(team.refs(Kind.PERSON))
    for field in ("owner", "accountable"):
        with pytest.raises(UserError, match="“Ann Lee / Bob Day” names more than one person"):
            team.do(LEAD, set_fields, ["A1"], {field: "Ann Lee / Bob Day"})
    assert len(team.refs(Kind.PERSON)) == before
    team.do(LEAD, add, Kind.PERSON, {"name": "Duty team", "sort": "team", "held_by": "Ann Lee / Bob Day"})
    (team_of,) = [person for person in team.now.people if person.name == "Duty team"]
    assert {team.now.name_of(one) for one in team_of.held_by} == {"Ann Lee", "Bob Day"}
    new = team.do(LEAD, set_fields, ["A1"], {"agency": "Sampleton Mencap"}).warnings
    assert any("is new in the register of agencies" in one for one in new)


def test_what_the_program_fills_in_is_said_so_of_a_new_record(team: Team) -> None:
    with pytest.raises(UserError, match="decided_by cannot be set") as caught:
        team.do(LEAD, set_fields, ["X1"], {"decided_by": CHAIR})
    assert caught.value.hint == "it is written once and stays"
    with pytest.raises(UserError, match="frozen_at cannot be set") as caught:
        team.do(LEAD, add, Kind.MEETING, {"name": "Board", "frozen_at": "3"})
    assert caught.value.hint == "it is filled in by the program"


def test_a_milestone_keeps_its_first_date_where_its_action_alone_is_agreed(starters: Team) -> None:
    for title in ("Agreed", "Not yet"):
        starters.do(LEAD, add, Kind.ACTION, {"title": title, "due": "2024-06-30"})
    starters.do(LEAD, agree, ["A1"])
    for action in ("A1", "A2"):
        starters.do(LEAD, add, Kind.MILESTONE, {"action": action, "title": "Drafted", "due": "2024-05-01"})
    assert starters.now.plan.agreed is None
    assert [one.original_due for one in starters.now.of(Kind.MILESTONE)] == [date(2024, 5, 1), None]
