"""The letters of a PDF page with their places, and how they become lines and paragraphs again."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import Any, Final

MOST_LETTERS: Final = 100_000
_LEVEL: Final = 0.6
"""The share of a line's height by which a letter must stand lower to begin the next line."""
_ITEM = re.compile(
    r"\s*(?:[•◦▪●■◼‣·\uf0b7\uf06e➢✓*–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)"
)
_PAD: Final = 5.0


@dataclass(frozen=True, slots=True)
class Letter:
    """One character and its box in points from the page's top left; `made` for one that only parts words or lines.

    `printed` is a space that the file itself holds, and not one that stands for a gap.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    made: bool = False
    printed: bool = False


def letters_of(raw: Any, page: Any, height: float) -> list[Letter]:
    """The characters of a page in the file's order."""
    textpage = raw.FPDFText_LoadPage(page)
    if not textpage:
        return []
    edges = tuple(ctypes.c_double() for _ in range(4))
    refs = tuple(ctypes.byref(edge) for edge in edges)
    found = []
    try:
        for index in range(min(max(raw.FPDFText_CountChars(textpage), 0), MOST_LETTERS)):
            code = raw.FPDFText_GetUnicode(textpage, index)
            text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            if text in ("\x02", "\ufffe"):
                text = "-"
            if not text:
                continue
            raw.FPDFText_GetCharBox(textpage, index, *refs)
            left, right, bottom, top = (edge.value for edge in edges)
            made = text.isspace() or right <= left
            printed = text == " " and not raw.FPDFText_IsGenerated(textpage, index)
            found.append(Letter(text, left, height - top, right, height - bottom, made, printed))
    finally:
        raw.FPDFText_ClosePage(textpage)
    return found


@dataclass(slots=True)
class _Line:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    spaced: bool = False
    """Whether a space is printed at its end."""


@dataclass(slots=True)
class Lines:
    """Letters that stand together, gathered into printed lines."""

    found: list[_Line] = field(default_factory=list)
    _parted: bool = False

    def add(self, letter: Letter) -> None:
        """Takes the next letter; one much lower, higher or further left than the last begins a line."""
        if letter.made:
            self._parted = True
            if letter.printed and self.found:
                self.found[-1].spaced = True
            return
        last = self.found[-1] if self.found else None
        if last is None or self._is_off(last, letter):
            self.found.append(_Line(letter.text, letter.x0, letter.y0, letter.x1, letter.y1))
        else:
            last.text += f" {letter.text}" if self._parted and last.text else letter.text
            last.x1, last.spaced = max(last.x1, letter.x1), False
            last.y0, last.y1 = min(last.y0, letter.y0), max(last.y1, letter.y1)
        self._parted = False

    def _is_off(self, last: _Line, letter: Letter) -> bool:
        high = max(last.y1 - last.y0, letter.y1 - letter.y0, 4.0)
        lower = (letter.y0 + letter.y1) / 2 - (last.y0 + last.y1) / 2
        return abs(lower) > _LEVEL * high or (self._parted and letter.x1 < last.x0)

    def placed(self) -> list[tuple[float, str]]:
        """The lines from top to bottom, each with the place of its middle."""
        return sorted(((line.y0 + line.y1) / 2, line.text.strip()) for line in self.found if line.text.strip())

    def text(self, right: float) -> str:
        """The words as they were typed: a line that was only full goes on in the next, one that was ended does not.

        A line was ended where the next one's first word would still have found room before the right edge. Where
        the file prints a space at the end of its lines, a lone full word without one is the beginning of a longer one.
        """
        whole = ""
        before: _Line | None = None
        breaks_words = any(line.spaced for line in self.found[:-1])
        for line in self.found:
            words = line.text.strip()
            if before is None:
                whole = words
            elif _is_ended(before, line, right):
                whole += f"\n{words}"
            elif _is_hyphened(whole, words) or (breaks_words and _is_broken_off(before, words, right)):
                whole += words
            else:
                whole += f" {words}"
            before = line
        return whole


def _is_ended(before: _Line, line: _Line, right: float) -> bool:
    if _ITEM.match(line.text):
        return True
    first = line.text.split()[0] if line.text.split() else ""
    width = (line.x1 - line.x0) / max(len(line.text), 1)
    return before.x1 + width * (len(first) + 1) + _PAD < right - _PAD


def _is_hyphened(whole: str, words: str) -> bool:
    """Whether a word, or a date such as 31/03/2024, goes on in the next line."""
    if whole.endswith("-") and words[:1].isalpha():
        return whole[-2:-1].isalpha()
    return whole[-1:] in ("/", "-") and whole[-2:-1].isdigit() and words[:1].isdigit()


def _is_broken_off(before: _Line, words: str, right: float) -> bool:
    """Whether a word was wider than its cell: it alone fills the line, and no space is printed behind it."""
    alone = " " not in before.text.strip() and before.text[-1:].isalpha() and words[:1].islower()
    width = (before.x1 - before.x0) / max(len(before.text), 1)
    return alone and not before.spaced and right - before.x1 < 1.5 * _PAD + width
