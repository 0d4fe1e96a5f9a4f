"""Where in a grid the plan stands: its headings, in one row or two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.domain.foreign import columns as named_columns
from tracker.domain.foreign.columns import QUARTER, RECOMMENDATION, TITLE, meaning_of, words_of
from tracker.domain.foreign.grid import Grid
from tracker.domain.foreign.layout import Column, Table
from tracker.domain.foreign.row_kinds import classify
from tracker.domain.foreign.settle import settle
from tracker.domain.workbook.meanings import heading_words

_DEEPEST: Final = 60
"""Rows in which the headings are looked for."""
_LIKELY, _FIRST = 3, 8
"""Rows that are looked at for slips of the pen: the likeliest, and the first."""


def find_table(grid: Grid, chosen: Mapping[str, str] | None) -> Table | None:
    """The plan in a grid, or None. `chosen` says for headings (as compared) what a person or a preset made of them."""
    meant = Meant(chosen or {})
    rows = [row for row in range(1, grid.last_row + 1) if len(grid.columns_of(row)) > 1][:_DEEPEST]
    likely = sorted(rows, key=lambda row: -max(_scored(grid, row, replace(meant, slips=False))[0], 0.0))[:_LIKELY]
    looked_at = sorted({*likely, *rows[:_FIRST]})
    score, first, row, columns = max(
        (_scored(grid, row, meant) for row in looked_at), key=_points, default=(0.0, 0, 0, [])
    )
    if score <= 0:
        return None
    return classify(Table(grid, row, settle(grid, row, columns, chosen or {}), first))


def _points(scored: tuple[float, int, int, list[Column]]) -> float:
    return scored[0]


def _scored(grid: Grid, row: int, meant: Meant) -> tuple[float, int, int, list[Column]]:
    """The best of a row alone and with the row above it as headings: points, the first row, the last, the columns."""
    options = []
    for first in (row, row - 1):
        if first == row or (first > 0 and grid.columns_of(first)):
            columns = _headed(grid, first, row, meant)
            options.append((_score(grid, first, row, columns), first, row, columns))
    return max(options, key=_points)


@dataclass(frozen=True, slots=True)
class Meant:
    """What headings mean: as a person or a preset said, else by the words they are known by."""

    chosen: Mapping[str, str]
    slips: bool = True

    def __call__(self, heading: str) -> tuple[str, float]:
        """What a heading stands for, and how surely."""
        for words in (heading_words(heading), words_of(heading)):
            if words in self.chosen:
                return self.chosen[words] or "skip", 1.0
        return meaning_of(_one_line(heading), slips=self.slips)


def _headed(grid: Grid, first: int, row: int, meant: Meant) -> list[Column]:
    """What each column would be, were its headings in this row, or in two."""
    found = []
    for at in range(1, grid.last_column + 1):
        low, high = grid.seen(row, at).text.strip(), grid.seen(first, at).text.strip() if first != row else ""
        heading = low if not high or high == low else f"{high} {low}".strip() if low else high
        if not heading:
            continue
        options = [heading] if heading in (low, high) else [low, heading, high]
        name, sure = max((meant(option) for option in options), key=_sureness)
        if first != row and low and high and high != low and meant(high)[0] and not meant(low)[0]:
            name, sure = meant(high)
        shown = low if low and meant(low)[0] == name and name != QUARTER else heading
        found.append(Column(at, _one_line(shown if first == row or name else heading), name, sure))
    return found


def _sureness(meant: tuple[str, float]) -> float:
    return meant[1]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _score(grid: Grid, first: int, row: int, columns: Sequence[Column]) -> float:
    """How much like headings a row is: surely known columns, short cells, no dates, something below."""
    by_name: dict[str, float] = {}
    for column in columns:
        if column.name and column.name != "skip":
            by_name[column.name] = max(by_name.get(column.name, 0.0), column.sure)
    if len(by_name) < 2 or not (by_name.keys() & {TITLE, RECOMMENDATION}):
        return 0.0
    texts = [text for text in grid.texts(row) if text]
    odd = sum(len(text) > 100 or bool(re.fullmatch(r"[\d./%:-]+", text)) for text in texts)
    if odd * 3 > len(texts) or (first != row and not _is_double(grid, first, row)):
        return 0.0
    return sum(by_name.values()) - 0.5 * odd - (0.05 if first != row else 0.0)


def _is_double(grid: Grid, first: int, row: int) -> bool:
    """Whether two rows head the table together: a cell of the upper reaches over several, or down into the lower."""
    upper = grid.columns_of(first)
    wide = any(1 < grid.width_of(first, at) < max(grid.last_column, 2) for at in upper)
    down = any(grid.merged.get((row, at), (0, 0))[0] == first for at in range(1, grid.last_column + 1))
    gaps = (
        len(upper) > 1
        and any(at not in upper for at in grid.columns_of(row))
        and bool(set(upper) - set(grid.columns_of(row)))
    )
    return (wide or down or gaps) and all(len(grid.at(first, at).text) < 100 for at in upper)


def chosen_by(mapping: Mapping[str, str] | None, preset: str) -> dict[str, str]:
    """What a preset and a person's own mapping take headings for, by the heading as it is compared."""
    found = dict(named_columns.PRESETS.get(preset, {}))
    found.update({heading_words(heading): name for heading, name in (mapping or {}).items()})
    return found
