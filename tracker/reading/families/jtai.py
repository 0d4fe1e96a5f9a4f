"""Joint targeted area inspection letters: 2016-20 (areas for improvement) and from 2022 (what needs to improve)."""

from __future__ import annotations

import re

from tracker.reading.families.items import Taken
from tracker.reading.families.lists import Heading, take
from tracker.reading.page.layout import Block

HEADINGS = (
    Heading(re.compile(r"(?i)what needs to (?:be )?improved?"), "needs to improve"),
    Heading(
        re.compile(
            r"(?i)(?:key |main )?areas?\(?s?\)? (?:for|requiring|of) (?:priority|immediate|urgent)(?: and immediate)?"
            r" actions?"
        ),
        "area for priority action",
    ),
    Heading(re.compile(r"(?i)priority actions?"), "area for priority action"),
    Heading(
        re.compile(r"(?i)(?:key |main )?areas?\(?s?\)? (?:for|requiring|of) (?:further )?improvement"),
        "area for improvement",
    ),
)


def read(blocks: list[Block]) -> Taken:
    """The formal lists of a letter from 2022 on."""
    return take(blocks, HEADINGS, any_theme=True)


def read_early(blocks: list[Block]) -> Taken:
    """The formal lists of a letter of 2016 to 2020, whose sub-headings may be as large as the lists' own headings."""
    return take(blocks, HEADINGS, any_theme=True, any_rank=True)
