"""Inspections of local authority children's services (from 2018), and the visit letters between them."""

from __future__ import annotations

import re

from tracker.reading.families.items import Taken
from tracker.reading.families.lists import Heading, take
from tracker.reading.page.layout import Block

HEADINGS = (
    Heading(
        re.compile(r"(?i)(?:what|areas that) needs? to improve(?: .{0,60})?|areas? for improvement"), "needs to improve"
    ),
)


def read(blocks: list[Block]) -> Taken:
    """The report's list "What needs to improve"; the words "priority action" in its text are history, never a list."""
    return take(blocks, HEADINGS)
