"""Tables that a page breaks: the rest of a row is put back to its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tracker.domain.foreign.columns import NUMBER, RECOMMENDATION, TITLE
from tracker.domain.foreign.grid import GridCell
from tracker.domain.foreign.layout import RowKind, Table
from tracker.domain.foreign.parts import without_number
from tracker.domain.foreign.row_kinds import classify, with_last_section

_SETTLES: Final = ("due", "forecast", "delivery", "done", "start")
"""What a row says once: both halves of one that is broken do not."""
_ENDS: Final = (".", "!", "?", ")", ";")


def is_rest(table: Table, before: Table) -> bool:
    """Whether a document's table is the one before it once more, on the next page."""
    pages = table.grid.page, before.grid.page
    if pages[0] is None or pages[1] is None or table.grid.above:
        return False
    same = [column.name for column in table.columns] == [column.name for column in before.columns]
    return same and 0 <= pages[0] - pages[1] <= 1


def rejoined(tables: Sequence[Table]) -> list[Table]:
    """The tables with each row that a page breaks whole in the first of its halves."""
    found: list[Table] = []
    for own in tables:
        table = _as_before(own, found[-1]) if found else own
        halves = None
        if found and is_rest(table, found[-1]):
            found[-1] = with_last_section(found[-1])
            halves = _halves(found[-1], table)
        if halves is None:
            found.append(table)
        else:
            last, first = halves
            found[-1] = _filled(found[-1], last, table, first)
            found.append(replace(table, rows={**table.rows, first: RowKind.GOES_ON}))
    return found


def _as_before(table: Table, before: Table) -> Table:
    """A table under the same headings as the one before it with the same columns: a few rows alone may mislead."""
    headings = [[(column.at, column.heading) for column in one.columns if column.heading] for one in (table, before)]
    if headings[0] != headings[1] or table.columns == before.columns or not table.header_row:
        return table
    return classify(replace(table, columns=before.columns))


def _halves(before: Table, rest: Table) -> tuple[int, int] | None:
    """The last row of a page and the first of the next, where these are one row."""
    last = max((row for row, kind in before.rows.items() if kind is not RowKind.EMPTY), default=None)
    first = next((row for row, kind in rest.rows.items() if kind not in (RowKind.EMPTY, RowKind.HEADING)), None)
    if last is None or first is None or before.rows[last] is not RowKind.DATA:
        return None
    if rest.rows[first] not in (RowKind.DATA, RowKind.SECTION):
        return None
    return (last, first) if _is_one(_Row(before, last), _Row(rest, first)) else None


class _Row:
    """The words of one row by what they are."""

    def __init__(self, table: Table, row: int) -> None:
        self._table, self._row = table, row

    def __call__(self, name: str) -> str:
        texts = (self._table.grid.at(self._row, column.at).text.strip() for column in self._table.of(name))
        return next((text for text in texts if text), "")


def _is_one(upper: _Row, lower: _Row) -> bool:
    if lower(NUMBER) or any(upper(name) and lower(name) for name in _SETTLES):
        return False
    above, below = upper(TITLE), lower(TITLE)
    if not below:
        return bool(above) and _goes_on(upper(RECOMMENDATION), lower(RECOMMENDATION))
    if not above or without_number(below)[0]:
        return False
    if below[:1].islower():
        return True
    names = ("owner", "accountable", "agency", RECOMMENDATION, *_SETTLES)
    return not above.endswith(_ENDS) and not any(map(lower, names))


def _goes_on(above: str, below: str) -> bool:
    """Whether words of a recommendation are the rest of those above, or there are none."""
    return not below or (bool(above) and (below[:1].islower() or not above.endswith(_ENDS)))


def _filled(before: Table, last: int, rest: Table, first: int) -> Table:
    grid = before.grid
    cells = dict(grid.cells)
    for column in before.columns:
        place = (last, column.at)
        more = rest.grid.at(first, column.at)
        if more.says:
            cells[grid.merged.get(place, place)] = _joined(grid.seen(*place), more)
    return replace(before, grid=replace(grid, cells=cells))


def _joined(upper: GridCell, lower: GridCell) -> GridCell:
    text = f"{upper.text} {lower.text}".strip()
    return replace(upper, text=text, value=text, fill=upper.fill or lower.fill, struck=upper.struck or lower.struck)
