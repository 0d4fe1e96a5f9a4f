"""Lines put together to paragraphs, list items and headings: what the readers of formal lists and of prose walk over.

Running heads, page numbers and footnotes are left out, so that a sentence broken by a page comes out whole.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from tracker.domain.reading.reading import Box
from tracker.reading.page.document import Document, Line, turned
from tracker.reading.page.marks import split_sign

BOLD = 3
"""The heading level of lines that are bold and no larger than the running text."""
BESIDE = 25.0
"""White space in points up to which two stretches of one printed line belong together."""

FULL = 0.72
"""A typed line that reaches this share of the text's width was broken by the width; a shorter one ends a paragraph."""

_WHOLE_HEADING = re.compile(
    r"(?i)(?:what needs to improve|(?:key )?areas?\(?s?\)? for (?:priority action|improvement|development)"
    r"|(?:key )?recommendations?|priority and immediate action|next steps|(?:main|headline|key) findings"
    r"|(?:key )?strengths|context|what does (?:the )?[\w ’'()]{3,60} need to improve)\s*[?:]?\d{0,2}"
)
_ENDED = re.compile(r"[.!?:;]['’”\")\]]*$")


@dataclass(slots=True)
class Block:
    """One paragraph, list item, table cell's paragraph or heading.

    `marker` is the bullet sign or number printed before it, `heading` its level (0 for running text), `indent` the
    left edge of its words and `left` that of its marker.
    """

    lines: list[Line] = field(default_factory=list)
    _text: str = field(default="", compare=False)
    _joined: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        """The words, lines joined by one space, or by none after a hyphen that ends a line."""
        if self._joined != len(self.lines):
            self._text, self._joined = joined([line.text for line in self.lines]), len(self.lines)
        return self._text

    @property
    def first(self) -> Line:
        """The line the block starts with."""
        return self.lines[0]

    @property
    def marker(self) -> str:
        """The bullet sign or number before the block, "" for none."""
        return self.lines[0].bullet

    @property
    def heading(self) -> int:
        """The heading level, 0 for running text."""
        return self.lines[0].heading

    @property
    def page(self) -> int:
        """The page the block starts on."""
        return self.lines[0].page

    @property
    def left(self) -> float:
        """The left edge in points of the marker or, without one, of the words."""
        box = self.lines[0].box
        return box.x0 - self.lines[0].moved if box else self.lines[0].indent

    @property
    def indent(self) -> float:
        """The left edge in points of the words."""
        return self.lines[0].indent

    @property
    def table(self) -> int | None:
        """The table the block stands in, None outside tables."""
        return self.lines[0].table

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where the words stand, one box a line."""
        return tuple(line.box for line in self.lines if line.box)


def joined(texts: list[str]) -> str:
    """The texts of lines that follow one another as one text."""
    whole = ""
    for text in texts:
        if (
            not whole
            or not text
            or (whole.endswith("-") and not whole.endswith((" -", "--")))
            or text[0] in ",.;:)"
            or whole.endswith("(")
        ):
            whole += text
        else:
            whole += " " + text
    return whole


def blocks(document: Document) -> list[Block]:
    """The document's paragraphs, items and headings in reading order."""
    if document.format != "pdf":
        width = wrapped_width(document)
        return _typed(document, width) if width else [Block([line]) for line in document.body if line.text]
    pitch = line_pitch(document)
    found: list[Block] = []
    for line in document.body:
        if not line.text:
            continue
        if found and _continues(found[-1], line, pitch):
            found[-1].lines.append(line)
        else:
            found.append(Block([line]))
    return found


def wrapped_width(document: Document) -> int:
    """The width in characters that a typed text's lines are broken at, 0 where a line is a whole paragraph."""
    lengths = sorted(len(line.text) for line in document.body if line.cell is None and line.text)
    if len(lengths) < 40:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    full = sum(FULL * width <= length <= width * 1.2 for length in lengths)
    longest = lengths[int(len(lengths) * 0.95)]
    return width if 50 <= width <= 130 and full > 0.35 * len(lengths) and longest <= 1.3 * width else 0


