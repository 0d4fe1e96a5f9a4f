"""The one shape every reader makes: a document of pages of lines, whatever file it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.reading.reading import Box

FURNITURE = "furniture"
FOOTNOTE = "footnote"
CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (or one block of a format without pages).

    `size` is the font size in points (0 where unknown), `bold` whether most of it is bold, `indent` the left edge
    of the words in points from the page's left, `bullet` the marker that was stripped from its start ("" for none):
    a sign such as "◼" or "-", or a printed number such as "12." where the number counts paragraphs or items.
    `cell` is (row, column) where the line stands in a ruled table, `rows` over how many rows the cell reaches, and
    `table` counts the document's tables.
    `heading` is 1 (largest) to 6, and 0 for running text. `role` is FURNITURE for running heads and page numbers,
    FOOTNOTE for notes at a page's foot, CONTENTS for a table of contents, and "" for the document's own words.
    A text that ends in a hyphen joins the next line without a space. `moved` says by how many points the page's margin
    is wider than the narrowest one of the document, or its column stands right of the first one; `indent` is counted
    without them.
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
    role: str = ""
    rows: int = 1
    moved: float = 0.0


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

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines without running heads, page numbers, footnotes and table of contents, in reading order."""
        return tuple(line for page in self.pages for line in page.lines if not line.role)


def turned(last: Line, line: Line) -> bool:
    """Whether a line stands on another page or in another column than the one before it."""
    return line.page != last.page or line.moved != last.moved


def page_text(lines: Sequence[Line]) -> str:
    """The words of some lines, one under the other; a line that ends in a hyphen is joined to the next."""
    return "\n".join(f"{line.bullet} {line.text}".strip() for line in lines).replace("-\n", "-")
