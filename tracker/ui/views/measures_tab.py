"""Measures of a record: where they began, where they stand, and a new reading."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates import show
from tracker.domain.records import Kind, Measure, Point
from tracker.domain.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records import add
from tracker.ui.hub import Command, Hub
from tracker.ui.parts import button, label, rule
from tracker.ui.theme import Theme
from tracker.ui.views.fields_edit import said
from tracker.ui.views.stack_list import StackList
from tracker.ui.widgets.date_field import DateField
from tracker.ui.widgets.line import Line
from tracker.ui.widgets.note import Note


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
        self._add = button(self.tr("Add measure"), "", self)
        self._add.clicked.connect(self._send)
        self.note = Note(theme, "bad", self)
        self.list = StackList(theme, self._card, self)
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
        self.list.show_items(measures, self.tr("No measures yet: name the number that should move."))

    def _card(self, shown: tuple[Measure, tuple[Point, ...]]) -> QWidget:
        made = MeasureCard(self._hub, self._theme, *shown, parent=self)
        made.record_wanted.connect(self.record_wanted)
        return made

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


class MeasureCard(QWidget):
    """One measure with its readings and a line for the next."""

    record_wanted = Signal(object)

    def __init__(
        self, hub: Hub, theme: Theme, measure: Measure, points: tuple[Point, ...], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._measure = measure
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        top = QHBoxLayout()
        name = label(f"{measure.ref}  {measure.name}", "strong", self, wrap=True)
        self._more = button(self.tr("Details"), "quiet", self)
        self._more.setAccessibleName(self.tr("Details of {0}").format(measure.ref))
        self._more.clicked.connect(self._details)
        top.addWidget(name, 1)
        top.addWidget(self._more)
        column.addLayout(top)
        column.addWidget(label(standing(measure, points), "", self, wrap=True))
        readings = "  ·  ".join(f"{show(p.dated)}: {number(p.value, measure.unit)}" for p in in_order(points))
        if readings:
            column.addWidget(label(readings, "small", self, wrap=True))
        column.addLayout(self._new_point(theme))
        self.note = Note(theme, "bad", self)
        column.addWidget(self.note)
        column.addWidget(rule(self))

    def hide_details(self) -> None:
        """Leaves the button out where the details stand beside it anyway."""
        self._more.hide()

    def _new_point(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        self.value = Line(self.tr("New reading of {0}").format(self._measure.name), self)
        self.value.setPlaceholderText(self.tr("new reading"))
        self.dated = DateField(theme, self.tr("Date of the reading"), self._hub.today, self)
        self.dated.set_value(self._hub.today)
        self.send = button(self.tr("Add"), "", self)
        self.send.setAccessibleName(self.tr("Add a reading of {0}").format(self._measure.name))
        self.send.clicked.connect(self._send)
        row.addWidget(self.value, 1)
        row.addWidget(self.dated, 1)
        row.addWidget(self.send)
        return row

    @Slot()
    def _details(self) -> None:
        self.record_wanted.emit(self._measure.id)

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
        fields = {"measure": self._measure.ref, "value": self.value.value(), "dated": day}
        self._hub.write(adding(Kind.POINT, fields), None, self._refused, what=self.tr("Adding a reading"))

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.note.say(said(error))


def standing(measure: Measure, points: tuple[Point, ...]) -> str:
    """A measure in one line: "from 41 % to 52 % (1 Feb 2024); target 75 % by 30 Sep 2024"."""
    parts = []
    latest = next(reversed(in_order(points)), None)
    if measure.baseline is not None:
        parts.append(f"from {number(measure.baseline, measure.unit)}")
    if latest is not None:
        parts.append(f"to {number(latest.value, measure.unit)} ({show(latest.dated)})")
    elif measure.baseline is not None:
        parts.append("no reading since")
    said_so = " ".join(parts)
    if measure.target is not None:
        by = f" by {show(measure.target_by)}" if measure.target_by else ""
        said_so += f"{'; ' if said_so else ''}target {number(measure.target, measure.unit)}{by}"
    return said_so or "No baseline, reading or target yet."


def in_order(points: tuple[Point, ...]) -> list[Point]:
    """Readings by their day."""
    return sorted(points, key=lambda point: (point.dated is not None, point.dated))


def number(value: float | None, unit: str | None) -> str:
    """A number with its unit: "41 %"."""
    return "–" if value is None else f"{value:g}" + (f" {unit}" if unit else "")


def adding(kind: Kind, fields: dict[str, Any]) -> Command:
    """A command that adds a record."""

    def command(uow: UnitOfWork, act: Act) -> Any:
        return add(uow, act, kind, fields)

    return command
