"""Where in a grid the plan stands: its headings in one row or two, what each column holds, and what each row is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from tracker.domain.foreign import columns as named_columns
from tracker.domain.foreign.columns import (
    EXTRA,
    LEAD_AGENCY,
    MANY,
    MILESTONES,
    NUMBER,
    QUARTER,
    RECOMMENDATION,
    REVISED,
    SPAN,
    TITLE,
    UPDATE,
    meaning_of,
    words_of,
)  # fmt: skip
from tracker.domain.foreign.days import is_dated
from tracker.domain.foreign.grid import Grid
from tracker.domain.foreign.parts import is_agency, is_nobody, is_person, names_in
from tracker.domain.foreign.states import colour_of, is_key, standing_of
from tracker.domain.text.words import as_compared
from tracker.domain.workbook.meanings import heading_words


class RowKind(StrEnum):
    """What a row below the headings is; the value is the reason for which it is left out."""

    DATA = "data"
    HEADING = "heading row"
    SECTION = "section heading"
    GUIDANCE = "guidance row"
    EXAMPLE = "example row"
    KEY = "key to the colours"
    TOTAL = "total"
    FORMULA = "formulas only"
    EMPTY = "empty row"
    NOTE = "note under the table"
    GOES_ON = "goes on from the row above"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a plan: where it stands, its heading as printed, what it is, and how surely (0 to 1)."""

    at: int
    heading: str
    name: str
    sure: float = 1.0


@dataclass(frozen=True)
class Table:
    """A plan found in a grid. `header_row` is the lower of two rows of headings."""

    grid: Grid
    header_row: int
    columns: tuple[Column, ...]
    first_header_row: int = 0
    rows: Mapping[int, RowKind] = field(default_factory=dict)

    def of(self, name: str) -> tuple[Column, ...]:
        """The columns that are this, from left to right."""
        return tuple(column for column in self.columns if column.name == name)

    def has(self, name: str) -> bool:
        """Whether a column is this."""
        return any(column.name == name for column in self.columns)

    @property
    def worth(self) -> float:
        """How much of a plan it is: its known columns, weighed with the rows they head."""
        known = {column.name for column in self.columns} - {EXTRA, ""}
        data = sum(kind is RowKind.DATA for kind in self.rows.values())
        return len(known) * min(data, 400) ** 0.5

    @property
    def is_plan(self) -> bool:
        """Whether it says what is done, or what is wanted, and of that by whom, by when or how it stands."""
        known = {column.name for column in self.columns}
        what = known & {TITLE, RECOMMENDATION}
        return bool(what) and bool(known & _BESIDE or what == {TITLE, RECOMMENDATION} or NUMBER in known)


_BESIDE: Final = frozenset({
    "owner", "agency", LEAD_AGENCY, "due", SPAN, "start", "done", "delivery", "forecast", UPDATE, "accountable",
    "success_measure", MILESTONES, QUARTER,
})  # fmt: skip
_DEEPEST: Final = 60
"""Rows in which the headings are looked for."""
_LIKELY, _FIRST = 3, 8
"""Rows that are looked at for slips of the pen: the likeliest, and the first."""
_GUIDED: Final = 4
"""Rows under the headings in which guidance and examples are looked for."""
_SAMPLE: Final = 60
_MUCH: Final = 0.6
_LONG: Final = 25


def find_table(grid: Grid, chosen: Mapping[str, str] | None = None) -> Table | None:
    """The plan in a grid, or None. `chosen` says for headings (as compared) what a person or a preset takes them for."""
    meant = _Meant(chosen or {})
    rows = [row for row in range(1, grid.last_row + 1) if len(grid.columns_of(row)) > 1][:_DEEPEST]
    likely = sorted(rows, key=lambda row: -max(_scored(grid, row, replace(meant, slips=False))[0], 0.0))[:_LIKELY]
    looked_at = sorted({*likely, *rows[:_FIRST]})
    score, first, row, columns = max(
        (_scored(grid, row, meant) for row in looked_at), key=_points, default=(0.0, 0, 0, [])
    )
    if score <= 0:
        return None
    return classify(Table(grid, row, settle(grid, row, columns, chosen or {}), first))


def _points(scored: tuple[float, int, int, list[Column]]) -> float:
    return scored[0]


