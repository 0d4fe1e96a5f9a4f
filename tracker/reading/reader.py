"""From a file to a Reading: what it is, its facts, its formal list, and what its narrative offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tracker.domain.reading.reading import Reading, ReportedAction
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.reading.families.families import read_family
from tracker.reading.families.kinds import recognise
from tracker.reading.page.document import Document
from tracker.reading.page.layout import blocks as blocks_of

MAX_BYTES = 200 * 1024 * 1024
FROM_PICTURES = "The words were read from pictures of the pages: check each one before you accept it."
FEWEST_WORDS = 4
"""A file with fewer words is no report, whatever it is called."""
ENOUGH_WORDS = 40
LEAST_ENGLISH = 0.04
"""The share of these words in any English prose, tables among it; of so many words, fewer show another language."""
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "are",
        "was",
        "that",
        "for",
        "with",
        "by",
        "from",
        "be",
        "on",
        "has",
        "have",
        "not",
        "their",
        "which",
    ]
)
PICTURED = 0.75
"""What the confidence of an item read from a picture is multiplied by."""


def read_file(path: Path) -> Reading:
    """All that is read from one file, its kind judged by what it holds, not by its name.

    Raises UserError where the file is empty, damaged, protected, or of a kind that is not read.
    """
    data = bytes_of(path)
    document = _opened(data, path.name)
    if not _is_pictures(document):
        return read_document(document)
    reading = read_document(_recognised(data, path.name))
    items = tuple(replace(item, confidence=round(item.confidence * PICTURED, 2)) for item in reading.recommendations)
    return replace(reading, recommendations=items, problems=(FROM_PICTURES, *reading.problems))


def open_document(path: Path) -> Document:
    """The file as a document of pages and lines; scanned pages are read by Tesseract where it is installed."""
    data = bytes_of(path)
    document = _opened(data, path.name)
    return _recognised(data, path.name) if _is_pictures(document) else document


def bytes_of(path: Path) -> bytes:
    """The bytes of a document. Raises UserError where it is missing, empty or over 200 MB."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"{path.name} is larger than 200 MB.", "Read the report itself, without its annexes.")
        data = path.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or "it is not a file").casefold()
        raise UserError(f"{path.name} cannot be read: {reason}.", "Check that the file is there.") from fault
    if not data.strip():
        raise UserError(f"{path.name} is empty.", "Download or copy the file again.")
    return data


def _opened(data: bytes, name: str) -> Document:
    from tracker.reading.files.formats import open_any

    if name.casefold().endswith(".pdf") and b"%PDF-" not in data[:1024]:
        raise _misnamed(data, name)
    return open_any(data, name)


def _misnamed(data: bytes, name: str) -> UserError:
    """What a file is that only its name calls a PDF."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")):
        return UserError(
            f"{name} is a web page, not a PDF.",
            "Open it in a browser: if it shows the report, save it again with the ending .html; "
            "if not, download the report again.",
        )
    if data.startswith(b"PK\x03\x04"):
        return UserError(f"{name} is a Word or archive file, not a PDF.", "Give it its own ending (.docx, .odt).")
    return UserError(f"{name} is not a PDF, whatever its name says.", "Download or copy the report again.")


def _is_pictures(document: Document) -> bool:
    return document.format == "pdf" and not any(page.lines for page in document.pages)


def _recognised(data: bytes, name: str) -> Document:
    """The words on a scanned file's page images; sizes of letters in pictures say nothing about headings."""
    from tracker.reading.files.ocr import ocr_document
    from tracker.reading.page.furniture import finish

    document = ocr_document(data, name)
    pages = tuple(
        replace(page, lines=tuple(replace(line, size=0.0, bold=False) for line in page.lines))
        for page in document.pages
    )
    return finish(replace(document, pages=pages))


def _said(text: str, actions: Sequence[ReportedAction]) -> bool:
    """Whether a sentence is (part of) an action that a table has told already."""
    return any(action.text in text or text in action.text for action in actions)


def _is_foreign(document: Document) -> bool:
    """Whether a document is not in English. Raises UserError where it holds hardly a word."""
    words = Counter(word for line in document.lines for word in line.text.split())
    found = words.total()
    if found < FEWEST_WORDS:
        raise UserError(
            f"{document.name} is not a report: it holds {how_many(found, 'word')}.",
            "Choose the report, letter or review itself.",
        )
    english = sum(count for word, count in words.items() if word.strip(".,;:()").casefold() in _ENGLISH)
    return found >= ENOUGH_WORDS and english < LEAST_ENGLISH * found


def read_document(document: Document) -> Reading:
    """All that is read from an open document; of one that is not in English only that.

    Raises UserError where the document holds hardly a word.
    """
    from tracker.reading.narrative.narrative import narrative
    from tracker.reading.page.furniture import typed_letter

    if _is_foreign(document):
        return Reading(Path(document.name).stem, document.name, document.sha256, len(document.pages),
                       problems=("This is not a report in English: nothing was taken from it.",))  # fmt: skip
    if document.format != "pdf":
        document = typed_letter(document)
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
        inspection_start=facts.start,
        inspection_end=facts.periods[-1][1] if facts.periods else None,
        fieldwork_periods=facts.periods,
        published=facts.published,
        lead_inspector=facts.lead_inspector,
        respond_by=facts.respond_by,
        respond_to=facts.respond_to,
        principal_authority=facts.principal_authority,
        submitted_by=facts.submitted_by,
        addressees=facts.addressees,
        answer_periods=facts.answer_periods,
        topics=facts.topics,
        judgements=facts.judgements,
        outcome=facts.outcome,
        recommendations=items,
        findings=offered.findings,
        more_findings=offered.more_findings,
        strengths=offered.strengths,
        reported_actions=(*taken.actions, *(a for a in offered.reported_actions if not _said(a.text, taken.actions))),
        inspections_listed=offered.inspections_listed,
        problems=(*facts.problems, *offered.problems),
    )
