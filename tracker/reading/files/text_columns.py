"""Tables that a typist or a converter set out with spaces: each row becomes one line, its cells parted by tabs."""

from __future__ import annotations

import re

FEWEST = 3
"""Columns: two stretches of words on a line may as well be an address beside a date."""
LONGEST_TITLE = 30
"""Characters: more words are no column's title."""
_PART = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r"\S {2,}\S")


def tabbed(raw: list[str]) -> list[str]:
    """The lines, those of each table under a line of titles that stand apart put together row by row."""
    out: list[str] = []
    at = 0
    while at < len(raw):
        starts = _titles(raw[at])
        rows, end = _rows(raw, at + 1, starts) if starts else ([], at)
        if len(rows) < 1:
            out.append(raw[at])
            at += 1
            continue
        out += ["\t".join(cells) for cells in [_cells(raw[at], starts), *rows]]
        at = end
    return out


def _titles(line: str) -> list[int]:
    """Where the columns start, [] where a line is none of titles."""
    parts = list(_PART.finditer(line)) if _GAP.search(line) and "\t" not in line else []
    titled = all(
        len(part.group()) <= LONGEST_TITLE and not part.group().endswith((".", ",", ";")) for part in parts[1:]
    )
    return [part.start() for part in parts] if len(parts) >= FEWEST and titled else []


def _rows(raw: list[str], at: int, starts: list[int]) -> tuple[list[list[str]], int]:
    """The rows under a line of titles and the place after them; a line without first cell goes on with its row."""
    rows: list[list[str]] = []
    while at < len(raw):
        line = raw[at]
        if not line.strip():
            after = raw[at + 1] if at + 1 < len(raw) else ""
            if rows and not (_GAP.search(after.strip()) and _fits(after, starts)):
                break
        elif not _fits(line, starts):
            break
        else:
            cells = _cells(line, starts)
            filled = sum(map(bool, cells))
            if cells[0] and filled > 1:
                rows.append(cells)
            elif rows and not cells[0]:
                rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], cells, strict=True)]
            else:
                break
        at += 1
    return rows, at


def _fits(line: str, starts: list[int]) -> bool:
    """Whether no word of a line reaches over the start of a column."""
    return all(line[start - 1 : start] in ("", " ") for start in starts[1:]) and "\t" not in line


def _cells(line: str, starts: list[int]) -> list[str]:
    ends = [*starts[1:], len(line)]
    return [
        line[0 if not place else start : end].strip()
        for place, (start, end) in enumerate(zip(starts, ends, strict=False))
    ]
