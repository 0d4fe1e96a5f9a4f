"""The facts of a report: area, dates, lead inspector, who must answer to whom by when, outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.reading import Addressee, Judgement
from tracker.reading.addressees import addressees
from tracker.reading.areas import area_name
from tracker.reading.dates import Span, first_date, spans
from tracker.reading.document import Document
from tracker.reading.families.kinds import Kind
from tracker.reading.layout import Block

_INSPECTION_DATES = re.compile(r"(?i)^(?:inspection|fieldwork|visit)\s+dates?\s*:?\s*(.*)$")
_TOOK_PLACE = re.compile(
    r"(?i)((?:inspection|visit|review|fieldwork|challenge)\b[^.]{0,80}?\b(?:took place|was carried out|were carried out|was conducted|was held|on)\b[^.]{0,30}?"
    r"|^between\s|\bbetween\s)(?=[^.]{0,12}\d)([^.]{0,80})"
)
_LEAD = re.compile(
    r"(?i)^(?:lead inspector|reporting inspector|lead ofsted inspector|ofsted lead inspector)\s*:?\s*(.*)$"
)
_PUBLISHED = re.compile(
    r"(?i)^(?:report\s+)?(?:published|publication date|date published|date of publication)\s*(?:on|date)?\s*:?\s*(.*)$"
)
_TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Prof)\.?\s+")
_AFTER_NAME = re.compile(
    r"(?i)(?:,|\s[–—-]\s|\s\(|\s+(?:(?:one of )?(?:her|his) majesty['’]?s|hmi\b|ofsted\b|regulatory|senior|social care|lead inspector|inspector)).*$"
)
_NAME = re.compile(r"^[A-Z][\w’'.-]+(?:\s+(?:de|van|der|la|le|Mc|O['’])?\s?[A-Z][\w’'.-]*)+$")
_RESPOND = re.compile(
    r"(?is)(?:\bby\b|no later than|before)\s+(?:no later than\s+)?((?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]+,?\s+\d{2,4})"
)
_SEND_TO = re.compile(
    r"(?i)(?:^|(?<=[.\s]))(?:the\s+)?([^.]{2,160}?)\s+(?:should|must|will|needs? to|is required to)\s+(?:then\s+)?(?:send|submit|return|forward)\b"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PRINCIPAL = re.compile(
    r"(?is)(?:we (?:have )?determined?|it has been determined|hmci has determined)\s+that\s+(?:the\s+)?(.{2,200}?),?\s+(?:is|are|will be|should be|acts as)\s+(?:the\s+)?principal authority"
)


@dataclass(slots=True)
class Facts:
    """What a report says of itself; a field stays empty where the report does not say."""

    area: str | None = None
    title: str | None = None
    periods: tuple[Span, ...] = ()
    published: date | None = None
    lead_inspector: str | None = None
    respond_by: date | None = None
    respond_to: str | None = None
    principal_authority: str | None = None
    submitted_by: str | None = None
    addressees: tuple[Addressee, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    outcome: str | None = None
    problems: list[str] = field(default_factory=list)


def letter_date(blocks: list[Block]) -> date | None:
    """The date a letter carries above its addressees."""
    for block in blocks[:12]:
        if len(block.text) <= 40 and first_date(block.text):
            return first_date(block.text)
        if block.text.casefold().startswith("dear "):
            break
    return next((first_date(b.text) for b in blocks[:8] if len(b.text) < 80 and first_date(b.text)), None)


def labelled(blocks: list[Block], pattern: re.Pattern[str], most: int = 60) -> str | None:
    """What stands after a label ("Inspection dates:"), in its block or, where that is empty, in the next."""
    for index, block in enumerate(blocks[:most]):
        for place, line in enumerate(block.lines):
            found = pattern.match(line.text)
            if not found:
                continue
            rest = " ".join([found.group(1), *(later.text for later in block.lines[place + 1 :])]).strip(" :")
            if rest:
                return rest
            return blocks[index + 1].text if index + 1 < len(blocks) else None
    return None


def inspection_periods(blocks: list[Block], *, letter: bool) -> tuple[Span, ...]:
    """The fieldwork's spans of dates in printed order."""
    printed = labelled(blocks, _INSPECTION_DATES)
    if printed and spans(printed):
        return spans(_before_next_label(printed))
    if not letter:
        return ()
    for block in blocks[:40]:
        for found in _TOOK_PLACE.finditer(block.text):
            dates = spans(found.group(0))
            if dates:
                return dates[:2] if " and " in found.group(0) and len(dates) == 2 else dates[:1]
    return ()


def _before_next_label(text: str) -> str:
    return re.split(
        r"(?i)\b(?:lead inspector|dates? of previous|previous inspection|report published|judge?ment)\b", text
    )[0]


