"""What single cells of a plan come to: dates, states, names; each answered, taken, or put as a question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from tracker.domain.dates.dates import parse
from tracker.domain.foreign.days import Said, Sure, day_of, said_sentence
from tracker.domain.foreign.draft import Question
from tracker.domain.foreign.grid import Grid, GridCell, Place
from tracker.domain.foreign.keys import COLOURS
from tracker.domain.foreign.states import Standing, colour_of, standing_of
from tracker.domain.plan.records import DELIVERY, FORECAST
from tracker.domain.text.words import as_compared, shortened
from tracker.errors import UserError

LEAVE: Final = frozenset({"", "leave", "skip", "none", "null", "no", "empty"})
AS_IT_STANDS: Final = frozenset({"take", "theirs", "file"})
"""Answers that take what the file says: the cell is read as it stands."""
_SERIALS: Final = (20_000, 80_000)
_EPOCH: Final = date(1899, 12, 30)


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


_BEGUN: Final = {Sure.MONTH: _first_of_month, Sure.WEEK: _monday}
"""What starts in a month starts on its first day, in a week on its Monday."""


_FROM = re.compile(r"(?:from|starting|commencing|since|beginning)\b", re.IGNORECASE)


def answered(answers: Mapping[str, str], used: set[str], sheet: str, cell: str) -> str | None:
    """What a person answered for a cell, with its sheet or without; that it was looked for is kept in `used`."""
    name = next((one for one in (f"{sheet}!{cell}", cell) if one in answers), None)
    if name is None:
        return None
    used.add(name)
    return answers[name]


@dataclass
class Asking:
    """What has been asked so far of a file, with the answers that a person gave by cell."""

    today: date
    answers: Mapping[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """The answers that were looked for."""
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    blue: str | None = None
    """What Blue means in this file: "done", "embedded", or None where nobody has said."""
    key: Mapping[str, Standing] = field(default_factory=dict)
    """What the file's own key says of colours and letters."""

    def learn(self, key: Mapping[str, Standing]) -> None:
        """Takes over what the file's own key says."""
        self.key = key
        blue = key.get("blue")
        if blue is not None and blue.delivery in ("complete", "closed"):
            self.blue = "embedded" if blue.assurance in ("embedded", "impact shown") else "done"

    def by_key(self, said: Standing | None, mark: str) -> Standing | None:
        """What a colour or letter says, as the file's own key explains it."""
        meant = self.key.get(COLOURS.get(mark, mark))
        if meant is None:
            return said
        if said is None:
            return meant
        return replace(said, delivery=meant.delivery, assurance=said.assurance or meant.assurance)

    def answer(self, grid: Grid, row: int, column: int) -> str | None:
        """What a person answered for a cell; "" where it is to be left empty, None where it counts as it stands."""
        sheet, cell = grid.place_of(row, column)[0], grid.name_of(row, column)
        said = answered(self.answers, self.used, sheet, cell)
        if said is None or as_compared(said) in AS_IT_STANDS:
            return None
        return "" if as_compared(said) in LEAVE else said

    def ask(self, grid: Grid, place: Place, about: str, text: str, *, why: str, answers: tuple[str, ...] = ()) -> None:
        """Puts a question, once a cell and field."""
        question = Question(*grid.place_of(*place), shortened(text.strip(), 300), about, why, answers)
        self.questions.append(question)


def date_said(asking: Asking, grid: Grid, place: Place, about: str) -> Said:
    """What a cell says of a date; what cannot be sure is asked, and a person's answer counts instead."""
    cell = grid.seen(*place)
    answered = asking.answer(grid, *place)
    if answered is not None:
        return (
            Said(_answered_day(answered, f"{grid.place_of(*place)[0]}!{grid.name_of(*place)}")) if answered else Said()
        )
    if cell.fault and not cell.text:
        why = "The cell holds a formula without a result: which day is meant?"
        asking.ask(grid, place, about, cell.fault, why=why)
        return Said()
    said = _typed(cell) or day_of(cell.text, asking.today)
    if said.sure is Sure.ASKED:
        answers = tuple(day.isoformat() for day in said.answers)
        asking.ask(grid, place, about, cell.text, why=said.why, answers=answers)
    elif about == "due" and said.day is not None and said.start is None and _FROM.match(cell.text.strip()):
        asking.ask(grid, place, about, cell.text, why="It says from when, not by when: by which day?")
        return Said(rest=cell.text.strip())
    elif about == "done" and said.day is not None and said.day > asking.today:
        asking.ask(grid, place, about, cell.text, why="This day is still to come: when was it done?")
        return replace(said, day=None)
    elif about == "start" and said.day is not None and said.sure in _BEGUN:
        return replace(said, day=_BEGUN[said.sure](said.day))
    elif (note := said_sentence(said, cell.text)) and note not in asking.notes:
        asking.notes.append(note)
    return said


