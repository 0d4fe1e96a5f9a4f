"""A paper in the making: headings, paragraphs, lists, tables and pictures, each with its place in the structure.

Headings wait until the content below them is known, so that no heading is stranded at the foot of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer, Table

from tracker.domain.actions.status import Status
from tracker.papers.charts import LIGHT, Chart, Palette, status_colour
from tracker.papers.flowables import Ornament, Picture, Tagged, dot, page_number_of
from tracker.papers.fonts import printable
from tracker.papers.paper import Cell, Row, markup
from tracker.papers.shapes import shape
from tracker.papers.styles import BAND, BODY_LEADING, INK, RULE, TEXT_HEIGHT, TEXT_WIDTH, UNIT, style
from tracker.papers.tagging import Element

SHAPE_SIZE = 11.0
SMALL_TABLE = 0.33
"""A table no higher than this part of a page is not broken over two."""


@dataclass
class Story:
    """The flowables of a paper in order, with the structure they stand in."""

    title: str
    palette: Palette = field(default_factory=lambda: LIGHT)
    root: Element = field(default_factory=lambda: Element("Document"))
    flowables: list[Flowable] = field(default_factory=list)
    listed: dict[str, Element] = field(default_factory=dict)
    """The contents list: its lines by the key of their heading."""
    _contents: tuple[int, Element] | None = None
    _waiting: list[Flowable] = field(default_factory=list)
    _bookmarks: int = 0

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading, kept with what follows it."""
        paragraph = Tagged(printable(markup(text)), style(f"h{level}"), self.root.add(f"H{level}"))
        if bookmark:
            self._bookmarks += 1
            paragraph.bookmark = (f"section{self._bookmarks}", text[:120], level - 1)
        self._waiting.append(paragraph)

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph of markup; with `keep` it stays with what follows."""
        paragraph = Tagged(printable(words), style(name), self.root.add("P"))
        if keep:
            self._waiting.append(paragraph)
        else:
            self._place(paragraph, 3 * BODY_LEADING)

    def items(self, lines: Sequence[str]) -> None:
        """A bulleted list of markup."""
        listing = self.root.add("L")
        for line in lines:
            body = listing.add("LI").add("LBody")
            self._place(Tagged(printable(line), style("item"), body, dot), 2 * BODY_LEADING)

    def picture(self, chart: Chart) -> None:
        """A chart as one figure with its alternative text."""
        figure = self.root.add("Figure", alt=chart.alt)
        picture = Picture(chart.drawing, figure)
        picture.spaceAfter = 3 * UNIT
        self._place(picture, chart.drawing.height)

    def page_break(self) -> None:
        """What follows begins a new page."""
        self.flowables.append(PageBreak())

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        """A table whose heading row is repeated on every page it runs over; without `heads` it has none."""
        element = self.root.add("Table")
        data: list[list[Any]] = []
        commands: list[tuple[Any, ...]] = list(_TABLE_LINES)
        if heads:
            data.append([self._head(head, row) for row in [element.add("TR")] for head in heads])
            commands += _HEAD_LINES
        for row in rows:
            self._row(row, element, len(widths), data, commands)
        total = sum(widths)
        scaled = [TEXT_WIDTH * width / total for width in widths]
        table = Table(data, colWidths=scaled, repeatRows=1 if heads else 0, style=commands, hAlign="LEFT")
        table.spaceAfter = 4 * UNIT
        _keep_last_rows(table, rows, bool(heads))
        self._place(table, _first_rows(table, rows, bool(heads)))

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
        entry = self.listed[key] = listing.add("TOCI")
        entry.actual = title
        return Tagged(printable(markup(title)), style("line"), entry, page_number_of(key, TEXT_WIDTH))

    def _head(self, words: str, row: Element) -> Tagged:
        return Tagged(printable(markup(words)), style("head"), row.add("TH", scope="Column"))

    def _row(
        self, row: Row, element: Element, columns: int, data: list[list[Any]], commands: list[tuple[Any, ...]]
    ) -> None:
        place, entry = len(data), element.add("TR")
        spread = len(row.cells) == 1 and columns > 1
        cells: list[Any] = [self._cell(cell, entry, columns if spread else 1) for cell in row.cells]
        data.append(cells + [""] * (columns - len(cells)))
        if spread:
            commands += [("SPAN", (0, place), (-1, place)), ("TOPPADDING", (0, place), (-1, place), 1)]
        if row.joined:
            commands.append(("NOSPLIT", (0, place - 1), (0, place)))
        if not row.joined and not row.continued:
            commands.append(("LINEABOVE", (0, place), (-1, place), 0.5, HexColor(RULE)))

    def _cell(self, cell: Cell, row: Element, columns: int) -> list[Tagged]:
        role = row.add("TH", scope="Row") if cell.header else row.add("TD", column_span=columns)
        alone = len(cell.paragraphs) == 1
        found = []
        for number, words in enumerate(cell.paragraphs):
            marked = cell.status is not None and number == 0
            look = style("state" if cell.status else "head" if cell.header else cell.style)
            ornament = self.ornament(cell.status, cell.colour) if marked and cell.status else None
            found.append(Tagged(printable(words), look, role if alone else role.add("P"), ornament))
        return found

    def ornament(self, status: Status, colour: str | None = None) -> Ornament:
        """What draws a status shape before a paragraph's first line."""
        drawing = Drawing(SHAPE_SIZE, SHAPE_SIZE)
        drawing.add(shape(status.shape, 0, 0, SHAPE_SIZE, status_colour(status, colour, self.palette)))

        def draw(canvas: Any, paragraph: Tagged) -> None:
            renderPDF.draw(drawing, canvas, 0, paragraph.height - SHAPE_SIZE - 3)

        return draw

    def _place(self, flowable: Flowable, least: float) -> None:
        """Places content after the headings that wait for it, all moved to the next page where there is no room."""
        needed = least + sum(_height(waiting) for waiting in self._waiting)
        if self._waiting:
            self.flowables.append(CondPageBreak(min(needed, TEXT_HEIGHT)))
        self.flowables += [*self._waiting, flowable]
        self._waiting = []


