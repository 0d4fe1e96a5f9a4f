"""The timeline: actions along time under their recommendations, with filters, zoom and the way back to today."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollBar, QWidget
from typing_extensions import override

from tracker.domain.dates.timeline import ZOOMS, Reach
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.errors import UserError
from tracker.ui.core.hub import Hub
from tracker.ui.lists.list_place import Nothing
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, tool
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.action_place import ActionPlace
from tracker.ui.timeline.bar_delegate import TimeLegend
from tracker.ui.timeline.time_scale import TimeScale
from tracker.ui.timeline.timeline_model import TimelineModel
from tracker.ui.timeline.timeline_tree import TimelineTree


class TimelineView(ActionPlace[TimelineModel, TimelineTree]):
    """Work is done in the record's panel: the list itself only shows."""

    editable = False

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        self._anchor = hub.today
        self.reach = Reach()
        self.scale = TimeScale(theme, self)
        model = TimelineModel(self)
        self.hold(model, TimelineTree(model, self.scale, theme, self))
        self.bar = TimelineBar(theme, self)
        self.lay_out((self.clear,), (self.bar,), under=(self.chips,), body=self._body())
        self._connect()
        self.show_plan()

    def _body(self) -> QWidget:
        self.across = QScrollBar(Qt.Orientation.Horizontal, self)
        self.across.setAccessibleName(self.tr("Days on show"))
        self._lead = QWidget(self)
        below = in_row(self._theme, self._lead, (self.across, 1), gap=0)
        body = QWidget(self)
        in_column(self._theme, (self.tree, 1), below, TimeLegend(self._theme, self), on=body, gap=0, margins=0)
        return body

    def _connect(self) -> None:
        self.bar.today.clicked.connect(self.go_to_today)
        self.bar.stepped.connect(self.zoom_by)
        self.bar.zooms.idToggled.connect(self._zoom_pressed)
        self.tree.zoomed.connect(self.zoom_by)
        self.tree.moved.connect(self._move_by)
        self.tree.today_asked.connect(self.go_to_today)
        self.tree.header().sectionResized.connect(self._resized)
        self.tree.resized.connect(self._resized)
        self.scale.changed.connect(self._fit)
        self.across.valueChanged.connect(self._scrolled)
        self._theme.changed.connect(self._resized)

    # What is listed

    @override
    def show_plan(self) -> None:
        super().show_plan()
        self.reach.look(self._hub.snapshot)
        self.refresh()

    @override
    def follow(self, changes: Changes) -> None:
        super().follow(changes)
        self.reach.look(self._hub.snapshot, (one for ids in changes.ids.values() for one in ids))

    @override
    def refresh(self) -> None:
        """Brings the days to scroll over and the chips' counts in line with the plan."""
        today = self._hub.today
        self.scale.show_days(*self.reach.extent(today), today)
        self.counts.count()
        self._fit()
        self.tree.look_again()

    @override
    def nothing_yet(self) -> Nothing:
        hint = self.tr("Import the inspection report first; the actions you add then stand here along time.")
        return Nothing(self.tr("Nothing to show along time yet"), hint, self.tr("Import a report…"), "chart-gantt")

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

    # What it was left showing

    @override
    def state(self) -> dict[str, Any]:
        return {
            "zoom": self.scale.zoom,
            "day": self._anchor.isoformat(),
            "terms": list(self.model.terms),
            "text": self.search.text(),
            "closed": self.tree.closed_groups,
            "current": self.tree.current_id() or "",
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        if state.get("zoom") in ZOOMS:
            self.bar.zooms.button(ZOOMS.index(str(state["zoom"]))).setChecked(True)
        try:
            self.set_filter([str(term) for term in state.get("terms", [])], str(state.get("text", "")))
            self.show_day(date.fromisoformat(str(state.get("day", ""))))
        except (UserError, ValueError):
            self.clear_filters()
        self.tree.close_groups([str(group) for group in state.get("closed", [])])
        self.show_record(RecordId(str(state.get("current", ""))))


ZOOM_NAMES = {"month": "Months", "quarter": "Quarters", "year": "Years"}


class TimelineBar(QWidget):
    """`stepped` carries 1 to see less time at once and -1 to see more; `zooms` holds a button for each zoom."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = button(self.tr("Today"), "", self, tip=self.tr("Bring today into view (T or Home)"))
        self.wider = tool(theme, "minus", self.tr("See more time at once (-)"), self)
        self.closer = tool(theme, "plus", self.tr("See less time at once (+)"), self)
        self.zooms = QButtonGroup(self)
        in_row(theme, self.today, self.wider, *reversed(self._zoom_buttons()), self.closer, on=self, gap=1.5, margins=0)
        self.closer.clicked.connect(self._closer)
        self.wider.clicked.connect(self._wider)

    def _zoom_buttons(self) -> list[QPushButton]:
        made = []
        for place, zoom in enumerate(ZOOMS):
            one = button(self.tr(ZOOM_NAMES[zoom]), "chip", self, tip=self.tr("How much time is seen at once (+, -)"))
            one.setCheckable(True)
            self.zooms.addButton(one, place)
            made.append(one)
        return made

    def show_zoom(self, zoom: str) -> None:
        """Marks the zoom in force, and whether there is a nearer and a wider one."""
        place = ZOOMS.index(zoom)
        self.zooms.button(place).setChecked(True)
        self.closer.setEnabled(place > 0)
        self.wider.setEnabled(place < len(ZOOMS) - 1)

    @Slot()
    def _closer(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _wider(self) -> None:
        self.stepped.emit(-1)
