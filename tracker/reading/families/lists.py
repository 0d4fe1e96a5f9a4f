"""A report's own formal list: where it starts, which blocks are its items, where it ends.

A family says under which headings its lists stand; the rest follows from markers, places and headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker.reading.families.announced import announces
from tracker.reading.families.items import (
    UNMARKED,
    Item,
    Taken,
    directs,
    group_of,
    instructs,
    recommends,
    required_of,
    time_heading,
    timed,
    timescale_in,
    whose,
)  # fmt: skip
from tracker.reading.families.tables import beside_item, kind_of, tell
from tracker.reading.page.layout import BOLD, Block
from tracker.reading.page.marks import is_dash, is_sign, letters_of, number_of, sort_of

MOST_BARE = 25
"""More paragraphs than this without a bullet are no list: its end was missed."""
SHORT = 60
"""Characters: a longer heading is no sub-heading of a list."""
CASE_STUDY = re.compile(r"(?i)\b(?:case|practice)\s+(?:study|studies|example)|^(?:highly\s+)?effective practice\b")
STOPS = re.compile(
    r"(?i)^(?:\d+\.?\s+)?(?:[\w ]{0,20}\bstrengths\b|(?:areas? of |examples? of )?(?:strength|good practice)s?\W*$"
    r"|what (?:is )?work(?:s|ing) well|(?:the )?(?:local authority|council|LSCB|board)['’]?s? strengths"
    r"|(?:main|key|our|detailed|inspection) findings|findings\W*$"
    r"|headline findings|next steps|summary (?:for|of|report)|executive summary|progress (?:since|made)"
    r"|information about"
    r"|the (?:experiences and progress of|impact of leaders on|local safeguarding children board)\b"
    r"|(?:key |inspection )?judge?ments?\b"
    r"|what (?:is it like|is the area|the inspection|have we|does .* do well|is working)"
    r"|about (?:the|this) inspection|record of main|glossary|annex|appendix|context\W*$|contents\W*$|yours sincerely"
    r"|children who need help and protection\W*$|inspection team|local area partnership details|outstanding practice"
    r"|further information|(?:background|methodology)\W*$)"
)
_ENDED = re.compile(r"[.!?;,]['’”\")]*$")
_FOLLOWING = re.compile(
    r"(?i)\b(?:following (?:actions?|areas?|recommendations?|improvements?)|should|must)\b[^.]{0,60}[.:]?$|:$"
)
_TAKE_FOLLOWING = re.compile(r"(?i)\bfollowing (?:actions?|areas?|steps?|recommendations?)\b[^.]{0,40}[.:]?$")
NONE_FOUND = re.compile(
    r"(?i)\b(?:there (?:are|were) no|(?:did|have) not (?:find|found|identif\w+|make|made) any|no"
    r"|none (?:was|were|identified))\b.{0,80}\b(?:areas?|recommendations?|priority|actions?|improvements?|identified)\b"
)
_POINTER = re.compile(
    r"(?i)^(?:all |most |some )?(?:of )?(?:the|these|those) (?:[\w-]+ ){0,4}?"
    r"(?:areas?|actions?|recommendations?|priorities)\b.{0,140}"
    r"\b(?:continue|remain|are (?:still )?(?:those|the same)|unchanged|still (?:apply|stand))\b"
)
_CLOSING = re.compile(
    r"(?i)^(?:ofsted|we|i|inspectors|the inspectorates?|(?:his|her) majesty|this (?:letter|visit|report)|thank you"
    r"|please|you (?:should|will|may))\b"
)
_SETS_OUT = re.compile(
    r"(?i)^(?:our |these |the )?(?:recommendations (?:are|in the) )?(?:following )?(?:table|list)s?\b[^.]{0,20} "
    r"(?:sets?|shows?|lists?|gives?)\b|^[^.]{0,60}\b(?:makes?|made|offers?)\b[^.]{0,30}\brecommendations\b"
)
_IN_PARTS = re.compile(r"\(?(\d+)\.(\d+)(?:\.\d+)?[.)]?")
_IN_BRACKETS = re.compile(r"\(.*\)")
_ANNOUNCED = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading a formal list stands under: its pattern, and what kind its items are."""

    pattern: re.Pattern[str]
    kind: str


def heading_text(block: Block) -> str:
    """The heading's words without number, closing marks and footnote digits."""
    words = re.sub(r"^\d{1,2}(?:\.\d{1,2})?[.)]?\s+", "", block.text.strip())
    return re.sub(r"[\s?:.*–—-]*\d{0,2}[\s?:.*–—-]*$", "", words).strip()


