"""The tables of a Word file as grids, read from its XML: numbered lists, merges, grounds, struck-out words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tracker.domain.foreign.grid import Grid, GridCell, Place
from tracker.domain.text.words import how_many, lines
from tracker.errors import UserError
from tracker.reading.files.docx_styles import Numbering, Styles, attribute, local, nearest, numbering_of, styles_of
from tracker.reading.files.guard import open_package, parse_xml, read_part

_GONE: Final = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback"})
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_SPANNED: Final = 100
_ABOVE: Final = 4
_OFF: Final = ("0", "false", "none")


def docx_grids(data: bytes, name: str) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The tables of a Word file from first to last, and in sentences what stands beside them.

    Raises UserError where the file is no Word file, or damaged.
    """
    with open_package(data, name) as package:
        part = next((one for one in ("word/document.xml", "word/document2.xml") if one in package.namelist()), None)
        body = read_part(package, part, name) if part else None
        if body is None:
            raise UserError(
                f"{name} is not a Word document, whatever its name says", "choose the file that holds the plan"
            )
        root = parse_xml(body, name)
        styles = styles_of(_helpful(read_part(package, "word/styles.xml", name), name))
        numbering = numbering_of(_helpful(read_part(package, "word/numbering.xml", name), name))
    reader = _Reader(styles, numbering)
    reader.walk(root)
    pictures = sum(local(element) in ("blip", "imagedata") for element in root.iter())
    notes = [f"{how_many(pictures, 'picture')} in the document: not read."] if pictures else []
    if reader.outside > _ABOVE * max(len(reader.grids), 1):
        notes.append(f"{how_many(reader.outside, 'paragraph')} of text outside the tables: not read.")
    return tuple(reader.grids), tuple(notes)


def _helpful(data: bytes | None, name: str) -> Any:
    """The root of a part that helps but is not needed: None where it is missing or damaged."""
    try:
        return None if data is None else parse_xml(data, name)
    except UserError:
        return None


class _Reader:
    """Walks the body, keeps the lines over each table, and makes its grid."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self.grids: list[Grid] = []
        self.outside = 0
        self._above: list[str] = []

    def walk(self, parent: Any) -> None:
        """Takes the paragraphs and tables under an element."""
        for child in parent:
            name = local(child)
            if name == "p":
                text = self._paragraph(child)[0].strip()
                if text:
                    self.outside += 1
                    self._above.append(text)
            elif name == "tbl":
                self.grids.append(self._grid(child))
                self._above = []
            elif name not in _GONE:
                self.walk(child)

    def _grid(self, table: Any) -> Grid:
        cells: dict[Place, GridCell] = {}
        merged: dict[Place, Place] = {}
        tops: dict[int, Place] = {}
        rows = [row for row in table.iter() if local(row) == "tr" and nearest(row, "tbl") is table]
        for number, row in enumerate(rows, start=1):
            column = 1 + _before(row)
            for cell in row.iter():
                if local(cell) != "tc" or nearest(cell, "tr") is not row:
                    continue
                width = _span(cell)
                place = (number, column)
                top = tops.get(column)
                if _is_lower(cell) and top is not None:
                    merged.update({(number, column + at): top for at in range(width)})
                else:
                    cells[place] = self._cell(cell)
                    tops[column] = place
                    merged.update({(number, column + at): place for at in range(1, width)})
                column += width
        return Grid(f"table {len(self.grids) + 1}", cells, merged, above=tuple(self._above[-_ABOVE:]))

    def _cell(self, cell: Any) -> GridCell:
        kept: list[str] = []
        struck: list[str] = []
        for paragraph in cell.iter():
            if local(paragraph) == "p":
                text, gone = self._paragraph(paragraph)
                kept.append(text)
                struck.append(gone)
        text = lines("\n".join(kept))
        return GridCell(text, text, _ground(cell), lines("\n".join(part for part in struck if part)))

    def _paragraph(self, paragraph: Any) -> tuple[str, str]:
        """A paragraph's words with the number or bullet that Word prints before them, and those that are struck out."""
        kept: list[str] = []
        struck: list[str] = []
        for text, is_struck in _pieces(paragraph):
            (struck if is_struck else kept).append(text)
        words = "".join(kept)
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        style = self._styles.of(properties)
        label = self._numbering.label(properties, style) if words.strip() or struck else ""
        return (f"{label} {words}" if label and words.strip() else words), "".join(struck)


def _pieces(paragraph: Any) -> Iterator[tuple[str, bool]]:
    """The visible pieces of text of a paragraph, each with whether it is struck out."""
    for child in paragraph:
        name = local(child)
        if name == "r":
            struck = _is_struck(child)
            for part in child:
                kind = local(part)
                if kind == "t":
                    yield part.text or "", struck
                elif kind in _BREAKS:
                    yield _BREAKS[kind], struck
        elif name not in _GONE and name not in ("pPr", "p"):
            yield from _pieces(child)


def _is_struck(run: Any) -> bool:
    properties = next((child for child in run if local(child) == "rPr"), ())
    return any(local(one) in ("strike", "dstrike") and (attribute(one, "val") or "1") not in _OFF for one in properties)


def _properties(cell: Any) -> Any:
    return next((child for child in cell if local(child) == "tcPr"), ())


def _span(cell: Any) -> int:
    said = next((one for one in _properties(cell) if local(one) == "gridSpan"), None)
    return min(max(_whole(said), 1), _MOST_SPANNED) if said is not None else 1


def _before(row: Any) -> int:
    """How many columns a row leaves out at its beginning."""
    properties = next((child for child in row if local(child) == "trPr"), ())
    said = next((one for one in properties if local(one) == "gridBefore"), None)
    return min(max(_whole(said), 0), _MOST_SPANNED) if said is not None else 0


def _whole(element: Any) -> int:
    said = attribute(element, "val") or ""
    return int(said) if said.isascii() and said.isdigit() else 0


def _is_lower(cell: Any) -> bool:
    """Whether a cell is the lower part of the one above it."""
    said = next((one for one in _properties(cell) if local(one) == "vMerge"), None)
    return said is not None and (attribute(said, "val") or "continue") == "continue"


def _ground(cell: Any) -> str:
    """The ground of a cell, or of its words where they are marked: rrggbb, "" for none and white."""
    said = next((one for one in _properties(cell) if local(one) == "shd"), None)
    fill = (attribute(said, "fill") or "") if said is not None else ""
    if len(fill) != 6 or fill.upper() == "FFFFFF":
        marks = {attribute(one, "val") or "" for one in cell.iter() if local(one) == "highlight"}
        fill = _MARKERS.get(marks.pop(), "") if len(marks) == 1 else ""
    return fill.upper()


_MARKERS: Final = {
    "red": "FF0000",
    "yellow": "FFFF00",
    "green": "00B050",
    "blue": "0000FF",
    "darkGreen": "008000",
    "darkRed": "C00000",
    "darkYellow": "FFC000",
    "cyan": "00B0F0",
    "darkBlue": "000080",
}
