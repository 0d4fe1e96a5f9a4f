"""Web pages (HTML) become documents: headings, lists and tables by their own marks; scripts and menus are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.errors import UserError
from tracker.reading.files.gather import BULLETS, LINE_BREAK, Gatherer, names
from tracker.reading.files.text import decode
from tracker.reading.page.document import Document

MAX_BYTES = 50 * 1024 * 1024
MOST_SPANNED = 1000
"""Columns or rows: browsers take a cell to reach over no more."""

_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "nav", "head", "svg", "iframe", "object", "select", "button", "form")
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = names(
    "p div section article main header footer aside blockquote pre dt dd dl ul ol li table tr td th figure"
    " figcaption address fieldset caption thead tbody tfoot body html details summary hr center"
) | frozenset(_HEADINGS)
_BOLD = frozenset(("b", "strong"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})")
_RAISED_DIGITS = re.compile(r"^[\s\d,*†‡\[\]]*$")


def open_html(data: bytes, name: str) -> Document:
    """The document in a web page; raises UserError for an empty page or one of more than 50 MB."""
    root = page_root(data, name)
    walker = _Walker(Gatherer(name))
    walker.walk(root)
    return walker.lines.document("html", data, _title(root))


def _text(data: bytes, name: str) -> str:
    """The page's characters: by its byte mark or as UTF-8 where that fits, else as it declares, else Windows-1252."""
    try:
        return decode(data, name) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        if declared:
            try:
                return data.decode(declared[1].decode("ascii"), errors="replace")
            except LookupError:
                pass
        return data.decode("cp1252", errors="replace")


def page_root(data: bytes, name: str) -> Any:
    """The root element of a web page. Raises UserError for an empty page or one of more than 50 MB."""
    if len(data) > MAX_BYTES:
        raise UserError(f"{name} is larger than 50 MB.", "Save the page without its pictures and add that.")
    return _parsed(_text(data, name), name)


def _parsed(text: str, name: str) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise UserError(f"{name} has no text in it.", "Open it in a browser and save it again, or save it as PDF.")
    return root


def _title(root: Any) -> str | None:
    title = root.find(".//title")
    return None if title is None or not title.text else " ".join(title.text.split())


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = -1
    width: int = 1
    height: int = 1
    begun: int = 0
    spans: dict[int, _Span] = field(default_factory=dict)

    def free(self) -> int:
        """The next column of the row that no cell above reaches into."""
        column = self.column + self.width
        while column in self.spans:
            column += 1
        return column


@dataclass(slots=True)
class _Span:
    """A cell that reaches into `rows` more rows, and the lines of its words."""

    rows: int
    first: int
    last: int


@dataclass(slots=True)
class _Paragraph:
    """The words gathered since the last block began."""

    pieces: list[str] = field(default_factory=list)
    plain: int = 0
    bold: int = 0


class _Walker:
    """Goes through the page once, without recursion, and hands its paragraphs to the gatherer."""

    def __init__(self, lines: Gatherer) -> None:
        self.lines = lines
        self._paragraph = _Paragraph()
        self._heading = 0
        self._bullet = ""
        self._bold = 0
        self._lists: list[tuple[str, int]] = []
        self._tables: list[_Table] = []

    def walk(self, root: Any) -> None:
        """All the visible text under the root."""
        for event, element in _events(root):
            if event == "start":
                self._start(element)
            elif event == "text":
                self._add(element)
            else:
                self._end(element)
        self._flush()

    def _start(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._paragraph.pieces.append(LINE_BREAK)
        if tag in _BOLD:
            self._bold += 1
        if tag not in _BLOCKS:
            return
        self._flush()
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self._lists.append((tag, _start_of(element) - 1))
        elif tag == "li":
            self._bullet = self._next_item()
        elif tag == "table":
            self._tables.append(_Table(self.lines.new_table()))
        elif self._tables and tag == "tr":
            self._next_row(self._tables[-1])
        elif self._tables and tag in ("td", "th"):
            table = self._tables[-1]
            table.column = table.free()
            table.width, table.height = _count(element, "colspan"), _count(element, "rowspan")
            table.begun = self.lines.count

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in _BOLD:
            self._bold = max(self._bold - 1, 0)
        if tag not in _BLOCKS:
            return
        self._flush()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._bullet = ""
        elif tag == "table" and self._tables:
            self._tables.pop()
        elif tag in ("td", "th") and self._tables and self._tables[-1].height > 1:
            table = self._tables[-1]
            table.spans[table.column] = _Span(table.height - 1, table.begun, self.lines.count)

    def _next_row(self, table: _Table) -> None:
        """Starts a row with the cells above it that reach into it."""
        table.row += 1
        table.column, table.width = -1, 1
        for column, span in list(table.spans.items()):
            if span.rows:
                self.lines.repeat(span.first, span.last, (table.row, column))
                span.rows -= 1
            else:
                del table.spans[column]

    def _add(self, text: str) -> None:
        paragraph = self._paragraph
        paragraph.pieces.append(text)
        letters = len(text.strip())
        if self._bold:
            paragraph.bold += letters
        else:
            paragraph.plain += letters

    def _flush(self) -> None:
        paragraph, self._paragraph = self._paragraph, _Paragraph()
        text = "".join(paragraph.pieces)
        if not text.strip():
            return
        table = self._tables[-1] if self._tables else None
        placed = table is not None and table.row >= 0 and table.column >= 0
        self.lines.add(
            text,
            heading=self._heading,
            bullet=self._bullet,
            bold=paragraph.bold > paragraph.plain,
            indent=18.0 * max(len(self._lists) - 1, 0),
            table=table.number if table and placed else None,
            cell=(table.row, table.column) if table and placed else None,
        )
        self._bullet = ""

    def _next_item(self) -> str:
        if not self._lists:
            return BULLETS[0]
        kind, count = self._lists.pop()
        self._lists.append((kind, count + 1))
        return f"{count + 1}." if kind == "ol" else BULLETS[min(len(self._lists), len(BULLETS)) - 1]


def _start_of(element: Any) -> int:
    return _number(element, "start", 99_999)


def _count(element: Any, name: str) -> int:
    """How many columns or rows a cell reaches over."""
    return max(_number(element, name, MOST_SPANNED), 1)


def _number(element: Any, name: str, most: int) -> int:
    number = str(element.get(name, "1")).strip()
    return min(int(number), most) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    """Start and end of each element and the text between, in page order, passing over what nobody sees."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            continue
        hidden = element.tag in _SKIPPED or (element.tag == "sup" and _is_note(element))
        if event == "start" and hidden:
            walk.skip_subtree()
        elif event == "start":
            yield event, element
            if element.text:
                yield "text", element.text
        if event == "end":
            if not hidden:
                yield event, element
            if element.tail:
                yield "text", element.tail


def _is_note(element: Any) -> bool:
    return bool(_RAISED_DIGITS.match("".join(element.itertext())))
