"""Tables of a PDF page without rules: columns start where headings stand, a row where a gap or a number begins it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.domain.foreign.columns import NUMBER, RECOMMENDATION, TITLE, meaning_of
from tracker.domain.foreign.grid import Grid, GridCell, Place
from tracker.domain.text.words import lines
from tracker.reading.grids.letters import Letter, Lines

_GAP: Final = 7.0
"""White space in points from which on two pieces of a line belong to two columns."""
_SLACK: Final = 4.0
_PITCH: Final = 1.45


_MOST_LINES: Final = 5
"""Lines that a recommendation over the headings runs to."""
_PAGE = re.compile(r"(?:.*\s)?page \d+(?: of \d+)?", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Z]{0,4}[ .-]?\d{1,3}(?:\.\d{1,3})*[a-z]?[.:)]?")


@dataclass(frozen=True, slots=True)
class Edges:
    """Where columns start, and what each holds."""

    starts: tuple[float, ...]
    names: tuple[str, ...]


@dataclass(slots=True)
class _Piece:
    """A stretch of one printed line without a gap."""

    text: str
    letters: list[Letter]
    x0: float
    x1: float
    y0: float
    y1: float


def unruled_table(
    letters: Sequence[Letter], before: Edges | None, name: str, page: int
) -> tuple[Grid | None, Edges | None]:
    """The table that a line of headings begins, or that goes on under those of the page before; and its columns."""
    printed = [line for line in _printed(letters) if not _PAGE.fullmatch(" ".join(piece.text for piece in line))]
    for place, line in enumerate(printed):
        edges = _edges(line)
        if edges is not None:
            edges = _with_numbers(edges, printed[place + 1 :])
            return _grid(printed[_with_words_above(printed, place, edges) :], edges, name, page), edges
    if before is not None and printed:
        body = [line for line in printed if sum(_starts(piece, before) for piece in line) == len(line)]
        if len(body) > 1 and any(len(line) > 1 for line in body):
            return _grid(body, before, name, page), before
    return None, None


def _with_words_above(printed: Sequence[Sequence[_Piece]], place: int, edges: Edges) -> int:
    """Where a table begins whose first row stands over its headings: words that run over several columns."""
    first = place
    while first and place - first < _MOST_LINES and _is_short(printed[first - 1], edges):
        first -= 1
    wide = (at for at in range(first, place) if _is_wide(printed[at], edges))
    at = max(wide, default=place)
    while at > first and _is_wide(printed[at - 1], edges):
        at -= 1
    return at


def _with_numbers(edges: Edges, below: Sequence[Sequence[_Piece]]) -> Edges:
    """The columns with one more to the left, where numbers stand there under no heading."""
    first = edges.starts[0]
    lefts = [line[0] for line in below if line[0].x0 < first - 2 * _SLACK]
    numbers = [piece for piece in lefts if _NUMBER.fullmatch(piece.text.split()[0])]
    if len(numbers) < 2 or len(numbers) < 0.5 * len(lefts):
        return edges
    return Edges((min(piece.x0 for piece in numbers), *edges.starts), (NUMBER, *edges.names))


def _is_wide(line: Sequence[_Piece], edges: Edges) -> bool:
    """Whether a line runs from the first column over the next ones: a heading over the rows below it."""
    return (
        len(line) == 1
        and len(edges.starts) > 2
        and _column(line[0].x0, edges) == 0
        and (line[0].x1 > edges.starts[2] + _SLACK)
    )


def _printed(letters: Sequence[Letter]) -> list[list[_Piece]]:
    """The printed lines from top to bottom, each as its pieces from left to right."""
    pieces: list[_Piece] = []
    parted = False
    for letter in letters:
        if letter.made:
            parted = True
            continue
        last = pieces[-1] if pieces else None
        level = last is not None and abs((letter.y0 + letter.y1) - (last.y0 + last.y1)) < max(last.y1 - last.y0, 4.0)
        if last is None or not level or not -1.0 <= letter.x0 - last.x1 < _GAP:
            pieces.append(_Piece(letter.text, [letter], letter.x0, letter.x1, letter.y0, letter.y1))
        else:
            if parted:
                last.letters.append(Letter(" ", last.x1, last.y0, last.x1, last.y1, made=True))
            last.text += f" {letter.text}" if parted else letter.text
            last.letters.append(letter)
            last.x1, last.y0, last.y1 = max(last.x1, letter.x1), min(last.y0, letter.y0), max(last.y1, letter.y1)
        parted = False
    found: list[list[_Piece]] = []
    for piece in sorted(pieces, key=_middle):
        if found and abs(_middle(found[-1][0]) - _middle(piece)) < 4.0:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [sorted(line, key=_left) for line in found]


def _middle(piece: _Piece) -> float:
    return (piece.y0 + piece.y1) / 2


def _left(piece: _Piece) -> float:
    return piece.x0


def _edges(line: Sequence[_Piece]) -> Edges | None:
    """The columns that a line of headings begins; None for any other line."""
    names = tuple(meaning_of(piece.text, slips=False)[0] for piece in line)
    known = {name for name in names if name}
    if len(line) < 3 or len(known) < 3 or not known & {TITLE, RECOMMENDATION}:
        return None
    return Edges(tuple(piece.x0 for piece in line), names)


def _starts(piece: _Piece, edges: Edges) -> bool:
    return any(abs(piece.x0 - start) < 2 * _SLACK or start - _SLACK < piece.x0 for start in edges.starts)


def _column(x: float, edges: Edges) -> int:
    return max((place for place, start in enumerate(edges.starts) if start <= x + _SLACK), default=0)


def _grid(printed: Sequence[Sequence[_Piece]], edges: Edges, name: str, page: int) -> Grid:
    rows: list[list[Sequence[_Piece]]] = []
    pitch = _line_pitch(printed)
    before: Sequence[_Piece] | None = None
    numbered = edges.names[0] == NUMBER or _is_numbered(printed[1:], edges)
    for line in printed:
        if before is None or not rows or _begins(before, line, edges, pitch, numbered=numbered):
            rows.append([])
        rows[-1].append(line)
        before = line
    wide = {number for number, row in enumerate(rows, start=1) if _is_wide(row[0], edges)}
    widest: dict[int, float] = {}
    for piece in (piece for row in rows for line in row for piece in line):
        column = _column(piece.x0, edges)
        widest[column] = max(widest.get(column, 0.0), piece.x1)
    cells: dict[Place, GridCell] = {}
    merged: dict[Place, Place] = {}
    for number, row in enumerate(rows, start=1):
        columns: dict[int, Lines] = {}
        for line in row:
            for piece in line:
                into = columns.setdefault(0 if number in wide else _column(piece.x0, edges), Lines())
                for letter in piece.letters:
                    into.add(letter)
        for column, said in columns.items():
            text = lines(said.text(max(widest.values()) if number in wide else widest[column]))
            cells[number, column + 1] = GridCell(text, text)
        if number in wide:
            merged |= {(number, at): (number, 1) for at in range(2, len(edges.starts) + 1)}
    return Grid(name, cells, merged, page=page)


def _begins(before: Sequence[_Piece], line: Sequence[_Piece], edges: Edges, pitch: float, *, numbered: bool) -> bool:
    """Whether a line begins a row: a heading over rows, the headings themselves, a number, or a gap."""
    gap = _middle(line[0]) - _middle(before[0]) > _PITCH * pitch
    if _is_wide(line, edges):
        return not _is_wide(before, edges) or gap
    if _is_wide(before, edges) or _edges(line) is not None or _edges(before) is not None:
        return _edges(before) is not None or _edges(line) is not None or gap or not _is_short(line, edges)
    first = _column(line[0].x0, edges) == 0
    if numbered:
        return first
    return gap or (first and not _goes_on(before, line))


def _is_short(line: Sequence[_Piece], edges: Edges) -> bool:
    """Whether a line may be the end of words that ran over several columns."""
    return len(line) == 1 and _column(line[0].x0, edges) == 0


def _line_pitch(printed: Sequence[Sequence[_Piece]]) -> float:
    """The usual distance of two lines of one paragraph, in points."""
    steps = sorted(
        step for one, other in itertools.pairwise(printed) if (step := _middle(other[0]) - _middle(one[0])) > 3
    )
    return steps[len(steps) // 4] if steps else 12.0


def _is_numbered(printed: Sequence[Sequence[_Piece]], edges: Edges) -> bool:
    """Whether the first column holds numbers alone: each begins a row."""
    first = [line[0].text for line in printed if _column(line[0].x0, edges) == 0]
    return len(first) > 1 and all(re.fullmatch(r"[A-Z]{0,4}[ .-]?\d+(?:\.\d+)*\.?", text) for text in first)


def _goes_on(before: Sequence[_Piece], line: Sequence[_Piece]) -> bool:
    """Whether a line that stands at the left is the rest of the words above it, rather than a row of its own."""
    return len(line) < max(len(before), 2) or line[0].text[:1].islower()
