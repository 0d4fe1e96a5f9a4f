"""Any workbook as plain grids: what each cell shows, its ground, what is struck out, merges, comments."""

from __future__ import annotations

import contextlib
import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tracker.domain.dates.dates import MONTHS, show
from tracker.domain.foreign.grid import Grid, GridCell, GridFile, Place
from tracker.domain.text.words import how_many, lines
from tracker.domain.workbook.cells import CellValue
from tracker.errors import UserError
from tracker.workbook.files import UNZIP_FAULTS, check, damaged
from tracker.workbook.numbers import PLAIN_FORMATS, as_shown
from tracker.workbook.strict import as_transitional

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 400
MOST_CELLS: Final = 2_000_000
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_WITH_FORMULA = re.compile(rb"<(?:\w+:)?c r=\"([A-Z]{1,3})(\d+)\"[^>]*>\s*<(?:\w+:)?f[ >/]")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]+)=\"([^\"]*)\"")
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b")
_INDEXED_WHITE: Final = frozenset({"FFFFFF", ""})


def read_grids(path: Path) -> GridFile:
    """The sheets of a workbook (.xlsx, .xlsm, also strict Open XML) as grids, hidden ones among them.

    Raises UserError for what is no workbook, damaged, protected, or too large to be a plan.
    """
    check(path)
    data = path.read_bytes()
    try:
        data, formulas, struck = _looked_over(data)
        book = _load(data, rich=struck)
        kept = _formulas(data) if formulas else {}
    except Exception as fault:
        # openpyxl raises nearly anything on a file that breaks the rules of its format
        raise damaged(path) from fault
    theme = _theme(data)
    sheets = list(book.worksheets)
    if not sheets:
        raise damaged(path)
    grids = tuple(_grid(ws, kept.get(ws.title, frozenset()), theme, path) for ws in sheets)
    return GridFile(path.name, grids, tuple(_unread(sheets, book)), hashlib.sha256(path.read_bytes()).hexdigest())


def _looked_over(data: bytes) -> tuple[bytes, bool, bool]:
    """The package in its usual form, whether it holds formulas, and whether any words are struck out."""
    data = as_transitional(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        sheets = [name for name in names if name.startswith("xl/worksheets/")]
        formulas = any(_FORMULA.search(package.read(name)) for name in sheets)
        struck = any(
            _STRIKE.search(package.read(name))
            for name in names
            if name.startswith("xl/sharedStrings") or name in sheets
        )
    return data, formulas, struck


def _load(data: bytes, *, rich: bool) -> Any:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), data_only=True, rich_text=rich, keep_links=False)


def _formulas(data: bytes) -> dict[str, frozenset[Place]]:
    """The places that hold a formula, by sheet: found in the sheets' own text, for a second load takes long."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        targets = dict(_pairs(package.read("xl/_rels/workbook.xml.rels"), _RELATION, b"Id", b"Target"))
        for title, key in _pairs(package.read("xl/workbook.xml"), _SHEET, b"name", b"r:id"):
            part = targets.get(key, "").removeprefix("/xl/").removeprefix("xl/")
            with contextlib.suppress(KeyError):
                places = _WITH_FORMULA.findall(package.read(f"xl/{part}"))
                found[title] = frozenset((int(row), _column(letters)) for letters, row in places)
    return found


def _pairs(xml: bytes, element: re.Pattern[bytes], key: bytes, value: bytes) -> Iterator[tuple[str, str]]:
    for said in element.findall(xml):
        given = {name: html.unescape(text.decode("utf-8", "replace")) for name, text in _ATTRIBUTE.findall(said)}
        yield given.get(key, ""), given.get(value, "")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _theme(data: bytes) -> tuple[str, ...]:
    """The colours of the file's theme as fills number them (light and dark are exchanged, as Excel does)."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        try:
            text = package.read("xl/theme/theme1.xml").decode("utf-8", "replace")
        except (KeyError, *UNZIP_FAULTS):
            return ()
    scheme = text.partition("clrScheme")[2].partition("clrScheme")[0]
    found = re.findall(r"<(?:\w+:)?(?:srgbClr val|sysClr [^>]*lastClr)=\"([0-9A-Fa-f]{6})\"", scheme)
    return (found[1], found[0], found[3], found[2], *found[4:]) if len(found) > 3 else ()


def _grid(ws: Worksheet, formulas: frozenset[Place], theme: tuple[str, ...], path: Path) -> Grid:
    if len(ws._cells) > MOST_CELLS:
        raise UserError(
            f"“{ws.title}” of {path.name} holds over two million cells",
            "keep the rows of the plan alone, and use that file",
        )
    styles: dict[tuple[int, ...], tuple[str, bool]] = {}
    cells: dict[Place, GridCell] = {}
    for place, cell in ws._cells.items():
        if place[0] > MOST_ROWS or place[1] > MOST_COLUMNS:
            continue
        made = _cell(cell, place in formulas, styles, theme)
        if made is not None:
            cells[place] = made
    hidden_rows = frozenset(row for row, said in ws.row_dimensions.items() if said.hidden)
    return Grid(
        ws.title, cells, _merges(ws, cells), hidden_rows, _hidden_columns(ws), is_hidden=ws.sheet_state != "visible"
    )


