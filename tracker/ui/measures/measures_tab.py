"""Measures of a record: where they began, where they stand and how that is judged, drawn, and a line for a reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.actions.measures import MEASURE_STATUS, latest_reading, measure_rag, movement, standing, trend_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Measure, Point
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun
from tracker.errors import UserError
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.fields_edit import said
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.look.date_field import DateField
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note
from tracker.ui.look.parts import StatusLabel, button, label, rule
from tracker.ui.look.theme import Theme
from tracker.ui.measures.measure_picture import PANEL_WIDTH, MeasurePicture

Shown = tuple[Measure, tuple[Point, ...]]
READING = (("dated", "value"), ("note",))
"""The fields of a reading, as they are corrected."""


class MeasuresTab(QWidget):
    """The measures of one record. `record_wanted` carries the id of one to look at whole."""

    record_wanted = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._theme = theme
        self._record: Any = None
        self.name = Line(self.tr("Name of a new measure"), self)
        self.name.setPlaceholderText(self.tr("What number should move? For example: plans rated good (%)"))
        self.name.returnPressed.connect(self._send)
        self._add = button(self.tr("Add measure"), "", self)
        self._add.clicked.connect(self._send)
        self.note = Note(theme, "bad", self)
        self.list = MeasureList(hub, theme, parent=self)
        self.list.record_wanted.connect(self.record_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.name, 1)
        row.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addLayout(row)
        layout.addWidget(self.note)
        layout.addWidget(self.list)
        layout.addStretch(1)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows a record's measures."""
        if self._record is None or record.id != self._record.id:
            self.name.set_value(None)
            self.note.say("")
        self._record = record
        measures = [(measure, snapshot.points_of(measure.id)) for measure in snapshot.measures_for(record.id)]
        self.list.show_measures(measures, self.tr("No measures yet: name the number that should move."))

    @Slot()
    def _send(self) -> None:
        name = self.name.value()
        if not name or self._record is None:
            self.name.setFocus()
            return
        command = adding(Kind.MEASURE, {"name": name, "for": self._record.ref})
        self._hub.write(command, self._added, self._refused, what=self.tr("Adding a measure"))

    @Slot(object)
    def _added(self, _changes: object) -> None:
        self.name.set_value(None)
        self.note.say("")

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.note.say(said(error))


class MeasureList(QWidget):
    """Measures under each other, each brought up to date where it stands, so that nothing being typed is lost."""

    record_wanted = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, *, details: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._theme, self._details = hub, theme, details
        self._cards: list[MeasureCard] = []
        self._empty = label("", "quiet", self, wrap=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(3))
        self._layout.addWidget(self._empty)

    def show_measures(self, shown: Sequence[Shown], empty: str = "") -> None:
        """Shows these measures, or the words for none."""
        self._empty.setText(empty)
        self._empty.setVisible(not shown and bool(empty))
        wanted = [measure.id for measure, _ in shown]
        if [card.measure for card in self._cards] != wanted:
            self._fill(wanted)
        for card, (measure, points) in zip(self._cards, shown, strict=True):
            card.show_measure(measure, points)

    def start(self) -> None:
        """Puts the cursor where the first measure's next reading is typed."""
        if self._cards:
            self._cards[0].value.setFocus()

    def _fill(self, wanted: Sequence[RecordId]) -> None:
        kept = {card.measure: card for card in self._cards if card.measure in wanted}
        for card in self._cards:
            if card.measure not in kept:
                card.hide()
                card.deleteLater()
        self._cards = [kept.get(measure) or self._made(measure) for measure in wanted]
        for place, card in enumerate(self._cards):
            self._layout.insertWidget(place, card)

    def _made(self, measure: RecordId) -> MeasureCard:
        made = MeasureCard(self._hub, self._theme, measure, details=self._details, parent=self)
        made.record_wanted.connect(self.record_wanted)
        return made