def published_date(blocks: list[Block]) -> date | None:
    """The publication date where the report prints one under that name."""
    printed = labelled(blocks, _PUBLISHED, most=80)
    return first_date(printed) if printed else None


def lead_inspector(blocks: list[Block], *, most: int = 60) -> str | None:
    """The name after "Lead inspector:", without titles and office."""
    printed = labelled(blocks, _LEAD, most)
    return person(printed) if printed else None


def person(printed: str) -> str | None:
    """A person's name cut out of the words printed around it, or None where they are not a name."""
    name = _AFTER_NAME.sub("", _TITLES.sub("", printed.strip())).strip(" ,.;:")
    name = re.sub(r"\s+", " ", name)
    return name if _NAME.match(name) and len(name) < 50 else None


def answer_facts(blocks: list[Block], facts: Facts) -> None:
    """Who must send what to whom by when, from a letter's "Next steps"."""
    text = _next_steps(blocks)
    found = _PRINCIPAL.search(text)
    if found:
        facts.principal_authority = _plain(found.group(1))
    sending = next(
        (
            m
            for m in _SEND_TO.finditer(text)
            if "statement" in text[m.end() : m.end() + 80].casefold()
            or "plan" in text[m.end() : m.end() + 80].casefold()
        ),
        None,
    )
    if sending:
        facts.submitted_by = _plain(sending.group(1))
    email = _EMAIL.search(text)
    facts.respond_to = email.group(0).rstrip(".") if email else None
    stated = [first_date(found.group(1)) for found in _RESPOND.finditer(text)]
    facts.respond_by = next((day for day in stated if day), None)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,.").removeprefix("the ")


def _next_steps(blocks: list[Block]) -> str:
    """The words from "Next steps" on or, without that heading, those from the first mention of a statement on."""
    starts = [i for i, b in enumerate(blocks) if re.fullmatch(r"(?i)next steps:?", b.text.strip())]
    if not starts:
        starts = [
            i
            for i, b in enumerate(blocks)
            if re.search(r"(?i)written statement of (?:proposed )?action|principal authority", b.text)
        ]
    if not starts:
        return ""
    end = next((i for i in range(starts[-1], len(blocks)) if blocks[i].text.startswith("Yours ")), len(blocks))
    return " ".join(block.text for block in blocks[starts[-1] : end])


def letter_people(document: Document) -> tuple[Addressee, ...]:
    """The addressees between a letter's date and its "Dear ..."."""
    lines = [line for line in document.body if line.text][:60]
    dear = next((i for i, line in enumerate(lines) if line.text.casefold().startswith("dear ")), None)
    if dear is None:
        return ()
    dated = [i for i, line in enumerate(lines[:dear]) if first_date(line.text) and len(line.text) < 45]
    return addressees(lines[(dated[-1] + 1 if dated else 0) : dear])


def title_area(title: str) -> str | None:
    """The area named in a report's title."""
    for pattern in _AREA_TITLES:
        found = pattern.search(title)
        if found:
            return area_name(found.group(1))
    return None


_AREA_TITLES = (
    re.compile(r"(?is)joint targeted area inspection\s+(?:of|in)\s+(?!the\s+multi)(?:the\s+)?(.+)$"),
    re.compile(
        r"(?is)area send (?:full |monitoring )?inspection\s+of\s+(?:the\s+)?(.+?)(?:\s+local\s+area(?:\s+partnership)?)?\s*$"
    ),
    re.compile(
        r"(?is)(?:focused|monitoring)\s+visit\s+(?:to|of)\s+(?:the\s+)?(.+?)(?:\s+local authority)?(?:\s+children.{0,3}s\s+(?:social\s+care\s+)?services?)?\s*$"
    ),
    re.compile(
        r"(?is)inspection of\s+(?:the\s+)?(?!children|services|local|looked|safeguarding|progress|arrangements)(.+?)(?:\s+local\s+authority(?:.s)?)?\s+children.{0,3}s\s+(?:social\s+care\s+)?services"
    ),
    re.compile(
        r"(?is)inspection of\s+(?:the\s+)?(?!children|services|local|looked|safeguarding|progress|arrangements)(.+?\s+trust)\b"
    ),
)


def area_of(kind: Kind, document: Document, blocks: list[Block]) -> tuple[str | None, str | None]:
    """The area, and the printed title, of a report of this kind."""
    titles = [
        block for block in blocks[:25] if block.heading and block.table is None and block.page <= blocks[0].page + 1
    ]
    for block in titles:
        area = title_area(block.text)
        if area:
            return area, block.text
    return None, titles[0].text if titles else document.title
