"""Tables without rules: their columns start where their titles stand, a row where a cell of it begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from tracker.reading.families.columns import Row
from tracker.reading.page.document import Line
from tracker.reading.page.layout import Block

LEVEL = 4.0
"""Points by which lines of one printed row may stand higher or lower than one another."""
SLACK = 6.0
"""Points by which a cell may start left of its column's title."""


def unruled_tables(
    blocks: list[Block], is_title: Callable[[Row], object | None]
) -> tuple[list[list[Row]], list[Block]]:
    """The rows of each table that lines of titles head, titles among them, and the blocks outside of the tables."""
    lines = [line for block in blocks for line in block.lines]
    tables: list[list[Row]] = []
    used: set[int] = set()
    at = 0
    while at < len(lines):
        head = _level_with(lines, at)
        title = _row(-1 - len(tables), 0, head, [line.box.x0 for line in head if line.box])
        if len(head) < 2 or not is_title(title):
            at += 1
            continue
        edges = sorted(line.box.x0 for line in head if line.box)
        body = _under(lines[at + len(head) :], edges)
        rows = [title, *_rows(-1 - len(tables), body, edges)]
        tables.append([row for row in rows if row is title or not is_title(row)])
        used |= {id(line) for line in (*head, *body)}
        at += len(head) + len(body)
    if not tables:
        return [], blocks
    kept = (Block([line for line in block.lines if id(line) not in used]) for block in blocks)
    return tables, [block for block in kept if block.lines]


def _level_with(lines: list[Line], at: int) -> list[Line]:
    """The line at a place and those after it that stand beside it."""
    first = lines[at]
    found = [first]
    for line in lines[at + 1 :]:
        if first.box is None or line.box is None or line.page != first.page:
            break
        if abs(line.box.y0 - first.box.y0) > LEVEL or found[-1].box is None or line.box.x0 <= found[-1].box.x1:
            break
        found.append(line)
    return found if first.box else []


def _under(lines: list[Line], edges: list[float]) -> list[Line]:
    """The lines of a table's rows: as far as none starts left of it, is a heading or runs on into the next column."""
    found: list[Line] = []
    for line in lines:
        if line.box is None or line.table is not None or line.heading or line.box.x0 < edges[0] - SLACK:
            break
        column = _column(line, edges)
        if column + 1 < len(edges) and line.box.x1 > edges[column + 1] + SLACK:
            break
        found.append(line)
    return found


def _column(line: Line, edges: list[float]) -> int:
    left = line.indent + line.moved if line.bullet or line.box is None else line.box.x0
    return max((place for place, edge in enumerate(edges) if edge <= left + SLACK), default=0)


def _rows(table: int, lines: list[Line], edges: list[float]) -> list[Row]:
    """The lines as rows: each line belongs to the last row that starts above it."""
    starts = _starts(lines, edges)
    grouped: dict[tuple[int, float], list[Line]] = defaultdict(list)
    for line in lines:
        place = _place(line)
        start = max((start for start in starts if start[0] == place[0] and start[1] <= place[1] + LEVEL), default=None)
        grouped[start or (line.page, 0.0)].append(line)
    return [_row(table, number, group, edges) for number, (_, group) in enumerate(sorted(grouped.items()), start=1)]


def _place(line: Line) -> tuple[int, float]:
    return line.page, line.box.y0 if line.box else 0.0


def _starts(lines: list[Line], edges: list[float]) -> list[tuple[int, float]]:
    """Where rows start: at every line where all columns have one line each, else as often as any column begins anew."""
    by_column: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for line in lines:
        by_column[_column(line, edges)].append(_place(line))
    counts = {len(places) for places in by_column.values()}
    if len(counts) == 1:
        return sorted(by_column[0])
    pitch = 1.45 * max((line.size for line in lines), default=10.0)
    begun = {
        column: [place for above, place in zip([None, *places], places, strict=False) if _anew(above, place, pitch)]
        for column, places in ((column, sorted(places)) for column, places in by_column.items())
    }
    return max(begun.values(), key=len, default=[])


def _anew(above: tuple[int, float] | None, place: tuple[int, float], pitch: float) -> bool:
    return above is None or above[0] != place[0] or place[1] - above[1] > pitch


def _row(table: int, number: int, lines: list[Line], edges: list[float]) -> Row:
    """One row: the lines of each column, from top to bottom, as one paragraph."""
    cells: dict[int, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=_place):
        cells[_column(line, sorted(edges))].append(line)
    return Row(table, number, {column: [Block(found)] for column, found in cells.items()})
