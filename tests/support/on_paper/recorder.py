"""A paper that only remembers what it is given: the words that PDF, Word and workbook must all show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from tracker.domain.board.board import BoardData
from tracker.papers.charts import LIGHT, Chart, Palette
from tracker.papers.contents import write
from tracker.papers.paper import Row


@dataclass
class Table:
    """A table as its section wrote it: under which heading, its heads, and the words of its cells."""

    under: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    shapes: list[tuple[str, ...]]


@dataclass
class Recorder:
    """Every heading, text, list, table and chart of a paper, in order."""

    palette: Palette = field(default_factory=lambda: LIGHT)
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        self.headings.append(text)

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        self.texts.append(words_of(words))

    def items(self, lines: Sequence[str]) -> None:
        self.texts += map(words_of, lines)

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        cells = [tuple("\n".join(map(words_of, cell.paragraphs)) for cell in row.cells) for row in rows]
        shapes = [tuple(cell.status.shape if cell.status else "" for cell in row.cells) for row in rows]
        self.tables.append(Table(self.headings[-1] if self.headings else "", tuple(heads), cells, shapes))

    def picture(self, chart: Chart) -> None:
        self.charts.append(chart)

    def contents(self) -> None:
        """Nothing."""

    def page_break(self) -> None:
        """Nothing."""

    def under(self, heading: str) -> list[tuple[str, ...]]:
        """The rows of the tables that stand under a heading."""
        return [row for table in self.tables if table.under == heading for row in table.rows]


def recorded(data: BoardData, paper: str) -> Recorder:
    """A paper as its sections write it."""
    found: Any = Recorder()
    write(found, data, paper)
    assert isinstance(found, Recorder)
    return found


def words_of(markup: str) -> str:
    """Markup as it reads."""
    return unescape(re.sub(r"<[^>]*>", "", markup.replace("<br/>", "\n"))).replace("\u00a0", " ")
