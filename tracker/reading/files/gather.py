"""Lines gathered one by one into a document, for the formats that have paragraphs and no printed lines."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from itertools import groupby

from tracker.errors import UserError
from tracker.reading.page.document import Document, Line, Page
from tracker.reading.page.marks import is_count, split_number, split_sign

MAX_LINES = 60_000
"""A report of a thousand pages has about 45,000 lines."""
BULLETS = ("•", "-", "-", "-", "-", "-", "-", "-", "-")
"""The sign of a list item by its level: dashes mark what stands under another item."""

LINE_BREAK = "\x0b"
"""A line break inside a paragraph, as word processors and web pages have it."""
LONGEST_LINE = 90
"""Characters: a longer line before a line break is prose."""

CLOSED = re.compile(r"[.;,:?!]['’”\")\]]*$")
_LONGEST_HEADING = 110
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def too_long(name: str) -> UserError:
    """What is said of a file with more lines than any report has."""
    return UserError(f"{name} is far too long to be a report.", "Save the part you need and add that.")


class Gatherer:
    """Collects the paragraphs and cells of one document in reading order."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: list[Line] = []
        self._tables = 0
        self.page = 1

    def new_table(self) -> int:
        """The number of a table that starts here."""
        self._tables += 1
        return self._tables - 1

    @property
    def count(self) -> int:
        """How many lines were gathered so far."""
        return len(self._lines)

    def repeat(self, first: int, last: int, cell: tuple[int, int]) -> None:
        """The words of a cell that reaches into a row below, once more for that row."""
        if len(self._lines) + last - first >= MAX_LINES:
            raise too_long(self._name)
        self._lines += [replace(line, cell=cell) for line in self._lines[first:last]]

    def add(
        self,
        text: str,
        *,
        heading: int = 0,
        bullet: str = "",
        bold: bool = False,
        size: float = 0.0,
        indent: float = 0.0,
        table: int | None = None,
        cell: tuple[int, int] | None = None,
    ) -> None:
        """A paragraph; a marker typed at its start is told apart, white space is folded, an empty one is dropped.

        Of one that its writer broke into lines, as an address is, each line is one.
        """
        lines = broken(text) if LINE_BREAK in text and not (heading or bullet or cell) else [text]
        for line in lines[:-1]:
            self.add(line, bold=bold, size=size, indent=indent)
        words = " ".join(_CONTROL.sub("", lines[-1].replace(LINE_BREAK, " ")).split())
        if not words:
            return
        if not heading and not bullet:
            bullet, words = typed_marker(words)
        if not words:
            return
        if not heading and bold and not bullet and len(words) <= _LONGEST_HEADING and not CLOSED.search(words):
            heading = 3
        if len(self._lines) >= MAX_LINES:
            raise too_long(self._name)
        self._lines.append(
            Line(words, self.page, None, size, bold, indent, bullet, min(max(heading, 0), 6), table, cell)
        )

    def document(self, kind: str, data: bytes, title: str | None = None) -> Document:
        """The document of all that was gathered; UserError where that was nothing."""
        if not self._lines:
            raise UserError(f"{self._name} has no text in it.", "Check that the right file was chosen.")
        pages = tuple(Page(number, tuple(lines)) for number, lines in groupby(self._lines, key=_page_of))
        heading = next((line.text for line in self._lines if line.heading == 1), None)
        return Document(self._name, kind, hashlib.sha256(data).hexdigest(), pages, (title or "").strip() or heading)


def broken(text: str) -> list[str]:
    """The lines that line breaks part a paragraph into; broken prose is one line."""
    lines = [line for line in text.split(LINE_BREAK) if line.strip()] or [""]
    prose = any(len(line) > LONGEST_LINE or line.lstrip()[:1].islower() for line in lines)
    return [" ".join(lines)] if prose else lines


def names(text: str) -> frozenset[str]:
    """The names in a text parted by spaces."""
    return frozenset(text.split())


def _page_of(line: Line) -> int:
    return line.page


def typed_marker(text: str) -> tuple[str, str]:
    """The bullet or paragraph number typed at the start of a text ("" for none), and the rest."""
    sign, rest = split_sign(text)
    number, after = split_number(rest)
    if is_count(number):
        return number, after
    return sign, rest