class MeasureCard(QWidget):
    """One measure: how it stands, its chart, a line for the next reading, and its readings to be corrected."""

    record_wanted = Signal(object)

    def __init__(
        self, hub: Hub, theme: Theme, measure: RecordId, *, details: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self.measure = measure
        self._ref = ""
        self._points: tuple[Point, ...] = ()
        self._name = label("", "strong", self, wrap=True)
        self._standing = label("", "", self, wrap=True)
        self.movement = StatusLabel(theme, None, self)
        self.rag = StatusLabel(theme, None, self)
        self.sentence = label("", "small", self, wrap=True)
        self._more = button(self.tr("Details"), "quiet", self)
        self._more.clicked.connect(self._details)
        self._more.setVisible(details)
        self.picture = MeasurePicture(hub, theme, self, width=PANEL_WIDTH)
        self.picture.record_wanted.connect(self.record_wanted)
        self.note = Note(theme, "bad", self)
        self.correct = button("", "link", self)
        self.correct.setCheckable(True)
        self.correct.toggled.connect(self._show_readings)
        self._readings = QVBoxLayout()
        self._readings.setSpacing(theme.space(3))
        self.forms: dict[RecordId, RecordForm] = {}
        self._build()

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._more)
        column.addLayout(top)
        column.addWidget(self._standing)
        states = QHBoxLayout()
        states.setSpacing(theme.space(5))
        states.addWidget(self.movement)
        states.addWidget(self.rag)
        states.addStretch(1)
        column.addLayout(states)
        column.addWidget(self.sentence)
        column.addLayout(self._new_point())
        column.addWidget(self.note)
        column.addWidget(self.picture)
        column.addWidget(self.correct)
        column.addLayout(self._readings)
        column.addWidget(rule(self))

    def _new_point(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(1))
        self.value = Line("", self)
        self.value.setPlaceholderText(self.tr("new reading"))
        self.value.returnPressed.connect(self._send)
        self.dated = DateField(self._theme, self.tr("Date of the reading"), self._hub.today, self)
        self.dated.set_value(self._hub.today)
        self.dated.line.returnPressed.connect(self._send)
        self.send = button(self.tr("Add"), "", self)
        self.send.clicked.connect(self._send)
        row.addWidget(self.value, 1)
        row.addWidget(self.dated, 1)
        row.addWidget(self.send)
        return row

    def show_measure(self, measure: Measure, points: tuple[Point, ...]) -> None:
        """Shows the measure as it stands now; what is being typed stays."""
        self._ref = measure.ref
        self._points = tuple(sorted(points, key=_newest))
        self._name.setText(f"{measure.ref}  {measure.name}")
        self._more.setAccessibleName(self.tr("Details of {0}").format(measure.ref))
        self.value.setAccessibleName(self.tr("New reading of {0}").format(measure.name))
        self.send.setAccessibleName(self.tr("Add a reading of {0}").format(measure.name))
        self._standing.setText(standing(measure, points))
        latest = latest_reading(points)
        self.movement.show_status(MEASURE_STATUS[movement(measure, latest.value if latest else None)])
        rag = measure_rag(measure, points, self._hub.today)
        self.rag.show_status(rag.status)
        change = trend_words(measure, points)
        self.sentence.setText(f"{begun(change)}. {rag.sentence}" if change else rag.sentence)
        count = len(points)
        self.correct.setText(self.tr("Correct a reading ({0})").format(count))
        self.correct.setVisible(bool(count))
        self.picture.show_measure(measure.id)
        self._show_readings(self.correct.isChecked())

    @Slot(bool)
    def _show_readings(self, shown: bool) -> None:
        wanted = [point.id for point in self._points] if shown else []
        for gone in [point for point in self.forms if point not in wanted]:
            form = self.forms.pop(gone)
            form.commit()
            form.hide()
            form.deleteLater()
        for place, point in enumerate(self._points if shown else ()):
            if point.id not in self.forms:
                self.forms[point.id] = RecordForm(self._hub, self._theme, Kind.POINT, READING, parent=self)
                self._readings.insertWidget(place, self.forms[point.id])
            self.forms[point.id].show_record(point, self._hub.snapshot)

    @Slot()
    def _details(self) -> None:
        self.record_wanted.emit(self.measure)

    @Slot()
    def _send(self) -> None:
        try:
            day = self.dated.typed()
        except UserError as fault:
            self.note.say(said(fault))
            return
        if not self.value.value():
            self.value.setFocus()
            return
        fields = {"measure": self._ref, "value": self.value.value(), "dated": day or self._hub.today}
        self._hub.write(adding(Kind.POINT, fields), self._added, self._refused, what=self.tr("Adding a reading"))

    @Slot(object)
    def _added(self, _changes: object) -> None:
        self.value.set_value(None)
        self.dated.set_value(self._hub.today)
        self.note.say("")
        self.value.setFocus()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.note.say(said(error))


def _newest(point: Point) -> tuple[bool, int]:
    """Readings newest first, those without a day last."""
    return point.dated is None, -(point.dated.toordinal() if point.dated is not None else 0)


def adding(kind: Kind, fields: dict[str, Any]) -> Command:
    """A command that adds a record."""

    def command(uow: UnitOfWork, act: Act) -> Any:
        return add(uow, act, kind, fields)

    return command