def _answered_day(answer: str, where: str) -> date:
    try:
        return parse(answer)
    except UserError as fault:
        raise UserError(f"the answer for {where}, “{answer}”, is not a date", fault.hint) from fault


def _typed(cell: GridCell) -> Said | None:
    """A date or a day's number that the file keeps as such; one that is shown as a month alone is read as a month."""
    if isinstance(cell.value, date):
        shown = day_of(cell.text, cell.value)
        return shown if shown.day is not None and shown.sure is Sure.MONTH else Said(cell.value)
    if isinstance(cell.value, int | float) and _SERIALS[0] < cell.value < _SERIALS[1]:
        return Said(_EPOCH + timedelta(days=int(cell.value)))
    return None


def standing_said(asking: Asking, grid: Grid, row: int, delivery: int | None, forecast: int | None) -> Standing:
    """How an action stands by its columns for state and colour, with what cannot be sure asked."""
    state = _by_words(asking, grid, row, delivery, "delivery") if delivery else Standing()
    colour = _by_words(asking, grid, row, forecast, "forecast") if forecast else Standing()
    blue = state.blue or colour.blue
    rest = "\n".join(part for part in (state.rest, colour.rest) if part)
    return Standing(
        _first(state.delivery, colour.delivery),
        _first(colour.forecast, state.forecast),
        _first(state.assurance, colour.assurance),
        blue,
        rest,
    )


def _first(one: str | None, other: str | None) -> str | None:
    return one if one is not None else other


def _by_words(asking: Asking, grid: Grid, row: int, column: int, about: str) -> Standing:
    cell = grid.seen(row, column)
    text = cell.text.strip()
    answered = asking.answer(grid, row, column)
    if answered is not None:
        return _answered_state(answered, about, f"{grid.place_of(row, column)[0]}!{grid.name_of(row, column)}")
    said = standing_of(text, percent=about == "delivery") if text else Standing()
    colour = _painted(grid, row, column)
    painted = asking.by_key(_PAINTED.get(colour, Standing()), colour) or Standing()
    if text and (as_compared(text) in COLOURS or len(text) == 1):
        said = asking.by_key(said, as_compared(text))
    if said is None:
        if len(text) > 40:
            return replace(painted, rest=text)
        if text.strip("-–—?. ") and as_compared(text) not in ("n/a", "tbc", "none"):
            tokens = FORECAST if about == "forecast" else DELIVERY
            asking.ask(grid, (row, column), about, text, why="What does this say of the action?", answers=tuple(tokens))
        return painted
    if said.forecast and painted.forecast and said.forecast != painted.forecast and about == "forecast":
        why = f"The words say {said.forecast}, the colour of the cell {painted.forecast}: which holds?"
        asking.ask(grid, (row, column), about, text, why=why, answers=(said.forecast, painted.forecast))
        return replace(said, forecast=None)
    if not text:
        return painted
    return said


_PAINTED: Final[Mapping[str, Standing]] = {
    "red": Standing(forecast="red"),
    "amber": Standing(forecast="amber"),
    "green": Standing(forecast="green"),
    "blue": Standing(delivery="complete", blue=True),
}


def _painted(grid: Grid, row: int, column: int) -> str:
    """The colour of a cell's ground, where it is not simply that of its whole row."""
    fill = grid.seen(row, column).fill
    if not fill or not colour_of(fill):
        return ""
    beside = [grid.seen(row, at).fill for at in range(1, grid.last_column + 1) if at != column]
    if sum(one == fill for one in beside) > 0.6 * len(beside) and len(beside) > 1:
        return ""
    return colour_of(fill)


def _answered_state(answer: str, about: str, where: str) -> Standing:
    if not answer:
        return Standing()
    said = standing_of(answer)
    if said is None or (about == "forecast" and said.forecast is None and said.delivery is None):
        tokens = ", ".join(FORECAST if about == "forecast" else DELIVERY)
        raise UserError(f"the answer for {where}, “{answer}”, is not a state", f"it is one of: {tokens}; or leave")
    return said
