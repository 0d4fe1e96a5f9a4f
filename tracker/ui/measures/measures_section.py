"""Measures of a record: where they began, where they stand and how that is judged, drawn, and a line for a reading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.actions.measures import MEASURE_STATUS, latest_reading, measure_rag, movement, standing, trend_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Measure, Point
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun
from tracker.services.records.editing import add
from tracker.ui.forms.cards import Composer, Field
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look import layouts
from tracker.ui.look.date_field import DateField
from tracker.ui.look.line import Line
from tracker.ui.look.parts import StatusLabel, button, label, rule
from tracker.ui.measures.measure_picture import PANEL_WIDTH, MeasurePicture

Shown = tuple[Measure, tuple[Point, ...]]
READING = (("dated", "value"), ("note",))
"""The fields of a reading, as they are corrected."""


class MeasuresSection(Section):
    """The measures of one record."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        name = Line(self.tr("Name of a new measure"))
        name.setPlaceholderText(self.tr("What number should move? For example: plans rated good (%)"))
        send, what = self.tr("Add measure"), self.tr("Adding a measure")
        self.composer = Composer(context, {"name": name}, send, what, parent=self)
        self.composer.sent.connect(self._add)
        self.list = MeasureList(context, parent=self)
        self.column.addWidget(self.composer)
        self.column.addWidget(self.list)
        self.column.addStretch(1)

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows a record's measures."""
        self.record = record
        self.composer.show_record(record.id)
        measures = [(measure, snapshot.points_of(measure.id)) for measure in snapshot.measures_for(record.id)]
        self.list.show_measures(measures, self.tr("No measures yet: name the number that should move."))

    @Slot(object)
    def _add(self, values: dict[str, Any]) -> None:
        self.composer.write(partial(add, kind=Kind.MEASURE, fields={"for": self.record.ref, **values}))


class MeasureList(Section):
    """Measures under each other, each brought up to date where it stands, so that nothing being typed is lost."""

    def __init__(self, context: PageContext, parent: QWidget | None = None, *, details: bool = True) -> None:
        super().__init__(context, parent, gap=3)
        self._details = details
        self._cards: list[MeasureCard] = []
        self._empty = label("", "quiet", self, wrap=True)
        self.column.addWidget(self._empty)

    @override
    def show_record(self, record: Measure, snapshot: Snapshot) -> None:
        """Shows one measure."""
        self.show_measures([(record, snapshot.points_of(record.id))])

    def show_measures(self, shown: Sequence[Shown], empty: str = "") -> None:
        """Shows these measures, or the words for none."""
        self._empty.setText(empty)
        self._empty.setVisible(not shown and bool(empty))
        wanted = [measure.id for measure, _ in shown]
        if [card.measure for card in self._cards] != wanted:
            self._fill(wanted)
        for card, (measure, points) in zip(self._cards, shown, strict=True):
            card.show_measure(measure, points)

    @override
    def start(self) -> None:
        """Puts the cursor where the first measure's next reading is typed."""
        if self._cards:
            self._cards[0].composer.start()

    def _fill(self, wanted: Sequence[RecordId]) -> None:
        kept = {card.measure: card for card in self._cards if card.measure in wanted}
        for card in self._cards:
            if card.measure not in kept:
                card.hide()
                card.deleteLater()
        self._cards = [
            kept.get(measure) or MeasureCard(self.context, measure, details=self._details, parent=self)
            for measure in wanted
        ]
        for place, card in enumerate(self._cards):
            self.column.insertWidget(place, card)


class MeasureCard(QWidget):
    """One measure: how it stands, its chart, a line for the next reading, and its readings to be corrected."""

    def __init__(
        self, context: PageContext, measure: RecordId, *, details: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        hub, theme = context.hub, context.theme
        self._hub, self._theme, self._context = hub, theme, context
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
        self.picture.record_wanted.connect(context.record_wanted)
        self.composer = self._new_point()
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
        top = layouts.row(None, (self._name, 1), self._more)
        column.addLayout(top)
        column.addWidget(self._standing)
        states = layouts.row(None, self.movement, self.rag, 1, gap=theme.space(5))
        column.addLayout(states)
        column.addWidget(self.sentence)
        column.addWidget(self.composer)
        column.addWidget(self.picture)
        column.addWidget(self.correct)
        column.addLayout(self._readings)
        column.addWidget(rule(self))

    def _new_point(self) -> Composer:
        value = Line("")
        value.setPlaceholderText(self.tr("new reading"))
        fields: dict[str, Field] = {
            "value": value,
            "dated": DateField(self._theme, self.tr("Date of the reading"), self._hub.today),
        }
        made = Composer(self._context, fields, self.tr("Add"), self.tr("Adding a reading"), gap=1, parent=self)
        made.usual = {"dated": self._hub.today}
        made.show_record(self.measure)
        made.sent.connect(self._add)
        return made

    def show_measure(self, measure: Measure, points: tuple[Point, ...]) -> None:
        """Shows the measure as it stands now; what is being typed stays."""
        self._ref = measure.ref
        self._points = tuple(sorted(points, key=_newest))
        self._name.setText(f"{measure.ref}  {measure.name}")
        self._more.setAccessibleName(self.tr("Details of {0}").format(measure.ref))
        self.composer.fields["value"].setAccessibleName(self.tr("New reading of {0}").format(measure.name))
        self.composer.send.setAccessibleName(self.tr("Add a reading of {0}").format(measure.name))
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
        self._context.record_wanted.emit(self.measure)

    @Slot(object)
    def _add(self, values: dict[str, Any]) -> None:
        fields = {"measure": self._ref, "dated": self._hub.today, **values}
        self.composer.write(partial(add, kind=Kind.POINT, fields=fields))


def _newest(point: Point) -> tuple[bool, int]:
    """Readings newest first, those without a day last."""
    return point.dated is None, -(point.dated.toordinal() if point.dated is not None else 0)
