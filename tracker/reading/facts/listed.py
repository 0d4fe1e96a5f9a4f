"""A document's own list of inspections: areas, kinds, dates and when each was published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.domain.reading.reading import ListedInspection
from tracker.reading.page.document import Document, Line

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = rf"\d{{1,2}}(?: {_MONTH})?(?: \d{{4}})?"
_ENTRY = re.compile(
    r"(?P<kind>(?:[A-Z][A-Za-z'’-]*|[a-z][a-z'’-]*)(?: [A-Za-z'’()-]+){0,6}? ?(?:inspections?|visits?|reviews?"
    r"|challenge))"
    rf",?\s+(?:on |from )?(?P<dates>{_DAY}(?:\s*(?:to|and|–|-)\s*{_DAY})?)"
    rf"[,;.]?\s*(?:\(?[Pp]ublished:?(?: on)? (?P<published>\d{{1,2}} {_MONTH} \d{{4}})\)?)?"
)
_DATED = re.compile(rf"(?:inspection|visit|review),? \d{{1,2}} (?:{_MONTH}|to|and)")
_COUNT = re.compile(
    r"\b(\d{1,3}|ten|eleven|twelve|fifteen|twenty)\b (?:\w+ ){0,3}?(?:inspection )?reports\b[^.]{0,60}\b(?:annex"
    r"|appendix|listed)",
    re.IGNORECASE,
)
_WORDS = {"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20}
_PUBLISHED = re.compile(rf"[Pp]ublished:?(?: on)? (\d{{1,2}} {_MONTH} \d{{4}})")
_LONGEST_AREA = 5
_HEADER = re.compile(r"local authority|area|authority|council", re.IGNORECASE)
_FEWEST = 2


def inspections_listed(document: Document) -> tuple[ListedInspection, ...]:
    """The rows of the document's tables of inspections, in order; a blank first cell repeats the area above."""
    found: list[ListedInspection] = []
    for rows in _tables(document):
        found += _rows(rows)
    if len(found) < _FEWEST:
        found = list(_unruled(document))
    return tuple(found) if len(found) >= _FEWEST else ()


def count_problem(document: Document, listed: int) -> str | None:
    """A sentence where the text names another number of reports than its list holds."""
    if not listed:
        return None
    text = " ".join(line.text for line in document.body)
    named = _COUNT.search(text)
    if not named:
        return None
    count = _WORDS.get(named[1].lower()) or int(named[1])
    if count == listed:
        return None
    return f"The text speaks of {count} reports; its list holds {listed}."


def _tables(document: Document) -> Iterator[list[tuple[int, int, Line]]]:
    """The cells (row, column, line) of each table in which an inspection is dated."""
    tables: dict[int, list[tuple[int, int, Line]]] = {}
    for line in document.body:
        if line.table is not None and line.cell is not None:
            tables.setdefault(line.table, []).append((*line.cell, line))
    for cells in tables.values():
        if any("ublished" in line.text or _DATED.search(line.text) for _, _, line in cells):
            yield cells


def _unruled(document: Document) -> Iterator[ListedInspection]:
    """The rows of a list without ruled lines: an area on a line of its own, dated inspections on the lines after it."""
    lines = [line for line in document.body if line.cell is None]
    if sum("ublished" in line.text for line in lines) < _FEWEST:
        return
    area = ""
    for place, line in enumerate(lines):
        entry = _ENTRY.match(line.text) if _DATED.search(line.text) else None
        if entry is None:
            short = line.text.count(" ") < _LONGEST_AREA and line.text[:1].isupper() and line.text[-1:].isalpha()
            area = line.text if short and not _HEADER.fullmatch(line.text) else area
            continue
        published = entry["published"]
        if not published and place + 1 < len(lines):
            after = _PUBLISHED.match(lines[place + 1].text)
            published = after[1] if after else None
        if area and published:
            yield ListedInspection(area, entry["kind"].strip(), entry["dates"], published, line.page)


def _rows(cells: list[tuple[int, int, Line]]) -> Iterator[ListedInspection]:
    area = ""
    rows = sorted({row for row, _, _ in cells})
    for row in rows:
        columns: dict[int, list[Line]] = {}
        for _, column, line in (cell for cell in cells if cell[0] == row):
            columns.setdefault(column, []).append(line)
        texts = {column: " ".join(line.text for line in lines) for column, lines in columns.items()}
        entries = [(column, match) for column, text in sorted(texts.items()) for match in _ENTRY.finditer(text)]
        first = texts.get(0, "")
        if first and not any(column == 0 for column, _ in entries):
            area = "" if not entries and _HEADER.fullmatch(first) else first
        for column, match in entries:
            if area:
                page = columns[column][0].page
                yield ListedInspection(area, match["kind"].strip(), match["dates"], match["published"], page)
