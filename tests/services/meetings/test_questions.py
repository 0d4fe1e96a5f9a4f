"""A board's question: asked by somebody named or by nobody, answered, and ended by a word other than the answerer's."""

from datetime import date, timedelta

import pytest

from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.domain.text.linters import ENDED, lints, lints_of
from tracker.errors import Conflict, UserError
from tracker.services.log.history import history_of
from tracker.services.log.undo import undo
from tracker.services.meetings.questions import answer, ask, content, reopen
from tracker.services.records.editing import add, set_fields

TODAY = date(2024, 3, 12)


def asked(team: Team, by: str = CHAIR) -> str:
    """A question that the lead typed."""
    return team.do(LEAD, ask, "What changed for children?", asked_by=by, about=["A1"]).refs[0]


def test_a_question_names_who_asked_and_not_who_typed_it(team: Team) -> None:
    ref = team.do(
        LEAD, ask, " How do you know? ", asked_by=f" {OWNER.upper()} ", asked_on=date(2024, 3, 1), about=["A1", "R1"]
    ).refs[0]
    made = team.get(ref)
    assert (made.question, made.asked_by, made.asked_on, made.state) == (
        "How do you know?", OWNER, date(2024, 3, 1), "open",
    )  # fmt: skip
    assert team.now.refs_of(made.targets) == ("A1", "R1")


def test_a_question_that_nobody_is_named_for_is_nobodys(team: Team) -> None:
    assert team.get(asked(team, "")).asked_by is None
    team.do(CHAIR, add, Kind.CHALLENGE, {"question": "Typed plainly?"})
    assert team.get("C2").asked_by == CHAIR


