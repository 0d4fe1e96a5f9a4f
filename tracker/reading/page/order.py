"""The lines of a page in the order they are read in, by their places and not by when a program drew them."""

from __future__ import annotations

import itertools

from tracker.reading.page.document import Line

BACK = 6.0
"""Points upwards from one drawn line to the next from which on the second starts a stretch of its own."""
TOUCH = 2.0
"""Points by which lines that stand one under the other may overlap."""


def in_order(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines as they stand on the page: what is drawn later above other words is read before them.

    Columns and cells stay in the order they were drawn in: only what stands in one's own column is above or below.
    """
    if not any(_back(above, line) for above, line in itertools.pairwise(lines)):
        return lines
    ordered: list[Line] = []
    for stretch in _stretches(lines):
        at = _place(ordered, stretch)
        ordered[at:at] = stretch
    return tuple(ordered)


def _back(above: Line, line: Line) -> bool:
    return above.box is not None and line.box is not None and line.box.y0 < above.box.y0 - BACK


def _stretches(lines: tuple[Line, ...]) -> list[list[Line]]:
    """The drawn lines in stretches that run down the page without passing over words of their own column."""
    found: list[list[Line]] = [[lines[0]]]
    for above, line in itertools.pairwise(lines):
        if _back(above, line) or _passes(above, line, lines):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _passes(above: Line, line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether words stand between two lines that were drawn one after the other."""
    if above.box is None or line.box is None or line.box.y0 - above.box.y1 < above.box.y1 - above.box.y0:
        return False
    return any(_above(above, other) and _above(other, line) for other in lines)


def _above(line: Line, other: Line) -> bool:
    """Whether a line stands wholly above another one in the same column."""
    if line.box is None or other.box is None:
        return False
    beside = line.box.x1 <= other.box.x0 or other.box.x1 <= line.box.x0
    return not beside and line.box.y1 <= other.box.y0 + TOUCH


def _place(ordered: list[Line], stretch: list[Line]) -> int:
    """Where a stretch belongs among the lines drawn before it: before the first that it stands above."""
    for at, line in enumerate(ordered):
        if all(_above(drawn, line) for drawn in stretch if _same_column(drawn, line)) and any(
            _above(drawn, line) for drawn in stretch
        ):
            under = any(_above(later, drawn) for later in ordered[at:] for drawn in stretch)
            return len(ordered) if under else at
    return len(ordered)


def _same_column(line: Line, other: Line) -> bool:
    return bool(line.box and other.box and line.box.x0 < other.box.x1 and other.box.x0 < line.box.x1)
