"""Lists of values (.csv, .tsv) as a grid: the encoding and what parts the values are found out."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from pathlib import Path
from typing import Final

from tracker.domain.foreign.grid import Grid, GridCell, GridFile
from tracker.domain.text.words import lines
from tracker.errors import UserError

MAX_BYTES: Final = 50 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 400
_PARTED: Final = (",", ";", "\t", "|")
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_list(path: Path) -> GridFile:
    """The one table of a list of values. Raises UserError for what is missing, empty, too large or no text."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as fault:
        raise UserError(
            f"{path.name} cannot be read: {fault.strerror or 'it is not a file'}", "check the name and the folder"
        ) from fault
    if size > MAX_BYTES:
        raise UserError(
            f"{path.name} is over 50 MB, far more than a plan", "keep the rows of the plan alone, and use that file"
        )
    text = _decoded(data, path.name)
    rows = _rows(text)
    cells = {
        (row, column): GridCell(lines(value), lines(value))
        for row, values in enumerate(rows[:MOST_ROWS], start=1)
        for column, value in enumerate(values[:MOST_COLUMNS], start=1)
        if value.strip()
    }
    unread = (
        (f"{path.name} has more than {MOST_ROWS:,} rows: those after are not read.",) if len(rows) > MOST_ROWS else ()
    )
    return GridFile(path.name, (Grid(path.stem, cells),), unread, hashlib.sha256(data).hexdigest())


def _decoded(data: bytes, name: str) -> str:
    for mark, code in _MARKS:
        if data.startswith(mark):
            return data.decode(code, errors="replace")
    if data[1:64:2].count(0) > 20 or data[:64:2].count(0) > 20:
        return data.decode("utf-16-le" if data[1:64:2].count(0) > 20 else "utf-16-be", errors="replace")
    if b"\0" in data[:4096]:
        raise UserError(
            f"{name} is no list of values, whatever its name says",
            "save it from Excel as .xlsx or .csv, and use that file",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text: str) -> list[list[str]]:
    head = text.lstrip()[:4]
    if head.casefold().startswith("sep="):
        first, _, text = text.lstrip().partition("\n")
        parted = first.strip()[4:5] or ","
    else:
        parted = max(_PARTED, key=lambda mark: _evenness(text, mark))
    csv.field_size_limit(MAX_BYTES)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=parted, skipinitialspace=True))


def _evenness(text: str, mark: str) -> float:
    """How well a mark parts the first lines: values a row, weighed by how many rows have as many."""
    sample = text[:20_000]
    rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark) if row][:50]
    counts = Counter(len(row) for row in rows if len(row) > 1)
    if not counts:
        return 0.0
    width, often = counts.most_common(1)[0]
    return often / len(rows) * min(width, 30)
