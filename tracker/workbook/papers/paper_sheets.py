"""A paper as a workbook for reading: each section a sheet of its words and tables, days as real days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.board.board import BoardData
from tracker.domain.dates.dates import MONTHS
from tracker.domain.workbook.cells import clean
from tracker.workbook import looks
from tracker.workbook.files import save

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_DAY = re.compile(r"(\d{1,2}) (\w{3}) (\d{4})")
_NOT_IN_A_NAME = re.compile(r"[\\/*?:\[\]]")
LONGEST_NAME, LONGEST_TEXT, WIDEST = 31, 32_000, 60
POINTS_A_CHARACTER = 5.5


class PaperSheets:
    """A workbook in the making, which a paper's sections fill as they fill a PDF."""

    def __init__(self, data: BoardData, palette: Any) -> None:
        from openpyxl import Workbook

        self.palette = palette
        self.data = data
        self.workbook = Workbook()
        looks.use_font(self.workbook)
        self._sheet: Worksheet = self.workbook.active
        self._sheet.title = "Cover"
        self._row = 0

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading; one of the second level begins a sheet."""
        if level == 2:
            self._sheet = self.workbook.create_sheet(self._name(text))
            self._row = 0
        self._line(text, bold=True)

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph, in a row of its own."""
        self._line(_plain(words))

    def items(self, lines: Sequence[str]) -> None:
        """A list, a row an item."""
        for line in lines:
            self._line(_plain(line))

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Any]) -> None:
        """A table; a row that runs across another stands in the second column."""
        if heads:
            self._write(heads, bold=True)
        for row in rows:
            words = [_plain("\n".join(cell.paragraphs)) for cell in row.cells]
            self._write(words if len(words) > 1 or len(widths) == 1 else ["", *words])
        for place, width in enumerate(widths, start=1):
            column = self._sheet.column_dimensions[self._sheet.cell(1, place).column_letter]
            column.width = max(column.width or 0, min(WIDEST, width / POINTS_A_CHARACTER))
        self._row += 1

    def picture(self, chart: Any) -> None:
        """A chart's numbers as a table."""
        self._line(chart.title, bold=True)
        self._write(chart.heads, bold=True)
        for row in chart.rows:
            self._write(row)
        self._row += 1

    def contents(self) -> None:
        """Nothing: the sheets are the contents."""

    def page_break(self) -> None:
        """Nothing: a sheet has no pages."""

    def save(self, path: Path) -> None:
        """Writes the workbook whole. Raises UserError where it cannot be written."""
        title = self.data.title
        if title.logo:
            looks.place_picture(self.workbook.worksheets[0], title.logo, "H1")
        for ws in self.workbook.worksheets:
            looks.set_up_page(ws, title=title.plan, left=title.marking, right=f"{title.day}, {title.seal}")
        self.workbook.properties.title = clean(title.plan)
        save(self.workbook, path)

    def _name(self, text: str) -> str:
        """A sheet's name that the workbook has not yet."""
        name = _NOT_IN_A_NAME.sub("", text)[:LONGEST_NAME]
        taken = self.workbook.sheetnames
        return name if name not in taken else f"{name[: LONGEST_NAME - 3]} {len(taken)}"

    def _line(self, words: str, *, bold: bool = False) -> None:
        self._write([words], bold=bold)

    def _write(self, values: Sequence[str], *, bold: bool = False) -> None:
        """One row; a text that no cell can hold whole goes on in the rows below."""
        from openpyxl.styles import Alignment, Font

        parts = [[text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)] for text in values]
        for number in range(max(1, *(len(part) for part in parts))):
            self._row += 1
            for place, part in enumerate(parts, start=1):
                if number < len(part):
                    cell = self._sheet.cell(self._row, place)
                    _put(cell, part[number])
                    cell.alignment = Alignment(wrap_text=len(values) > 1, vertical="top")
                    if bold:
                        cell.font = Font(bold=True)


def _put(cell: Cell, text: str) -> None:
    """A day as a day, a whole number as a number, anything else as words."""
    day = _DAY.fullmatch(text)
    if day and day[2] in MONTHS:
        cell.value = date(int(day[3]), MONTHS.index(day[2]) + 1, int(day[1]))
        cell.number_format = "d mmm yyyy"
    elif text.isascii() and text.isdigit() and len(text) < 10:
        cell.value = int(text)
    else:
        looks.write_text(cell, clean(text))


def _plain(words: str) -> str:
    """Markup as a cell shows it."""
    return unescape(re.sub(r"<[^>]*>", "", words.replace("<br/>", "\n"))).replace("\u00a0", " ").strip()
