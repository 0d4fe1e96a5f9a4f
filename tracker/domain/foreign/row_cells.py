"""One row's action, field by field: words, names, dates, state, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from tracker.domain.foreign.cells import Asking, date_said, standing_said
from tracker.domain.foreign.columns import (
    EXTRA,
    LEAD_AGENCY,
    MILESTONES,
    NUMBER,
    QUARTER,
    REVISED,
    SPAN,
    TITLE,
    UPDATE,
)
from tracker.domain.foreign.days import Said, Sure, day_of
from tracker.domain.foreign.draft import Planned, Reading
from tracker.domain.foreign.layout import Column, Table
from tracker.domain.foreign.parts import (
    Comment,
    Named,
    agencies_in,
    agency_headed,
    comments_in,
    is_agency,
    is_nobody,
    listed,
    names_in,
    steps_in,
)
from tracker.domain.foreign.row_kinds import priority_of
from tracker.domain.foreign.states import standing_of
from tracker.domain.text.words import as_compared, lines, one_line

WORDS: Final = ("description", "success_measure", "evidence_needed", "impact", "forecast_reason")
_CLOSED = re.compile(r"\b(?:closed|archived?|signed[ -]off|discharged)\b", re.IGNORECASE)
_COMPLETED = re.compile(r"\b(?:completed?|done|finished)\b", re.IGNORECASE)
_PROGRESS = re.compile(r"progress|update|position|status|done so far|have we done|been done", re.IGNORECASE)
_NUMBER_VALUE = re.compile(r"[<>≥≤~]?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(%?)")


_WITH_PARAGRAPHS = re.compile(r"([A-Za-z]{0,4}[ .-]?\d+(?:\.\d+)*[a-z]?)[.:)]?\s*\(([\d ,;&–-]+)\)")


class RowCells:
    """One row of a table, and what its cells say of an action."""

    def __init__(self, asking: Asking, file: str, table: Table, row: int) -> None:
        self.asking, self.file, self.table, self.grid, self.row = asking, file, table, table.grid, row
        self.counts_wanted = False

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

    @property
    def number(self) -> str:
        """The row's number, without paragraphs that stand behind it: "17. (57, 138)"."""
        text = self.text(NUMBER)
        found = _WITH_PARAGRAPHS.fullmatch(text)
        return found[1] if found else text

    @property
    def paragraph(self) -> str:
        """The paragraphs of the report that are named, in a column of their own or behind the number."""
        found = _WITH_PARAGRAPHS.fullmatch(self.text(NUMBER))
        return self.text("paragraph") or (found[2] if found else "")

    @property
    def row_of_headings(self) -> int:
        """Where a question about a whole column is put."""
        return self.table.header_row or (0 if self.grid.covers else self.row)

    def _cell(self, name: str) -> str:
        at = self.at(name)
        return self.grid.name_of(self.row, at) if at else ""

    def _part(self, name: str, place: int, parts: int) -> str:
        """The part of a cell that belongs to one of several actions, where it has as many; else all of it."""
        return _part_of(self.text(name), place, parts)

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
            if column.name in WORDS:
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
        if action.number and self.column(NUMBER) and not self.counts_wanted:
            extra.insert(0, f"{(self.column(NUMBER) or Column(0, 'No', NUMBER)).heading}: {action.number}")
        words["description"] = [*words.get("description", []), *extra]
        action.words = {name: lines("\n".join(said)) for name, said in words.items() if said}
        action.news = tuple(news)
        for name in (*WORDS, "priority"):
            action.cells[name] = self._cell(name)

    def _in_column(self, comment: Comment, column: Column, *, several: bool) -> Comment:
        """A comment with the day that its column's heading names, or else with that heading before it."""
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
        for column in (*self.table.of("owner"), *self.table.of(LEAD_AGENCY)):
            text = _part_of(self.grid.seen(self.row, column.at).text.strip(), place, parts)
            people = [one for one in self._people(column, "owner", text) if one.name]
            if people and "owner" not in action.cells:
                action.cells["owner"] = self.grid.name_of(self.row, column.at)
            has_own = bool(agencies) and column.name == "owner"
            organisations = [] if has_own else [one.name for one in people if is_agency(one.name)]
            people = [one for one in people if one.name not in organisations]
            named = agency_headed(column.heading) if people else ""
            found = [*organisations, *([named] if named else [])]
            agencies += [one for one in found if as_compared(one) not in map(as_compared, agencies)]
            if people and action.owner is None:
                action.owner, people = people[0], people[1:]
            self._also(action, people)
        action.cells.setdefault("owner", self._cell("owner") or self._cell(LEAD_AGENCY))
        answers_for_it = self.column("accountable")
        text = self._part("accountable", place, parts)
        accountable = self._people(answers_for_it, "accountable", text) if answers_for_it is not None else ()
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

    def _people(self, column: Column, about: str, text: str) -> Sequence[Named]:
        answered = self.asking.answer(self.grid, self.row, column.at)
        if answered is not None and (is_nobody(text) or not answered):
            return names_in(answered) if answered else ()
        if text and is_nobody(text):
            if re.search(r"[a-zA-Z]", text) and as_compared(text) not in ("n/a", "none"):
                self.asking.ask(self.grid, (self.row, column.at), about, text, why="Who is it?")
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
        moved = revised.day is not None or revised.sure is Sure.ASKED
        action.due = revised.day if moved else due.day or span.day
        first = due.earlier or span.earlier
        action.first_due = due.day if self.column(REVISED) else first if first != action.due else None
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
        action.cells.update(
            {
                "due": self._cell(REVISED) if moved else self._cell("due") or self._cell(SPAN),
                "start": self._cell("start") or self._cell(SPAN),
                "done": self._cell("done"),
            }
        )

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
        return date_said(self.asking, self.grid, (self.row, column.at), about)

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
        return date_said(self.asking, self.grid, (self.row, column.at), "due")

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
        if action.delivery is None and delivery is None and forecast is None:
            action.delivery = self._delivery_told()
        if action.delivery is None and (action.forecast or self._has_progress()):
            action.delivery = "in progress"
        action.cells["delivery"] = self._cell("delivery")
        action.cells["forecast"] = self._cell("forecast") or self._cell("delivery")

    def _delivery_told(self) -> str | None:
        """The state that is all a cell for progress or impact says, where no column holds states."""
        told = (standing_of(self.text(name)) for name in (UPDATE, "impact") if self.text(name))
        return next((one.delivery for one in told if one is not None and one.delivery), None)

    def _has_progress(self) -> bool:
        """Whether something is said under a heading that asks for progress, rather than for any note."""
        return any(
            _PROGRESS.search(c.heading) and self.grid.seen(self.row, c.at).text.strip() for c in self.table.of(UPDATE)
        )

    def _ask_blue(self, column: int) -> None:
        """Asks what Blue means, once a file, at the heading."""
        row = self.row_of_headings
        answer = self.asking.answer(self.grid, row, column)
        if answer is not None:
            self.asking.blue = "embedded" if "embed" in as_compared(answer) else "done" if answer else ""
            return
        why = "What does Blue mean in this plan: done, or done and embedded?"
        if not any(one.about == "assurance" for one in self.asking.questions):
            self.asking.ask(self.grid, (row, column), "assurance", "Blue", why=why, answers=("done", "embedded"))

    def _fill_struck(self, action: Planned) -> None:
        """Asks what became of an action whose words are all struck out."""
        column = self.column(TITLE)
        if column is None or self.grid.seen(self.row, column.at).text.strip():
            return
        answer = self.asking.answer(self.grid, self.row, column.at)
        if answer is None:
            action.delivery = action.forecast = action.done = None
            why = "These words are struck out: is the action superseded, not adopted, or still meant?"
            self.asking.ask(
                self.grid,
                (self.row, column.at),
                "delivery",
                action.title,
                why=why,
                answers=("superseded", "not adopted", "leave"),
            )
        elif answer:
            action.delivery, action.delivery_reason = as_compared(answer), f"Struck out in {self.file}"

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
        row = self.row_of_headings
        answer = self.asking.answer(self.grid, row, column.at)
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
        self.asking.ask(self.grid, (row, column.at), "quarter", column.heading, why=why, answers=answers)
        return None

    def _number(self, name: str, action: Planned) -> float | None:
        text = self.text(name)
        found = _NUMBER_VALUE.fullmatch(text) if text else None
        if text and found is None:
            column = self.column(name)
            words = f"{column.heading if column else name}: {one_line(text)}"
            action.words["description"] = f"{action.words.get('description', '')}\n{words}".strip()
        return float(found[1].replace(",", "")) if found else None


def _part_of(text: str, place: int, parts: int) -> str:
    if parts < 2 or not text:
        return text
    items = listed(text)[1]
    items = items if len(items) == parts else tuple(line.strip() for line in text.split("\n") if line.strip())
    return items[place] if len(items) == parts else text
