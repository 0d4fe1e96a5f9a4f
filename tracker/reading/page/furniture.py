"""What stands on a page beside its own words: running heads, page numbers, footnotes; and what the words are.

A PDF says only where words stand and how large they are. From that this module gives every line its role, its
marker and its heading level.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from tracker.reading.page.document import CONTENTS, FOOTNOTE, FURNITURE, Document, Line, Page
from tracker.reading.page.marks import is_dash, is_sign, number_of, split_number, split_sign

MARGIN = 0.12
"""The share of a page's height at its top and foot where running heads and page numbers stand."""

_DEAR = re.compile(r"(?i)dear\s+\w")
_CONTACT = re.compile(r"(?i)\bwww\.|\S@\S|\b(?:t|tel|telephone|textphone|fax|phone)\b\W*\+?0?\d[\d ()]{6,}")
_LETTER_DATE = re.compile(r"(?i)\W*(?:date\W+)?(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? 20\d\d\W*")
_NOTE_MARK = re.compile(r"\s*\d{1,2}\s*")
_PAGE_NUMBER = re.compile(r"(?i)(page\s*)?[-–]?\s*\d{1,3}\s*[-–]?(\s*(of|/)\s*\d{1,3})?")
_NOTE_START = re.compile(r"\d{1,2}(\s+\S|$)|[*†]")
_SUPERSCRIPT = re.compile(r"(?<=[^\W\d_]|[’'”\".,;:?!)])[\u00b9\u00b2\u00b3\u2070-\u2079]+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACE = re.compile("[\\s\x00-\x1f\u00a0\u200b\ufffe\ufeff]+")


def finish(document: Document) -> Document:
    """The document with roles, markers and heading levels on its lines."""
    size = body_size(document)
    heads = _running_heads(document)
    pages = []
    last_number = 0
    for page in document.pages:
        roles = _roles(page, heads, size)
        lines = [
            _remade(line, _clean(line.text), line.bullet, role) for line, role in zip(page.lines, roles, strict=True)
        ]
        done: list[Line] = []
        for line in _joined_signs([line for line in lines if line.text]):
            marked, last_number = _marked(line, done[-1] if done else None, last_number)
            done.append(marked)
        pages.append(Page(page.number, tuple(_with_heading(line, size) for line in done), page.width, page.height))
    return replace(document, pages=tuple(pages))


def _remade(line: Line, text: str, bullet: str, role: str, heading: int = 0) -> Line:
    """The line with other words: what `dataclasses.replace` does, at a fifth of its cost."""
    return Line(
        text, line.page, line.box, line.size, line.bold, line.indent, bullet, heading, line.table, line.cell, role,
        line.rows, line.moved,
    )  # fmt: skip


def body_size(document: Document) -> float:
    """The font size most of the document's characters are printed in."""
    sizes: Counter[float] = Counter()
    for line in document.lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _clean(text: str) -> str:
    """The text in single spaces; a hyphen that ends a line stays as a plain hyphen at its end."""
    if "\u00ad" in text:
        text = text.replace("\u00ad", "")
    if not text.isascii():
        text = _SUPERSCRIPT.sub("", text).translate(_LIGATURES)
    if text.endswith(("\ufffe", "\x02")):
        text = text[:-1].rstrip("-") + "-"
    text = " ".join(text.split())
    return text if text.isprintable() else _SPACE.sub(" ", text).strip()


def _in_margin(line: Line, page: Page) -> bool:
    return line.box is not None and (line.box.y1 < page.height * MARGIN or line.box.y0 > page.height * (1 - MARGIN))


def _fold(text: str) -> str:
    return re.sub(r"\d+", "#", _SPACE.sub(" ", text).strip().casefold())


def _running_heads(document: Document) -> set[tuple[str, int]]:
    """Folded texts, with their place on the page to 20 points, that stand in the margin of several pages."""
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for page in document.pages:
        for line in page.lines:
            if line.box and _in_margin(line, page):
                seen[_place(line)].add(page.number)
    enough = 2 if len(document.pages) < 8 else 3
    return {key for key, pages in seen.items() if len(pages) >= enough}


def _place(line: Line) -> tuple[str, int]:
    return _fold(line.text), round(line.box.y0 / 20) if line.box else 0


def _roles(page: Page, heads: set[tuple[str, int]], size: float) -> list[str]:
    """The role of each of the page's lines."""
    roles = [FURNITURE if _is_furniture(line, page, heads) else "" for line in page.lines]
    for index in letterhead(page.lines, size):
        roles[index] = FURNITURE
    for index in _contents(page.lines, roles):
        roles[index] = CONTENTS
    for index in _footnotes(page, roles, size):
        roles[index] = FOOTNOTE
    for index, line in enumerate(page.lines):
        if not roles[index] and 0 < line.size < 0.85 * size and _NOTE_MARK.fullmatch(line.text):
            roles[index] = FOOTNOTE
    return roles


def typed_letter(document: Document) -> Document:
    """A document without places on its pages, the sender above a letter's date marked as furniture."""
    if not document.pages:
        return document
    first = document.pages[0]
    sender = letterhead(first.lines)
    lines = tuple(replace(line, role=FURNITURE) if i in sender else line for i, line in enumerate(first.lines))
    return replace(document, pages=(replace(first, lines=lines), *document.pages[1:])) if sender else document


def letterhead(lines: tuple[Line, ...], size: float = 0.0) -> set[int]:
    """The places of a letter's sender: small print above its "Dear ...", and all above its date where that holds
    the sender's telephone or web address.
    """
    dear = next((i for i, line in enumerate(lines[:60]) if _DEAR.match(line.text)), None)
    if dear is None or not any(_CONTACT.search(line.text) for line in lines[:dear]):
        return set()
    date = next((i for i, line in enumerate(lines[:dear]) if _LETTER_DATE.fullmatch(line.text.strip())), 0)
    if not any(_CONTACT.search(line.text) for line in lines[:date]):
        date = 0
    return {i for i, line in enumerate(lines[:dear]) if i < date or 0 < line.size < size - 1.4}


def _contents(lines: tuple[Line, ...], roles: list[str]) -> set[int]:
    """The places of the lines of a table of contents, its heading among them."""
    start = next(
        (i for i, line in enumerate(lines) if line.text.strip().casefold() in ("contents", "table of contents")), None
    )
    if start is None:
        return set()
    entries = [i for i in range(start, len(lines)) if not roles[i]]
    numbered = [i for i in entries if re.search(r"(?:^|[\s.…])\d{1,3}\s*$", lines[i].text)]
    return {i for i in entries if i <= numbered[-1]} if len(numbered) >= 3 else set()


def _is_furniture(line: Line, page: Page, heads: set[tuple[str, int]]) -> bool:
    if not _in_margin(line, page):
        return False
    fold, place = _place(line)
    if _PAGE_NUMBER.fullmatch(line.text.strip()):
        return True
    near = {(fold, place), (fold, place - 1), (fold, place + 1)}
    return bool(near & heads) and (len(fold) > 2 or fold == "#")


def _footnotes(page: Page, roles: list[str], size: float) -> list[int]:
    """The places of the small lines at the page's foot, from the first one that starts with a note's number."""
    small, floor = [], 0.0
    for index, line in enumerate(page.lines):
        if roles[index] or line.box is None or line.text.isspace():
            continue
        if 0 < line.size < size - 0.9 and line.box.y0 > page.height * 0.3:
            small.append(index)
        else:
            floor = max(floor, line.box.y0)
    below = [index for index in small if _top(page.lines[index]) > floor]
    begins = [
        page.lines[index]
        for index in below
        if _NOTE_START.match(page.lines[index].text.strip()) or page.lines[index].bullet
    ]
    rows = any(_has_beside(line, page.lines[index]) for line in begins for index in below)
    starts = [] if rows else [_top(line) for line in begins]
    return [index for index in below if starts and _top(page.lines[index]) >= min(starts) - 2]


def _has_beside(line: Line, other: Line) -> bool:
    """Whether another line stands on the level of a line, as the cells of a table do and notes do not."""
    if line is other or line.box is None or other.box is None or min(len(line.text), len(other.text)) < 3:
        return False
    return abs(line.box.y0 - other.box.y0) < 0.4 * line.size and abs(line.box.x0 - other.box.x0) > 60


def _top(line: Line) -> float:
    return line.box.y0 if line.box else 0.0


def _joined_signs(lines: list[Line]) -> list[Line]:
    """The lines with a bullet that stands in a line of its own put before the words beside it."""
    done: list[Line] = []
    for line in lines:
        before = done[-1] if done else None
        if before and not before.role and len(before.text) <= 2 and not before.bullet and _lone_sign(before, line):
            done[-1] = _remade(line, line.text, before.text, line.role)
        else:
            done.append(line)
    return done


def _lone_sign(sign: Line, line: Line) -> bool:
    return split_sign(sign.text + " x")[1] == "x" and _beside(sign, line)


def _beside(first: Line, second: Line) -> bool:
    if first.box is None or second.box is None:
        return True
    return first.box.y0 < second.box.y1 and second.box.y0 < first.box.y1 and first.box.x0 < second.box.x0


def _marked(line: Line, before: Line | None, last_number: int) -> tuple[Line, int]:
    """The line with its marker taken off, and the paragraph number reached."""
    if line.role:
        return line, last_number
    if line.bullet or (line.text[:1].isalpha() and line.text[1:2] not in " .)"):
        return line, number_of(line.bullet) or last_number
    marker, rest = split_sign(line.text)
    if marker and rest and not (is_dash(marker) and _runs_on(line, before)):
        return _remade(line, rest, marker, ""), last_number
    if marker and not rest:
        return _remade(line, "", marker, ""), last_number
    marker, rest = split_number(line.text)
    number = number_of(marker)
    if marker and not _runs_on(line, before) and (number is None or _counts_on(number, last_number)):
        return _remade(line, rest, marker, ""), last_number if number is None else number
    return line, last_number


def _counts_on(number: int, last: int) -> bool:
    return number == 1 or last < number <= last + 3


def _runs_on(line: Line, before: Line | None) -> bool:
    """Whether the line is the next line of the words before it, so that a dash or number at its start is text."""
    if before is None or before.box is None or line.box is None or before.role:
        return False
    close = line.box.y0 - before.box.y1 < 0.6 * max(line.size, 6) and line.box.y0 > before.box.y0
    return close and abs(line.box.x0 - before.indent) < 6 and not before.text.endswith((".", ":", ";"))


def _with_heading(line: Line, size: float) -> Line:
    """The line with its heading level: larger than the running text, or bold and short; a bullet in bold is none."""
    if line.role or not line.text or len(line.text) > 160:
        return line
    bold = line.bold and not is_sign(line.bullet)
    level = 1 if line.size >= size + 5 else 2 if line.size >= size + 1.4 else 3 if bold else 0
    return _remade(line, line.text, line.bullet, line.role, level) if level else line
