"""The days of a month as a grid that is walked through by day, week and month."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from tracker.domain.dates.statutory import add_months
from tracker.ui.calendar.day_delegate import DayDelegate
from tracker.ui.calendar.month_model import MonthModel
from tracker.ui.look.theme import Theme

DAYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
FIRST, LAST = date(1900, 2, 1), date(2199, 11, 30)
"""The days that can be shown: those that can be written."""


class MonthGrid(QTableView):
    """`day_asked` carries the day to go to, `entry_asked` the place of one that was pressed; `entered` is Enter."""

    day_asked = Signal(object)
    entry_asked = Signal(object, int)
    entered = Signal()
    today_asked = Signal()

    def __init__(self, model: MonthModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months = model
        self._days = DayDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._days)
        self.setAccessibleName(self.tr("Days of the month"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setAccessibleName(self.tr("Days of the week"))
        theme.changed.connect(self.look_again)

    @Slot()
    def look_again(self) -> None:
        """Draws everything again."""
        self.viewport().update()

    def current_day(self) -> date | None:
        """The day in hand."""
        return self._months.day(self.currentIndex())

    def put_hand_on(self, day: date) -> None:
        """Makes a day on show the one in hand."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._months.place(day), flags)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = event.key(), self.current_day()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain or day is None:
            super().keyPressEvent(event)
        elif key in DAYS:
            self.ask(day + timedelta(days=DAYS[Qt.Key(key)]))
        elif key in MONTHS:
            self.ask(add_months(day, MONTHS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_T, Qt.Key.Key_Home):
            self.today_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def ask(self, day: date) -> None:
        """Asks to go to a day, held within those that can be shown."""
        self.day_asked.emit(min(max(day, FIRST), LAST))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        day = self._months.day(index)
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self.visualRect(index)
        line = self._days.line_at(place, event.position().toPoint())
        within = 0 <= line < self._days.shown(place, len(self._months.entries(day)))
        self.ask(day)
        if within:
            self.entry_asked.emit(day, line)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """A turn of the wheel is a month."""
        day = self.current_day()
        if day is not None and event.angleDelta().y():
            self.ask(add_months(day, -1 if event.angleDelta().y() > 0 else 1))
        event.accept()

    @override
    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """All days are in view."""
