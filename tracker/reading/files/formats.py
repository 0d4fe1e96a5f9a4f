"""Which kind of file this is, judged by what it holds, and the reader that opens it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tracker.errors import UserError
from tracker.reading.page.document import Document

_READ = "Choose a PDF, Word, OpenDocument, RTF, HTML or plain text document."
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")


def open_any(data: bytes, name: str) -> Document:
    """The document in a file of any format that is read; the name decides only between plain text and Markdown.

    Raises UserError that says what the file is, where it is not a document.
    """
    return _opener(data, name)(data, name)


def _opener(data: bytes, name: str) -> Callable[[bytes, str], Document]:
    from tracker.reading.files import docx, html, odt, pdf, rtf, text

    head = data[:1024]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head:
        return pdf.open_pdf
    if start.startswith(b"{\\rtf"):
        return rtf.open_rtf
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return odt.open_odt if is_odt(data, name) else docx.open_docx
    if is_html(start, name):
        return html.open_html
    problem = _unread(data, name)
    if problem:
        raise problem
    return text.open_text


def is_html(start: bytes, name: str) -> bool:
    """Whether a file that begins so is a web page; its name decides where it begins with any mark."""
    low = start[:600].lower()
    marked = low.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        low.startswith(b"<?xml") and b"<html" in low
    )
    return marked or (name.lower().endswith((".html", ".htm", ".xhtml")) and b"<" in start)


def _unread(data: bytes, name: str) -> UserError | None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return UserError(
            f"{name} is in an old Office format or protected by a password.",
            "Open it in Word or LibreOffice, save it as DOCX or PDF without a password, and add that.",
        )
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return UserError(f"{name} is a picture.", "Save the pages as one PDF and add that; Tesseract OCR can read it.")
    if data.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        return UserError(f"{name} is a packed archive.", "Unpack it and add the documents in it.")
    return None


def is_odt(data: bytes, name: str) -> bool:
    """Whether a zip archive is an OpenDocument text; UserError for a workbook, slides or a plain archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist()[:10_000])
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, IndexError):
        return False
    if any(part.startswith("xl/") for part in names):
        raise UserError(
            f"{name} is a workbook.", "Bring it in as a workbook, or save it as PDF to read it as a report."
        )
    if any(part.startswith("ppt/") for part in names):
        raise UserError(f"{name} is a set of slides.", "Save it as PDF and add that.")
    if "content.xml" in names:
        return True
    if not any(part.startswith("word/") for part in names):
        raise UserError(f"{name} is an archive, not a document.", f"Unpack it first. {_READ}")
    return False
