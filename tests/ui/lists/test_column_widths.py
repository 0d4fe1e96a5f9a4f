"""How room is shared among the columns of a list that nobody has dragged."""

import pytest

from tracker.ui.lists.column_widths import Wants, widths

EMPTY, SHORT, LONG = Wants(60, 0, 150, 0), Wants(60, 90, 150, 90), Wants(60, 240, 150, 240)
DETAILED = Wants(60, 240, 150, 100)
WORDS = Wants(60, 480, 320, 240)


@pytest.mark.parametrize(("columns", "room", "found"), [
    ([EMPTY, SHORT, LONG], 540, [60, 90, 150]),  # the words have 240 left and want no less
    ([EMPTY, SHORT, LONG], 900, [60, 90, 240]),  # there is more than the words have use for
    ([LONG, LONG, SHORT], 500, [80, 90, 90]),  # the widest give until the words have their least
    ([LONG, LONG], 100, [60, 60]),  # none goes below its heading
    ([DETAILED, SHORT], 900, [240, 90]),  # what stands under a first line has what nothing else wants
    ([DETAILED, SHORT], 455, [125, 90]),  # second lines and the words share what there is
    ([DETAILED, SHORT], 430, [100, 90]),
    ([], 500, []),
])  # fmt: skip
def test_no_column_is_cut_while_another_stands_empty(columns: list[Wants], room: int, found: list[int]) -> None:
    assert widths(columns, WORDS, room, 240) == found


def test_where_columns_do_not_give_the_list_runs_sideways() -> None:
    assert widths([LONG, LONG, SHORT], WORDS, 500, 240, give=False) == [150, 150, 90]
