"""A meeting is named in a line: its name, and its day however it is written after it."""

import pytest

from tracker.ui.papers.new_meeting import fields_of


@pytest.mark.parametrize("words", [
    "Improvement board, 10 Dec 2026", "Improvement board 10 Dec 2026", "Improvement  board - 10/12/2026",
    "Improvement board: 2026-12-10", "Improvement board, Thu 10 December 2026",
])  # fmt: skip
def test_the_day_is_read_from_the_end(words: str) -> None:
    assert fields_of(words) == {"name": "Improvement board", "held_on": "2026-12-10"}


@pytest.mark.parametrize("words", ["Improvement board", "Board 12", "10 Dec 2026", "Board, 31 June 2026"])
def test_what_is_no_day_stays_part_of_the_name(words: str) -> None:
    assert fields_of(words) == {"name": words}
