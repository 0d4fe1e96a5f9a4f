"""Tables on a PDF page, from the thin rules drawn round their cells.

Word draws a filled box behind shaded lines of text, so only thin rules count as edges; an underline counts as one
too, and is left out because it touches no rule that stands upright.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

THIN = 2.5
"""A path up to this wide or high, in points, is a rule."""
TOUCH = 3.0
"""Rules this near to one another meet."""
FRAME = 0.6
"""A single cell that fills more than this share of the page is a border, not a table."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table: the places of its upright and level rules, in points from the page's top left.

    `levels` are the level rules, each from its left to its right end at its height, and `uprights` those that stand,
    each from its upper to its lower end: a cell may reach over rows or columns.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    levels: tuple[tuple[float, float, float], ...] = ()
    uprights: tuple[tuple[float, float, float], ...] = ()

    def is_open_below(self, row: int, column: int) -> bool:
        """Whether no rule parts a cell from the one below it: the two are merged."""
        return not self._parted(row + 1, column)

    def is_open_right(self, row: int, column: int) -> bool:
        """Whether no rule parts a cell from the one to its right."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return not any(y0 <= middle <= y1 and abs(x - self.xs[column + 1]) <= THIN for y0, y1, x in self.uprights)

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The (row, column) a point stands in, the first row of a cell that reaches over more; None outside."""
        if not (self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1):
            return None
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        while row and not self._parted(row, column):
            row -= 1
        return row, column

    def height(self, row: int, column: int) -> int:
        """How many rows the cell that starts at a row reaches over."""
        below = row + 1
        while below < len(self.ys) - 1 and not self._parted(below, column):
            below += 1
        return below - row

    def _parted(self, row: int, column: int) -> bool:
        """Whether a rule parts a row's cell from the one above it."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(x0 <= middle <= x1 and abs(y - self.ys[row]) <= THIN for x0, x1, y in self.levels)

    def divides(self, left: float, right: float, y: float) -> bool:
        """Whether an upright rule stands between two places of one printed line."""
        return self.ys[0] <= y <= self.ys[-1] and any(left - 1 <= x <= right + 1 for x in self.xs[1:-1])


@dataclass(frozen=True, slots=True)
class _Rule:
    """A thin line of a page, in points from its top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def upright(self) -> bool:
        """Whether it runs from top to bottom."""
        return self.y1 - self.y0 > self.x1 - self.x0

    def meets(self, other: _Rule) -> bool:
        """Whether two rules touch."""
        return (
            self.x0 <= other.x1 + TOUCH
            and other.x0 <= self.x1 + TOUCH
            and self.y0 <= other.y1 + TOUCH
            and other.y0 <= self.y1 + TOUCH
        )


def grids(page: Any, width: float, height: float) -> list[Grid]:
    """The ruled tables of a page from top to bottom."""
    found = []
    for group in _groups(_rules(page, height)):
        xs = _places([rule.x0 for rule in group if rule.upright])
        ys = _places([rule.y0 for rule in group if not rule.upright])
        if len(xs) < 2 or len(ys) < 2:
            continue
        frame = (xs[-1] - xs[0]) * (ys[-1] - ys[0]) > FRAME * width * height
        if not (frame and len(xs) == 2 and len(ys) == 2):
            levels = tuple((rule.x0, rule.x1, rule.y0) for rule in group if not rule.upright)
            uprights = tuple((rule.y0, rule.y1, rule.x0) for rule in group if rule.upright)
            found.append(Grid(xs, ys, levels, uprights))
    return sorted(found, key=_top)


def _top(grid: Grid) -> float:
    return grid.ys[0]


def _rules(page: Any, height: float) -> list[_Rule]:
    """The thin rules of a page that are long enough to be the edge of a cell."""
    from pypdfium2 import raw

    edges = tuple(ctypes.c_float() for _ in range(4))
    refs = tuple(ctypes.byref(edge) for edge in edges)
    at, kind, bounds, path = (
        raw.FPDFPage_GetObject,
        raw.FPDFPageObj_GetType,
        raw.FPDFPageObj_GetBounds,
        raw.FPDF_PAGEOBJ_PATH,
    )
    found = []
    for index in range(raw.FPDFPage_CountObjects(page)):
        shape = at(page, index)
        if kind(shape) != path or not bounds(shape, *refs):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if min(right - left, top - bottom) <= THIN < max(right - left, top - bottom) - 2:
            found.append(_Rule(left, height - top, right, height - bottom))
    return found


def _groups(rules: list[_Rule]) -> list[list[_Rule]]:
    """The rules that hang together, each group in one list."""
    groups: list[list[_Rule]] = []
    for rule in rules:
        joined = [group for group in groups if any(rule.meets(other) for other in group)]
        rest = [group for group in groups if group not in joined]
        groups = [*rest, [rule, *(other for group in joined for other in group)]]
    return groups


def _places(values: list[float]) -> tuple[float, ...]:
    """The distinct places of rules, those within THIN of one another as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > THIN:
            places.append(round(value, 1))
    return tuple(places)
