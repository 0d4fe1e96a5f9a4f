"""PDF files as documents: pdfium's text page by page, with a box, font size and weight for every line.

pdfium's handles belong to one thread at a time, and to the functions here: none leaves this module.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.errors import UserError
from tracker.reading.files.pdf_lines import TextPage
from tracker.reading.files.pdf_tables import Grid, grids
from tracker.reading.files.pdfium_lock import PDFIUM
from tracker.reading.page.document import Document, Line, Page
from tracker.reading.page.order import in_order

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 1500
FRONT = 2
"""Pages from the first on that are always searched for tables."""
OPEN_TABLE = 0.75
"""A table whose last rule stands lower than this share of the page may go on over the page."""

_TABLE_WORDS = (
    "responsible body", "areas for priority", "area for priority", "areas for improvement", "area for improvement",
    "record of main findings", "integrated care board", "annex", "appendix", "table 1",
)  # fmt: skip


def open_pdf(data: bytes, name: str) -> Document:
    """The document a PDF file holds.

    Raises UserError where the file is damaged, asks for a password, has no page or too many.
    """
    from tracker.reading.page.furniture import finish
    from tracker.reading.page.margins import evened, in_columns

    with PDFIUM, opened(data) as pdf:
        reader = _Pages(pdf)
        pages = [reader.page(index) for index in range(len(pdf))]
        title = _title(pdf)
    document = finish(Document(name, "pdf", hashlib.sha256(data).hexdigest(), tuple(pages), title))
    return in_columns(evened(document))


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
    if b"/Encrypt" in data and ("assword" in fault or "ecurity" in fault):
        return UserError(
            "The PDF is protected by a password.", "Open it in a PDF viewer and save a copy without the password."
        )
    if re.search(rb"/Type\s*/Pages\b[^>]*/Count\s+0\b", data):
        return UserError("The PDF has no pages.", "Ask the sender for the file again.")
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
    """Reads a document's pages in order, and counts the tables on the way.

    Pages are opened by pdfium's own calls: the wrapper's bookkeeping costs a tenth of the reading.
    """

    def __init__(self, pdf: PdfDocument) -> None:
        from pypdfium2 import raw

        self._pdf = pdf
        self._raw = raw
        self._tables = 0
        self._open_table = False

    def page(self, index: int) -> Page:
        """One page's lines; a page pdfium cannot load comes back empty, so that the others can be read."""
        page = self._raw.FPDF_LoadPage(self._pdf.raw, index)
        if not page:
            return Page(index + 1, ())
        try:
            size = self._raw.FPDF_GetPageWidthF(page), self._raw.FPDF_GetPageHeightF(page)
            textpage = self._raw.FPDFText_LoadPage(page)
            if not textpage:
                return Page(index + 1, (), *size)
            try:
                return Page(index + 1, self._lines(page, textpage, index + 1, size), *size)
            finally:
                self._raw.FPDFText_ClosePage(textpage)
        finally:
            self._raw.FPDF_ClosePage(page)

    def _lines(self, page: Any, textpage: Any, number: int, size: tuple[float, float]) -> tuple[Line, ...]:
        reader = TextPage(textpage, number, size[1])
        ruled = grids(page, *size) if self._may_hold_table(reader.text, number) else []
        lines = reader.lines(ruled)
        if ruled:
            lines = (self._in_table(line, ruled) for line in lines)
        done = in_order(tuple(lines))
        self._tables += len(ruled)
        self._open_table = bool(ruled) and ruled[-1].ys[-1] > size[1] * OPEN_TABLE
        return done

    def _may_hold_table(self, text: str, number: int) -> bool:
        """Whether rules are worth looking for: at the front, under words that head tables, after a table's first page.

        Looking at every drawn object of every page would cost half as much again as reading its text.
        """
        if number <= FRONT or self._open_table:
            return True
        words = text.lower()
        return any(sign in words for sign in _TABLE_WORDS)

    def _in_table(self, line: Line, ruled: list[Grid]) -> Line:
        """The line with its table's number and its cell, where it stands in one."""
        if line.box is None:
            return line
        for place, grid in enumerate(ruled):
            cell = grid.cell(min(line.box.x0 + 4, line.box.x1), (line.box.y0 + line.box.y1) / 2)
            if cell:
                return replace(line, table=self._tables + place, cell=cell, rows=grid.height(*cell))
        return line
