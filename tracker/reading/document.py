"""The one shape every reader makes: a document of pages of lines, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.reading import Box


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (or one block of a format without pages).

    `size` is the font size in points (0 where unknown), `bold` whether most of it is bold, `indent` the left edge
    in points from the page's left, `bullet` the marker that was stripped from its start ("" for none).
    `cell` is (row, column) where the line stands in a ruled table, and `table` counts the document's tables.
    """

    text: str
    page: int
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    indent: float = 0.0
    bullet: str = ""
    heading: int = 0
    table: int | None = None
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `width` and `height` in points (0 where the format has no pages)."""

    number: int
    lines: tuple[Line, ...]
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in reading order. `format` is "pdf", "docx", "html", "text", "markdown", "odt" or "rtf"."""

    name: str
    format: str
    sha256: str
    pages: tuple[Page, ...]
    title: str | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all pages in reading order."""
        return tuple(line for page in self.pages for line in page.lines)
