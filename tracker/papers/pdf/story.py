"""A paper in the making: headings, paragraphs, lists, tables and pictures, each with its place in the structure.

Headings wait until the content below them is known, so that no heading is stranded at the foot of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from tracker.domain.actions.status import Status
from tracker.papers.charts import LIGHT, Chart, Palette, status_colour
from tracker.papers.fonts import printable, undrawn
from tracker.papers.paper import Cell, Row, markup
from tracker.papers.pdf.flowables import BreakWhereFull, Ornament, Picture, Tagged, dot, page_number_of, stamp
from tracker.papers.pdf.grid import Grid, Line
from tracker.papers.pdf.tagging import Element
from tracker.papers.styles import BODY_LEADING, TEXT_HEIGHT, TEXT_WIDTH, UNIT, style


@dataclass
class Story:
    """The flowables of a paper in order, with the structure they stand in."""

    title: str
    width: float = TEXT_WIDTH
    height: float = TEXT_HEIGHT
    """How wide and high the text of a page is."""
    palette: Palette = field(default_factory=lambda: LIGHT)
    root: Element = field(default_factory=lambda: Element("Document"))
    flowables: list[Flowable] = field(default_factory=list)
    listed: dict[str, Element] = field(default_factory=dict)
    """The contents list: its lines by the key of their heading."""
    undrawn: set[str] = field(default_factory=set)
    """The characters for which only a box is drawn."""
    _contents: tuple[int, Element] | None = None
    _waiting: list[Flowable] = field(default_factory=list)
    _bookmarks: int = 0

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading, kept with what follows it."""
        paragraph = Tagged(self._set(markup(text)), style(f"h{level}"), self.root.add(f"H{level}"))
        if bookmark:
            self._bookmarks += 1
            paragraph.bookmark = (f"section{self._bookmarks}", text[:120], level - 1)
        self._waiting.append(paragraph)

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph of markup; with `keep` it stays with what follows."""
        paragraph = Tagged(self._set(words), style(name), self.root.add("P"))
        if keep:
            self._waiting.append(paragraph)
        else:
            self._place(paragraph, 3 * BODY_LEADING)

    def items(self, lines: Sequence[str]) -> None:
        """A bulleted list of markup."""
        listing = self.root.add("L")
        for line in lines:
            body = listing.add("LI").add("LBody")
            self._place(Tagged(self._set(line), style("item"), body, dot), 2 * BODY_LEADING)

    def picture(self, chart: Chart) -> None:
        """A chart as one figure with its alternative text."""
        figure = self.root.add("Figure", alt=chart.alt)
        picture = Picture(chart.drawing, figure)
        picture.spaceAfter = 3 * UNIT
        self._place(picture, chart.drawing.height)

    def page_break(self) -> None:
        """What follows begins a new page, where the one before it is at least half full."""
        self.flowables.append(BreakWhereFull(self.height))

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        """A table whose heading row is repeated on every page it runs over; without `heads` it has none."""
        element = self.root.add("Table")
        scaled = [self.width * width / sum(widths) for width in widths]
        head = None
        if heads:
            row = element.add("TR")
            head = Line([[self._head(words, row)] for words in heads], widths=scaled)
        grid = Grid(head, [self._row(row, element.add("TR"), scaled) for row in rows], self.height)
        self._place(grid, grid.least())

    def contents(self) -> None:
        """The list of the headings of the second level that follow, each with its page."""
        self.heading(2, "Contents", bookmark=False)
        self._place(Spacer(1, 1), 6 * BODY_LEADING)
        self._contents = (len(self.flowables), self.root.add("TOC"))

    def finish(self) -> list[Flowable]:
        """All flowables in order."""
        self.flowables += self._waiting
        self._waiting = []
        if self._contents is not None:
            place, listing = self._contents
            headings = [item.bookmark for item in self.flowables[place:] if isinstance(item, Tagged) and item.bookmark]
            self.flowables[place:place] = [
                self._line(listing, key, title) for key, title, level in headings if level == 1
            ]
            self._contents = None
        return self.flowables

    def _line(self, listing: Element, key: str, title: str) -> Tagged:
        entry = self.listed[key] = listing.add("TOCI").add("Link", actual=title)
        line = Tagged(self._set(markup(title)), style("line"), entry, page_number_of(key, self.width))
        line.leads_to = key
        return line

    def _head(self, words: str, row: Element) -> Tagged:
        return Tagged(self._set(markup(words)), style("head"), row.add("TH", scope="Column"))

    def _row(self, row: Row, element: Element, widths: Sequence[float]) -> Line:
        spread = len(row.cells) == 1 and len(widths) > 1
        cells = [self._cell(cell, element, len(widths) if spread else 1) for cell in row.cells]
        return Line(cells, row.joined, not (row.joined or row.continued), widths)

    def _cell(self, cell: Cell, row: Element, columns: int) -> list[Tagged]:
        role = row.add("TH", scope="Row") if cell.header else row.add("TD", column_span=columns)
        alone = len(cell.paragraphs) == 1
        found = []
        for number, words in enumerate(cell.paragraphs):
            look = style("state" if cell.status else "head" if cell.header else cell.style)
            ornament = self.ornament(cell.status, cell.colour) if cell.status and not number else None
            found.append(Tagged(self._set(words), look, role if alone else role.add("P"), ornament))
        return found

    def ornament(self, status: Status, colour: str | None = None) -> Ornament:
        """What draws a status shape before a paragraph's first line."""
        return stamp(status.shape, status_colour(status, colour, self.palette))

    def _set(self, words: str) -> str:
        """Markup as it can be set."""
        if not words.isascii():
            self.undrawn |= undrawn(words)
        return printable(words)

    def _place(self, flowable: Flowable, least: float) -> None:
        """Places content after the headings that wait for it, all moved to the next page where there is no room."""
        needed = least + sum(_height(waiting) for waiting in self._waiting)
        if self._waiting:
            self.flowables.append(CondPageBreak(min(needed, self.height / 2)))
        self.flowables += [*self._waiting, flowable]
        self._waiting = []


def _height(flowable: Flowable) -> float:
    _, height = flowable.wrap(TEXT_WIDTH, TEXT_HEIGHT)
    return float(height + flowable.getSpaceBefore() + flowable.getSpaceAfter())
