"""The tables of a PDF as grids, page by page: letters put into the cells that rules draw, or under headings."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Final

from tracker.domain.foreign.grid import Grid, GridCell, Place
from tracker.domain.text.words import how_many, lines
from tracker.errors import UserError
from tracker.reading.files.alive import say_alive
from tracker.reading.files.pdf import opened
from tracker.reading.files.pdf_tables import Grid as Ruled
from tracker.reading.files.pdf_tables import grids
from tracker.reading.files.pdfium_lock import PDFIUM
from tracker.reading.grids.letters import Letter, Lines, letters_of
from tracker.reading.grids.unruled import Edges, unruled_table

MOST_PAGES: Final = 400
_ABOVE: Final = 3
_NEAR: Final = 90.0
"""Points over a table within which a line of text may be its title."""
Rect = tuple[float, float, float, float]


def pdf_grids(data: bytes, name: str) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The tables of a PDF in printed order, one for each page that a table stands on.

    Raises UserError where the file is damaged, protected, has too many pages for a plan, or holds pictures alone.
    """
    found: list[Grid] = []
    notes = []
    with PDFIUM, opened(data) as pdf:
        if len(pdf) > MOST_PAGES:
            raise UserError(
                f"{name} has {len(pdf):,} pages, far more than a plan",
                "save the pages of the plan as a file of their own",
            )
        reader = _Pages(pdf)
        for index in range(len(pdf)):
            found += reader.page(index, len(found))
            say_alive()
        if not reader.letters:
            raise UserError(
                f"{name} holds pictures of pages, without words",
                "use the file that it was made from, or a PDF with words",
            )
        if reader.outside:
            notes.append(f"{how_many(reader.outside, 'line')} of text outside the tables: not read.")
    return tuple(found), tuple(notes)


class _Pages:
    """Reads a document's pages in order; tables without rules may run on under the headings of the page before."""

    def __init__(self, pdf: Any) -> None:
        from pypdfium2 import raw

        self._pdf, self._raw = pdf, raw
        self._edges: Edges | None = None
        self.letters = 0
        self.outside = 0

    def page(self, index: int, before: int) -> list[Grid]:
        """The tables of one page; a page that cannot be loaded has none."""
        page = self._raw.FPDF_LoadPage(self._pdf.raw, index)
        if not page:
            return []
        try:
            size = self._raw.FPDF_GetPageWidthF(page), self._raw.FPDF_GetPageHeightF(page)
            letters = letters_of(self._raw, page, size[1])
            self.letters += len(letters)
            return self._tables(page, letters, size, (index + 1, before))
        finally:
            self._raw.FPDF_ClosePage(page)

    def _tables(
        self, page: Any, letters: Sequence[Letter], size: tuple[float, float], where: tuple[int, int]
    ) -> list[Grid]:
        """The tables of a page; `where` is its number and how many tables stand before it."""
        number, before = where
        ruled = [one for one in grids(page, *size) if len(one.xs) > 2]
        grounds = _grounds(self._raw, page, size) if ruled else []
        made = [_Cells(one) for one in ruled]
        rest = Lines()
        last: Lines = rest
        for letter in letters:
            if not letter.made:
                last = next((into for cells in made if (into := cells.at(letter)) is not None), rest)
            last.add(letter)
        free = rest.placed()
        found = []
        for place, cells in enumerate(made):
            top, floor = cells.ruled.ys[0], made[place - 1].ruled.ys[-1] if place else 0.0
            above = tuple(text for y, text in free if max(floor, top - _NEAR) < y < top)[-_ABOVE:]
            found.append(cells.grid(f"table {before + place + 1}, page {number}", number, above, grounds))
        if not any(grid.last_row > 1 for grid in found):
            table, self._edges = unruled_table(letters, self._edges, f"table {before + 1}, page {number}", number)
            return [table] if table is not None else found
        self.outside += len(free)
        return found


class _Cells:
    """One ruled table on its way to a grid: letters fall into the cell they are printed in."""

    def __init__(self, ruled: Ruled) -> None:
        self.ruled = ruled
        self._first = _joined(ruled)
        self._lines: dict[Place, Lines] = {}

    def at(self, letter: Letter) -> Lines | None:
        """The lines of the cell a letter stands in, or None outside the table."""
        cell = self.ruled.cell((letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2)
        if cell is None:
            return None
        return self._lines.setdefault(self._first[cell], Lines())

    def grid(self, name: str, page: int, above: tuple[str, ...], grounds: Sequence[tuple[Rect, str]]) -> Grid:
        """The table as a grid."""
        cells = {}
        for first in set(self._first.values()):
            box = self._box(first)
            text = lines(self._lines[first].text(box[2])) if first in self._lines else ""
            fill = _ground(box, grounds)
            if text or fill:
                cells[first[0] + 1, first[1] + 1] = GridCell(text, text, fill)
        merged = {
            (r + 1, c + 1): (first[0] + 1, first[1] + 1) for (r, c), first in self._first.items() if (r, c) != first
        }
        return Grid(name, cells, merged, page=page, above=above)

    def _box(self, first: Place) -> Rect:
        own = [place for place, one in self._first.items() if one == first]
        right, low = max(place[1] for place in own), max(place[0] for place in own)
        xs, ys = self.ruled.xs, self.ruled.ys
        return xs[first[1]], ys[first[0]], xs[right + 1], ys[low + 1]


def _joined(ruled: Ruled) -> dict[Place, Place]:
    """For each cell of the lattice the first one of the printed cell it is part of."""
    rows, columns = len(ruled.ys) - 1, len(ruled.xs) - 1
    first = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def top(place: Place) -> Place:
        while first[place] != place:
            place = first[place]
        return place

    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and ruled.is_open_right(row, column):
                _join(first, top((row, column)), top((row, column + 1)))
            if row + 1 < rows and ruled.is_open_below(row, column):
                _join(first, top((row, column)), top((row + 1, column)))
    return {place: top(place) for place in first}


def _join(first: dict[Place, Place], one: Place, other: Place) -> None:
    low, high = sorted((one, other))
    first[high] = low


def _grounds(raw: Any, page: Any, size: tuple[float, float]) -> list[tuple[Rect, str]]:
    """The filled boxes of a page in the order in which they are drawn, each with its colour."""
    edges = tuple(ctypes.c_float() for _ in range(4))
    refs = tuple(ctypes.byref(edge) for edge in edges)
    parts = tuple(ctypes.c_uint() for _ in range(4))
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    found = []
    for index in range(raw.FPDFPage_CountObjects(page)):
        shape = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(shape, *refs):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        small = min(right - left, top - bottom) < 5 or (right - left) * (top - bottom) > 0.9 * size[0] * size[1]
        if small or not raw.FPDFPath_GetDrawMode(shape, ctypes.byref(mode), ctypes.byref(stroke)) or not mode.value:
            continue
        if raw.FPDFPageObj_GetFillColor(shape, *(ctypes.byref(part) for part in parts)):
            colour = "".join(f"{min(part.value, 255):02X}" for part in parts[:3])
            found.append(((left, size[1] - top, right, size[1] - bottom), colour))
    return found


def _ground(box: Rect, grounds: Sequence[tuple[Rect, str]]) -> str:
    """The colour that is drawn last under a cell's middle; "" for none and white."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    under = [colour for (x0, y0, x1, y1), colour in grounds if x0 <= x <= x1 and y0 <= y <= y1]
    return under[-1] if under and under[-1] != "FFFFFF" else ""
