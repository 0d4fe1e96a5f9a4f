"""A report that a test draws, read as the program reads one that was published."""

from __future__ import annotations

from typing import Any

from tracker.domain.reading.reading import Reading
from tracker.reading.files.pdf import open_pdf
from tracker.reading.reader import read_document


def read(sheet: Any) -> Reading:
    """What is read of a drawn report."""
    return read_document(open_pdf(sheet.pdf(), "drawn.pdf"))


def texts(reading: Reading) -> list[str]:
    """The words of each recommendation."""
    return [item.text for item in reading.recommendations]
