"""What the sections of a paper ask of whatever sets them: headings, paragraphs, lists, tables, charts.

Words are markup: escaped text with <b>, <strike> and <br/>. Each format turns it into its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from xml.sax.saxutils import escape

from tracker.domain.actions.status import Status
from tracker.papers.charts import Chart, Palette
from tracker.services.steps import Step


@dataclass(frozen=True)
class Cell:
    """One cell: paragraphs of markup, with a status shape before the first where there is one."""

    paragraphs: tuple[str, ...]
    status: Status | None = None
    colour: str | None = None
    style: str = "cell"
    header: bool = False


@dataclass(frozen=True)
class Row:
    """One row of cells; a row of one cell runs across the whole table.

    `joined` rows are on the same page as the row above; `continued` ones go on without a rule between.
    """

    cells: tuple[Cell, ...]
    joined: bool = False
    continued: bool = False


class Paper(Protocol):
    """A paper in the making."""

    palette: Palette

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading of plain text, kept with what follows it."""
        ...

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph of markup in a named style; with `keep` it stays with what follows."""
        ...

    def items(self, lines: Sequence[str]) -> None:
        """A bulleted list of markup."""
        ...

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        """A table with a heading row of plain texts (none: without one) and relative widths."""
        ...

    def picture(self, chart: Chart) -> None:
        """A chart."""
        ...

    def contents(self) -> None:
        """The list of all headings of the second level, where the format has pages of its own."""
        ...

    def page_break(self) -> None:
        """What follows begins a new page."""
        ...


class Stepped:
    """Hands everything on to a paper; tells how many of its sections are done, and may be given up at each heading and
    table.
    """

    def __init__(self, story: Paper, step: Step, sections: int) -> None:
        self.palette = story.palette
        self._story, self._step, self._sections, self._done = story, step, sections, 0
        self._tell()

    def section_done(self) -> None:
        """One more section is written."""
        self._done += 1
        self._tell()

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading."""
        self._tell()
        self._story.heading(level, text, bookmark=bookmark)

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph."""
        self._story.text(words, name, keep=keep)

    def items(self, lines: Sequence[str]) -> None:
        """A list."""
        self._story.items(lines)

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        """A table."""
        self._tell()
        self._story.table(heads, widths, rows)

    def picture(self, chart: Chart) -> None:
        """A chart."""
        self._story.picture(chart)

    def contents(self) -> None:
        """The list of contents."""
        self._story.contents()

    def page_break(self) -> None:
        """A new page."""
        self._story.page_break()

    def _tell(self) -> None:
        self._step(self._done, self._sections)


def markup(text: str) -> str:
    """Any text as markup: escaped, line ends kept, characters that no document can hold left out."""
    return escape(text.strip().translate(_HELD)).replace("\n", "<br/>")


class _Held(dict[int, int | None]):
    """What a document holds of each character, worked out once: nothing of those that no document can hold."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        self[code] = code if char in "\n\t" or not _is_control(char) else None
        return self[code]


_HELD = _Held()


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff"
