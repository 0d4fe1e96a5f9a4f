"""A reading under review as plain JSON, so that what was checked and mended outlasts the window."""

from __future__ import annotations

import json
from dataclasses import replace

from tracker.domain.plan.as_json import decoder, encode
from tracker.domain.reading.draft import ImportDraft


def as_text(draft: ImportDraft) -> str:
    """The draft as one text."""
    return json.dumps(encode(draft))


def from_text(text: str, fresh: ImportDraft) -> ImportDraft | None:
    """The draft that `as_text` made a text of, over `fresh`, the same document read again.

    None where the text is none, or is about another document.
    """
    try:
        draft: ImportDraft = decoder(ImportDraft)(json.loads(text))
    except (ValueError, TypeError):
        return None
    reading = draft.reading
    if reading.sha256 != fresh.reading.sha256:
        return None
    return replace(draft, reading=replace(reading, file=fresh.reading.file, problems=fresh.reading.problems))
