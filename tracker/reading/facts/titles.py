"""A report's title and the area it is about, from its first page."""

from __future__ import annotations

import re

from tracker.reading.facts.area_names import known_area
from tracker.reading.facts.areas import area_name, is_name
from tracker.reading.facts.facts import Facts
from tracker.reading.page.layout import Block

_NOT_AREA = r"(?!the\s+multi|children|services|local|looked|safeguarding|progress|arrangements|a\s)"
_CLOSE = (
    r"(?:\s+local\s+authority(?:['’]?s)?)?\s+(?:children['’]?s?|children and families)\s+(?:social\s+care\s+)?services?"
)
_AREA_TITLES = tuple(
    re.compile(r"(?is)" + pattern)
    for pattern in (
        rf"joint targeted area inspection\s+(?:of|in)\s+{_NOT_AREA}(?:the\s+)?(.+)$",
        r"joint targeted area inspection\b.*\b(?:in|across)\s+(?:the\s+)?(.+)$",
        r"area send (?:full |monitoring )?inspection\s+of\s+(?:the\s+)?(.+?)(?:\s+local\s+area(?: partnership)?)?\s*$",
        rf"(?:focused|monitoring)\s+visit\s+(?:to|of)\s+(?:the\s+)?(.+?)(?:{_CLOSE})?\s*$",
        rf"(?:inspection|peer (?:review|challenge)) of\s+(?:the\s+)?{_NOT_AREA}(.+?){_CLOSE}",
        rf"inspection of\s+(?:the\s+)?{_NOT_AREA}(.+?\s+trust)\b",
        r"(?:inspection|review) of\b.*\bservices\b.*\bin\s+(?:the\s+)?(?!need\b)(.+)$",
        r"peer (?:review|challenge)\s*[:–-]\s*(?:the\s+)?(.+)$",
    )
)
_AUTHORITY = re.compile(r"(?i)\b(?:council|borough|authority|county|city of|metropolitan|isles? of)\b")
_ABOUT = re.compile(
    r"(?i)inspection|review|report|judge?ment|ofsted|\bdates?\b|published|services|grade|committee|letter|^and$"
    r"|^\W*\d*\W*$|visit|summary|www|page|raising standards|improving lives"
)
_FACT = re.compile(r"(?i)(?:inspection|fieldwork|visit) dates?\b|lead inspector|judge?ment\b|dear |date")
FRONT, OPENING = 25, 8
"""Paragraphs in which a council is named, and those in which a force or partnership is the paper's own."""
_PAPER_AREAS = (
    re.compile(r"^(?:\W*)((?:[A-Z][\w’'&-]+ ){1,5}?(?:(?:City|County|Borough|Metropolitan|District) )*Council)\b"),
    re.compile(r"\b((?:[A-Z][\w-]+ ){0,3}[A-Z][\w-]+)['’]s Children['’]?s Services\b"),
    re.compile(r"^((?:[A-Z][\w-]+ ){0,3}[A-Z][\w-]+) (?:children['’]s services|Police|Constabulary)\b"),
    re.compile(r"^((?:[A-Z][\w-]+ ){0,3}?[A-Z][\w-]+) (?:Local )?Safeguarding (?:Children|Adults)"),
)


def title_area(title: str) -> str | None:
    """The area named in a report's title."""
    for pattern in _AREA_TITLES:
        found = pattern.search(title)
        printed = re.split(r"\s+of the\s+multi|[:;–—(]|\s-\s", found.group(1))[0] if found else ""
        area = area_name(printed) if printed and len(printed) < 80 else None
        if area and is_name(area):
            return area
    return None


