"""From the rows of a plan's tables to what they would become, each row accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from tracker.domain.foreign.cells import Asking
from tracker.domain.foreign.columns import (
    EXTRA,
    MILESTONES,
    NUMBER,
    QUARTER,
    RECOMMENDATION,
    TITLE,
    UPDATE,
)
from tracker.domain.foreign.draft import Outcome, Planned, RowOutcome, Wanted
from tracker.domain.foreign.grid import Grid, cell_name
from tracker.domain.foreign.layout import RowKind, Table
from tracker.domain.foreign.pages import is_rest
from tracker.domain.foreign.parts import (
    is_lead_in,
    listed,
    steps_in,
    without_number,
)
from tracker.domain.foreign.row_cells import WORDS, RowCells
from tracker.domain.foreign.row_kinds import is_numbered_section
from tracker.domain.text.words import as_compared, lines, one_line, says_something
from tracker.domain.workbook.cells import plain_text

_OF_WANTED: Final = (RECOMMENDATION, NUMBER, TITLE, EXTRA, "theme", "paragraph", "kind")
"""Columns that say something of a recommendation, or nothing that an action would keep."""
_ONLY_NUMBERS = re.compile(
    r"(?:(?:rec(?:ommendation)?s?|r|no|para)?\.?\s*\d{1,3}(?:\.\d{1,2})?[a-z]?\s*(?:[,;&\n]|and)?\s*)+",
    re.IGNORECASE,
)
_ONE_NUMBER = re.compile(r"([A-Za-z]?)\w*?\.?\s*(\d{1,3}(?:\.\d{1,2})?[a-z]?)")
_OVER = re.compile(
    r"(?:recommendation|area for|priority|objective|outcome|finding|standard|[RAF]?\d+(?:\.\d+)*[.:)])", re.IGNORECASE
)
_KIND = re.compile(r"area for (?:priority action|improvement)", re.IGNORECASE)
_THEME = re.compile(r"(?:theme|work ?stream|strand|domain|section|part|phase|pillar|chapter)\b", re.IGNORECASE)


@dataclass
class Walk:
    """What has been read so far of a file's tables."""

    asking: Asking
    file: str
    wanted: dict[str, Wanted] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    """The number of each recommendation, by its key."""
    planned: list[Planned] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    theme: str = ""
    section: Wanted | None = None
    last: tuple[int, ...] = ()
    last_action: Planned | None = None
    before: Table | None = None
    fresh: bool = True
    """Whether the next row of data begins something, rather than a page in the middle of a table."""

    def read(self, table: Table) -> None:
        """Reads one table's rows."""
        self.fresh = self.before is None or not is_rest(table, self.before)
        if self.fresh:
            self.theme, self.section, self.last, self.last_action = "", None, (), None
        self.before = table
        if table.grid.above:
            self._over(table)
        above = table.first_header_row - 1
        if self.fresh and above > 0 and is_numbered_section(table, above):
            self._section(table, above)
            self.outcomes.append(RowOutcome(table.grid.name, above, Outcome.SKIPPED, RowKind.SECTION.value))
        for row, kind in table.rows.items():
            if kind is RowKind.DATA:
                outcome = Row(self, table, row).read()
                self.fresh = True
                covered = table.grid.covers.get(row, ())
                self.outcomes += [replace(outcome, sheet=sheet, row=other) for sheet, other in covered[1:]]
            else:
                if kind is RowKind.SECTION:
                    self._section(table, row, outer=_is_outer(table, row))
                outcome = RowOutcome(table.grid.name, row, Outcome.SKIPPED, kind.value)
            self.outcomes.append(outcome)

    def _over(self, table: Table) -> None:
        """Takes the words over a document's table as those of its section, where they read like one."""
        above = table.grid.above
        first = next((n for n in range(len(above) - 1, -1, -1) if _OVER.match(above[n])), len(above) - 1)
        said = one_line(" ".join(above[first:]))
        number, _, rest = without_number(said)
        if not table.has(RECOMMENDATION) and _OVER.match(said):
            self._begin(table, 0, rest or said, (number, said))
        elif len(said) < 120:
            self.theme = one_line(said)

    def _section(self, table: Table, row: int, *, outer: bool = False) -> None:
        """Takes a heading over rows as their theme or what they answer; one over other headings is a theme."""
        grid = table.grid
        texts = list(
            dict.fromkeys(grid.at(row, at).text.strip() for at in grid.columns_of(row) if grid.at(row, at).text.strip())
        )
        text = next((one for one in texts if len(re.findall(r"[^\W\d_]", one)) > 1), texts[0] if texts else "")
        if table.has(RECOMMENDATION) or _THEME.match(text) or outer:
            self.theme, self.section, self.last = one_line(without_number(text)[2] or text), None, ()
            self.theme = one_line(text) if not without_number(text)[0] else self.theme
        else:
            number, _, rest = without_number(text)
            own = next((one for one in texts if one != text and len(one) < 8), "")
            self._begin(table, row, rest or text, (number or own.removesuffix(".0"), text))

    def _begin(self, table: Table, row: int, text: str, whole: tuple[str, str]) -> None:
        """Begins a section; `whole` is its number, and its words with all that stands before them."""
        self.section = self.want(text, table.grid.name, row, number=whole[0], kind=whole[1])
        self.last = (self.section.key,)
        self.last_action = None

    def want(self, text: str, sheet: str, row: int, *, number: str, paragraph: str = "", kind: str = "") -> Wanted:
        """The recommendation of these words: the one that was read before, or a new one."""
        own, paragraphs, words = without_number(lines(text))
        named = _KIND.match(kind or text)
        key = plain_text(words).rstrip(" .;:")
        found = self.wanted.get(key)
        if found is None:
            found = Wanted(
                len(self.wanted),
                words,
                sheet,
                row,
                number or own,
                paragraph or paragraphs,
                self.theme,
                named[0].lower() if named else "",
            )
        elif paragraph and not found.paragraph:
            found = replace(found, paragraph=paragraph)
        self.wanted[key] = found
        self.numbers[found.key] = found.number
        return found


