"""Word files (DOCX) become documents, read from their XML behind the zip guard.

The body is walked element by element, so that text in content controls and tracked insertions is read too and
tracked deletions are not. Numbers that Word counts itself are counted again here, for the text does not hold them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.errors import UserError
from tracker.reading.files.docx_styles import (
    Numbering,
    Style,
    Styles,
    attribute,
    local,
    nearest,
    numbering_of,
    styles_of,
)
from tracker.reading.files.gather import LINE_BREAK, Gatherer
from tracker.reading.files.guard import open_package, parse_xml, read_part
from tracker.reading.page.document import Document

if TYPE_CHECKING:
    import zipfile

_PASSED_OVER = frozenset(
    ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "footnoteReference", "endnoteReference")
)
_INSIDE = frozenset(
    (
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdt",
        "sdtContent",
        "hyperlink",
        "r",
        "fldSimple",
        "dir",
        "bdo",
        "drawing",
    )
)
_MARKS = {"tab": "\t", "br": LINE_BREAK, "cr": LINE_BREAK, "noBreakHyphen": "-", "sym": "•", "ptab": "\t"}


def open_docx(data: bytes, name: str) -> Document:
    """The document in a Word file; page numbers are those of Word's last layout where the file remembers them."""
    with open_package(data, name) as package:
        body = _main_part(package, name)
        styles = styles_of(_part(package, "word/styles.xml", name))
        numbering = numbering_of(_part(package, "word/numbering.xml", name))
        title = _title(_part(package, "docProps/core.xml", name))
    reader = _Reader(Gatherer(name), styles, numbering)
    reader.read(body)
    return reader.lines.document("docx", data, title)


def _main_part(package: zipfile.ZipFile, name: str) -> Any:
    names = package.namelist()
    part = next((item for item in ("word/document.xml", "word/document2.xml") if item in names), None)
    data = read_part(package, part, name) if part else None
    if data is None:
        raise UserError(
            f"{name} is not a Word document, whatever its name says.",
            "Choose a PDF, Word, OpenDocument, RTF, HTML or plain text document.",
        )
    return parse_xml(data, name)


def _part(package: zipfile.ZipFile, part: str, name: str) -> Any:
    """The root of a part that helps but is not needed: None where it is missing or damaged."""
    with contextlib.suppress(UserError):
        data = read_part(package, part, name)
        return None if data is None else parse_xml(data, name)
    return None


def _title(core: Any) -> str | None:
    if core is None:
        return None
    return next((element.text for element in core.iter() if local(element) == "title" and element.text), None)


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where in which table the paragraphs being read stand."""

    table: int
    row: int
    column: int


class _Reader:
    """Walks the body and hands its paragraphs to the gatherer."""

    def __init__(self, lines: Gatherer, styles: Styles, numbering: Numbering) -> None:
        self.lines = lines
        self._styles = styles
        self._numbering = numbering
        self._laid_out = False

    def read(self, root: Any) -> None:
        """All paragraphs and tables under the root."""
        self._laid_out = any(local(element) == "lastRenderedPageBreak" for element in root.iter())
        self._blocks(root, None)

    def _blocks(self, parent: Any, cell: _Cell | None) -> None:
        for child in parent:
            name = local(child)
            if name == "p":
                self._paragraph(child, cell)
            elif name == "tbl":
                self._table(child)
            elif name == "AlternateContent":
                self._blocks(child[0] if len(child) else child, cell)
            elif name not in _PASSED_OVER and name not in ("sectPr", "tblPr", "tcPr"):
                self._blocks(child, cell)

    def _table(self, table: Any) -> None:
        number = self.lines.new_table()
        rows = [child for child in table.iter() if local(child) == "tr" and nearest(child, "tbl") is table]
        above: dict[int, tuple[int, int]] = {}
        for row, element in enumerate(rows):
            column = 0
            for cell in element.iter():
                if local(cell) == "tc" and nearest(cell, "tr") is element:
                    if column in above and _is_merged(cell):
                        self.lines.repeat(*above[column], (row, column))
                    else:
                        first = self.lines.count
                        self._blocks(cell, _Cell(number, row, column))
                        above[column] = first, self.lines.count
                    column += _span(cell)

    def _paragraph(self, paragraph: Any, cell: _Cell | None) -> None:
        pieces = list(_runs(paragraph))
        text = "".join(piece.text for piece in pieces)
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        style = self._styles.of(properties)
        lettered = [piece for piece in pieces if piece.text.strip()]
        bold = bool(lettered) and all(style.bold if piece.bold is None else piece.bold for piece in lettered)
        size = next((piece.size for piece in lettered if piece.size), style.size)
        bullet = "" if style.heading or not text.strip() else self._numbering.label(properties, style)
        self._turn_pages(paragraph, before=True)
        self.lines.add(
            text,
            heading=style.heading,
            bullet=bullet,
            bold=bold,
            size=size,
            indent=style.indent,
            table=cell.table if cell else None,
            cell=(cell.row, cell.column) if cell else None,
        )
        self._turn_pages(paragraph, before=False)
        for box in paragraph.iter():
            if local(box) == "txbxContent" and not _in_fallback(box):
                self._blocks(box, cell)

    def _turn_pages(self, paragraph: Any, *, before: bool) -> None:
        """Counts the page breaks in a paragraph: one before its first words counts before it, the others after."""
        seen_text = False
        for element in paragraph.iter():
            name = local(element)
            seen_text = seen_text or (name == "t" and bool(element.text))
            turned = name == "lastRenderedPageBreak" if self._laid_out else _is_page_break(element, name)
            if turned and seen_text is not before:
                self.lines.page += 1


def _is_page_break(element: Any, name: str) -> bool:
    return name == "br" and attribute(element, "type") == "page"


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    bold: bool | None
    size: float


def _runs(element: Any) -> Iterator[_Piece]:
    """The visible pieces of text in a paragraph; those in text boxes are paragraphs of their own."""
    for child in element:
        name = local(child)
        if name == "r":
            yield from _run(child)
        elif name in _INSIDE:
            yield from _runs(child)


def _run(run: Any) -> Iterator[_Piece]:
    look = Style.direct(next((child for child in run if local(child) == "rPr"), None))
    parts = []
    for child in run:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _MARKS:
            parts.append(_MARKS[name])
    text = "".join(parts)
    if text and not (look.raised and text.strip(" ,").isdigit()):
        yield _Piece(text, look.bold_set, look.size)


def _span(cell: Any) -> int:
    for element in cell.iter():
        if local(element) == "gridSpan":
            with contextlib.suppress(ValueError):
                return min(max(int(attribute(element, "val") or 1), 1), 100)
        if local(element) == "p":
            break
    return 1


def _is_merged(cell: Any) -> bool:
    """Whether a cell is the lower part of the cell above it."""
    properties = next((child for child in cell if local(child) == "tcPr"), ())
    merged = next((child for child in properties if local(child) == "vMerge"), None)
    return merged is not None and (attribute(merged, "val") or "continue") == "continue"


def _in_fallback(element: Any) -> bool:
    return any(local(parent) == "Fallback" for parent in element.iterancestors())