def matching(block: Block, headings: Iterable[Heading]) -> Heading | None:
    """The heading of the list that starts with this block, or None."""
    text = block.text.strip()
    if len(text) > 140 or CASE_STUDY.search(text) or (block.marker and is_sign(block.marker)):
        return None
    plain = heading_text(block)
    return next((heading for heading in headings if heading.pattern.fullmatch(plain)), None)


def in_contents(blocks: list[Block], index: int) -> bool:
    """Whether the block is one entry of a table of contents: a page number closes it or stands beside it."""
    block = blocks[index]
    if re.search(r"(?:[\s.…]{2,}|\t)\d{1,3}$", block.text) or (
        not block.heading and re.search(r"\s\d{1,3}$", block.text)
    ):
        return True
    after = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return bool(re.fullmatch(r"[\s.]*\d{1,3}", after))


def take(
    blocks: list[Block],
    headings: tuple[Heading, ...],
    *,
    body_of: Callable[[int], str | None] | None = None,
    any_theme: bool = False,
    any_rank: bool = False,
    any_layout: bool = False,
) -> Taken:
    """The items of every list that stands under one of the headings.

    `body_of` names whose list starts at a heading's place; with `any_theme` every heading with bullets of the list
    under it is a sub-heading of the list: one as large as the list's own only where the list starts with such a one, or
    with `any_rank`. With `any_layout` a sentence may announce a
    list, and a list that speaks to one body alone is that body's.
    """
    taken = Taken()
    index = 0
    while index < len(blocks):
        heading = matching(blocks[index], headings)
        if heading is None and any_layout and announces(blocks, index):
            heading = Heading(_ANNOUNCED, kind_of(blocks[index].text))
        if heading is None or in_contents(blocks, index):
            index += 1
            continue
        before = len(taken.items)
        end = _Taker(blocks, headings, taken, any_theme=any_theme, any_rank=any_rank).take(index, heading)
        _name_bodies(taken.items[before:], body_of(index) if body_of else None, fewest=1 if any_layout else 2)
        index = end
    return taken


def _name_bodies(items: list[Item], body: str | None, fewest: int) -> None:
    """Gives the items their responsible body: the list's own, or their groups' where there are as many as `fewest`."""
    groups = {item.group for item in items}
    for item in items:
        item.body = item.body or (item.group if len(groups) >= fewest else None) or body