def _scored(grid: Grid, row: int, meant: _Meant) -> tuple[float, int, int, list[Column]]:
    """The best of a row alone and with the row above it as headings: points, the first row, the last, the columns."""
    options = []
    for first in (row, row - 1):
        if first == row or (first > 0 and grid.columns_of(first)):
            columns = _headed(grid, first, row, meant)
            options.append((_score(grid, first, row, columns), first, row, columns))
    return max(options, key=_points)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What headings mean: as a person or a preset said, else by the words they are known by."""

    chosen: Mapping[str, str]
    slips: bool = True

    def __call__(self, heading: str) -> tuple[str, float]:
        for words in (heading_words(heading), words_of(heading)):
            if words in self.chosen:
                return self.chosen[words] or "skip", 1.0
        return meaning_of(_one_line(heading), slips=self.slips)


def _headed(grid: Grid, first: int, row: int, meant: _Meant) -> list[Column]:
    """What each column would be, were its headings in this row, or in two."""
    found = []
    for at in range(1, grid.last_column + 1):
        low, high = grid.seen(row, at).text.strip(), grid.seen(first, at).text.strip() if first != row else ""
        heading = low if not high or high == low else f"{high} {low}".strip() if low else high
        if not heading:
            continue
        options = [heading] if heading in (low, high) else [low, heading, high]
        name, sure = max((meant(option) for option in options), key=_sureness)
        if first != row and low and high and high != low and meant(high)[0] and not meant(low)[0]:
            name, sure = meant(high)
        shown = low if low and meant(low)[0] == name else heading
        found.append(Column(at, _one_line(shown if first == row or name else heading), name, sure))
    return found


def _sureness(meant: tuple[str, float]) -> float:
    return meant[1]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _score(grid: Grid, first: int, row: int, columns: Sequence[Column]) -> float:
    """How much like headings a row is: surely known columns, short cells, no dates, something below."""
    by_name: dict[str, float] = {}
    for column in columns:
        if column.name and column.name != "skip":
            by_name[column.name] = max(by_name.get(column.name, 0.0), column.sure)
    if len(by_name) < 2 or not (by_name.keys() & {TITLE, RECOMMENDATION}):
        return 0.0
    texts = [text for text in grid.texts(row) if text]
    odd = sum(len(text) > 100 or bool(re.fullmatch(r"[\d./%:-]+", text)) for text in texts)
    if odd * 3 > len(texts) or (first != row and not _is_double(grid, first, row)):
        return 0.0
    return sum(by_name.values()) - 0.5 * odd - (0.05 if first != row else 0.0)


def _is_double(grid: Grid, first: int, row: int) -> bool:
    """Whether two rows head the table together: a cell of the upper reaches over several, or down into the lower."""
    upper = grid.columns_of(first)
    wide = any(1 < grid.width_of(first, at) < max(grid.last_column, 2) for at in upper)
    down = any(grid.merged.get((row, at), (0, 0))[0] == first for at in range(1, grid.last_column + 1))
    gaps = (
        len(upper) > 1
        and any(at not in upper for at in grid.columns_of(row))
        and bool(set(upper) - set(grid.columns_of(row)))
    )
    return (wide or down or gaps) and all(len(grid.at(first, at).text) < 100 for at in upper)


def settle(grid: Grid, header_row: int, columns: Iterable[Column], chosen: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns once what stands in them has been looked at; each meaning once, but for those that may be several."""
    samples = {}
    found = [_by_content(column, samples.setdefault(column.at, _sample(grid, header_row, column.at)), grid, header_row,
                         fixed=_is_chosen(column, chosen)) for column in columns]  # fmt: skip
    found += _unheaded(grid, header_row, {column.at for column in found})
    found = _what_and_how(found)
    found = _originals(found)
    found = _guessed(found, {column.at: _sample(grid, header_row, column.at) for column in found}, grid, header_row)
    found = _once(found)
    names = {column.name for column in found}
    if TITLE not in names and RECOMMENDATION in names and names & {"owner", "due", "agency", LEAD_AGENCY, SPAN}:
        found = [replace(column, name=TITLE) if column.name == RECOMMENDATION else column for column in found]
    return tuple(replace(column, name=column.name or EXTRA) for column in found if column.name != "skip")


def _is_chosen(column: Column, chosen: Mapping[str, str]) -> bool:
    return heading_words(column.heading) in chosen or words_of(column.heading) in chosen


def _sample(grid: Grid, header_row: int, at: int) -> list[str]:
    """The words in a column's first cells below the guidance, where there are enough."""
    below = [text for row in range(header_row + 1, min(grid.last_row, header_row + 4 * _SAMPLE) + 1)
             if (text := grid.at(row, at).text.strip())]  # fmt: skip
    return below[:_SAMPLE]


def _share(texts: Sequence[str], says: Iterable[bool]) -> float:
    return sum(says) / len(texts) if texts else 0.0


