"""Who has how much to do, and when: open actions by owner (or agency) and month of their last approved date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates.dates import LONG_MONTHS, MONTHS, show
from tracker.domain.dates.deadlines import is_open, is_overdue
from tracker.domain.people.people import fold, left_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Agency, Person
from tracker.domain.plan.snapshot import Snapshot

BY = ("owner", "agency")
MONTHS_AHEAD = 12
OVERDUE, LATER, NO_DATE = "overdue", "later", "no date"


@dataclass(frozen=True, slots=True)
class LoadColumn:
    """One column: `key` is overdue, later, no date or a month such as 2024-03; `words` say its `name` in full."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One owner or agency (`record` None: nobody) with the references of the actions in each column."""

    record: RecordId | None
    name: str
    note: str
    cells: tuple[tuple[str, ...], ...]

    @property
    def refs(self) -> tuple[str, ...]:
        """All its actions."""
        return tuple(ref for cell in self.cells for ref in cell)


@dataclass(frozen=True, slots=True)
class Workload:
    """The matrix: every open action stands in one cell. `totals` holds the references of each column."""

    columns: tuple[LoadColumn, ...]
    rows: tuple[LoadRow, ...]
    totals: tuple[tuple[str, ...], ...]

    @property
    def refs(self) -> tuple[str, ...]:
        """All open actions."""
        return tuple(ref for cell in self.totals for ref in cell)

    @property
    def heaviest(self) -> int:
        """The number in the fullest cell, by which cells are shaded."""
        return max((len(cell) for row in self.rows for cell in row.cells), default=0)


def workload(snapshot: Snapshot, today: date, by: str = "owner") -> Workload:
    """Open actions by owner or agency and by month; those that nobody has come last, names in order before them."""
    columns = load_columns(today)
    places = {column.key: place for place, column in enumerate(columns)}
    cells: dict[RecordId | None, list[list[str]]] = defaultdict(lambda: [[] for _ in columns])
    totals: list[list[str]] = [[] for _ in columns]
    known: dict[date | None, int] = {}
    for action in filter(is_open, snapshot.actions):
        at = known.get(action.due)
        if at is None:
            at = known[action.due] = places[_column(action, today, places)]
        who = action.owner if by == "owner" else action.agency
        cells[who if who in cells or snapshot.get(who) is not None else None][at].append(action.ref)
        totals[at].append(action.ref)
    rows = [_row(snapshot, today, by, who, found) for who, found in cells.items()]
    rows.sort(key=lambda row: (row.record is None, fold(row.name)))
    return Workload(columns, tuple(rows), _frozen(totals))


def load_columns(today: date) -> tuple[LoadColumn, ...]:
    """The columns as seen from a day: overdue, this month and eleven more, later, no date."""
    return (
        LoadColumn(OVERDUE, "Overdue", "overdue"),
        *(_month(today, ahead) for ahead in range(MONTHS_AHEAD)),
        LoadColumn(LATER, "Later", "due later"),
        LoadColumn(NO_DATE, "No date", "without a date"),
    )


def _month(today: date, ahead: int) -> LoadColumn:
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    shown = f"{MONTHS[month]} {year}" if ahead == 0 or month == 0 else MONTHS[month]
    return LoadColumn(f"{year:04d}-{month + 1:02d}", shown, f"due in {LONG_MONTHS[month]} {year}")


def _column(action: Action, today: date, known: dict[str, int]) -> str:
    if action.due is None:
        return NO_DATE
    if is_overdue(action, today):
        return OVERDUE
    month = f"{action.due.year:04d}-{action.due.month:02d}"
    return month if month in known else LATER


def _row(snapshot: Snapshot, today: date, by: str, who: RecordId | None, cells: list[list[str]]) -> LoadRow:
    found = snapshot.get(who)
    if found is None:
        return LoadRow(None, "No owner" if by == "owner" else "No agency", "nobody is named", _frozen(cells))
    return LoadRow(who, found.name, _note(snapshot, today, by, found), _frozen(cells))


def _note(snapshot: Snapshot, today: date, by: str, found: Person | Agency) -> str:
    """Since when, or from when, nobody stands behind the name."""
    left = left_words(snapshot, found.id, today) if by == "owner" else ""
    if left or found.active_to is None:
        return left
    if by == "owner":
        return f"leaving {show(found.active_to)}"
    return f"{'ended' if found.active_to < today else 'ends'} {show(found.active_to)}"


def _frozen(cells: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell) for cell in cells)
