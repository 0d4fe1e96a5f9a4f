"""From the rows of a plan's tables to what they would become, each row accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tracker.domain.foreign.cells import Asking, date_said, standing_said
from tracker.domain.foreign.columns import (
    EXTRA,
    LEAD_AGENCY,
    MILESTONES,
    NUMBER,
    QUARTER,
    RECOMMENDATION,
    REVISED,
    SPAN,
    TITLE,
    UPDATE,
)  # fmt: skip
from tracker.domain.foreign.days import Said, Sure, day_of
from tracker.domain.foreign.draft import Outcome, Planned, Reading, RowOutcome, Wanted
from tracker.domain.foreign.grid import Grid, cell_name
from tracker.domain.foreign.parts import (
    Comment,
    Named,
    agencies_in,
    comments_in,
    is_agency,
    is_lead_in,
    is_nobody,
    listed,
    names_in,
    steps_in,
    without_number,
)  # fmt: skip
from tracker.domain.foreign.states import blue_meant
from tracker.domain.foreign.table import Column, RowKind, Table, priority_of
from tracker.domain.text.words import as_compared, lines, one_line
from tracker.domain.workbook.cells import plain_text

_WORDS: Final = ("description", "success_measure", "evidence_needed", "impact", "forecast_reason")
_ONLY_NUMBERS = re.compile(
    r"(?:(?:rec(?:ommendation)?s?|r|no|para)?\.?\s*\d{1,3}(?:\.\d{1,2})?[a-z]?\s*(?:[,;&/\n]|and|-)?\s*)+",
    re.IGNORECASE,
)
_ONE_NUMBER = re.compile(r"([A-Za-z]?)\w*?\.?\s*(\d{1,3}(?:\.\d{1,2})?[a-z]?)")
_THEME = re.compile(r"(?:theme|work ?stream|strand|domain|section|part|phase|pillar|chapter)\b", re.IGNORECASE)
_CLOSED = re.compile(r"\b(?:closed|archived?|signed[ -]off|discharged)\b", re.IGNORECASE)
_COMPLETED = re.compile(r"\b(?:completed?|done|finished)\b", re.IGNORECASE)
_PROGRESS = re.compile(r"progress|update|position|status|done so far|have we done|been done", re.IGNORECASE)
_NUMBER_VALUE = re.compile(r"[<>≥≤~]?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(%?)")


@dataclass
class Walk:
    """What has been read so far of a file's tables."""

    asking: Asking
    file: str
    wanted: dict[str, Wanted] = field(default_factory=dict)
    planned: list[Planned] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    theme: str = ""
    section: Wanted | None = None
    last: tuple[int, ...] = ()
    last_action: Planned | None = None

    def read(self, table: Table) -> None:
        """Reads one table's rows."""
        self.theme, self.section, self.last, self.last_action = "", None, (), None
        _meet_key(self, table)
        if table.grid.above:
            self._over(table)
        for row, kind in table.rows.items():
            if kind is RowKind.DATA:
                outcome = Row(self, table, row).read()
            else:
                if kind is RowKind.SECTION:
                    self._section(table, row)
                outcome = RowOutcome(table.grid.name, row, Outcome.SKIPPED, kind.value)
            self.outcomes.append(outcome)

    def _over(self, table: Table) -> None:
        """Takes the words over a document's table as those of its section, where they read like one."""
        said = table.grid.above[-1]
        number, _, rest = without_number(said)
        if not table.has(RECOMMENDATION) and (
            number or re.match(r"(?i)recommendation|area for|priority|objective", said)
        ):
            self._begin(table, 0, rest or said, number)
        elif len(said) < 120:
            self.theme = one_line(said)

    def _section(self, table: Table, row: int) -> None:
        grid = table.grid
        texts = list(
            dict.fromkeys(grid.at(row, at).text.strip() for at in grid.columns_of(row) if grid.at(row, at).text.strip())
        )
        text = next((one for one in texts if len(re.findall(r"[^\W\d_]", one)) > 1), texts[0] if texts else "")
        if table.has(RECOMMENDATION) or _THEME.match(text):
            self.theme, self.section, self.last = one_line(without_number(text)[2] or text), None, ()
            self.theme = one_line(text) if not without_number(text)[0] else self.theme
        else:
            number, _, rest = without_number(text)
            own = next((one for one in texts if one != text and len(one) < 8), "")
            self._begin(table, row, rest or text, number or own.removesuffix(".0"))

    def _begin(self, table: Table, row: int, text: str, number: str) -> None:
        self.section = self.want(text, table.grid.name, row, number=number)
        self.last = (self.section.key,)
        self.last_action = None

    def want(self, text: str, sheet: str, row: int, *, number: str = "", paragraph: str = "") -> Wanted:
        """The recommendation of these words: the one that was read before, or a new one."""
        own, paragraphs, words = without_number(lines(text))
        key = plain_text(words).rstrip(" .;:")
        found = self.wanted.get(key)
        if found is None:
            found = Wanted(len(self.wanted), words, sheet, row, number or own, paragraph or paragraphs, self.theme)
        elif paragraph and not found.paragraph:
            found = replace(found, paragraph=paragraph)
        self.wanted[key] = found
        return found


