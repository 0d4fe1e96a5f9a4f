"""A table as a plain value, whatever file it came from: cells as they look, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tracker.domain.workbook.cells import CellValue

Place = tuple[int, int]
"""Row and column, each from 1."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell. `text` is what a reader sees, without what is struck out; `value` is what the file keeps for it."""

    text: str = ""
    value: CellValue = None
    fill: str = ""
    """Its ground as "rrggbb", "" for none."""
    struck: str = ""
    """The words that are struck out; where these are all of them, `text` is empty."""
    comment: str = ""
    formula: bool = False
    """Whether the file works the value out."""
    fault: str = ""
    """Why the cell says nothing though it holds something: a formula without a result, an error."""

    @property
    def says(self) -> bool:
        """Whether there is anything in it that a reader sees."""
        return bool(self.text or self.struck or self.fault)


EMPTY = GridCell()


@dataclass(frozen=True)
class Grid:
    """One sheet, or one table of a document. A merge names the place whose cell it shows, for each place behind it."""

    name: str
    cells: Mapping[Place, GridCell] = field(default_factory=dict)
    merged: Mapping[Place, Place] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    page: int | None = None
    above: tuple[str, ...] = ()
    """The lines of text that stand directly over a table of a document."""
    origin: Mapping[Place, tuple[str, int, int]] = field(default_factory=dict)
    """Of a table that was made from forms: where each cell stands in the file, as sheet, row and column."""
    covers: Mapping[int, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """Of a table that was made from forms: the rows of the file, each with its sheet, that a row was made from."""

    @cached_property
    def last_row(self) -> int:
        """The last row in which something is seen; 0 for none."""
        return max((row for (row, _), cell in self.cells.items() if cell.says or cell.formula), default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column in which something is seen; 0 for none."""
        return max((column for (_, column), cell in self.cells.items() if cell.says or cell.formula), default=0)

    @cached_property
    def last_painted(self) -> int:
        """The last column in which something is seen or a cell has a ground of its own; 0 for none."""
        return max((self.last_column, *(column for (_, column), cell in self.cells.items() if cell.fill)))

    @cached_property
    def _by_row(self) -> Mapping[int, tuple[int, ...]]:
        found: dict[int, list[int]] = {}
        for (row, column), cell in self.cells.items():
            if cell.says:
                found.setdefault(row, []).append(column)
        return {row: tuple(sorted(columns)) for row, columns in found.items()}

    def at(self, row: int, column: int) -> GridCell:
        """The cell of a place itself; empty behind a merge."""
        return self.cells.get((row, column), EMPTY)

    def seen(self, row: int, column: int) -> GridCell:
        """The cell that a reader sees at a place: the merge's, where it lies in one."""
        return self.cells.get(self.merged.get((row, column), (row, column)), EMPTY)

    def place_of(self, row: int, column: int) -> tuple[str, int, int]:
        """Where a cell stands in the file: sheet, row and column."""
        return self.origin.get((row, column), (self.name, row, column))

    def name_of(self, row: int, column: int) -> str:
        """A cell by the name that the file has for it: "F9"."""
        _, row, column = self.place_of(row, column)
        return cell_name(row, column)

    def columns_of(self, row: int) -> tuple[int, ...]:
        """The columns in which a row itself says something."""
        return self._by_row.get(row, ())

    def texts(self, row: int) -> tuple[str, ...]:
        """The words of a row's own cells, from left to right."""
        return tuple(self.at(row, column).text for column in self.columns_of(row))

    def width_of(self, row: int, column: int) -> int:
        """Over how many columns a cell reaches."""
        reach = 1
        while self.merged.get((row, column + reach)) == (row, column):
            reach += 1
        return reach


@dataclass(frozen=True, slots=True)
class GridFile:
    """All tables of a file, and in sentences what it holds that is in none of them."""

    file: str
    grids: tuple[Grid, ...]
    unread: tuple[str, ...] = ()
    sha256: str = ""


def letters(column: int) -> str:
    """A column as sheets name it: A, B, ... Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """A place as sheets name it: "F9"."""
    return f"{letters(column)}{row}"
