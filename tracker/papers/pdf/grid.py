"""A table that is as cheap at its last page as at its first: rows are measured once and cut by their height.

The library's own table measures all that is left at every page, and cannot break a row that is taller than one.
All parts of a table, on however many pages, show one element of the structure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable
from typing_extensions import override

from tracker.papers.pdf.flowables import Tagged
from tracker.papers.styles import BAND, INK, RULE, TEXT_HEIGHT, TEXT_WIDTH, UNIT

LEFT, RIGHT, TOP, BOTTOM, JOINED_TOP = 4.0, 6.0, 3.0, 4.0, 1.0
SMALL = 0.33
"""A table no higher than this part of a page is not broken over two."""
GAP = 0.3
"""No more than this part of a page is left empty for the sake of a row: beyond it the row itself is broken."""
HAIR = 0.01


@dataclass
class Line:
    """One row: its cells from the left, one of which alone runs across. `joined` stays with the row above."""

    cells: list[list[Tagged]]
    joined: bool = False
    ruled: bool = True
    widths: Sequence[float] = ()
    _height: float = -1.0

    @property
    def top(self) -> float:
        """The space above its words."""
        return TOP if self.ruled else JOINED_TOP

    @property
    def height(self) -> float:
        """Its height, measured once."""
        if self._height < 0:
            self._height = self.top + BOTTOM + max(map(self._cell_height, range(len(self.cells))), default=0.0)
        return self._height

    def room(self, place: int) -> float:
        """How wide the words of a cell may be."""
        width = sum(self.widths) if len(self.cells) == 1 else self.widths[place]
        return width - LEFT - RIGHT

    def _cell_height(self, place: int) -> float:
        return float(sum(part.wrap(self.room(place), TEXT_HEIGHT)[1] for part in self.cells[place]))

    def cut(self, height: float) -> tuple[Line, Line] | None:
        """The row as two, the first no higher than this; None where nothing of it would stand there."""
        room = height - self.top - BOTTOM
        pairs = [self._cut_cell(place, room) for place in range(len(self.cells))]
        if not any(first for first, _ in pairs) or not any(rest for _, rest in pairs):
            return None
        first = Line([first for first, _ in pairs], self.joined, self.ruled, self.widths)
        return first, Line([rest for _, rest in pairs], False, False, self.widths)

    def _cut_cell(self, place: int, room: float) -> tuple[list[Tagged], list[Tagged]]:
        fitting: list[Tagged] = []
        parts = list(self.cells[place])
        while parts:
            part = parts[0]
            _, needed = part.wrap(self.room(place), TEXT_HEIGHT)
            if needed > room:
                halves = part.split(self.room(place), room)
                if len(halves) == 2:
                    fitting.append(halves[0])
                    parts[0] = halves[1]
                break
            fitting.append(parts.pop(0))
            room -= needed
        return fitting, parts

    def draw(self, canvas: Any, top: float) -> None:
        """Draws the row with its upper edge at this height."""
        x = 0.0
        for place, cell in enumerate(self.cells):
            y = top - self.top
            for part in cell:
                _, height = part.wrap(self.room(place), TEXT_HEIGHT)
                y -= height
                part.drawOn(canvas, x + LEFT, y)
            x += self.widths[place] if place < len(self.widths) else 0.0


class Grid(Flowable):  # type: ignore[misc]
    """A table, or what of it stands on one page or is left: its heading row and these rows.

    `page` is how high the text of a page is.
    """

    def __init__(
        self, head: Line | None, lines: Sequence[Line], page: float = TEXT_HEIGHT, height: float | None = None
    ) -> None:
        super().__init__()
        self._head, self._lines, self._page = head, lines, page
        self._rows_height = _height(lines) if height is None else height
        """How high the rows are; of what is left after a page it follows from what was there before."""
        self._width = sum((head or lines[0]).widths) if head or lines else TEXT_WIDTH
        self.spaceAfter = 3 * UNIT

    @property
    def _head_height(self) -> float:
        return self._head.height if self._head else 0.0

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return self._width, self._head_height + self._rows_height

    def least(self) -> float:
        """The height that must be free to begin: a small table's own, else the heading row with the first rows."""
        _, height = self.wrap(TEXT_WIDTH, TEXT_HEIGHT)
        if height <= SMALL * self._page:
            return float(height)
        begin = self._head_height + _height(self._lines[: _together(self._lines, 0)])
        return float(min(begin, GAP * self._page + self._head_height + 1))

    @override
    def split(self, aW: float, aH: float) -> list[Grid]:
        room = aH - HAIR - self._head_height
        count = _fitting(self._lines, room)
        if count == len(self._lines):
            return [self]
        whole = _break_before(self._lines, count, self._page)
        empty = room - _height(self._lines[:whole])
        group = self._head_height + _height(self._lines[whole : _together(self._lines, whole)])
        if empty > GAP * self._page or group > self._page:
            halves = self._lines[count].cut(room - _height(self._lines[:count]))
            if halves is not None:
                above, below = halves
                return self._parts([*self._lines[:count], above], (below,), count + 1)
            whole = whole or count
        return self._parts(self._lines[:whole], (), whole) if whole else []

    def _parts(self, above: Sequence[Line], begun: Sequence[Line], after: int) -> list[Grid]:
        """What stands on this page, and what is left: the rest of a row that was cut, and the rows from `after` on."""
        left = self._rows_height - _height(self._lines[:after]) + _height(begun)
        rest = Grid(self._head, [*begun, *self._lines[after:]], self._page, left)
        return [Grid(self._head, above, self._page), rest]

    @override
    def draw(self) -> None:
        _, y = self.wrap(TEXT_WIDTH, TEXT_HEIGHT)
        if self._head is not None:
            self.canv.setFillColor(HexColor(BAND))
            self.canv.rect(0, y - self._head.height, self._width, self._head.height, stroke=0, fill=1)
            self._head.draw(self.canv, y)
            y -= self._head.height
            self._rule(y, 1.0, INK)
        for number, line in enumerate(self._lines):
            if line.ruled and (number or self._head is None):
                self._rule(y, 0.5, RULE)
            line.draw(self.canv, y)
            y -= line.height
        self._rule(y, 0.5, RULE)

    def _rule(self, y: float, width: float, colour: str) -> None:
        self.canv.setStrokeColor(HexColor(colour))
        self.canv.setLineWidth(width)
        self.canv.line(0, y, self._width, y)


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)


def _fitting(lines: Sequence[Line], room: float) -> int:
    """How many rows have room, one under another."""
    for count, line in enumerate(lines):
        room -= line.height
        if room < 0:
            return count
    return len(lines)


def _together(lines: Sequence[Line], start: int) -> int:
    """The row after those that stay with this one."""
    end = start + 1
    while end < len(lines) and lines[end].joined:
        end += 1
    return end


def _break_before(lines: Sequence[Line], count: int, page: float) -> int:
    """The row before which to break, at most `count`: not one that is joined, nor a last one that would stand alone."""
    row = _begin_of(lines, count)
    rest = _height(lines[row:]) if _together(lines, row) == len(lines) else page
    earlier = _begin_of(lines, row - 1) if row else 0
    both = rest + _height(lines[earlier:row])
    return earlier if earlier and both <= SMALL * page else row


def _begin_of(lines: Sequence[Line], row: int) -> int:
    while row > 0 and lines[row].joined:
        row -= 1
    return row
