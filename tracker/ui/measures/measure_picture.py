"""The chart of one measure, drawn off the main thread and drawn again when the plan or the colours change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.ids import RecordId
from tracker.ui.core.gateway import ChartPicture, ChartRegion
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Lane
from tracker.ui.look import layouts
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme
from tracker.ui.overview.chart_view import ChartView

PAGE_WIDTH, PANEL_WIDTH = 511.0, 265.0
"""How wide the drawing is in points: on a page, and where it must be read in the side panel."""


class MeasurePicture(QWidget):
    """Shows one measure over time. `record_wanted` carries the id of what was pressed on it."""

    record_wanted = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None, *, width: float = PAGE_WIDTH) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self._points = width
        self._measure: RecordId | None = None
        self._asked: tuple[object, ...] = ()
        self.chart: ChartView | None = None
        self._nothing = label("", "quiet", self, wrap=True)
        self._nothing.hide()
        self._layout = layouts.column(self, self._nothing)
        theme.changed.connect(self._draw)

    def show_measure(self, measure: RecordId) -> None:
        """Shows this measure as it stands now."""
        self._measure = measure
        self._draw()

    @Slot()
    def _draw(self) -> None:
        gateway, measure, snapshot = self._hub.gateway, self._measure, self._hub.snapshot
        if gateway is None or measure is None:
            return
        today, dark, width = self._hub.today, self._theme.dark, self._points
        asked = (measure, snapshot.number, today, dark)
        if asked == self._asked:
            return
        self._asked = asked

        def work() -> tuple[object, ChartPicture | None]:
            return asked, gateway.measure_chart(snapshot, measure, today, dark, width)

        self._hub.jobs.run(work, self._drawn, self._hub.failed.emit, lane=Lane.FILES)

    @Slot(object)
    def _drawn(self, answer: Any) -> None:
        asked, picture = answer
        if asked != self._asked:
            return
        if self.chart is not None:
            self.chart.hide()
            self.chart.deleteLater()
            self.chart = None
        self._nothing.setVisible(picture is None)
        if picture is None:
            self._nothing.setText(self.tr("Nothing to draw yet: it begins with a baseline or a reading and its day."))
            return
        self.chart = ChartView(picture, self._theme, self)
        self.chart.opened.connect(self._opened)
        self._layout.addWidget(self.chart)

    @Slot(object)
    def _opened(self, region: ChartRegion) -> None:
        found = next((self._hub.snapshot.by_ref(ref) for ref in region.refs), None)
        if found is not None:
            self.record_wanted.emit(found.id)
