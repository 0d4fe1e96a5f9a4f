"""Single inspection framework reports (2013-18) with their review of the safeguarding children board."""

from __future__ import annotations

import re

from tracker.reading.families.items import Taken
from tracker.reading.families.lists import Heading, take
from tracker.reading.page.layout import Block

HEADINGS = (
    Heading(re.compile(r"(?i)recommendations(?: for .{2,60})?"), "recommendation"),
    Heading(
        re.compile(r"(?i)(?:areas? (?:for|requiring) )?priority (?:and immediate )?actions?"),
        "area for priority action",
    ),
    Heading(re.compile(r"(?i)areas? for improvement"), "area for improvement"),
    Heading(re.compile(r"(?i)what does .{3,80} need to (?:do to )?improve"), "area for improvement"),
)
_BOARD = re.compile(r"(?i)\b(?:LSCB|safeguarding (?:children(?:['’]s)?|adults and children) board)\b")
_AUTHORITY = re.compile(r"(?i)\blocal authority\b")


def read(blocks: list[Block]) -> Taken:
    """The lists for the local authority and for the board; the board's items name it as responsible body."""
    return take(blocks, HEADINGS, body_of=lambda place: "LSCB" if _is_boards(blocks, place) else None)


def _is_boards(blocks: list[Block], place: int) -> bool:
    """Whether the list at this place stands in the part on the safeguarding children board."""
    for block in reversed(blocks[: place + 1]):
        title = block.text
        if block.page <= 1 or len(title) > 130 or not (block.heading or block is blocks[place]):
            continue
        if _AUTHORITY.search(title) and not _BOARD.search(title):
            return False
        if _BOARD.search(title):
            return True
    return False
