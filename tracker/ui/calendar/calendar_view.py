"""The calendar: a month of days with what falls on each, and the list of the day in hand under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.dates.agenda import KINDS, AgendaEntry, agenda, by_day, day_note
from tracker.domain.dates.closures import closure_days
from tracker.domain.dates.dates import LONG_MONTHS, LONG_WEEKDAYS, show, show_with_weekday
from tracker.domain.dates.statutory import add_months
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS as DECLARED
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.calendar.day_list import DayList
from tracker.ui.calendar.month_grid import MonthGrid
from tracker.ui.calendar.month_model import EntryModel, MonthModel, first_shown, last_shown
from tracker.ui.core.hub import Hub
from tracker.ui.core.place import Place
from tracker.ui.filters.chips import FilterChips
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label, rule, tool
from tracker.ui.look.theme import Theme

NEAR, AHEAD = timedelta(days=14), timedelta(days=184)
"""How far ahead of an empty day the next thing is looked for: first nearby, then all the way."""
LIST_STEPS = 42
"""How high the day in hand and its list are, in steps of the grid."""
CHIP_NAMES: dict[str, str] = {
    "statement": "Statement", "step": "Steps", "duty": "Duties",
    **{kind: said.heading for kind, said in DECLARED.items()},
}  # fmt: skip


class CalendarView(Place):
    """A month, the day in hand and the entry in hand; the record in hand is what that entry opens."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        self.day = hub.today
        self._kept: tuple[Snapshot, date, date, tuple[AgendaEntry, ...]] | None = None
        self.month = MonthModel(self)
        self.listed = EntryModel(self)
        self.grid = MonthGrid(self.month, theme, self)
        chips = [(kind, self.tr(CHIP_NAMES[kind]), self.tr("Show only these: {0}").format(name.lower()))
                 for kind, name in KINDS.items()]  # fmt: skip
        self.chips = FilterChips(theme, chips, self)
        self.list = DayList(self.listed, theme, self)
        self._build()
        self._connect()
        self.show_plan()

    def _build(self) -> None:
        theme = self._theme
        self.title = label("", "title", self)
        self.before = tool(theme, "chevron-left", self.tr("The month before (Page Up)"), self)
        self.after = tool(theme, "chevron-right", self.tr("The month after (Page Down)"), self)
        self.today = button(self.tr("Today"), "", self, tip=self.tr("Go to today (T or Home)"))
        top = in_row(theme, self.before, self.after, self.title, None, self.today, gap=1.5)
        head = in_column(theme, top, self.chips, gap=2.5, margins=(4, 3, 4, 2.5))
        in_column(theme, head, (self.grid, 1), rule(self), self._below(), on=self, gap=0, margins=0)
        self.begins_at = self.grid

    def _below(self) -> QWidget:
        """The day in hand with its list, always as high as three entries, so that the days keep their size."""
        theme = self._theme
        self._day_title = label("", "heading", self)
        self._day_note = label("", "quiet", self)
        self._nothing = label("", "quiet", self, wrap=True)
        self._nothing.setContentsMargins(theme.space(4), 0, theme.space(4), 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        named = in_row(theme, self._day_title, (self._day_note, 1), gap=3, margins=(4, 2.5, 4, 1.5))
        below = QWidget(self)
        in_column(theme, named, (self._nothing, 1), (self.list, 1), on=below, gap=0, margins=0)
        below.setFixedHeight(theme.space(LIST_STEPS))
        self._lower = below
        return below

    @Slot()
    def _dress(self) -> None:
        self._lower.setFixedHeight(self._theme.space(LIST_STEPS))

    def _connect(self) -> None:
        self._theme.changed.connect(self._dress)
        self.before.clicked.connect(self._month_before)
        self.after.clicked.connect(self._month_after)
        self.today.clicked.connect(self.go_to_today)
        self.chips.changed.connect(self.show_plan)
        self.grid.day_asked.connect(self.show_day)
        self.grid.entry_asked.connect(self._entry_pressed)
        self.grid.entered.connect(self._entered)
        self.grid.today_asked.connect(self.go_to_today)
        self.list.went_back.connect(self.grid.setFocus)
        self.list.asked.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._entry_chosen)

    # What is shown

    @Slot()
    @override
    def show_plan(self) -> None:
        self._show(self.day)

    @override
    def refresh(self) -> None:
        self._show(self.day)

    def _show(self, day: date) -> None:
        snapshot, today = self._hub.snapshot, self._hub.today
        whole = self._whole(day)
        month = [entry for entry in whole if (entry.day.year, entry.day.month) == (day.year, day.month)]
        counts = Counter(entry.kind for entry in month)
        self.chips.show_counts({kind: counts[kind] for kind in KINDS})
        terms = self.chips.terms
        entries = by_day(entry for entry in whole if not terms or entry.kind in terms)
        self.day = day
        self.month.show_month(day, entries, today, closure_days(snapshot.plan))
        self.title.setText(f"{LONG_MONTHS[day.month - 1]} {day.year}")
        self.grid.put_hand_on(day)
        self._show_list()

    def _whole(self, day: date) -> tuple[AgendaEntry, ...]:
        """All that falls on the six weeks round a day, worked out once while neither plan nor day changes."""
        snapshot, today, first = self._hub.snapshot, self._hub.today, first_shown(day)
        kept = self._kept
        if kept is None or kept[0] is not snapshot or kept[1:3] != (today, first):
            kept = self._kept = (snapshot, today, first, agenda(snapshot, today, first, last_shown(day)))
        return kept[3]

    def _wanted(self, entry: AgendaEntry) -> bool:
        return not self.chips.terms or entry.kind in self.chips.terms

    def _show_list(self) -> None:
        day, entries = self.day, self.month.entries(self.day)
        kept = self.listed.entry(self.list.currentIndex())
        self.listed.show_entries(entries)
        self._day_title.setText(f"{LONG_WEEKDAYS[day.weekday()]} {show(day)}")
        note = day_note(day, closure_days(self._hub.snapshot.plan))
        number = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}" if entries else ""
        parts = ("Today" if day == self._hub.today else "", note, number)
        self._day_note.setText("  ·  ".join(part for part in parts if part))
        self.list.setAccessibleName(self.tr("What falls on {0}").format(show(day)))
        self.list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        if not entries:
            self._nothing.setText(self._next_words())
            self.chosen.emit(None)
            return
        same = [n for n, entry in enumerate(entries) if kept is not None and entry.key == kept.key]
        self.list.setCurrentIndex(self.listed.index(same[0] if same else 0))
        self.chosen.emit(self.current_id())

    def _next_words(self) -> str:
        """What to say of an empty day: when the next thing falls."""
        coming, start = None, self.day + timedelta(days=1)
        for end in (self.day + NEAR, self.day + AHEAD):
            if coming is None:
                ahead = agenda(self._hub.snapshot, self._hub.today, start, end)
                coming, start = next((entry for entry in ahead if self._wanted(entry)), None), end + timedelta(days=1)
        if coming is None:
            return self.tr("Nothing falls on this day, nor in the six months after it.")
        named = f"{coming.ref} {coming.words}".strip()
        return self.tr("Nothing falls on this day. Next: {0}, {1}.").format(show_with_weekday(coming.day), named)

    # Moving about

    @Slot(object)
    def show_day(self, day: date) -> None:
        """Goes to a day."""
        if (day.year, day.month) != (self.day.year, self.day.month):
            self._show(day)
        elif day != self.day:
            self.day = day
            self.grid.put_hand_on(day)
            self._show_list()

    @Slot()
    def go_to_today(self) -> None:
        """Goes to today."""
        self.show_day(self._hub.today)

    @Slot()
    def _month_before(self) -> None:
        self.grid.ask(add_months(self.day, -1))

    @Slot()
    def _month_after(self) -> None:
        self.grid.ask(add_months(self.day, 1))

    @Slot(object, int)
    def _entry_pressed(self, _day: date, place: int) -> None:
        self.list.setCurrentIndex(self.listed.index(place))

    @Slot()
    def _entered(self) -> None:
        """Enter on a day: into its list, or straight to the one thing that falls on it."""
        if len(self.listed.entries) == 1:
            self._open(self.listed.entries[0])
        elif self.listed.entries:
            self.list.setFocus()

    @Slot(QModelIndex, QModelIndex)
    def _entry_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        entry = self.listed.entry(current)
        if entry is not None:
            self.chosen.emit(entry.opens)

    @Slot(object)
    def _open(self, entry: AgendaEntry) -> None:
        self.opened.emit(entry.opens)

    # The record in hand

    @override
    def current_id(self) -> RecordId | None:
        entry = self.listed.entry(self.list.currentIndex())
        return entry.opens if entry is not None else None

    @override
    def show_record(self, record_id: RecordId | None) -> bool:
        every = self.listed.entries
        if not any(record_id in (entry.record, entry.about) for entry in every):
            every = agenda(self._hub.snapshot, self._hub.today)
        found = [entry for entry in every if record_id in (entry.record, entry.about)]
        found.sort(key=lambda entry: entry.record != record_id)
        here = [entry for entry in found if entry.day == self.day] or found
        if not here or not self._wanted(here[0]):
            return False
        self.show_day(here[0].day)
        keys = [entry.key for entry in self.listed.entries]
        self.list.setCurrentIndex(self.listed.index(keys.index(here[0].key)))
        return True

    def set_kinds(self, kinds: Sequence[str]) -> None:
        """Shows only these kinds of entry; all of them for none."""
        self.chips.choose(kinds)

    @property
    @override
    def filtered(self) -> bool:
        return bool(self.chips.terms)

    @Slot()
    @override
    def clear_filters(self) -> None:
        self.set_kinds(())

    @override
    def state(self) -> dict[str, Any]:
        return {"day": self.day.isoformat(), "kinds": list(self.chips.terms)}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self.set_kinds([str(kind) for kind in state.get("kinds", [])])
        try:
            self.grid.ask(date.fromisoformat(str(state.get("day", ""))))
        except ValueError:
            self.go_to_today()
