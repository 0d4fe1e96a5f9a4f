"""What is asked of somebody's plan, with the place where it is answered under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.services.foreign.looked import Asked, Looked
from tracker.ui.lists.fact_list import Fact, FactList, Heading
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

HEADINGS = (
    Heading("Cell", 26), Heading("What stands there", 54), Heading("What is asked"), Heading("Your answer", 50),
)  # fmt: skip
OPEN, ANSWERED = Status("question", "To answer", "warning"), Status("tick", "Answered", "good")
MOST_LINES = 4


class AnswerBox(QComboBox):
    """The likely answers, or one that is typed; Enter gives it, Escape goes back without."""

    given = Signal()
    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QuestionsPane(QFrame):
    """`answered` carries a question and what was answered; `in_hand` the question in hand, None for none."""

    answered = Signal(object, str)
    in_hand = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._questions: tuple[tuple[Asked, str | None], ...] = ()
        self.setProperty("ground", "surface")
        self.setProperty("line", "bottom")
        self.list = FactList(theme, HEADINGS, self.tr("Questions"), self, status_at=3)
        self.list.in_hand.connect(self._taken)
        self.list.chosen.connect(self._go_to_answer)
        self.why = label("", "strong", self, wrap=True)
        self.box = AnswerBox(self)
        self.line = QLineEdit(self.box)
        self.line.setPlaceholderText(self.tr("Choose or type an answer"))
        self.box.setEditable(True)
        self.box.setLineEdit(self.line)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for one in (self.box, self.line):
            one.setAccessibleName(self.tr("Your answer"))
        self.box.setMinimumWidth(theme.space(70))
        self.box.given.connect(self.give)
        self.box.left.connect(self.list.setFocus)
        self.give_button = button(self.tr("Answer"), "", self, tip=self.tr("Take this answer (Enter)"))
        self.give_button.clicked.connect(self.give)
        row = in_row(theme, (self.why, 1), self.box, self.give_button, gap=2)
        in_column(theme, self.list, row, on=self, gap=1.5, margins=(4, 2))

    @property
    def asked(self) -> Asked | None:
        """The question in hand."""
        return self._of(self.list.key)

    def _of(self, key: object) -> Asked | None:
        return next((asked for asked, _ in self._questions if _key(asked) == key), None)

    def show_questions(self, looked: Looked) -> None:
        """Shows what is asked and was answered; the first that is open comes in hand."""
        self._questions = looked.questions
        self.setVisible(bool(looked.questions))
        self.list.show_facts(_fact(asked, answer) for asked, answer in looked.questions)
        lines = min(max(len(looked.questions), 1), MOST_LINES)
        row = self.list.sizeHintForRow(0) if looked.questions else 0
        self.list.setFixedHeight(self.list.header().sizeHint().height() + lines * row + self._theme.space(1))
        after = self.list.currentIndex().row()
        waiting = [at for at, (_, answer) in enumerate(looked.questions) if answer is None]
        following = next((at for at in waiting if at >= after), waiting[0] if waiting else None)
        if following is not None:
            self.list.setCurrentIndex(self.list.rows.index(following, 0))
        self._taken(self.list.key)

    @Slot(object)
    def _taken(self, key: object) -> None:
        asked = self._of(key)
        self.box.clear()
        self.why.setText(f"{asked.where}: {asked.why}" if asked is not None else "")
        if asked is not None:
            for words, answer in asked.choices:
                self.box.addItem(words, answer)
            given = next((answer for one, answer in self._questions if one is asked), None)
            self.box.setCurrentText(asked.in_words(given) if given is not None else "")
        self.in_hand.emit(asked)

    @Slot()
    def _go_to_answer(self) -> None:
        self.box.setFocus()
        self.line.selectAll()

    @Slot()
    def give(self) -> None:
        """Takes the answer in the box, where there is one."""
        asked, words = self.asked, self.box.currentText().strip()
        if asked is not None and words:
            self.answered.emit(asked, dict(asked.choices).get(words, words))


def _key(asked: Asked) -> tuple[object, ...]:
    return asked.about, asked.cells


def _fact(asked: Asked, answer: str | None) -> Fact:
    said = asked.in_words(answer) if answer is not None else OPEN.word
    return Fact(_key(asked), (asked.where, asked.text, asked.why, said), OPEN if answer is None else ANSWERED)
