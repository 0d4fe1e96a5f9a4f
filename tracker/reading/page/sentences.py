"""A document's running text as sentences, each with its section, paragraph number and the lines it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tracker.domain.reading.reading import Box
from tracker.reading.page.document import Document, Line, turned
from tracker.reading.page.sections import tells_fact

_END = re.compile(
    r"[.!?…][’”'\")\]]*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\d{1,2}(?=\s+[A-Z]))?\s+(?=[‘“\"'(\[]?[A-Z0-9])|[.!?]’?[¹²³⁴⁵⁶⁷⁸⁹⁰]+$"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|approx|inc|no|nos|para|paras|p|pp|s|ss|fig|ref|Mr|Mrs|Ms|Dr|Prof|St|Rev|Cllr"
    r"|Ltd|Co|Hon)"
    r"|\b[A-Z](?:\.[A-Z])+)\.$"
)
_LONG_WORD = 7
"""A word of so many letters is no abbreviation."""
_GLUED = re.compile(r"(\d{1,3}\.)(?=[A-Z][a-z])")
_CLOSED = re.compile(r"[.!?…:;][’”'\")\]]*\d{0,2}[¹²³⁴⁵⁶⁷⁸⁹⁰]*$")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and its place: `path` holds it and the headings above it, outermost first."""

    title: str = ""
    path: tuple[str, ...] = ()


@dataclass(slots=True)
class Sentence:
    """One sentence; `block` counts paragraphs, so sentences of one paragraph share it."""

    text: str
    block: int
    page: int
    paragraph: str | None
    section: Section
    bullet: str
    in_table: bool
    lines: tuple[Line, ...]

    def boxes(self) -> tuple[Box, ...]:
        """Where the sentence's lines stand, where that is known."""
        return tuple(line.box for line in self.lines if line.box is not None)


@dataclass
class _Block:
    """A paragraph, list item or table cell being gathered."""

    section: Section
    paragraph: str | None = None
    bullet: str = ""
    cell: tuple[int, int, int] | None = None
    lines: list[Line] = field(default_factory=list)


def sentences(document: Document) -> Iterator[Sentence]:
    """The sentences of the document's running text, list items and table cells, in reading order."""
    for number, block in enumerate(_blocks(document)):
        yield from _split(block, number)


def _blocks(document: Document) -> Iterator[_Block]:
    """Paragraphs, list items and cells; a paragraph broken by a page or a note is put together again."""
    flow = document.format == "pdf"
    headings = _Headings()
    block: _Block | None = None
    for line in document.body:
        if line.heading:
            if block:
                yield block
            block = None
            if not tells_fact(line.text):
                headings.add(line)
            continue
        section = headings.section_of(line)
        if block and block.section is section and _continues(block, line, flow=flow):
            block.lines.append(line)
            continue
        if block:
            yield block
        block = _start(line, section, block)
    if block:
        yield block


def _start(line: Line, section: Section, before: _Block | None) -> _Block:
    glued = _GLUED.match(line.text) if not line.bullet else None
    if glued:
        line = replace(line, bullet=glued[1], text=line.text[glued.end() :])
    number = line.bullet.strip("().")
    paragraph = number if number.isdigit() else None
    if line.bullet and paragraph is None and before and before.section is section and before.cell is None:
        paragraph = before.paragraph
    cell = None if line.cell is None or line.table is None else (line.table, *line.cell)
    return _Block(section, paragraph, line.bullet, cell, [line])


def _continues(block: _Block, line: Line, *, flow: bool) -> bool:
    """Whether the line goes on with the block: in a flow of printed lines unless a gap or a full stop parts them."""
    cell = None if line.cell is None or line.table is None else (line.table, *line.cell)
    if cell is not None or block.cell is not None:
        return cell == block.cell and not line.bullet
    last = block.lines[-1]
    closed = bool(_CLOSED.search(last.text))
    if line.bullet:
        return not closed and line.bullet in "-–" and line.text[:1].islower() and _broken(last, line)
    if not closed:
        return flow or line.text[:1].islower() or not line.text[:1].isalpha()
    return flow and not _gap(last, line)


