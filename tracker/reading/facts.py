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
    r"(?i)(?:,|;|\s[–—-]\s|\s\(|\s+and\s|\s+(?:(?:one of )?(?:her|his) majesty['’]?s|hmi\b|ofsted\b|regulatory|senior|social care|lead inspector|inspector)).*$"
)
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_NAME = re.compile(rf"^{_CAPITAL}[\w’'.-]*(?:\s+(?:(?:de|van|von|der|den|la|le|el|al)\s)*{_CAPITAL}[\w’'.-]*)+$")
_RESPOND = re.compile(
    r"(?is)(?:\bby\b|no later than|\bbefore)\s+(?:no later than\s+)?(?:\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm)\s+on\s+)?((?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]+,?\s+\d{2,4})"
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
    for line in [line for block in blocks[:20] for line in block.lines][:40]:
        if len(line.text) <= 45 and first_date(line.text):
            return first_date(line.text)
        if line.text.casefold().startswith("dear "):
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


_NOT_AREA = r"(?!the\s+multi|children|services|local|looked|safeguarding|progress|arrangements|a\s)"
_CLOSE = (
    r"(?:\s+local\s+authority(?:['’]?s)?)?\s+(?:children['’]?s?|children and families)\s+(?:social\s+care\s+)?services?"
)
_AREA_TITLES = tuple(
    re.compile(r"(?is)" + pattern)
    for pattern in (
        rf"joint targeted area inspection\s+(?:of|in)\s+{_NOT_AREA}(?:the\s+)?(.+)$",
        r"joint targeted area inspection\b.*\b(?:in|across)\s+(?:the\s+)?(.+)$",
        r"area send (?:full |monitoring )?inspection\s+of\s+(?:the\s+)?(.+?)(?:\s+local\s+area(?:\s+partnership)?)?\s*$",
        rf"(?:focused|monitoring)\s+visit\s+(?:to|of)\s+(?:the\s+)?(.+?)(?:{_CLOSE})?\s*$",
        rf"inspection of\s+(?:the\s+)?{_NOT_AREA}(.+?){_CLOSE}",
        rf"inspection of\s+(?:the\s+)?{_NOT_AREA}(.+?\s+trust)\b",
        r"inspection of\b.*\bservices\s+in\s+(?:the\s+)?(?!need\b)(.+)$",
        r"inspection of\s+youth (?:justice|offending) services in\s+(?:the\s+)?(.+)$",
    )
)
_AUTHORITY = re.compile(r"(?i)\b(?:council|borough|authority|county|city of|metropolitan|isles? of)\b")
_ABOUT = re.compile(
    r"(?i)inspection|review|report|judge?ment|ofsted|\bdates?\b|published|services|grade|committee|letter|^and$|^\W*\d*\W*$|visit|summary|www|page|raising standards|improving lives"
)


def title_area(title: str) -> str | None:
    """The area named in a report's title."""
    for pattern in _AREA_TITLES:
        found = pattern.search(title)
        printed = re.split(r"\s+of the\s+multi|[:;–—(]|\s-\s", found.group(1))[0] if found else ""
        if printed and len(printed) < 80 and printed[0].isupper():
            return area_name(printed)
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
    return _area_beside(front), title.text if title else (titles[0].text if titles else None)


def _front_title(front: list[Block]) -> str:
    """The first page's lines before its facts, as one title: for a title whose lines could not be put together."""
    words: list[str] = []
    for line in [line for block in front for line in block.lines if line.page == front[0].page][:12]:
        if re.match(r"(?i)(?:inspection|fieldwork|visit) dates?\b|lead inspector|judge?ment\b|dear |date", line.text):
            break
        if not re.fullmatch(r"\W*\d*\W*", line.text):
            words.append(line.text)
    title = " ".join(words)
    return title if len(title) < 260 else ""


def _area_beside(front: list[Block]) -> str | None:
    """The area from the lines that stand before, or else after, the title "Inspection of ..."."""
    lines = [line for block in front for line in block.lines if line.page == front[0].page]
    start = next(
        (i for i, line in enumerate(lines) if re.match(r"(?i)(?:re-?)?inspection (?:of|report)\b", line.text)), None
    )
    if start is None:
        return None
    before = [line for line in lines[:start] if not _ABOUT.search(line.text)]
    largest = max((line.size for line in before), default=0.0)
    names = [line.text for line in before if line.size >= largest - 1]
    if names:
        return area_name(" ".join(names[-3:]))
    after = (line.text for line in lines[start + 1 : start + 8] if not _ABOUT.search(line.text))
    return next((area_name(text) for text in after if _AUTHORITY.search(text)), None)


def letter_area(blocks: list[Block], facts: Facts) -> str | None:
    """The area of a letter whose title does not name it: from its greeting, its addressees or who must answer."""
    for block in blocks[:40]:
        dear = re.match(r"(?i)dear\s+(.+?)\s+(?:local\s+)?(?:safeguarding|strategic|partnership)", block.text)
        if dear and not dear.group(1).casefold().startswith(("local", "colleague")):
            return area_name(dear.group(1))
    bodies = [person.organisation or "" for person in facts.addressees] + [facts.principal_authority or ""]
    return next((area_name(body) for body in bodies if re.search(r"(?i)council|local authority|borough", body)), None)


_PAPER_AREAS = (
    re.compile(r"^(?:\W*)((?:[A-Z][\w’'&-]+ ){1,5}?(?:(?:City|County|Borough|Metropolitan|District) )*Council)\b"),
    re.compile(r"\b((?:[A-Z][\w-]+ ){0,3}[A-Z][\w-]+)['’]s Children['’]?s Services\b"),
    re.compile(r"^((?:[A-Z][\w-]+ ){0,3}[A-Z][\w-]+) (?:children['’]s services|Police|Constabulary)\b"),
)


def paper_area(blocks: list[Block]) -> str | None:
    """The area of a paper whose title is no inspection's: from the council or service it names first."""
    for pattern in _PAPER_AREAS:
        for block in blocks[:25]:
            found = pattern.search(block.text)
            if found:
                return area_name(found.group(1))
    return None


_OUTCOMES = (
    ("typically positive", re.compile(r"(?i)typically lead to positive experiences")),
    ("inconsistent", re.compile(r"(?i)lead to inconsistent experiences")),
    ("widespread and/or systemic failings", re.compile(r"(?i)widespread and/or systemic failings")),
)
_TEAM_LEAD = re.compile(
    rf"((?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.? )?{_CAPITAL}[\w’'-]*(?: (?:(?:de|van|von|der|la|le) )*{_CAPITAL}[\w’'-]*){{1,3}}?),?\s*\(?"
    r"(?:(?i:(?:for )?ofsted|hmi|(?:one of )?(?:his|her) majesty.s inspectors?(?: of education)?|senior)[\s,:–-]*)*(?i:lead (?:inspector|hmi|ofsted))\b(?!\W*(?:CQC|Care))"
)


def send_outcome(blocks: list[Block]) -> str | None:
    """The outcome of an Area SEND inspection: one of three, in the words its handbook gives them."""
    text = " ".join(block.text for block in blocks[:30])
    return next((name for name, wording in _OUTCOMES if wording.search(text)), None)


def team_lead(blocks: list[Block]) -> str | None:
    """Ofsted's lead inspector in the table of the inspection team; the other inspectorate's lead is passed over."""
    start = next((i for i, b in enumerate(blocks) if re.match(r"(?i)inspection team\b", b.text)), len(blocks))
    for block in blocks[start : start + 30]:
        for found in _TEAM_LEAD.finditer(block.text):
            name = person(found.group(1))
            if name:
                return name
    return lead_inspector(blocks)
