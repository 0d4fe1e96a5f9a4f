"""One PDF page's printed lines, with box, size, weight, marker and footnote marks taken off.

A line's words come from pdfium at once, its box from the few stretches it is printed in, its size and weight from two
of its letters: so that boxes and fonts cost little more than the text alone.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

from tracker.domain.reading.reading import Box
from tracker.reading.files.pdf_tables import Grid
from tracker.reading.page.document import Line
from tracker.reading.page.marks import DASHES, SIGNS, is_dash, split_long_dash, split_number, split_sign

MAX_CHARS = 200_000
"""More characters than this on one page is no report's page: the rest of the page is left unread."""
HANGING = 5.0
"""White space in points after a number or sign from which on it stands apart from the words: it marks an item."""
HEADING_LENGTH = 75
"""A line with fewer characters may be a heading, and is worth a look at its font's name."""
COLUMN_GAP = 28.0
"""White space in points inside a line from which on its two sides are cells of a table, not one sentence."""

TABLE_GAP = 12.0
"""The same on a page with a line that titles a table's columns: its cells may stand close together."""

Rect = tuple[float, float, float, float]

_NOTE_MARK = re.compile(r"\d{1,2}(?=$|[\s,.;:)])")
_BEFORE_NOTE = "’'”\".,;:?!)"
_LONE_MARKER = re.compile(rf"\s*(?:\(?\d{{1,3}}[.)]|\(?[a-z][.)]|[{DASHES}{SIGNS}\x80-\x9f\ue000-\uf8ff])\s*")
_TITLES = re.compile(
    r"(?im)^.{0,60}\b(?:recommendations?|we recommend|areas? for (?:improvement|priority action))\b.{0,60}"
    r"\b(?:lead|owner|by when|when|date|timescales?|responsib\w+|officer|priority|deadline)\b.{0,40}$"
    r"|^.{0,20}\bresponsible (?:body|bodies|agency)\b.{0,60}"
    r"\b(?:areas? for (?:improvement|priority action)|recommendation)s?\b"
)
_LETTER = re.compile(r"[^\W_]")
_BOLD_FONT = re.compile(rb"(?i)bold|black|heavy|demi")
_SYMBOL_FONT = re.compile(rb"(?i)wingding|symbol|dingbat|webding")
_PRINTED = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")


