"""A paper in the making that tells how far it is, and can be given up at each heading and table."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.papers.charts import Chart
from tracker.papers.paper import Paper, Row
from tracker.services.steps import Step


class Stepped:
    """Hands everything on to the paper, and says before it how many of its sections are done."""

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
