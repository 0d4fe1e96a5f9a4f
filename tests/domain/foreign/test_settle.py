"""What stands in a column bears its heading out or gives it the lie, by how many of its cells do."""

from collections.abc import Sequence

import pytest

from support.foreign.plans import a_grid
from tracker.domain.foreign.layout import Column
from tracker.domain.foreign.settle import settle

DAY, STATE, COLOUR, FIGURE, PERSON, BODY = "31/03/2024", "In progress", "Amber", "45", "Ann Poole", "Police"
LINE = "Say what the front door is to do when a call comes in"


def of(*counted: tuple[int, str]) -> list[str]:
    """So many cells of each text."""
    return [text for count, text in counted for _ in range(count)]


def taken_for(heading: str, name: str, texts: Sequence[str], at: int = 1) -> str:
    """What a column is, headed so and first taken for this; another beside it holds what is to be done."""
    rows = [(None,) * (at - 1) + (text, LINE) for text in texts]
    grid = a_grid([(None,) * (at - 1) + (heading, "Action"), *rows])
    columns = settle(grid, 1, [Column(at, heading, name, 1.0), Column(at + 1, "Action", "title", 1.0)], {})
    return columns[0].name


@pytest.mark.parametrize(
    ("heading", "name", "texts", "becomes"),
    [
        ("Priority", "priority", of((3, "High"), (7, "Mend it")), "priority"),
        ("Priority", "priority", of((2, "High"), (8, "Mend it")), "recommendation"),
        ("Priority", "priority", of((5, "x" * 40), (5, "High")), "priority"),
        ("Priority", "priority", of((6, "x" * 40), (4, "High")), "recommendation"),
        ("Status", "delivery", of((4, STATE), (6, LINE)), "delivery"),
        ("Status", "delivery", of((3, STATE), (7, LINE)), "update"),
        ("Status", "delivery", of((10, "Seen by the board at its last")), "update"),
        ("Status", "delivery", of((10, "Seen by the board at its.")), "delivery"),
        ("Status", "delivery", of((6, DAY), (2, STATE), (2, "Never")), "done"),
        ("Status", "delivery", of((5, DAY), (2, STATE), (3, "Never")), "delivery"),
        ("Status", "delivery", of((6, DAY), (3, STATE), (1, "Never")), "delivery"),
        ("Progress Q1", "update", of((8, FIGURE), (2, "None yet")), "quarter"),
        ("Progress Q1", "update", of((7, FIGURE), (3, "None yet")), "update"),
        ("Progress", "update", of((8, FIGURE), (2, "None yet")), "update"),
        ("Progress", "update", of((7, STATE), (3, "A word")), "delivery"),
        ("Progress", "update", of((6, STATE), (4, "A word")), "update"),
        ("Updated", "update", of((8, DAY), (2, "At the last meeting")), "extra"),
        ("Updated", "update", of((7, DAY), (3, "At the last meeting")), "update"),
        ("By", "due", of((2, DAY), (8, "85%")), "due"),
        ("By", "due", of((1, DAY), (7, "85%"), (2, "soon")), "target"),
        ("By", "due", of((1, DAY), (6, "85%"), (3, "soon")), "due"),
        ("Start", "start", of((2, DAY), (8, LINE)), "start"),
        ("Start", "start", of((1, DAY), (9, LINE)), "extra"),
        ("Start", "start", of((10, "x" * 20)), "start"),
        ("Start", "start", of((10, "x" * 21)), "extra"),
        ("Measure", "success_measure", of((8, "Done"), (2, "Not all")), "delivery"),
        ("Measure", "success_measure", of((7, "Done"), (3, "Not all")), "success_measure"),
        ("Measure", "success_measure", of((8, "Done"), (2, "x" * 59)), "success_measure"),
        ("Measure", "success_measure", of((8, "Done"), (2, "x" * 58)), "delivery"),
        ("Q1", "quarter", of((5, "12"), (5, "nil")), "quarter"),
        ("Q1", "quarter", of((4, "12"), (6, "nil")), "update"),
        ("Q1", "quarter", of((10, "About 12 in every 20")), "update"),
        ("Q1", "quarter", of((10, "About 12 in every 2")), "quarter"),
        ("Q1", "quarter", of((6, "Green"), (4, "nil")), "forecast"),
        ("Q1", "quarter", of((5, "Green"), (5, "nil")), "update"),
    ],
)  # fmt: skip
def test_a_heading_is_given_the_lie_by_what_stands_below_it(
    heading: str, name: str, texts: Sequence[str], becomes: str
) -> None:
    assert taken_for(heading, name, texts) == becomes


@pytest.mark.parametrize(
    ("texts", "becomes"),
    [
        (of((6, COLOUR), (4, "words")), "forecast"),
        (of((5, COLOUR), (5, "words")), "extra"),
        (of((6, STATE), (4, "words")), "delivery"),
        (of((5, STATE), (5, "words")), "extra"),
        (of((6, DAY), (4, "words")), "due"),
        (of((5, DAY), (5, "words")), "extra"),
        (of((6, PERSON), (4, "a few words")), "owner"),
        (of((5, PERSON), (5, "a few words")), "extra"),
        (of((8, BODY), (2, "a few words")), "agency"),
        (of((7, BODY), (3, "a few words")), "extra"),
        (of((8, "1.2"), (2, "words")), "number"),
        (of((7, "1.2"), (3, "words")), "extra"),
    ],
)
def test_a_column_without_a_heading_is_what_most_of_it_is(texts: Sequence[str], becomes: str) -> None:
    assert taken_for("Xyz", "", texts) == becomes


@pytest.mark.parametrize(("at", "becomes"), [(2, "number"), (3, "extra")])
def test_numbers_stand_in_the_first_two_columns(at: int, becomes: str) -> None:
    assert taken_for("Xyz", "", of((10, "1.2")), at) == becomes
