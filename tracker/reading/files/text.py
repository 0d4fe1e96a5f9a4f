"""Plain text and Markdown become documents: headings, bullets and tables from the marks people type."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.errors import UserError
from tracker.reading.files.gather import CLOSED, MAX_LINES, too_long
from tracker.reading.files.text_columns import tabbed
from tracker.reading.page.document import FOOTNOTE, Document, Line, Page
from tracker.reading.page.marks import is_count, split_number, split_sign

MAX_BYTES = 20 * 1024 * 1024
MOST_CELLS = 60
ISOLATED_HEADING = 3
SHOUTED = 3
"""Characters: more in capitals after a number are a heading."""
BROKEN = 38
"""Characters: a shorter line was ended by its writer."""

_BULLET = re.compile(r"\s*[*+]\s+(?=\S)")
_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^[\s|:-]+$")
_SUPERSCRIPT = re.compile(r"<sup>\s*[\d*†‡,\s]*</sup>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|br|p|div|table|tr|td|th|a)\b[^<>]{0,200}>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_WHOLLY_STRONG = re.compile(r"^(\*\*|__)(?=\S)(?:(?!\1).)+\1$")
_NOTE = re.compile(r"\s*[-–]?\s*(?:<sup>\s*\d{1,2}\s*</sup>|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*)\s*\S")
_LETTER = re.compile(r"[A-Z‘'“\"(]")
_STOPPED = re.compile(r"[.;:?!]['’”\")\]]*\s*$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SHORTEST_TEXT = 0.02


@dataclass
class _Builder:
    """Lines gathered so far, with the running table count."""

    page: int = 1
    lines: list[Line] = field(default_factory=list)
    table: int = 0
    row: int = -1

    def close_table(self) -> None:
        """A line outside any table ends the one being gathered."""
        if self.row >= 0:
            self.table += 1
            self.row = -1


def decode(data: bytes, name: str) -> str:
    """The text in `data`: UTF-8 (with or without its mark), UTF-16 with its mark, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    strays = len(_CONTROL.findall(text[:20000]))
    if strays > _SHORTEST_TEXT * max(len(text[:20000]), 1):
        raise UserError(
            f"{name} is not a text file.", "Choose a PDF, Word, OpenDocument, RTF, HTML or plain text document."
        )
    return _CONTROL.sub("", text)


def open_text(data: bytes, name: str) -> Document:
    """The document in a plain text or Markdown file; a form feed starts a page.

    A line marked with `#`, or a short line standing alone between blank lines without a full stop, is a heading.
    Lines with tabs or between pipes are table cells. Raises UserError for binary, empty or oversized files.
    """
    if len(data) > MAX_BYTES:
        raise UserError(f"{name} is larger than 20 MB of text.", "Save only the part you need and add that.")
    text = decode(data, name)
    if not text.strip():
        raise UserError(f"{name} has no text in it.", "Check that the right file was chosen.")
    markdown = name.lower().endswith((".md", ".markdown"))
    return text_document(text, name, "markdown" if markdown else "text", hashlib.sha256(data).hexdigest())


def text_document(text: str, name: str, kind: str, sha256: str) -> Document:
    """A document of the lines of `text`, page by page where form feeds divide it."""
    if text.count("\n") > 2 * MAX_LINES:
        raise too_long(name)
    pages = []
    builder = _Builder()
    wrapped = is_wrapped(text)
    for number, part in enumerate(text.split("\f"), start=1):
        builder.page = number
        builder.lines = []
        _read_page(unwrapped(tabbed(part.splitlines()), evenly=wrapped), builder)
        pages.append(Page(number, tuple(builder.lines)))
    title = next((line.text for page in pages for line in page.lines if line.heading == 1), None)
    return Document(name, kind, sha256, tuple(pages), title)


def is_wrapped(text: str) -> bool:
    """Whether paragraphs are broken into lines of about equal length, as old mail programs and some converters do."""
    lines = [line.rstrip() for line in text.splitlines()]
    full = [len(line) for line in lines if len(line) > 45 and "\t" not in line and not _PIPE_ROW.match(line)]
    if len(full) < 8 or max(full) > 120:
        return False
    followed = sum(bool(line and after) for line, after in pairwise(lines))
    return followed >= 0.5 * sum(map(bool, lines))


