"""Which kind of document this is, and its tables as grids."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tracker.domain.foreign.grid import GridFile
from tracker.errors import UserError
from tracker.reading.files.formats import is_html, is_odt
from tracker.reading.reader import bytes_of

PROMISED = (".pdf", ".docx")
"""Endings of kinds whose tables are read: a file that only bears one is not told to be saved as one."""


def document_grids(path: Path) -> GridFile:
    """The tables of a Word file, a PDF or a web page, its kind judged by what it holds.

    Raises UserError where the file is empty, damaged, protected, or of a kind whose tables are not read.
    """
    data = bytes_of(path)
    head = data[:1024]
    if b"%PDF-" in head:
        from tracker.reading.grids.pdf import pdf_grids as grids
    elif is_html(head.lstrip(b"\xef\xbb\xbf \t\r\n"), path.name):
        from tracker.reading.grids.html import html_grids as grids
    elif data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not is_odt(data, path.name):
        from tracker.reading.grids.docx import docx_grids as grids
    elif path.suffix.casefold() in PROMISED:
        raise UserError(
            f"{path.name} is no {path.suffix[1:].upper()} file, whatever its name says",
            "open it with the program that made it, save it again, and use that file",
        )
    else:
        raise UserError(
            f"{path.name} is of a kind whose tables are not read",
            "save the plan as an Excel workbook (.xlsx), Word file (.docx), PDF, web page or .csv, and use that file",
        )
    found, unread = grids(data, path.name)
    return GridFile(path.name, found, unread, hashlib.sha256(data).hexdigest())
