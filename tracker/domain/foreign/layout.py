"""What a plan found in a grid consists of: its columns, and what each of its rows is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from tracker.domain.foreign.columns import (
    EXTRA,
    LEAD_AGENCY,
    MILESTONES,
    NUMBER,
    QUARTER,
    RECOMMENDATION,
    SPAN,
    TITLE,
    UPDATE,
)
from tracker.domain.foreign.grid import Grid


class RowKind(StrEnum):
    """What a row below the headings is; the value is the reason for which it is left out."""

    DATA = "data"
    HEADING = "heading row"
    SECTION = "section heading"
    GUIDANCE = "guidance row"
    EXAMPLE = "example row"
    KEY = "key to the colours"
    TOTAL = "total"
    FORMULA = "formulas only"
    EMPTY = "empty row"
    NOTE = "note under the table"
    GOES_ON = "goes on from the row above"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a plan: where it stands, its heading as printed, what it is, and how surely (0 to 1)."""

    at: int
    heading: str
    name: str
    sure: float = 1.0


@dataclass(frozen=True)
class Table:
    """A plan found in a grid. `header_row` is the lower of two rows of headings."""

    grid: Grid
    header_row: int
    columns: tuple[Column, ...]
    first_header_row: int = 0
    rows: Mapping[int, RowKind] = field(default_factory=dict)

    def of(self, name: str) -> tuple[Column, ...]:
        """The columns that are this, from left to right."""
        return self._by_name.get(name, ())

    def has(self, name: str) -> bool:
        """Whether a column is this."""
        return name in self._by_name

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Column, ...]]:
        found: dict[str, tuple[Column, ...]] = {}
        for column in self.columns:
            found[column.name] = (*found.get(column.name, ()), column)
        return found

    @property
    def worth(self) -> float:
        """How much of a plan it is: its known columns, weighed with the rows they head."""
        known = {column.name for column in self.columns} - {EXTRA, ""}
        data = sum(kind is RowKind.DATA for kind in self.rows.values())
        return len(known) * math.sqrt(min(data, 400))

    @property
    def is_plan(self) -> bool:
        """Whether it says what is done, or what is wanted, and of that by whom, by when or how it stands."""
        known = {column.name for column in self.columns}
        what = known & {TITLE, RECOMMENDATION}
        return bool(what) and bool(known & _BESIDE or what == {TITLE, RECOMMENDATION} or NUMBER in known)


_BESIDE: Final = frozenset(
    {
        "owner",
        "agency",
        LEAD_AGENCY,
        "due",
        SPAN,
        "start",
        "done",
        "delivery",
        "forecast",
        UPDATE,
        "accountable",
        "success_measure",
        MILESTONES,
        QUARTER,
    }
)
