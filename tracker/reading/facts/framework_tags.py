"""The tags of the children's social care national framework, in whatever spelling an item prints them."""

from __future__ import annotations

import re

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MOST = {"outcome": 4, "enabler": 3, "principle": 6}
_NUMBERED = re.compile(
    r"(?i)\b(outcome|enabler|principle)s?\s*[:\-–]?\s*((?:[1-6]|one|two|three|four|five|six)\b"
    r"(?:\s*(?:,|and|&)\s*(?:[1-6]|one|two|three|four|five|six)\b)*)"
)
_NUMBER = re.compile(r"(?i)\b([1-6]|one|two|three|four|five|six)\b")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_WORDINGS = (
    ("enabler 1", re.compile(r"(?i)multi-?agency working is (?:prioritised|effective)")),
    ("enabler 2", re.compile(r"(?i)leaders drive (?:the )?conditions")),
    ("enabler 3", re.compile(r"(?i)(?:the )?workforce is equipped")),
    ("outcome 1", re.compile(r"(?i)families stay together")),
    ("outcome 2", re.compile(r"(?i)supported by their family network")),
    ("outcome 3", re.compile(r"(?i)safe in and outside (?:of )?their homes?")),
    ("outcome 4", re.compile(r"(?i)(?:have|live in) (?:safe,? )?(?:stable,? )?loving homes")),
)
_NAMES = re.compile(r"(?i)national framework|outcome|enabler|principle")


def framework_tags(text: str) -> tuple[str, ...]:
    """The item's tags as "outcome 1" to "outcome 4", "enabler 1" to "enabler 3", "principle 1" to "principle 6".

    Only brackets count, so that an item which speaks of outcomes in its own words carries no tag.
    """
    tags: list[str] = []
    for inside in _BRACKETS.findall(text):
        if _NAMES.search(inside):
            tags += _tags(inside)
    return tuple(dict.fromkeys(tags))


def _tags(inside: str) -> list[str]:
    found = []
    for kind, numbers in _NUMBERED.findall(inside):
        for number in _NUMBER.findall(numbers):
            value = int(number) if number.isdigit() else _WORDS[number.casefold()]
            if value <= _MOST[kind.casefold()]:
                found.append(f"{kind.casefold()} {value}")
    return found or [tag for tag, wording in _WORDINGS if wording.search(inside)]
