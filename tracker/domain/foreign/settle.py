"""What each column of a plan holds, once what stands in it has been looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from tracker.domain.foreign.columns import (
    EXTRA,
    LEAD_AGENCY,
    MANY,
    NUMBER,
    QUARTER,
    RECOMMENDATION,
    REVISED,
    SPAN,
    TITLE,
    UPDATE,
    words_of,
)
from tracker.domain.foreign.days import is_dated, is_day
from tracker.domain.foreign.grid import Grid
from tracker.domain.foreign.layout import Column
from tracker.domain.foreign.parts import is_agency, is_nobody, is_person, names_in
from tracker.domain.foreign.row_kinds import priority_of
from tracker.domain.foreign.states import colour_of, standing_of
from tracker.domain.workbook.meanings import heading_words

_SAMPLE: Final = 60
"""Cells of a column that are looked at."""
_MUCH, _SURELY = 0.6, 0.8
"""The share of cells that must fit for a column to be taken for something."""
_LONG: Final = 25


def settle(grid: Grid, header_row: int, columns: Iterable[Column], chosen: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns once what stands in them has been looked at; each meaning once, but for those that may be several."""
    found = [
        _by_content(column, _sample(grid, header_row, column.at), fixed=_is_chosen(column, chosen))
        for column in columns
    ]
    found += _unheaded(grid, header_row, {column.at for column in found})
    found = _what_and_how(found)
    found = _originals(found)
    found = _guessed(found, {column.at: _sample(grid, header_row, column.at) for column in found}, grid, header_row)
    found = _once(found)
    names = {column.name for column in found}
    if TITLE not in names and RECOMMENDATION in names and names & {"owner", "due", "agency", LEAD_AGENCY, SPAN}:
        found = [replace(column, name=TITLE) if column.name == RECOMMENDATION else column for column in found]
    if "owner" not in names and LEAD_AGENCY not in names:
        found = [
            replace(column, name="owner") if column.name == "accountable" and not _is_chosen(column, chosen) else column
            for column in found
        ]
    return tuple(replace(column, name=column.name or EXTRA) for column in found if column.name != "skip")


def _is_chosen(column: Column, chosen: Mapping[str, str]) -> bool:
    return heading_words(column.heading) in chosen or words_of(column.heading) in chosen


def _sample(grid: Grid, header_row: int, at: int) -> list[str]:
    """The words in a column's first cells below the guidance, where there are enough."""
    below = [
        text
        for row in range(header_row + 1, min(grid.last_row, header_row + 4 * _SAMPLE) + 1)
        if (text := grid.at(row, at).text.strip()) and grid.width_of(row, at) == 1
    ]
    return below[:_SAMPLE]


def _share(texts: Sequence[str], says: Iterable[bool]) -> float:
    return sum(says) / len(texts) if texts else 0.0


def _by_content(column: Column, texts: Sequence[str], *, fixed: bool) -> Column:
    """The column as what stands in it bears its heading out, or gives it the lie."""
    if fixed or not texts:
        return column
    length = sum(map(len, texts)) / len(texts)
    known = _share(texts, (standing_of(text, percent=True) is not None for text in texts))
    dated = _share(texts, (is_dated(text) for text in texts))
    name = column.name
    if name == "priority" and (length > _LONG or _share(texts, (bool(priority_of(text)) for text in texts)) < 0.3):
        name = RECOMMENDATION
    elif name == "delivery" and known < 0.4 and length > _LONG:
        name = UPDATE
    elif name == "delivery" and dated >= _MUCH and known < 0.3:
        name = "done"
    elif name == UPDATE and _figures(texts) >= _SURELY and _QUARTER.search(heading_words(column.heading)):
        name = QUARTER
    elif name == UPDATE and known >= 0.7 and _figures(texts) < 0.5 and length < 30:
        name = "delivery"
    elif name == UPDATE and _share(texts, map(is_day, texts)) >= _SURELY:
        name = EXTRA
    elif (
        name == "due"
        and dated < 0.2
        and _share(texts, (bool(re.fullmatch(r"[<>≥≤]?\s*[\d.,]+\s*%?", t)) for t in texts)) > _MUCH
    ):
        name = "target"
    elif name == "start" and dated < 0.2 and length > 20:
        name = EXTRA
    elif name in ("success_measure", RECOMMENDATION) and known >= 0.8 and length < 15:
        name = "delivery"
    elif name == QUARTER and not _share(texts, (bool(re.search(r"\d", t)) and len(t) < 20 for t in texts)) >= 0.5:
        name = UPDATE if length > 12 else "forecast" if known > 0.5 else UPDATE
    return replace(column, name=name)


_QUARTER = re.compile(r"\bq(?:uarter |tr )?[1-4]\b|\bquarter (?:one|two|three|four)\b")
_FIGURE = re.compile(r"[<>≥≤~]?\s*-?\d[\d,.]*\s*%?")


def _figures(texts: Sequence[str]) -> float:
    return _share(texts, (_FIGURE.fullmatch(text) is not None for text in texts))


def _unheaded(grid: Grid, header_row: int, headed: set[int]) -> list[Column]:
    """Columns that hold something under no heading."""
    return [
        Column(at, "", "", 0.0)
        for at in range(1, grid.last_painted + 1)
        if at not in headed and (_sample(grid, header_row, at) or _coloured(grid, header_row, at))
    ]


