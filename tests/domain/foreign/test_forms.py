"""Plans whose labels stand down the side, one action a block."""

from typing import Any

import pytest

from support.foreign.plans import TODAY, a_file, a_grid
from tracker.domain.foreign.draft import Draft, Outcome
from tracker.domain.foreign.understand import understand

FORM = (
    ("Action reference:", "1a"), ("CQC recommendation:", "Review risk each week."),
    ("What we will do:", "Write a guide"),
    ("Lead:", "Ann Poole"), ("Organisation(s):", "Police"), ("Completion date:", "30 June 2027"),
    ("Status:", "Complete"),
    ("Risks if not done:", "None seen"),
)  # fmt: skip
OTHER = (
    ("Action reference:", "2a"), ("CQC recommendation:", "Hear children."), ("What we will do:", "Ask every child"),
    ("Lead:", "Tom Reed"), ("Organisation(s):", ""), ("Completion date:", "Ongoing"), ("Status:", ""),
    ("Risks if not done:", ""),
)  # fmt: skip


def read(*grids: Any, answers: dict[str, str] | None = None) -> Draft:
    return understand(a_file(*grids), TODAY, answers=answers)


def told(draft: Draft) -> list[tuple[Any, ...]]:
    return [(one.number, one.title, one.owner.name if one.owner else None, str(one.due)) for one in draft.planned]


def test_blocks_of_a_sheet_are_one_action_each() -> None:
    draft = read(a_grid([("Our plan",), ("Form 1",), *FORM, ("", "and more of it"), (), ("Form 2",), *OTHER]))
    assert told(draft) == [
        ("1a", "Write a guide", "Ann Poole", "2027-06-30"),
        ("2a", "Ask every child", "Tom Reed", "None"),
    ]
    assert [one.text for one in draft.wanted] == ["Review risk each week.", "Hear children."]
    assert draft.planned[0].delivery == "complete"
    assert draft.planned[0].words["description"].endswith("Risks if not done: None seen\nand more of it")
    assert {one.outcome for one in draft.outcomes} == set(Outcome)
    assert len(draft.outcomes) == 19
    assert [(one.cell, one.about) for one in draft.questions] == [("B19", "due")]


def test_an_answer_goes_to_the_cell_that_the_file_has() -> None:
    draft = read(a_grid([*FORM, *OTHER]), answers={"B14": "2027-09-30"})
    assert told(draft)[1] == ("2a", "Ask every child", "Tom Reed", "2027-09-30")
    assert not draft.questions


def test_a_table_a_form_is_read_too() -> None:
    draft = read(a_grid(FORM, "table 1"), a_grid(OTHER, "table 2"))
    assert [one.sheet for one in draft.planned] == ["table 1", "table 2"]


def test_a_form_goes_on_over_the_page() -> None:
    first = a_grid(FORM, "table 1, page 1", page=1)
    begun = a_grid(OTHER[:2], "table 2, page 1", page=1)
    rest = a_grid(OTHER[2:], "table 3, page 2", page=2)
    draft = read(first, begun, rest)
    assert told(draft)[1] == ("2a", "Ask every child", "Tom Reed", "None")
    assert {(one.sheet, one.row) for one in draft.outcomes} >= {("table 2, page 1", 1), ("table 3, page 2", 6)}
    assert [one.place for one in draft.questions] == ["table 3, page 2!B4"]


@pytest.mark.parametrize(("page", "owner"), [(1, "Tom Reed"), (2, "Tom Reed"), (3, None)])
def test_a_form_goes_on_over_one_page_at_most(page: int, owner: str | None) -> None:
    begun, rest = a_grid([*FORM, *OTHER[:3]], "table 1", page=1), a_grid(OTHER[3:], "table 2", page=page)
    assert told(read(begun, rest))[1][:3] == ("2a", "Ask every child", owner)


def test_two_pairs_of_columns_make_one_form() -> None:
    grid = a_grid([
        ("Action", "Write a guide", "Owner", "Ann Poole"), ("Recommendation", "Plan well.", "Due", "1 May 2027"),
        ("Status", "Complete", "Evidence", "The guide"), ("Ref", "7", "Priority", "High"),
    ])  # fmt: skip
    assert told(read(grid)) == [("7", "Write a guide", "Ann Poole", "2027-05-01")]


def test_a_column_of_labels_that_says_nothing_of_a_plan_is_no_form() -> None:
    rows = [("Action", "Lead", "Due"), ("Write", "Ann", "1 May 2027"), ("Send", "Tom", "2 May 2027")]
    draft = read(a_grid([("Owner", "x"), ("Due", "y"), ("Status", "z"), ("Ref", "q")], "Cover"), a_grid(rows))
    assert [one.title for one in draft.planned] == ["Write", "Send"]


def test_half_a_form_without_a_page_is_left() -> None:
    draft = read(a_grid(FORM, "table 1"), a_grid(OTHER[4:], "table 2"))
    assert len(draft.planned) == 1
    assert [one.sheet for one in draft.sheets if one.left] == ["table 2"]