class _Taker:
    """Walks one list from its heading to its end."""

    def __init__(
        self, blocks: list[Block], headings: tuple[Heading, ...], taken: Taken, *, any_theme: bool, any_rank: bool
    ) -> None:
        self._blocks = blocks
        self._headings = headings
        self._taken = taken
        self._any_theme = any_theme
        self._any_rank = any_rank
        self._kind = ""
        self._level = 0
        self._size = 0.0
        self._theme: str | None = None
        self._timescale: str | None = None
        self._group: str | None = None
        self._body: str | None = None
        self._over: Block | None = None
        self._first: Block | None = None
        self._item: Item | None = None
        self._bare_items = 0
        self._before = 0

    def take(self, start: int, heading: Heading) -> int:
        """Takes the list's items; gives the place where the reading goes on."""
        self._kind = heading.kind
        self._before = len(self._taken.items)
        self._level = self._blocks[start].heading
        self._size = self._blocks[start].first.size
        self._taken.headings.append(heading_text(self._blocks[start]))
        if heading.pattern is _ANNOUNCED:
            self._lead_in(self._blocks[start])
            self._over = next((block for block in reversed(self._blocks[:start]) if block.heading), None)
        index = start + 1
        while index < len(self._blocks) and not self._ends(index):
            index = self._step(index)
        if self._first is not None and self._bare_items:
            self._bare_to_lead_ins()
        return index

    def _bare_to_lead_ins(self) -> None:
        """Takes paragraphs without bullets for what they are in a list that has bullets: words that lead to them."""
        opened = self._taken.items[self._before :]
        self._taken.lead_ins += [item.text for item in opened if item.confidence == UNMARKED]
        self._taken.items[self._before :] = [item for item in opened if item.confidence != UNMARKED]

    def _ends(self, index: int) -> bool:
        """Whether the list is over at this block."""
        block = self._blocks[index]
        over = self._is_stop(index) or self._is_paragraph(block)
        if over or matching(block, self._headings) or self._bare_items >= MOST_BARE:
            return True
        if not self._is_over(block) and self._is_marked_lead_in(index):
            return False
        if _is_case_study(block):
            return not self._resumes(index)
        if block.heading and not self._is_bold_item(block):
            return self._is_over(block) or not self._is_inside(index)
        if number_of(block.marker) is not None and (self._bare_items or self._leaves_list(block) or self._skips(block)):
            return True
        told = self._item is not None and beside_item(block) is not None
        return self._first is not None and not (block.marker or told or self._is_inside(index) or self._goes_on(block))

    def _is_over(self, block: Block) -> bool:
        """Whether a heading is no smaller than the one that the sentence announcing the list stands under."""
        over = self._over
        if over is None or not block.heading:
            return False
        return block.heading < over.heading or (block.heading == over.heading and block.first.size >= over.first.size)

    def _is_paragraph(self, block: Block) -> bool:
        """Whether a number such as "3.2" counts the document's paragraphs: it is no part of the item in hand."""
        found = _IN_PARTS.fullmatch(block.marker)
        if not found or self._first is None or _IN_PARTS.fullmatch(self._first.marker):
            return False
        part = [other.marker for other in self._item.blocks] if self._item else [""]
        opens, before = found[2] == "1" and number_of(part[0]) == int(found[1]), _IN_PARTS.fullmatch(part[-1])
        return not opens and not (before and before[1] == found[1] and int(found[2]) == int(before[2]) + 1)

    def _skips(self, block: Block) -> bool:
        """Whether a few words under a number that does not follow the list's last one head the next section."""
        plain = len(block.text) <= SHORT and not _ENDED.search(block.text) and not instructs(block.text)
        return self._first is not None and plain and not self._counts_on(block)

    def _leaves_list(self, block: Block) -> bool:
        """Whether a number counts the document's own paragraphs: among bullets, or among letters where none begins."""
        first = self._first
        if first is None or is_sign(first.marker):
            return first is not None
        inside = self._item.blocks[-1].marker if self._item else ""
        return number_of(first.marker) is None and number_of(block.marker) != (number_of(inside) or 0) + 1

    def _is_inside(self, index: int) -> bool:
        """Whether a block without marker belongs between the list's items: a timescale, sub-heading, lead-in or an item
        that says itself by when who should act.
        """
        text = self._blocks[index].text
        whole = not self._blocks[index].marker and (timed(text) is not None or recommends(text))
        return bool(time_heading(text)) or whole or self._is_theme(index) or self._is_lead_in(index)

    def _is_bold_item(self, block: Block) -> bool:
        """Whether a numbered block is an item of a list whose items are all printed in bold."""
        if not block.marker or block.heading != BOLD:
            return False
        if self._first is None or directs(block.text):
            return directs(block.text) and (self._first is None or (self._sibling(block) and self._counts_on(block)))
        return self._first.heading == BOLD and self._sibling(block)

    def _is_stop(self, index: int) -> bool:
        """Whether a block is the name of a later section, and no numbered instruction of the list goes on there."""
        block = self._blocks[index]
        if len(block.text) > 140 or (block.marker and is_sign(block.marker)) or not STOPS.match(block.text):
            return False
        return not (block.marker and _ENDED.search(block.text)) and not self._numbering_goes_on(index)

    def _numbering_goes_on(self, index: int) -> bool:
        """Whether the next number of the list, and an instruction, stands under a block."""
        after = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if after is None or self._first is None or number_of(after.marker) in (None, 1):
            return False
        return self._counts_on(after) and instructs(after.text)

    def _resumes(self, index: int) -> bool:
        """Whether the list goes on after a case study that stands in its middle."""
        level = self._blocks[index].heading
        for later in self._blocks[index + 1 : index + 40]:
            if STOPS.match(later.text) or matching(later, self._headings) or (0 < later.heading < level):
                return False
            if self._first is not None and self._sibling(later) and abs(later.left - self._first.left) < 3:
                return later.table is None and self._first.table is None and later.first.box is not None
        return False

    def _step(self, index: int) -> int:
        block = self._blocks[index]
        if _is_case_study(block):
            return self._past_case_study(index)
        timescale = time_heading(block.text) if not (block.marker and is_sign(block.marker)) else None
        if timescale:
            self._timescale, self._item = timescale, None
        elif self._item is not None and (beside := beside_item(block)):
            tell(self._item, *beside, block.page, self._taken)
        elif not block.marker and recommends(block.text):
            self._add(block, confidence=None)
        elif self._is_numbered_lead_in(index) or self._is_marked_lead_in(index):
            self._lead_in(block)
            self._first = None if self._is_group(index) else self._first
        elif block.marker and (self._first is None or self._sibling(block)):
            self._start(block)
        elif block.marker and self._item is not None:
            self._item.blocks.append(block)
        elif self._is_theme(index):
            self._theme, self._item = block.text.strip().rstrip(":"), None
            self._group = whose(block.text) or self._group
        elif self._item is not None and self._goes_on(block):
            self._item.blocks.append(block)
        elif self._is_lead_in(index):
            self._lead_in(block)
        elif self._first is not None and (alone := timed(block.text)):
            self._item = Item(self._kind, [block], body=alone[1], timescale=alone[0], theme=self._theme)
            self._taken.items.append(self._item)
        else:
            self._unmarked(block)
        return index + 1

    def _past_case_study(self, index: int) -> int:
        index += 1
        while index < len(self._blocks) and not (self._first is not None and self._sibling(self._blocks[index])):
            index += 1
        return index

    def _lead_in(self, block: Block) -> None:
        self._taken.lead_ins.append(block.text)
        self._timescale = timescale_in(block.text) or self._timescale
        self._group = group_of(block.text) or self._group
        self._body = required_of(block.text) or self._body
        self._item = None

    def _start(self, block: Block) -> None:
        if _says_none(block.text):
            self._taken.empty = True
            return
        self._first = self._first or block
        self._add(block, confidence=None)

    def _add(self, block: Block, confidence: float | None) -> None:
        self._item = Item(
            self._kind, [block], body=self._body, group=self._group, theme=self._theme, timescale=self._timescale,
            host=heading_text(self._over) if self._over else None,
        )  # fmt: skip
        self._item.confidence = confidence or self._item.confidence
        self._taken.items.append(self._item)

    def _unmarked(self, block: Block) -> None:
        """A paragraph that no bullet marks: that nothing was found, or an item of a list without bullets."""
        if _says_none(block.text):
            self._taken.empty = True
        elif _POINTER.search(block.text):
            self._taken.pointers.append(block.text)
        elif block.text.rstrip().endswith(":") or _SETS_OUT.search(block.text):
            self._lead_in(block)
        elif not _CLOSING.search(block.text):
            self._bare_items += 1
            self._body = required_of(block.text)
            self._add(block, UNMARKED)

    def _sibling(self, block: Block) -> bool:
        """Whether a marked block stands on the same level of the list as its first item."""
        first = self._first
        if first is None or not block.marker or is_sign(first.marker) != is_sign(block.marker):
            return False
        if not is_sign(first.marker):
            lettered = number_of(first.marker) is None
            return lettered == (number_of(block.marker) is None) and not (lettered and self._is_part(block))
        if is_dash(block.marker) and not is_dash(first.marker):
            return False
        return block.left - first.left < 8

    def _is_part(self, block: Block) -> bool:
        """Whether a letter counts the parts of the item in hand: "(i)" under "(c)", where "(d)" would be the next."""
        if self._item is None:
            return False
        head, *parts = (letters_of(other.marker) for other in self._item.blocks if other.marker)
        values = letters_of(block.marker)
        begins, goes_on = 1 in values, any(value - 1 in part for part in parts[-1:] for value in values)
        return (begins or goes_on) and not any(value - 1 in head for value in values)

    def _goes_on(self, block: Block) -> bool:
        """Whether an unmarked block is one more paragraph of the item in hand."""
        if self._item is None or block.marker or block.heading:
            return False
        head = self._item.blocks[0]
        return bool(head.marker) and abs(block.indent - head.indent) <= 4 and head.indent > head.left + 6

    def _is_lead_in(self, index: int) -> bool:
        """Whether an unmarked paragraph leads to bullets of the list."""
        block = self._blocks[index]
        if block.marker or index + 1 >= len(self._blocks):
            return False
        after = self._blocks[index + 1]
        led = bool(after.marker) or bool(time_heading(after.text)) or self._is_group(index + 1)
        if self._first is None:
            return led or (block.text.rstrip().endswith(":") and not after.heading)
        return self._sibling(after) and bool(_FOLLOWING.search(block.text)) and self._counts_on(after)

    def _is_group(self, index: int) -> bool:
        """Whether a block says whom the marked blocks after it speak to ("The management board should:")."""
        text = self._blocks[index].text.rstrip()
        after = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        return text.endswith(":") and group_of(text) is not None and after is not None and bool(after.marker)

    def _is_numbered_lead_in(self, index: int) -> bool:
        """Whether a numbered paragraph leads to the list's bullets: no numbered item follows it."""
        block = self._blocks[index]
        if self._first is not None or number_of(block.marker) is None or not _FOLLOWING.search(block.text):
            return False
        after = self._blocks[index + 1].text if index + 1 < len(self._blocks) else ""
        if _TAKE_FOLLOWING.search(block.text) and (time_heading(after) or is_sign(self._blocks[index + 1].marker)):
            return True
        marked = False
        for later in self._blocks[index + 1 : index + 60]:
            if matching(later, self._headings) or STOPS.match(later.text) or (0 < later.heading <= self._level):
                break
            if number_of(later.marker) is not None:
                return False
            marked = marked or (bool(later.marker) and is_sign(later.marker))
        return marked

    def _is_marked_lead_in(self, index: int) -> bool:
        """Whether a marked paragraph that ends in a colon leads to paragraphs without markers, or says whom the marked
        ones under it speak to.
        """
        block = self._blocks[index]
        after = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if not block.marker or after is None or not block.text.rstrip().endswith(":"):
            return False
        if self._is_group(index):
            return after.left > block.left + 4 or sort_of(after.marker) != sort_of(block.marker)
        heads = bool(after.heading) and not _IN_PARTS.fullmatch(block.marker)
        return self._first is None and not after.marker and not heads

    def _is_theme(self, index: int) -> bool:
        """Whether the block is a sub-heading with items of this list under it."""
        block = self._blocks[index]
        if block.marker or len(block.text) > 130 or index + 1 >= len(self._blocks) or self._is_stop(index):
            return False
        if _IN_BRACKETS.fullmatch(block.text.strip()):
            return False
        if self._is_group(index):
            return False
        if (_ENDED.search(block.text) or block.text.rstrip().endswith(":")) and not block.heading:
            return False
        after = self._blocks[index + 1]
        if block.heading and not after.marker and index + 2 < len(self._blocks) and not STOPS.match(after.text):
            after = self._blocks[index + 2] if after.heading or after.text.endswith(":") else after
        if not after.marker or not self._counts_on(after) or not (self._first is None or self._sibling(after)):
            return False
        return self._heads(index, after)

    def _heads(self, index: int, after: Block) -> bool:
        """Whether a heading is no larger than the list's own, or what stands under it speaks as the list's items do."""
        block, opened = self._blocks[index], self._taken.items[self._before :]
        if self._any_theme and (self._any_rank or not block.heading or not opened or opened[0].theme is not None):
            return True
        if self._any_theme:
            smaller = block.heading > self._level or block.first.size < self._size - 0.5
            return smaller or (is_sign(after.marker) and self._goes_on_under(index))
        if block.heading and block.heading == self._level:
            alike = block.first.size <= self._size + 0.2
            if (not opened or opened[0].theme) and 0 < block.first.size < self._size - 1.4:
                return True
            return alike and (instructs(after.text) or (is_sign(after.marker) and self._goes_on_under(index)))
        if number_of(after.marker) is not None and self._directive():
            return directs(after.text)
        return not (block.heading and self._level and block.heading <= self._level)

    def _goes_on_under(self, index: int) -> bool:
        """Whether bullets of the list, under short headings as this one, lead to a section that ends lists."""
        if len(self._taken.items) == self._before:
            return False
        for later in self._blocks[index + 1 :]:
            if STOPS.match(later.text) or matching(later, self._headings):
                return True
            short = bool(later.heading) and len(later.text) <= SHORT and later.text[-1:].isalpha()
            if not (short or self._sibling(later)):
                return number_of(later.marker) == 1
        return False

    def _directive(self) -> bool:
        """Whether the list's items so far mostly tell someone to do something, as its next ones then must."""
        told = [directs(item.text) for item in self._taken.items]
        return bool(told) and 2 * sum(told) >= len(told)

    def _counts_on(self, block: Block) -> bool:
        number = number_of(block.marker)
        last = next((number_of(i.blocks[0].marker) for i in reversed(self._taken.items) if i.blocks[0].marker), None)
        return number is None or last is None or self._first is None or number == last + 1 or number == 1


def _is_case_study(block: Block) -> bool:
    return (
        bool(CASE_STUDY.search(block.text)) and len(block.text) < 120 and not (block.marker and is_sign(block.marker))
    )


def _says_none(text: str) -> bool:
    """Whether a list's only words are that there is nothing to list."""
    return len(text) < 220 and bool(NONE_FOUND.search(text)) and not directs(text)
