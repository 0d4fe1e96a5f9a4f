"""HTML files become documents."""

from __future__ import annotations

from tracker.reading.document import Document
from tracker.reading.text import open_text


def open_html(data: bytes, name: str) -> Document:
    """The document in a HTML file."""
    return open_text(data, name)
