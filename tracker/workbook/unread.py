"""What a returned workbook holds that is not taken: comments, colours, struck words, pictures, sheets and columns."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tracker.domain.text.words import how_many
from tracker.domain.workbook.returned import Problem, ProblemKind
from tracker.workbook.columns import HIDDEN, README
from tracker.workbook.layout import Found
from tracker.workbook.looks import OUR_FILLS

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

NAMED: Final = 8
"""How many cells are named where many have the same fault."""
_STRUCK_RUN = re.compile(rb"<strike(?:\s*/>|>|\s+val=\"(?:1|true)\")")
_WHITE: Final = frozenset({"FFFFFF", "000000"})


def unread(path: Path, workbook: Workbook, sheets: Sequence[Found], told: Iterable[Problem]) -> list[Problem]:
    """What is in the file and not taken, with its sheet or cells, beside what was told already."""
    by_title = {found.ws.title: found for found in sheets}
    problems: list[Problem] = []
    said = {problem.cell for problem in told}
    for ws in workbook.worksheets:
        found = by_title.get(ws.title)
        if ws.title == HIDDEN:
            continue
        if found is not None:
            problems += _of_sheet(found)
        elif ws.title != README and _has_words(ws) and ws.title not in said:
            problems.append(_unread(ws.title, "This sheet is not one of the plan's: it is not read."))
        problems += _of_any(ws)
    return [*problems, *_struck_runs(path, by_title)]


def _unread(cell: str, message: str) -> Problem:
    return Problem(cell, message, ProblemKind.UNREAD)


def _has_words(ws: Worksheet) -> bool:
    return ws.cell(2, 1).value != "TrackerPlan" and any(cell.value is not None for cell in ws._cells.values())


def _of_any(ws: Worksheet) -> Iterator[Problem]:
    for cell in ws._cells.values():
        if getattr(cell, "comment", None) is not None:
            yield _unread(
                f"{ws.title}!{cell.coordinate}",
                "The comment on this cell is not read: please put it under “New update”.",
            )
    drawn = len(ws._images) + len(ws._charts)
    if drawn:
        yield _unread(ws.title, f"{how_many(drawn, 'picture')} on this sheet: not read. Attach them as evidence.")


def _of_sheet(found: Found) -> Iterator[Problem]:
    """Colours and struck-out words of the cells that are read, and words under no heading."""
    looked: dict[tuple[int, ...], tuple[bool, bool]] = {}
    places = {at: column.name for column, at in found.columns.items()}
    coloured: list[str] = []
    struck: list[str] = []
    stray: list[str] = []
    for (row, at), cell in found.ws._cells.items():
        if row <= found.header_row:
            continue
        if at in places and cell.has_style:
            style = tuple(cell._style)
            if style not in looked:
                looked[style] = _look(cell)
            look = looked[style]
            if look[0]:
                coloured.append(cell.coordinate)
            if look[1] and cell.value is not None:
                struck.append(cell.coordinate)
        elif at not in places and cell.value is not None and not _is_headed(found, at):
            stray.append(cell.coordinate)
    yield from _each(found, coloured, "Colours are not read: say it in words.")
    yield from _each(found, struck, "Words that are struck out are read as they stand: say in words what is meant.")
    yield from _each(found, stray, "These words stand under no heading: they are not read.")


def _is_headed(found: Found, at: int) -> bool:
    heading = found.ws._cells.get((found.header_row, at))
    return heading is not None and bool(str(heading.value or "").strip())


def _look(cell: Cell) -> tuple[bool, bool]:
    """Whether a cell has a colour that did not go out with it, and whether its words are struck out."""
    fill = cell.fill
    colour = fill.fgColor
    shown = str(colour.rgb)[-6:] if colour is not None and colour.type == "rgb" else "theme"
    painted = fill.fill_type == "solid" and shown not in OUR_FILLS and shown not in _WHITE
    return painted, bool(cell.font.strike)


def _each(found: Found, cells: Sequence[str], message: str) -> Iterator[Problem]:
    if cells:
        more = f" ({', '.join(cells[:NAMED])}{', …' if len(cells) > NAMED else ''})" if len(cells) > 1 else ""
        yield _unread(f"{found.ws.title}!{cells[0]}", message + more)


def _struck_runs(path: Path, sheets: dict[str, Found]) -> Iterator[Problem]:
    """The cells of which a part of the words is struck out, looked for only where the file has such words."""
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith(("xl/sharedStrings", "xl/worksheets/sheet"))]
        if not any(_STRUCK_RUN.search(package.read(name)) for name in parts):
            return
    from openpyxl import load_workbook
    from openpyxl.cell.rich_text import CellRichText

    rich = load_workbook(io.BytesIO(path.read_bytes()), rich_text=True)
    for title, found in sheets.items():
        worded = (cell for cell in rich[title]._cells.values() if isinstance(cell.value, CellRichText))
        cells = [cell.coordinate for cell in worded if _struck(cell.value)]
        yield from _each(found, cells, "A part of these words is struck out: they are read as if none were.")


def _struck(words: Iterable[Any]) -> bool:
    return any(getattr(getattr(run, "font", None), "strike", False) for run in words)
