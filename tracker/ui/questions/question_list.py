"""The questions about a record or of a meeting, in a line each, that open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.meetings.questions import QUESTION_STATUS, asked_at, open_questions, open_words
from tracker.domain.plan.records import Challenge, Kind, Meeting
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.look.parts import StatusLabel, button, elide, label
from tracker.ui.look.theme import Theme
from tracker.ui.record.generic_view import GenericView

SHOWN = 3
"""So many questions are listed before the rest is asked for."""


class WordsButton(QPushButton):
    """A link of one line that shows as many of its words as there is room for."""

    def __init__(self, words: str, around: int, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.words, self._around = words, around
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(elide(self, self.words, self.width() - self._around))


class QuestionList(QWidget):
    """Questions with their state and how long they are open; hidden where there are none. `wanted` carries an id."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, name
        self._shown: tuple[Any, ...] | None = None
        self._all = False
        self.buttons: list[QPushButton] = []
        self._made: list[QWidget] = []
        self._heading = label("", "small", self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self.more = button("", "link", self)
        self.more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        column.addWidget(self.more)
        self.hide()

    def show_about(self, record: Any, snapshot: Snapshot, hub: Hub) -> None:
        """Shows the open questions about a record."""
        self.show_questions(record.id, open_questions(snapshot, record.id), hub)

    def show_questions(self, of: object, questions: Sequence[Challenge], hub: Hub) -> None:
        """Shows these questions of a record."""
        shown = (of, hub.today, tuple(questions))
        if shown == self._shown:
            return
        self._all = self._all and self._shown is not None and self._shown[0] == of
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
        for row, question in enumerate(listed):
            opener = self._opener(question, open_words(question, today))
            status = StatusLabel(self._theme, QUESTION_STATUS[question.state], self)
            waited = label(open_words(question, today), "small", self)
            for column, widget in enumerate((opener, status, waited)):
                self._grid.addWidget(widget, row, column)
                self._made.append(widget)
        self.more.setText(self.tr("Show all {0}").format(len(questions)))
        self.more.setVisible(len(listed) < len(questions))
        self.setVisible(bool(questions))

    def _opener(self, question: Challenge, waited: str) -> QPushButton:
        made = WordsButton(f"{question.ref}  {question.question}", self._theme.space(4), self)
        made.setToolTip(question.question)
        made.setProperty("record", question.id)
        state = QUESTION_STATUS[question.state].word
        spoken = (self.tr("Question {0}").format(question.ref), question.question, state, waited)
        made.setAccessibleName(", ".join(part for part in spoken if part))
        made.clicked.connect(self._press)
        self.buttons.append(made)
        return made

    @Slot()
    def _press(self) -> None:
        self.wanted.emit(self.sender().property("record"))


class MeetingView(GenericView):
    """A meeting with what was asked there; `do_asked` carries what was pressed."""

    do_asked = Signal(object)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, asker, theme, Kind.MEETING, parent)
        self.questions = QuestionList(theme, self.tr("Asked at this meeting"), self)
        self.questions.wanted.connect(self.record_wanted)
        spec = Do.QUESTION.spec
        tip = self.tr("Note what was asked at this meeting ({0})").format(spec.keys[0])
        self.ask = button(self.tr(spec.text), "", self, tip=tip)
        self.ask.clicked.connect(self._ask)
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.questions)
        column.addWidget(self.ask)
        self.ask.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.put_below(holder)

    @override
    def show_record(self, record: Meeting, snapshot: Snapshot) -> None:
        super().show_record(record, snapshot)
        self.questions.show_questions(record.id, asked_at(snapshot, record.id), self._hub)
        self.ask.setVisible(not self._hub.session.read_only)

    @Slot()
    def _ask(self) -> None:
        self.do_asked.emit(Do.QUESTION)
