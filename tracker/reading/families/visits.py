"""Letters about focused visits and monitoring visits: read by their headings, for no such letter was at hand."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.reading.families.items import Taken
from tracker.reading.families.lists import Heading, take
from tracker.reading.page.layout import Block

HEADINGS = (
    Heading(re.compile(r"(?i)(?:what|areas? that) needs? to (?:be )?improved?(?: .{0,80})?"), "needs to improve"),
    Heading(
        re.compile(r"(?i)areas?\(?s?\)? (?:for|requiring) priority (?:and immediate )?actions?"),
        "area for priority action",
    ),
    Heading(re.compile(r"(?i)priority actions?"), "area for priority action"),
    Heading(re.compile(r"(?i)areas?\(?s?\)? (?:for|requiring) (?:further )?improvement"), "area for improvement"),
)
_INLINE = re.compile(r"(?i)^(areas?\(?s?\)? (?:for|requiring) (?:priority action|improvement))\s*[:–-]\s+(?=\S)")


def read(blocks: list[Block]) -> Taken:
    """The letter's formal lists; a heading that runs on into its paragraph counts too."""
    return take([part for block in blocks for part in _divided(block)], HEADINGS)


def _divided(block: Block) -> list[Block]:
    """The block, or heading and paragraph apart where both stand in one."""
    found = _INLINE.match(block.first.text)
    if not found or block.marker:
        return [block]
    heading = Block([replace(block.first, text=found.group(1), heading=3)])
    rest = replace(block.first, text=block.first.text[found.end() :], heading=0)
    return [heading, Block([rest, *block.lines[1:]])]
