"""What each row below the headings is: data, a section, guidance, a key, a total, nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tracker.domain.foreign.columns import (
    EXTRA,
    LEAD_AGENCY,
    MILESTONES,
    NUMBER,
    QUARTER,
    RECOMMENDATION,
    REVISED,
    TITLE,
    UPDATE,
)
from tracker.domain.foreign.days import is_dated
from tracker.domain.foreign.keys import is_key_entry
from tracker.domain.foreign.layout import RowKind, Table
from tracker.domain.foreign.states import is_key, standing_of
from tracker.domain.text.words import as_compared

_GUIDED: Final = 4
"""Rows under the headings in which guidance and examples are looked for."""


def classify(table: Table) -> Table:
    """The table with what each of its rows is."""
    grid = table.grid
    rows = {row: _kind(table, row) for row in range(table.header_row + 1, grid.last_row + 1)}
    return replace(table, rows=_notes(table, rows))


def _kind(table: Table, row: int) -> RowKind:
    grid = table.grid
    said = grid.columns_of(row)
    if not said:
        formulas = any(grid.at(row, at).formula for at in range(1, grid.last_column + 1))
        return RowKind.FORMULA if formulas else RowKind.EMPTY
    typed = [at for at in said if not grid.at(row, at).formula]
    if not typed:
        return RowKind.FORMULA
    if len(typed) == 1 and len(said) > 1 and _is_label(table, row, typed[0]):
        return RowKind.TOTAL
    texts = [grid.at(row, at).text.strip() for at in said]
    if _is_heading(table, row):
        return RowKind.HEADING
    guided = _guidance(table, row) if row <= table.header_row + _GUIDED else None
    return guided or _named_kind(table, row, said, texts)


def _is_label(table: Table, row: int, at: int) -> bool:
    """Whether the one cell that was typed only says what the formulas beside it count."""
    names = {column.name for column in table.columns if column.at == at}
    return names.isdisjoint({TITLE, RECOMMENDATION}) or bool(_TOTAL.fullmatch(table.grid.at(row, at).text.strip()))


def _named_kind(table: Table, row: int, said: Sequence[int], texts: Sequence[str]) -> RowKind:
    """A total, a key or a section by its words; else data."""
    if _TOTAL.fullmatch(texts[0]) and len(texts[0]) < 60 and not _has_words(table, row):
        return RowKind.TOTAL
    if _is_count(table, row, said, texts):
        return RowKind.TOTAL
    if is_key_entry([grid_cell for at in said if (grid_cell := table.grid.at(row, at)).text]):
        return RowKind.KEY
    if is_key(texts[0]) and (len(said) < 3 or all(map(is_key, texts))) and not _is_number(table, said[0]):
        return RowKind.KEY
    return RowKind.SECTION if _is_section(table, row, said) else RowKind.DATA


_TOTAL = re.compile(
    (
        r"(?:(?:sub-?\s?|grand |overall )?totals?\b.*|sum|count|average|mean|number of (?:actions|rows|"
        r"items).*|% complete.*)"
    ),
    re.IGNORECASE,
)


def _is_count(table: Table, row: int, said: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether a row holds words where numbers stand, and nothing but figures beside them."""
    wordy = not re.search(r"\d", texts[0]) and len(texts[0]) > 8
    figures = len(texts) > 1 and all(re.fullmatch(r"[£\d.,]+ ?%?", text) for text in texts[1:])
    return wordy and figures and any(column.at == said[0] and column.name == NUMBER for column in table.columns)


def _has_words(table: Table, row: int) -> bool:
    """Whether an action or a recommendation of some length stands in the row."""
    texts = [table.grid.at(row, column.at).text for column in table.columns if column.name in (TITLE, RECOMMENDATION)]
    return sum(len(text) > 20 for text in texts) > 0 and not any(_TOTAL.fullmatch(text.strip()) for text in texts)


def _is_number(table: Table, at: int) -> bool:
    return any(column.at == at and column.name in (TITLE, RECOMMENDATION) for column in table.columns)


def _is_heading(table: Table, row: int) -> bool:
    """Whether most of the headings are repeated."""
    headings = [column for column in table.columns if column.heading]
    same = sum(
        _same(table.grid.seen(row, column.at).text, column.heading)
        or _same(table.grid.seen(row, column.at).text, table.grid.seen(table.header_row, column.at).text or "\0")
        for column in headings
    )
    return same >= max(2, 0.6 * len(headings))


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and as_compared(one) == as_compared(other)


