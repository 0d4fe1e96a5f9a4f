"""The written statement: when it is due, by what duty, what to beware of, and the steps planned back from that day."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.board.board_rows import source_title
from tracker.domain.dates.closures import closure_days, days_words
from tracker.domain.dates.dates import show, show_with_weekday
from tracker.domain.dates.statement_steps import Statement, statement
from tracker.domain.dates.working_days import working_days_between
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Plan
from tracker.domain.text.words import begun
from tracker.ui.core.drafts import Typed
from tracker.ui.core.hub import Hub
from tracker.ui.forms.fields_edit import setting
from tracker.ui.forms.record_parts import Scrolled
from tracker.ui.look.date_field import DateField
from tracker.ui.look.fitted import TitledDialog
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.statement.statement_steps import StepTable


class StatementWindow(TitledDialog):
    """Stays beside the window until it is closed.

    `calendar_asked` when the dates are wanted as a calendar file, `periods_asked` when the periods to answer are.
    """

    calendar_asked = Signal()
    periods_asked = Signal()

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Written statement"), parent)
        self.setModal(False)
        self._hub, self._theme = hub, theme
        self._found = statement(hub.snapshot, hub.today)
        self.headline = label("", "heading", self, wrap=True)
        self.facts = label("", "", self, wrap=True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.warnings = Note(theme, "warning", self)
        self.due = DateField(theme, self.tr("Statement due"), hub.today, self)
        self.received = DateField(theme, self.tr("Report received"), hub.today, self)
        self.days = Line(self.tr("Working days to answer"), self)
        self.note = Note(theme, "bad", self)
        self.table = StepTable(hub, theme, self)
        self._connect()
        self._build()
        typed: dict[str, Typed] = {"due": self.due, "received": self.received, "days": self.days}
        hub.drafts.join(self, "statement", typed, self.windowTitle).show("", self.show_plan)
        self.table.rows[0].name.setFocus()

    def _connect(self) -> None:
        self.due.committed.connect(self._due_typed)
        self.received.committed.connect(self._received_typed)
        self.days.committed.connect(self._days_typed)
        for part in (self.due, self.received, self.table):
            part.refused.connect(self._say)
        self.table.settled.connect(self._kept)
        self._hub.changed.connect(self._changed)

    def _build(self) -> None:
        space = self._theme.space
        steps = label(self.tr("Steps, planned back from that day"), "strong", self)
        table = Scrolled(self._theme, self.table, ground="window")
        self._fill_foot()
        self.hold(self.headline, self.facts, self.warnings, self._typed_fields(), steps, self.note, (table, 1))
        self.resize(space(210), space(190))

    def _typed_fields(self) -> QHBoxLayout:
        row = in_row(self._theme, gap=3)
        shown = (
            (self.tr("Statement due (typed)"), self.due),
            (self.tr("Report received"), self.received),
            (self.tr("Working days to answer"), self.days),
        )
        for words, field in shown:
            heading = label(words, "small", self)
            heading.setBuddy(field)
            row.addLayout(in_column(self._theme, heading, field, gap=0.5), 1)
        self.days.setToolTip(self.tr("Typed, it takes the place of the rule's period for this inspection"))
        return row

    def _fill_foot(self) -> None:
        self.add = button(self.tr("Add step"), "", self, tip=self.tr("A step of your own, before the last one"))
        self.add.clicked.connect(self._add)
        self.usual = button(self.tr("Restore usual steps"), "", self, tip=self.tr("What was done of them stays done"))
        self.usual.clicked.connect(self.table.restore)
        self.periods = button(
            self.tr("Change the period…"), "", self, tip=self.tr("The period to answer each inspection, and its rule")
        )
        self.periods.clicked.connect(self.periods_asked)
        self.calendar = button(self.tr("Export calendar…"), "", self, tip=self.tr("All dates as a calendar file"))
        self.calendar.clicked.connect(self.calendar_asked)
        shut = button(self.tr("Close"), "primary", self)
        shut.clicked.connect(self.close)
        for place, one in enumerate((self.add, self.usual)):
            self.foot.insertWidget(place, one)
        for one in (self.periods, self.calendar, shut):
            self.foot.addWidget(one)

    @Slot(object)
    def _changed(self, _changes: object) -> None:
        self.show_plan()

    def show_plan(self) -> None:
        """Shows the statement as it stands."""
        plan = self._hub.snapshot.plan
        found = self._found = statement(self._hub.snapshot, self._hub.today)
        editable = not self._hub.session.read_only
        self.headline.setText(headline(found, plan, self._hub.today))
        self.facts.setText("\n".join(duty_facts(found)))
        self.warnings.say("\n".join(found.notes))
        self.due.show_saved(plan.respond_by)
        inspection = found.inspection
        self.received.show_saved(inspection.received if inspection else None)
        self.days.show_saved(str(inspection.working_days or "") if inspection else "")
        usual = found.duty.rule.period if found.duty is not None else None
        self.days.setPlaceholderText(str(usual or ""))
        self.due.set_read_only(not editable)
        self.received.set_read_only(not editable or inspection is None)
        self.days.setReadOnly(not editable or inspection is None)
        for one in (self.add, self.usual):
            one.setEnabled(editable)
        self.table.show_steps(found)

    @property
    def _fields(self) -> tuple[Line | DateField, ...]:
        return (self.due, self.received, self.days, *self.table.fields)

    def _set(self, record: RecordId | None, name: str, value: Any) -> None:
        if record is not None:
            self._hub.write(setting(record, {name: value}), self._kept, self._failed, what=self.tr("Saving"))

    @Slot(object)
    def _due_typed(self, day: date | None) -> None:
        self._set(RecordId("plan"), "respond_by", day)

    @Slot(object)
    def _received_typed(self, day: date | None) -> None:
        self._set(self._found.inspection.id if self._found.inspection else None, "received", day)

    @Slot(object)
    def _days_typed(self, words: str | None) -> None:
        self._set(self._found.inspection.id if self._found.inspection else None, "working_days", words)

    @Slot()
    def _add(self) -> None:
        self.table.add_step(self._found.steps)

    @Slot(object)
    def _kept(self, _changes: object = None) -> None:
        for field in self._fields:
            field.take()
        self.note.say("")

    @Slot(object)
    def _failed(self, error: Any) -> None:
        self._say(said(error))

    @Slot(object)
    def _say(self, words: str) -> None:
        for field in self._fields:
            field.hold()
        self.note.say(words, "bad")
        self.show_plan()


def headline(found: Statement, plan: Plan, today: date) -> str:
    """When the statement is due and how far off that is, or what to type to know."""
    if found.submitted is not None:
        return f"Handed in on {show_with_weekday(found.submitted)}"
    if found.due is None:
        return "No date is known yet: type when it is due, or when the report was received"
    days = working_days_between(today, found.due, closure_days(plan))
    when = "today" if found.due == today else f"in {days_words(days)}" if days > 0 else f"{days_words(-days)} ago"
    return f"Due {show_with_weekday(found.due)}, {when}"


def duty_facts(found: Statement) -> list[str]:
    """The duty in sentences: what is owed to whom, where its day comes from, by what authority, how sure that is."""
    duty = found.duty
    if duty is None:
        return ["No inspection of this plan brings a duty to answer that is known."]
    what = begun(duty.rule.what)
    facts = [f"{what}, to {duty.rule.to}." if duty.rule.to else f"{what}."]
    if found.inspection is not None:
        facts.append(f"It answers {found.inspection.ref}, {source_title(found.inspection)}.")
    if duty.stated is not None:
        facts.append(f"Stated in the document: {show(duty.stated)}.")
    if duty.computed is not None or duty.stated is None:
        facts.append(f"Computed: {duty.explanation}")
    return [*facts, f"Source: {duty.rule.source}. Certainty: {duty.rule.certainty}."]
