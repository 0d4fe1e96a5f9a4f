"""OpenDocument texts (ODT) become documents, read from their XML behind the zip guard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tracker.errors import UserError
from tracker.reading.files.docx_styles import attribute, local, nearest
from tracker.reading.files.gather import BULLETS, Gatherer
from tracker.reading.files.guard import open_package, parse_xml, read_part
from tracker.reading.page.document import Document

_UNSEEN = frozenset(("note", "annotation", "annotation-end", "tracked-changes", "sequence-decls", "ruby-text"))
_MARKS = {"tab": "\t", "line-break": " ", "s": " "}
_MOST_STYLES_UP = 20


def open_odt(data: bytes, name: str) -> Document:
    """The document in an OpenDocument text."""
    with open_package(data, name) as package:
        content = read_part(package, "content.xml", name)
        styles = read_part(package, "styles.xml", name)
    if content is None:
        raise UserError(
            f"{name} is not an OpenDocument text, whatever its name says.",
            "Choose a PDF, Word, OpenDocument, RTF, HTML or plain text document.",
        )
    root = parse_xml(content, name)
    looks = _Looks([root] if styles is None else [root, parse_xml(styles, name)])
    body = next((element for element in root.iter() if local(element) == "text" and len(element)), None)
    reader = _Reader(Gatherer(name), looks)
    if body is not None:
        reader.blocks(body, _Place())
    return reader.lines.document("odt", data)


class _Looks:
    """Which styles are bold, by name, with what each is based on."""

    def __init__(self, roots: list[Any]) -> None:
        self._bold: dict[str, bool] = {}
        self._above: dict[str, str] = {}
        self._numbered: set[str] = set()
        for style in (element for root in roots for element in root.iter()):
            name = attribute(style, "name") if isinstance(style.tag, str) else None
            if name and local(style) == "style":
                self._read(style, name)
            elif name and local(style) == "list-style":
                first = next(iter(style), None)
                if first is not None and local(first) == "list-level-style-number":
                    self._numbered.add(name)

    def _read(self, style: Any, name: str) -> None:
        above = attribute(style, "parent-style-name")
        if above:
            self._above[name] = above
        for properties in style:
            weight = attribute(properties, "font-weight") if local(properties) == "text-properties" else None
            if weight:
                self._bold[name] = weight == "bold" or (weight.isdigit() and int(weight) >= 600)

    def bold(self, name: str | None) -> bool:
        """Whether a style, or the nearest above it that says, is bold."""
        for _ in range(_MOST_STYLES_UP):
            if not name:
                return False
            if name in self._bold:
                return self._bold[name]
            name = self._above.get(name)
        return False

    def numbered(self, name: str | None) -> bool:
        """Whether a list style counts its items."""
        return name in self._numbered


@dataclass(slots=True)
class _List:
    numbered: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: in which lists, and in which cell of which table."""

    lists: tuple[_List, ...] = ()
    bullet: str = ""
    table: int | None = None
    cell: tuple[int, int] | None = None


class _Reader:
    """Walks the body and hands its paragraphs to the gatherer."""

    def __init__(self, lines: Gatherer, looks: _Looks) -> None:
        self.lines = lines
        self._looks = looks

    def blocks(self, parent: Any, place: _Place) -> None:
        """All paragraphs, lists and tables under an element; a list item's label goes to its first paragraph."""
        for child in parent:
            name = local(child)
            if name in ("p", "h"):
                self._paragraph(child, place)
                place = replace(place, bullet="")
            elif name == "list":
                numbered = self._looks.numbered(attribute(child, "style-name")) or any(
                    above.numbered for above in place.lists
                )
                self.blocks(child, replace(place, lists=(*place.lists, _List(numbered)), bullet=""))
            elif name in ("list-item", "list-header"):
                self.blocks(child, replace(place, bullet=_label(place.lists) if name == "list-item" else ""))
            elif name == "table":
                self._table(child)
            elif name == "soft-page-break":
                self.lines.page += 1
            elif name and name not in _UNSEEN:
                self.blocks(child, place)

    def _paragraph(self, element: Any, place: _Place) -> None:
        heading = 0
        if local(element) == "h":
            level = attribute(element, "outline-level") or "1"
            heading = int(level) if level.isdigit() and len(level) == 1 else 1
        look = attribute(element, "style-name")
        pieces = [(text, bold) for text, bold in self._pieces(element, self._looks.bold(look)) if text.strip()]
        self.lines.add(
            "".join(text for text, _ in self._pieces(element, bold=False)),
            heading=heading,
            bullet="" if heading else place.bullet,
            bold=bool(pieces) and all(bold for _, bold in pieces),
            indent=18.0 * max(len(place.lists) - 1, 0),
            table=place.table,
            cell=place.cell,
        )
        self.lines.page += sum(local(inner) == "soft-page-break" for inner in element.iter())

    def _pieces(self, element: Any, bold: bool) -> Iterator[tuple[str, bool]]:
        if element.text:
            yield element.text, bold
        for child in element:
            name = local(child)
            if name in _MARKS:
                yield _MARKS[name], bold
            elif name and name not in _UNSEEN:
                own = attribute(child, "style-name") if name == "span" else None
                yield from self._pieces(child, self._looks.bold(own) or bold)
            if child.tail:
                yield child.tail, bold

    def _table(self, table: Any) -> None:
        number = self.lines.new_table()
        row = -1
        for element in table.iter():
            if local(element) != "table-row" or nearest(element, "table") is not table:
                continue
            row += 1
            cells = [cell for cell in element if local(cell) in ("table-cell", "covered-table-cell")]
            for column, cell in enumerate(cells):
                self.blocks(cell, _Place(table=number, cell=(row, column)))


def _label(lists: tuple[_List, ...]) -> str:
    if not lists:
        return BULLETS[0]
    lists[-1].count += 1
    return f"{lists[-1].count}." if lists[-1].numbered else BULLETS[min(len(lists), len(BULLETS)) - 1]
