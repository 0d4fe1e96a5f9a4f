"""A report's own formal list: where it starts, which blocks are its items, where it ends.

A family says under which headings its lists stand and which headings end them; the rest follows from layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tracker.domain.reading import Box, ReadRecommendation
from tracker.reading.framework_tags import framework_tags
from tracker.reading.layout import Block, joined
from tracker.reading.marks import is_sign, number_of

CASE_STUDY = re.compile(r"(?i)(case|practice)\s+(study|studies|example)|^(highly\s+)?effective practice\b")
_STOPS = re.compile(
    r"(?i)^(?:\d+\.?\s+)?(?:(?:key |early help |the )?strengths|(?:the )?local authority['’]?s strengths|main findings|key findings|findings\b"
    r"|headline findings|next steps|summary (?:for|of|report)|executive summary|progress (?:since|made)|information about"
    r"|the (?:experiences and progress|impact of leaders|effectiveness|quality of|local safeguarding children board)\b"
    r"|(?:key |inspection )?judge?ments?\b|what (?:is it like|is the area|the inspection|have we|does .* do well)"
    r"|about (?:the|this) inspection|record of main|glossary|annex|appendix|context$|contents$|outcome of|yours sincerely"
    r"|children and young people who need|main findings|inspection team|local area partnership details)"
)
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|\s)\s*\d{1,3}$")
_ENDED = re.compile(r"[.!?;,]['’”\")]*$")
_NONE_FOUND = re.compile(
    r"(?i)\b(?:no|not (?:find|identif\w+) any)\b.{0,60}\b(?:areas?|recommendations?|priority|actions?|improvements?)\b"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading a formal list stands under: its pattern, what kind its items are, and whose list it is."""

    pattern: re.Pattern[str]
    kind: str


@dataclass(slots=True)
class Item:
    """One item as it grows block by block."""

    kind: str
    blocks: list[Block]
    body: str | None = None
    theme: str | None = None
    timescale: str | None = None
    confidence: float = 0.98

    @property
    def text(self) -> str:
        """The item's words, sub-bullets joined to them by a space."""
        return joined([block.text for block in self.blocks])

    def recommendation(self) -> ReadRecommendation:
        """The item as it is handed on."""
        text = self.text
        first = self.blocks[0]
        boxes: tuple[Box, ...] = tuple(box for block in self.blocks for box in block.boxes)
        number = first.marker.strip("().") if first.marker and not is_sign(first.marker) else None
        return ReadRecommendation(
            self.kind, text, self.body, self.timescale, self.theme, framework_tags(text), first.page, number,
            boxes, round(self.confidence, 2),
        )  # fmt: skip


@dataclass(slots=True)
class Taken:
    """What was taken from a document's formal lists, and what was doubtful about it."""

    items: list[Item] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    lead_ins: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    empty: bool = False

    @property
    def recommendations(self) -> tuple[ReadRecommendation, ...]:
        """The items as recommendations, in printed order."""
        return tuple(item.recommendation() for item in self.items)


def heading_text(block: Block) -> str:
    """The heading's words without closing marks and footnote digits."""
    return re.sub(r"[\s?:.]*\d{0,2}$", "", block.text.strip()).strip()


def matching(block: Block, headings: Iterable[Heading]) -> Heading | None:
    """The heading of the list that starts with this block, or None."""
    text = block.text.strip()
    if len(text) > 140 or CASE_STUDY.search(text) or (block.marker and is_sign(block.marker)):
        return None
    plain = heading_text(block)
    return next((heading for heading in headings if heading.pattern.fullmatch(plain)), None)


def in_contents(block: Block) -> bool:
    """Whether the block is a line of a table of contents."""
    return bool(_CONTENTS_LINE.search(block.text)) and len(block.text) < 160


def take(
    blocks: list[Block],
    headings: tuple[Heading, ...],
    ends: re.Pattern[str] | None = None,
    body_of: Callable[[int], str | None] | None = None,
) -> Taken:
    """The items of every list that stands under one of the headings; `body_of` a heading's place names whose list."""
    taken = Taken()
    index = 0
    while index < len(blocks):
        heading = matching(blocks[index], headings)
        if heading is None or _is_contents_entry(blocks, index):
            index += 1
            continue
        before = len(taken.items)
        end = _Taker(blocks, headings, ends, taken).take(index, heading)
        body = body_of(index) if body_of else None
        for item in taken.items[before:]:
            item.body = item.body or body
        index = end
    return taken


def _is_contents_entry(blocks: list[Block], index: int) -> bool:
    """Whether the heading is one entry of a contents page: a page number closes it or stands beside it."""
    block = blocks[index]
    if re.search(r"[\s.]\d{1,3}$", block.text) and not block.heading:
        return True
    after = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return bool(re.fullmatch(r"[\s.]*\d{1,3}", after))


