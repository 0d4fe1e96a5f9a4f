"""A paper that only remembers what it is given: the words that PDF, Word and workbook must all show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple

from reportlab.graphics.shapes import String

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
    widths: tuple[float, ...]


class Part(NamedTuple):
    """One part of a paper: its role as a screen reader knows it, its words, and where it stands in a table."""

    role: str
    words: str
    place: str = ""
    """In a table "column" or "row" for what heads one, else "cell"."""
    shape: str = ""
    chart: Chart | None = None


@dataclass
class Recorder:
    """Every heading, text, list, table and chart of a paper, in order."""

    palette: Palette = field(default_factory=lambda: LIGHT)
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    told: list[Part] = field(default_factory=list)
    """All of it in the order in which it is read."""
    listed: int | None = None
    """After which part the list of contents stands."""

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        self.headings.append(text)
        self.told.append(Part(f"H{level}", text))
        if level == 2 and bookmark and self.listed is not None:
            self.told.insert(self.listed, Part("Link", text))
            self.listed += 1

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        self.texts.append(words_of(words))
        self.told.append(Part("P", words_of(words)))

    def items(self, lines: Sequence[str]) -> None:
        self.texts += map(words_of, lines)
        self.told += [Part("LBody", words_of(line)) for line in lines]

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        cells = [tuple("\n".join(map(words_of, cell.paragraphs)) for cell in row.cells) for row in rows]
        shapes = [tuple(cell.status.shape if cell.status else "" for cell in row.cells) for row in rows]
        under = self.headings[-1] if self.headings else ""
        self.tables.append(Table(under, tuple(heads), cells, shapes, tuple(widths)))
        self.told += [Part("TH", words, "column") for words in heads]
        for cell in (cell for row in rows for cell in row.cells):
            role = "P" if len(cell.paragraphs) > 1 else "TH" if cell.header else "TD"
            shapes = (cell.status.shape if cell.status else "", *("" for _ in cell.paragraphs))
            self.told += [Part(role, words_of(words), "row" if cell.header else "cell", shape)
                          for words, shape in zip(cell.paragraphs, shapes, strict=False)]  # fmt: skip

    def picture(self, chart: Chart) -> None:
        self.charts.append(chart)
        self.told.append(Part("Figure", "".join(strings_of(chart.drawing)), chart=chart))

    def contents(self) -> None:
        self.heading(2, "Contents", bookmark=False)
        self.listed = len(self.told)

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


def strings_of(drawing: Any) -> Iterator[str]:
    """The words that stand in a drawing, in the order drawn."""
    for part in getattr(drawing, "contents", ()):
        yield from (part.text,) if isinstance(part, String) else strings_of(part)


def words_of(markup: str) -> str:
    """Markup as it reads."""
    return unescape(re.sub(r"<[^>]*>", "", markup.replace("<br/>", "\n"))).replace("\u00a0", " ")
