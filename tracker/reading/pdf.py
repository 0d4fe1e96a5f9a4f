"""PDF files as documents: pdfium's text page by page, with a box, font size and weight for every line.

pdfium's handles belong to one thread at a time, and to the functions here: none leaves this module.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tracker.domain.reading import Box
from tracker.errors import UserError
from tracker.reading.document import Document, Line, Page
from tracker.reading.marks import is_dash, split_number, split_sign
from tracker.reading.pdf_tables import Grid, grids

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 1500
MAX_CHARS = 200_000
"""More characters than this on one page is no report's page: the rest of the page is left unread."""
HANGING = 5.0
"""White space in points after a number or sign from which on it stands apart from the words: it marks an item."""
COLUMN_GAP = 28.0
"""White space in points inside a line from which on its two sides are cells of a table, not one sentence."""

Rect = tuple[float, float, float, float]

_NOTE_MARK = re.compile(r"(?<=[^\W\d_]|[’'”\".,;:?!)])\d{1,2}(?=$|[\s,.;:)])")
_PRINTED = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")


@dataclass(frozen=True, slots=True)
class Fragment:
    """One stretch of a page's text as pdfium gives it, before markers and roles are known.

    `gap` is the white space after its first printed part, `hang` the way from its left edge to the second part.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    gap: float
    hang: float
    size: float
    bold: bool


def open_pdf(data: bytes, name: str) -> Document:
    """The document a PDF file holds.

    Raises UserError where the file is damaged, asks for a password, has no page or too many.
    """
    from tracker.reading.furniture import finish

    with opened(data) as pdf:
        reader = _Pages(pdf)
        pages = [reader.page(index) for index in range(len(pdf))]
        title = _title(pdf)
    return finish(Document(name, "pdf", hashlib.sha256(data).hexdigest(), tuple(pages), title))


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """The open pdfium document, closed on leaving; UserError says what is wrong with a file that cannot be opened."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise _refusal(data, str(fault)) from fault
    try:
        count = len(pdf)
        if count == 0:
            raise UserError("The PDF has no pages.", "Ask the sender for the file again.")
        if count > MAX_PAGES:
            raise UserError(
                f"The PDF has {count:,} pages; up to {MAX_PAGES:,} are read.",
                "Save the pages of the report itself as a file of their own and read that.",
            )
        yield pdf
    finally:
        pdf.close()


def _refusal(data: bytes, fault: str) -> UserError:
    if "assword" in fault or (b"/Encrypt" in data and "ecurity" in fault):
        return UserError(
            "The PDF is protected by a password.", "Open it in a PDF viewer and save a copy without the password."
        )
    if b"%%EOF" not in data[-2048:]:
        return UserError("The PDF is cut short: its end is missing.", "Download or copy the file again.")
    return UserError("The PDF is damaged and cannot be opened.", "Download or copy the file again.")


def _title(pdf: PdfDocument) -> str | None:
    import pypdfium2

    try:
        return pdf.get_metadata_value("Title").strip() or None
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return None


class _Pages:
    """Reads a document's pages in order, and counts the tables on the way."""

    def __init__(self, pdf: PdfDocument) -> None:
        self._pdf = pdf
        self._tables = 0

    def page(self, index: int) -> Page:
        """One page's lines; a page pdfium cannot load comes back empty, so that the others can be read."""
        import pypdfium2

        try:
            page = self._pdf[index]
        except pypdfium2.PdfiumError:
            return Page(index + 1, ())
        try:
            width, height = page.get_size()
            ruled = grids(page.raw, width, height)
            lines = [line_of(fragment, index + 1) for fragment in _fragments(page, height, ruled)]
        finally:
            page.close()
        done = tuple(self._in_table(line, ruled) for line in lines)
        self._tables += len(ruled)
        return Page(index + 1, done, width, height)

    def _in_table(self, line: Line, ruled: list[Grid]) -> Line:
        """The line with its table's number and its cell, where it stands in one."""
        if line.box is None:
            return line
        for place, grid in enumerate(ruled):
            cell = grid.cell(min(line.box.x0 + 4, line.box.x1), (line.box.y0 + line.box.y1) / 2)
            if cell:
                return replace(line, table=self._tables + place, cell=cell)
        return line


def line_of(fragment: Fragment, page: int) -> Line:
    """The fragment as a line; a marker is taken off where white space after it shows that it is one."""
    box = Box(page, *(round(edge, 1) for edge in (fragment.x0, fragment.y0, fragment.x1, fragment.y1)))
    text, marker = fragment.text.lstrip(), ""
    sign, rest = split_sign(text)
    if sign and rest.strip() and (fragment.gap >= HANGING or not is_dash(sign)) and sign != "o":
        text, marker = rest, sign
    elif fragment.gap >= HANGING:
        sign, rest = (sign, rest) if sign else split_number(text)
        text, marker = (rest, sign) if sign else (text, "")
    spaced = bool(marker or sign or split_number(text)[0]) and fragment.gap > 0
    indent = fragment.x0 if not spaced else fragment.x0 + fragment.hang
    return Line(text, page, box, fragment.size, fragment.bold, round(indent, 1), marker)


def _fragments(page: Any, height: float, ruled: list[Grid]) -> list[Fragment]:
    """The page's printed stretches in the file's order, each with its box from the top left."""
    import pypdfium2

    try:
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        return _TextPage(textpage.raw, height, ruled).fragments()
    finally:
        textpage.close()


