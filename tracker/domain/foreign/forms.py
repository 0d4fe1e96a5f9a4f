"""Plans that are forms: labels down the side and words beside them, one action a block. Each is turned into a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tracker.domain.foreign.columns import EXTRA, RECOMMENDATION, TITLE, meaning_of
from tracker.domain.foreign.grid import Grid, GridCell, Place
from tracker.domain.foreign.layout import Column, RowKind, Table
from tracker.domain.foreign.settle import settle
from tracker.domain.foreign.table import Meant
from tracker.domain.text.words import as_compared

_FEWEST: Final = 4
"""Different labels that are known, from which on a column of them is one of a form."""
_KNOWN_SHARE: Final = 0.5
_LONGEST: Final = 90
_DEEPEST: Final = 200
"""Rows in which labels are looked for."""


@dataclass
class _Block:
    """One form: its words by label, each with the places (sheet, row, column) it stands in."""

    grid: Grid
    labels: dict[str, tuple[str, GridCell, tuple[str, int, int]]] = field(default_factory=dict)
    rows: dict[tuple[str, int], None] = field(default_factory=dict)
    last: str = ""

    @property
    def row(self) -> int:
        """The row it begins in."""
        return next(iter(self.rows))[1]

    def put(self, label: str, cell: GridCell, place: tuple[str, int, int]) -> None:
        """Takes what stands beside a label."""
        self.last = as_compared(label)
        self.labels[self.last] = label, cell, place

    def go_on(self, cell: GridCell) -> None:
        """Takes more of what stood beside the last label."""
        label, before, place = self.labels[self.last]
        text = f"{before.text}\n{cell.text}".strip()
        self.labels[self.last] = label, replace(before, text=text, value=text), place


def find_forms(grids: Sequence[Grid], chosen: Mapping[str, str] | None) -> tuple[list[Table | None], frozenset[str]]:
    """For each grid the forms in it as a table, or None; and the tables that are the rest of a form before them."""
    found: list[list[_Block]] = []
    before: list[_Block] = []
    met: set[str] = set()
    rests: set[str] = set()
    for grid in grids:
        at = _label_columns(grid) or ([1] if before and as_compared(grid.at(1, 1).text) in before[-1].labels else [])
        blocks = list(_blocks(grid, at, met)) if at else []
        halved = before and not (_is_whole(before[-1]) and any(map(_is_whole, blocks[:1])))
        rest = _rest(grid, before[-1]) if halved else None
        if rest is not None:
            blocks = [one for one in _blocks(grid, rest, met, before[-1]) if one is not before[-1]]
            rests.add(grid.name)
        elif not any(map(_is_whole, blocks)) and not (before and _begins_like(blocks, before[-1])):
            blocks = []
        found.append(blocks)
        before = blocks or (before if rest is not None else [])
    made = [_table(grid, blocks, chosen or {}) if blocks else None for grid, blocks in zip(grids, found, strict=True)]
    read = {sheet for table in made if table for rows in table.grid.covers.values() for sheet, _ in rows}
    return made, frozenset(rests & read)


def _meaning(text: str) -> str:
    return meaning_of(" ".join(text.split()).rstrip(" :"), slips=False)[0] if 0 < len(text) <= _LONGEST else ""


def _label_columns(grid: Grid) -> list[int]:
    """The columns that hold labels: most of their cells are known ones, of several kinds."""
    found: list[int] = []
    for at in range(1, min(grid.last_column, 8)):
        texts = [text for row in range(1, min(grid.last_row, _DEEPEST) + 1) if (text := grid.at(row, at).text.strip())]
        known = [name for name in map(_meaning, texts) if name]
        if len(known) >= _KNOWN_SHARE * len(texts) and len(set(known)) >= (2 if found else _FEWEST):
            found.append(at)
    return found


def _is_whole(block: _Block) -> bool:
    """Whether a block says what is to be done or what is wanted, and something beside it."""
    names = {_meaning(label) for label, _, _ in block.labels.values()}
    return bool(names & {TITLE, RECOMMENDATION}) and len(names - {"", EXTRA}) >= _FEWEST


def _begins_like(blocks: Sequence[_Block], before: _Block) -> bool:
    """Whether a lone block is the beginning of one more form like those before it, whose rest is on the next page."""
    return len(blocks) == 1 and list(blocks[0].labels) == list(before.labels)[: len(blocks[0].labels)]


def _rest(grid: Grid, before: _Block) -> list[int] | None:
    """The columns of labels of a grid that goes on with a form of the page before; None where it does not."""
    pages = grid.page, before.grid.page
    if pages[0] is None or pages[1] is None or not 0 <= pages[0] - pages[1] <= 1 or grid.above:
        return None
    first = grid.at(1, 1).text.strip()
    fresh = not first or (as_compared(first) not in before.labels and bool(_meaning(first)))
    return [1] if fresh and grid.last_column == before.grid.last_column else None


def _blocks(grid: Grid, at: Sequence[int], met: set[str], open_: _Block | None = None) -> Iterator[_Block]:
    """The forms of a grid from top to bottom; `open_` is one that is not at its end yet, `met` all labels so far."""
    block = open_
    first = next(iter(open_.labels)) if open_ is not None else ""
    for row in range(1, grid.last_row + 1):
        for column in at:
            label = grid.at(row, column).text.strip()
            place = (row, column + grid.width_of(row, column))
            value = grid.seen(*place) if place[1] not in at else GridCell()
            said = as_compared(label)
            if not label or not (value.says or said in met or _meaning(label)):
                if value.says and block is not None and block.last:
                    block.go_on(value)
                    block.rows[grid.name, row] = None
                continue
            met.add(said)
            if block is None or said in block.labels or said == first:
                if block is not None and block is not open_:
                    yield block
                block, first = _Block(grid), first or said
            block.put(label, value, (grid.name, *place))
            block.rows[grid.name, row] = None
    if block is not None and block is not open_:
        yield block


def _table(grid: Grid, blocks: Sequence[_Block], chosen: Mapping[str, str]) -> Table | None:
    """The forms as a table: a row a form, under the labels as headings."""
    order = {label: at for at, label in enumerate(_labels(blocks), start=1)}
    cells: dict[Place, GridCell] = {}
    origin: dict[Place, tuple[str, int, int]] = {}
    for block in blocks:
        for said, (label, cell, place) in block.labels.items():
            here = block.row, order[said]
            cells[here], origin[here] = cell, place
            cells.setdefault((0, order[said]), GridCell(label, label))
            origin.setdefault((0, order[said]), place)
    covers = {block.row: tuple(block.rows) for block in blocks}
    turned = Grid(grid.name, cells, page=grid.page, above=grid.above, origin=origin, covers=covers)
    meant = Meant(chosen)
    columns = [
        Column(at, label, *meant(label))
        for label, at in ((cells[0, at].text.rstrip(" :"), at) for at in order.values())
    ]
    table = Table(turned, 0, settle(turned, 0, columns, chosen), 0, _rows(grid, blocks))
    return table if table.is_plan else None


def _rows(grid: Grid, blocks: Sequence[_Block]) -> dict[int, RowKind]:
    """What each row from the first form to the last is, but for those that a form covers beside its first."""
    covered = {row for block in blocks for sheet, row in block.rows if sheet == grid.name}
    firsts = {block.row for block in blocks}
    kinds = {}
    for row in range(min(firsts), max(covered) + 1):
        if row in firsts:
            kinds[row] = RowKind.DATA
        elif row not in covered:
            kinds[row] = RowKind.HEADING if grid.columns_of(row) else RowKind.EMPTY
    return kinds


def _labels(blocks: Iterable[_Block]) -> dict[str, None]:
    return {said: None for block in blocks for said in block.labels}
