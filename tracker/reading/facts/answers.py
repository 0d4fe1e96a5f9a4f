"""Who must answer a letter: the principal authority, who sends what to whom, and by when."""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.reading.reading import Addressee
from tracker.reading.facts.address_block import block_people, is_address_block
from tracker.reading.facts.addressees import addressees
from tracker.reading.facts.dates import first_date
from tracker.reading.facts.facts import Facts
from tracker.reading.page.document import Document
from tracker.reading.page.layout import Block

_DAY = r"((?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]+,?\s+\d{2,4})"
_CLOCK = r"(?:(?:\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm)|noon|midday|close of (?:play|business))\s+on\s+)?"
_RESPOND = re.compile(rf"(?i)(?:\bby\b|\bno later than\b|\bbefore\b)\s+(?:no later than\s+)?{_CLOCK}{_DAY}")
_SENDS = re.compile(
    r"(?i)(?:^|(?<=[.\s]))(?:the\s+)?([^.]{2,160}?)\s+(?:should|must|will|needs? to|is required to)\s+(?:then\s+)?"
    r"(?:send|submit|return|forward)\b([^.]{0,80})"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PRINCIPAL = re.compile(
    r"(?i)(?:we (?:have )?determined?|it has been determined|hmci has determined)\s+that\s+(?:the\s+)?(.{2,200}?),?\s+"
    r"(?:is|are|will be|should be|acts as)\s+(?:the\s+)?principal authority"
)
_NEXT_STEPS = re.compile(r"(?i)(?:\d+\.?\s+)?next steps\W*")
_STATEMENT = re.compile(r"(?i)written statement of (?:proposed )?action|principal authority")


def read_answer(blocks: list[Block], facts: Facts) -> None:
    """Puts into the facts who must send what to whom by when, from a letter's "Next steps"."""
    text = _next_steps(blocks)
    principal = _PRINCIPAL.search(text)
    if principal:
        facts.principal_authority = _plain(principal.group(1))
    sends = next((m for m in _SENDS.finditer(text) if re.search(r"(?i)statement|plan", m.group(2))), None)
    if sends:
        facts.submitted_by = _plain(sends.group(1))
    email = _EMAIL.search(text)
    facts.respond_to = email.group(0).rstrip(".") if email else None
    facts.respond_by = next(iter(stated_days(text)), None)


def stated_days(text: str) -> list[date]:
    """The days by which a text asks for something, in printed order; those of a draft are left out."""
    found, at = [], 0
    for limit in _RESPOND.finditer(text):
        day = first_date(limit.group(1))
        clause = text[max(at, text.rfind(".", 0, limit.start())) : limit.start()]
        if day and not re.search(r"(?i)\bdraft\b", clause):
            found.append(day)
        at = limit.end()
    return found


def answer_days(blocks: list[Block]) -> list[date]:
    """The different days by which a letter asks for its answer: more than one is a contradiction."""
    return list(dict.fromkeys(stated_days(_next_steps(blocks))))


def _plain(text: str) -> str:
    words = re.sub(r"(?i)^the\s+", "", re.sub(r"\s+", " ", text).strip(" ,."))
    return words[:1].upper() + words[1:]


def _next_steps(blocks: list[Block]) -> str:
    """The words from "Next steps" on or, without that heading, those from the first mention of a statement on."""
    starts = [i for i, b in enumerate(blocks) if _NEXT_STEPS.fullmatch(b.text.strip())]
    starts = starts or [i for i, b in enumerate(blocks) if _STATEMENT.search(b.text)][:1]
    if not starts:
        return ""
    end = next((i for i in range(starts[-1], len(blocks)) if blocks[i].text.startswith("Yours ")), len(blocks))
    words = [block.text for block in blocks[starts[-1] : end]]
    return " ".join(words[1:] if words and _NEXT_STEPS.fullmatch(words[0].strip()) else words)


def letter_people(document: Document, area: str | None) -> tuple[Addressee, ...]:
    """The addressees between a letter's date and its "Dear ..."."""
    lines = [line for line in document.body if line.text][:60]
    dear = next((i for i, line in enumerate(lines) if line.text.casefold().startswith("dear ")), None)
    if dear is None:
        return ()
    dated = [i for i, line in enumerate(lines[:dear]) if first_date(line.text) and len(line.text) < 45]
    above = lines[(dated[-1] + 1 if dated else 0) : dear]
    return block_people(above, area) if is_address_block(above) else addressees(above)
