"""At the right above the timeline: the way back to today, and how much time is seen at once."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from tracker.domain.dates.timeline import ZOOMS
from tracker.ui.look.layouts import in_row
from tracker.ui.look.parts import button, tool
from tracker.ui.look.theme import Theme

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
