"""What is asked of somebody's plan, and the place where the question in hand is answered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.text.words import begun, shortened
from tracker.services.foreign.looked import Asked, Looked
from tracker.ui.lists.fact_list import Fact, FactList, Heading
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label, literal
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

HEADINGS = (
    Heading("Cell", 26), Heading("What stands there", 54), Heading("What is asked"), Heading("Your answer", 50),
)  # fmt: skip
OPEN, ANSWERED = Status("question", "To decide", "warning"), Status("tick", "Answered", "good")
MOST_LINES = 4
OFFERED = 2
"""So many likely answers have a button and a key of their own."""
LONGEST = 30
"""Letters of an answer that its button shows."""


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
        in_column(theme, self.list, on=self, gap=1.5, margins=(4, 2))
        self.decide = self._decision()

    def _decision(self) -> QFrame:
        """Where the question in hand is answered: at the foot of the screen, as a merge is decided."""
        pane = QFrame(self)
        pane.setProperty("ground", "surface")
        pane.setProperty("line", "top")
        self.why = label("", "strong", pane, wrap=True)
        self.offers = [button("", "", pane) for _ in range(OFFERED)]
        for place, one in enumerate(self.offers):
            one.clicked.connect(partial(self.take, place))
        self.box = AnswerBox(pane)
        self.line = QLineEdit(self.box)
        self.line.setPlaceholderText(self.tr("Write another (E)"))
        self.box.setEditable(True)
        self.box.setLineEdit(self.line)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for field in (self.box, self.line):
            field.setAccessibleName(self.tr("Your answer"))
        self.box.setMinimumWidth(self._theme.space(50))
        self.box.given.connect(self.give)
        self.box.left.connect(self.list.setFocus)
        self.give_button = button(self.tr("Answer"), "", pane, tip=self.tr("Take this answer (Enter)"))
        self.give_button.clicked.connect(self.give)
        in_row(self._theme, (self.why, 1), *self.offers, self.box, self.give_button, on=pane, gap=2, margins=(4, 2))
        return pane

    @property
    def asked(self) -> Asked | None:
        """The question in hand."""
        return self._of(self.list.key)

    def _of(self, key: object) -> Asked | None:
        return next((asked for asked, _ in self._questions if _key(asked) == key), None)

    def show_questions(self, looked: Looked) -> None:
        """Shows what is asked and was answered; the first that is open comes in hand."""
        self._questions = looked.questions
        for part in (self, self.decide):
            part.setVisible(bool(looked.questions))
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
        self._offer(asked)
        self.in_hand.emit(asked)

    def _offer(self, asked: Asked | None) -> None:
        """Puts the likeliest answers on buttons."""
        choices = asked.choices if asked is not None else ()
        for place, one in enumerate(self.offers):
            said = choices[place][0] if place < len(choices) else ""
            one.setVisible(bool(said))
            one.setText(literal(f"{begun(shortened(said, LONGEST))} ({place + 1})"))
            one.setToolTip(plain_tip(said))

    def take(self, place: int) -> None:
        """Takes one of the likeliest answers by its place, where there are so many."""
        asked = self.asked
        if asked is not None and place < len(asked.choices):
            self.answered.emit(asked, asked.choices[place][1])

    @Slot()
    def write_own(self) -> None:
        """Puts the cursor where an answer is chosen or typed."""
        if self.asked is not None:
            self._go_to_answer()

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
