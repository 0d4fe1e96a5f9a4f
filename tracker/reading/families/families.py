"""Which module reads which family: each takes the kind, the document and its blocks, and gives facts and lists."""

from __future__ import annotations

from collections.abc import Callable

from tracker.reading.document import Document
from tracker.reading.facts import (
    Facts, answer_facts, area_and_title, inspection_periods, letter_area, lead_inspector, letter_date, letter_people, published_date, send_outcome, team_lead,
)  # fmt: skip
from tracker.reading.families import ilacs, jtai, send, sif
from tracker.reading.families.kinds import Kind
from tracker.reading.families.lists import Taken
from tracker.reading.judgements import judgements, overall_sentence
from tracker.reading.layout import Block

Family = Callable[[Kind, Document, list[Block]], tuple[Facts, Taken]]


def _jtai(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(periods=inspection_periods(blocks, letter=True), published=letter_date(blocks))
    facts.area, facts.title = area_and_title(blocks)
    facts.addressees = letter_people(document)
    answer_facts(blocks, facts)
    facts.area = facts.area or letter_area(blocks, facts)
    return facts, jtai.read(blocks)


def _ilacs(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(periods=inspection_periods(blocks, letter=False), lead_inspector=lead_inspector(blocks))
    facts.area, facts.title = area_and_title(blocks)
    facts.judgements = judgements(document, (1, 2))
    return facts, ilacs.read(blocks)


def _sif(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(
        periods=inspection_periods(blocks, letter=False),
        lead_inspector=lead_inspector(blocks, most=len(blocks)),
        published=published_date(blocks),
    )
    facts.area, facts.title = area_and_title(blocks)
    rows = judgements(document, (1, 2))
    overall = overall_sentence(block.text for block in blocks if block.page <= 2)
    named = any("overall" in row.name.casefold() for row in rows)
    facts.judgements = (overall, *rows) if overall and rows and not named else rows
    return facts, sif.read(blocks)


def _send(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(periods=inspection_periods(blocks, letter=False), lead_inspector=team_lead(blocks), outcome=send_outcome(blocks))
    facts.area, facts.title = area_and_title(blocks)
    return facts, send.read(blocks)


def _generic(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(periods=inspection_periods(blocks, letter=False))
    facts.area, facts.title = area_and_title(blocks)
    return facts, Taken()


FAMILIES: dict[str, Family] = {
    "jtai-2022": _jtai, "jtai-2016": _jtai, "ilacs": _ilacs, "sif": _sif, "area-send": _send, "area-send-monitoring": _send,
    **dict.fromkeys(("focused-visit", "monitoring-visit", "hmi-probation", "hmicfrs",
                     "peer-review", "scrutiny", "assurance", "overview", "older", "generic"), _generic),
}  # fmt: skip
