"""A date, typed as people write dates or chosen from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.dates import dates
from tracker.errors import UserError
from tracker.ui.look.layouts import in_row
from tracker.ui.look.line import Line
from tracker.ui.look.theme import Theme

MOST_STEPS = 44


class DateField(QWidget):
    """`committed` carries the date or None; `refused` says why what was typed is none. Alt+Down opens the month."""

    committed = Signal(object)
    refused = Signal(object)

    def __init__(self, theme: Theme, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._today = today
        self._value: date | None = None
        self._line = Line(name, self)
        self._line.setPlaceholderText(self.tr("no date"))
        self._line.committed.connect(self._typed)
        self._button = QToolButton(self)
        self._button.setIcon(theme.icon("calendar"))
        self._button.setToolTip(self.tr("Choose from a calendar (Alt+Down)"))
        self._button.setAccessibleName(self.tr("Calendar for {0}").format(name))
        self._button.clicked.connect(self.open_calendar)
        self._line.setMaximumWidth(theme.space(MOST_STEPS))
        in_row(theme, (self._line, 100), self._button, None, on=self, gap=0.5, margins=0)  # a day needs no more room
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else Qt leaves it out where the order of Tab is set
        self.setFocusProxy(self._line)
        self._line.setMinimumWidth(self._line.fontMetrics().horizontalAdvance("30 Sep 2026") + theme.space(5))

    @property
    def line(self) -> Line:
        """The line the date is typed into."""
        return self._line

    @property
    def changed_by_hand(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._line.changed_by_hand

    def value(self) -> date | None:
        """The date last set or committed."""
        return self._value

    def typed(self) -> date | None:
        """The date in the line as it stands. Raises UserError where the words are no date."""
        words = self._line.value()
        return dates.parse(words) if words else None

    def set_value(self, value: date | None) -> None:
        """Shows the saved date."""
        self._value = value
        self._line.set_value(dates.show(value))

    def rebase(self, value: date | None) -> None:
        """Takes this for the saved date and leaves what is being typed."""
        self._value = value
        self._line.rebase(dates.show(value))

    def show_saved(self, value: date | None) -> None:
        """Shows the saved date; other words that somebody typed stay until `take` says that they were saved."""
        if self.changed_by_hand:
            self.rebase(value)
        else:
            self.set_value(value)

    def hold(self) -> None:
        """What was offered was refused: it is not saved."""
        self._line.hold()

    def take(self) -> None:
        """What was offered is saved by now: shows it as it is kept."""
        if self._line.is_offered:
            self.set_value(self._value)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it only shows."""
        self._line.setReadOnly(read_only)
        self._button.setVisible(not read_only)

    def commit(self) -> None:
        """Offers what was typed for saving."""
        self._line.commit()

    def put_back(self) -> None:
        """Shows what was saved again."""
        self._line.put_back()
        self._value = self.typed()

    @Slot(object)
    def _typed(self, _words: str | None) -> None:
        try:
            day = self.typed()
        except UserError as fault:
            self.hold()
            self.refused.emit(f"{fault.message}: {fault.window}")
            return
        self._choose(day)

    def _choose(self, day: date | None) -> None:
        changed = day != self._value
        self._line.setText(dates.show(day))
        self._line.offer()
        if changed:
            self._value = day
            self.committed.emit(day)
        else:
            self._line.set_value(dates.show(day))

    @Slot()
    def open_calendar(self) -> None:
        """Opens the month under the field."""
        popup = _Month(self._value or self._today, self)
        popup.chosen.connect(self._picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        popup.setFocus()

    @Slot(object)
    def _picked(self, day: date) -> None:
        self._line.setFocus()
        self._choose(day)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            event.accept()
            return
        super().keyPressEvent(event)


class _Month(QFrame):
    """The month that drops down; gone when a day is chosen or Esc is pressed."""

    chosen = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._taken = False
        self._calendar = QCalendarWidget(self)
        # British weeks begin on Monday, whatever the machine's locale says.
        self._calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.setAccessibleName(self.tr("Calendar"))
        self._calendar.clicked.connect(self._take)
        self._calendar.activated.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._calendar)
        self.setFocusProxy(self._calendar)

    @Slot(QDate)
    def _take(self, day: QDate) -> None:
        if self._taken:
            return
        self._taken = True
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        # Closing here would delete the calendar inside its own signal.
        self.hide()
        self.deleteLater()
