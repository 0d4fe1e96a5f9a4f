"""A returned workbook as rows to look at, and what a person decides of it."""

from datetime import date
from typing import Any

import pytest

from support.builders import a_plan_store, an_id
from tracker.domain.plan.records import Kind
from tracker.domain.workbook.returned import Problem, ProblemKind
from tracker.services.workbook.merge_draft import (
    OURS,
    QUESTION,
    THEIRS,
    MergeDraft,
    Own,
    answers_of,
    carried_over,
    decide,
    decisions_of,
    next_undecided,
    rows_of,
    words_of,
)
from tracker.services.workbook.proposal import Added, Disputed, Edited, MergeProposal, Place

RETURNED: Any = None
A1 = ("A1", "title")
A4 = ("A4", "title")


def place(ref: str, number: int) -> Place:
    return Place(Kind.ACTION, an_id(number), ref, "title", "title", "Title")


def disputed(ref: str, number: int, ours: str = "Ours") -> Disputed:
    return Disputed(place(ref, number), "Base", ours, "Theirs", "Theirs", "Actions!C4")


def proposal(*conflicts: Disputed, **more: Any) -> MergeProposal:
    return MergeProposal(RETURNED, 3, conflicts=conflicts, **more)


def test_conflicts_are_decided_one_after_the_other() -> None:
    draft = MergeDraft(proposal(disputed("A1", 501), disputed("A4", 504)))
    assert draft.undecided == (A1, A4)
    assert next_undecided(draft, None) == A1
    assert next_undecided(draft, A1) == A4
    assert decide(draft, ("A9", "title"), OURS) == draft
    draft = decide(decide(draft, A1, OURS), A4, Own("Both"))
    assert (draft.undecided, draft.changes) == ((), 1)
    assert next_undecided(draft, A1) is None
    assert decisions_of(draft) == {A1: OURS, A4: "Both"}


def test_a_decision_stays_where_its_conflict_says_the_same() -> None:
    draft = MergeDraft(proposal(disputed("A1", 501), disputed("A4", 504)))
    draft = decide(decide(draft, A1, THEIRS), A4, OURS)
    moved = proposal(disputed("A1", 501), disputed("A4", 504, ours="Said meanwhile"))
    assert carried_over(draft, moved).decisions == {A1: THEIRS}


def test_the_rows_say_what_waits_what_is_taken_what_is_new_and_what_is_not() -> None:
    edited = Edited(place("A2", 502), date(2024, 3, 1), date(2024, 4, 1), date(2024, 4, 1), "Actions!F5", "Booked")
    added = (
        Added(Kind.UPDATE, "All went", "Actions!L4", {}, target="A1"),
        Added(Kind.ACTION, "Go", "Actions!C9", {}, update="Begun"),
    )
    given = proposal(
        disputed("A1", 501), applied=(edited, edited), added=added, missing=("A3",),
        problems=(Problem("Actions!F6", "“soon” is no date"),),
    )  # fmt: skip
    rows = rows_of(given, a_plan_store().snapshot())
    assert [(row.what, row.title) for row in rows] == [
        ("heading", "To decide (1)"), ("record", "A1  Agree one plan template"), ("conflict", "Title"),
        ("heading", "Taken from the workbook (2)"), ("record", "A2  Audit thirty plans"), ("change", "Title"),
        ("change", "Title"), ("heading", "New in the workbook (2)"), ("added", "Update for A1"), ("added", "Action"),
        ("heading", "Not in the workbook any more (1)"),
        ("missing", "What was taken out of the workbook stays in the plan as it is: A3"),
        ("heading", "To know (1)"), ("problem", "“soon” is no date"),
    ]  # fmt: skip
    assert rows[5].note == "A new date for an agreed deadline: asked for as “Booked”"
    assert (rows[5].base, rows[5].theirs) == ("1 Mar 2024", "1 Apr 2024")
    assert rows_of(proposal(), a_plan_store().snapshot()) == ()


def test_a_record_that_is_gone_is_named_by_its_reference() -> None:
    rows = rows_of(proposal(disputed("A77", 577)), a_plan_store().snapshot())
    assert rows[1].title == "A77"


@pytest.mark.parametrize(
    ("value", "words"), [(None, "–"), ("", "–"), (True, "yes"), (False, "no"), (41.5, "41.5"), (3, "3"), ("Go", "Go")]
)
def test_a_value_is_read_as_people_say_it(value: Any, words: str) -> None:
    assert words_of(value) == words


def test_a_question_is_answered_like_a_conflict_and_told_apart_from_it() -> None:
    asked = Problem("Actions!B1", "Is “Wer” the column “Owner”?", ProblemKind.QUESTION)
    draft = MergeDraft(proposal(disputed("A1", 501), problems=(asked,)))
    key = ("Actions!B1", QUESTION)
    assert draft.undecided == (key, A1)
    (row,) = [row for row in rows_of(draft.proposal, a_plan_store().snapshot()) if row.key == key]
    assert (row.what, row.title, row.cell, row.note) == ("conflict", "Question", "Actions!B1", asked.message)
    draft = decide(decide(draft, A1, OURS), key, THEIRS)
    assert (draft.undecided, decisions_of(draft), answers_of(draft)) == ((), {A1: OURS}, {"Actions!B1": THEIRS})
