"""Rich text files (RTF) become documents: paragraphs, weight, list marks and table cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tracker.errors import UserError
from tracker.reading.files.gather import BULLETS, Gatherer, names, typed_marker
from tracker.reading.page.document import Document

MAX_BYTES = 30 * 1024 * 1024
DEEPEST = 500

_TOKEN = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_UNSEEN = names(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf"
    " footnote themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator"
    " xmlnstbl fldinst mmathpr pgptbl annotation atnid atnauthor operator filetbl revtbl template bkmkstart"
    " bkmkend shppict nonshppict sp shpinst background do"
)
_MARKS = {
    "tab": "\t", "line": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SIGNS = {"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "", "\r": ""}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group sets for the text inside it."""

    seen: bool = True
    bold: bool = False
    raised: bool = False
    size: float = 12.0
    level: int = 0
    skip: int = 1


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    size: float = 0.0
    in_table: bool = False
    heading: int = 0
    level: int = 0


def open_rtf(data: bytes, name: str) -> Document:
    """The document in a rich text file; raises UserError where the file is not one or holds no text."""
    if not data.lstrip()[:5].startswith(b"{\\rtf"):
        raise UserError(
            f"{name} is not a rich text file, whatever its name says.",
            "Choose a PDF, Word, OpenDocument, RTF, HTML or plain text document.",
        )
    if len(data) > MAX_BYTES:
        raise UserError(f"{name} is larger than 30 MB.", "Save it without its pictures and add that.")
    reader = _Reader(Gatherer(name), name)
    reader.read(data.decode("latin-1"))
    return reader.lines.document("rtf", data)


class _Reader:
    """Goes through the file's tokens once."""

    def __init__(self, lines: Gatherer, name: str) -> None:
        self.lines = lines
        self._name = name
        self._stack: list[_State] = []
        self._state = _State()
        self._paragraph = _Paragraph()
        self._code = "cp1252"
        self._to_skip = 0
        self._table: int | None = None
        self._cell = (0, 0)
        self._high = 0

    def read(self, text: str) -> None:
        """All paragraphs of the file."""
        for token in _TOKEN.finditer(text):
            byte, word, value, sign, brace, plain = token.groups()
            if brace:
                self._brace(brace)
            elif byte:
                self._add(bytes([int(byte, 16)]).decode(self._code, errors="replace"), one=True)
            elif word:
                self._word(word, int(value) if value else None)
            elif sign:
                self._sign(sign)
            elif plain:
                self._add(plain)
        self._end_paragraph()

    def _brace(self, brace: str) -> None:
        if brace == "{":
            if len(self._stack) >= DEEPEST:
                raise UserError(f"{self._name} is damaged: its parts are nested too deeply.", "Save it again as PDF.")
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._state = replace(self._state, seen=False)
        else:
            self._add(_SIGNS.get(sign, ""))

    def _word(self, word: str, value: int | None) -> None:
        if word in _UNSEEN:
            self._state = replace(self._state, seen=False)
        elif word == "u" and value is not None:
            self._unicode(value & 0xFFFF)
        elif word in _MARKS:
            self._add(_MARKS[word])
        elif word in ("par", "sect", "page", "cell", "nestcell", "row", "nestrow"):
            self._mark(word)
        elif word in ("pard", "intbl", "outlinelevel", "ilvl"):
            self._of_paragraph(word, value)
        else:
            self._look(word, value)

    def _look(self, word: str, value: int | None) -> None:
        state = self._state
        if word == "b":
            self._state = replace(state, bold=value != 0)
        elif word == "fs" and value:
            self._state = replace(state, size=value / 2)
        elif word == "super":
            self._state = replace(state, raised=value != 0)
        elif word == "nosupersub":
            self._state = replace(state, raised=False)
        elif word == "plain":
            self._state = replace(state, bold=False, raised=False, size=12.0)
        elif word == "uc" and value is not None:
            self._state = replace(state, skip=min(max(value, 0), 10))
        elif word == "ansicpg" and value:
            self._code = _known(f"cp{value}")
        elif word == "mac":
            self._code = "mac_roman"

    def _of_paragraph(self, word: str, value: int | None) -> None:
        if word == "pard":
            self._paragraph.in_table = False
            self._paragraph.heading = self._paragraph.level = 0
        elif word == "ilvl":
            self._paragraph.level = value or 0
        elif word == "intbl":
            self._paragraph.in_table = True
        elif value is not None and 0 <= value < 6:
            self._paragraph.heading = value + 1

    def _unicode(self, code: int) -> None:
        self._to_skip = 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
            self._to_skip = self._state.skip
            return
        if 0xDC00 <= code < 0xE000:
            code, self._high = (0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)) if self._high else 0xFFFD, 0
        if 0xF000 <= code <= 0xF0FF:
            code = 0x2022
        self._add(chr(code))
        self._to_skip = self._state.skip

    def _add(self, text: str, *, one: bool = False) -> None:
        if self._to_skip:
            skipped = 1 if one else min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        state = self._state
        if not text or not state.seen or (state.raised and text.strip().isdigit()):
            return
        paragraph = self._paragraph
        paragraph.pieces.append(text)
        letters = len(text.strip())
        if letters:
            paragraph.size = paragraph.size or state.size
        if state.bold:
            paragraph.bold += letters
        else:
            paragraph.plain += letters

    def _mark(self, word: str) -> None:
        if not self._state.seen:
            return
        self._end_paragraph()
        row, column = self._cell
        if word in ("cell", "nestcell"):
            self._cell = (row, column + 1)
        elif word in ("row", "nestrow"):
            self._cell = (row + 1, 0)
        elif word == "page":
            self.lines.page += 1

    def _end_paragraph(self) -> None:
        paragraph = self._paragraph
        self._paragraph = _Paragraph(in_table=paragraph.in_table, heading=paragraph.heading)
        bullet, text = typed_marker(" ".join("".join(paragraph.pieces).split()))
        if paragraph.level and bullet and not bullet.strip("().").isdigit():
            bullet = BULLETS[1]
        if paragraph.in_table and self._table is None:
            self._table, self._cell = self.lines.new_table(), (0, 0)
        elif not paragraph.in_table and text.strip():
            self._table = None
        self.lines.add(
            text,
            bullet=bullet,
            heading=paragraph.heading,
            bold=paragraph.bold > paragraph.plain,
            size=paragraph.size,
            table=self._table,
            cell=self._cell if self._table is not None else None,
        )


def _known(code: str) -> str:
    try:
        "".encode(code)
    except LookupError:
        return "cp1252"
    return code