class _Taker:
    """Walks one list from its heading to its end."""

    def __init__(
        self, blocks: list[Block], headings: tuple[Heading, ...], ends: re.Pattern[str] | None, taken: Taken
    ) -> None:
        self.blocks = blocks
        self.headings = headings
        self.ends = ends
        self.taken = taken
        self.theme: str | None = None
        self.first: Block | None = None
        self.item: Item | None = None
        self.skip_table: int | None = None

    def take(self, start: int, heading: Heading) -> int:
        """Takes the list's items; gives the place where the reading goes on."""
        self.kind = heading.kind
        self.level = self.blocks[start].heading
        self.taken.headings.append(heading_text(self.blocks[start]))
        index = start + 1
        while index < len(self.blocks) and not self._ends(index):
            index = self._step(index)
        return index

    def _ends(self, index: int) -> bool:
        block = self.blocks[index]
        if matching(block, self.headings):
            return True
        if CASE_STUDY.search(block.text) and len(block.text) < 120:
            return not self._resumes(index)
        if _STOPS.match(block.text) and len(block.text) < 140 and not (block.marker and is_sign(block.marker)):
            return self.first is None or not self._sibling(block)
        if self.ends and self.ends.match(block.text):
            return True
        if block.heading:
            return not self._is_theme(index)
        if self.first is not None and is_sign(self.first.marker) and number_of(block.marker) is not None:
            return True
        return self.first is not None and not block.marker and not self._is_theme(index) and not self._goes_on(block)

    def _resumes(self, index: int) -> bool:
        """Whether the list goes on after a case study that stands in its middle."""
        level = self.blocks[index].heading
        for later in self.blocks[index + 1 : index + 40]:
            if _STOPS.match(later.text) or matching(later, self.headings) or (0 < later.heading < level):
                return False
            if self.first is not None and self._sibling(later) and abs(later.left - self.first.left) < 3:
                return later.table is None and self.first.table is None
        return False

    def _step(self, index: int) -> int:
        block = self.blocks[index]
        if CASE_STUDY.search(block.text) and len(block.text) < 120:
            return self._past_case_study(index)
        if block.marker and (self.first is None or self._sibling(block)):
            self._start(block)
        elif block.marker and self.item is not None:
            self.item.blocks.append(block)
        elif self._is_theme(index):
            self.theme = heading_text(block) if block.text.rstrip().endswith(":") else block.text.strip()
            self.item = None
        elif self.item is not None and self._goes_on(block):
            self.item.blocks.append(block)
        elif block.text.rstrip().endswith(":"):
            self.taken.lead_ins.append(block.text)
        else:
            self._unmarked(block)
        return index + 1

    def _past_case_study(self, index: int) -> int:
        index += 1
        while index < len(self.blocks) and not (self.first is not None and self._sibling(self.blocks[index])):
            index += 1
        return index

    def _start(self, block: Block) -> None:
        if self.first is None:
            self.first = block
        self.item = Item(self.kind, [block], theme=self.theme)
        self.taken.items.append(self.item)

    def _unmarked(self, block: Block) -> None:
        """A paragraph before any bullet: that nothing was found, or an item of a list without bullets."""
        if _NONE_FOUND.search(block.text):
            self.taken.empty = True
            return
        self.item = Item(self.kind, [block], theme=self.theme, confidence=0.7)
        self.taken.items.append(self.item)

    def _sibling(self, block: Block) -> bool:
        first = self.first
        if first is None or not block.marker:
            return False
        if is_sign(first.marker) != is_sign(block.marker):
            return False
        if number_of(first.marker) is not None and number_of(block.marker) is None:
            return False
        if not is_sign(first.marker):
            return True
        return block.left - first.left < 8 and (block.marker == first.marker or abs(block.left - first.left) < 8)

    def _goes_on(self, block: Block) -> bool:
        """Whether an unmarked block is one more paragraph of the item in hand."""
        if self.item is None or block.marker or block.heading:
            return False
        head = self.item.blocks[0]
        return bool(head.marker) and abs(block.indent - head.indent) <= 4 and head.indent > head.left + 6

    def _is_theme(self, index: int) -> bool:
        """Whether the block is a sub-heading with items of this list under it."""
        block = self.blocks[index]
        if block.marker or len(block.text) > 120 or index + 1 >= len(self.blocks):
            return False
        if _STOPS.match(block.text) or (_ENDED.search(block.text) and not block.heading):
            return False
        if block.heading and self.level and block.heading <= self.level:
            return False
        after = self.blocks[index + 1]
        if self.first is None:
            return bool(after.marker) and (bool(block.heading) or not block.text.rstrip().endswith(":"))
        return self._sibling(after) and self._counts_on(after)

    def _counts_on(self, block: Block) -> bool:
        number = number_of(block.marker)
        last = next((number_of(i.blocks[0].marker) for i in reversed(self.taken.items) if i.blocks[0].marker), None)
        return number is None or last is None or number == last + 1