def _meet_key(walk: Walk, table: Table) -> None:
    """Takes what Blue means from a key that stands in or beside the table."""
    for _, cell in table.grid.cells.items():
        if walk.asking.blue is None and "lue" in cell.text:
            walk.asking.blue = blue_meant(cell.text)


class Row:
    """One row of data."""

    def __init__(self, walk: Walk, table: Table, row: int) -> None:
        self.walk, self.asking, self.table, self.grid, self.row = walk, walk.asking, table, table.grid, row

    def text(self, name: str) -> str:
        """The words under the first column of a name, merges looked through."""
        column = self.column(name)
        return self.grid.seen(self.row, column.at).text.strip() if column else ""

    def own(self, name: str) -> str:
        """The words in the row's own cell, none behind a merge from above."""
        column = self.column(name)
        return self.grid.at(self.row, column.at).text.strip() if column else ""

    def column(self, name: str) -> Column | None:
        """The first column of a name."""
        found = self.table.of(name)
        return found[0] if found else None

    def at(self, name: str) -> int | None:
        """Where the column of a name stands."""
        column = self.column(name)
        return column.at if column else None

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
        return cell.text.strip() or cell.struck.strip()

    def _recommendations(self, title: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The keys of the recommendations a row is for, and references that only the living plan may know."""
        column = self.column(RECOMMENDATION)
        if column is None:
            return ((self.walk.section.key,) if self.walk.section else ()), ()
        text = self.grid.seen(self.row, column.at).text.strip()
        if not text or text in ('"', "″", "〃", "as above", "As above", "ditto"):
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
            text, self.grid.name, self.row, number=self._number_of_wanted(), paragraph=self.text("paragraph")
        )
        theme = one_line(self.text("theme"))
        if theme and not found.theme:
            found = replace(found, theme=theme)
            self.walk.wanted = {key: found if one.key == found.key else one for key, one in self.walk.wanted.items()}
        self.walk.last = (found.key,)
        return self.walk.last, ()

    def _number_of_wanted(self) -> str:
        """The number beside a recommendation, where the column counts these rather than actions."""
        text = self.own(NUMBER)
        return text if text and (not self.column(TITLE) or "." not in text.rstrip(".")) else ""

    def _without_action(self, keys: tuple[int, ...]) -> RowOutcome:
        """A row that names no action: a recommendation alone, or words that go on from the row above."""
        own = self.own(RECOMMENDATION)
        if keys and own:
            self.walk.last_action = None
            return RowOutcome(self.grid.name, self.row, Outcome.IMPORTED)
        if self.walk.last_action is not None:
            return self._go_on()
        return RowOutcome(self.grid.name, self.row, Outcome.SKIPPED, "no action and no recommendation in it")

    def _is_repeat(self, title: str, keys: tuple[int, ...]) -> bool:
        """Whether a row says more of the action above: its title merged, or the same once more under one number."""
        last = self.walk.last_action
        column = self.column(TITLE)
        if last is None or column is None or last.sheet != self.grid.name:
            return False
        behind = self.grid.merged.get((self.row, column.at))
        if behind is not None and behind[0] < self.row:
            return True
        number = self.text(NUMBER)
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
            taken = column.name in (*_WORDS, UPDATE, MILESTONES, EXTRA, QUARTER, TITLE, RECOMMENDATION, NUMBER)
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
        several = len(items) > 1 and is_lead_in(intro)
        titles = items if several else (title if len(items) < 2 else intro,)
        parts = len(titles)
        for place, words in enumerate(titles):
            own_number, _, bare = without_number(words)
            action = Planned(
                self.grid.name, self.row, one_line(bare or words), self.text(NUMBER) or own_number, keys, wants,
                cells={"title": self._cell(TITLE), "whole": title},
            )  # fmt: skip
            self._fill(action, place, parts)
            if len(items) > 1 and not several:
                action.steps = (*steps_in("\n".join(f"• {item}" for item in items), self.asking.today), *action.steps)
            self.walk.planned.append(action)
            self.walk.last_action = action

    def _cell(self, name: str) -> str:
        at = self.at(name)
        return cell_name(self.row, at) if at else ""

    def _part(self, name: str, place: int, parts: int) -> str:
        """The part of a cell that belongs to one of several actions, where it has as many; else all of it."""
        text = self.text(name)
        if parts < 2 or not text:
            return text
        items = listed(text)[1]
        items = items if len(items) == parts else tuple(line.strip() for line in text.split("\n") if line.strip())
        return items[place] if len(items) == parts else text

    def _fill(self, action: Planned, place: int, parts: int) -> None:
        self._fill_words(action)
        self._fill_names(action, place, parts)
        self._fill_dates(action, place, parts)
        self._fill_standing(action)
        self._fill_struck(action)
        self._fill_measures(action)

    def _fill_words(self, action: Planned) -> None:
        """Words that are kept as they stand, comments, milestones, and what has no field of its own."""
        extra: list[str] = []
        news: list[Comment] = []
        words: dict[str, list[str]] = {}
        for column in self.table.columns:
            cell = self.grid.seen(self.row, column.at)
            text = cell.text.strip()
            if cell.comment:
                news.append(Comment(f"Comment on “{column.heading}”: {cell.comment.strip()}"))
            if not text:
                continue
            if column.name in _WORDS:
                words.setdefault(column.name, []).append(text)
            elif column.name == UPDATE:
                several = len(self.table.of(UPDATE)) > 1
                news += [self._in_column(one, column, several=several) for one in comments_in(text, self.asking.today)]
            elif column.name == MILESTONES:
                action.steps = (*action.steps, *steps_in(text, self.asking.today))
            elif column.name == EXTRA:
                extra.append(f"{column.heading}: {text}" if column.heading else text)
            elif column.name == "priority":
                action.priority = priority_of(text)
                if action.priority is None:
                    extra.append(f"{column.heading}: {text}")
        if action.number and self.column(NUMBER) and not self._counts_wanted(action):
            extra.insert(0, f"{(self.column(NUMBER) or Column(0, 'No', NUMBER)).heading}: {action.number}")
        words["description"] = [*words.get("description", []), *extra]
        action.words = {name: lines("\n".join(said)) for name, said in words.items() if said}
        action.news = tuple(news)
        for name in (*_WORDS, "priority"):
            action.cells[name] = self._cell(name)

    def _counts_wanted(self, action: Planned) -> bool:
        """Whether the number beside an action is that of its recommendation."""
        return any(one.key in action.wanted and one.number == action.number for one in self.walk.wanted.values())

    def _in_column(self, comment: Comment, column: Column, *, several: bool) -> Comment:
        """A comment with the day that its column's heading names, or with the heading before it where there are several."""
        if comment.dated is not None:
            return comment
        said = day_of(column.heading, self.asking.today)
        dated = said.day if said.day is not None and said.day <= self.asking.today else None
        text = (
            f"{column.heading}: {comment.text}"
            if several and dated is None and column is not self.table.of(UPDATE)[0]
            else comment.text
        )
        return Comment(text, dated, comment.author)

    def _fill_names(self, action: Planned, place: int, parts: int) -> None:
        """Owner, accountable and agencies; a word for nobody is asked about."""
        agencies = list(agencies_in(self._part("agency", place, parts)))
        for name in ("owner", LEAD_AGENCY):
            text = self._part(name, place, parts)
            action.cells["owner"] = action.cells.get("owner") or self._cell(name)
            people = [one for one in self._people(name, "owner", text) if one.name]
            organisations = (
                [one.name for one in people if is_agency(one.name)] if name == LEAD_AGENCY or not agencies else []
            )
            people = [one for one in people if one.name not in organisations]
            agencies += [one for one in organisations if as_compared(one) not in map(as_compared, agencies)]
            if people and action.owner is None:
                action.owner = people[0]
                self._also(action, people[1:])
        accountable = self._people("accountable", "accountable", self._part("accountable", place, parts))
        if accountable:
            action.accountable = accountable[0]
            self._also(action, accountable[1:])
        supporting = agencies_in(self._part("supporting", place, parts))
        agencies += [one for one in supporting if as_compared(one) not in map(as_compared, agencies)]
        first_is_support = supporting and agencies and agencies[0] == supporting[0]
        action.agencies = ("", *agencies) if first_is_support else tuple(agencies)
        action.cells["agency"] = self._cell("agency") or self._cell(LEAD_AGENCY) or action.cells["owner"]
        action.cells["supporting"] = self._cell("supporting") or action.cells["agency"]
        action.cells["accountable"] = self._cell("accountable")

    def _people(self, name: str, about: str, text: str) -> Sequence[Named]:
        column = self.column(name)
        if column is None:
            return ()
        answered = self.asking.answer(self.grid.name, cell_name(self.row, column.at))
        if answered is not None and (is_nobody(text) or not answered):
            return names_in(answered) if answered else ()
        if text and is_nobody(text):
            if re.search(r"[a-zA-Z]", text) and as_compared(text) not in ("n/a", "none"):
                self.asking.ask(self.grid, self.row, column.at, about, text, "Who is it?")
            return ()
        return names_in(text)

    def _also(self, action: Planned, others: Iterable[Named]) -> None:
        named = "; ".join(
            f"{one.name} ({one.role or one.agency})" if one.role or one.agency else one.name for one in others
        )
        if named:
            said = action.words.get("description", "")
            action.words["description"] = f"{said}\nAlso named: {named}".strip()

    def _fill_dates(self, action: Planned, place: int, parts: int) -> None:
        due = self._day("due", "due", place, parts)
        revised = self._day(REVISED, "due", place, parts)
        span = self._span()
        action.start = self._day("start", "start", place, parts).day or span.start or due.start
        action.due = revised.day or due.day or span.day
        first = due.day if revised.day else due.earlier or span.earlier
        action.first_due = first if first != action.due else None
        done = self._day("done", "done", place, parts)
        action.done = done.day
        if due.is_done and not revised.day:
            past = due.day is not None and due.day <= self.asking.today
            action.done, action.due = action.done or (due.day if past else None), None
            action.delivery = "complete"
        beside = [
            (name, said.rest) for name, said in (("due", due), (REVISED, revised)) if said.rest and not said.is_done
        ]
        for name, _ in beside:
            column = self.column(name)
            words = f"{column.heading if column else 'Due'}: {one_line(self.text(name))}"
            action.words["description"] = f"{action.words.get('description', '')}\n{words}".strip()
        action.cells.update({"due": self._cell(REVISED) if revised.day else self._cell("due") or self._cell(SPAN),
                             "start": self._cell("start") or self._cell(SPAN), "done": self._cell("done")})  # fmt: skip

    def _day(self, name: str, about: str, place: int, parts: int) -> Said:
        column = self.column(name)
        if column is None:
            return Said()
        part = self._part(name, place, parts)
        whole = part == self.text(name)
        if not whole and parts > 1:
            said = day_of(part, self.asking.today)
            if said.day is not None and said.sure is not Sure.ASKED:
                return said
        return date_said(self.asking, self.grid, self.row, column.at, about)

    def _span(self) -> Said:
        """Start and due date of a cell that holds both; of three days the one between is the revised end."""
        column = self.column(SPAN)
        if column is None:
            return Said()
        found = [
            said
            for part in re.split(r"\n|;|\s[-–—]\s|\bto\b|/(?=\s)", self.text(SPAN))
            if (said := day_of(part, self.asking.today)).day
        ]
        if len(found) == 3:
            return Said(found[1].day, start=found[0].day, earlier=found[2].day)
        if len(found) == 2:
            return Said(found[1].day, start=found[0].day)
        return date_said(self.asking, self.grid, self.row, column.at, "due")

    def _fill_standing(self, action: Planned) -> None:
        delivery, forecast = self.at("delivery"), self.at("forecast")
        said = standing_said(self.asking, self.grid, self.row, delivery, forecast)
        action.delivery = said.delivery or action.delivery
        action.forecast, action.assurance = said.forecast, said.assurance
        if said.blue and self.asking.blue is None:
            self._ask_blue(forecast or delivery or 1)
        if said.blue:
            action.assurance = action.assurance or {"done": "done", "embedded": "embedded"}.get(self.asking.blue or "")
        if said.rest:
            action.news = (*action.news, *comments_in(said.rest, self.asking.today))
        if action.done and (action.delivery is None or action.delivery in ("not started", "in progress")):
            action.delivery = "complete"
        sheet = self.grid.name
        if action.delivery in (None, "complete") and _CLOSED.search(sheet):
            action.delivery = "closed"
        elif action.delivery is None and _COMPLETED.search(sheet):
            action.delivery = "complete"
        if action.delivery is None and (action.forecast or self._has_progress()):
            action.delivery = "in progress"
        action.cells["delivery"] = self._cell("delivery")
        action.cells["forecast"] = self._cell("forecast") or self._cell("delivery")

    def _has_progress(self) -> bool:
        """Whether something is said under a heading that asks for progress, rather than for any note."""
        return any(
            _PROGRESS.search(c.heading) and self.grid.seen(self.row, c.at).text.strip() for c in self.table.of(UPDATE)
        )

    def _ask_blue(self, column: int) -> None:
        """Asks what Blue means, once a file, at the heading."""
        row = self.table.header_row or self.row
        answer = self.asking.answer(self.grid.name, cell_name(row, column))
        if answer is not None:
            self.asking.blue = "embedded" if "embed" in as_compared(answer) else "done" if answer else ""
            return
        why = "What does Blue mean in this plan: done, or done and embedded?"
        if not any(one.about == "assurance" for one in self.asking.questions):
            self.asking.ask(self.grid, row, column, "assurance", "Blue", why, ("done", "embedded"))

    def _fill_struck(self, action: Planned) -> None:
        """Asks what became of an action whose words are all struck out."""
        column = self.column(TITLE)
        if column is None or self.grid.seen(self.row, column.at).text.strip():
            return
        answer = self.asking.answer(self.grid.name, cell_name(self.row, column.at))
        if answer is None:
            why = "These words are struck out: is the action superseded, not adopted, or still meant?"
            self.asking.ask(
                self.grid, self.row, column.at, "delivery", action.title, why, ("superseded", "not adopted", "leave")
            )
        elif answer:
            action.delivery, action.delivery_reason = as_compared(answer), f"Struck out in {self.walk.file}"

    def _fill_measures(self, action: Planned) -> None:
        """Numbers under quarters are readings of the row's measure; words there are comments of that time."""
        readings: list[Reading] = []
        name = one_line(action.words.get("success_measure", "")) or action.title
        for column in self.table.of(QUARTER):
            cell = self.grid.seen(self.row, column.at)
            text = cell.text.strip()
            found = _NUMBER_VALUE.fullmatch(text)
            if found:
                dated = self._quarter_day(column)
                value = float(found[1].replace(",", ""))
                readings.append(Reading(name, value, "%" if found[2] else "", column.heading, dated))
            elif text:
                said = day_of(column.heading, self.asking.today)
                known = said.day if said.day is not None and said.day <= self.asking.today else None
                action.news = (*action.news, Comment(f"{column.heading}: {text}", known))
        action.readings = tuple(readings)
        action.baseline, action.target = self._number("baseline", action), self._number("target", action)

    def _quarter_day(self, column: Column) -> date | None:
        row = self.table.header_row or 1
        answer = self.asking.answer(self.grid.name, cell_name(row, column.at))
        if answer is not None:
            return day_of(answer, self.asking.today).day if answer else None
        said = day_of(column.heading, self.asking.today)
        months = re.findall(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", column.heading)
        year = re.search(r"\b20\d\d\b(?!\s*/)", column.heading)
        if said.day is None and months and year:
            said = day_of(f"{months[-1]} {year[0]}", self.asking.today)
        if said.day is not None and said.day <= self.asking.today:
            return said.day
        answers = tuple(day.isoformat() for day in said.answers if day <= self.asking.today)
        why = "For which day do the figures under this heading stand?"
        self.asking.ask(self.grid, row, column.at, "quarter", column.heading, why, answers)
        return None

    def _number(self, name: str, action: Planned) -> float | None:
        text = self.text(name)
        found = _NUMBER_VALUE.fullmatch(text) if text else None
        if text and found is None:
            column = self.column(name)
            words = f"{column.heading if column else name}: {one_line(text)}"
            action.words["description"] = f"{action.words.get('description', '')}\n{words}".strip()
        return float(found[1].replace(",", "")) if found else None


def mapping_of(table: Table) -> Mapping[str, str]:
    """What each heading was taken for, by the heading as printed."""
    return {column.heading or f"column {cell_name(1, column.at)[:-1]}": column.name for column in table.columns}


def hidden_note(grid: Grid, rows: Iterable[int]) -> str:
    """Says that rows which the file hides were read too; "" for none."""
    count = sum(row in grid.hidden_rows for row in rows)
    return (
        f"{count} hidden row{'s' if count != 1 else ''} of “{grid.name}” {'were' if count != 1 else 'was'} read like the others."
        if count
        else ""
    )
