"""How the workbooks look: one font, few colours, and styles made once a workbook and shared by its cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

from tracker.domain.plan.fields import FieldType

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT, SIZE = "Arial", 10
INK, PAPER, NAVY, SLATE, LINE, SHADE, GREEN = "1F2933", "FFFFFF", "1F3A5F", "5B6770", "C9D0D6", "EEF0F2", "1B5E4B"
DATE_FORMAT = "dd mmm yyyy"
WORDS_TO_DIGITS = 1.1
"""Letters that stand where one digit does."""
LONG = 2000
"""Characters beyond which lines are estimated and not counted."""
LINE_HEIGHT, PADDING, TALLEST = 12.8, 4.0, 400.0
"""Points; a row can be 409 points tall at most."""
LOGO = (170.0, 56.0)
"""The most room of a logo, in pixels."""
MOST_LINES = ceil(TALLEST / LINE_HEIGHT)
"""Lines beyond which a row grows no taller."""
ALARM_INK, ALARM_FILL = "8C1D18", "FBE3E0"
AMBER_INK, AMBER_FILL = "6B4A00", "FCEFCF"
GOOD_INK, GOOD_FILL = "1B5E20", "E1F1E3"
OUR_FILLS = frozenset({SHADE, NAVY, SLATE, GREEN, ALARM_FILL, AMBER_FILL, GOOD_FILL})
"""The grounds that cells have when they go out."""
_ESCAPABLE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
FORMULA_STARTS = ("=", "+", "-", "@", "\t")


@dataclass
class Styles:
    """The styles of one workbook, each made on a cell of its own kind once and then shared."""

    known: dict[tuple[FieldType, bool, bool], Any] = field(default_factory=dict)
    numbers: dict[tuple[FieldType, bool, bool, bool], int] = field(default_factory=dict)
    """The place of each style in the workbook's list, for cells that are written without being kept."""

    def dress(self, cell: Cell, type_: FieldType, *, shaded: bool) -> None:
        """Gives a body cell its font, alignment, line and format; text that looks like a formula is marked as text."""
        quoted = isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS)
        key = (type_, shaded, quoted)
        if key not in self.known:
            _part(cell)
            _dress_body(cell, type_, shaded=shaded, quoted=quoted)
            self.known[key] = cell._style
        else:
            cell._style = self.known[key]

    def number_of(self, ws: Worksheet, type_: FieldType, *, shaded: bool, quoted: bool, unlocked: bool) -> int:
        """The place of a body cell's style in the workbook's list of styles."""
        key = (type_, shaded, quoted, unlocked)
        if key not in self.numbers:
            from openpyxl.cell import Cell

            cell = Cell(ws, row=1, column=1)
            _dress_body(cell, type_, shaded=shaded, quoted=quoted)
            if unlocked:
                unlock(cell)
            self.numbers[key] = cell.style_id
        return self.numbers[key]


def _dress_body(cell: Cell, type_: FieldType, *, shaded: bool, quoted: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = side_of(type_)
    cell.font = Font(name=FONT, size=SIZE, color=INK)
    indent = 1 if side == "right" else 0
    wrap = type_ is not FieldType.DATE and side == "left"
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=wrap, indent=indent)
    line = Side(style="thin", color=LINE)
    cell.border = Border(bottom=line, right=line)
    if shaded:
        cell.fill = PatternFill("solid", fgColor=SHADE)
    cell.number_format = format_of(type_)
    cell.quotePrefix = quoted


def side_of(type_: FieldType) -> str:
    """Where a field's cells are aligned: numbers right, all else left."""
    return "right" if type_ in (FieldType.WHOLE, FieldType.NUMBER) else "left"


def format_of(type_: FieldType) -> str:
    """The number format of a field's cells: dates as `12 Mar 2026`, words as text."""
    if type_ is FieldType.DATE:
        return DATE_FORMAT
    return "General" if type_ in (FieldType.WHOLE, FieldType.NUMBER) else "@"


def write_text(cell: Cell, text: str) -> None:
    """Puts words, already cleaned, into a cell so that they stay words, even where they start like a formula.

    The value is put past openpyxl's own setter, which would look for formulas, errors and dates in them.
    """
    cell._value = escaped(text)
    cell.data_type = "s"


def escaped(text: str) -> str:
    """The words as a workbook keeps them: one that looks like an escaped character has its underscore escaped."""
    return _ESCAPABLE.sub("_x005F_", text) if "_x" in text else text


def unescaped(text: str) -> str:
    """The words behind what a workbook keeps; a carriage return that a program escaped goes."""
    return _ESCAPED.sub(_unescape, text) if "_x" in text else text


def _unescape(found: re.Match[str]) -> str:
    return {"005F": "_", "000D": ""}.get(found[1].upper(), found[0])