def _is_outer(table: Table, row: int) -> bool:
    """Whether a section is a heading over other headings: the next row that says something is one too."""
    below = (kind for at, kind in table.rows.items() if at > row and kind not in (RowKind.EMPTY, RowKind.HEADING))
    return next(below, None) is RowKind.SECTION


class Row(RowCells):
    """One row of data."""

    def __init__(self, walk: Walk, table: Table, row: int) -> None:
        super().__init__(walk.asking, walk.file, table, row)
        self.walk = walk

    def read(self) -> RowOutcome:
        """What becomes of the row."""
        title = self._title()
        keys, wants = self._recommendations(title)
        if not title:
            return self._without_action(keys)
        if self._is_repeat(title, keys):
            return self._go_on()
        self._actions(title, keys, wants)
        return RowOutcome(self.grid.name, self.row, Outcome.IMPORTED)

    def _title(self) -> str:
        column = self.column(TITLE)
        if column is None:
            return ""
        cell = self.grid.seen(self.row, column.at)
        words = cell.text.strip() or cell.struck.strip()
        return words if says_something(words) else ""

    def _recommendations(self, title: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The keys of the recommendations a row is for, and references that only the living plan may know."""
        column = self.column(RECOMMENDATION)
        if column is None:
            return ((self.walk.section.key,) if self.walk.section else ()), ()
        text = self.grid.seen(self.row, column.at).text.strip()
        if not says_something(text) or text in ("as above", "As above", "ditto", "Ditto"):
            return (self.walk.last if title else ()), ()
        if _ONLY_NUMBERS.fullmatch(text) and not any(
            len(word) > 4 for word in re.findall(r"[a-z]+", text) if "rec" not in word
        ):
            wants = tuple(f"{letter.upper()}{number}" for letter, number in _ONE_NUMBER.findall(text))
            numbers = {re.sub(r"^\D+", "", one) for one in wants}
            known = tuple(
                one.key
                for one in self.walk.wanted.values()
                if one.number and re.sub(r"^\D+", "", one.number) in numbers
            )
            return known, () if known else wants
        found = self.walk.want(
            text, self.grid.name, self.row, number=self._number_of_wanted(), paragraph=self.paragraph
        )
        theme = one_line(self.text("theme"))
        if theme and not found.theme:
            found = replace(found, theme=theme)
            self.walk.wanted = {key: found if one.key == found.key else one for key, one in self.walk.wanted.items()}
        self.walk.last = (found.key,)
        return self.walk.last, ()

    def _number_of_wanted(self) -> str:
        """The number beside a recommendation, where the column counts these rather than actions."""
        text = self.number if self.own(NUMBER) else ""
        return text if text and (not self.column(TITLE) or "." not in text.rstrip(".")) else ""

    def _without_action(self, keys: tuple[int, ...]) -> RowOutcome:
        """A row that names no action: a recommendation alone, or words that go on from the row above."""
        own = self.own(RECOMMENDATION)
        if keys and own:
            self.walk.last_action = None
            self._tell_left_beside()
            return RowOutcome(self.grid.name, self.row, Outcome.IMPORTED)
        if self.walk.last_action is not None:
            return self._go_on()
        return RowOutcome(self.grid.name, self.row, Outcome.SKIPPED, "no action and no recommendation in it")

    def _tell_left_beside(self) -> None:
        """Notes what a row says of an action that it does not name: nobody can tell what is to be done by then."""
        said = [
            f"{column.heading}: {one_line(words)}"
            for column in self.table.columns
            if column.name not in _OF_WANTED and self.own(column.name)
            and says_something(words := self.grid.at(self.row, column.at).text)
        ]  # fmt: skip
        if said:
            sheet, row, _ = self.grid.place_of(self.row, self.table.columns[0].at)
            self.asking.notes.append(
                f"“{sheet}”, row {row} names no action, so this was not taken: {'; '.join(said)}. "
                "Name the action there, or add it to the plan by hand."
            )

    def _is_repeat(self, title: str, keys: tuple[int, ...]) -> bool:
        """Whether a row says more of the action above: its title merged, or the same once more under one number."""
        last = self.walk.last_action
        column = self.column(TITLE)
        if last is None or column is None or last.sheet != self.grid.name:
            return False
        behind = self.grid.merged.get((self.row, column.at))
        if behind is not None and behind[0] < self.row:
            return True
        number = self.number
        return (
            as_compared(title) == as_compared(last.cells.get("whole", ""))
            and number == last.number
            and keys == last.wanted
        )

    def _go_on(self) -> RowOutcome:
        """Adds what a row says to the action above it."""
        last = self.walk.last_action
        assert last is not None
        more = Planned(self.grid.name, self.row, last.title)
        self._fill_words(more)
        last.news = (*last.news, *more.news)
        last.steps = (*last.steps, *more.steps)
        for name, words in more.words.items():
            before = last.words.get(name, "")
            if words and words not in before:
                last.words[name] = f"{before}\n{words}".strip()
        beside = []
        for column in self.table.columns:
            words = self.grid.at(self.row, column.at).text.strip()
            taken = column.name in (*WORDS, UPDATE, MILESTONES, EXTRA, QUARTER, TITLE, RECOMMENDATION, NUMBER)
            if words and not taken:
                beside.append(f"{column.heading}: {one_line(words)}")
        if beside:
            last.words["description"] = "\n".join(
                part for part in (last.words.get("description", ""), "; ".join(beside)) if part
            )
        return RowOutcome(self.grid.name, self.row, Outcome.SKIPPED, RowKind.GOES_ON.value)

    def _actions(self, title: str, keys: tuple[int, ...], wants: tuple[str, ...]) -> None:
        """The row's actions: one, or each item of a list; what stands once in the row holds for all of them."""
        intro, items = listed(title)
        if len(items) < 2 and self._is_line_by_line(title):
            intro, items = "", tuple(title.split("\n"))
        several = len(items) > 1 and is_lead_in(intro)
        number = self.number
        self.counts_wanted = any(self.walk.numbers[key] == number for key in keys)
        titles = items if several else (title if len(items) < 2 else intro,)
        parts = len(titles)
        for place, words in enumerate(titles):
            own_number, _, bare = without_number(words)
            action = Planned(
                self.grid.name,
                self.row,
                one_line(bare or words),
                own_number if own_number and self._counts_groups(number, own_number) else number or own_number,
                keys,
                wants,
                cells={"title": self._cell(TITLE), "whole": title, "for": self._cell(RECOMMENDATION)},
            )
            self._fill(action, place, parts)
            if len(items) > 1 and not several:
                action.steps = (*steps_in("\n".join(f"• {item}" for item in items), self.asking.today), *action.steps)
            self.walk.planned.append(action)
            self.walk.last_action = action

    def _is_line_by_line(self, title: str) -> bool:
        """Whether each line is an action: who does it or by when stands beside in as many lines."""
        count = title.count("\n") + 1
        beside = (self.text(name).count("\n") + 1 for name in ("owner", "due"))
        return count > 1 and count in beside and all(line[:1].isupper() for line in title.split("\n"))

    def _counts_groups(self, number: str, own: str) -> bool:
        """Whether the row's number counts what several actions are for, each of which has a number of its own."""
        column = self.column(NUMBER)
        merged = column is not None and self.grid.merged.get((self.row + 1, column.at), (0, 0))[0] in (
            self.row,
            self.grid.merged.get((self.row, column.at), (-1, 0))[0],
        )
        behind = column is not None and (self.row, column.at) in self.grid.merged
        stem = number.rstrip(" .:")
        return merged or behind or (bool(stem) and own != stem and own.startswith(stem))


def mapping_of(table: Table) -> Mapping[str, str]:
    """What each heading was taken for, by the heading as printed."""
    return {column.heading or f"column {cell_name(1, column.at)[:-1]}": column.name for column in table.columns}


def hidden_note(grid: Grid, rows: Iterable[int]) -> str:
    """Says that rows which the file hides were read too; "" for none."""
    count = sum(row in grid.hidden_rows for row in rows)
    if not count:
        return ""
    were = "row was" if count == 1 else "rows were"
    return f"{count} hidden {were} read like the others, on “{grid.name}”."