def test_where_a_question_was_asked(team: Team) -> None:
    held = team.now.meetings
    named = team.do(LEAD, ask, "One?", at=held[0].name).refs[0]
    by_ref = team.do(LEAD, ask, "Two?", at=held[0].ref.lower()).refs[0]
    assert {team.get(named).meeting, team.get(by_ref).meeting} == {held[0].id}
    day = TODAY - timedelta(days=9)
    elsewhere = team.do(LEAD, ask, "Three?", at="Scrutiny committee", asked_on=day).refs[0]
    new = team.now.meetings[-1]
    assert (new.name, new.held_on, len(team.now.meetings)) == ("Scrutiny committee", day, len(held) + 1)
    assert team.get(elsewhere).meeting == new.id
    team.do(LEAD, undo)
    assert len(team.now.meetings) == len(held)
    with pytest.raises(UserError, match="no T99"):
        team.do(LEAD, ask, "Four?", at="T99")


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (" ", {}, "question itself"),
        ("Why?", {"asked_on": TODAY + timedelta(days=1)}, "in the future"),
        ("Why?", {"about": ["A99"]}, "no A99"),
    ],
)
def test_what_is_no_question(team: Team, words: str, given: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(UserError, match=said):
        team.do(LEAD, ask, words, **given)
    assert not team.now.challenges


def test_an_answer_names_who_gave_it(team: Team) -> None:
    ref = asked(team)
    team.do(LEAD, answer, ref, "Visits are on time.", answered_by=OWNER.lower(), evidence=["E1"])
    made = team.get(ref)
    assert (made.state, made.answer, made.answered_by, made.answered_on) == (
        "answered", "Visits are on time.", OWNER, TODAY,
    )  # fmt: skip
    assert team.now.refs_of(made.evidence) == ("E1",)
    for words, by, said in (("", OWNER, "answer is needed"), ("So.", " ", "who answered is not said")):
        with pytest.raises(UserError, match=said):
            team.do(LEAD, answer, ref, words, answered_by=by)


def test_a_better_answer_may_come_from_another(team: Team) -> None:
    ref = asked(team)
    team.do(LEAD, answer, ref, "Soon.", answered_by=OWNER)
    team.do(LEAD, answer, ref, "They are.", answered_by=NURSE)
    assert (team.get(ref).answer, team.get(ref).answered_by) == ("They are.", NURSE)


def test_whoever_answered_does_not_end_the_question(team: Team) -> None:
    ref = asked(team)
    with pytest.raises(UserError, match="no answer yet"):
        team.do(LEAD, content, ref, CHAIR)
    team.do(LEAD, answer, ref, "Visits are on time.", answered_by=LEAD)
    with pytest.raises(UserError, match=f"{LEAD} answered"):
        team.do(LEAD, content, ref, " improvement  LEAD ")
    with pytest.raises(UserError, match="who is content is not said"):
        team.do(CHAIR, content, ref, "")
    assert team.get(ref).state == "answered"
    team.do(LEAD, content, ref, CHAIR)
    assert (team.get(ref).state, team.get(ref).content_by, team.get(ref).content_on) == ("content", CHAIR, TODAY)
    assert lints_of(team.now, team.get(ref).id, TODAY) == ()
    with pytest.raises(UserError, match="content already"):
        team.do(LEAD, content, ref, CHAIR)
    with pytest.raises(UserError, match="content already"):
        team.do(LEAD, answer, ref, "More.", answered_by=LEAD)


def test_an_asker_who_answered_is_not_content_by_their_own_word(team: Team) -> None:
    ref = asked(team, LEAD)
    team.do(LEAD, answer, ref, "They are.", answered_by=LEAD)
    with pytest.raises(UserError, match="answered"):
        team.do(LEAD, content, ref, LEAD)
    team.do(LEAD, content, ref, NURSE)
    assert team.get(ref).content_by == NURSE


def test_a_question_is_opened_again_with_a_note(team: Team) -> None:
    ref = asked(team)
    with pytest.raises(UserError, match="is open"):
        team.do(CHAIR, reopen, ref, "Not yet")
    team.do(LEAD, answer, ref, "Visits are on time.", answered_by=LEAD)
    team.do(LEAD, content, ref, CHAIR)
    with pytest.raises(UserError, match="note"):
        team.do(CHAIR, reopen, ref, "  ")
    team.do(CHAIR, reopen, ref, "Three visits were late last week")
    made = team.get(ref)
    assert (made.state, made.content_on, made.content_by) == ("open", None, None)
    assert made.answer == "Visits are on time."
    with team.store.begin() as uow:
        last = history_of(uow, team.act(CHAIR), made.id)[-1]
    assert (last.who, last.why) == (CHAIR, "Three visits were late last week")


def test_what_changed_meanwhile_is_not_written_over(team: Team) -> None:
    ref = asked(team)
    team.do(LEAD, answer, ref, "Visits are on time.", answered_by=LEAD)
    with pytest.raises(Conflict):
        team.do(CHAIR, content, ref, CHAIR, expected={"answer": "Visits are late."})
    assert team.get(ref).state == "answered"


def test_a_plain_edit_holds_nobody_up_and_says_so(team: Team) -> None:
    team.do(LEAD, add, Kind.CHALLENGE, {"question": "What changed?"})
    team.do(LEAD, set_fields, ["C1"], {"answer": "Visits are on time."})
    done = team.do(LEAD, set_fields, ["C1"], {"state": "content"})
    assert team.get("C1").state == "content"
    assert done.warnings == ("C1 was recorded content by the person who answered it",)
    found = [one for one in lints(team.now, TODAY) if one.kind == ENDED]
    assert [(one.ref, one.sentence) for one in found] == [("C1", f"{done.warnings[0]}.")]
    fine = team.do(LEAD, set_fields, ["C1"], {"content_by": CHAIR})
    assert fine.warnings == ()
    assert not [one for one in lints(team.now, TODAY) if one.kind == ENDED]


def test_nobodys_word_is_said_to_be_nobodys(team: Team) -> None:
    ref = asked(team, "")
    team.do(LEAD, answer, ref, "Visits are on time.", answered_by=LEAD)
    done = team.do(LEAD, set_fields, [ref], {"state": "content"})
    assert team.get(ref).content_by is None
    assert done.warnings == (f"{ref} was recorded content, and nobody is named as having said so",)


def test_content_written_down_by_whoever_answered_is_their_word(team: Team) -> None:
    ref = asked(team, CHAIR)
    team.do(LEAD, answer, ref, "Visits are on time.", answered_by=LEAD)
    done = team.do(LEAD, set_fields, [ref], {"state": "content"})
    assert done.warnings == (f"{ref} was recorded content by the person who answered it",)
    assert team.get(ref).content_by == LEAD
    team.do(CHAIR, set_fields, [ref], {"state": "open"})
    assert team.do(NURSE, set_fields, [ref], {"state": "content"}).warnings == ()
    assert team.get(ref).content_by == CHAIR


def test_the_days_of_a_question_follow_each_other(team: Team) -> None:
    ref = team.do(LEAD, ask, "How do you know?", asked_by=CHAIR, asked_on=date(2024, 3, 5)).refs[0]
    early, late = date(2024, 3, 4), TODAY + timedelta(days=1)
    for day, said in (
        (early, "was asked on 5 Mar 2024, so it was not answered on 4 Mar 2024"),
        (late, "in the future"),
    ):
        with pytest.raises(UserError, match=said) as caught:
            team.do(LEAD, answer, ref, "Visits.", answered_by=OWNER, answered_on=day)
        assert "the day it was answered" in caught.value.hint
    team.do(LEAD, answer, ref, "Visits.", answered_by=OWNER, answered_on=date(2024, 3, 8))
    early = date(2024, 3, 7)
    for day, said in ((early, "was answered on 8 Mar 2024, so it was not ended on 7 Mar"), (late, "in the future")):
        with pytest.raises(UserError, match=said) as caught:
            team.do(LEAD, content, ref, CHAIR, said_on=day)
        assert "the day it was ended" in caught.value.hint
    team.do(LEAD, content, ref, CHAIR, said_on=date(2024, 3, 8))
    assert team.get(ref).content_on == date(2024, 3, 8)


def test_an_answer_without_a_day_is_not_ended_before_the_question(team: Team) -> None:
    ref = team.do(LEAD, ask, "How do you know?", asked_by=CHAIR, asked_on=date(2024, 3, 5)).refs[0]
    team.do(LEAD, answer, ref, "Visits.", answered_by=OWNER)
    team.do(LEAD, set_fields, [ref], {"answered_on": ""})
    with pytest.raises(UserError, match="was asked on 5 Mar 2024"):
        team.do(LEAD, content, ref, CHAIR, said_on=date(2024, 3, 4))


@pytest.mark.parametrize("said", ["T99", "t99", " t99 "])
def test_a_reference_that_is_no_meeting_makes_none(team: Team, said: str) -> None:
    held = len(team.now.meetings)
    with pytest.raises(UserError, match=r"(?i)no t99"):
        team.do(LEAD, ask, "Why?", at=said)
    assert len(team.now.meetings) == held
