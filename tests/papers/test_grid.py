"""Where a table is broken over two pages: between rows that do not belong together, and within one that is too high."""

from __future__ import annotations

import pytest

from tracker.papers.fonts import register_fonts
from tracker.papers.pdf.flowables import Tagged, _line_words, dot
from tracker.papers.pdf.grid import Grid, Line
from tracker.papers.styles import style

WIDTH, PAGE, ROW, JOINED = 200.0, 200.0, 21.0, 19.0


def line(words: str = "x", *, joined: bool = False) -> Line:
    register_fonts()
    return Line([[Tagged(words, style("cell"))]], joined, not joined, [WIDTH])


def broken(rows: str, height: float, head: Line | None = None, page: float = PAGE) -> list[int]:
    """How many rows stand on each of two pages: "|" begins a row, "&" one that is joined to it."""
    grid = Grid(head, [line(joined=sign == "&") for sign in rows], page)
    return [len(part._lines) for part in grid.split(WIDTH, height)]


def test_a_row_is_as_high_as_its_words_and_their_margins() -> None:
    assert line().height == ROW
    assert line(joined=True).height == JOINED
    assert line("one\nword" + " more" * 60).height > 3 * ROW


@pytest.mark.parametrize(
    ("rows", "height", "parts"),
    [
        ("||||||||", 8 * ROW + 1, [8]),
        ("||||||||", 8 * ROW - 1, [6, 2]),
        ("||||||||", 4 * ROW + 1, [4, 4]),
        ("||||||||", 4 * ROW, [3, 5]),
        ("||&|||||", 2 * ROW + 5, [1, 7]),
        ("||&&||||", 2 * ROW + JOINED + 5, [1, 7]),
        ("|&||||||", ROW + 5, []),
        ("||||||", 5 * ROW + 1, [4, 2]),
        ("|||||", 4 * ROW + 1, [3, 2]),
        ("||||||||||", 9 * ROW + 1, [8, 2]),
        ("||||", 0.0, []),
    ],
)
def test_it_breaks_between_rows_that_may_part(rows: str, height: float, parts: list[int]) -> None:
    assert broken(rows, height) == parts


def test_the_heading_row_takes_its_room_on_each_page() -> None:
    head = line("Heading")
    grid = Grid(head, [line() for _ in range(10)], PAGE)
    assert grid.wrap(WIDTH, PAGE) == (WIDTH, 11 * ROW)
    above, below = grid.split(WIDTH, 5 * ROW + 1)
    assert (len(above._lines), len(below._lines)) == (4, 6)
    assert above._head is below._head is head


def test_a_row_higher_than_the_room_is_broken_itself() -> None:
    tall = line("word " * 400)
    assert tall.height > PAGE
    above, below = Grid(None, [line(), tall, line()], PAGE).split(WIDTH, PAGE)
    assert (len(above._lines), len(below._lines)) == (2, 2)
    first, rest = above._lines[1], below._lines[0]
    assert first.height <= PAGE - ROW
    assert (first.ruled, rest.ruled, rest.joined) == (True, False, False)
    said = [_line_words(one) for row in (first, rest) for part in row.cells[0] for one in part.blPara.lines]
    assert " ".join(said).split() == ["word"] * 400
    assert tall.cut(ROW / 2) is None


def test_a_small_table_begins_only_where_it_stands_whole() -> None:
    assert Grid(None, [line()] * 3, PAGE).least() == 3 * ROW
    assert Grid(line(), [line()] * 9, PAGE).least() == 2 * ROW
    assert Grid(line(), [line(), line(joined=True), *[line()] * 9], PAGE).least() == 2 * ROW + JOINED
    assert Grid(line(), [line("word " * 400), line()], PAGE).least() == 0.3 * PAGE + ROW + 1


def test_the_first_part_of_a_paragraph_keeps_its_bullet_and_its_bookmark() -> None:
    register_fonts()
    paragraph = Tagged("word " * 100, style("item"), ornament=dot)
    paragraph.bookmark, paragraph.leads_to = ("key", "Title", 0), "other"
    paragraph.wrap(WIDTH, 1000)
    first, rest = paragraph.split(WIDTH, 60)
    assert (first.ornament, first.bookmark, first.leads_to) == (dot, ("key", "Title", 0), "other")
    assert (rest.ornament, rest.bookmark, rest.leads_to) == (None, None, None)