class TextPage:
    """Reads one pdfium text page; holds the buffers that its many small calls share."""

    def __init__(self, raw_page: Any, number: int, height: float) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = raw_page
        self._number = number
        self._height = height
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._refs = tuple(ctypes.byref(edge) for edge in self._edges)
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_ref = ctypes.byref(self._matrix)
        self._name = ctypes.create_string_buffer(64)
        self._flags_ref = ctypes.byref(ctypes.c_int())
        self._aligned = True
        self.text = self._text()
        self._gap = TABLE_GAP if _TITLES.search(self.text) else COLUMN_GAP

    def lines(self, ruled: list[Grid]) -> Iterator[Line]:
        """The page's printed lines in the file's order; a line that crosses cells comes as one line a cell."""
        text = self.text
        notes = [mark for mark in _NOTE_MARK.finditer(text) if self._is_note(text, mark)]
        for match in _PRINTED.finditer(text):
            at, end = match.span()
            rects = self._rects(at, end - at)
            if not rects:
                continue
            parts = _columns(rects, ruled, self._gap) if len(rects) > 1 else [rects]
            if len(parts) == 1:
                cuts = [at, end]
            else:
                cuts = [at, *(self._cut(text, at, end, part[0][0]) for part in parts[1:]), end]
                if _LONE_MARKER.fullmatch(text[at : cuts[1]]) and not _ruled_off(parts[0][-1], parts[1][0], ruled):
                    parts, cuts = [[*parts[0], *parts[1]], *parts[2:]], [at, *cuts[2:]]
            for part, first, last in zip(parts, cuts, cuts[1:], strict=False):
                if not text[first:last].isspace() and last > first:
                    yield self._line(text[first:last], first, part, notes)

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

    def _line(self, text: str, at: int, rects: list[Rect], notes: list[re.Match[str]]) -> Line:
        """The line; a marker is taken off where white space after it shows that it is one."""
        left = rects[0][0]
        gap = rects[1][0] - rects[0][2] if len(rects) > 1 else 0.0
        box = Box(
            self._number,
            round(min(rect[0] for rect in rects), 1),
            round(min(rect[1] for rect in rects), 1),
            round(max(rect[2] for rect in rects), 1),
            round(max(rect[3] for rect in rects), 1),
        )
        first, last = _sampled(text)
        size = self._size(self._char(at + first))
        bold = self._bold(at + first, text) and self._bold(at + last, text)
        words = _paired(_without_notes(text, at, notes)) if notes else _paired(text)
        marker, words, spaced = _marker_off(self._with_sign(words, at), gap)
        indent = rects[1][0] if spaced and gap > 0 else left
        return Line(words, self._number, box, size, bold, round(indent, 1), marker)

    def _bold(self, at: int, text: str) -> bool:
        """Whether a letter is bold, by its font's weight or, in a line short enough for a heading, its font's name."""
        if self._pdfium.FPDFText_GetFontWeight(self._page, self._char(at)) >= 600:
            return True
        return len(text) < HEADING_LENGTH and bool(_BOLD_FONT.search(self._font(at)))

    def _font(self, at: int) -> bytes:
        """The name of the font a character is printed in."""
        self._pdfium.FPDFText_GetFontInfo(self._page, self._char(at), self._name, len(self._name), self._flags_ref)
        return self._name.value

    def _with_sign(self, text: str, at: int) -> str:
        """The text with a letter that a symbol font draws as a bullet turned into one."""
        if len(text) < 3 or text[1] != " " or not text[0].isalnum():
            return text
        return "•" + text[1:] if _SYMBOL_FONT.search(self._font(at)) else text

    def _is_note(self, text: str, mark: re.Match[str]) -> bool:
        """Whether digits are the small raised ones that point to a footnote."""
        glued = text[mark.start() - 1] if mark.start() else " "
        if not (glued.isalpha() or glued in _BEFORE_NOTE):
            return False
        before = self._size(self._char(mark.start() - 1))
        return self._size(self._char(mark.start())) < 0.8 * before

    def _size(self, char: int) -> float:
        """The printed size in points: the font's own size times the scale it is drawn with."""
        size = float(self._pdfium.FPDFText_GetFontSize(self._page, char))
        if self._pdfium.FPDFText_GetMatrix(self._page, char, self._matrix_ref):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return round(size, 1)

    def _rects(self, at: int, length: int) -> list[Rect]:
        """The boxes (left, top, right, bottom) from the top left that the stretch is printed in."""
        first, last = self._char(at), self._char(at + length - 1)
        get, page, refs, height = self._pdfium.FPDFText_GetRect, self._page, self._refs, self._height
        left, top, right, bottom = self._edges
        found = []
        for index in range(self._pdfium.FPDFText_CountRects(page, first, last - first + 1)):
            get(page, index, *refs)
            found.append((left.value, height - top.value, right.value, height - bottom.value))
        return found

    def _cut(self, text: str, at: int, end: int, left: float) -> int:
        """Where in the text the cell that starts at `left` begins."""
        for place in range(at, end):
            if text[place].isspace():
                continue
            self._pdfium.FPDFText_GetCharBox(
                self._page, self._char(place), self._refs[0], self._refs[2], self._refs[3], self._refs[1]
            )
            if self._edges[0].value >= left - 0.5:
                return place
        return end


def _sampled(text: str) -> tuple[int, int]:
    """The places of the first letter and of a late one: what is judged by them holds for the line."""
    found = _LETTER.search(text)
    if not found:
        return 0, max(len(text.rstrip()) - 1, 0)
    last = len(text) - 1
    while last > found.start() and not text[last].isalnum():
        last -= 1
    return found.start(), last


def _without_notes(text: str, at: int, notes: list[re.Match[str]]) -> str:
    """The text without the footnote marks that stand in it."""
    kept, end = "", 0
    for mark in notes:
        start = mark.start() - at
        if 0 <= start < len(text):
            kept, end = kept + text[end:start], start + len(mark.group())
    return kept + text[end:]


def _marker_off(text: str, gap: float) -> tuple[str, str, bool]:
    """The marker ("" for none), the text without it, and whether the text starts with anything like a marker."""
    text = text.lstrip()
    if text[:1].isalpha() and text[1:2] not in " .)":
        return "", text, False
    sign, rest = split_sign(text)
    if sign and rest.strip() and (gap >= HANGING or not is_dash(sign)) and sign != "o":
        return sign, rest, True
    glued, words = split_long_dash(text)
    if glued:
        return glued, words, True
    number, after = ("", text) if sign else split_number(text)
    if gap >= HANGING and (sign or number):
        return (sign, rest, True) if sign else (number, after, True)
    return "", text, bool(sign or number)


def _ruled_off(left: Rect, right: Rect, ruled: list[Grid]) -> bool:
    """Whether an upright rule stands between two boxes of one line."""
    return any(grid.divides(left[2], right[0], (right[1] + right[3]) / 2) for grid in ruled)


def _columns(rects: list[Rect], ruled: list[Grid], gap: float) -> list[list[Rect]]:
    """The boxes of one stretch sorted into cells: wide white space or an upright rule parts them."""
    parts = [[rects[0]]]
    for rect in rects[1:]:
        last = parts[-1][-1]
        if rect[0] - last[2] > gap or (ruled and _ruled_off(last, rect, ruled)):
            parts.append([rect])
        else:
            parts[-1].append(rect)
    return parts


def _paired(text: str) -> str:
    """The text with the two halves of characters beyond the basic plane put together again."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
