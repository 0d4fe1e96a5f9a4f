"""Pages of a PDF as pictures, and the words under a rectangle drawn on one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tracker.domain.reading.reading import Box
from tracker.errors import UserError
from tracker.reading.files.pdfium_lock import PDFIUM

MAX_PIXELS = 60_000_000
_GRAIN = 20
_LINE_END_HYPHEN = "\x02"
"""What pdfium puts for a hyphen at the end of a line; no line end follows it in the text."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page drawn: `data` holds `height` rows of `stride` bytes, each pixel blue, green, red, alpha (BGRA).

    That is `QImage.Format_ARGB32` on every little-endian machine. `page_width` and `page_height` are in points.
    """

    number: int
    width: int
    height: int
    stride: int
    data: bytes
    page_width: float
    page_height: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page and where it stands."""

    text: str
    box: Box


@contextmanager
def _open_page(data: bytes, number: int) -> Iterator[Any]:
    """The pypdfium2 page `number` (from 1) of the PDF in `data`; closed, with its document, on leaving."""
    import pypdfium2 as pdfium

    with PDFIUM:
        document = _open(data)
        try:
            if not 1 <= number <= len(document):
                raise UserError(f"There is no page {number} in this PDF.", f"It has {len(document)} pages.")
            try:
                page = document[number - 1]
            except pdfium.PdfiumError as fault:
                raise UserError(f"Page {number} of this PDF is damaged.", "The other pages may still open.") from fault
            try:
                yield page
            finally:
                page.close()
        finally:
            document.close()


def _open(data: bytes) -> Any:
    import pypdfium2 as pdfium

    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        raise UserError(
            "This PDF cannot be opened: it is damaged or protected by a password.",
            "Ask its sender for a copy that opens without a password.",
        ) from fault


def page_count(data: bytes) -> int:
    """How many pages the PDF in `data` has."""
    with PDFIUM:
        document = _open(data)
        try:
            return len(document)
        finally:
            document.close()


def render_page(data: bytes, number: int, scale: float) -> PageImage:
    """Page `number` (from 1) drawn at `scale` pixels a point, on white, in BGRA order.

    Raises UserError for a damaged PDF, a missing page, or a picture of more than 60 million pixels.
    """
    with _open_page(data, number) as page:
        width, height = page.get_size()
        if width * height * scale * scale > MAX_PIXELS or width <= 0 or height <= 0:
            raise UserError(f"Page {number} is too large to draw at this size.", "Zoom out.")
        bitmap = page.render(scale=scale, may_draw_forms=False, force_bitmap_format=_bgra())
        try:
            pixels = bytes(ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height))
            return PageImage(number, bitmap.width, bitmap.height, bitmap.stride, pixels, width, height)
        finally:
            bitmap.close()


def picture_share(data: bytes, most: int = 5) -> float:
    """How much of its first pages a PDF covers with pictures: near 1 for a scan, near 0 for printed text."""
    shares = []
    for number in range(1, min(page_count(data), most) + 1):
        with _open_page(data, number) as page:
            width, height = page.get_size()
            areas = (_area(found) for found in _pictures(page))
            shares.append(min(sum(areas) / max(width * height, 1.0), 1.0))
    return float(sum(shares)) / max(len(shares), 1)


def _pictures(page: Any) -> Iterator[Any]:
    from pypdfium2 import raw

    yield from page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)


def _area(picture: Any) -> float:
    import pypdfium2 as pdfium

    try:
        left, bottom, right, top = picture.get_bounds()
    except pdfium.PdfiumError:
        return 0.0
    return max(float(right - left), 0.0) * max(float(top - bottom), 0.0)


def _bgra() -> int:
    from pypdfium2 import raw

    return int(raw.FPDFBitmap_BGRA)


def page_words(data: bytes, number: int) -> tuple[Word, ...]:
    """The words of page `number` in reading order, with boxes in points from the page's top left."""
    with _open_page(data, number) as page:
        textpage = page.get_textpage()
        try:
            return tuple(_words(page, textpage, number))
        finally:
            textpage.close()


def _words(page: Any, textpage: Any, number: int) -> Iterator[Word]:
    to_device = _Placer(page, number)
    letters: list[str] = []
    box: tuple[float, float, float, float] | None = None
    for index in range(textpage.count_chars()):
        letter = _letter(textpage, index)
        if letter == _LINE_END_HYPHEN:
            letters.append("-")
        if letter.isspace() or letter == _LINE_END_HYPHEN:
            if letters and box:
                yield Word("".join(letters), to_device(box))
            letters, box = [], None
        elif letter:
            letters.append(letter)
            box = _joined(box, textpage.get_charbox(index))
    if letters and box:
        yield Word("".join(letters), to_device(box))


def _letter(textpage: Any, index: int) -> str:
    """The character at `index`: a space for separators, "" for marks that are not printed."""
    from pypdfium2 import raw

    code = raw.FPDFText_GetUnicode(textpage.raw, index)
    if code in (0x02, 0xFFFE):
        return _LINE_END_HYPHEN
    if code in (0, 0xAD):
        return ""
    letter = chr(code)
    return " " if letter.isspace() or code < 0x20 else letter


def _joined(
    box: tuple[float, float, float, float] | None, new: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    if box is None:
        return new
    return min(box[0], new[0]), min(box[1], new[1]), max(box[2], new[2]), max(box[3], new[3])


class _Placer:
    """Turns boxes in the page's own coordinates into points from the top left of the page as it is shown."""

    def __init__(self, page: Any, number: int) -> None:
        self._page = page
        self._number = number
        self._width, self._height = page.get_size()

    def __call__(self, box: tuple[float, float, float, float]) -> Box:
        x0, y0 = self._place(box[0], box[3])
        x1, y1 = self._place(box[2], box[1])
        return Box(self._number, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        from pypdfium2 import raw

        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(
            self._page.raw, 0, 0, round(self._width * _GRAIN), round(self._height * _GRAIN), 0, x, y, across, down
        )
        return across.value / _GRAIN, down.value / _GRAIN


def words_in(data: bytes, number: int, rect: tuple[float, float, float, float]) -> tuple[str, tuple[Box, ...]]:
    """The words whose middles lie in `rect` (points from the top left), joined, with a box a printed line."""
    x0, y0, x1, y1 = min(rect[0], rect[2]), min(rect[1], rect[3]), max(rect[0], rect[2]), max(rect[1], rect[3])
    inside = [
        word
        for word in page_words(data, number)
        if x0 <= (word.box.x0 + word.box.x1) / 2 <= x1 and y0 <= (word.box.y0 + word.box.y1) / 2 <= y1
    ]
    return _joined_words(inside), tuple(_line_boxes(inside))


def _joined_words(words: list[Word]) -> str:
    """The words with spaces between, but none after a hyphen at a line's end."""
    text = ""
    last: Word | None = None
    for word in words:
        broken = last is not None and last.text.endswith("-") and word.box.y0 > last.box.y1 - 1
        text += word.text if last is None or broken else f" {word.text}"
        last = word
    return text


def _line_boxes(words: list[Word]) -> Iterator[Box]:
    current: Box | None = None
    for word in words:
        box = word.box
        if current is not None and box.y0 < (current.y0 + current.y1) / 2 < box.y1 and box.x0 >= current.x0:
            current = Box(
                box.page, current.x0, min(current.y0, box.y0), max(current.x1, box.x1), max(current.y1, box.y1)
            )
        else:
            if current is not None:
                yield current
            current = box
    if current is not None:
        yield current
