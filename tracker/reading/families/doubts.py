"""What a reading tells its user in words: what is missing, what is doubtful, where the document contradicts itself."""

from __future__ import annotations

import re

from tracker.domain.dates.dates import show
from tracker.domain.reading.doubts import NO_AREA
from tracker.domain.reading.reading import Judgement
from tracker.reading.facts.answers import answer_days
from tracker.reading.facts.facts import Facts
from tracker.reading.families.items import UNMARKED, Taken
from tracker.reading.families.kinds import Kind
from tracker.reading.page.document import Document
from tracker.reading.page.layout import Block

_HAS_LIST = {
    "ilacs",
    "sif",
    "jtai-2016",
    "jtai-2022",
    "area-send",
    "focused-visit",
    "hmi-probation",
    "hmicfrs",
    "older",
}
LONGEST = 31
"""Days: fieldwork that is printed as longer may be a misprint."""
_LED = {"ilacs", "sif", "area-send"}
_HEADING_GRADE = re.compile(
    r"(?i)(?::|\bis|\bare|\brequires?)\s*(outstanding|good|requires? improvement|improvement|inadequate)\b"
)


def doubts(kind: Kind, document: Document, blocks: list[Block], facts: Facts, taken: Taken) -> list[str]:
    """The sentences to show beside the reading, most important first."""
    return [
        *_of_layout(kind),
        *_of_list(kind, taken),
        *_of_facts(kind, facts),
        *_of_answer(kind, blocks),
        *_of_grades(blocks, facts.judgements),
        *_of_pages(document),
    ]


def _of_layout(kind: Kind) -> list[str]:
    if kind.family == "generic":
        unknown = (
            "The kind of this document was not recognised: a list was looked for by headings, tables and sentences "
            "alone. Check it against the pages."
        )
        return [unknown]
    return []


def _of_list(kind: Kind, taken: Taken) -> list[str]:
    found = [f"The list points to an earlier one, which is not printed here: “{words}”" for words in taken.pointers]
    if found and not taken.items:
        return found
    if not taken.items and taken.empty:
        found.append("The document says that it has nothing to list, so no recommendation was taken.")
    elif not taken.items and taken.headings:
        found.append(
            f"Nothing could be taken from under the heading “{taken.headings[0]}”: mark its items on the page."
        )
    elif not taken.items and kind.family in _HAS_LIST | {"generic"}:
        found.append(
            "No formal list (such as “What needs to improve” or “Recommendations”) was found: "
            "mark its items on the page."
        )
    if any(not item.blocks[0].marker and item.confidence <= UNMARKED for item in taken.items):
        found.append(
            "Part of the list has no bullets: each paragraph was taken as one item. Check where items begin and end."
        )
    return found


def _of_facts(kind: Kind, facts: Facts) -> list[str]:
    found = []
    if not facts.area:
        found.append(NO_AREA)
    if kind.document_type != "other" and not facts.periods:
        found.append("The inspection's dates were not found.")
    if kind.family in _LED and not facts.lead_inspector:
        found.append("No lead inspector is named.")
    if len(facts.periods) == 1 and (days := (facts.periods[0][1] - facts.periods[0][0]).days) > LONGEST:
        found.append(f"The inspection's dates span {days} days: check them on the page.")
    if len(facts.periods) > 1:
        found.append(f"{len(facts.periods)} periods of fieldwork are printed; the first day and the last are shown.")
    if kind.document_type == "JTAI":
        if not facts.respond_by:
            found.append("The letter states no date by which the written statement must be sent.")
        if not facts.published:
            found.append("The letter's own date was not found.")
    if facts.respond_by and facts.published and facts.respond_by <= facts.published:
        found.append("The document contradicts itself: the date to respond by is not after the date of the letter.")
    if facts.published and facts.periods and facts.published < facts.periods[-1][1]:
        found.append(
            f"The document contradicts itself: it is dated {show(facts.published)}, before the inspection ended. "
            "Type its date in."
        )
    return found


def _of_answer(kind: Kind, blocks: list[Block]) -> list[str]:
    days = answer_days(blocks) if kind.document_type == "JTAI" else []
    if len(days) < 2:
        return []
    printed = " and ".join(f"{day.day} {day:%b %Y}" for day in days)
    return [f"The letter states more than one day to answer by: {printed}. The first was taken."]


def _of_grades(blocks: list[Block], rows: tuple[Judgement, ...]) -> list[str]:
    """Rows of the table whose grade differs from the grade in the heading of the same name."""
    headings = [(re.sub(r"\W+", "", block.text.casefold()), block) for block in blocks if block.heading]
    found = []
    for row in rows:
        start = re.sub(r"\W+", "", row.name.casefold())
        if len(row.name.split()) < 6 or sum(row.name == other.name for other in rows) > 1:
            continue
        for text, block in headings:
            grade = _HEADING_GRADE.search(block.text) if text.startswith(start) else None
            if grade and _grade(grade.group(1)) != _grade(row.grade):
                found.append(
                    f"The document contradicts itself: the table grades “{row.name}” {row.grade.casefold()}, "
                    f"its heading on page {block.page} says {grade.group(1).casefold()}."
                )
    return found


def _grade(words: str) -> str:
    return "improvement" if "improvement" in words.casefold() else words.casefold()


def _of_pages(document: Document) -> list[str]:
    if document.format != "pdf":
        return []
    bare = [str(page.number) for page in document.pages if not page.lines]
    if not bare or len(bare) > 12:
        return [f"{len(bare)} pages have no text and may be pictures."] if bare else []
    return (
        [f"Page {bare[0]} has no text and may be a picture."]
        if len(bare) == 1
        else [f"Pages {', '.join(bare)} have no text and may be pictures."]
    )
