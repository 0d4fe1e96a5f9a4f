"""The small editors that open inside a list: words, a name from a register, a date, a state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.actions.evidence import KINDS
from tracker.domain.actions.status import delivery_status
from tracker.domain.dates import dates
from tracker.domain.people.people import fold, is_active
from tracker.domain.plan.records import DELIVERY, PRIORITY
from tracker.errors import UserError
from tracker.ui.lists.cells import CellField, Edit, Look
from tracker.ui.look.completion import Offer
from tracker.ui.look.theme import Theme

NO_LOOK = "an editor needs a plan"


def make_editor(edit: Edit, name: str, theme: Theme, look: Look | None, parent: QWidget) -> QWidget:
    """The editor for a column, named for those who hear it."""
    if look is None:
        raise ValueError(NO_LOOK)
    editor: QWidget
    if edit in _CHOICES:
        editor = _choices(edit, look, parent)
    elif edit is Edit.DATE:
        editor = DateLine(theme, look.today, parent)
    else:
        editor = _line(edit, look, parent)
    editor.setProperty("place", "list")
    editor.setAccessibleName(name)
    return editor


def show_value(field: CellField, editor: QWidget, record: Any, look: Look) -> None:
    """Puts the record's value into the editor."""
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(_CHOICES[field.edit].index(getattr(record, field.name) or ""))
    elif isinstance(editor, QLineEdit):
        editor.setText(value_text(field, record, look))
        editor.selectAll()


def show_words(field: CellField, editor: QWidget, words: str) -> None:
    """Puts words into the editor as if they had just been typed or chosen."""
    if isinstance(editor, QComboBox):
        if words in _CHOICES[field.edit]:
            editor.setCurrentIndex(_CHOICES[field.edit].index(words))
    elif isinstance(editor, QLineEdit):
        editor.setText(words)
        editor.setModified(True)


def say_value(field: CellField, editor: QWidget, record: Any, look: Look) -> str | None:
    """What stands in the editor; None where it is what the record says already."""
    if isinstance(editor, QComboBox):
        chosen = _CHOICES[field.edit][editor.currentIndex()]
        return chosen if chosen != (getattr(record, field.name) or "") else None
    if not isinstance(editor, QLineEdit):
        return None
    said = editor.text().strip()
    return said if said != value_text(field, record, look) else None


def value_text(field: CellField, record: Any, look: Look) -> str:
    """A field as it is typed."""
    value = getattr(record, field.name)
    if field.edit in (Edit.PERSON, Edit.AGENCY):
        return look.snapshot.name_of(value)
    if field.edit is Edit.REFS:
        return ", ".join(look.snapshot.refs_of(value))
    if field.edit is Edit.NUMBER:
        return "" if value is None else f"{value:.12g}"
    return dates.show(value) if field.edit is Edit.DATE else str(value or "")


def _line(edit: Edit, look: Look, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    names = _names(edit, look)
    if names:
        Offer(line, names)
    if edit is Edit.PERSON:
        line.setPlaceholderText(line.tr("Known or new name"))
    elif edit is Edit.REFS:
        line.setPlaceholderText(line.tr("References, such as R1, A3"))
    return line


def _names(edit: Edit, look: Look) -> list[str]:
    if edit is Edit.PERSON:
        return sorted((p.name for p in look.snapshot.people if is_active(p, look.today)), key=fold)
    if edit is Edit.AGENCY:
        return sorted((agency.name for agency in look.snapshot.agencies), key=fold)
    return list(KINDS) if edit is Edit.EVIDENCE_KIND else []


_CHOICES: Mapping[Edit, tuple[str, ...]] = {Edit.DELIVERY: DELIVERY, Edit.PRIORITY: ("", *PRIORITY)}
"""What is chosen from, in order; "" for nothing."""


def _choices(edit: Edit, look: Look, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for token in _CHOICES[edit]:
        state = edit is Edit.DELIVERY
        box.addItem(delivery_status(token, look.snapshot.plan.key).word if state else token.capitalize() or "–")
    return box


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
