"""The steps to the written statement as a table that is edited in place: name, working days before, day, done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from tracker.domain.actions.status import Status
from tracker.domain.dates.closures import days_words
from tracker.domain.dates.dates import show
from tracker.domain.dates.statement_steps import PlannedStep, Statement
from tracker.domain.plan.fields import ClockStep
from tracker.services.dates.statement_steps import change_steps, marked, planned, removed, renamed, restored
from tracker.ui.core.drafts import Typed
from tracker.ui.core.hub import Command, Hub
from tracker.ui.look.date_field import DateField
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import StatusLabel, label, tool
from tracker.ui.look.theme import Theme

DONE = Status("tick", "Done", "good")
LATE = Status("triangle", "Late", "bad")
IMPOSSIBLE = Status("cross", "Had passed at the start", "bad")
AHEAD = Status("ring", "Ahead", "neutral")
NOT_NOTED = Status("dash", "Not noted", "muted")
NO_DAY = Status("question", "No day yet", "neutral")
NAME, BEFORE, DAY, TICK, STATE, OUT = range(6)


def step_status(step: PlannedStep, handed_in: bool = False) -> Status:
    """How a step is drawn; of a statement that was handed in, nothing is late or ahead any more."""
    if step.done is not None:
        return replace(DONE, word=f"Done {show(step.done)}")
    if step.due is None:
        return NO_DAY
    if handed_in:
        return NOT_NOTED
    if step.impossible:
        return IMPOSSIBLE
    if step.late:
        return LATE
    return replace(AHEAD, word=f"In {days_words(step.working_days)}" if step.working_days else "Today")


class StepRow(QObject):
    """The fields of one step. `wanted` carries a command; `refused` why what was typed cannot be."""

    wanted = Signal(object)
    refused = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, home: QWidget) -> None:
        super().__init__(home)
        self._step = ClockStep("")
        self._today = today = hub.today
        self.name = Line(self.tr("Step"), home)
        self.before = Line(self.tr("Working days before"), home)
        self.before.setMaximumWidth(theme.space(18))
        self.day = DateField(theme, self.tr("Day"), today, home)
        self.tick = QCheckBox(home)
        self.state = StatusLabel(theme, None, home)
        self.out = tool(theme, "x", self.tr("Take this step out"), home)
        self.notes = Note(theme, "warning", home)
        typed: dict[str, Typed] = {"name": self.name, "before": self.before, "day": self.day}
        self._draft = hub.drafts.join(self, "", typed, self._called)
        self.name.committed.connect(self._renamed)
        self.before.committed.connect(self._counted)
        self.day.committed.connect(self._dated)
        self.day.refused.connect(self.refused)
        self.tick.clicked.connect(self._ticked)
        self.out.clicked.connect(self._removed)

    def put_into(self, grid: QGridLayout, line: int) -> None:
        """Puts its fields on a line of the grid, its notes on the one below."""
        for column, widget in enumerate((self.name, self.before, self.day, self.tick, self.state, self.out)):
            grid.addWidget(widget, line, column)
        grid.addWidget(self.notes, line + 1, NAME, 1, OUT + 1)

    def show_step(self, step: PlannedStep, editable: bool, *, handed_in: bool = False) -> None:
        """Shows a step as it stands; what is being typed about it stays."""
        same = step.name in (self._step.name, self.name.value())
        self._step = ClockStep(step.name, step.days_before, step.due if step.typed else None, step.done)
        if same:
            self._show_saved(step)
        if self._draft.place != _place_of(step.name):
            self._draft.place = _place_of(step.name)
            if not same:
                self._draft.show("", partial(self._show_only, step))
        self.tick.setChecked(step.done is not None)
        self.state.show_status(step_status(step, handed_in))
        self.notes.say(" ".join(step.notes))
        self._call(step.name)
        for widget in (self.name, self.before):
            widget.setReadOnly(not editable)
        self.day.set_read_only(not editable)
        self.tick.setEnabled(editable)
        self.out.setEnabled(editable)

    def _show_saved(self, step: PlannedStep) -> None:
        self.name.show_saved(step.name)
        self.before.show_saved("" if step.typed else str(step.days_before))
        self.day.show_saved(step.due)

    def _show_only(self, step: PlannedStep) -> None:
        self.name.set_value(step.name)
        self.before.set_value("" if step.typed else str(step.days_before))
        self.day.set_value(step.due)

    def _called(self) -> str:
        return self.tr("Step “{0}” of the written statement").format(self._step.name)

    def _call(self, name: str) -> None:
        self.name.setAccessibleName(self.tr("Name of the step {0}").format(name))
        self.before.setAccessibleName(self.tr("Working days before, {0}").format(name))
        self.before.setPlaceholderText(self.tr("typed"))
        self.before.setToolTip(self.tr("Working days before the statement is due; empty where the day is typed"))
        self.day.line.setAccessibleName(self.tr("Day of {0}").format(name))
        self.tick.setAccessibleName(self.tr("{0} is done").format(name))
        self.tick.setToolTip(self.tr("Done, as of today"))
        self.out.setAccessibleName(self.tr("Take out {0}").format(name))

    @Slot(object)
    def _renamed(self, name: str | None) -> None:
        self.wanted.emit(partial(change_steps, edits=[renamed(self._step.name, name or "")]))

    @Slot(object)
    def _counted(self, words: str | None) -> None:
        self._plan(words or str(self._step.days_before))

    @Slot(object)
    def _dated(self, day: date | None) -> None:
        self._plan(day or str(self._step.days_before))

    def _plan(self, wanted: str | date) -> None:
        if isinstance(wanted, str) and not wanted.isdigit():
            self.refused.emit(self.tr("“{0}” is not a number of working days.").format(wanted))
            return
        self.wanted.emit(partial(change_steps, edits=[planned({self._step.name: wanted})]))

    @Slot()
    def _ticked(self) -> None:
        on = self._today if self.tick.isChecked() else None
        self.wanted.emit(partial(change_steps, edits=[marked(self._step.name, on)]))

    @Slot()
    def _removed(self) -> None:
        self.wanted.emit(partial(change_steps, edits=[removed(self._step.name)]))


def _place_of(step: str) -> str:
    """Under which name the words typed about a step are kept."""
    return f"statement step {step}"


class StepTable(QWidget):
    """All steps. `refused` carries a sentence on what could not be; `settled` that a change was kept."""

    refused = Signal(object)
    settled = Signal()

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self.rows: list[StepRow] = []
        self._body: QWidget | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    @property
    def fields(self) -> Iterator[Line | DateField]:
        """What is typed into."""
        for row in self.rows:
            yield from (row.name, row.before, row.day)

    def show_steps(self, found: Statement) -> None:
        """Shows the steps; rows are made anew only where their number changed."""
        if len(found.steps) != len(self.rows):
            self._build(len(found.steps))
        editable = not self._hub.session.read_only
        for row, step in zip(self.rows, found.steps, strict=True):
            row.show_step(step, editable, handed_in=found.submitted is not None)

    def _build(self, count: int) -> None:
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        body = self._body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.space(2))
        grid.setVerticalSpacing(self._theme.space(1))
        heads = (self.tr("Step"), self.tr("Days before"), self.tr("Day"), self.tr("Done"), self.tr("How it stands"))
        for column, words in enumerate(heads):
            grid.addWidget(label(words, "small", body), 0, column)
        grid.setColumnStretch(NAME, 3)
        grid.setColumnStretch(DAY, 2)
        grid.setColumnStretch(STATE, 2)
        self.rows = [StepRow(self._hub, self._theme, body) for _ in range(count)]
        for place, row in enumerate(self.rows):
            row.put_into(grid, 1 + 2 * place)
            row.wanted.connect(self.write)
            row.refused.connect(self.refused)
        grid.setRowStretch(1 + 2 * count, 1)
        self._grid.addWidget(body, 0, 0)

    @Slot(object)
    def write(self, command: Command) -> None:
        """Writes a change of the steps."""
        self._hub.write(command, self._kept, self._failed, what=self.tr("Saving"))

    def add_step(self, steps: tuple[PlannedStep, ...]) -> None:
        """Adds a step before the last one, to be named."""
        known = {step.name for step in steps}
        names = (self.tr("New step {0}").format(number) for number in range(1, len(known) + 2))
        name = next(one for one in names if one not in known)
        last = steps[-1].days_before if steps else 0
        command = partial(change_steps, edits=[planned({name: str(last + 5)})])
        self._hub.write(command, self._added, self._failed, what=self.tr("Saving"))

    def restore(self) -> None:
        """Brings the usual steps back."""
        self.write(partial(change_steps, edits=[restored]))

    @Slot(object)
    def _kept(self, _changes: object) -> None:
        self.settled.emit()

    @Slot(object)
    def _added(self, _changes: object) -> None:
        self.settled.emit()
        name = self.rows[max(0, len(self.rows) - 2)].name
        name.setFocus()
        name.selectAll()

    @Slot(object)
    def _failed(self, error: Any) -> None:
        self.refused.emit(said(error))