def _typed(document: Document, width: int) -> list[Block]:
    """The paragraphs of a text whose lines were broken by a typist or a converter; lone page numbers are left out."""
    found: list[Block] = []
    sign = ""
    for line in document.body:
        lone = len(line.text) <= 2 and split_sign(f"{line.text} x")[1] == "x"
        if lone or not line.text:
            sign = line.text or line.bullet or sign
        elif not re.fullmatch(r"\W*\d{1,3}\W*", line.text):
            last = found[-1].lines[-1] if found else None
            alone = bool(line.bullet or sign or line.heading or line.cell is not None)
            alone = alone or bool(_WHOLE_HEADING.fullmatch(line.text))
            if last and not alone and not last.heading and last.cell is None and len(last.text) >= FULL * width:
                found[-1].lines.append(line)
            else:
                found.append(Block([replace(line, bullet=line.bullet or sign)]))
            sign = ""
    return found


def line_pitch(document: Document) -> float:
    """The usual distance in points from one line of running text to the next."""
    steps: Counter[float] = Counter()
    for page in document.pages:
        body = [line for line in page.lines if line.box and not line.role and not line.heading]
        for above, below in itertools.pairwise(body):
            if not (above.box and below.box) or below.bullet or abs(below.indent - above.indent) > 3:
                continue
            if 6 < below.box.y1 - above.box.y1 < 1.7 * max(below.size, 9):
                steps[round(below.box.y1 - above.box.y1)] += 1
    return steps.most_common(1)[0][0] if steps else 14.4


def _continues(block: Block, line: Line, pitch: float) -> bool:
    """Whether a line goes on with a block."""
    last = block.lines[-1]
    if line.bullet or line.cell != last.cell or line.table != last.table:
        return False
    if len(block.lines) == 1 and not block.marker and len(last.text) < 80 and _WHOLE_HEADING.fullmatch(last.text):
        return False
    if line.heading != block.heading:
        return BOLD in (line.heading, block.heading) and _bold_words(block, line, pitch)
    if line.heading and not block.marker:
        return _heading_runs_on(block, last, line, pitch)
    return _over_page(block, last, line) if turned(last, line) else _under(block, last, line, pitch)


def _under(block: Block, last: Line, line: Line, pitch: float) -> bool:
    """Whether a line stands under (or beside) a block's last line as its next one."""
    if last.box is None or line.box is None:
        return False
    step = line.box.y1 - last.box.y1
    if abs(step) < 3:
        return line.box.x0 - last.box.x1 < BESIDE
    hanging = bool(block.marker) and abs(line.indent - block.indent) <= 4
    if not -2 <= step <= (2.6 if hanging else 1.45) * pitch:
        return False
    return hanging or line.indent > block.left - 4


def _bold_words(block: Block, line: Line, pitch: float) -> bool:
    """Whether a bold line and an item's plain ones belong together, so that neither is a heading: one hangs under
    the other.
    """
    last = block.lines[-1]
    other = line if block.heading else block
    if not block.marker or other.heading or last.box is None or line.box is None or line.page != last.page:
        return False
    close = -2 <= line.box.y1 - last.box.y1 <= 1.3 * pitch
    return close and abs(line.indent - block.indent) <= 4 and block.indent > block.left + 6


def _heading_runs_on(block: Block, last: Line, line: Line, pitch: float) -> bool:
    """Whether a heading line is the next line of the heading above it, and neither is a whole heading by itself."""
    if _WHOLE_HEADING.fullmatch(block.text.strip()) or _WHOLE_HEADING.fullmatch(line.text):
        return False
    if last.box is None or line.box is None or line.page != last.page:
        return False
    step = line.box.y1 - last.box.y1
    return abs(line.size - last.size) < 0.6 and -2 < step < 1.35 * max(pitch, 1.2 * line.size)


def _over_page(block: Block, last: Line, line: Line) -> bool:
    """Whether a page's or column's first line goes on with the last block of the one before."""
    if line.page > last.page + 1:
        return False
    if not _ENDED.search(last.text):
        return True
    return bool(block.marker) and abs(line.indent - block.indent) <= 4 and line.indent > block.left + 6