_GUIDES = re.compile(
    r"(?:e\.?g\.?\b|for example|example\b|enter\b|insert\b|describe\b|please\b|specify\b|select\b|list\b|"
    r"state\b|provide\b|choose\b|use\b|who (?:will|is)\b|what (?:will|is|are)\b|when (?:will|is)\b|"
    r"how (?:will|is)\b|"
    r"the (?:name|date|person|action|evidence|measure)\b|name of\b|date (?:by|of|when|the|for)\b|brief\b|"
    r"summary of\b|unique\b|text$|date$|identifier\b|dd[/.-]mm|yyyy|drop.?down|free text|r ?/ ?a ?/ ?g|"
    r"red ?/ ?amber|one of\b|should be\b|use the\b|"
    r"[<\[{(].*[>\]})]$|.*\?$)",
    re.IGNORECASE | re.DOTALL,
)
_EXAMPLE = re.compile(r"(?:worked |for )?example\b", re.IGNORECASE)


def _guidance(table: Table, row: int) -> RowKind | None:
    """Whether a row under the headings tells how to fill the table in, or shows it by an example."""
    grid = table.grid
    cells = [(column, grid.at(row, column.at).text.strip()) for column in table.columns]
    cells = [(column, text) for column, text in cells if text]
    if len(cells) < 2:
        return RowKind.EXAMPLE if cells and re.match(r"(?i)example\b", cells[0][1]) else None
    numbers = [text for column, text in cells if column.name == NUMBER]
    marked = any(re.match(r"(?i)(?:.*\bexample\b|e\.?g\.?\s)", text) for text in numbers)
    if marked or any(_EXAMPLE.match(text) for _, text in cells):
        return RowKind.EXAMPLE
    guides = sum(bool(_GUIDES.match(text)) for _, text in cells)
    typed = [_fits(column.name, text) for column, text in cells if column.name in _TYPED]
    if guides >= 0.6 * len(cells) and not any(typed):
        return RowKind.GUIDANCE
    wrong = sum(not fits for fits in typed)
    unnumbered = any(not re.search(r"\d", text) and len(text) > 8 for text in numbers)
    if (
        wrong == len(typed)
        and wrong
        and ((guides + wrong >= 0.4 * len(cells) and guides >= 2) or (wrong >= 2 and unnumbered))
    ):
        return RowKind.GUIDANCE
    return None


_TYPED: Final = frozenset({"due", "start", "done", REVISED, "forecast", "delivery", "priority"})


def _fits(name: str, text: str) -> bool:
    if name in ("forecast", "delivery"):
        return standing_of(text, percent=True) is not None
    if name == "priority":
        return priority_of(text) is not None
    return is_dated(text) and not re.fullmatch(r"(?i)date|n/?a", text)


def priority_of(text: str) -> str | None:
    """The priority that words mean, or None."""
    said = re.sub(r"\s*(?:priority|risk)$", "", as_compared(text)).strip(" .")
    return _PRIORITIES.get(said)


_PRIORITIES: Final[Mapping[str, str]] = {
    "high": "high",
    "h": "high",
    "1": "high",
    "urgent": "high",
    "critical": "high",
    "very high": "high",
    "essential": "high",
    "medium": "medium",
    "m": "medium",
    "2": "medium",
    "moderate": "medium",
    "med": "medium",
    "important": "medium",
    "low": "low",
    "l": "low",
    "3": "low",
    "desirable": "low",
    "very low": "low",
}
_SECTION_WORDS = re.compile(
    (
        r"(?:priority|theme|section|objective|area|workstream|work ?stream|outcome|recommendation|standard|"
        r"domain|strand|part|phase|pillar|"
        r"area for (?:improvement|priority action)|improvement (?:area|priority)|chapter|aim|goal|finding|afi|"
        r"apa)\s*(?:no\.?\s*)?(?:\d+|[A-Z]\b|one|two|three|four|five|six)"
    ),
    re.IGNORECASE,
)


