"""What waits for one person: parts in order, what each job says, and what can be done about it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import a_plan_store, an_empty_store, an_id, put_into
from support.clocks import an_act
from tracker.domain.plan.records import (
    Action,
    Challenge,
    Evidence,
    Extension,
    Person,
    Recommendation,
    Record,
    Round,
    Update,
    Verification,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.work.my_work import Job, MyWork, Step, as_json, concerned, in_days, my_work, next_words

TODAY = date(2024, 3, 12)
EARLY, POLICE, NURSE, YOUTH, LEAD = (an_id(n) for n in range(201, 206))


def the_plan(*more: Record, **changed: Any) -> Snapshot:
    """The plan in mid-life with these records; `changed` sets fields of actions by reference."""
    store = a_plan_store()
    put_into(store, more)
    if changed:
        with store.begin() as uow:
            for ref, fields in changed.items():
                uow.put(replace(uow.snapshot().by_ref(ref), **fields))
            uow.commit(an_act().stamp())
    return store.snapshot()


def part(work: MyWork, key: str) -> tuple[Job, ...]:
    return next((one.jobs for one in work.parts if one.key == key), ())


def refs(work: MyWork, key: str) -> list[str]:
    return [job.ref for job in part(work, key)]


# Late and due


def test_what_is_late_comes_first_with_its_days() -> None:
    work = my_work(the_plan(), "Detective Superintendent", TODAY)
    late = part(work, "late")[0]
    assert (late.ref, late.title, late.late) == ("A2", "Audit thirty plans", True)
    assert late.facts[0] == "11 days late, was due 1 Mar 2024"
    assert late.steps == (Step.UPDATE, Step.ATTACH, Step.ASK_DATE, Step.COMPLETE)
    assert [one.key for one in work.parts] == ["late", "decide"]
    assert work.known
    assert work.count == 2


def test_what_is_theirs_and_waits_for_nothing_stands_last_and_is_not_counted() -> None:
    ahead = [Action(id=an_id(530 + n), ref=f"A{30 + n}", title="Far off", owner=POLICE, due=date(2025, 6, 2 - n))
             for n in range(2)]  # fmt: skip
    work = my_work(the_plan(*ahead), "Detective Superintendent", TODAY)
    assert work.parts[-1].title == "Yours, for later"
    assert refs(work, "later") == ["A31", "A30"]
    assert part(work, "later")[0].facts[0] == "due 1 Jun 2025"
    assert work.count == 2


def test_what_was_done_about_a_late_action_today_is_said() -> None:
    update = Update(id=an_id(520), ref="U9", target=an_id(502), text="Begun.", dated=TODAY)
    files = [
        Evidence(id=an_id(521 + n), ref=f"E{7 + n}", targets=(an_id(502),), kind="Audit", added_on=TODAY)
        for n in range(2)
    ]
    before = part(my_work(the_plan(), "Detective Superintendent", TODAY), "late")[0]
    after = part(my_work(the_plan(update, *files), "Detective Superintendent", TODAY), "late")[0]
    assert "updated today" not in before.facts
    assert after.facts[1:3] == ("updated today", "2 pieces of evidence attached today")


def test_who_answers_for_an_action_sees_it_beside_its_owner() -> None:
    plan = the_plan(A2={"accountable": LEAD}, A4={"accountable": LEAD})
    work = my_work(plan, "Improvement Lead", TODAY)
    assert part(work, "late")[0].facts[-1] == "you answer for it; Detective Superintendent owns it"
    assert part(work, "due")[0].facts == (
        "due 2 Apr 2024, in 21 days", "No update since 15 Jan 2024", "you answer for it; nobody owns it",
    )  # fmt: skip


def test_what_falls_due_stands_by_day_and_what_has_no_date_last() -> None:
    undated = Action(id=an_id(510), ref="A9", title="No day yet", owner=POLICE)
    soon = Action(id=an_id(511), ref="A8", title="Tomorrow", owner=POLICE, due=date(2024, 3, 13))
    today = Action(id=an_id(512), ref="A7", title="Today", owner=POLICE, due=TODAY)
    far = Action(id=an_id(513), ref="A6", title="Far", owner=POLICE, due=date(2024, 4, 10))
    work = my_work(the_plan(undated, soon, today, far), "detective  superintendent", TODAY)
    assert refs(work, "due") == ["A7", "A8", "A9"]
    assert [job.facts[0] for job in part(work, "due")] == [
        "due 12 Mar 2024, today", "due 13 Mar 2024, tomorrow", "no date yet",
    ]  # fmt: skip
    assert part(work, "due")[2].steps == (Step.UPDATE, Step.ATTACH, Step.SET_DATE, Step.COMPLETE)
    assert work.next == "Next is A6 Far, due 10 Apr 2024."


def test_a_date_that_was_asked_for_is_said_and_not_asked_for_again() -> None:
    work = my_work(the_plan(asked_for(state="pending")), "Detective Superintendent", TODAY)
    job = part(work, "late")[0]
    assert "1 May 2024 was asked for and waits for approval" in job.facts
    assert job.steps == (Step.UPDATE, Step.ATTACH, Step.COMPLETE)


def test_who_holds_a_role_has_its_work() -> None:
    plan = the_plan(Person(id=an_id(220), ref="P9", name="Sam Reed"), P2={"held_by": (an_id(220),)})
    assert refs(my_work(plan, "Sam Reed", TODAY), "late") == ["A2"]
    assert refs(my_work(plan, "P9", TODAY), "late") == ["A2"]


def test_a_namesake_has_only_their_own_work() -> None:
    twins = (
        Person(id=an_id(221), ref="P8", name="Sam Reed", role="Nurse"),
        Person(id=an_id(222), ref="P9", name="Sam Reed", role="Sergeant"),
        Action(id=an_id(510), ref="A9", title="The sergeant's", owner=an_id(222), due=TODAY),
    )
    plan = the_plan(*twins)
    assert refs(my_work(plan, "Sam Reed (Sergeant)", TODAY), "due") == ["A9"]
    assert refs(my_work(plan, "Sam Reed (Nurse)", TODAY), "due") == []


# To be decided


def asked_for(**fields: Any) -> Extension:
    given: dict[str, Any] = {
        "id": an_id(615), "ref": "X9", "action": an_id(502), "old_due": date(2024, 3, 1),
        "new_due": date(2024, 5, 1), "reason": "More to read", "asked_by": "Detective Superintendent",
        "asked_on": date(2024, 3, 10), "state": "pending", **fields,
    }  # fmt: skip
    return Extension(**given)


def test_a_new_date_waits_for_who_answers_for_the_action() -> None:
    plan = the_plan(asked_for(), A2={"accountable": LEAD})
    job = part(my_work(plan, "Improvement Lead", TODAY), "decide")[0]
    assert (job.record, job.shown, job.ref) == (an_id(615), an_id(502), "A2")
    assert job.facts == (
        "Detective Superintendent asks for 1 May 2024 in place of 1 Mar 2024: +61 days, 1st extension",
        "“More to read”",
    )
    assert job.steps == (Step.APPROVE, Step.REFUSE)
    assert refs(my_work(plan, "Designated Nurse", TODAY), "decide") == []
    assert refs(my_work(plan, "Detective Superintendent", TODAY), "decide") == ["E1"]


def test_a_new_date_for_which_nobody_answers_waits_for_everyone_who_may_decide() -> None:
    plan = the_plan(asked_for(reason=None, asked_by=None, old_due=None), A2={"original_due": None, "agreed": None})
    job = part(my_work(plan, "Youth Justice Lead", TODAY), "decide")[0]
    assert job.facts == ("somebody asks for 1 May 2024 in place of no date: 1st extension", "no reason given")
    assert part(my_work(plan, "A Stranger", TODAY), "decide") == ()


def test_who_leads_the_plan_decides_what_others_might_too() -> None:
    plan = the_plan(asked_for(), R1={"owner": NURSE}, A2={"accountable": POLICE})
    assert refs(my_work(plan, "Designated Nurse", TODAY), "decide") == ["A2"]
    assert refs(my_work(plan, "Improvement Lead", TODAY), "decide") == ["E1"]
    assert refs(my_work(plan, "Improvement Lead", TODAY, leads=True), "decide") == ["A2", "E1"]


def test_evidence_waits_for_somebody_who_neither_added_nor_owns_it() -> None:
    plan = the_plan()
    job = part(my_work(plan, "Improvement Lead", TODAY), "decide")[0]
    assert (job.ref, job.title) == ("E1", "Multi-agency audit: Thirty plans read")
    assert job.facts == ("evidence for A3, added by Designated Nurse on 6 Feb 2024", "https://example.org/audit")
    assert job.steps == (Step.ACCEPT, Step.SEND_BACK)
    assert part(my_work(plan, "Designated Nurse", TODAY), "decide") == ()


def test_evidence_for_a_recommendation_is_never_for_its_lead_to_check() -> None:
    item = Evidence(id=an_id(632), ref="E2", targets=(an_id(402),), added_by=None, file="minutes.pdf")
    plan = the_plan(item, R2={"owner": LEAD}, E1={"review": "accepted"})
    assert part(my_work(plan, "Improvement Lead", TODAY), "decide") == ()
    job = part(my_work(plan, "Youth Justice Lead", TODAY), "decide")[0]
    assert job.facts == ("evidence for R2, added by nobody named", "minutes.pdf")


def test_a_check_that_is_due_waits_and_says_how_late_it_is() -> None:
    due = Verification(id=an_id(701), ref="V1", action=an_id(503), due=date(2024, 3, 1), months=3)
    now = Verification(id=an_id(702), ref="V2", action=an_id(503), due=TODAY)
    ahead = Verification(id=an_id(703), ref="V3", action=an_id(503), due=date(2024, 9, 1))
    plan = the_plan(due, now, ahead, Verification(id=an_id(704), ref="V4"))
    first, second = part(my_work(plan, "Improvement Lead", TODAY), "decide")[1:]
    assert first.facts == ("check due 1 Mar 2024, 11 days late", "3 months after it was done: does it still hold?")
    assert (first.late, second.late) == (True, False)
    assert second.facts == ("check due 12 Mar 2024", "was it done?")
    assert second.steps == (Step.PASSED, Step.FAILED)
    assert refs(my_work(plan, "Designated Nurse", TODAY), "decide") == []


def a_question(**fields: Any) -> Challenge:
    given: dict[str, Any] = {
        "id": an_id(801), "ref": "C1", "targets": (an_id(502),), "question": "Who reads them?",
        "asked_by": "The Chair", "asked_on": date(2024, 3, 8), **fields,
    }  # fmt: skip
    return Challenge(**given)


def test_an_open_question_waits_for_who_owns_what_it_is_about() -> None:
    plan = the_plan(a_question())
    job = part(my_work(plan, "Detective Superintendent", TODAY), "decide")[-1]
    assert (job.ref, job.title, job.steps) == ("C1", "Who reads them?", (Step.ANSWER,))
    assert job.facts == ("asked by The Chair on 8 Mar 2024, about A2",)
    assert "C1" not in refs(my_work(plan, "Improvement Lead", TODAY, leads=True), "decide")


def test_a_question_about_nobodys_is_for_who_leads_the_plan() -> None:
    plan = the_plan(a_question(targets=(an_id(999),), asked_by=None, asked_on=None))
    assert part(my_work(plan, "Improvement Lead", TODAY, leads=True), "decide")[-1].facts == ("asked by nobody named",)
    assert "C1" not in refs(my_work(plan, "Improvement Lead", TODAY), "decide")


def test_an_answer_waits_for_its_asker_to_be_content() -> None:
    answered = a_question(state="answered", answer="Two of us.", answered_by="Designated Nurse",
                          asked_by="Improvement Lead")  # fmt: skip
    job = part(my_work(the_plan(answered), "Improvement Lead", TODAY), "decide")[-1]
    assert job.steps == (Step.CONTENT, Step.ANSWER)
    assert job.facts[-1] == "answered by Designated Nurse: “Two of us.”"
    assert "C1" not in refs(my_work(the_plan(answered), "Designated Nurse", TODAY), "decide")
    assert "C1" not in refs(my_work(the_plan(replace(answered, state="content")), "Improvement Lead", TODAY), "decide")


# Sent back


def test_evidence_that_was_sent_back_goes_to_who_brought_it_and_who_owns_it() -> None:
    returned = {"review": "returned", "reviewed_by": "Improvement Lead", "reviewed_on": date(2024, 3, 9),
                "review_note": "No date on it"}  # fmt: skip
    plan = the_plan(E1=returned)
    job = part(my_work(plan, "Designated Nurse", TODAY), "back")[0]
    assert job.facts == ("evidence for A3", "sent back by Improvement Lead on 9 Mar 2024: “No date on it”")
    assert (job.shown, job.steps) == (an_id(503), (Step.ATTACH,))
    assert part(my_work(plan, "Youth Justice Lead", TODAY), "back") == ()
    newer = Evidence(id=an_id(632), ref="E2", targets=(an_id(503),), replaces=an_id(631), added_by="Designated Nurse")
    assert part(my_work(the_plan(newer, E1=returned), "Designated Nurse", TODAY), "back") == ()
    lost = the_plan(E1={**returned, "targets": (an_id(999),), "review_note": None})
    assert part(my_work(lost, "Designated Nurse", TODAY), "back")[0].shown == an_id(631)


def test_a_refused_date_goes_back_to_who_asked() -> None:
    refused = asked_for(state="refused", decided_by="Improvement Lead", decided_on=date(2024, 3, 11),
                        decision_note="The board meets in April")  # fmt: skip
    job = part(my_work(the_plan(refused), "Detective Superintendent", TODAY), "back")[0]
    assert job.facts == (
        "1 May 2024 was refused by Improvement Lead on 11 Mar 2024: “The board meets in April”",
        "it is still due 1 Mar 2024",
    )
    assert job.steps == (Step.UPDATE, Step.ASK_DATE, Step.COMPLETE)
    again = asked_for(id=an_id(616), ref="X10")
    assert part(my_work(the_plan(refused, again), "Detective Superintendent", TODAY), "back") == ()
    undated = the_plan(replace(refused, decision_note=None), A2={"due": None})
    assert part(my_work(undated, "Detective Superintendent", TODAY), "back")[0].facts[-1] == "it has no date"
    gone = the_plan(replace(refused, action=an_id(999)))
    assert part(my_work(gone, "Detective Superintendent", TODAY), "back") == ()


def test_a_question_opened_again_goes_back_to_who_answered() -> None:
    again = a_question(answer="Two of us.", answered_by="Detective Superintendent")
    work = my_work(the_plan(again), "Detective Superintendent", TODAY)
    assert part(work, "back")[0].facts[-1] == "not content with: “Two of us.”"
    assert "C1" not in refs(work, "decide")
    assert "C1" not in refs(my_work(the_plan(again), "Designated Nurse", TODAY), "back")
    elsewhere = the_plan(replace(again, answered_by="Designated Nurse"))
    assert "C1" in refs(my_work(elsewhere, "Detective Superintendent", TODAY), "decide")
    for other in (replace(again, state="answered"), replace(again, answer=None)):
        assert "C1" not in refs(my_work(the_plan(other), "Detective Superintendent", TODAY), "back")


# Asked


def a_round(**fields: Any) -> Round:
    given: dict[str, Any] = {
        "id": an_id(901), "ref": "Q1", "name": "March", "asked_on": date(2024, 3, 6), "due": date(2024, 3, 20),
        "people": (POLICE, NURSE), **fields,
    }  # fmt: skip
    return Round(**given)


def test_what_a_round_asks_waits_until_it_is_answered() -> None:
    plan = the_plan(a_round(note="One line is enough"))
    work = my_work(plan, "Detective Superintendent", TODAY)
    job = part(work, "asked")[0]
    assert (job.record, job.shown, job.title) == (POLICE, an_id(901), "March: 1 of 1 action still to answer")
    assert job.facts == ("wanted by 20 Mar 2024", "still to answer: A2", "“One line is enough”")
    assert job.steps == (Step.NIL_RETURN,)
    assert refs(work, "asked") == ["Q1"]
    assert "an update is asked for by 20 Mar 2024" in part(work, "late")[0].facts
    told = Update(id=an_id(625), ref="U9", target=an_id(502), text="Read half.", dated=TODAY, round=an_id(901))
    assert part(my_work(the_plan(a_round(), told), "Detective Superintendent", TODAY), "asked") == ()
    assert part(my_work(plan, "Youth Justice Lead", TODAY), "asked") == ()
    assert part(my_work(plan, "Designated Nurse", TODAY), "asked") == ()


def test_what_is_asked_and_falls_due_later_stands_under_the_round() -> None:
    far = Action(id=an_id(513), ref="A6", title="Far", owner=POLICE, due=date(2024, 9, 10), position=9)
    work = my_work(the_plan(a_round(), far), "Detective Superintendent", TODAY)
    assert refs(work, "asked") == ["Q1", "A6"]
    assert part(work, "asked")[1].facts[0] == "due 10 Sep 2024"


def test_a_round_whose_day_has_passed_says_so() -> None:
    late = part(my_work(the_plan(a_round(due=date(2024, 3, 10))), "Detective Superintendent", TODAY), "asked")[0]
    assert late.late
    assert late.facts[0] == "wanted by 10 Mar 2024, which has passed"
    work = my_work(the_plan(a_round(due=None)), "Detective Superintendent", TODAY)
    assert part(work, "asked")[0].facts == ("still to answer: A2",)
    assert "an update is asked for" in part(work, "late")[0].facts


# What is next


def test_an_empty_plan_says_how_it_begins() -> None:
    assert "Import the report" in next_words(an_empty_store().snapshot(), "Ann", TODAY)
    store = an_empty_store()
    put_into(store, (Recommendation(id=an_id(401), ref="R1", text="The plan."),))
    assert "press N" in next_words(store.snapshot(), "Ann", TODAY)


def test_who_owns_nothing_is_told_what_has_no_owner() -> None:
    words = next_words(the_plan(), "A Stranger", TODAY)
    assert words == (
        "No open action names A Stranger as its owner. 1 open action has no owner. "
        "An action is yours once its owner says your name."
    )
    assert "has no owner" not in next_words(the_plan(A4={"owner": NURSE}), "A Stranger", TODAY)
    assert "2 open actions have" in next_words(the_plan(A2={"owner": None}), "A Stranger", TODAY)
    assert not my_work(the_plan(), "A Stranger", TODAY).known


def test_who_has_nothing_later_is_told_so() -> None:
    assert next_words(the_plan(), "Detective Superintendent", TODAY) == "Nothing of yours falls due after that."


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "tomorrow"), (9, "in 9 days")])
def test_days_ahead_are_said_as_people_say_them(days: int, words: str) -> None:
    assert in_days(days) == words


def test_a_person_hears_of_what_they_own_and_lead_and_of_what_hangs_on_it() -> None:
    plan = the_plan(A2={"accountable": LEAD}, R2={"owner": NURSE})
    assert concerned(plan, "Improvement Lead") == {an_id(502), an_id(401), an_id(402)}
    assert {an_id(402), an_id(502), an_id(503), an_id(631)} <= concerned(plan, "Designated Nurse")
    assert an_id(611) in concerned(plan, "Head of Early Help")
    assert concerned(plan, "A Stranger") == frozenset()


def test_it_can_be_written_as_plain_values() -> None:
    found = as_json(my_work(the_plan(), "Detective Superintendent", TODAY))
    assert found["who"] == "Detective Superintendent"
    assert found["parts"][0]["jobs"][0]["steps"] == ["update", "attach", "ask for a new date", "mark complete"]