def unwrapped(raw: list[str], *, evenly: bool = True) -> list[str]:
    """The lines with each paragraph put on one; headings, list items and table rows keep their own.

    Of a text that is not broken `evenly` only a line in small letters goes on with one that no full stop ended.
    """
    full = 0.7 * max((len(line) for line in raw), default=0)
    out: list[str] = []
    room = False
    for line in raw:
        own = not line.strip() or "\t" in line or _HASHES.match(line) or _PIPE_ROW.match(line) or _marker(line)[0]
        goes_on = bool(out) and len(out[-1]) >= BROKEN and line.strip()[:1].islower() and not _STOPPED.search(out[-1])
        if out and not own and (room if evenly else goes_on and bool(out[-1].strip()) and not _fixed(out[-1])):
            out[-1] = f"{out[-1]} {line.strip()}"
        else:
            out.append(line)
        room = len(line) >= full and not _fixed(line)
    return out


def _fixed(line: str) -> bool:
    """Whether a line is a heading or a table's row by its marks."""
    return bool(_HASHES.match(line) or _PIPE_ROW.match(line)) or "\t" in line


def _read_page(raw: list[str], builder: _Builder) -> None:
    for index, line in enumerate(raw):
        if not line.strip() or _RULE.match(line):
            builder.close_table()
        elif "\t" in line.strip("\n") and not _marker(line)[0]:
            _add_cells(line.split("\t", MOST_CELLS), builder)
        elif _PIPE_ROW.match(line):
            if not _PIPE_RULE.match(line):
                _add_cells(line.strip().strip("|").split("|", MOST_CELLS), builder)
        else:
            builder.close_table()
            alone = _blank(raw, index - 1) and _blank(raw, index + 1)
            builder.lines.append(_line(line, builder.page, alone=alone))


def _blank(raw: list[str], index: int) -> bool:
    return not 0 <= index < len(raw) or not raw[index].strip()


def _add_cells(cells: Iterable[str], builder: _Builder) -> None:
    builder.row += 1
    for column, cell in enumerate(cells):
        text, bold = _plain(cell)
        if text:
            builder.lines.append(Line(text, builder.page, bold=bold, table=builder.table, cell=(builder.row, column)))


def _line(raw: str, page: int, *, alone: bool) -> Line:
    indent = float(len(raw) - len(raw.lstrip(" ")))
    hashes = _HASHES.match(raw)
    if hashes:
        text, bold = _plain(hashes[2])
        return Line(text, page, bold=bold, heading=len(hashes[1]))
    if _NOTE.match(raw):
        return Line(_plain(raw)[0], page, indent=indent, role=FOOTNOTE)
    marker, rest = _marker(raw)
    text, bold = _plain(rest)
    headed = looks_like_heading(text) if not marker else marker[:1].isdigit() and text.isupper() and len(text) > SHOUTED
    heading = ISOLATED_HEADING if alone and headed else 0
    return Line(text, page, bold=bold, indent=indent, bullet=marker, heading=heading)


def _marker(raw: str) -> tuple[str, str]:
    """The bullet or number a line starts with, and the rest; of a number behind a dash the number is kept."""
    text = raw.strip()
    sign, rest = split_sign(text)
    if not sign and _BULLET.match(text):
        sign, rest = text[0], text[1:].lstrip()
    number, after = split_number(rest)
    if is_count(number):
        return number, after
    return sign, rest


def looks_like_heading(text: str) -> bool:
    """Whether a line that stands alone reads as a heading: short, capitalised, without a closing mark."""
    if len(text) > 110 or len(text.split()) > 16 or not _LETTER.match(text):
        return False
    return text.endswith("?") or (not CLOSED.search(text) and not text.endswith("  "))


def _plain(raw: str) -> tuple[str, bool]:
    """The words without Markdown or HTML marks, and whether all of them were bold."""
    text = raw.strip()
    if "<" in text:
        bold_tag = text.lower().startswith(("<b>", "<strong>")) and text.lower().endswith(("</b>", "</strong>"))
        text = _TAG.sub(" ", _SUPERSCRIPT.sub("", text))
    else:
        bold_tag = False
    if "&" in text:
        text = html.unescape(text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    text = text.strip()
    bold = bold_tag or bool(_WHOLLY_STRONG.match(text))
    if "**" in text or "__" in text:
        text = _STRONG.sub(r"\2", text)
    return " ".join(text.split()), bold
