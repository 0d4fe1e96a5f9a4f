"""Area SEND inspections: areas for priority action beside their responsible body, areas for improvement row by row."""

from __future__ import annotations

import re

from tracker.reading.families.columns import ENDED, Row, columned, rows_of
from tracker.reading.families.items import Item, Taken
from tracker.reading.families.lists import Heading, heading_text, in_contents, matching, take
from tracker.reading.page.layout import Block
from tracker.reading.page.marks import is_sign

PRIORITY = "area for priority action"
IMPROVEMENT = "area for improvement"
HEADINGS = (
    Heading(re.compile(r"(?i)areas?\(?s?\)? for priority action"), PRIORITY),
    Heading(re.compile(r"(?i)areas?\(?s?\)? for (?:further )?improvement"), IMPROVEMENT),
)
_HEADER_CELL = re.compile(
    r"(?i)responsible (?:body|bodies)|areas?\(?s?\)? for (?:priority action|(?:further )?improvement)"
)
_END = re.compile(
    r"(?i)(?:local area partnership details|information about (?:this|the) inspection|inspection team|local authority$|"
    r"what (?:is|does|progress)|next steps|inspection outcome)"
)
_DIRECTS = re.compile(r"(?i)\b(?:should|must|needs? to|will need|requires?|urgently)\b")


def read(blocks: list[Block]) -> Taken:
    """The report's areas for priority action and for improvement, row by row; without tables, as other lists."""
    taken = Taken()
    index = 0
    while index < len(blocks):
        heading = matching(blocks[index], HEADINGS)
        if heading is None or in_contents(blocks, index):
            index += 1
            continue
        end = _section_end(blocks, index, heading)
        section = blocks[index:end]
        taken.headings.append(heading_text(blocks[index]))
        _take_section(section, heading, taken)
        index = end
    return taken if taken.items else take(blocks, (), any_layout=True)


def _section_end(blocks: list[Block], start: int, heading: Heading) -> int:
    """The place after the section's last block: the next section's heading, or the end of its tables."""
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        other = matching(block, HEADINGS)
        if (
            other
            and other is not heading
            and not (block.table is not None and block.first.cell and block.first.cell[1] > 0)
        ) or _END.match(block.text):
            return index
        if _HEADER_CELL.fullmatch(heading_text(block)):
            continue
        if block.heading and block.table is None and not other and block.heading <= max(blocks[start].heading, 2):
            return index
    return len(blocks)


def _take_section(section: list[Block], heading: Heading, taken: Taken) -> None:
    every = rows_of([block for block in section if block.table is not None]) or columned(section)
    bodies = _body_column(every)
    rows = _joined_rows([row for row in every if not row.is_header(_HEADER_CELL)], bodies)
    if not rows:
        found = take(section, (heading,))
        taken.items += found.items
        taken.lead_ins += found.lead_ins
        return
    for row in rows:
        last = _text_column(row, bodies)
        body = row.text(bodies) if last != bodies and bodies in row.cells else ""
        for blocks in _items_of(row.cells[last], alone=len(rows) == 1):
            taken.items.append(Item(heading.kind, blocks, body=body if re.search(r"[^\W\d]{2}", body) else None))


def _body_column(rows: list[Row]) -> int:
    """The column headed "Responsible body", or the first."""
    for row in rows:
        for column in row.cells:
            if row.is_header(_HEADER_CELL) and re.match(r"(?i)responsible", row.text(column)):
                return column
    return 0


def _text_column(row: Row, bodies: int) -> int:
    """The column that holds the item: the last that is not the bodies' own, where there is one."""
    return max((column for column in row.cells if column != bodies), default=bodies)


def _joined_rows(rows: list[Row], bodies: int) -> list[Row]:
    """The rows, one that a page or a merged cell broke off put back to the row it belongs to."""
    wide = len({column for row in rows for column in row.cells}) > 1
    done: list[Row] = []
    for row in rows:
        if done and _runs_on(done[-1], row, bodies, wide=wide):
            for column, blocks in row.cells.items():
                _append(done[-1].cells.setdefault(column, []), blocks)
        else:
            done.append(row)
    return done


def _append(cell: list[Block], blocks: list[Block]) -> None:
    """Adds blocks to a cell, the first to the last paragraph's lines where that sentence was broken."""
    for block in blocks:
        if cell and not block.marker and not ENDED.search(cell[-1].text) and not cell[-1].text.endswith(":"):
            cell[-1] = Block([*cell[-1].lines, *block.lines])
        else:
            cell.append(block)


def _runs_on(above: Row, row: Row, bodies: int, *, wide: bool) -> bool:
    """Whether a row that starts a page goes on with the row above it rather than starting an item of its own."""
    if row.table == above.table:
        return False
    if wide and (bodies not in row.cells or row.cells.keys() == {bodies}):
        return True
    words = above.cells[_text_column(above, bodies)]
    begins = row.cells[_text_column(row, bodies)][0]
    if begins.text[:1].islower() or (begins.marker and not words[0].marker):
        return True
    if ENDED.search(words[-1].text) or words[-1].text.endswith(":"):
        return False
    if words[-1].marker and not words[0].marker and begins.indent < words[-1].indent - 6:
        return False
    return _fills_line(words)


def _fills_line(words: list[Block]) -> bool:
    """Whether the last line of a cell reaches near its right edge, so that its sentence was cut off there."""
    edges = [line.box.x1 for block in words for line in block.lines if line.box]
    return not edges or edges[-1] > max(edges) - 90


def _items_of(blocks: list[Block], *, alone: bool) -> list[list[Block]]:
    """A cell's items: mostly one, but each bullet where the cell is nothing but a list."""
    blocks = [block for block in blocks if block.text.strip()]
    if not blocks:
        return []
    first = blocks[0]
    if len(blocks) > 1 and first.marker and is_sign(first.marker):
        return _grouped(blocks, [abs(block.left - first.left) < 6 and bool(block.marker) for block in blocks])
    if alone and len(blocks) > 2 and not any(block.marker for block in blocks):
        starts = [bool(_DIRECTS.search(block.text)) for block in blocks]
        if all(starts):
            return _grouped(blocks, starts)
    return [blocks]


def _grouped(blocks: list[Block], starts: list[bool]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block, start in zip(blocks, starts, strict=True):
        if start or not groups:
            groups.append([block])
        else:
            groups[-1].append(block)
    return groups
