"""A reading under review as plain JSON, so that what was checked and mended outlasts the window."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain.reading.draft import ImportDraft, Item, Section
from tracker.domain.reading.reading import as_plain
from tracker.domain.reading.wire import reading_from_json, row


def as_text(draft: ImportDraft) -> str:
    """The draft as one text."""
    kept = {
        "reading": draft.reading.as_json(),
        "items": [as_plain(item) for item in draft.items],
        "received": draft.received.isoformat() if draft.received else None,
        "next_key": draft.next_key,
    }
    return json.dumps(kept)


def from_text(text: str, fresh: ImportDraft) -> ImportDraft | None:
    """The draft that `as_text` made a text of, over `fresh`, the same document read again.

    None where the text is none, or is about another document.
    """
    try:
        kept: Mapping[str, Any] = json.loads(text)
        reading = reading_from_json(kept["reading"])
        received = date.fromisoformat(kept["received"]) if kept["received"] else None
        items = tuple(_item(one) for one in kept["items"])
        draft = ImportDraft(reading, items, received, int(kept["next_key"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if reading.sha256 != fresh.reading.sha256:
        return None
    return replace(draft, reading=replace(reading, file=fresh.reading.file, problems=fresh.reading.problems))


def _item(value: Mapping[str, Any]) -> Item:
    item: Item = row(Item, value)
    return replace(item, section=Section(item.section))