class _TextPage:
    """Reads one pdfium text page; holds the buffers that its many small calls share."""

    def __init__(self, raw_page: Any, height: float, ruled: list[Grid]) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = raw_page
        self._height = height
        self._ruled = ruled
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._refs = tuple(ctypes.byref(edge) for edge in self._edges)
        self._matrix = pdfium.FS_MATRIX()
        self._aligned = True

    def fragments(self) -> list[Fragment]:
        text = self._text()
        found: list[Fragment] = []
        for match in _PRINTED.finditer(text):
            found += self._cells(match.group(), match.start())
        return found

    def _text(self) -> str:
        """The page's text, one character for each of pdfium's, so that places in it are places on the page."""
        count = min(max(self._pdfium.FPDFText_CountChars(self._page), 0), MAX_CHARS)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = max(self._pdfium.FPDFText_GetText(self._page, 0, count, buffer) - 1, 0) if count else 0
        self._aligned = written == count
        text = bytes(buffer)[: written * 2].decode("utf-16-le", "surrogatepass")
        return text if len(text) == written else "".join(map(chr, buffer[:written]))

    def _char(self, at: int) -> int:
        return at if self._aligned else max(self._pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, at), 0)

    def _cells(self, text: str, at: int) -> Iterator[Fragment]:
        """The stretch as one fragment, or as one a cell where wide white space divides it."""
        rects = self._rects(at, len(text))
        if not rects:
            return
        parts = _columns(rects, self._ruled)
        cuts = [0, *(self._cut(text, at, part[0][0]) for part in parts[1:]), len(text)]
        for part, start, end in zip(parts, cuts, cuts[1:], strict=False):
            piece = text[start:end]
            if piece.strip():
                yield self._fragment(piece, at + start, part)

    def _fragment(self, text: str, at: int, rects: list[Rect]) -> Fragment:
        letters = [i for i, char in enumerate(text) if char.isalnum()] or [0]
        samples = {letters[0], letters[len(letters) // 2], letters[-1]}
        weights = [self._pdfium.FPDFText_GetFontWeight(self._page, self._char(at + i)) for i in samples]
        return Fragment(
            self._with_sign(_paired(self._without_notes(text, at)), at),
            min(rect[0] for rect in rects),
            min(rect[1] for rect in rects),
            max(rect[2] for rect in rects),
            max(rect[3] for rect in rects),
            rects[1][0] - rects[0][2] if len(rects) > 1 else 0.0,
            rects[1][0] - rects[0][0] if len(rects) > 1 else 0.0,
            self._size(self._char(at + letters[0])),
            min(weights) >= 600,
        )

    def _with_sign(self, text: str, at: int) -> str:
        """The text with a letter that a symbol font draws as a bullet turned into one."""
        if len(text) < 3 or text[1] != " " or not text[0].isalnum():
            return text
        name = ctypes.create_string_buffer(64)
        flags = ctypes.c_int()
        self._pdfium.FPDFText_GetFontInfo(self._page, self._char(at), name, 64, ctypes.byref(flags))
        return "•" + text[1:] if re.search(rb"(?i)wingding|symbol|dingbat|webding", name.value) else text

    def _without_notes(self, text: str, at: int) -> str:
        """The text without the small raised digits that point to footnotes."""
        kept, end = "", 0
        for mark in _NOTE_MARK.finditer(text):
            before = self._size(self._char(at + mark.start() - 1))
            if self._size(self._char(at + mark.start())) < 0.8 * before:
                kept, end = kept + text[end : mark.start()], mark.end()
        return kept + text[end:]

    def _size(self, char: int) -> float:
        """The printed size in points: the font's own size times the scale it is drawn with."""
        size = float(self._pdfium.FPDFText_GetFontSize(self._page, char))
        if self._pdfium.FPDFText_GetMatrix(self._page, char, ctypes.byref(self._matrix)):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return round(size, 1)

    def _rects(self, at: int, length: int) -> list[Rect]:
        """The boxes (left, top, right, bottom) from the top left that the stretch is printed in."""
        first, last = self._char(at), self._char(at + length - 1)
        count = self._pdfium.FPDFText_CountRects(self._page, first, last - first + 1)
        found = []
        for index in range(max(count, 0)):
            self._pdfium.FPDFText_GetRect(self._page, index, *self._refs)
            left, top, right, bottom = (edge.value for edge in self._edges)
            found.append((left, self._height - top, right, self._height - bottom))
        return found

    def _cut(self, text: str, at: int, left: float) -> int:
        """Where in the text the cell that starts at `left` begins."""
        for i, char in enumerate(text):
            if char.isspace():
                continue
            index = self._char(at + i)
            self._pdfium.FPDFText_GetCharBox(
                self._page, index, self._refs[0], self._refs[2], self._refs[3], self._refs[1]
            )
            if self._edges[0].value >= left - 0.5:
                return i
        return len(text)


def _columns(rects: list[Rect], ruled: list[Grid]) -> list[list[Rect]]:
    """The boxes of one stretch sorted into cells: wide white space or an upright rule parts them."""
    parts = [[rects[0]]]
    for rect in rects[1:]:
        end, middle = parts[-1][-1][2], (rect[1] + rect[3]) / 2
        if rect[0] - end > COLUMN_GAP or any(grid.divides(end, rect[0], middle) for grid in ruled):
            parts.append([rect])
        else:
            parts[-1].append(rect)
    return parts


def _paired(text: str) -> str:
    """The text with the two halves of characters beyond the basic plane put together again."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
