"""Scanned pages become words through the tesseract program, where it is installed."""

from __future__ import annotations

from tracker.errors import UserError
from tracker.reading.document import Document


def ocr_document(data: bytes, name: str) -> Document:
    """The document that tesseract reads from the page images of the PDF in `data`."""
    raise UserError(
        f"{name} holds pictures of pages and no text.",
        "Ask its sender for the original file, or install Tesseract OCR and add it again.",
    )
