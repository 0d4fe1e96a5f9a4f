"""The tables of a web page as grids."""

from __future__ import annotations

import re
from typing import Any, Final

from tracker.domain.foreign.grid import Grid, GridCell, Place
from tracker.domain.text.words import lines, one_line
from tracker.reading.files.html import page_root

_BREAKING: Final = frozenset(
    {"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dt", "dd", "table"}
)
_STRUCK: Final = frozenset({"s", "del", "strike"})
_GONE: Final = frozenset({"script", "style", "template", "noscript", "head"})
_LINES: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_MOST_SPANNED: Final = 400
_MOST_CELLS: Final = 500_000
_ABOVE: Final = 4
_HEX = re.compile(r"(?:background(?:-color)?\s*:\s*|^)[^;]*?#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_RGB = re.compile(r"background(?:-color)?\s*:[^;]*rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
_NAMED = re.compile(r"(?:background(?:-color)?\s*:\s*|^\s*)([a-z]{3,14})\b", re.IGNORECASE)
_COLOURS: Final = {
    "red": "FF0000",
    "crimson": "DC143C",
    "darkred": "8B0000",
    "tomato": "FF6347",
    "salmon": "FA8072",
    "amber": "FFBF00",
    "orange": "FFA500",
    "yellow": "FFFF00",
    "gold": "FFD700",
    "green": "008000",
    "lime": "00FF00",
    "lightgreen": "90EE90",
    "limegreen": "32CD32",
    "blue": "0000FF",
    "lightblue": "ADD8E6",
    "skyblue": "87CEEB",
    "navy": "000080",
    "grey": "808080",
    "gray": "808080",
    "lightgrey": "D3D3D3",
    "silver": "C0C0C0",
    "darkorange": "FF8C00",
    "darkgreen": "006400",
}


def html_grids(data: bytes, name: str) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The tables of a web page from first to last; a table within another's cell is part of that cell."""
    grids: list[Grid] = []
    above: list[str] = []
    for element in page_root(data, name).iter():
        if not isinstance(element.tag, str):
            continue
        within = any(parent.tag == "table" for parent in element.iterancestors())
        if element.tag == "table" and not within:
            caption = next((one_line("".join(one.itertext())) for one in element.iter("caption")), "")
            grids.append(_grid(element, f"table {len(grids) + 1}", (*above[-_ABOVE:], *([caption] if caption else []))))
            above = []
        elif element.tag in _LINES and not within and (text := one_line("".join(element.itertext()))):
            above.append(text)
    return tuple(grids), ()


def _grid(table: Any, name: str, above: tuple[str, ...]) -> Grid:
    cells: dict[Place, GridCell] = {}
    merged: dict[Place, Place] = {}
    rows = [row for row in table.iter("tr") if next(one for one in row.iterancestors() if one.tag == "table") is table]
    for number, row in enumerate(rows, start=1):
        column = 1
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in merged or (number, column) in cells:
                column += 1
            place = (number, column)
            cells[place] = _cell(cell, _ground(cell) or _ground(row))
            wide, high = _reach(cell, "colspan"), min(_reach(cell, "rowspan"), len(rows) - number + 1)
            if len(merged) + wide * high < _MOST_CELLS:
                merged.update(
                    {
                        (number + down, column + right): place
                        for down in range(high)
                        for right in range(wide)
                        if down or right
                    }
                )
            column += wide
    return Grid(name, cells, merged, above=above)


def _reach(cell: Any, name: str) -> int:
    said = str(cell.get(name) or "").strip()
    return min(max(int(said), 1), _MOST_SPANNED) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _cell(cell: Any, fill: str) -> GridCell:
    kept: list[str] = []
    struck: list[str] = []
    _gather(cell, kept, struck, is_struck=False, numbers=[])
    text = _tidied("".join(kept))
    return GridCell(text, text, fill, _tidied("".join(struck)))


def _tidied(text: str) -> str:
    return lines("\n".join(line for part in text.split("\n") if (line := " ".join(part.split()))))


def _gather(element: Any, kept: list[str], struck: list[str], *, is_struck: bool, numbers: list[int]) -> None:
    """The words under an element in order; white space of the file is none of the page's, its line breaks are."""
    if not isinstance(element.tag, str) or element.tag in _GONE:
        return
    is_struck = is_struck or element.tag in _STRUCK or "line-through" in str(element.get("style") or "")
    into = struck if is_struck else kept
    if element.tag in _BREAKING:
        into.append("\n")
    if element.tag == "li" and numbers:
        into.append(f"{numbers[-1]}. " if numbers[-1] else "• ")
        numbers[-1] += bool(numbers[-1])
    listed = element.tag in ("ol", "ul")
    if listed:
        numbers.append(1 if element.tag == "ol" else 0)
    into.append(_flat(element.text))
    for child in element:
        _gather(child, kept, struck, is_struck=is_struck, numbers=numbers)
        into.append(_flat(child.tail))
    if listed:
        numbers.pop()
    if element.tag in _BREAKING and element.tag != "br":
        into.append("\n")


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _ground(cell: Any) -> str:
    """The ground of a cell as rrggbb; "" for none, white, and what is said elsewhere in the page's styles."""
    for said in (str(cell.get("style") or ""), str(cell.get("bgcolor") or "")):
        if (found := _HEX.search(said)) is not None:
            digits = found[1] if len(found[1]) == 6 else "".join(2 * one for one in found[1])
            return "" if digits.upper() == "FFFFFF" else digits.upper()
        if (found := _RGB.search(said)) is not None:
            return "".join(f"{min(int(part), 255):02X}" for part in found.groups())
        if (found := _NAMED.search(said)) is not None and found[1].casefold() in _COLOURS:
            return _COLOURS[found[1].casefold()]
    return ""
