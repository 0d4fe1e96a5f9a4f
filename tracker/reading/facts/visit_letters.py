"""What a visit letter says beside its list: what it covered, how long an answer may take, what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.domain.reading.reading import AnswerPeriod, Topic
from tracker.reading.facts.dates import first_date
from tracker.reading.page.layout import Block
from tracker.reading.page.marks import is_sign

OPENING = 60
"""Blocks from the letter's first on in which it says what the visit covered."""
_SENTENCE = re.compile(r"(?<=[a-z\d)’'”][.!?])\s+(?=[A-Z“‘])")
_SENDS = re.compile(
    r"(?i)\b(?:submit|send|sent\b|share|provide|return|forward|let us have|prepare|produce|expect|require)"
)
_ANSWER = re.compile(r"(?i)\b(?:action plan|written statement|statement of (?:proposed )?action)\b")
_NUMBERS = {
    "ten": 10,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
    "seventy": 70,
}
_WITHIN = re.compile(rf"(?i)\bwithin\s+(\d{{1,3}}|{'|'.join(_NUMBERS)})\b(?!\s+(?:weeks|months|calendar))")
_BY = re.compile(
    r"(?i)\b(?:by|no later than|before)\s+((?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]+,?\s+20\d\d)"
)
_COVERED = re.compile(
    r"(?i)(?:areas?|issues?|topics?) (?:covered|reviewed|considered|looked at)\b.*"
    r"|(?:scope|focus) of (?:the|this) visit"
)
_LOOKED = r"(?:looked at|reviewed|considered|evaluated|examined|focused on|focussed on|covered)"
_LIST_OF_AREAS = re.compile(rf"(?i)\b(?:inspectors|visit|we)\b.{{0,40}}\b{_LOOKED}\b.*:$")
_ONE_AREA = re.compile(
    rf"(?i)^(?:inspectors|(?:this|the) visit|we) {_LOOKED} "
    r"(?:(?:the )?(?:local authority|council)['’]s (?:arrangements|services|provision) for "
    r"|(?:the )?progress made in )?"
    r"(.{10,300}?)\.?$"
)
_EARLIER = re.compile(
    r"(?i)\bpriority actions?\b.{0,120}\b(?:previous|last|earlier|since)\b|\b(?:previous|last|earlier|since)\b.{0,120}"
    r"\bpriority actions?\b|\bpriority actions?\b.{0,60}\b(?:identified|made|given|issued)\b.{0,40}\b20\d\d\b"
)


def sentences(block: Block) -> list[str]:
    """The sentences of one paragraph."""
    return _SENTENCE.split(block.text)


def answer_periods(blocks: list[Block]) -> tuple[AnswerPeriod, ...]:
    """The times a letter sets for an action plan or statement and for its draft, in printed order."""
    found: dict[str, AnswerPeriod] = {}
    for block in blocks:
        for sentence in sentences(block):
            if _ANSWER.search(sentence) and _SENDS.search(sentence):
                for period in _periods(sentence, block.page):
                    found.setdefault(period.what, period)
    return tuple(found.values())


def _periods(sentence: str, page: int) -> Iterator[AnswerPeriod]:
    answer = "written statement" if "statement" in sentence.casefold() else "action plan"
    at = 0
    limits = [*_BY.finditer(sentence), *(_WITHIN.finditer(sentence) if "working day" in sentence.casefold() else ())]
    for limit in sorted(limits, key=re.Match.start):
        what = f"draft {answer}" if re.search(r"(?i)\bdraft\b", sentence[at : limit.start()]) else answer
        at = limit.end()
        said = limit.group(1).casefold()
        if limit.re is _BY:
            by = first_date(limit.group(1))
            if by:
                yield AnswerPeriod(what, by=by, page=page)
        else:
            yield AnswerPeriod(what, int(said) if said.isdigit() else _NUMBERS[said], page=page)


def topics(blocks: list[Block]) -> tuple[Topic, ...]:
    """The areas a visit covered: the bullets under the words that announce them or, without bullets, their sentence."""
    opening = blocks[:OPENING]
    for place, block in enumerate(opening):
        if _COVERED.fullmatch(block.text.strip(" :")) or _LIST_OF_AREAS.search(block.text):
            listed = list(_bullets(blocks[place + 1 :]))
            if listed:
                return tuple(listed)
    for block in opening:
        for sentence in sentences(block):
            found = _ONE_AREA.match(sentence)
            if found:
                return (Topic(found.group(1), block.page),)
    return ()


def _bullets(blocks: list[Block]) -> Iterator[Topic]:
    """The first bullets among the blocks, up to the next heading or paragraph."""
    begun = False
    for block in blocks:
        if block.marker and is_sign(block.marker):
            begun = True
            yield Topic(block.text.strip(" ;."), block.page)
        elif begun or block.heading:
            return


def earlier_priority_action(blocks: list[Block]) -> tuple[str, int] | None:
    """The first sentence in which a letter speaks of priority action that was set before, and its page."""
    for block in blocks:
        for sentence in sentences(block):
            if not block.heading and _EARLIER.search(sentence) and not _WITHIN.search(sentence):
                return sentence, block.page
    return None