def _coloured(grid: Grid, header_row: int, at: int) -> bool:
    """Whether a column tells states by its ground alone: most cells have one, of two colours at least."""
    rows = [row for row in range(header_row + 1, min(grid.last_row, header_row + 200) + 1) if grid.columns_of(row)]
    colours = [colour for row in rows if (colour := colour_of(grid.seen(row, at).fill)) and colour != "grey"]
    return len(colours) >= 0.5 * len(rows) and len(set(colours)) > 1


def _what_and_how(columns: list[Column]) -> list[Column]:
    """Where one column asks what and another how, what is wanted stands in the first and what is done in the second."""
    asks = {words_of(column.heading): column for column in columns if column.name == TITLE}
    what = next(
        (
            asks[words]
            for words in ("what", "what is needed", "what do we need to do", "what needs to be done")
            if words in asks
        ),
        None,
    )
    how = next((column for words, column in asks.items() if words.split()[:1] == ["how"]), None)
    if what is None or how is None:
        return columns
    other = any(column.name == RECOMMENDATION for column in columns)
    renamed = {what.at: TITLE if other else RECOMMENDATION, how.at: "description" if other else TITLE}
    return [replace(column, name=renamed.get(column.at, column.name)) for column in columns]


def _originals(columns: list[Column]) -> list[Column]:
    """Of several due dates, one that is called original is the first and another the one that counts now."""
    dues = [column for column in columns if column.name == "due"]
    first = [
        column
        for column in dues
        if re.search(r"\b(?:original|initial|baseline|first)\b", heading_words(column.heading))
    ]
    if len(dues) < 2 or len(first) != 1 or any(column.name == REVISED for column in columns):
        return columns
    later = next(column for column in dues if column is not first[0])
    return [replace(column, name=REVISED) if column is later else column for column in columns]


def _guessed(columns: list[Column], samples: Mapping[int, Sequence[str]], grid: Grid, header_row: int) -> list[Column]:
    """The columns with those of unknown headings guessed by what stands in them."""
    found = list(columns)
    for place, column in enumerate(found):
        taken = {one.name for one in found}
        if not column.name:
            found[place] = replace(column, name=_guess(samples[column.at], taken, grid, header_row, column), sure=0.6)
    if TITLE not in {one.name for one in found}:
        long = [
            (sum(map(len, samples[c.at])), n)
            for n, c in enumerate(found)
            if c.name == EXTRA
            and samples[c.at]
            and sum(map(len, samples[c.at])) / len(samples[c.at]) > _LONG
            and c.sure < 0.7
        ]
        if long and not {"owner", "due"}.isdisjoint({one.name for one in found}):
            found[max(long)[1]] = replace(found[max(long)[1]], name=TITLE, sure=0.5)
    return found


def _guess(texts: Sequence[str], taken: set[str], grid: Grid, header_row: int, column: Column) -> str:
    """What a column without a known heading holds, by what stands in it, among what is not taken yet."""
    states = [standing_of(text) for text in texts]
    short = sum(len(text) - 12 for text in texts) <= 0
    numbers = (bool(re.fullmatch(r"[A-Z]{0,5}[ .-]?\d+(?:\.\d+)*[a-z]?\.?", text)) for text in texts)
    people = (is_nobody(text) or any(is_person(one.name) for one in names_in(text)) for text in texts)
    tests: tuple[tuple[str, frozenset[str], Callable[[], bool]], ...] = (
        ("forecast", frozenset({"forecast", "delivery"}), lambda: short and _coloured(grid, header_row, column.at)),
        ("forecast", frozenset({"forecast"}),
         lambda: _share(texts, (one is not None and bool(one.forecast or one.blue) for one in states)) >= _MUCH),
        ("delivery", frozenset({"delivery"}),
         lambda: _share(texts, (one is not None and one.delivery is not None for one in states)) >= _MUCH),
        ("due", frozenset({"due", SPAN}), lambda: _share(texts, map(is_dated, texts)) >= _MUCH),
        ("owner", frozenset({"owner"}), lambda: _share(texts, people) >= _MUCH),
        ("agency", frozenset({"agency"}), lambda: _share(texts, map(is_agency, texts)) >= _SURELY),
        (NUMBER, frozenset({NUMBER}), lambda: column.at <= 2 and _share(texts, numbers) >= _SURELY),
    )  # fmt: skip
    return next((name for name, others, holds in tests if not others & taken and holds()), EXTRA)


def _once(columns: list[Column]) -> list[Column]:
    """Each meaning given to the column that has it most surely, to the first of several; the others are kept beside."""
    best: dict[str, Column] = {}
    for column in columns:
        other = best.get(column.name)
        better = (
            other is None
            or column.sure > other.sure + 0.02
            or (
                column.name == RECOMMENDATION
                and "recommend" in column.heading.casefold()
                and "recommend" not in other.heading.casefold()
            )
        )
        if better:
            best[column.name] = column
    spare = {TITLE: "description", RECOMMENDATION: EXTRA, LEAD_AGENCY: EXTRA}
    found = []
    for column in columns:
        if column.name in MANY or column.name in ("", "skip", "owner") or best[column.name] is column:
            found.append(column)
        else:
            instead = spare.get(column.name, EXTRA)
            found.append(replace(column, name=EXTRA if instead in best else instead))
    return found
