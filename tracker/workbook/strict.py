"""Strict Open XML ("Strict Open XML Spreadsheet" in Excel) put into the form that every reader knows."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_STRICT: Final = b"purl.oclc.org/ooxml"
_NAMES: Final = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip
_CONFORMANCE = re.compile(rb"\sconformance=\"strict\"")


def as_transitional(data: bytes) -> bytes:
    """The package with the names of the transitional form; the same bytes where it has that form already."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if _STRICT not in package.read("xl/workbook.xml"):
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for info in package.infolist():
                part = package.read(info)
                if info.filename.endswith((".xml", ".rels")):
                    for strict, usual in _NAMES:
                        part = part.replace(strict, usual)
                    part = _CONFORMANCE.sub(b"", part)
                out.writestr(info.filename, part)
    return made.getvalue()
