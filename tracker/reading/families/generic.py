"""Any other report: lists found by headings and list structure alone, and offered with less confidence."""

from __future__ import annotations

import re

from tracker.reading.families.announced import labelled
from tracker.reading.families.items import (
    SURE,
    UNMARKED,
    Item,
    Taken,
    directs,
    names_body,
    own_body,
    own_timescale,
    timed_lead,
)
from tracker.reading.families.lists import Heading, heading_text, matching, take
from tracker.reading.families.tables import beside_item, take_tables, tell
from tracker.reading.page.layout import Block
from tracker.reading.page.marks import is_sign, number_of

DOUBT = 0.78
"""What the confidence of an item is multiplied by where the layout is not known."""

_NUMBER = r"(?:\d+(?:\.\d+)*\.?\s+)?"
RECOMMENDATIONS = Heading(
    re.compile(
        rf"(?i){_NUMBER}(?:(?:conclusions?|findings|learning) and )?"
        r"(?:our |key |main |summary of |list of |the )*recommendations?(?: (?:for|to) .{2,60})?"
    ),
    "recommendation",
)
HEADINGS = (
    RECOMMENDATIONS,
    Heading(
        re.compile(
            rf"(?i){_NUMBER}areas? (?:for|requiring) (?:priority|urgent|immediate) (?:and immediate )?"
            r"(?:action|attention)s?"
        ),
        "area for priority action",
    ),
    Heading(re.compile(rf"(?i){_NUMBER}causes? of concern"), "area for priority action"),
    Heading(
        re.compile(
            rf"(?i){_NUMBER}(?:key |main )?areas? (?:for|of|requiring) (?:further )?"
            r"(?:improvement|development|consideration|focus)"
        ),
        "area for improvement",
    ),
    Heading(
        re.compile(
            r"(?i)what (?:does )?(?:the|this|our) [\w’' ]{3,50}? (?:needs?|should|must|has)(?: to)? "
            r"(?:do (?:next )?to )?improve(?: further| next)?(?: \(.*\))?"
        ),
        "needs to improve",
    ),
    Heading(
        re.compile(rf"(?i){_NUMBER}what (?:now )?needs to (?:happen|change|be done)(?: next| now)?"), "recommendation"
    ),
    Heading(
        re.compile(rf"(?i){_NUMBER}(?:what|areas? that) needs? to (?:be )?improved?(?: .{{0,60}})?"), "needs to improve"
    ),
)
_STRENGTHS = re.compile(r"(?i)(?:(?:key|main|areas? of|our) )?strengths?(?: (?:include|identified))?\W*")
_OF_RECOMMENDATIONS = re.compile(r"(?i)^(?:recommendations?\s*(?:[:–-]|for|on)\s*)")
_CAN_IMPROVE = re.compile(r"(?i)\bareas? (?:they|that|which|where|for|to)\b[^.]{0,60}\bimprove(?:ment)?\b[^.]{0,40}:$")


def read(blocks: list[Block], headings: tuple[Heading, ...] = HEADINGS) -> Taken:
    """The tables of recommendations, the lists under headings or sentences that announce them, and paragraphs that say
    themselves that they are recommendations.
    """
    taken, rest = take_tables(blocks)
    rest, marked = labelled(rest)
    marked += [block for block in rest if timed_lead(block.text)]
    listed = take(_without_weighed_up(rest), headings, any_layout=True)
    bare = [item for item in listed.items if item.confidence == UNMARKED and not directs(item.text)]
    if taken.items or len(bare) < len(listed.items):
        listed.items = [item for item in listed.items if item not in bare]
    taken.items += doubted(listed).items
    taken.headings += listed.headings
    taken.lead_ins += listed.lead_ins
    taken.pointers += listed.pointers
    taken.actions += listed.actions
    taken.empty = listed.empty
    used = {id(block) for item in taken.items for block in item.blocks}
    _take_marked(rest, [block for block in marked if id(block) not in used], taken)
    for item in taken.items:
        _say_who_and_when(item)
    if len({item.host for item in taken.items if item.host}) > 1:
        for item in taken.items:
            item.theme = item.theme or _as_theme(item.host)
    themes = {None if item.host else item.theme for item in taken.items}
    if len(themes) > 1 and all(theme and names_body(theme) for theme in themes):
        for item in taken.items:
            item.body = item.body or item.theme
    return taken


def _without_weighed_up(blocks: list[Block]) -> list[Block]:
    """The blocks without the headings of weaknesses that stand beside strengths, chapter by chapter, in a report that
    has recommendations of its own: what is listed under them are its findings.
    """
    if not any(matching(block, (RECOMMENDATIONS,)) for block in blocks):
        return blocks
    return [block for place, block in enumerate(blocks) if not _weighs_up(blocks, place)]


def _weighs_up(blocks: list[Block], place: int) -> bool:
    """Whether a heading of what should improve follows a list of strengths."""
    if blocks[place].marker or not matching(blocks[place], HEADINGS[3:]):
        return False
    before = next((block for block in reversed(blocks[:place]) if not block.marker), None)
    return before is not None and bool(_STRENGTHS.fullmatch(before.text.strip()))


def _as_theme(heading: str | None) -> str | None:
    """The heading over a list as the theme of its items, without "Recommendations:" and "Theme 2:" alike kept."""
    words = _OF_RECOMMENDATIONS.sub("", heading or "").strip()
    return words[:1].upper() + words[1:] or None


def _say_who_and_when(item: Item) -> None:
    """Gives an item the body and timescale that its own words name, where no column or group of its list does."""
    if item.body is None or item.body == item.group:
        item.body = own_body(item.text) or item.body
    item.timescale = item.timescale or own_timescale(item.blocks[0].text)


def _take_marked(blocks: list[Block], marked: list[Block], taken: Taken) -> None:
    """Takes the labelled paragraphs that stand in no list, each with its bullets and what is said beside it."""
    wanted = {id(block) for block in marked}
    item: Item | None = None
    host: str | None = None
    for block in blocks:
        host = heading_text(block) if block.heading and id(block) not in wanted else host
        if id(block) in wanted:
            timescale, body = timed_lead(block.text) or (None, None)
            item = Item("recommendation", [block], body=body, timescale=timescale, host=host)
            taken.items.append(item)
        elif item and (beside := beside_item(block)):
            tell(item, *beside, block.page, taken)
        elif item and block.marker and is_sign(block.marker) and item.blocks[0].text.endswith(":"):
            item.blocks.append(block)
        else:
            item = None


def read_council(blocks: list[Block]) -> Taken:
    """What a council's own paper recommends to its committee; its plans and findings are no formal list."""
    return read(blocks, (RECOMMENDATIONS,))


def read_overview(blocks: list[Block]) -> Taken:
    """An overview's bullets under a paragraph that says where improvement is possible, or its headed lists."""
    taken = read(blocks)
    for index, block in enumerate(blocks):
        if not taken.items and _CAN_IMPROVE.search(block.text):
            taken.headings.append(block.text)
            taken.items += _bullets_under(blocks, index)
    return taken


def _bullets_under(blocks: list[Block], index: int) -> list[Item]:
    number = blocks[index].marker.strip("().") if number_of(blocks[index].marker) is not None else None
    items = []
    for block in blocks[index + 1 :]:
        if not block.marker or not is_sign(block.marker):
            break
        items.append(Item("area for improvement", [block], paragraph=number, confidence=SURE * DOUBT))
    return items


def doubted(taken: Taken) -> Taken:
    """The same items with the confidence of a layout that is not known."""
    for item in taken.items:
        item.confidence *= DOUBT
    return taken
