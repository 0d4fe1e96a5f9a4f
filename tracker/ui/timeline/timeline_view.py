"""The timeline: actions along time under their recommendations, with filters, zoom and the way back to today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.dates.timeline import ZOOMS, Reach
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.errors import UserError
from tracker.ui.core.hub import Hub
from tracker.ui.filters.chip_counts import ChipCounts
from tracker.ui.filters.chips import CHIPS, FilterChips
from tracker.ui.filters.filter_line import TYPING_MS
from tracker.ui.lists.cells import Look
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.theme import Theme
from tracker.ui.timeline.time_legend import TimeLegend
from tracker.ui.timeline.time_scale import TimeScale
from tracker.ui.timeline.timeline_bar import TimelineBar
from tracker.ui.timeline.timeline_model import TimelineModel
from tracker.ui.timeline.timeline_tree import TimelineTree


class TimelineView(QWidget):
    """`chosen` carries the record in hand, `opened` one to be opened, `attach_asked` files let go on an action."""

    chosen = Signal(object)
    opened = Signal(object)
    said = Signal(str)
    attach_asked = Signal(object, object)
    import_asked = Signal()

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self._anchor = hub.today
        self._stale = False
        self.model = TimelineModel(self)
        self.reach = Reach()
        self.scale = TimeScale(theme, self)
        self.tree = TimelineTree(self.model, self.scale, theme, self)
        self.bar = TimelineBar(theme, self)
        self.search = self.bar.search
        self.chips = FilterChips(theme, [(t, self.tr(n), self.tr(tip)) for t, n, tip in CHIPS], self)
        self.counts = ChipCounts(hub, self.model, self.chips, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._build()
        self._connect()
        self.show_plan()

    def _build(self) -> None:
        theme = self._theme
        self.empty = EmptyState(theme, "chart-gantt", self)
        self.across = QScrollBar(Qt.Orientation.Horizontal, self)
        self.across.setAccessibleName(self.tr("Days on show"))
        self._lead = QWidget(self)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._lead)
        below.addWidget(self.across, 1)
        work = QWidget(self)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addLayout(below)
        column.addWidget(TimeLegend(theme, self))
        self._stack = QStackedLayout()
        self._stack.addWidget(work)
        self._stack.addWidget(self.empty)
        head = QVBoxLayout()
        head.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(2.5))
        head.setSpacing(theme.space(2.5))
        head.addWidget(self.bar)
        head.addWidget(self.chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self._hub.changed.connect(self._follow)
        self.search.textChanged.connect(self._typed)
        self.search.left_down.connect(self._into_list)
        self._typing.timeout.connect(self._filter)
        self.chips.changed.connect(self._filter)
        self.bar.clear.clicked.connect(self.clear_filters)
        self.empty.pressed.connect(self._next_step)
        self.bar.today.clicked.connect(self.go_to_today)
        self.bar.stepped.connect(self.zoom_by)
        self.bar.zooms.idToggled.connect(self._zoom_pressed)
        self.tree.chosen.connect(self.chosen)
        self.tree.opened.connect(self.opened)
        self.tree.dropped.connect(self.attach_asked)
        self.tree.zoomed.connect(self.zoom_by)
        self.tree.moved.connect(self._move_by)
        self.tree.today_asked.connect(self.go_to_today)
        self.tree.header().sectionResized.connect(self._resized)
        self.tree.resized.connect(self._resized)
        self.scale.changed.connect(self._fit)
        self.across.valueChanged.connect(self._scrolled)
        self.model.counted.connect(self._show_state)
        self._theme.changed.connect(self._resized)

    # What is listed

    def look(self) -> Look:
        """What the list is worked out from now."""
        return Look(self._hub.snapshot, self._hub.today, self._hub.who, False)

    @Slot()
    def show_plan(self) -> None:
        """Lists the plan from nothing (also after the day or the person changed)."""
        self.model.show_plan(self.look())
        self.reach.look(self._hub.snapshot)
        self._measure()

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        self.model.follow(self.look(), changes)
        self.reach.look(self._hub.snapshot, (one for ids in changes.ids.values() for one in ids))
        self._stale = not self.isVisible()
        if not self._stale:
            self._measure()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._measure()

    def _measure(self) -> None:
        """Brings the days to scroll over and the chips' counts in line with the plan."""
        today = self._hub.today
        self.scale.show_days(*self.reach.extent(today), today)
        self.counts.count()
        self._fit()
        self.tree.look_again()

    @Slot()
    def _show_state(self) -> None:
        self.bar.clear.setVisible(self.model.filtered)
        empty = self.model.rowCount() == 0
        self._stack.setCurrentIndex(1 if empty else 0)
        if empty and self.model.filtered:
            self.empty.say(self.tr("Nothing here matches"), self.tr("No action holds every filter."),
                           self.tr("Clear filters"), "funnel")  # fmt: skip
        elif empty:
            hint = self.tr("Import the inspection report first; the actions you add then stand here along time.")
            self.empty.say(self.tr("Nothing to show along time yet"), hint, self.tr("Import a report…"), "chart-gantt")

    @Slot()
    def _next_step(self) -> None:
        if self.model.filtered:
            self.clear_filters()
        else:
            self.import_asked.emit()

    # Filters

    @Slot()
    def _typed(self) -> None:
        self._typing.start()

    @Slot()
    def _filter(self) -> None:
        self._typing.stop()
        self.model.set_filter(self.chips.terms, self.search.text())
        self._show_state()

    def set_filter(self, terms: Sequence[str], text: str = "") -> None:
        """Lists only what these chips and words let through."""
        self.search.setText(text)
        self.chips.choose(terms)
        self._filter()

    @Slot()
    def clear_filters(self) -> None:
        """Lists everything again."""
        self.set_filter(())

    def focus_filter(self) -> None:
        """Puts the cursor where words to filter by are typed."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def _into_list(self) -> None:
        self.tree.setFocus()
        if not self.tree.currentIndex().isValid() and self.model.rowCount():
            self.tree.setCurrentIndex(self.model.index(0, 0))

    # Moving along time

    @Slot()
    def go_to_today(self) -> None:
        """Brings today into view, a third of the way along."""
        self.show_day(self.scale.today)

    def show_day(self, day: date) -> None:
        """Brings a day into view, a third of the way along; it stays there while the window changes its size."""
        self._anchor = day
        self.scale.scroll_to(round(self.scale.x(day) + self.scale.offset - self.tree.time_width / 3))

    @Slot(int)
    def _scrolled(self, offset: int) -> None:
        self.scale.scroll_to(offset)
        self._anchor = self.scale.day_at(self.tree.time_width / 3)

    @Slot()
    def _resized(self) -> None:
        self._fit()
        self.show_day(self._anchor)

    @Slot(int)
    def _move_by(self, pixels: int) -> None:
        self.across.setValue(self.across.value() + pixels)

    @Slot(int)
    def zoom_by(self, step: int) -> None:
        """Shows less time at once (1) or more (-1)."""
        place = ZOOMS.index(self.scale.zoom) - step
        if 0 <= place < len(ZOOMS):
            self.bar.zooms.button(place).setChecked(True)

    @Slot(int, bool)
    def _zoom_pressed(self, place: int, on: bool) -> None:
        if on:
            anchor = self._anchor
            self.scale.set_zoom(ZOOMS[place])
            self.show_day(anchor)

    @Slot()
    def _fit(self) -> None:
        """Brings the scroll bar in line with the days and the room they have."""
        self.bar.show_zoom(self.scale.zoom)
        self._lead.setFixedWidth(max(0, self.tree.time_left))
        room = self.tree.time_width
        self.across.blockSignals(True)
        self.across.setPageStep(max(1, room))
        self.across.setSingleStep(self._theme.space(10))
        self.across.setRange(0, max(0, self.scale.width - room))
        self.across.setValue(self.scale.offset)
        self.across.blockSignals(False)
        self.scale.scroll_to(self.across.value())
        self.tree.header().viewport().update()

    def current_id(self) -> RecordId | None:
        """The record in hand."""
        return self.tree.current_id()

    # What it was left showing

    def show_record(self, record_id: RecordId | None) -> bool:
        """Brings a record into view and in hand; False where it is not listed."""
        return self.tree.show_record(record_id, 1)

    def state(self) -> dict[str, Any]:
        """What is shown, to be remembered."""
        return {
            "zoom": self.scale.zoom,
            "day": self._anchor.isoformat(),
            "terms": list(self.model.terms),
            "text": self.search.text(),
            "closed": self.tree.closed_groups,
            "current": self.tree.current_id() or "",
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Shows again what was remembered, as far as it is still there."""
        if state.get("zoom") in ZOOMS:
            self.bar.zooms.button(ZOOMS.index(str(state["zoom"]))).setChecked(True)
        try:
            self.set_filter([str(term) for term in state.get("terms", [])], str(state.get("text", "")))
            self.show_day(date.fromisoformat(str(state.get("day", ""))))
        except (UserError, ValueError):
            self.clear_filters()
        self.tree.close_groups([str(group) for group in state.get("closed", [])])
        self.show_record(RecordId(str(state.get("current", ""))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.model.filtered:
            self.clear_filters()
            return
        super().keyPressEvent(event)
