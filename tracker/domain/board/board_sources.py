"""The source documents of a board paper, each with its facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.board.board_rows import View, source_title
from tracker.domain.dates.dates import show, show_span
from tracker.domain.plan.records import Inspection


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source document with the facts a title page and a list of sources need."""

    ref: str
    title: str
    document_type: str
    area: str
    fieldwork: str
    published: date | None
    pages: int | None
    file: str
    principal_authority: str
    addressees: tuple[str, ...]
    judgements: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    """What else is known of it, a line each."""


def source_row(view: View, inspection: Inspection) -> SourceRow:
    """A source document's facts."""
    people = (
        ", ".join(p for p in ("" if view.public else a.name, a.role, a.organisation) if p)
        for a in inspection.addressees
    )
    return SourceRow(
        ref=inspection.ref,
        title=source_title(inspection),
        document_type=inspection.document_type or "",
        area=inspection.area or "",
        fieldwork=show_span(inspection.inspection_start, inspection.inspection_end),
        published=inspection.published,
        pages=inspection.pages,
        file=view.note(inspection.file),
        principal_authority=inspection.principal_authority or "",
        addressees=tuple(person for person in people if person),
        judgements=tuple((judgement.name, judgement.grade) for judgement in inspection.judgements),
        facts=tuple(f"{label}: {said}" for label, said in _facts(view, inspection) if said),
    )


def _facts(view: View, inspection: Inspection) -> Iterable[tuple[str, str | None]]:
    yield "Inspectorate", inspection.inspectorate
    yield "Framework", inspection.framework
    yield "Area", inspection.area
    yield "Lead inspector", view.note(inspection.lead_inspector)
    yield "Outcome", inspection.outcome
    yield "Judgements", "; ".join(f"{one.name} {one.grade}" for one in inspection.judgements)
    yield "Received", show(inspection.received)
    yield "Respond by", show(inspection.respond_by)
    yield "Respond to", view.note(inspection.respond_to)
    yield "Submitted by", view.note(inspection.submitted_by)
    yield "Note", view.note(inspection.note)
