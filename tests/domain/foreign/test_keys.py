"""The key that a plan prints, in its several forms."""

import pytest

from support.foreign.plans import a_grid
from tracker.domain.foreign.grid import Grid, GridCell
from tracker.domain.foreign.keys import is_key_entry, key_in
from tracker.domain.foreign.states import Standing

EMBEDDED, DONE = Standing("complete", assurance="embedded"), Standing("complete")
GOING, WAITING = Standing("in progress"), Standing("not started")


def test_a_colour_and_its_meaning_stand_side_by_side() -> None:
    grid = a_grid([("BRAG key",), ("Blue", "Complete and embedded"), ("Green", "Action complete"),
                   ("White", "Not yet started"), ("Lead", "Who does it")])  # fmt: skip
    assert key_in([grid], {}) == {"blue": EMBEDDED, "green": DONE, "grey": WAITING}
    assert key_in([grid], {"Plan": {2, 3, 4, 5}}) == {}


def test_letters_have_a_key_too() -> None:
    grid = a_grid([("C", "Completed, awaiting evidence"), ("B", "Blue – evidence tested"), ("Z", "Zebra")])
    assert key_in([grid], {}) == {"c": DONE, "blue": Standing("complete", assurance="evidenced")}


def test_one_line_holds_all_of_it() -> None:
    grid = Grid("Plan", {}, above=("Blue = completed; Green = on track", "Red – off track, overdue"))
    assert key_in([grid], {}) == {"blue": DONE, "green": GOING, "red": GOING}


def test_cells_are_painted_in_the_colour_they_explain() -> None:
    cells = {(1, 1): GridCell("Key:"), (1, 2): GridCell("Completed", fill="0070C0"), (1, 3): GridCell("Never mind"),
             (1, 4): GridCell("Off track", fill="FF0000"), (2, 1): GridCell("Stage 1", fill="FFC000"),
             (2, 2): GridCell("Some delay")}  # fmt: skip
    assert key_in([Grid("Plan", cells)], {}) == {"blue": DONE, "red": GOING, "amber": GOING}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("not completed by its date", GOING),
        ("closed by the board", Standing("closed")),
        ("impact is evident", Standing("complete", assurance="impact shown")),
        ("superseded by another", Standing("superseded")),
        ("withdrawn", Standing("not adopted")),
    ],
)
def test_the_words_of_a_key_come_to_a_state(words: str, meant: Standing) -> None:
    assert key_in([a_grid([("Grey", words)])], {}) == {"grey": meant}


def test_a_row_may_be_nothing_but_a_key() -> None:
    assert is_key_entry([GridCell("Green"), GridCell("on track")])
    assert is_key_entry([GridCell("Green = on track")])
    assert not is_key_entry([GridCell("Green"), GridCell("belts for all")])
    assert not is_key_entry([GridCell("Write it")])
    assert not is_key_entry([GridCell("Green"), GridCell("on track"), GridCell("Ann")])
