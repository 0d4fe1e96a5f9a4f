"""The area a report is about, as a person would file it: "Manchester", not "Manchester City Council"."""

from __future__ import annotations

import re

from tracker.reading.facts.area_names import spelling

_TAILS = re.compile(
    r"(?i)[\s,]+(?:"
    r"(?:local\s+)?authority(?:['’]?s)?|local\s+area(?:\s+partnership)?|area\s+partnership|local"
    r"|(?:metropolitan\s+|district\s+|borough\s+|city\s+|county\s+|unitary\s+|district\s+)*council(?:['’]?s)?"
    r"|(?:town|city|borough|county)\s+and|metropolitan(?:\s+(?:district|borough))?|(?:metropolitan\s+)?borough|district|\(?unitary\)?"
    r"|children\s+and\s+famil(?:y|ies)\s+trust|children['’]?s?\s+(?:services\s+)?trust|children\s+first"
    r"|children\s+and\s+young\s+people['’]?s?\s+services?|children['’]?s\s+(?:social\s+care\s+)?services?"
    r"|mbc|cc|(?:send\s+)?partnership"
    r"|(?:local\s+)?safeguarding\s+(?:children(?:['’]s)?\s+)?(?:partnership|board)s?)$"
)
_HEADS = re.compile(
    r"(?i)^(?:the\s+)?(?:council\s+of\s+(?:the\s+)?|(?:london|royal|metropolitan)\s+borough\s+(?:council\s+)?of\s+"
    r"|royal\s+county\s+of\s+|borough\s+of\s+|county\s+of\s+|city\s+and\s+county\s+of\s+"
    r"|city\s+of\s+(?!london\b)|(?:metropolitan\s+)?district\s+of\s+|corporation\s+of\s+(?:the\s+)?)"
)


_NAME_WORD = re.compile(r"[A-Z][\w.'’-]*,?|and|&|of|upon|on|with|the|in|by|under|le")
_NEVER = re.compile(r"(?i)\b(?:dear|inspection|report|dates?|services?|children|ofsted|response|review|letter)\b")
_MOST_WORDS = 7


def is_name(area: str) -> bool:
    """Whether words can be an area's name: few, in capitals but for "and" and the like, and none of a title's own."""
    words = area.split()
    return (
        len(words) <= _MOST_WORDS
        and words[0][0].isupper()
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and not _NEVER.search(area)
    )


def area_name(printed: str) -> str | None:
    """The area's plain name from a printed authority's name, or None where nothing is left."""
    name = re.sub(r"\s+", " ", printed.replace("\u2010", "-")).strip(" ,.:;-–")
    name = re.sub(r"['’]s?$", "", name.replace(" & ", " and "))
    while True:
        shorter = _HEADS.sub("", _TAILS.sub("", name)).strip(" ,.:;-–")
        if shorter == name:
            break
        name = shorter
    if name.casefold().endswith(" city") and len(name) > 5:
        name = name[:-5]
    return spelling(name) if name and name[0].isalpha() else None
