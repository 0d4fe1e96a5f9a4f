"""Which module reads which family: each takes the kind, the document and its blocks, and gives facts and lists."""

from __future__ import annotations

from collections.abc import Callable

from tracker.reading.document import Document
from tracker.reading.facts import (
    Facts, answer_facts, area_of, inspection_periods, lead_inspector, letter_date, letter_people, published_date,
)  # fmt: skip
from tracker.reading.families import ilacs, jtai, sif
from tracker.reading.families.kinds import Kind
from tracker.reading.families.lists import Taken
from tracker.reading.judgements import ilacs_judgements
from tracker.reading.layout import Block

Family = Callable[[Kind, Document, list[Block]], tuple[Facts, Taken]]


def _jtai(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(periods=inspection_periods(blocks, letter=True), published=letter_date(blocks))
    facts.area, facts.title = area_of(kind, document, blocks)
    facts.addressees = letter_people(document)
    answer_facts(blocks, facts)
    return facts, jtai.read(blocks)


def _ilacs(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(periods=inspection_periods(blocks, letter=False), lead_inspector=lead_inspector(blocks))
    facts.area, facts.title = area_of(kind, document, blocks)
    facts.judgements = ilacs_judgements(document)
    return facts, ilacs.read(blocks)


def _sif(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(
        periods=inspection_periods(blocks, letter=False),
        lead_inspector=lead_inspector(blocks, most=len(blocks)),
        published=published_date(blocks),
    )
    facts.area, facts.title = area_of(kind, document, blocks)
    return facts, sif.read(blocks)


def _generic(kind: Kind, document: Document, blocks: list[Block]) -> tuple[Facts, Taken]:
    facts = Facts(periods=inspection_periods(blocks, letter=False))
    facts.area, facts.title = area_of(kind, document, blocks)
    return facts, Taken()


FAMILIES: dict[str, Family] = {
    "jtai-2022": _jtai, "jtai-2016": _jtai, "ilacs": _ilacs, "sif": _sif,
    **dict.fromkeys(("area-send", "area-send-monitoring", "focused-visit", "monitoring-visit", "hmi-probation", "hmicfrs",
                     "peer-review", "scrutiny", "assurance", "overview", "older", "generic"), _generic),
}  # fmt: skip
