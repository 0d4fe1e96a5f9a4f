"""Questions of boards: which are open, for how long, where they were asked, and who may end them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from support.builders import a_plan_store, an_id, put_into
from tracker.domain.meetings import questions
from tracker.domain.plan.records import Challenge, Meeting, Person
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)
OPEN = Challenge(id=an_id(8101), ref="C1", question="What changed?", asked_by="Board Chair", asked_on=date(2024, 3, 1))
ANSWERED = replace(
    OPEN, id=an_id(8102), ref="C2", state="answered", answer="Visits.", answered_by="Improvement Lead",
    answered_on=date(2024, 3, 5), asked_on=date(2024, 2, 1),
)  # fmt: skip
CONTENT = replace(ANSWERED, id=an_id(8103), ref="C3", state="content", content_by="Board Chair",
                  content_on=date(2024, 3, 8))  # fmt: skip


def plan_of(*records: Challenge | Meeting | Person) -> Snapshot:
    store = a_plan_store()
    put_into(store, records)
    return store.snapshot()


PLAN = a_plan_store().snapshot()


def test_open_questions_about_a_recommendation_are_those_about_its_actions_too() -> None:
    plain = a_plan_store().snapshot()
    subject = plain.by_ref("R1")
    action = plain.actions_for(subject.id)[0]
    about_action, about_it = replace(OPEN, targets=(action.id,)), replace(ANSWERED, targets=(subject.id, action.id))
    plan = plan_of(about_action, about_it, replace(CONTENT, targets=(subject.id,)))
    assert [one.ref for one in questions.open_questions(plan, subject.id)] == ["C2", "C1"]
    assert [one.ref for one in questions.open_questions(plan, action.id)] == ["C2", "C1"]
    assert questions.open_questions(plan, plan.by_ref("R2").id) == ()


def test_questions_of_a_meeting_have_the_open_ones_first() -> None:
    meeting = Meeting(id=an_id(8201), ref="T9", name="Partnership board", held_on=TODAY)
    asked = [replace(one, meeting=meeting.id) for one in (CONTENT, OPEN, ANSWERED)]
    assert [one.ref for one in questions.asked_at(plan_of(meeting, *asked), meeting.id)] == ["C2", "C1", "C3"]


@pytest.mark.parametrize(
    ("question", "days", "words"),
    [
        (OPEN, 11, "11 days open"),
        (replace(OPEN, asked_on=TODAY), 0, "asked today"),
        (replace(OPEN, asked_on=TODAY - timedelta(days=1)), 1, "1 day open"),
        (replace(OPEN, asked_on=None), None, ""),
        (replace(OPEN, asked_on=TODAY + timedelta(days=1)), None, ""),
        (CONTENT, 36, ""),
        (replace(CONTENT, content_on=None), None, ""),
    ],
)
def test_how_long_a_question_has_been_open(question: Challenge, days: int | None, words: str) -> None:
    assert (questions.days_open(question, TODAY), questions.open_words(question, TODAY)) == (days, words)


def test_who_answered_and_was_content_in_words() -> None:
    assert questions.answered_words(OPEN) == ""
    assert questions.answered_words(ANSWERED) == "Answered by Improvement Lead on 5 Mar 2024"
    assert questions.content_words(ANSWERED) == ""
    assert questions.content_words(CONTENT) == "Content, said by Board Chair on 8 Mar 2024"
    assert questions.content_words(replace(CONTENT, content_by="Board Clerk")) == (
        "Content, said by Board Clerk on 8 Mar 2024, for Board Chair, who asked"
    )


def test_whose_word_ends_a_question() -> None:
    lead = Person(id=an_id(8301), ref="P80", name="Improvement Lead")
    role = Person(id=an_id(8302), ref="P81", name="Head of Improvement", sort="role", held_by=(lead.id,))
    held = plan_of(lead, role)
    assert not questions.may_be_content(held, ANSWERED, "Head of Improvement")
    assert questions.may_be_content(held, ANSWERED, "Board Chair")
    assert "person who answered it" in questions.content_doubt(held, replace(CONTENT, content_by="Head of Improvement"))
    assert questions.may_be_content(PLAN, ANSWERED, "Board Chair")
    assert questions.may_be_content(PLAN, ANSWERED, "Board Clerk")
    assert not questions.may_be_content(PLAN, ANSWERED, "improvement  lead")
    assert not questions.may_be_content(PLAN, ANSWERED, " ")
    assert questions.content_offered(PLAN, ANSWERED) == "Board Chair"
    assert questions.content_offered(PLAN, replace(ANSWERED, asked_by="Improvement Lead")) == ""
    assert questions.content_doubt(PLAN, CONTENT) == ""
    assert "person who answered it" in questions.content_doubt(PLAN, replace(CONTENT, content_by="IMPROVEMENT LEAD"))
    assert "nobody is named" in questions.content_doubt(PLAN, replace(CONTENT, content_by=None))
    assert questions.content_doubt(PLAN, replace(ANSWERED, content_by="Improvement Lead")) == ""


def test_meetings_are_found_by_line_reference_and_name() -> None:
    first = Meeting(id=an_id(8201), ref="T8", name="Quality board", held_on=date(2024, 1, 9))
    second = replace(first, id=an_id(8202), ref="T9", held_on=date(2024, 3, 9))
    ahead = replace(first, id=an_id(8203), ref="T10", held_on=date(2024, 6, 9))
    plan = plan_of(first, second, ahead)
    line = questions.meeting_words(second)
    assert line == "T9  Quality board, 9 Mar 2024"
    for said, day, found in (
        (line, TODAY, second), ("t8", TODAY, first), (" quality  BOARD ", TODAY, second),
        ("Quality board", date(2024, 2, 1), first), ("Quality board", date(2023, 1, 1), ahead),
    ):  # fmt: skip
        assert questions.find_meeting(plan, said, day) == found
    assert questions.find_meeting(plan, "", TODAY) is None
    assert questions.find_meeting(plan, "Scrutiny", TODAY) is None


def test_who_asked_or_answered_before_is_offered_before_the_register_and_each_once() -> None:
    gone = Person(id=an_id(8201), ref="P91", name="Long Gone", active_to=TODAY - timedelta(days=1))
    here = Person(id=an_id(8202), ref="P92", name="board  CHAIR")
    known = questions.names_known(plan_of(ANSWERED, gone, here), TODAY)
    assert known[:2] == ("board  CHAIR", "Improvement Lead")
    assert "Long Gone" not in known
    assert len(known) == len(set(map(str.casefold, known)))
    assert "Long Gone" in questions.names_known(plan_of(gone), TODAY - timedelta(days=1))


def test_the_latest_meeting_comes_first_and_one_without_a_day_last() -> None:
    days = (date(2024, 1, 9), None, date(2024, 5, 1), date(2024, 3, 12))
    found = [Meeting(id=an_id(8300 + n), ref=f"T{90 + n}", held_on=day) for n, day in enumerate(days)]
    latest = [one.ref for one in questions.latest_meetings(plan_of(*found)) if one.ref.startswith("T9")]
    assert latest == ["T92", "T93", "T90", "T91"]
