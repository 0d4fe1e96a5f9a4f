"""The questions about a record or of a meeting, in a line each, that open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from tracker.domain.meetings.questions import QUESTION_STATUS, asked_at, open_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Challenge, Meeting
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.commands import Do
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import StatusLabel, WordsButton, button, label

SHOWN = 3
"""So many questions are listed before the rest is asked for."""


Questions = Callable[[Snapshot, RecordId], Sequence[Challenge]]


class QuestionList(Section):
    """Questions with their state and how long they are open; hidden where there are none."""

    def __init__(self, context: PageContext, name: str, questions: Questions, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, gap=0.5)
        self._name, self._questions = name, questions
        self._shown: tuple[Any, ...] | None = None
        self._all = False
        self.buttons: list[QPushButton] = []
        self._made: list[QWidget] = []
        self._heading = label("", "small", self)
        self._lines = in_column(self.theme, gap=1)
        self.more = button("", "link", self)
        self.more.clicked.connect(self._show_all)
        self.column.addWidget(self._heading)
        self.column.addLayout(self._lines)
        self.column.addWidget(self.more)
        self.hide()

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows the questions of a record."""
        questions = tuple(self._questions(snapshot, record.id))
        shown = (record.id, self.hub.today, questions)
        if shown == self._shown:
            return
        self._all = self._all and self._shown is not None and self._shown[0] == record.id
        self._shown = shown
        self._heading.setText(f"{self._name} ({len(questions)})")
        self._fill()

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._fill()
        if len(self.buttons) > SHOWN:
            self.buttons[SHOWN].setFocus()

    def _fill(self) -> None:
        for old in self._made:
            old.hide()
            old.deleteLater()
        self._made, self.buttons = [], []
        _of, today, questions = self._shown or (None, None, ())
        listed = questions if self._all else questions[:SHOWN]
        for question in listed:
            line = QWidget(self)
            opener = self._opener(question, open_words(question, today), line)
            status = StatusLabel(self.theme, QUESTION_STATUS[question.state], line)
            waited = label(open_words(question, today), "small", line)
            in_column(self.theme, opener, in_row(self.theme, status, waited, None, gap=2), on=line, gap=0, margins=0)
            self._lines.addWidget(line)
            self._made.append(line)
        self.more.setText(self.tr("Show all {0}").format(len(questions)))
        self.more.setVisible(len(listed) < len(questions))
        self.setVisible(bool(questions))

    def _opener(self, question: Challenge, waited: str, line: QWidget) -> QPushButton:
        made = WordsButton(self.theme, f"{question.ref}  {question.question}", line, tip=question.question)
        made.setProperty("record", question.id)
        state = QUESTION_STATUS[question.state].word
        spoken = (self.tr("Question {0}").format(question.ref), question.question, state, waited)
        made.setAccessibleName(", ".join(part for part in spoken if part))
        made.clicked.connect(self._press)
        self.buttons.append(made)
        return made

    @Slot()
    def _press(self) -> None:
        self.context.record_wanted.emit(self.sender().property("record"))


class AskedAtMeeting(Section):
    """What was asked at a meeting, and a button to note a question."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.questions = QuestionList(context, self.tr("Asked at this meeting"), asked_at, self)
        spec = Do.QUESTION.spec
        tip = self.tr("Note what was asked at this meeting ({0})").format(spec.keys[0])
        self.ask = button(self.tr(spec.text), "", self, tip=tip)
        self.ask.clicked.connect(self._ask)
        self.ask.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.column.addWidget(self.questions)
        self.column.addWidget(self.ask)

    @override
    def show_record(self, record: Meeting, snapshot: Snapshot) -> None:
        self.questions.show_record(record, snapshot)
        self.ask.setVisible(not self.hub.session.read_only)

    @Slot()
    def _ask(self) -> None:
        self.context.command_wanted.emit(Do.QUESTION)