def _broken(last: Line, line: Line) -> bool:
    """Whether a page break stands between the lines and the text before it was cut in mid-sentence."""
    return last.text.endswith(",") or last.text.endswith(" and") or turned(last, line)


def _gap(last: Line, line: Line) -> bool:
    """Whether white space between two printed lines parts two paragraphs."""
    if last.box is None or line.box is None:
        return len(last.text) < 60
    if turned(last, line):
        return last.box.x1 - last.moved < line.box.x1 - line.moved - 60
    height = max(last.box.y1 - last.box.y0, 6.0)
    return line.box.y0 - last.box.y1 > 0.55 * height


class _Headings:
    """The headings that stand above the text being read; one inside a ruled box holds for that box alone."""

    def __init__(self) -> None:
        self._section = Section()
        self._open: list[tuple[int, str]] = []
        self._last: Line | None = None
        self._boxed: Section | None = None

    def add(self, line: Line) -> None:
        """A heading line; one that goes on with the heading printed right above it is joined to it."""
        goes_on = self._joins(line)
        self._last = line
        if line.cell is not None:
            title = f"{self._boxed.title} {line.text}" if goes_on and self._boxed else line.text
            self._boxed = Section(title, (title,))
            return
        if self._open and goes_on:
            level, text = self._open.pop()
            self._open.append((level, f"{text} {line.text}"))
        else:
            while self._open and self._open[-1][0] >= line.heading:
                self._open.pop()
            self._open.append((line.heading, line.text))
        path = tuple(text for _, text in self._open)
        self._section = Section(path[-1], path)

    def section_of(self, line: Line) -> Section:
        """The section a line of text stands in; a box that goes on over the page keeps its heading."""
        if line.cell is None:
            self._boxed = None
        return self._boxed or self._section

    def _joins(self, line: Line) -> bool:
        last = self._last
        if last is None or last.box is None or line.box is None or last.page != line.page or last.table != line.table:
            return False
        return last.heading == line.heading and 0 <= line.box.y0 - last.box.y1 < 0.6 * (last.box.y1 - last.box.y0)


def _split(block: _Block, number: int) -> Iterator[Sentence]:
    """The block's sentences, each with the lines its words stand on."""
    text, starts = _joined(block.lines)
    begin = 0
    for end in _ends(text):
        words = text[begin:end].strip()
        if words:
            first = bisect_right(starts, begin) - 1
            last = bisect_right(starts, end - 1) - 1
            lines = tuple(block.lines[first : last + 1])
            yield Sentence(
                words,
                number,
                lines[0].page,
                block.paragraph,
                block.section,
                block.bullet,
                block.cell is not None,
                lines,
            )
        begin = end
        while begin < len(text) and text[begin] == " ":
            begin += 1


def _ends(text: str) -> Iterator[int]:
    """Where each sentence of the text ends."""
    for match in _END.finditer(text):
        if text[match.start()] == "." and _is_short(text, match.start()):
            continue
        yield match.end()
    yield len(text)


def _is_short(text: str, stop: int) -> bool:
    """Whether the full stop ends an abbreviation and not a sentence."""
    if stop >= _LONG_WORD and text[stop - _LONG_WORD : stop].isalpha():
        return False
    return bool(_ABBREVIATION.search(text[max(0, stop - 12) : stop + 1]))


def _joined(lines: Iterable[Line]) -> tuple[str, list[int]]:
    """The lines as one text, and where in it each line starts; a hyphen that broke a word is closed up."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for line in lines:
        piece = line.text.strip()
        if parts and not parts[-1].endswith("-"):
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(piece)
        length += len(piece)
    return "".join(parts), starts
