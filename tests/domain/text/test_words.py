"""Words in sentences, and as they are kept."""

import pytest

from tracker.domain.text.words import as_looked_for, lines, listed, one_line


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C"),
        (tuple("ABCDEF"), "A, B, C, D, E and 1 more"),
    ],
)  # fmt: skip
def test_names_stand_in_a_sentence(names: tuple[str, ...], said: str) -> None:
    assert listed(names) == said


def test_the_soft_break_of_a_paste_is_a_line_break() -> None:
    assert lines("Agreed by the board\vand the partners") == "Agreed by the board\nand the partners"
    assert one_line("Agreed by the board\vand the partners") == "Agreed by the board and the partners"


def test_what_nobody_sees_in_a_word_does_not_hide_it_from_a_search() -> None:
    assert as_looked_for("Safe\u00adguard\u200bing") == "safeguarding"
    assert as_looked_for("\u200bZoë") == as_looked_for("ZOE")
