"""What somebody's plan would become: recommendations, actions, what must be asked, and what became of each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.foreign.grid import cell_name
from tracker.domain.foreign.layout import Table
from tracker.domain.foreign.parts import Comment, Named, Step


class Outcome(StrEnum):
    """What became of a row below the headings."""

    IMPORTED = "imported"
    SKIPPED = "skipped"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of one sheet, what became of it and, where it is left out, why."""

    sheet: str
    row: int
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person must say: where it stands, what stands there, the field it is about, likely answers."""

    sheet: str
    row: int
    column: int
    text: str
    about: str
    why: str
    answers: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """The cell as sheets name it."""
        return cell_name(self.row, self.column)

    @property
    def place(self) -> str:
        """The cell with its sheet: what tells it from the same cell of another."""
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One recommendation of the plan. `wants` are references or numbers, where a cell names it by these alone."""

    key: int
    text: str
    sheet: str
    row: int
    number: str = ""
    paragraph: str = ""
    theme: str = ""
    kind: str = ""
    """Its kind, where the words before it say it: "area for improvement"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number under a period's heading; `dated` is None where nobody has said yet which day it stands for."""

    measure: str
    value: float
    unit: str
    period: str
    dated: date | None


@dataclass(slots=True)
class Planned:
    """One action of the plan, field by field, and the cells in which its fields stand."""

    sheet: str
    row: int
    title: str
    number: str = ""
    wanted: tuple[int, ...] = ()
    wants: tuple[str, ...] = ()
    """References of recommendations that the living plan may know."""
    owner: Named | None = None
    accountable: Named | None = None
    agencies: tuple[str, ...] = ()
    start: date | None = None
    due: date | None = None
    first_due: date | None = None
    done: date | None = None
    delivery: str | None = None
    delivery_reason: str = ""
    forecast: str | None = None
    forecast_reason: str = ""
    assurance: str | None = None
    priority: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    """Description, success measure, evidence needed, impact."""
    steps: tuple[Step, ...] = ()
    news: tuple[Comment, ...] = ()
    readings: tuple[Reading, ...] = ()
    baseline: float | None = None
    target: float | None = None
    cells: dict[str, str] = field(default_factory=dict)
    """Where a field stands, by its name."""


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """A sheet or table of which rows were read, or why it was left."""

    sheet: str
    header_row: int = 0
    mapping: Mapping[str, str] = field(default_factory=dict)
    left: str = ""


@dataclass(frozen=True)
class Draft:
    """All that a file would bring into a plan."""

    file: str
    tables: tuple[Table, ...] = ()
    sheets: tuple[SheetTaken, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    planned: tuple[Planned, ...] = ()
    outcomes: tuple[RowOutcome, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    """The answers that some cell asked for."""

    @property
    def rows(self) -> int:
        """How many rows stand below the headings."""
        return len(self.outcomes)


def settled(outcomes: Sequence[RowOutcome], questions: Sequence[Question]) -> tuple[RowOutcome, ...]:
    """The outcomes with those rows marked about which something is asked."""
    asked = {(question.sheet, question.row) for question in questions}
    return tuple(
        RowOutcome(one.sheet, one.row, Outcome.ASKED)
        if one.outcome is Outcome.IMPORTED and (one.sheet, one.row) in asked
        else one
        for one in outcomes
    )
