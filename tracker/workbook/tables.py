"""Tables on sheets that are for reading: a heading, rows of values, and states by shape, word and colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.actions.status import SHAPES, Status
from tracker.domain.plan.fields import FieldType
from tracker.domain.workbook.cells import fit
from tracker.workbook import looks

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

TONES = {
    "bad": ("FBE3E0", "8C1D18"), "warning": ("FCEFCF", "6B4A00"), "good": ("E1F1E3", "1B5E20"),
    "active": ("E2ECF7", "1D4A7F"), "done": ("D7EBE6", "0F4F45"), "neutral": ("EEF0F2", "3A444D"),
    "muted": ("EEF0F2", "5B6770"),
}  # fmt: skip
"""Ground and ink of each tone; every pair is readable (at least 4.5 to 1)."""

Value = None | str | int | float | date | Status


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading, and how wide it is in characters."""

    label: str
    width: int
    type: FieldType = FieldType.TEXT


@dataclass
class Pen:
    """Writes values into cells of one workbook. `colours` are the plan's own, by the word of the state."""

    colours: Mapping[str, str] = field(default_factory=dict)
    styles: looks.Styles = field(default_factory=looks.Styles)
    row_type: Any = field(default_factory=looks.fitted_row)

    def headings(self, ws: Worksheet, row: int, heads: Sequence[Head], *, first: int = 1) -> None:
        """Writes a row of headings."""
        for at, head in enumerate(heads, start=first):
            looks.write_text(ws.cell(row, at), head.label)
            looks.dress_header(ws.cell(row, at), side=looks.side_of(head.type))
        ws.row_dimensions[row].height = 30

    def row(
        self, ws: Worksheet, row: int, heads: Sequence[Head], values: Sequence[Value], *, band: bool = False
    ) -> None:
        """Writes one row, as tall as its words; a band is a row that heads those below it."""
        lines = 1
        for at, (head, value) in enumerate(zip(heads, values, strict=True), start=1):
            cell = ws.cell(row, at)
            lines = max(lines, self.put(cell, value, head.width))
            self.styles.dress(cell, head.type, shaded=band)
            if isinstance(value, Status):
                self.paint(cell, value)
            elif band:
                looks.embolden(cell)
        ws.row_dimensions[row] = self.row_type(ws, index=row, ht=looks.height_of(lines))

    def put(self, cell: Cell, value: Value, width: int) -> int:
        """Writes a value and tells how many lines it takes."""
        if isinstance(value, Status):
            value = f"{SHAPES[value.shape]} {value.word}"
        if isinstance(value, str):
            text = fit(value)
            if text:
                looks.write_text(cell, text)
            return looks.lines_of(text, width)
        if value is not None:
            cell.value = value
        return 1

    def paint(self, cell: Cell, status: Status) -> None:
        """Gives a state's cell its colours: the plan's own, else those of its tone."""
        own = self.colours.get(status.word, "").lstrip("#").upper()
        ground, ink = (own, ink_on(own)) if own else TONES[status.tone]
        looks.tint(cell, ground, ink)


def ink_on(ground: str) -> str:
    """Black or white (rrggbb), whichever is easier to read on a ground."""
    red, green, blue = (_linear(int(ground[at : at + 2], 16) / 255) for at in (0, 2, 4))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "000000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "FFFFFF"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
