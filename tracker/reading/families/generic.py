"""Any other report: lists found by headings and list structure alone, and offered with less confidence."""

from __future__ import annotations

import re

from tracker.reading.families.items import Item, Taken
from tracker.reading.families.lists import Heading, take
from tracker.reading.page.layout import Block
from tracker.reading.page.marks import is_sign, number_of

DOUBT = 0.78
"""What the confidence of an item is multiplied by where the layout is not known."""

_NUMBER = r"(?:\d+(?:\.\d+)*\.?\s+)?"
RECOMMENDATIONS = Heading(
    re.compile(
        rf"(?i){_NUMBER}(?:our |key |main |summary of |list of |the )*recommendations?(?: (?:for|to) .{{2,60}})?"
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
        re.compile(rf"(?i){_NUMBER}(?:what|areas? that) needs? to (?:be )?improved?(?: .{{0,60}})?"), "needs to improve"
    ),
)
_CAN_IMPROVE = re.compile(r"(?i)\bareas? (?:they|that|which|where|for|to)\b[^.]{0,60}\bimprove(?:ment)?\b[^.]{0,40}:$")


def read(blocks: list[Block]) -> Taken:
    """The lists under headings that reports of many kinds use."""
    return doubted(take(blocks, HEADINGS))


def read_council(blocks: list[Block]) -> Taken:
    """What a council's own paper recommends to its committee; its plans and findings are no formal list."""
    return doubted(take(blocks, (RECOMMENDATIONS,)))


def read_overview(blocks: list[Block]) -> Taken:
    """An overview's bullets under a paragraph that says where improvement is possible, or its headed lists."""
    taken = take(blocks, HEADINGS)
    for index, block in enumerate(blocks):
        if not taken.items and _CAN_IMPROVE.search(block.text):
            taken.headings.append(block.text)
            taken.items += _bullets_under(blocks, index)
    return doubted(taken)


def _bullets_under(blocks: list[Block], index: int) -> list[Item]:
    number = blocks[index].marker.strip("().") if number_of(blocks[index].marker) is not None else None
    items = []
    for block in blocks[index + 1 :]:
        if not block.marker or not is_sign(block.marker):
            break
        items.append(Item("area for improvement", [block], paragraph=number))
    return items


def doubted(taken: Taken) -> Taken:
    """The same items with the confidence of a layout that is not known."""
    for item in taken.items:
        item.confidence *= DOUBT
    return taken
