"""Pages printed on both sides have their wide margin now left, now right: what stands in line is measured from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import median

from tracker.reading.page.document import Document, Page

APART = 8.0
"""Points by which the margins of odd and even pages differ at least."""
NEAR = 4.0
"""Points by which the margin of a page may differ from that of its fellows."""
FEWEST = 2
"""Pages on each side."""
MOST = 0.6
"""The share of each side's pages that must have its margin."""


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


def _edge(page: Page) -> float | None:
    """Where the leftmost words start that do not stand alone there, None on a page of hardly a line."""
    starts = Counter(round(line.box.x0 / 3) for line in page.lines if line.box and not line.role)
    return min((3.0 * start for start, count in starts.items() if count > 1), default=None)


def _moved(page: Page, by: float) -> Page:
    lines = tuple(replace(line, indent=line.indent - by, moved=by) if line.box else line for line in page.lines)
    return replace(page, lines=lines)
