"""The facts of a document above its items: editable, with what is doubtful marked and said in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from tracker.domain.dates import dates
from tracker.domain.reading.doubts import DOCUMENT_TYPES, Doubt, clock_of, doubts
from tracker.domain.reading.draft import ImportDraft
from tracker.ui.forms.addressees import Addressees
from tracker.ui.look.date_field import DateField
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note
from tracker.ui.look.parts import IconLabel, button, label
from tracker.ui.look.person_field import NameField
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

Field = Line | DateField

LABELS = {
    "document_type": "Type",
    "area": "Area",
    "title": "Title",
    "inspection_start": "Fieldwork from",
    "inspection_end": "Fieldwork to",
    "published": "Published",
    "received": "Received",
    "lead_inspector": "Lead inspector",
    "principal_authority": "Principal authority",
    "submitted_by": "Submitted by",
    "respond_by": "Respond by",
    "respond_to": "Respond to",
}
DATES = ("inspection_start", "inspection_end", "published", "received", "respond_by")
WIDE = ("title",)
LEAST_STEPS = 30
"""Steps of the grid that the fields keep while they are open."""


class FactCell(QWidget):
    """One fact: its label (with a sign where it is doubtful) above its field. `changed` carries (name, value)."""

    changed = Signal(object)
    refused = Signal(object)
    typing = Signal()

    def __init__(self, theme: Theme, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        words = LABELS[name]
        self.field: Field = _field(theme, name, words, today, self)
        self._sign = IconLabel(theme, "triangle-alert", "warning", 3.5, self)
        self._sign.hide()
        heading = label(words, "small", self)
        heading.setBuddy(self.field)
        top = in_row(theme, heading, self._sign, None, gap=1)
        in_column(theme, top, self.field, on=self, gap=0.5, margins=0)
        self.field.committed.connect(self._committed)
        self.line.textChanged.connect(self.typing)
        if isinstance(self.field, DateField):
            self.field.refused.connect(self._refused)

    @property
    def line(self) -> Line:
        """What is typed into."""
        return self.field.line if isinstance(self.field, DateField) else self.field

    def show_value(self, value: Any, why: str) -> None:
        """Shows the fact, and marks it with why it is doubtful ("" where it is not)."""
        self.field.show_saved(value)
        self._sign.setVisible(bool(why))
        self.field.setToolTip(plain_tip(why or (str(value) if isinstance(value, str) else "")))
        self.field.setAccessibleDescription(why)
        self.line.setAccessibleDescription(why)

    @Slot(object)
    def _committed(self, value: object) -> None:
        self.field.set_value(value)  # type: ignore[arg-type]
        self.changed.emit((self.name, value))

    @Slot(object)
    def _refused(self, words: str) -> None:
        self.refused.emit((self.name, words))


class FactsStrip(QFrame):
    """`fact_changed` carries (name of the fact, value), `unfolded` whether the fields are on show.

    `typing` is emitted where a fact is typed that counts not yet.
    """

    fact_changed = Signal(object)
    unfolded = Signal(bool)
    typing = Signal()

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._draft: ImportDraft | None = None
        self._refusals: dict[str, str] = {}
        self.setProperty("line", "bottom")
        self.setProperty("ground", "surface")
        self._cells = {name: FactCell(theme, name, today, self) for name in LABELS}
        for cell in self._cells.values():
            cell.changed.connect(self._changed)
            cell.refused.connect(self._refused)
            cell.typing.connect(self.typing)
        self._addressees = Addressees(theme, self)
        self._addressees.committed.connect(self._addressed)
        self._notes: list[Note] = []
        self._columns = 0
        self._build()

    @property
    def cells(self) -> dict[str, FactCell]:
        """The cells by the name of their fact."""
        return self._cells

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said about doubtful facts."""
        return tuple(note.text for note in self._notes if note.text)

    def _build(self) -> None:
        space = self._theme.space
        self._facts = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space(3))
        self._grid.setVerticalSpacing(space(1.5))
        in_column(self._theme, self._grid, self._addressees, on=self._facts, gap=2, margins=(3, 0, 3, 2))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._facts)
        self._said = in_column(self._theme, gap=0.5, margins=(3, 1, 3, 2))
        in_column(self._theme, self._summary_row(), self._scroll, self._said, on=self, gap=0, margins=0)
        self._place(4)
        self._opened(False)

    def _summary_row(self) -> QHBoxLayout:
        self._summary = label("", "", self, wrap=True)
        self._more = button(self.tr("Edit the facts"), "", self, tip=self.tr("Show or hide the document's facts"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._opened)
        self._more.toggled.connect(self.unfolded)
        more = (self._more, 0, Qt.AlignmentFlag.AlignTop)
        return in_row(self._theme, (self._summary, 1), more, margins=(3, 2, 3, 1))

    @property
    def begun(self) -> dict[str, str]:
        """What stands in the cells and counts not yet: it is being typed, or was refused."""
        return {name: cell.line.text() for name, cell in self._cells.items() if cell.field.changed_by_hand}

    def take_up(self, begun: Mapping[str, str]) -> None:
        """Lets go of what was typed about another document, and types what was begun of this one."""
        self._refusals.clear()
        for name, cell in self._cells.items():
            cell.field.set_value(None)
            if name in begun:
                cell.line.setText(begun[name])
                self.open(True)

    def show_draft(self, draft: ImportDraft) -> None:
        """Shows the facts of a draft."""
        self._draft = draft
        found = doubts(draft)
        why = {doubt.fact: doubt.words for doubt in reversed(found) if doubt.fact and doubt.tone == "warning"}
        for name, cell in self._cells.items():
            value = draft.received if name == "received" else getattr(draft.reading, name)
            cell.show_value(value, why.get(name, ""))
        self._addressees.set_value(draft.reading.addressees)
        self._summary.setText(summary(draft))
        self._say(found)

    def _say(self, found: tuple[Doubt, ...]) -> None:
        said = [*found, *(Doubt(name, f"{LABELS[name]}: {words}", "bad") for name, words in self._refusals.items())]
        while len(self._notes) < len(said):
            note = Note(self._theme, "warning", self)
            self._notes.append(note)
            self._said.addWidget(note)
        for place, note in enumerate(self._notes):
            if place < len(said):
                note.say(_words(said[place]), said[place].tone)
            else:
                note.say("")
        self._limit()

    def open(self, shown: bool) -> None:
        """Shows or hides the fields."""
        self._more.setChecked(shown)

    @Slot(bool)
    def _opened(self, shown: bool) -> None:
        self._scroll.setVisible(shown)
        self._more.setText(self.tr("Hide the facts") if shown else self.tr("Edit the facts"))
        self._limit()

    def _limit(self) -> None:
        """At most two fifths of the screen: the items are what people came for."""
        around = self.window().height() if self.window() is not self else 900
        wanted = self._facts.sizeHint().height() + 2
        # No fixed height: what is open on a large screen must not keep the window from becoming smaller.
        self._scroll.setMinimumHeight(min(wanted, self._theme.space(LEAST_STEPS)))
        self._scroll.setMaximumHeight(min(wanted, max(around * 2 // 5, self._theme.space(LEAST_STEPS))))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        place = 0
        for name, cell in self._cells.items():
            width = min(2, columns) if name in WIDE else 1
            if place % columns + width > columns:
                place += columns - place % columns
            self._grid.addWidget(cell, place // columns, place % columns, 1, width)
            place += width
        for column in range(8):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(max(2, min(5, self.width() // self._theme.space(56))))
        self._limit()

    @Slot(object)
    def _changed(self, change: tuple[str, Any]) -> None:
        self._refusals.pop(change[0], None)
        self.fact_changed.emit(change)

    @Slot(object)
    def _refused(self, refusal: tuple[str, str]) -> None:
        self._refusals[refusal[0]] = refusal[1]
        if self._draft is not None:
            self._say(doubts(self._draft))

    @Slot(object)
    def _addressed(self, people: object) -> None:
        self.fact_changed.emit(("addressees", people))


def summary(draft: ImportDraft) -> str:
    """The document in one line: type, area, fieldwork, publication, respond by with the computed date, addressees."""
    reading = draft.reading
    known = reading.document_type if reading.document_type != "other" else "other kind of document"
    parts = [known, reading.area or "area not found"]
    if reading.inspection_start and reading.inspection_end:
        parts.append(f"fieldwork {dates.show_span(reading.inspection_start, reading.inspection_end)}")
    if reading.published:
        parts.append(f"published {dates.show(reading.published)}")
    clock = clock_of(draft)
    if reading.respond_by:
        parts.append(f"respond by {dates.show_with_weekday(reading.respond_by)}")
    elif clock is not None and clock.computed:
        parts.append(f"respond by {dates.show_with_weekday(clock.computed)} (computed)")
    count = len(reading.addressees)
    if count:
        parts.append(f"{count} addressee" + ("s" if count > 1 else ""))
    return "  ·  ".join(parts)


def _words(doubt: Doubt) -> str:
    if doubt.tone == "bad" or not doubt.fact:
        return doubt.words
    return f"{LABELS.get(doubt.fact, 'Addressees')}: {doubt.words}"


def _field(theme: Theme, name: str, words: str, today: date, parent: QWidget) -> Field:
    if name in DATES:
        return DateField(theme, words, today, parent)
    if name == "document_type":
        return NameField(words, DOCUMENT_TYPES, parent)
    return Line(words, parent)
