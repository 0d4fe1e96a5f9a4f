"""Reports from before 2013's single framework: progress, safeguarding and looked-after-children inspections."""

from __future__ import annotations

import re

from tracker.reading.families.items import Taken
from tracker.reading.families.lists import Heading, take
from tracker.reading.page.layout import Block

HEADINGS = (
    Heading(
        re.compile(r"(?i)(?:areas? for|areas? of) priority (?:and immediate )?actions?"), "area for priority action"
    ),
    Heading(
        re.compile(r"(?i)(?:key )?areas? (?:for|of) (?:further )?(?:improvement|development)"), "area for improvement"
    ),
    Heading(re.compile(r"(?i)priorities for (?:further )?improvement"), "area for improvement"),
    Heading(re.compile(r"(?i)what needs to (?:be )?improved?"), "needs to improve"),
    Heading(re.compile(r"(?i)(?:key )?recommendations?(?: for .{2,60})?"), "recommendation"),
)


def read(blocks: list[Block]) -> Taken:
    """The report's lists; "Immediately", "Within three months" and the like above its bullets are their timescales."""
    return take(blocks, HEADINGS)