_TABLE_LINES: tuple[tuple[Any, ...], ...] = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ("LINEBELOW", (0, -1), (-1, -1), 0.5, HexColor(RULE)),
)
_HEAD_LINES: tuple[tuple[Any, ...], ...] = (
    ("BACKGROUND", (0, 0), (-1, 0), HexColor(BAND)),
    ("LINEBELOW", (0, 0), (-1, 0), 1, HexColor(INK)),
)


def _height(flowable: Flowable) -> float:
    _, height = flowable.wrap(TEXT_WIDTH, TEXT_HEIGHT)
    return float(height + flowable.getSpaceBefore() + flowable.getSpaceAfter())


def _keep_last_rows(table: Table, rows: Sequence[Row], headed: bool) -> None:
    """Keeps the last two rows (with what is joined to them) on one page, so that none stands alone on the next."""
    starts = [place + headed for place, row in enumerate(rows) if not row.joined and not row.continued]
    if len(starts) < 2:
        return
    table.wrap(TEXT_WIDTH, TEXT_HEIGHT)
    if sum(table._rowHeights[starts[-2] :]) <= SMALL_TABLE * TEXT_HEIGHT:
        table.setStyle([("NOSPLIT", (0, starts[-2]), (0, len(rows) + headed - 1))])


def _first_rows(table: Table, rows: Sequence[Row], headed: bool) -> float:
    """The height that must be free: a small table's own, else the heading row with the first row and those joined."""
    _, height = table.wrap(TEXT_WIDTH, TEXT_HEIGHT)
    if height <= SMALL_TABLE * TEXT_HEIGHT:
        return float(height)
    count = 1 + headed
    while count - headed < len(rows) and rows[count - headed].joined:
        count += 1
    return float(sum(table._rowHeights[:count]))