def _hidden_columns(ws: Worksheet) -> frozenset[int]:
    found: set[int] = set()
    for said in ws.column_dimensions.values():
        if said.hidden and said.min and said.max:
            found |= set(range(said.min, min(said.max, MOST_COLUMNS) + 1))
    return frozenset(found)


def _merges(ws: Worksheet, cells: dict[Place, GridCell]) -> dict[Place, Place]:
    last = max((row for row, _ in cells), default=0)
    found = {}
    for merge in ws.merged_cells.ranges:
        first = (merge.min_row, merge.min_col)
        for row in range(merge.min_row, min(merge.max_row, last) + 1):
            for column in range(merge.min_col, min(merge.max_col, MOST_COLUMNS) + 1):
                if (row, column) != first:
                    found[row, column] = first
    return found


def _cell(
    cell: Cell, is_formula: bool, styles: dict[tuple[int, ...], tuple[str, bool]], theme: tuple[str, ...]
) -> GridCell | None:
    """The cell as it looks; None where there is nothing to be seen and nothing worked out."""
    fill, is_struck = "", False
    if cell.has_style:
        style = tuple(cell._style)
        if style not in styles:
            styles[style] = _fill(cell, theme), bool(cell.font.strike)
        fill, is_struck = styles[style]
    value: Any = cell.value
    note = getattr(cell, "comment", None)
    comment = lines(_without_author(note)) if note is not None else ""
    if value is None or value == "":
        if is_formula:
            return GridCell(fill=fill, comment=comment, formula=True)
        return GridCell(fill=fill, comment=comment) if fill or comment else None
    text, struck = _texts(value, cell)
    if is_struck:
        text, struck = "", struck or text
    fault = text if cell.data_type == "e" else ""
    return GridCell("" if fault else text, _plain(value, text), fill, struck, comment, is_formula, fault)


def _without_author(note: Any) -> str:
    text, author = str(note.text or ""), str(note.author or "")
    start = f"{author}:"
    return text[len(start) :] if author and text.startswith(start) else text


def _plain(value: Any, text: str) -> CellValue:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | int | float | date):
        return value
    return text


def _texts(value: Any, cell: Cell) -> tuple[str, str]:
    """What a reader sees of a value, and what of it is struck out."""
    if isinstance(value, bool):
        return ("Yes" if value else "No"), ""
    if isinstance(value, datetime | date):
        return _day_text(value, cell.number_format), ""
    if isinstance(value, time | timedelta):
        return str(value), ""
    if isinstance(value, int | float):
        return (f"{value:.15g}" if cell.number_format in PLAIN_FORMATS else as_shown(value, cell.number_format)), ""
    if isinstance(value, str):
        return lines(value), ""
    kept: list[str] = []
    struck: list[str] = []
    for run in value:
        is_struck = bool(getattr(getattr(run, "font", None), "strike", False))
        (struck if is_struck else kept).append(str(getattr(run, "text", run)))
    return lines("".join(kept)), lines("".join(struck))


def _day_text(value: date, number_format: str) -> str:
    """A day as its cell shows it; where the format shows no day, the month and the year alone."""
    form = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", number_format).casefold()
    if "m" in form and "y" in form and "d" not in form:
        return f"{MONTHS[value.month - 1]} {value.year}"
    return show(value.date() if isinstance(value, datetime) else value)


def _fill(cell: Cell, theme: tuple[str, ...]) -> str:
    """The ground of a cell as rrggbb; "" for none and for white."""
    fill = cell.fill
    if fill is None or fill.fill_type is None or fill.fill_type not in ("solid", "darkGray", "mediumGray", "lightGray"):
        return ""
    colour = fill.fgColor
    shown = ""
    if colour is not None and colour.type == "rgb" and isinstance(colour.rgb, str):
        shown = colour.rgb[-6:].upper()
    elif colour is not None and colour.type == "indexed":
        from openpyxl.styles.colors import COLOR_INDEX

        shown = COLOR_INDEX[colour.indexed][-6:].upper() if 0 <= int(colour.indexed) < len(COLOR_INDEX) else ""
    elif colour is not None and colour.type == "theme" and 0 <= int(colour.theme) < len(theme):
        shown = _tinted(theme[int(colour.theme)], float(colour.tint or 0))
    return "" if shown in _INDEXED_WHITE else shown


def _tinted(colour: str, tint: float) -> str:
    """A theme's colour made lighter (tint above 0) or darker."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    moved = (part + (255 - part) * tint if tint > 0 else part * (1 + tint) for part in parts)
    return "".join(f"{min(max(round(part), 0), 255):02X}" for part in moved)


def _unread(sheets: list[Worksheet], book: Any) -> Iterator[str]:
    """What the file holds beside its cells."""
    for ws in sheets:
        drawn = len(ws._images) + len(ws._charts)
        if drawn:
            yield f"{how_many(drawn, 'picture')} on “{ws.title}”: not read. Attach what matters as evidence."
        if max((row for row, _ in ws._cells), default=0) > MOST_ROWS:
            yield f"“{ws.title}” has more than {MOST_ROWS:,} rows: those after are not read."
    for chart in getattr(book, "chartsheets", ()):
        yield f"The chart “{chart.title}” is not read."
