"""The forms that open under a job: words that go with a decision, a day, and those of the record's own page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.plan.ids import RecordId
from tracker.domain.work.my_work import Job, Step
from tracker.services.dates import extend
from tracker.services.evidence.evidence import review
from tracker.services.evidence.record_check import record_check
from tracker.services.records.editing import set_fields
from tracker.ui.core.hub import Command, Hub
from tracker.ui.evidence.attach_form import AttachForm
from tracker.ui.forms.section import ErrorNote, PageContext
from tracker.ui.look.date_field import DateField
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.record.deadline import ExtensionForm
from tracker.ui.record.updates import UpdateForm


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks, the words of its button, and the command that its words make."""

    question: str
    send: str
    command: Callable[[RecordId, str], Command]
    needed: bool = True


ASKED = {
    Step.REFUSE: Asked(
        "Why is the new date refused? The reason is kept and shown.", "Refuse",
        lambda record, words: partial(extend.refuse, ref=record, note=words),
    ),
    Step.SEND_BACK: Asked(
        "What is lacking?", "Send back",
        lambda record, words: partial(review, ref=record, accept=False, note=words),
    ),
    Step.PASSED: Asked(
        "What was looked at, and what was found?", "It passed",
        lambda record, words: partial(record_check, ref=record, passed=True, note=words), needed=False,
    ),
    Step.FAILED: Asked(
        "What was found? The action is re-opened, and boards will read this.", "It failed",
        lambda record, words: partial(record_check, ref=record, passed=False, note=words),
    ),
}  # fmt: skip
"""The steps that are done with words."""


class JobForm(QWidget):
    """A small form under a job. `finished` is emitted when it was written, or given up."""

    finished = Signal()

    def __init__(self, hub: Hub, theme: Theme, send: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hub, self.theme = hub, theme
        self.note = ErrorNote(theme, self)
        self.leave = button(self.tr("Cancel"), "quiet", self)
        self.leave.clicked.connect(self.finished)
        self.send = button(send, "primary", self)
        self.send.clicked.connect(self.write)

    def lay_out(self, asked: str, field: QWidget) -> None:
        """Lays out what is asked, the field that answers it, and the buttons."""
        heading = label(asked, "small", self, wrap=True)
        heading.setBuddy(field)
        row = in_row(self.theme, self.send, self.leave, None, gap=2)
        in_column(self.theme, heading, field, self.note, row, on=self, gap=1.5, margins=0)
        self.setFocusProxy(field)

    def command(self) -> Command | None:
        """What is written; None where something is still to be said."""
        raise NotImplementedError

    def empty(self) -> None:
        """Empties the field, once it was written."""

    @Slot()
    def write(self) -> None:
        """Writes what was said, where it is complete."""
        command = self.command()
        if command is not None and self.send.isEnabled():
            self.send.setEnabled(False)
            self.hub.write(command, self._written, self._refused)

    @Slot(object)
    def _written(self, _changes: object) -> None:
        self.send.setEnabled(True)
        self.empty()
        self.finished.emit()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.send.setEnabled(True)
        self.note.fail(error)


class WordsForm(JobForm):
    """Asks for the words of a decision."""

    def __init__(self, hub: Hub, theme: Theme, record: RecordId, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, self.tr(asked.send), parent)
        self._record, self._asked = record, asked
        self.words = GrowingText(self.tr(asked.question), lines=2, parent=self)
        self.words.entered.connect(self.write)
        self.send.setToolTip(self.tr("Ctrl+Enter in the words"))
        self.lay_out(self.tr(asked.question), self.words)
        draft = hub.drafts.join(self, f"decision {asked.send}", {"words": self.words}, self.words.accessibleName)
        draft.show(record, partial(self.words.set_value, None))

    @override
    def empty(self) -> None:
        self.words.set_value(None)

    @override
    def command(self) -> Command | None:
        """The decision with its words."""
        words = self.words.value() or ""
        if self._asked.needed and not words:
            self.note.fail(self.tr("A sentence is needed."))
            self.words.setFocus()
            return None
        return self._asked.command(self._record, words)


class DayForm(JobForm):
    """Asks for the due date of an action that has none that was agreed."""

    def __init__(self, hub: Hub, theme: Theme, record: RecordId, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, self.tr("Set the date"), parent)
        self._record = record
        self.day = DateField(theme, self.tr("Due"), hub.today, self)
        self.day.committed.connect(self._dated)
        self.day.refused.connect(self.note.fail)
        self.lay_out(self.tr("By when will it be done?"), self.day)

    @Slot(object)
    def _dated(self, day: date | None) -> None:
        self.day.set_value(day)
        self.note.say(non_working_warning(day) if day else "", "warning")

    @override
    def command(self) -> Command | None:
        """The date set, where one is given."""
        day = self.note.day(self.day)
        if not day:
            if day is None:
                self.note.fail(self.tr("A date is needed."))
            return None
        return partial(set_fields, refs=[self.hub.snapshot.get(self._record).ref], fields={"due": day.isoformat()})


def form_of(context: PageContext, job: Job, step: Step, parent: QWidget) -> tuple[QWidget, SignalInstance]:
    """The form of a step, made under a job, and what it emits once it was sent or given up."""
    if step in ASKED:
        words = WordsForm(context.hub, context.theme, job.record, ASKED[step], parent)
        return words, words.finished
    return _FORMS[step](context, job, parent)


def begin(context: PageContext, job: Job, form: QWidget) -> None:
    """Shows the record of a job in its form, and puts the cursor where one begins."""
    snapshot = context.hub.snapshot
    record = snapshot.get(job.shown)
    if isinstance(form, ExtensionForm):
        form.show_record(record, True)
        form.start()
    elif isinstance(form, UpdateForm):
        form.show_record(record)
        form.words.setFocus()
    elif isinstance(form, AttachForm):
        form.show_record(record)
        if form.form.isHidden():  # else words that were begun before stand in it
            form.start_newer(snapshot.get(job.record)) if job.record != job.shown else form.choose()
    else:
        form.setFocus()


def _update(context: PageContext, _job: Job, parent: QWidget) -> tuple[QWidget, SignalInstance]:
    made = UpdateForm(context.hub, context.theme, parent)
    return made, made.sent


def _attach(context: PageContext, _job: Job, parent: QWidget) -> tuple[QWidget, SignalInstance]:
    made = AttachForm(context.hub, context.asker, context.theme, parent)
    return made, made.attached


def _ask_date(context: PageContext, _job: Job, parent: QWidget) -> tuple[QWidget, SignalInstance]:
    made = ExtensionForm(context.hub, context.theme, parent)
    return made, made.left


def _set_date(context: PageContext, job: Job, parent: QWidget) -> tuple[QWidget, SignalInstance]:
    made = DayForm(context.hub, context.theme, job.record, parent)
    return made, made.finished


_FORMS: dict[Step, Callable[[PageContext, Job, QWidget], tuple[QWidget, SignalInstance]]] = {
    Step.UPDATE: _update, Step.ATTACH: _attach, Step.ASK_DATE: _ask_date, Step.SET_DATE: _set_date,
}  # fmt: skip
"""The steps that are done in a form which the record's own page has too."""