def dress_header(cell: Cell, colour: str = NAVY, *, side: str = "left") -> None:
    """A heading: white and bold on a dark ground, wrapped, at the side where the words or numbers below it stand."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name=FONT, size=SIZE, bold=True, color=PAPER)
    cell.fill = PatternFill("solid", fgColor=colour)
    indent = 1 if side == "right" else 0
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, indent=indent)
    cell.border = Border(right=Side(style="thin", color=PAPER))


def dress_words(cell: Cell, *, size: int = SIZE, bold: bool = False, colour: str = INK, wrap: bool = True) -> None:
    """Running words on a sheet that is for reading."""
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name=FONT, size=size, bold=bold, color=colour)
    cell.alignment = Alignment(horizontal="left", vertical="center" if not wrap else "top", wrap_text=wrap)


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of this many characters."""
    if len(text) <= width and "\n" not in text:
        return 1
    room = width * WORDS_TO_DIGITS
    if len(text) > LONG:
        return sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    """How many lines whole words make; a word that is wider than the column is broken."""
    lines, used = 1, 0.0
    for word in line.split(" "):
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0.0
        lines += int(len(word) // room)
        used += len(word) % room + (1 if used else 0)
    return lines


def height_of(lines: int) -> float:
    """How tall a row of so many lines is, in points."""
    return min(TALLEST, PADDING + lines * LINE_HEIGHT)


def embolden(cell: Cell) -> None:
    """Makes a body cell's words bold."""
    from openpyxl.styles import Font

    _part(cell)
    cell.font = Font(name=FONT, size=SIZE, bold=True, color=INK)


def _part(cell: Cell) -> None:
    """Gives a cell a style of its own: until then it shares one object with all that look alike."""
    cell._style = copy(cell._style)


def unlock(cell: Cell) -> None:
    """Lets a cell be typed into on a sheet that is otherwise locked."""
    from openpyxl.styles import Protection

    _part(cell)
    cell.protection = Protection(locked=False)


def tint(cell: Cell, ground: str, ink: str) -> None:
    """Gives a cell a ground and an ink (rrggbb)."""
    from openpyxl.styles import Font, PatternFill

    _part(cell)
    cell.font = Font(name=FONT, size=SIZE, bold=True, color=ink)
    cell.fill = PatternFill("solid", fgColor=ground)


def fitted_row() -> Callable[..., Any]:
    """A row whose height is written and yet still grows when someone types more into it.

    Programs fit rows only as they are edited, so a row must go out as tall as its words; openpyxl would also fix it
    at that height for ever.
    """
    from openpyxl.worksheet.dimensions import RowDimension

    return type("FittedRow", (RowDimension,), {"customHeight": None})


def set_up_page(ws: Worksheet, *, title: str, left: str, right: str, landscape: bool = True) -> None:
    """A4, as wide as one page, with the plan's title above and page numbers, marking and date below."""
    ws.page_setup.orientation = "landscape" if landscape else "portrait"
    ws.page_setup.paperSize = 9
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    margins = ws.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.6, 0.3, 0.3
    for part, words in (("left", title), ("right", ws.title)):
        _say(getattr(ws.oddHeader, part), words)
    for part, words in (("left", left), ("center", "Page &P of &N"), ("right", right)):
        _say(getattr(ws.oddFooter, part), words, codes=part == "center")


def _say(part: Any, words: str, *, codes: bool = False) -> None:
    part.text = words if codes else " ".join(words.split())[:80].replace("&", "&&")
    part.size = 8


def place_picture(ws: Worksheet, data: bytes, at: str) -> None:
    """Shows a logo, as high as two lines or so, at a cell; it says nothing."""
    from io import BytesIO

    from openpyxl.drawing.image import Image

    picture = Image(BytesIO(data))
    scale = min(LOGO[0] / picture.width, LOGO[1] / picture.height)
    picture.width, picture.height = picture.width * scale, picture.height * scale
    ws.add_image(picture, at)


def use_font(workbook: Workbook) -> None:
    """Makes our font the workbook's own, so that widths in characters mean the same everywhere."""
    from openpyxl.styles import Font

    normal = workbook._named_styles["Normal"]
    normal.font = Font(name=FONT, size=SIZE)
    normal.bind(workbook)


def colour_words(ws: Worksheet, cells: str, first: str) -> None:
    """Paints a forecast or an overdue mark by its word, also after someone has typed another one."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    for word, ink, fill in (
        ("red", ALARM_INK, ALARM_FILL), ("overdue", ALARM_INK, ALARM_FILL), ("amber", AMBER_INK, AMBER_FILL),
        ("green", GOOD_INK, GOOD_FILL),
    ):  # fmt: skip
        rule = FormulaRule(
            formula=[f'{first}="{word}"'],
            font=Font(color=ink, bold=True),
            fill=PatternFill("solid", bgColor=fill, fgColor=fill),
        )
        ws.conditional_formatting.add(cells, rule)
