"""Cells that hold more than one thing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.foreign.plans import TODAY
from tracker.domain.foreign.parts import (
    Comment,
    Named,
    agencies_in,
    comments_in,
    is_agency,
    is_lead_in,
    is_nobody,
    listed,
    names_in,
    steps_in,
    without_number,
)


def test_lists_are_taken_apart() -> None:
    assert listed("1. Draft it\n2. Agree it") == ("", ("Draft it", "Agree it"))
    assert listed("We will:\n• draft it,\nby hand\n• agree it:\nin full") == (
        "We will:",
        ("draft it, by hand", "agree it:\nin full"),
    )
    assert listed("(1) Draft it. (2) Agree it.") == ("", ("Draft it.", "Agree it."))
    assert listed("a) Draft it b) Agree it") == ("", ("Draft it", "Agree it"))
    assert listed("See section (2) Of the policy (3) Now") == ("", ("See section (2) Of the policy (3) Now",))
    assert listed("31.3.24: drafted\n30.6.24: agreed")[1] == ("31.3.24: drafted\n30.6.24: agreed",)
    assert listed("One\nTwo") == ("", ("One\nTwo",))
    assert listed("") == ("", ())
    assert is_lead_in("We will:")
    assert is_lead_in("")
    assert not is_lead_in("Review the policy with every partner of the board before")


@pytest.mark.parametrize(
    ("text", "number", "paragraphs", "words"),
    [
        ("17. (57, 138) Ensure that", "17", "57, 138", "Ensure that"),
        ("R1: Improve", "R1", "", "Improve"),
        ("Recommendation 3: Improve it", "3", "", "Improve it"),
        ("1.2 Improve", "1.2", "", "Improve"),
        ("Improve (paras 5, 7)", "", "5, 7", "Improve"),
        ("3 Improve", "", "", "3 Improve"),
        ("2024 was bad", "", "", "2024 was bad"),
        ("(12)", "", "", "(12)"),
    ],
)
def test_a_number_stands_before_the_words(text: str, number: str, paragraphs: str, words: str) -> None:
    assert without_number(text) == (number, paragraphs, words)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Smith", ["Jane Smith"]),
        ("Jane Smith / Tom Brown", ["Jane Smith", "Tom Brown"]),
        ("Jane Smith & Tom O'Neil", ["Jane Smith", "Tom O'Neil"]),
        ("• J. Smith\n• A. Brown", ["J. Smith", "A. Brown"]),
        ("Head of Service and Principal Social Worker", ["Head of Service", "Principal Social Worker"]),
        ("Director of Education and Skills", ["Director of Education and Skills"]),
        ("Assistant Director, Children's Social Care", ["Assistant Director, Children's Social Care"]),
        ("Lead: Jane Smith; Support: Tom Brown", ["Jane Smith", "Tom Brown"]),
        ("Council, Police and ICB", ["Council", "Police", "ICB"]),
        ("Jane Smith (HoS), Tom Brown (Police)", ["Jane Smith", "Tom Brown"]),
        ("Service Manager, Team Leader", ["Service Manager", "Team Leader"]),
        ("Head of Quality and Standards", ["Head of Quality and Standards"]),
        ("", []),
    ],
)
def test_names_are_told_apart(text: str, names: list[str]) -> None:
    assert [one.name for one in names_in(text)] == names


def test_what_stands_beside_a_name_is_its_role_or_agency() -> None:
    assert names_in("Jane Smith (Head of Service)") == (Named("Jane Smith", "Head of Service"),)
    assert names_in("Jane Smith, Head of Service") == (Named("Jane Smith", "Head of Service"),)
    assert names_in("Head of Service - Jane Smith") == (Named("Jane Smith", "Head of Service"),)
    assert names_in("Head of Service (Jane Smith)") == (Named("Jane Smith", "Head of Service"),)
    assert names_in("Sarah Jones (Police)") == (Named("Sarah Jones", agency="Police"),)
    assert names_in("Sarah Jones (SJ)") == (Named("Sarah Jones"),)


def test_agencies_are_told_apart() -> None:
    assert agencies_in("Council, Police and ICB") == ("Council", "Police", "ICB")
    assert agencies_in("• Health and Wellbeing Board\n• TBC") == ("Health and Wellbeing Board",)
    assert is_agency("Anyshire Police")
    assert not is_agency("Police Inspector")
    assert is_nobody("TBC")
    assert not is_nobody("Tom Brown")


def test_comments_are_told_apart_by_their_dates() -> None:
    assert comments_in("12/03/24 – Drafted\nmore of it\n03/06/24: Agreed (JS)", TODAY) == (
        Comment("Drafted\nmore of it", date(2024, 3, 12)),
        Comment("Agreed", date(2024, 6, 3), "JS"),
    )
    assert comments_in("JS 12.3.24 policy out", TODAY) == (Comment("policy out", date(2024, 3, 12), "JS"),)
    assert comments_in("First\nSecond", TODAY) == (Comment("First\nSecond"),)
    assert comments_in("• 12/03/24: Done. 14/04/24: Sent", TODAY) == (
        Comment("Done.", date(2024, 3, 12)),
        Comment("Sent", date(2024, 4, 14)),
    )
    assert comments_in("December 2026: soon", TODAY) == (Comment("soon", TODAY),)
    assert comments_in("12/03/24", TODAY) == ()


def test_steps_have_their_dates_before_or_behind() -> None:
    steps = steps_in(
        "31.3.24: draft agreed\nTraining given (June 2024) - done\nPolicy out by 30 Sept 2024\nReview it", TODAY
    )
    assert [(one.title, one.due, one.done) for one in steps] == [
        ("draft agreed", date(2024, 3, 31), False),
        ("Training given", date(2024, 6, 30), True),
        ("Policy out", date(2024, 9, 30), False),
        ("Review it", None, False),
    ]
    assert [one.title for one in steps_in("(1) 2014/05/23: First; (2) 2014/06/18: Second", TODAY)] == [
        "First",
        "Second",
    ]
    assert [
        one.title for one in steps_in("Begin with the draft as agreed by all partners\n• Write\n• Send", TODAY)
    ] == ["Begin with the draft as agreed by all partners", "Write", "Send"]
    assert steps_in("Later (in due course)", TODAY)[0].due is None


@given(st.text(alphabet="ab1.2/;,()&\n•:-A Zq", max_size=60))
def test_any_words_come_apart_without_a_fault(text: str) -> None:
    listed(text)
    without_number(text)
    names_in(text)
    agencies_in(text)
    comments_in(text, TODAY)
    steps_in(text, TODAY)
