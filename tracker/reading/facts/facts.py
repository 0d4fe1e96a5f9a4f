"""The facts of a report: its dates, who led it, its outcome. Areas, addressees and answers have their own modules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.reading.reading import Addressee, AnswerPeriod, Judgement, Topic
from tracker.reading.facts.dates import Span, first_date, spans
from tracker.reading.page.layout import Block

LONGEST_FIELDWORK = 62
"""Days: a longer span in a letter is no inspection's."""

_INSPECTION_DATES = re.compile(
    r"(?i)^(?:(?:inspection|fieldwork|visit|review)\s+dates?"
    r"|dates? of (?:the )?(?:inspection|visit|review|fieldwork)(?: visit)?)\s*:?\s*(.*)$"
)
_FIELDWORK = re.compile(
    r"(?i)\b(?:fieldwork|inspection|visit|challenge|on[ -]site)\b"
    r"(?:[^.\d]{0,30}?\b(?:took place|carried out|conducted|held|undertaken))?"
    r"(?: on| from| between|:)? (?=(?:\w+day )?\d)[^.]{0,60}"
)
OPENING = 15
"""Paragraphs that a paper of no known kind opens with: what it says of its own dates stands there."""
_HAPPENED = r"(?:took place|(?:was|were) (?:carried out|conducted|held|undertaken)|on)\b[^.]{0,30}?"
_TOOK_PLACE = re.compile(
    rf"(?i)(?:(?:inspection|visit|review|fieldwork|challenge)\b[^.]{{0,80}}?\b{_HAPPENED}|\bbetween\s)"
    r"(?=[^.]{0,12}\d)[^.]{0,80}"
)
_NEXT_LABEL = re.compile(
    r"(?i)\b(?:lead inspector|reporting inspector|dates? of previous|previous inspection|(?:report )?published"
    r"|(?:date of )?publication|judge?ment)\b"
)
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_PARTICLE = r"(?:(?:de|van|von|der|den|la|le|el|al)\s)*"
_PERSON = rf"{_CAPITAL}[\w’'-]+(?: {_PARTICLE}{_CAPITAL}[\w’'-]+){{1,3}}?"
_NAME_ENDS = r"(?=[,.]|\s+(?:[a-z]|HM|His |Her ))"
_NAMED_LEAD = re.compile(
    rf"\b[Ll]ead inspector,?\s+(?:(?:for this (?:visit|inspection)\s+)?(?:was|is)\s+)?({_PERSON}){_NAME_ENDS}"
    rf"|({_PERSON}),?\s+(?:HMI,?\s+)?\(?(?:was |is )?(?:the )?lead inspector\b"
    rf"|(?:visit|inspection) was led by ({_PERSON}){_NAME_ENDS}"
)
_LEAD = re.compile(r"(?i)^(?:lead|reporting|lead ofsted|ofsted lead) inspectors?\s*[:–-]?\s*(.*)$")
_PUBLISHED = re.compile(
    r"(?i)^(?:[^.]{0,80}\.\s+)?(?:report\s+)?(?:published|publication date|date published|date of publication"
    r"|final report(?= ?:)|report issued)\s*(?:on|date)?\s*:?\s*(.*)$"
)
_TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Prof)\.?\s+")
_OFFICE = (
    r"(?:one of )?(?:her|his) majesty['’]?s|hmi\b|ofsted\b|regulatory|senior|social care|lead inspector|inspector"
    r"|(?:deputy|assistant|acting|interim|managing) |additional inspector|team inspector"
)
_AFTER_NAME = re.compile(rf"(?i)(?:,|;|\s[–—-]\s|\s\(|\s+and\s|\s+(?:{_OFFICE})).*$")
_NAME = re.compile(rf"^{_CAPITAL}[\w’'.-]*(?:\s+{_PARTICLE}{_CAPITAL}[\w’'.-]*)+$")
_TEAM_LEAD = re.compile(
    r"\b(?!Ofsted|Care\b|CQC)"
    rf"((?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.? )?{_CAPITAL}[\w’'-]*(?: {_PARTICLE}{_CAPITAL}[\w’'-]*){{1,3}}?),?\s*\(?"
    r"(?:(?i:(?:for )?ofsted|hmi|(?:one of )?(?:his|her) majesty.s inspectors?(?: of education)?|senior)[\s,:–-]*)*"
    r"(?i:lead (?:inspector|hmi|ofsted))\b(?!,?\s*\(?CQC)"
)
_OUTCOMES = (
    ("typically positive", re.compile(r"(?i)typically lead to positive experiences")),
    ("inconsistent", re.compile(r"(?i)lead to inconsistent experiences")),
    ("widespread and/or systemic failings", re.compile(r"(?i)widespread and/or systemic failings")),
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
    answer_periods: tuple[AnswerPeriod, ...] = ()
    topics: tuple[Topic, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    outcome: str | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def start(self) -> date | None:
        """The first day of the fieldwork; None where the printed span is too long to be one."""
        long = len(self.periods) == 1 and (self.periods[0][1] - self.periods[0][0]).days > LONGEST_FIELDWORK
        return self.periods[0][0] if self.periods and not long else None


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


def letter_date(blocks: list[Block]) -> date | None:
    """The date a letter carries above its addressees."""
    for line in [line for block in blocks[:20] for line in block.lines][:40]:
        if len(line.text) <= 45 and first_date(line.text):
            return first_date(line.text)
        if line.text.casefold().startswith("dear "):
            break
    return next((first_date(b.text) for b in blocks[:8] if len(b.text) < 80 and first_date(b.text)), None)


def inspection_periods(blocks: list[Block], *, letter: bool = False, written: date | None = None) -> tuple[Span, ...]:
    """The fieldwork's spans of dates in printed order: after their label or, in a letter, from its first sentences.

    Days without a year belong to the year before the letter was `written`.
    """
    printed = labelled(blocks, _INSPECTION_DATES)
    if printed and spans(printed):
        return spans(_NEXT_LABEL.split(printed)[0])
    if not letter:
        return ()
    for block in blocks[:40]:
        for found in _TOOK_PLACE.finditer(block.text):
            dates = spans(found.group(0), written)
            if dates:
                return dates[:2] if " and " in found.group(0) and len(dates) == 2 else dates[:1]
    return _visited(blocks)


def opening_periods(blocks: list[Block]) -> tuple[Span, ...]:
    """The days of the fieldwork that a paper's first paragraphs name."""
    for block in blocks[:OPENING]:
        for found in _FIELDWORK.finditer(block.text):
            if dates := spans(found.group(0)):
                return dates[:1]
    return ()


def _visited(blocks: list[Block]) -> tuple[Span, ...]:
    """The first span of days in a sentence about inspectors: for a letter worded in its own way."""
    for block in blocks[:40]:
        for sentence in re.split(r"(?<=[a-z\d)])\.\s", block.text):
            if not re.search(r"(?i)ofsted|inspect|visit|fieldwork", sentence):
                continue
            for start, end in spans(sentence):
                if 0 < (end - start).days < LONGEST_FIELDWORK:
                    return ((start, end),)
    return ()


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


def letter_lead(blocks: list[Block]) -> str | None:
    """The lead inspector whom a letter names in its opening paragraphs, or None."""
    for block in blocks[:40]:
        found = _NAMED_LEAD.search(block.text)
        name = person(next(filter(None, found.groups()))) if found else None
        if name:
            return name
    return None


def team_lead(blocks: list[Block]) -> str | None:
    """Ofsted's lead inspector in the table of the inspection team; the other inspectorate's lead is passed over."""
    start = next(
        (i for i, b in enumerate(blocks) if re.match(r"(?i)inspection team\b", b.text)), max(len(blocks) - 40, 0)
    )
    team = blocks[start : start + 30]
    for text in [line.text for block in team for line in block.lines] + [block.text for block in team]:
        for found in _TEAM_LEAD.finditer(text):
            name = person(found.group(1))
            if name:
                return name
    return lead_inspector(blocks)


def send_outcome(blocks: list[Block]) -> str | None:
    """The outcome of an Area SEND inspection: one of three, in the words its handbook gives them."""
    text = " ".join(block.text for block in blocks[:30])
    return next((name for name, wording in _OUTCOMES if wording.search(text)), None)
