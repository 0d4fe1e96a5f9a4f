"""A list as it stands on screen, as rows and columns of plain values, for files that any program opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class ListedTable:
    """What a list shows: its title, headings and rows. `bands` are the rows that head others; `about` is its plan."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    bands: frozenset[int] = frozenset()
    about: str = ""