def _by_content(column: Column, texts: Sequence[str], grid: Grid, header_row: int, *, fixed: bool) -> Column:
    """The column as what stands in it bears its heading out, or gives it the lie."""
    if fixed or not texts:
        return column
    length = sum(map(len, texts)) / len(texts)
    known = _share(texts, (standing_of(text, percent=True) is not None for text in texts))
    dated = _share(texts, (is_dated(text) for text in texts))
    name = column.name
    if name == "priority" and length > _LONG:
        name = RECOMMENDATION
    elif name == "delivery" and known < 0.4 and length > _LONG:
        name = UPDATE
    elif name == "delivery" and dated >= _MUCH and known < 0.3:
        name = "done"
    elif name == UPDATE and known >= 0.7 and length < 30:
        name = "delivery"
    elif name == UPDATE and dated >= 0.8 and length < 20:
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


def _unheaded(grid: Grid, header_row: int, headed: set[int]) -> list[Column]:
    """Columns that hold something under no heading."""
    found = []
    for at in range(1, grid.last_column + 1):
        if at not in headed and (_sample(grid, header_row, at) or _coloured(grid, header_row, at)):
            found.append(Column(at, "", "", 0.0))
    return found


def _coloured(grid: Grid, header_row: int, at: int) -> bool:
    """Whether a column tells states by its ground alone: most cells have one, of two colours at least."""
    rows = [row for row in range(header_row + 1, min(grid.last_row, header_row + 200) + 1) if grid.columns_of(row)]
    colours = [colour for row in rows if (colour := colour_of(grid.seen(row, at).fill)) and colour != "grey"]
    return len(colours) > 1 and len(colours) >= 0.5 * len(rows) and len(set(colours)) > 1


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
    if not {TITLE, RECOMMENDATION} & {one.name for one in found}:
        return found
    if TITLE not in {one.name for one in found}:
        long = [(sum(map(len, samples[c.at])), n) for n, c in enumerate(found) if c.name == EXTRA and samples[c.at]
                and sum(map(len, samples[c.at])) / len(samples[c.at]) > _LONG and c.sure < 0.7]  # fmt: skip
        if long and not {"owner", "due"}.isdisjoint({one.name for one in found}):
            found[max(long)[1]] = replace(found[max(long)[1]], name=TITLE, sure=0.5)
    return found


def _guess(texts: Sequence[str], taken: set[str], grid: Grid, header_row: int, column: Column) -> str:
    if (
        not {"forecast", "delivery"} & taken
        and _coloured(grid, header_row, column.at)
        and sum(map(len, texts)) < 12 * max(len(texts), 1)
    ):
        return "forecast"
    if not texts:
        return EXTRA
    states = [standing_of(text) for text in texts]
    if (
        "forecast" not in taken
        and _share(texts, (s is not None and bool(s.forecast or s.blue) for s in states)) >= _MUCH
    ):
        return "forecast"
    if "delivery" not in taken and _share(texts, (s is not None and s.delivery is not None for s in states)) >= _MUCH:
        return "delivery"
    if not {"due", SPAN} & taken and _share(texts, map(is_dated, texts)) >= _MUCH:
        return "due"
    if (
        "owner" not in taken
        and _share(texts, (is_nobody(t) or any(is_person(n.name) for n in names_in(t)) for t in texts)) >= _MUCH
    ):
        return "owner"
    if "agency" not in taken and _share(texts, map(is_agency, texts)) >= 0.8:
        return "agency"
    if (
        NUMBER not in taken
        and column.at <= 2
        and _share(texts, (bool(re.fullmatch(r"[A-Z]{0,5}[ .-]?\d+(?:\.\d+)*[a-z]?\.?", t)) for t in texts)) >= 0.8
    ):
        return NUMBER
    return EXTRA


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
        if column.name in MANY or column.name in ("", "skip") or best[column.name] is column:
            found.append(column)
        else:
            other = spare.get(column.name, EXTRA)
            found.append(replace(column, name=EXTRA if other in best else other))
    return found


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
    if all(grid.at(row, at).formula for at in said):
        return RowKind.FORMULA
    texts = [grid.at(row, at).text.strip() for at in said]
    if _is_heading(table, row):
        return RowKind.HEADING
    if row <= table.header_row + _GUIDED and (guided := _guidance(table, row)) is not None:
        return guided
    if _TOTAL.fullmatch(texts[0]) and len(texts[0]) < 60 and not _has_words(table, row):
        return RowKind.TOTAL
    if is_key(texts[0]) and (len(said) < 3 or all(map(is_key, texts))) and not _is_number(table, said[0]):
        return RowKind.KEY
    if _is_section(table, row, said):
        return RowKind.SECTION
    return RowKind.DATA


