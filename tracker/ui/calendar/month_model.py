"""Six weeks of days with what falls on each, and the list of one day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from tracker.domain.dates.agenda import KINDS, AgendaEntry, day_note
from tracker.domain.dates.dates import LONG_WEEKDAYS, WEEKDAYS, show
from tracker.domain.dates.working_days import is_working_day
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.plain import plain_tip

WEEKS, DAYS = 6, 7
Entries = Mapping[date, tuple[AgendaEntry, ...]]


class DayRole(IntEnum):
    """What a day can be asked for beside its text."""

    DAY = Qt.ItemDataRole.UserRole + 1
    ENTRIES = Qt.ItemDataRole.UserRole + 2
    NOTE = Qt.ItemDataRole.UserRole + 3
    WORKING = Qt.ItemDataRole.UserRole + 4
    INSIDE = Qt.ItemDataRole.UserRole + 5
    TODAY = Qt.ItemDataRole.UserRole + 6


def first_shown(month: date) -> date:
    """The Monday with which the six weeks of a month begin."""
    first = month.replace(day=1)
    return first - timedelta(days=first.weekday())


def last_shown(month: date) -> date:
    """The Sunday with which they end."""
    return first_shown(month) + timedelta(days=WEEKS * DAYS - 1)


class MonthModel(QAbstractTableModel):
    """One month, Monday first, with the days round it that fill six weeks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.month = self.today = date(2000, 1, 1)
        self._entries: Entries = {}
        self._closed: Collection[date] = ()

    def show_month(self, month: date, entries: Entries, today: date, closed: Collection[date]) -> None:
        """Shows a month. Days change one by one where it is the month on show."""
        month = month.replace(day=1)
        if month != self.month:
            self.beginResetModel()
            self.month, self._entries, self.today, self._closed = month, entries, today, closed
            self.endResetModel()
            return
        before = self._shown()
        self._entries, self.today, self._closed = entries, today, closed
        for number, (old, new) in enumerate(zip(before, self._shown(), strict=True)):
            if old != new:
                place = self.index(number // DAYS, number % DAYS)
                self.dataChanged.emit(place, place)

    def _shown(self) -> list[tuple[Any, ...]]:
        """What each day shows, day by day."""
        first = first_shown(self.month)
        days = (first + timedelta(number) for number in range(WEEKS * DAYS))
        return [(day == self.today, day in self._closed, self.entries(day)) for day in days]

    def day(self, index: AnyIndex) -> date | None:
        """The day of a cell."""
        return first_shown(self.month) + timedelta(index.row() * DAYS + index.column()) if index.isValid() else None

    def place(self, day: date) -> QModelIndex:
        """The cell of a day; none where it is not on show."""
        number = (day - first_shown(self.month)).days
        return self.index(number // DAYS, number % DAYS) if 0 <= number < WEEKS * DAYS else QModelIndex()

    def entries(self, day: date | None) -> tuple[AgendaEntry, ...]:
        """What falls on a day on show."""
        return self._entries.get(day, ()) if day is not None else ()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else WEEKS

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else DAYS

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < DAYS:
            if role == Qt.ItemDataRole.DisplayRole:
                return WEEKDAYS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        answers: dict[int, Callable[[], Any]] = {
            DayRole.DAY: lambda: day,
            DayRole.ENTRIES: lambda: self.entries(day),
            DayRole.NOTE: lambda: day_note(day, self._closed),
            DayRole.WORKING: lambda: is_working_day(day, self._closed),
            DayRole.INSIDE: lambda: (day.year, day.month) == (self.month.year, self.month.month),
            DayRole.TODAY: lambda: day == self.today,
            Qt.ItemDataRole.DisplayRole: lambda: str(day.day),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self.spoken(day),
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tip("\n".join(one.sentence for one in self.entries(day))),
        }
        return answers[role]() if role in answers else None

    def spoken(self, day: date) -> str:
        """A day as one sentence, for those who hear it."""
        entries = self.entries(day)
        number = len(entries)
        parts = [f"{LONG_WEEKDAYS[day.weekday()]} {show(day)}", "today" if day == self.today else ""]
        parts.append(day_note(day, self._closed).lower())
        parts.append(f"{number} {'entry' if number == 1 else 'entries'}" if number else "nothing")
        return ", ".join(part for part in parts if part) + "".join(f". {entry.sentence}" for entry in entries)


class EntryModel(QAbstractListModel):
    """What falls on one day, a row each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[AgendaEntry, ...] = ()

    def show_entries(self, entries: Sequence[AgendaEntry]) -> None:
        """Lists these."""
        if tuple(entries) != self.entries:
            self.beginResetModel()
            self.entries = tuple(entries)
            self.endResetModel()

    def entry(self, index: AnyIndex) -> AgendaEntry | None:
        """The entry of a row."""
        return self.entries[index.row()] if index.isValid() and index.row() < len(self.entries) else None

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{entry.ref} {entry.words}".strip()
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return plain_tip(entry.sentence) if role == Qt.ItemDataRole.ToolTipRole else entry.sentence
        return entry if role == DayRole.ENTRIES else None


def quiet_words(entry: AgendaEntry) -> str:
    """The second line of an entry: what it is, and how it stands where that is worth a word."""
    state = entry.status.word if entry.late or entry.done else ""
    return "  ·  ".join(part for part in (KINDS[entry.kind], state) if part)
