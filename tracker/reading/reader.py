"""From a file to a Reading: what it is, its facts, its formal list, and what its narrative offers."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from tracker.domain.reading import Reading
from tracker.errors import UserError
from tracker.reading.document import Document
from tracker.reading.families.families import read_family
from tracker.reading.families.kinds import recognise
from tracker.reading.layout import blocks as blocks_of

MAX_BYTES = 200 * 1024 * 1024


def read_file(path: Path) -> Reading:
    """All that is read from one file, its kind judged by what it holds, not by its name.

    Raises UserError where the file is empty, damaged, protected, or of a kind that is not read.
    """
    return read_document(open_document(path))


def open_document(path: Path) -> Document:
    """The file as a document of pages and lines."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"{path.name} is larger than 200 MB.", "Read the report itself, without its annexes.")
        data = path.read_bytes()
    except OSError as fault:
        raise UserError(f"{path.name} cannot be read: {fault.strerror}.", "Check that the file is there.") from fault
    if not data.strip():
        raise UserError(f"{path.name} is empty.", "Download or copy the file again.")
    return _opener(data, path.name)(data, path.name)


def _opener(data: bytes, name: str) -> Callable[[bytes, str], Document]:
    module, function = _format(data, name)
    opener: Callable[[bytes, str], Document] = getattr(importlib.import_module(f"tracker.reading.{module}"), function)
    return opener


def _format(data: bytes, name: str) -> tuple[str, str]:
    head = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        return "pdf", "open_pdf"
    if head[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "html", "open_html"
    if data.startswith(b"PK\x03\x04"):
        return "docx", "open_docx"
    return "text", "open_text"


def read_document(document: Document) -> Reading:
    """All that is read from an open document."""
    from tracker.reading.narrative import narrative

    blocks = blocks_of(document)
    kind = recognise(blocks)
    facts, taken = read_family(kind, document, blocks)
    items = taken.recommendations
    offered = narrative(document, kind.family, [item.text for item in items])
    return Reading(
        id=Path(document.name).stem,
        file=document.name,
        sha256=document.sha256,
        pages=len(document.pages),
        document_type=kind.document_type,
        family=kind.family,
        area=facts.area,
        title=facts.title,
        inspection_start=facts.periods[0][0] if facts.periods else None,
        inspection_end=facts.periods[-1][1] if facts.periods else None,
        fieldwork_periods=facts.periods,
        published=facts.published,
        lead_inspector=facts.lead_inspector,
        respond_by=facts.respond_by,
        respond_to=facts.respond_to,
        principal_authority=facts.principal_authority,
        submitted_by=facts.submitted_by,
        addressees=facts.addressees,
        judgements=facts.judgements,
        outcome=facts.outcome,
        recommendations=items,
        findings=offered.findings,
        more_findings=offered.more_findings,
        strengths=offered.strengths,
        reported_actions=offered.reported_actions,
        inspections_listed=offered.inspections_listed,
        problems=(*facts.problems, *taken.problems, *offered.problems),
    )
