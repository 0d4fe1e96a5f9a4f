"""Rows that a page breaks in two."""

from typing import Any

import pytest

from support.foreign.plans import TODAY, a_file, a_grid
from tracker.domain.foreign.draft import Draft
from tracker.domain.foreign.understand import understand

HEAD = ("No", "Recommendation", "Action", "Lead", "By when", "Progress")
FIRST = ("1", "Plan well.", "Set up drop-in sessions at", "Leaving Care", "Jan 2027", "Begun in June and")


def read(upper: tuple[Any, ...], *lower: tuple[Any, ...], second: dict[str, Any] | None = None) -> Draft:
    below = a_grid([HEAD, *lower], "table 2, page 2", page=2, **(second or {}))
    return understand(a_file(a_grid([HEAD, upper], "table 1, page 1", page=1), below), TODAY)


def test_the_halves_of_a_row_are_one_action() -> None:
    rest = ("", "", "the youth hub.", "Team Manager", "", "done in July")
    draft = read(FIRST, rest, ("2", "Hear children.", "Ask", "Ann Poole", "Feb 2027", ""))
    first, second = draft.planned
    assert (first.title, first.owner and first.owner.name) == (
        "Set up drop-in sessions at the youth hub.", "Leaving Care Team Manager",
    )  # fmt: skip
    assert [one.text for one in first.news] == ["Begun in June and done in July"]
    assert second.title == "Ask"
    assert [one.reason for one in draft.outcomes if one.reason] == ["goes on from the row above"]


@pytest.mark.parametrize(
    "lower",
    [
        ("2", "", "the youth hub.", "", "", ""),
        ("", "", "the youth hub.", "Ann Poole", "Feb 2027", ""),
        ("", "", "2.1 Go out", "", "", ""),
        ("", "Hear children.", "Go out", "Ann Poole", "", ""),
    ],
)
def test_a_row_of_its_own_stays_one(lower: tuple[str, ...]) -> None:
    assert len(read(FIRST, lower).planned) == 2


def test_words_beside_no_action_go_on_too() -> None:
    whole = ("1", "Plan well and", "Set up sessions.", "Leaving Care", "Jan 2027", "")
    draft = read(whole, ("", "visit often.", "", "", "", "Begun"))
    assert [one.text for one in draft.wanted] == ["Plan well and visit often."]
    assert [one.text for one in draft.planned[0].news] == ["Begun"]
    assert len(read(("1", "Plan well.", "", "", "", ""), ("", "", "the hub", "", "", "")).planned) == 1


def test_only_a_row_of_the_same_table_goes_on() -> None:
    rest = ("", "", "the youth hub.", "", "", "")
    assert len(read(FIRST, rest, second={"above": ("Another plan",)}).planned) == 2


def test_a_heading_at_the_foot_of_a_page_is_over_the_next_one() -> None:
    head = ("Action", "Lead", "By when")
    upper = a_grid([head, ("Write", "Ann", "Jan 2027"), ("Recommendation 2: Hear children.",)], "table 1, page 1",
                   wide={3: 3}, page=1)  # fmt: skip
    lower = a_grid([head, ("Ask", "Tom", "Feb 2027")], "table 2, page 2", page=2)
    draft = understand(a_file(upper, lower), TODAY)
    assert [one.text for one in draft.wanted] == ["Hear children."]
    assert draft.planned[1].wanted == (0,)
    assert draft.outcomes[1].reason == "section heading"


def test_a_page_that_begins_with_a_key_ends_the_row() -> None:
    assert len(read(FIRST, ("RAG key",), ("", "", "the youth hub.", "", "", "")).planned) == 2
