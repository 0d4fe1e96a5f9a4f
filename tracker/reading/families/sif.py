"""Single inspection framework reports (2013-18) with their review of the safeguarding children board."""

from __future__ import annotations

import re

from tracker.reading.families.lists import Heading, Taken, take
from tracker.reading.layout import Block

HEADINGS = (
    Heading(re.compile(r"(?i)recommendations(?: for .{2,60})?"), "recommendation"),
    Heading(
        re.compile(r"(?i)priority and immediate actions?|areas? for priority (?:and immediate )?action"),
        "area for priority action",
    ),
    Heading(re.compile(r"(?i)areas? for improvement"), "area for improvement"),
    Heading(re.compile(r"(?i)what does .{3,80} need to (?:do to )?improve"), "area for improvement"),
)
_BOARD = re.compile(r"(?i)\b(?:LSCB|local safeguarding children board|safeguarding children board)\b")


def read(blocks: list[Block]) -> Taken:
    """The lists for the local authority and for the board; the board's items name it as responsible body."""
    return take(blocks, HEADINGS)
