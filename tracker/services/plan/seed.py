"""Seeding: one document becomes an inspection with its facts, its formal recommendations and its original file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tracker.domain.dates.statutory import statutory
from tracker.domain.log.changes import Changes
from tracker.domain.people.people import find_person, fold
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import (
    FINDING_KINDS,
    RECOMMENDATION_KINDS,
    Finding,
    Inspection,
    Kind,
    Person,
    Recommendation,
    specs,
)
from tracker.domain.reading.reading import ListedInspection, ReadFinding, Reading, ReadRecommendation
from tracker.domain.reading.repeats import repeats
from tracker.domain.text.words import how_many, lines, one_line
from tracker.errors import UserError
from tracker.services.context import Context, context_of
from tracker.services.evidence.evidence import base_name
from tracker.services.gate.commit import commit
from tracker.services.plan.listed import listed_inspection
from tracker.services.ports import Act, UnitOfWork

DOUBTFUL = 0.8
"""Below this confidence a person is asked to look at an item."""

_FACTS = (
    "title", "document_type", "family", "area", "inspection_start", "inspection_end", "published", "lead_inspector",
    "respond_by", "respond_to", "principal_authority", "submitted_by", "outcome", "addressees", "judgements",
    "fieldwork_periods", "answer_periods", "pages",
)  # fmt: skip
_BODIES = {
    "ILACS": ("Ofsted", "ILACS"), "SIF": ("Ofsted", "SIF"), "JTAI": ("Ofsted and partner inspectorates", "JTAI"),
    "Area SEND": ("Ofsted and the CQC", "Area SEND"), "HMI Probation": ("HMI Probation", "Youth justice"),
    "HMICFRS": ("HMICFRS", "Child protection"), "CQC": ("CQC", "Safeguarding and looked-after children"),
}  # fmt: skip
"""Inspectorate and framework by how the document type begins."""


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What a person decided in the import screen: the items as ticked, edited and ordered, and corrected facts.

    `facts` are fields of Inspection by name, with values of their own type; what is not named is as it was read.
    `listed` are inspections that the document names: each becomes a source without a file.
    """

    recommendations: tuple[ReadRecommendation, ...]
    findings: tuple[ReadFinding, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    listed: tuple[ListedInspection, ...] = ()
    registers: bool = False
    """Whether addressees and responsible bodies join the registers, for owners to be chosen from."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """What seeding added: the inspection's reference, those of its recommendations and findings, and warnings."""

    changes: Changes
    inspection_ref: str
    refs: tuple[str, ...]
    warnings: tuple[str, ...]


def seed(
    uow: UnitOfWork, act: Act, reading: Reading, data: bytes, file_name: str, *, choice: ImportChoice | None = None
) -> Seeded:
    """Adds a document as one changeset: its facts, the original file, and its formal recommendations in order.

    Without a choice, every formal recommendation is taken as it was read and no finding. The same file a second time
    is refused by name.
    """
    context = context_of(uow, act)
    _refuse_twice(context, data, file_name)
    chosen = choice or ImportChoice(reading.recommendations)
    inspection = context.uow.add(_inspection(context, reading, data, file_name, chosen))
    assert isinstance(inspection, Inspection)
    refs = _add_items(context, inspection.id, chosen)
    _add_listed(context, inspection, chosen)
    if chosen.registers:
        _fill_registers(context, inspection, chosen)
    _set_plan(context, inspection)
    warnings = (*_warnings(reading, inspection, chosen), *_covered(context, reading, inspection))
    return Seeded(commit(context, "seed", f"From {inspection.file}"), inspection.ref, refs, warnings)


def _refuse_twice(context: Context, data: bytes, file_name: str) -> None:
    if not data:
        raise UserError(f"{base_name(file_name)} is empty", "give the report itself")
    sha256 = hashlib.sha256(data).hexdigest()
    for known in context.snapshot.inspections:
        if known.sha256 == sha256:
            said = f"{base_name(file_name)} is in the plan already, as {known.ref} ({known.file})"
            raise UserError(said, "a new version of the report is a new file and can be added")


def _inspection(context: Context, reading: Reading, data: bytes, file_name: str, chosen: ImportChoice) -> Inspection:
    facts = {name: _tidied(getattr(reading, name)) for name in _FACTS}
    body, framework = _body(reading.document_type)
    record = Inspection(
        id=context.uow.new_id(),
        inspectorate=body,
        framework=framework,
        file=base_name(file_name),
        sha256=context.uow.add_file(data),
        **facts,
    )
    return replace(record, **chosen.facts)


def _tidied(value: Any) -> Any:
    """A value that was read, its words on one line; anything but words as it is."""
    return one_line(value) or None if isinstance(value, str) else value


def _body(document_type: str) -> tuple[str | None, str | None]:
    for start, named in _BODIES.items():
        if document_type.startswith(start):
            return named
    return None, None


def _add_items(context: Context, inspection: RecordId, chosen: ImportChoice) -> tuple[str, ...]:
    first = context.next_position(Kind.RECOMMENDATION)
    refs = [
        context.uow.add(_recommendation(context, inspection, item, first + n)).ref
        for n, item in enumerate(chosen.recommendations)
    ]
    first = context.next_position(Kind.FINDING)
    found = [
        context.uow.add(_finding(context, inspection, item, first + n)).ref for n, item in enumerate(chosen.findings)
    ]
    return (*refs, *found)


def _recommendation(context: Context, inspection: RecordId, item: ReadRecommendation, position: int) -> Recommendation:
    kind = item.kind if item.kind in RECOMMENDATION_KINDS else "recommendation"
    own: dict[str, Any] = {"kind": kind, "text": lines(item.text), "inspection": inspection, "position": position}
    return Recommendation(id=context.uow.new_id(), **{**_said_of(Kind.RECOMMENDATION, item), **own})


def _finding(context: Context, inspection: RecordId, item: ReadFinding, position: int) -> Finding:
    kind = item.kind if item.kind in FINDING_KINDS else "weakness"
    own: dict[str, Any] = {"kind": kind, "text": lines(item.text), "inspection": inspection, "position": position}
    return Finding(id=context.uow.new_id(), **{**_said_of(Kind.FINDING, item), **own})


def _said_of(kind: Kind, item: ReadRecommendation | ReadFinding) -> dict[str, Any]:
    """What was read of an item, by those fields of its record that are called the same."""
    return {one.name: _tidied(getattr(item, one.name)) for one in fields(item) if one.name in specs(kind)}


def _add_listed(context: Context, source: Inspection, chosen: ImportChoice) -> None:
    for item in chosen.listed:
        body, framework = _body(item.kind)
        blank = Inspection(id=context.uow.new_id(), inspectorate=body, framework=framework)
        context.uow.add(listed_inspection(blank, item, f"{source.ref} ({source.file})"))


def _fill_registers(context: Context, inspection: Inspection, chosen: ImportChoice) -> None:
    """Who the letter is addressed to, and which bodies are to act: those the registers do not know yet."""
    bodies = (*(item.responsible_body for item in chosen.recommendations), inspection.principal_authority)
    for body in bodies:
        if fold(body):
            context.agency(one_line(body or ""))
    met: set[str] = set()
    for addressee in inspection.addressees:
        agency = context.agency(one_line(addressee.organisation or "")) if fold(addressee.organisation) else None
        name, role = one_line(addressee.name), one_line(addressee.role or "") or None
        if fold(name) and fold(name) not in met and find_person(context.snapshot, name) is None:
            context.uow.add(Person(id=context.uow.new_id(), name=name, role=role, agency=agency))
        met.add(fold(name))


def _set_plan(context: Context, inspection: Inspection) -> None:
    """The first document that asks for an answer gives the plan its date, and the first with an area its area."""
    plan = context.snapshot.plan
    respond_by = plan.respond_by or inspection.respond_by
    area = plan.area or inspection.area
    if (respond_by, area) != (plan.respond_by, plan.area):
        context.uow.put(replace(plan, respond_by=respond_by, area=area))


def _covered(context: Context, reading: Reading, inspection: Inspection) -> tuple[str, ...]:
    """What a visit covered that was asked for before, each topic with the recommendations it comes back to."""
    found = repeats(context.snapshot, [topic.text for topic in reading.topics], leaving_out=inspection.id)
    tied = (
        (topic.text, ", ".join(one.item.ref for one in like)) for topic, like in zip(reading.topics, found, strict=True)
    )
    return tuple(f"the visit covered “{text}”: see {refs}" for text, refs in tied if refs)


def _warnings(reading: Reading, inspection: Inspection, chosen: ImportChoice) -> tuple[str, ...]:
    said = list(reading.problems)
    kinds = {item.kind for item in chosen.recommendations}
    said += [warning for clock in statutory(inspection, kinds=kinds) for warning in clock.warnings]
    doubtful = sum(item.confidence < DOUBTFUL for item in chosen.recommendations)
    if doubtful:
        were, them = ("was", "it") if doubtful == 1 else ("were", "them")
        many = how_many(len(chosen.recommendations), "recommendation")
        said.append(f"{doubtful} of {many} {were} read with doubt: look at {them}")
    if not chosen.recommendations:
        said.append("no recommendations were taken from this document")
    return tuple(dict.fromkeys(said))
