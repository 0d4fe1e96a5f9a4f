"""What a person should look at before accepting a document's facts, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.dates.statutory import RULES, STATED, StatutoryClock, statutory
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Inspection
from tracker.domain.reading.draft import ImportDraft, Section

DOCUMENT_TYPES = (
    "ILACS inspection",
    "ILACS focused visit",
    "ILACS monitoring visit",
    "SIF inspection",
    "JTAI",
    "Area SEND inspection",
    "Area SEND monitoring",
    *sorted({name for rule in RULES for name in rule.document_types} - {"ILACS inspection", "JTAI"}),
    "other",
)
"""The kinds of document that are offered; others may be typed."""

NO_AREA = "The area was not found: type it in."
"""What the reader says of an area it did not find; here the field itself says it, as long as it is empty."""
WITHOUT_LIST = ("ILACS monitoring visit", "Area SEND monitoring")
"""The kinds of document that hold no list of recommendations as a rule."""
NEEDED = {"area": "the area", "document_type": "the type of document"}
ANSWERED = {"respond_by": "a date to respond by", "principal_authority": "the principal authority"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at. `fact` names the field it is about ("" for the document as a whole).

    `tone` is "warning" where a person ought to act, else "active": worth knowing.
    """

    fact: str
    words: str
    tone: str = "warning"


def doubts(draft: ImportDraft) -> tuple[Doubt, ...]:
    """All that is doubtful about a draft's facts, what the reader said first."""
    said = [Doubt("", problem) for problem in draft.reading.problems if problem != NO_AREA]
    return (
        *said,
        *_missing(draft),
        *_dates(draft),
        *_answer(draft),
        *_addressees(draft),
        *_items(draft),
        *_covered(draft),
    )


def clock_of(draft: ImportDraft) -> StatutoryClock | None:
    """The duty to answer that this document brings, computed from its facts as edited."""
    reading = draft.reading
    inspection = Inspection(
        id=RecordId(""),
        document_type=reading.document_type,
        published=reading.published,
        received=draft.received,
        respond_by=reading.respond_by,
        respond_to=reading.respond_to,
        outcome=reading.outcome,
        answer_periods=reading.answer_periods,
    )
    kinds = {item.kind for item in draft.of(Section.FORMAL)}
    found = [clock for clock in statutory(inspection, kinds=kinds) if clock.rule.answers]
    return found[0] if found else None


def _missing(draft: ImportDraft) -> Iterator[Doubt]:
    for name, words in NEEDED.items():
        if getattr(draft.reading, name) in (None, "", "unknown"):
            yield Doubt(name, f"The document does not say {words}.")
    if draft.reading.document_type == "JTAI":
        for name, words in ANSWERED.items():
            if getattr(draft.reading, name) is None:
                yield Doubt(name, f"This letter usually names {words}; none was found.")


def _dates(draft: ImportDraft) -> Iterator[Doubt]:
    reading = draft.reading
    if reading.inspection_start and reading.inspection_end and reading.inspection_end < reading.inspection_start:
        yield Doubt("inspection_end", "The fieldwork ends before it begins.")
    if reading.published and reading.inspection_end and reading.published < reading.inspection_end:
        yield Doubt("published", "The document was published before the fieldwork ended.")
    if reading.published and reading.respond_by and reading.respond_by < reading.published:
        yield Doubt("respond_by", "The date to respond by is before the day of publication.")


def _answer(draft: ImportDraft) -> Iterator[Doubt]:
    clock = clock_of(draft)
    if clock is None:
        return
    for warning in clock.warnings:
        yield Doubt("respond_by", _sentence(warning))
    if clock.explanation and clock.rule.id != "stated" and clock.rule.by is None:
        source = "Stated in the document" if clock.rule.certainty == STATED else "Usual for this duty"
        yield Doubt("respond_by", f"{source}: {_sentence(clock.explanation)}", "active")


def _covered(draft: ImportDraft) -> Iterator[Doubt]:
    topics = "; ".join(topic.text for topic in draft.reading.topics)
    if topics:
        yield Doubt("", f"The visit covered: {_sentence(topics)}", "active")


def _addressees(draft: ImportDraft) -> Iterator[Doubt]:
    for person in draft.reading.addressees:
        lacking = [word for word, value in (("role", person.role), ("organisation", person.organisation)) if not value]
        if lacking:
            yield Doubt("addressees", f"{person.name}: no {' and no '.join(lacking)} was found.")


def _items(draft: ImportDraft) -> Iterator[Doubt]:
    formal = draft.of(Section.FORMAL)
    told = any("list" in problem or "mark its items" in problem for problem in draft.reading.problems)
    if not formal and not told and draft.reading.document_type not in WITHOUT_LIST:
        yield Doubt("", "No formal list of recommendations was found. Mark them on the page, or take up findings.")
    unsure = [item for item in formal if item.doubtful]
    if unsure:
        many = f"{len(unsure)} recommendations were" if len(unsure) > 1 else "1 recommendation was"
        yield Doubt("", f"{many} hard to read: look for the sign beside them.")


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