_TOTAL = re.compile(
    r"(?:(?:sub-?\s?|grand |overall )?totals?\b.*|sum|count|average|mean|number of (?:actions|rows|items).*|% complete.*)",
    re.IGNORECASE,
)


def _has_words(table: Table, row: int) -> bool:
    """Whether an action or a recommendation of some length stands in the row."""
    texts = [table.grid.at(row, column.at).text for column in table.columns if column.name in (TITLE, RECOMMENDATION)]
    return sum(len(text) > 20 for text in texts) > 0 and not any(_TOTAL.fullmatch(text.strip()) for text in texts)


def _is_number(table: Table, at: int) -> bool:
    return any(column.at == at and column.name in (TITLE, RECOMMENDATION) for column in table.columns)


def _is_heading(table: Table, row: int) -> bool:
    """Whether most of the headings are repeated."""
    headings = [column for column in table.columns if column.heading]
    same = sum(_same(table.grid.seen(row, column.at).text, column.heading) or
               _same(table.grid.seen(row, column.at).text, table.grid.seen(table.header_row, column.at).text or "\0")
               for column in headings)  # fmt: skip
    return same >= max(2, 0.6 * len(headings))


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and as_compared(one) == as_compared(other)


_GUIDES = re.compile(
    r"(?:e\.?g\.?\b|for example|example\b|enter\b|insert\b|describe\b|please\b|specify\b|select\b|list\b|state\b|provide\b|choose\b|use\b|who (?:will|is)\b|what (?:will|is|are)\b|when (?:will|is)\b|how (?:will|is)\b|"
    r"the (?:name|date|person|action|evidence|measure)\b|name of\b|date (?:by|of|when|the|for)\b|brief\b|summary of\b|unique\b|text$|date$|identifier\b|dd[/.-]mm|yyyy|drop.?down|free text|r ?/ ?a ?/ ?g|red ?/ ?amber|one of\b|should be\b|use the\b|"
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
    if any("example" in text.casefold() for text in numbers) or _EXAMPLE.match(cells[0][1]):
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
    "high": "high", "h": "high", "1": "high", "urgent": "high", "critical": "high", "very high": "high", "essential": "high",
    "medium": "medium", "m": "medium", "2": "medium", "moderate": "medium", "med": "medium", "important": "medium",
    "low": "low", "l": "low", "3": "low", "desirable": "low", "very low": "low",
}  # fmt: skip
_SECTION_WORDS = re.compile(
    r"(?:priority|theme|section|objective|area|workstream|work ?stream|outcome|recommendation|standard|domain|strand|part|phase|pillar|"
    r"area for (?:improvement|priority action)|improvement (?:area|priority)|chapter|aim|goal|finding|afi|apa)\s*(?:no\.?\s*)?(?:\d+|[A-Z]\b|one|two|three|four|five|six)",
    re.IGNORECASE,
)


def _is_section(table: Table, row: int, said: Sequence[int]) -> bool:
    """Whether a row is a heading over the rows below it: one cell over several columns, or the same words in each."""
    grid = table.grid
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


def _opens(table: Table, row: int) -> bool:
    """Whether a recommendation in a row of its own is followed by rows without one, which belong to it."""
    at = table.of(RECOMMENDATION)[0].at
    below = next((r for r in range(row + 1, table.grid.last_row + 1) if table.grid.columns_of(r)), None)
    return below is not None and not table.grid.at(below, at).says


_GROUP_NUMBER = re.compile(r"(?:[A-Z]|\d{1,2})(?:\.0)?\.?")
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


def _is_note(table: Table, row: int, rows: Mapping[int, RowKind]) -> bool:
    """Whether a row is a lone remark after an empty row at the table's end."""
    said = table.grid.columns_of(row)
    text = table.grid.at(row, said[0]).text.strip()
    alone = len(said) == 1 and rows.get(row - 1) in (RowKind.EMPTY, RowKind.NOTE, RowKind.KEY)
    return alone and bool(
        re.match(r"(?i)(?:notes?|source|version|last updated|prepared by|\*|document|please)\b", text)
    )


def chosen_by(mapping: Mapping[str, str] | None, preset: str = "") -> dict[str, str]:
    """What a preset and a person's own mapping take headings for, by the heading as it is compared."""
    found = dict(named_columns.PRESETS.get(preset, {}))
    found.update({heading_words(heading): name for heading, name in (mapping or {}).items()})
    return found