def area_and_title(blocks: list[Block]) -> tuple[str | None, str | None]:
    """The area and the printed title: from the title itself or from the authority's name beside it."""
    if not blocks:
        return None, None
    first = blocks[0].page
    front = [block for block in blocks[:40] if block.page <= first + 1 and block.table is None]
    titles = [block for block in front if block.heading]
    for block in [*titles, *(block for block in front[:12] if not block.heading and len(block.text) < 220)]:
        area = title_area(block.text)
        if area:
            return area, block.text
    whole = _front_title(front)
    area = title_area(whole) if whole else None
    if area:
        return area, whole
    title = next((block for block in titles if re.search(r"(?i)inspection|review|visit|report", block.text)), None)
    printed = title.text if title else titles[0].text if titles else None
    return _area_beside(front), re.sub(r"(?i)\s+and$", "", printed) if printed else None


def _front_title(front: list[Block]) -> str:
    """The first page's lines before its facts, as one title: for a title whose lines could not be put together."""
    words: list[str] = []
    for line in [line for block in front for line in block.lines if line.page == front[0].page][:12]:
        if _FACT.match(line.text):
            break
        if not re.fullmatch(r"\W*\d*\W*", line.text):
            words.append(line.text)
    title = " ".join(words)
    return title if len(title) < 260 else ""


def _area_beside(front: list[Block]) -> str | None:
    """The area from the lines that stand before, or else after, the title "Inspection of ..."."""
    lines = [line for block in front for line in block.lines if line.page == front[0].page]
    opens = re.compile(r"(?i)(?:re-?)?inspection (?:of|report)\b")
    start = next((i for i, line in enumerate(lines) if opens.match(line.text)), None)
    if start is None:
        return None
    before = [line for line in lines[:start] if not _ABOUT.search(line.text)]
    largest = max((line.size for line in before), default=0.0)
    names = [line.text for line in before if line.size >= largest - 1]
    if names:
        area = area_name(" ".join(names[-3:]))
        return area if area and is_name(area) else known_area(" ".join(names))
    after = (line.text for line in lines[start + 1 : start + 8] if not _ABOUT.search(line.text))
    return next((area_name(text) for text in after if _AUTHORITY.search(text)), None)


def area_mentioned(blocks: list[Block]) -> str | None:
    """The authority that a report's title or, failing that, its first page names: where its own words were no help."""
    first = blocks[0].page if blocks else 1
    front = [block.text for block in blocks[:40] if block.page == first]
    about = " ".join(text for text in front if len(text) < 220 and re.search(r"(?i)inspection|visit", text))
    return known_area(about) or known_area(" ".join(front))


def letter_area(blocks: list[Block], facts: Facts) -> str | None:
    """The area of a letter whose title does not name it: from its greeting, its addressees or who must answer."""
    for block in blocks[:40]:
        dear = re.match(r"(?i)dear\s+(.+?)\s+(?:local\s+)?(?:safeguarding|strategic|partnership)", block.text)
        if dear and not dear.group(1).casefold().startswith(("local", "colleague")):
            return area_name(dear.group(1))
    bodies = [person.organisation or "" for person in facts.addressees] + [facts.principal_authority or ""]
    return next((area_name(body) for body in bodies if re.search(r"(?i)council|local authority|borough", body)), None)


def paper_title(blocks: list[Block]) -> str | None:
    """What a paper is about: its subject line or, without one, its first words that are no label."""
    for block in blocks[:25]:
        subject = re.match(r"(?i)\W*subject\s*:\s*(.+)$", block.text)
        if subject:
            return subject.group(1).strip()
    first = (block.text for block in blocks[:12] if len(block.text.split()) > 3 and ":" not in block.text)
    return next((text.strip(" .") for text in first if len(text) < 200), None)


def paper_area(blocks: list[Block]) -> str | None:
    """The area of a paper whose title is no inspection's: from the council or service it names first."""
    for pattern in _PAPER_AREAS:
        most = OPENING if pattern is _PAPER_AREAS[-1] or pattern is _PAPER_AREAS[-2] else FRONT
        for text in (line.text for block in blocks[:most] for line in block.lines):
            found = pattern.search(text)
            if found:
                return area_name(found.group(1))
    return None
