"""A date typed inside a list, or chosen from a month that drops down with Alt+Down or its button."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.dates import dates
from tracker.errors import UserError
from tracker.ui.look.theme import Theme


class DateLine(QLineEdit):
    """A line for a date."""

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(self.tr("12 Mar 2026"))
        self._open = QAction(theme.icon("calendar"), self.tr("Calendar (Alt+Down)"), self)
        self._open.triggered.connect(self.open_month)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)

    @Slot()
    def open_month(self) -> None:
        """Drops the month down, at the date that is typed or else at today."""
        try:
            day = dates.parse(self.text())
        except UserError:
            day = self._today
        month = _Month(day, self)
        month.move(self.mapToGlobal(QPoint(0, self.height())))
        month.show()

    def take(self, day: date) -> None:
        """Puts a day in as if it had been typed."""
        self.setText(dates.show(day))
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_month()
            return
        super().keyPressEvent(event)


class _Month(QFrame):
    def __init__(self, day: date, line: DateLine) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self._line = line
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "true")
        self._calendar = QCalendarWidget(self)
        # British weeks begin on Monday, whatever the machine's locale says.
        self._calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.setAccessibleName(self.tr("Calendar"))
        self._calendar.clicked.connect(self._chosen)
        self._calendar.activated.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._calendar)
        self.setFocusProxy(self._calendar)

    @Slot(QDate)
    def _chosen(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self._line.take(date(day.year(), day.month(), day.day()))
            # The calendar is still in the middle of telling: it goes on the next turn.
            self.deleteLater()
