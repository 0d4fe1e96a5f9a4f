"""Which family reads which kind of document, and which facts it looks for where."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.reading.facts import answers, titles, visit_letters
from tracker.reading.facts import facts as facts_of
from tracker.reading.facts.facts import Facts
from tracker.reading.facts.judgements import judgements, overall_sentence
from tracker.reading.families import generic, ilacs, jtai, older, send, sif, visits
from tracker.reading.families.doubts import doubts
from tracker.reading.families.items import Taken
from tracker.reading.families.kinds import Kind
from tracker.reading.families.tables import with_tables
from tracker.reading.page.document import Document
from tracker.reading.page.layout import Block

_FRONT = (1, 2)
_LISTS: dict[str, Callable[[list[Block]], Taken]] = {
    "jtai-2022": jtai.read,
    "jtai-2016": jtai.read_early,
    "ilacs": ilacs.read,
    "sif": sif.read,
    "area-send": send.read,
    "area-send-monitoring": send.read,
    "focused-visit": visits.read,
    "monitoring-visit": visits.read,
    "older": older.read,
    "peer-review": generic.read_council,
    "scrutiny": generic.read_council,
    "assurance": generic.read_council,
    "overview": generic.read_overview,
    "peer-challenge": generic.read,
    "school": generic.read,
    "audit": generic.read,
    "hmi-probation": generic.read,
    "hmicfrs": generic.read,
    "generic": generic.read,
}


_READ_TABLES = (send.read, generic.read, generic.read_council, generic.read_overview)


def read_family(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    """The facts and the formal lists of a document of this kind; doubts are among the facts' problems."""
    facts = Facts()
    facts.area, facts.title = titles.area_and_title(blocks)
    _FACTS.get(kind.family, _other)(document, blocks, facts)
    if kind.document_type != "other":
        facts.area = facts.area or titles.area_mentioned(blocks)
    for row in [row for row in facts.judgements if not row.grade]:
        facts.problems.append(f"The grade of “{row.name}” could not be read: type it in.")
    facts.judgements = tuple(row for row in facts.judgements if row.grade)
    reader = _LISTS[kind.family]
    taken = reader(blocks) if reader in _READ_TABLES else with_tables(reader, blocks)
    facts.problems += doubts(kind, document, blocks, facts, taken)
    if facts.published and facts.periods and facts.published < facts.periods[-1][1]:
        facts.published = None
    return facts, taken


def _letter(document: Document, blocks: list[Block], facts: Facts) -> None:
    facts.published = facts_of.letter_date(blocks)
    facts.periods = facts_of.inspection_periods(blocks, letter=True, written=facts.published)
    facts.lead_inspector = facts_of.letter_lead(blocks)
    facts.addressees = answers.letter_people(document, facts.area)
    answers.read_answer(blocks, facts)
    facts.area = facts.area or titles.letter_area(blocks, facts)
    facts.answer_periods = visit_letters.answer_periods(blocks)


def _visit(document: Document, blocks: list[Block], facts: Facts) -> None:
    _letter(document, blocks, facts)
    facts.topics = visit_letters.topics(blocks)
    earlier = visit_letters.earlier_priority_action(blocks)
    if earlier:
        facts.problems.append(f"The letter speaks of earlier priority action on page {earlier[1]}: “{earlier[0]}”")


def _ilacs(document: Document, blocks: list[Block], facts: Facts) -> None:
    facts.periods = facts_of.inspection_periods(blocks)
    facts.lead_inspector = facts_of.lead_inspector(blocks)
    facts.published = facts_of.published_date(blocks)
    facts.judgements = judgements(document, _FRONT)


def _sif(document: Document, blocks: list[Block], facts: Facts) -> None:
    facts.periods = facts_of.inspection_periods(blocks)
    facts.lead_inspector = facts_of.lead_inspector(blocks, most=len(blocks))
    facts.published = facts_of.published_date(blocks)
    rows = judgements(document, _FRONT)
    overall = overall_sentence(block.text for block in blocks if block.page in _FRONT)
    named = any("overall" in row.name.casefold() for row in rows)
    facts.judgements = (overall, *rows) if overall and rows and not named else rows


def _send(document: Document, blocks: list[Block], facts: Facts) -> None:
    del document
    facts.periods = facts_of.inspection_periods(blocks)
    facts.lead_inspector = facts_of.team_lead(blocks)
    facts.published = facts_of.published_date(blocks)
    facts.outcome = facts_of.send_outcome(blocks)


def _older(document: Document, blocks: list[Block], facts: Facts) -> None:
    facts.periods = facts_of.inspection_periods(blocks)
    facts.lead_inspector = facts_of.lead_inspector(blocks)
    facts.published = facts_of.published_date(blocks)
    facts.answer_periods = visit_letters.answer_periods(blocks)
    record = [block.page for block in blocks if block.text.casefold().startswith("record of main findings")]
    if record:
        facts.judgements = judgements(document, range(record[-1], len(document.pages) + 1))


def _school(document: Document, blocks: list[Block], facts: Facts) -> None:
    _other(document, blocks, facts)
    facts.judgements = judgements(document, _FRONT)


def _other(document: Document, blocks: list[Block], facts: Facts) -> None:
    facts.periods = facts_of.inspection_periods(blocks) or facts_of.opening_periods(blocks)
    facts.lead_inspector = facts_of.lead_inspector(blocks)
    facts.published = facts_of.published_date(blocks)
    facts.addressees = answers.letter_people(document, facts.area)
    if facts.addressees and facts.published is None:
        facts.published = facts_of.letter_date(blocks)
    facts.area = facts.area or titles.paper_area(blocks) or titles.letter_area(blocks, facts)
    if not re.search(r"(?i)inspection|review of|audit", facts.title or ""):
        facts.title = titles.paper_title(blocks) or facts.title


_FACTS: dict[str, Callable[[Document, list[Block], Facts], None]] = {
    "jtai-2022": _letter,
    "jtai-2016": _letter,
    "focused-visit": _visit,
    "monitoring-visit": _visit,
    "ilacs": _ilacs,
    "sif": _sif,
    "area-send": _send,
    "area-send-monitoring": _send,
    "older": _older,
    "school": _school,
}