def _is_section(table: Table, row: int, said: Sequence[int]) -> bool:
    """Whether a row is a heading over the rows below it: one cell over several columns, or the same words in each."""
    grid = table.grid
    wide = [at for at in said if grid.width_of(row, at) > max(2, len(table.columns) // 2)]
    if wide and all(at in wide or _GROUP_OR_INNER.fullmatch(grid.at(row, at).text.strip()) for at in said):
        return True
    texts = {as_compared(grid.at(row, at).text) for at in said if grid.at(row, at).text}
    if len(texts) != 1 or not any(letter.isalpha() for letter in next(iter(texts))):
        return _is_outline(table, row, said)
    if len(said) > 2 or grid.width_of(row, said[0]) > max(2, len(table.columns) // 2):
        return True
    column = next((one for one in table.columns if one.at == said[0]), None)
    name = column.name if column else ""
    text = grid.at(row, said[0]).text.strip()
    if _SECTION_WORDS.match(text) and (name != RECOMMENDATION or table.has(TITLE)) and len(said) == 1:
        return not (name == RECOMMENDATION and _opens(table, row))
    if name in (TITLE, RECOMMENDATION):
        return False
    return (
        len(said) == 1
        and name not in (UPDATE, "success_measure", "evidence_needed", "description", MILESTONES, QUARTER, EXTRA)
    ) or (len(said) == 1 and said[0] == min(c.at for c in table.columns))


def is_numbered_section(table: Table, row: int) -> bool:
    """Whether a row holds nothing but a heading with its number, as "Priority 1: Front door"."""
    said = table.grid.columns_of(row)
    return len(said) == 1 and _SECTION_WORDS.match(table.grid.at(row, said[0]).text.strip()) is not None


def _opens(table: Table, row: int) -> bool:
    """Whether a recommendation in a row of its own is followed by rows without one, which belong to it."""
    at = table.of(RECOMMENDATION)[0].at
    below = next((r for r in range(row + 1, table.grid.last_row + 1) if table.grid.columns_of(r)), None)
    return below is not None and not table.grid.at(below, at).says


_GROUP_NUMBER = re.compile(r"(?:[A-Z]|\d{1,2})(?:\.0)?\.?")
_GROUP_OR_INNER = re.compile(r"[A-Z]{0,4}[ .-]?\d{0,3}(?:\.\d{1,3})*[a-z]?[.:)]?")
_INNER_NUMBER = re.compile(r"(?:[A-Z]|\d{1,2})[.-]\d{1,2}.*")


def _is_outline(table: Table, row: int, said: Sequence[int]) -> bool:
    """Whether a row is the head of an outline: a number such as "2" or "2.0" over "2.1", a few words, nothing else."""
    numbers = table.of(NUMBER)
    if not numbers or table.has(RECOMMENDATION) or not table.has(TITLE):
        return False
    at, title = numbers[0].at, table.of(TITLE)[0].at
    others = {
        column.at
        for column in table.columns
        if column.name in ("owner", "due", "agency", "forecast", "delivery", LEAD_AGENCY)
    }
    own = table.grid.at(row, at).text.strip()
    if title not in said or others & set(said) or not _GROUP_NUMBER.fullmatch(own):
        return False
    below = next((r for r in range(row + 1, table.grid.last_row + 1) if table.grid.at(r, at).text.strip()), None)
    inner = table.grid.at(below, at).text.strip() if below else ""
    stem = re.sub(r"(?:\.0)?\.?$", "", own)
    return bool(_INNER_NUMBER.fullmatch(inner)) and re.split(r"[.-]", inner)[0] == stem


def _notes(table: Table, rows: dict[int, RowKind]) -> dict[int, RowKind]:
    """The kinds with sections that head nothing told apart: what stands under the last row of a table is a note."""
    data = [row for row, kind in rows.items() if kind is RowKind.DATA]
    last = max(data, default=table.header_row)
    trailing = {row for row, kind in rows.items() if row > last and kind is RowKind.SECTION}
    found = {row: RowKind.NOTE if row in trailing else kind for row, kind in rows.items()}
    for row in data:
        if _is_note(table, row, found):
            found[row] = RowKind.NOTE
    return found


def with_last_section(table: Table) -> Table:
    """The table with the heading that ends it one over the rows of the next page."""
    last = max((row for row, kind in table.rows.items() if kind is not RowKind.EMPTY), default=0)
    if table.rows.get(last) is not RowKind.NOTE or not _is_section(table, last, table.grid.columns_of(last)):
        return table
    return replace(table, rows={**table.rows, last: RowKind.SECTION})


def _is_note(table: Table, row: int, rows: Mapping[int, RowKind]) -> bool:
    """Whether a row is a lone remark after an empty row at the table's end."""
    said = table.grid.columns_of(row)
    text = table.grid.at(row, said[0]).text.strip()
    alone = len(said) == 1 and rows.get(row - 1) in (RowKind.EMPTY, RowKind.NOTE, RowKind.KEY)
    return alone and bool(
        re.match(r"(?i)(?:notes?|source|version|last updated|prepared by|\*|document|please)\b", text)
    )
