from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store, an_action, an_id
from tracker.domain.board.golden_thread import GoldenThread, golden_thread, subjects_of
from tracker.domain.board.golden_thread_text import NO_EVIDENCE, NO_TO_DO, thread_text
from tracker.domain.plan.records import (
    Action,
    Challenge,
    Evidence,
    Extension,
    Measure,
    Milestone,
    Point,
    Record,
    Update,
    Verification,
    kind_of,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError

TODAY = date(2024, 3, 12)
PLAN = a_plan_store().snapshot()
R1, R2, R3 = an_id(401), an_id(402), an_id(403)


def put(*records: Record, snapshot: Snapshot = PLAN) -> Snapshot:
    return snapshot.with_records([(kind_of(r), r.id, r) for r in records], snapshot.number + 1, "x")


def thread_of(snapshot: Snapshot, subject: str = "R1") -> GoldenThread:
    found = snapshot.by_ref(subject)
    assert found is not None
    return golden_thread(snapshot, found.id, TODAY)


def an_evidence(number: int, **fields: object) -> Evidence:
    given = {"id": an_id(6000 + number), "ref": f"E{number}", "targets": (an_id(501),), "kind": "Dip sample",
             "shows": "Ten plans read", "added_by": "Designated Nurse",
             "url": "https://example.org", **fields}  # fmt: skip
    return Evidence(**given)  # type: ignore[arg-type]


def checked(number: int, **fields: object) -> Evidence:
    return an_evidence(number, review="accepted", reviewed_by="Improvement Lead", reviewed_on=TODAY, **fields)


def test_it_begins_with_the_inspectors_words_and_where_they_stand() -> None:
    thread = thread_of(PLAN)
    assert thread.words.text.startswith("The specificity and measurability")
    assert (thread.words.place, thread.words.page) == ("page 2", 2)
    assert thread.words.source == "Joint targeted area inspection of Sampleton, published 30 Nov 2023"
    assert thread.words.tags == ("outcome 3",)
    assert thread.words.inspection == an_id(300)


def test_an_action_shows_its_first_and_its_present_date() -> None:
    first = thread_of(PLAN).actions[0]
    assert first.dates == "due 28 May 2024 (first agreed 28 Feb 2024; 2nd extension, +90 days)"
    assert first.who == "Head of Early Help  ·  Children's Services"
    assert first.forecast is not None
    assert first.forecast.word == "Amber"
    assert first.latest is not None
    assert first.latest.signed == "Head of Early Help, 4 Mar 2024"
    silent = thread_of(PLAN, "R2").actions[0]
    assert (silent.ref, silent.forecast) == ("A2", None), "an open action without a forecast says nothing of it"
    done = thread_of(PLAN, "R2").actions[1]
    assert done.dates == "done 30 Jan 2024  ·  due 1 Feb 2024"
    assert done.forecast is None
    undated = put(
        an_action(9, targets=(R1,), position=9), Extension(id=an_id(7001), action=an_id(5009), state="approved")
    )
    assert thread_of(undated).actions[-1].dates == "no date (1st extension, +0 days)"


def test_evidence_stands_by_what_became_of_it() -> None:
    plan = put(
        checked(1), an_evidence(2), an_evidence(3, review="returned", review_note="Whose plans?", reviewed_by="Chair"),
        checked(4, refresh_by=date(2024, 1, 1)), checked(5, replaces=an_id(6001)), checked(6, targets=(R1, an_id(501))),
    )  # fmt: skip
    thread = thread_of(plan)
    assert [e.ref for e in thread.accepted] == ["E6", "E5"]
    assert [e.ref for e in thread.waiting] == ["E2"]
    assert [e.ref for e in thread.returned] == ["E3"]
    assert [e.ref for e in thread.set_aside] == ["E1", "E4"]
    assert thread.accepted[0].said == "accepted by Improvement Lead on 12 Mar 2024"
    assert thread.returned[0].said == "sent back by Chair: Whose plans?"
    assert thread.accepted[0].serves == ("A1", "R1")
    said = thread_text(thread)
    assert "2 items of evidence accepted" in said
    assert "Sent back:\n- E3 Ten plans read (Dip sample, for A1)" in said
    assert "No longer counted:" in said
    assert "Waiting to be checked:" in said


def test_evidence_of_which_nothing_is_left_is_asked_for_again() -> None:
    thread = thread_of(put(checked(1, url=None, file=None)))
    assert [item.words for item in thread.to_do if item.ref == "E1"] == [
        "Evidence in place of E1, of which nothing is left"
    ]
    assert thread.accepted == ()


def test_a_measure_stands_before_and_after() -> None:
    (measure,) = thread_of(PLAN).measures
    assert (measure.baseline, measure.latest, measure.target) == ("41%", "52%", "75%")
    assert (measure.status.word, measure.rag.word) == ("Improving", "Green")
    assert measure.change == "up 11 points since 1 Dec 2023, the right way"
    unread = thread_of(put(Measure(id=an_id(7100), ref="M2", name="Visits in time", targets=(an_id(501),))))
    assert unread.measures[1].latest == ""
    assert any(item.words == "Enter the first reading of “Visits in time”" for item in unread.to_do)


def test_what_is_left_comes_with_the_latest_first() -> None:
    plan = put(
        Verification(id=an_id(7200), ref="V1", action=an_id(501), due=date(2024, 2, 2)),
        Verification(id=an_id(7201), ref="V2", action=an_id(501), due=date(2024, 2, 2), done=date(2024, 2, 1)),
        Milestone(id=an_id(7202), ref="S2", action=an_id(501), title="Signed", done=date(2024, 2, 1)),
        Extension(id=an_id(7203), ref="X3", action=an_id(502), state="pending", new_due=date(2024, 6, 1),
                  asked_by="Detective Superintendent"),
        Challenge(id=an_id(7204), ref="C1", targets=(R1,), question="How do you know?"),
        Challenge(id=an_id(7205), ref="C2", targets=(R1,), question="And then?", state="answered", answer="So.",
                  answered_by="Improvement Lead", asked_by="Chair", asked_on=TODAY, meeting=an_id(651)),
        Challenge(id=an_id(7206), ref="C3", targets=(R1,), question="Enough?", state="content"),
        checked(4, refresh_by=date(2024, 1, 1)), an_evidence(2), an_evidence(3, review="returned"),
        checked(1), checked(5, replaces=an_id(6002)),
    )  # fmt: skip
    thread = thread_of(plan)
    refs = [item.ref for item in thread.to_do]
    assert refs[:4] == ["E4", "S1", "V1", "A2"]
    assert set(refs) == {"E4", "S1", "V1", "A2", "A1", "X3", "E3", "C1", "C2"}
    said = thread_text(thread)
    assert "- X3 Decide on the new date for A2, 1 Jun 2024, asked by Detective Superintendent" in said
    assert "- V1 Check that A1 still holds, by 2 Feb 2024 (overdue)" in said
    assert "- A2 Audit thirty plans (Detective Superintendent, 11 days overdue), by 1 Mar 2024\n" in said
    assert "- C1 How do you know? (nobody named): Open" in said
    assert "C2 And then? (Chair, Safeguarding board, 12 Mar 2024): Answered" in said
    assert "So. (Improvement Lead)" in said
    assert [c.state for c in thread.challenges][-1] == "The asker is content"
    assert {an_id(7200), an_id(611), an_id(601), an_id(642), an_id(7204)} <= set(thread.records)


def test_what_nothing_answers_says_so() -> None:
    thread = thread_of(PLAN, "R5")
    assert [item.words for item in thread.to_do] == [
        "Add an action: nothing answers it yet", "Name a measure that would show the difference",
    ]  # fmt: skip
    said = thread_text(thread)
    assert NO_EVIDENCE in said
    assert "No action answers it yet; no evidence accepted yet. No measure is set." in said


def test_finished_work_asks_what_difference_it_made() -> None:
    done = [replace(a, delivery="closed", done=TODAY) for a in PLAN.actions_for(R1)]
    assert thread_of(put(*done)).to_do[-1].what == "difference"
    told = replace(done[0], impact="Families say their plan is clear.")
    thread = thread_of(put(told, done[1]))
    assert "difference" not in {item.what for item in thread.to_do}
    assert [(i.ref, i.text) for i in thread.impact] == [("A1", "Families say their plan is clear.")]
    assert "So what: Families say" in thread_text(thread)
    assert "Nobody has said" not in thread.in_short
    point = Point(id=an_id(7301), measure=an_id(641), dated=TODAY, value=80.0)
    met = thread_of(put(told, done[1], point))
    assert met.to_do == ()
    assert NO_TO_DO in thread_text(met)


def test_a_recommendation_set_aside_leaves_nothing_to_do() -> None:
    aside = replace(PLAN.get(R1), delivery="not adopted", delivery_reason="Answered by the region")
    thread = thread_of(put(aside))
    assert thread.to_do == ()
    assert thread.decision == "Not adopted: Answered by the region"
    assert "Not adopted: Answered by the region" in thread_text(thread)
    assert thread_of(put(replace(aside, delivery_reason=None))).decision == "Not adopted, no reason given"


def test_its_own_answer_lead_and_updates_are_told() -> None:
    whole = replace(PLAN.get(R1), response="One template for all.", owner=an_id(201), agency=an_id(101),
                    paragraph="12", theme="Planning", timescale="within six months", inspection=None)  # fmt: skip
    update = Update(id=an_id(7401), target=R1, text="Agreed in principle.", dated=TODAY)
    late = replace(PLAN.get(an_id(504)), targets=(R1,), delivery="superseded", delivery_reason="Part of A1")
    thread = thread_of(put(whole, update, late))
    said = thread_text(thread)
    assert "page 2  ·  paragraph 12  ·  Planning" in said
    assert "outcome 3; within six months" in said
    assert "Led by Head of Early Help  ·  Children's Services\nOne template for all." in said
    assert "Update, 12 Mar 2024: Agreed in principle." in said
    assert "Reason: Part of A1" in said
    assert thread.words.source == ""
    assert thread.words.inspection is None


def test_a_finding_has_a_thread_too_and_other_records_lead_to_theirs() -> None:
    assert thread_of(PLAN, "F1").words.place == "page 5  ·  paragraph 12"
    with pytest.raises(UserError, match="golden thread"):
        golden_thread(PLAN, an_id(501), TODAY)
    by_ref = {r.ref: r.id for r in PLAN.actions}
    assert [s.ref for s in subjects_of(PLAN, by_ref["A2"])] == ["R1", "R2"]
    assert [s.ref for s in subjects_of(PLAN, an_id(631))] == ["R2"]
    assert [s.ref for s in subjects_of(PLAN, an_id(642))] == ["R1"]
    assert [s.ref for s in subjects_of(PLAN, R3)] == ["R3"]
    assert subjects_of(PLAN, an_id(201)) == subjects_of(PLAN, None) == ()


def test_an_action_without_owner_or_date_says_so() -> None:
    bare = Action(id=an_id(7501), ref="A9", targets=(R3,), title="Think", position=9)
    shown = thread_of(put(bare), "R3").actions[-1]
    assert (shown.who, shown.dates, shown.latest) == ("no owner", "no date", None)
    untold = an_evidence(8, targets=(R3,), shows=None, url="https://example.org", added_by=None, kind=None)
    (item,) = thread_of(put(untold), "R3").waiting
    assert item.said == "waits for someone else to check it; added"
    assert (item.where, item.kind) == ("https://example.org", "")
