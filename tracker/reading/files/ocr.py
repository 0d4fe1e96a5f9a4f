"""Scanned pages become words through the tesseract program, where it is installed.

Tesseract is a program of its own, called once a page; nothing of it is part of this package.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby

from tracker.domain.reading.reading import Box
from tracker.errors import UserError
from tracker.reading.files.alive import say_alive
from tracker.reading.files.gather import BULLETS, typed_marker
from tracker.reading.files.render import page_count, picture_share, render_page
from tracker.reading.page.document import Document, Line, Page

SCALE = 200 / 72
"""Pages are drawn at 200 dots an inch: below that letters run together, above it little is gained."""
SCANNED = 0.3
"""A scan covers its pages with pictures; a printed page without words has at most a logo."""
SECONDS_A_PAGE = 60.0
MAX_PAGES = 200
STRAY = 1
"""A line of so few characters, but for a page's number, is a speck or a lone bullet taken for a letter."""
SUREST = 30.0
"""Words the program is less sure of than this (of 100) are stains and lines."""

MOST_APART = 40.0
"""Points between a number and its item's words at most."""
_LONE_NUMBER = re.compile(r"\(?(\d{1,2})[.,:;)]")
_COLUMNS = 12
_LIKE_BULLETS = "emnoaH"


def available() -> str | None:
    """The path of the tesseract program, or None."""
    return shutil.which("tesseract")


def ocr_document(data: bytes, name: str) -> Document:
    """The document that tesseract reads from the page images of the PDF in `data`, with boxes for every line.

    Raises UserError where the pages are no scans, the program is missing or fails, or there are more than 200 pages.
    """
    program = available()
    if program is None:
        raise UserError(
            f"{name} holds pictures of pages and no text.",
            "Ask its sender for the original file, or install Tesseract OCR and add it again.",
        )
    if picture_share(data) < SCANNED:
        raise UserError(
            f"{name} has no words that can be read, and its pages are not scans: it may be damaged.",
            "Open it in a PDF viewer: if it shows words, print it to a new PDF and add that.",
        )
    count = page_count(data)
    if count > MAX_PAGES:
        raise UserError(f"{name} has {count:,} scanned pages; up to {MAX_PAGES} are read.", "Save the part you need.")
    pages = tuple(_pages(program, data, name, count))
    if not any(page.lines for page in pages):
        raise UserError(f"No words were found on the pages of {name}.", "Ask its sender for the original file.")
    return Document(name, "pdf", hashlib.sha256(data).hexdigest(), pages)


def _pages(program: str, data: bytes, name: str, count: int) -> Iterator[Page]:
    """The pages in order, a process for each, as many at once as there are processors."""
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 8)) as pool:
        waiting = [pool.submit(_page, program, data, number, name) for number in range(1, count + 1)]
        try:
            for page in waiting:
                yield page.result()
                say_alive()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _page(program: str, data: bytes, number: int, name: str) -> Page:
    image = render_page(data, number, SCALE)
    bitmap = _pnm(image.data, image.width, image.height, image.stride)
    table = _run(program, bitmap, name)
    return Page(number, tuple(_lines(table, number)), image.page_width, image.page_height)


def _pnm(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """The picture in grey as a PNM file, which needs no library: green stands for brightness."""
    rows = (pixels[row * stride + 1 : row * stride + width * 4 : 4] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + b"".join(rows)


def _run(program: str, bitmap: bytes, name: str) -> str:
    try:
        ran = subprocess.run(  # noqa: S603 - the program found on the path, fed by a pipe
            [program, "stdin", "stdout", "--dpi", "200", "-l", "eng", "tsv"],
            input=bitmap,
            capture_output=True,
            timeout=SECONDS_A_PAGE,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError) as fault:
        raise UserError(
            f"The pages of {name} could not be read by Tesseract OCR.",
            "Check that it runs and has English installed, or ask the sender for the original file.",
        ) from fault
    return ran.stdout.decode("utf-8", errors="replace")


def _lines(table: str, number: int) -> list[Line]:
    """The lines of a page from tesseract's table: level, page, block, paragraph, line, word, box, sureness, text."""
    words = [row for row in (line.split("\t") for line in table.splitlines()[1:]) if _is_word(row)]
    made = (_line(list(found), number) for _, found in groupby(words, key=_line_of))
    return _with_numbers([line for line in made if line is not None])


def _with_numbers(lines: list[Line]) -> list[Line]:
    """The lines, those that are a number alone put before the words on their level, from which a tilt parted them."""
    numbers = {place: number for place, line in enumerate(lines) if (number := _lone_number(line))}
    done = dict(enumerate(lines))
    for place, number in numbers.items():
        level = [other for other in done if other not in numbers and _right_of(lines[place], lines[other])]
        nearest = min(level, key=lambda other: _height_apart(lines[place], lines[other]), default=None)
        if nearest is not None and not done[nearest].bullet:
            done[nearest] = replace(done[nearest], bullet=number)
            del done[place]
    return list(done.values())


def _lone_number(line: Line) -> str:
    found = _LONE_NUMBER.fullmatch(line.text) if not line.bullet else None
    return f"{found.group(1)}." if found else ""


def _right_of(number: Line, line: Line) -> bool:
    """Whether words start a little right of a number, on its level."""
    if number.box is None or line.box is None:
        return False
    return 0 < line.box.x0 - number.box.x1 < MOST_APART and _height_apart(number, line) < 0.6 * max(line.size, 8)


def _height_apart(number: Line, line: Line) -> float:
    return abs(number.box.y0 + number.box.y1 - line.box.y0 - line.box.y1) / 2 if number.box and line.box else 0.0


def _line(row: list[list[str]], number: int) -> Line | None:
    misread = _is_misread_bullet(row)
    sure = [word for word in row[misread:] if float(word[10]) >= SUREST]
    if not sure or (len(_text(sure)) <= STRAY and not _text(sure).isdigit()):
        return None
    bullet, text = (BULLETS[0], _text(sure)) if misread else typed_marker(_text(sure))
    inked = row[:misread] + sure
    left, top = min(int(word[6]) for word in inked), min(int(word[7]) for word in sure)
    right = max(int(word[6]) + int(word[8]) for word in sure)
    bottom = max(int(word[7]) + int(word[9]) for word in sure)
    box = Box(number, *(round(edge / SCALE, 1) for edge in (left, top, right, bottom)))
    return Line(
        text,
        number,
        box,
        round((bottom - top) / SCALE * 0.8, 1),
        indent=round(int(sure[0][6]) / SCALE, 1),
        bullet=bullet,
    )


def _text(words: list[list[str]]) -> str:
    """The words; an upright stroke that stands alone among them is the letter I."""
    return " ".join("I" if (word := row[11].strip()) == "|" else word for row in words)


def _is_word(row: list[str]) -> bool:
    return len(row) == _COLUMNS and row[0] == "5" and bool(row[11].strip())


def _is_misread_bullet(row: list[list[str]]) -> bool:
    """Whether a line's first word is a bullet taken for a letter or sign: one or two, set well apart."""
    if len(row) < 2:
        return False
    sign = row[0][11].strip()
    gap = int(row[1][6]) - int(row[0][6]) - int(row[0][8])
    odd = not sign.isalnum() or sign in _LIKE_BULLETS or float(row[0][10]) < SUREST
    return len(sign) <= 2 and odd and gap > 0.7 * int(row[1][9])


def _line_of(row: list[str]) -> tuple[str, ...]:
    return tuple(row[2:5])
