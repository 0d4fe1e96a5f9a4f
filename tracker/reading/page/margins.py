"""Where a page's words begin: its margin, now wide, now narrow, and its columns. Indents are counted from there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median

from tracker.reading.page.document import Document, Line, Page

APART = 8.0
"""Points by which the margins of odd and even pages differ at least."""
NEAR = 4.0
"""Points by which the margin of a page may differ from that of its fellows."""
FEWEST = 2
"""Pages on each side."""
MOST = 0.6
"""The share of each side's pages that must have its margin."""
COLUMN = 5
"""Lines that a column has at least: fewer may be a table's row."""
COLUMN_APART = 100.0
"""Points from the start of one column to that of the next at least."""
SHORTER = 0.1
"""The share of the page's height by which a column may end above the next one."""


def evened(document: Document) -> Document:
    """The document, each line told how far its page's margin is moved where odd and even pages differ."""
    edges = {page.number: edge for page in document.pages if (edge := _edge(page)) is not None}
    sides = [[edge for number, edge in edges.items() if number % 2 == odd] for odd in (0, 1)]
    if min(map(len, sides)) < FEWEST:
        return document
    even, odd = (median(side) for side in sides)
    steady = all(
        sum(abs(edge - middle) <= NEAR for edge in side) >= MOST * len(side)
        for side, middle in zip(sides, (even, odd), strict=True)
    )
    if abs(even - odd) < APART or not steady:
        return document
    wide = 0 if even > odd else 1
    pages = (_moved(page, abs(even - odd)) if page.number % 2 == wide else page for page in document.pages)
    return replace(document, pages=tuple(pages))


def in_columns(document: Document) -> Document:
    """The document, each line of a second or third column told how far its column stands from the first."""
    return replace(document, pages=tuple(map(_measured, document.pages)))


def _measured(page: Page) -> Page:
    """A page whose last words stand in columns, one drawn after the other from the top; any other as it is."""
    body = [place for place, line in enumerate(page.lines) if line.box and not line.role]
    lines = [page.lines[place] for place in body]
    runs = [place for place in range(1, len(lines)) if _turns(lines[place - 1], lines[place])]
    if not runs or any(line.cell is not None for line in lines):
        return page
    columns = [lines[start:end] for start, end in pairwise([0, *runs, len(lines)])]
    columns[0] = _beside(columns[0], columns[1])
    deep = all(_foot(left) >= _foot(right) - SHORTER * page.height for left, right in pairwise(columns))
    parted = all(_right(left) <= _left(right) for left, right in pairwise(columns))
    if not deep or not parted or min(map(len, columns)) < COLUMN:
        return page
    first, moved = _left(columns[0]), list(page.lines)
    for start, column in zip(runs, columns[1:], strict=True):
        for place in body[start : start + len(column)]:
            moved[place] = _shifted(moved[place], _left(column) - first)
    return replace(page, lines=tuple(moved))


def _turns(above: Line, line: Line) -> bool:
    """Whether a line starts the next column: further up, and right of all of the line before it."""
    return bool(above.box and line.box and line.box.y1 < above.box.y0 and line.box.x0 > above.box.x0 + COLUMN_APART)


def _beside(column: list[Line], other: list[Line]) -> list[Line]:
    """The last lines of a column that end before another one begins: what stands over both is none of it."""
    edge = _left(other)
    over = [place for place, line in enumerate(column) if line.box and line.box.x1 > edge]
    return column[over[-1] + 1 :] if over else column


def _left(column: list[Line]) -> float:
    return min((line.box.x0 for line in column if line.box), default=0.0)


def _right(column: list[Line]) -> float:
    return max((line.box.x1 for line in column if line.box), default=0.0)


def _foot(column: list[Line]) -> float:
    return max((line.box.y1 for line in column if line.box), default=0.0)


def _edge(page: Page) -> float | None:
    """Where the leftmost words start that do not stand alone there, None on a page of hardly a line."""
    starts = Counter(round(line.box.x0 / 3) for line in page.lines if line.box and not line.role)
    return min((3.0 * start for start, count in starts.items() if count > 1), default=None)


def _moved(page: Page, by: float) -> Page:
    return replace(page, lines=tuple(_shifted(line, by) if line.box else line for line in page.lines))


def _shifted(line: Line, by: float) -> Line:
    return replace(line, indent=line.indent - by, moved=line.moved + by)
