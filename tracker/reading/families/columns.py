"""Rows of a two-column or one-column table: from the cells of its rules or, without rules, from where lines stand."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from tracker.reading.page.document import Line
from tracker.reading.page.layout import Block, joined

_TITLES = re.compile(
    r"(?i)responsible (?:body|bodies)|areas?\(?s?\)? for (?:priority action|(?:further )?improvement)"
    r"[\s:?.*–—-]*\d{0,2}"
)
SHORT = 40.0
"""A line that ends this many points before the column's right edge was ended there by its writer."""

_DIRECTS = re.compile(r"\b(?:should|must|needs? to)\b")
_WHO_SHOULD = re.compile(r"(?!This|These|They|It|In )[A-Z].{5,80}?\b(?:should|must|needs? to)\b")
ENDED = re.compile(r"[.!?]['’”\")]*$")


@dataclass(slots=True)
class Row:
    """One row of a table, its cells' blocks by column; `table` tells tables apart."""

    table: int | None
    row: int
    cells: dict[int, list[Block]] = field(default_factory=dict)

    def text(self, column: int) -> str:
        """The words of one cell, "" where it is empty."""
        return joined([block.text for block in self.cells.get(column, [])])

    def is_header(self, titles: re.Pattern[str]) -> bool:
        """Whether every cell is a column's title."""
        cells = [re.sub(r"[\s:?.*–—-]*\d{0,2}[\s:?.*–—-]*$", "", self.text(column).strip()) for column in self.cells]
        return all(titles.fullmatch(text) for text in cells)


def rows_of(blocks: list[Block]) -> list[Row]:
    """The rows of the tables that the blocks' cells make up, in printed order."""
    rows: dict[tuple[int | None, int], Row] = {}
    for block in blocks:
        row, column = block.first.cell or (0, 0)
        found = rows.setdefault((block.table, row), Row(block.table, row))
        found.cells.setdefault(column, []).append(block)
    _reach_down(rows)
    return list(rows.values())


def _reach_down(rows: dict[tuple[int | None, int], Row]) -> None:
    """Puts the words of a cell that reaches over several rows into each of them."""
    printed = [(place, column, blocks) for place, row in rows.items() for column, blocks in row.cells.items()]
    for (table, number), column, blocks in printed:
        for below in range(number + 1, number + blocks[0].first.rows):
            if (table, below) in rows:
                rows[table, below].cells.setdefault(column, blocks)


def titled(text: str) -> bool:
    """Whether a cell's words are a column's title."""
    return bool(_TITLES.fullmatch(text.strip()))


def columned(section: list[Block]) -> list[Row]:
    """The rows of a table without rules: the columns start where their titles stand, a row where the first one does.

    Without two titles beside one another every paragraph is a row. The section's first block is its heading.
    """
    lines = [line for block in section[1:] for line in block.lines if line.box]
    second = _second_column(lines)
    rows: list[Row] = []
    for group in _paragraphs(lines, second):
        column = 1 if second and group[0].box and group[0].box.x0 >= second else 0
        opens = not rows or (column == 0 and (not second or 1 in rows[-1].cells)) or column not in (0, 1)
        if opens and rows and second and 1 in rows[-1].cells and group[0].page != rows[-1].cells[1][-1].lines[-1].page:
            opens = bool(ENDED.search(rows[-1].text(1)))
        block = Block(group)
        if rows and not second and block.marker and rows[-1].text(0).endswith((":", ";", ",")):
            opens = False
        if rows and not second and block.marker and len(rows[-1].cells[0]) > 1:
            opens = False
        if opens:
            rows.append(Row(-1, len(rows)))
        rows[-1].cells.setdefault(column, []).append(block)
    return rows


def _second_column(lines: list[Line]) -> float | None:
    """The left edge of the second column, where two titles stand beside one another above the lines."""
    for first, second in itertools.pairwise(lines[:7]):
        if not (first.box and second.box and re.match(r"(?i)responsible bod", first.text)):
            continue
        if abs(first.box.y0 - second.box.y0) < 6 and second.box.x0 > first.box.x1:
            return second.box.x0 - 10
    return None


def _paragraphs(lines: list[Line], second: float | None) -> list[list[Line]]:
    """The lines in paragraphs: a marker, a change of column, or a line cut short after a full stop starts one."""
    edge = max((line.box.x1 for line in lines if line.box), default=0.0)
    pitch = _pitch(lines)
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        own = last is None or bool(line.bullet or line.heading or last.heading) or titled(last.text)
        if last is None or own or _parted(last, line, edge, pitch, second) or _directs_anew(groups[-1], line):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _directs_anew(group: list[Line], line: Line) -> bool:
    """Whether a line that starts a sentence tells someone to act, as the paragraph before it has done already."""
    told = any(_DIRECTS.search(before.text) for before in group)
    return told and bool(ENDED.search(group[-1].text) and _WHO_SHOULD.match(line.text))


def _pitch(lines: list[Line]) -> float:
    """The distance in points from a line to the next inside a paragraph: the least that letters of this size need."""
    size = max((line.size for line in lines), default=0.0) or 12.0
    steps = (
        below.box.y1 - above.box.y1
        for above, below in itertools.pairwise(lines)
        if above.box and below.box and above.page == below.page and below.box.y1 - above.box.y1 > 0.9 * size
    )
    return min(min(steps, default=1.2 * size), 1.3 * size)


def _parted(last: Line, line: Line, edge: float, pitch: float, second: float | None) -> bool:
    if last.box is None or line.box is None:
        return True
    if second and (last.box.x0 >= second) != (line.box.x0 >= second):
        return True
    if line.page == last.page and line.box.y1 - last.box.y1 > 2.2 * max(line.size, 8):
        return True
    ended = bool(ENDED.search(last.text)) and line.text[:1].isupper()
    if not ended or second:
        return False
    word = len(line.text.split()[0]) + 1
    fits = last.box.x1 + word * (line.box.x1 - line.box.x0) / max(len(line.text), 1) < edge
    apart = line.page == last.page and line.box.y1 - last.box.y1 > pitch + 2.5
    return apart or (fits and last.box.x1 < edge - SHORT)
