"""The dialogs that ask one thing: some words, a day, or one of several answers. All look alike and say what happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QPushButton, QWidget
from typing_extensions import override

from tracker.errors import UserError
from tracker.ui.core.drafts import Drafts
from tracker.ui.look.date_field import DateField
from tracker.ui.look.fitted import TitledDialog
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import button, label, literal
from tracker.ui.look.theme import Theme

WIDE = 64
"""How wide such a dialog is, in letters."""
SIDE_BY_SIDE = 2
"""So many answers stand beside each other in the foot; more stand one under another."""
LINES = 3


class Question(TitledDialog):
    """What is asked, with Cancel at the foot; as tall as its words need at its width."""

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(theme, title, parent)
        cancel = button(self.tr("Cancel"), "", self)
        cancel.clicked.connect(self.reject)
        self.foot.addWidget(cancel)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # The layout's own least size is that of words wrapped as narrowly as can be: too tall.
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(0, 0)
        super().showEvent(event)
        wide = max(self.fontMetrics().averageCharWidth() * WIDE, self.minimumSizeHint().width())
        wide = min(wide, self.maximumWidth())
        self.resize(wide, self.column.heightForWidth(wide))

    @override
    def event(self, event: QEvent) -> bool:
        """Grows with what is written in it, and with what it says."""
        taken = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), max(self.height(), self.column.heightForWidth(self.width())))
        return taken


class FieldQuestion(Question):
    """One field under what is asked; `go` is what its button does. An answer that is refused leaves it open."""

    def __init__(self, theme: Theme, title: str, field: QWidget, go: str, parent: QWidget) -> None:
        super().__init__(theme, title, parent)
        self.field = field
        self.note = Note(theme, parent=self)
        self.go = button(literal(go), "primary", self, tip=self.tr("Enter"))
        self.go.clicked.connect(self.send)
        self.foot.addWidget(self.go)
        asked = label(field.accessibleName(), "", self, wrap=True)
        asked.setBuddy(field)
        self.hold(in_column(theme, asked, field, gap=1), self.note)
        field.setFocus()

    @Slot()
    def send(self) -> None:
        """Answers, and closes unless that is refused."""
        try:
            self.take()
        except UserError as refused:
            self.note.say(said(refused))
            self.field.setFocus()
            return
        self.accept()

    def take(self) -> None:
        """Gives the answer. Raises UserError where what stands in the field is none."""
        raise NotImplementedError

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
            return
        super().keyPressEvent(event)


class WordsQuestion(FieldQuestion):
    """Asks for some words, in one line or in several (where Ctrl+Enter answers)."""

    def __init__(
        self, theme: Theme, title: str, asked: str, answer: Callable[[str], object], parent: QWidget, *,
        initial: str = "", lines: bool = False, go: str = "",
    ) -> None:  # fmt: skip
        self._answer = answer
        self.box: Line | GrowingText = GrowingText(asked, lines=LINES) if lines else Line(asked)
        super().__init__(theme, title, self.box, go or title, parent)
        self.box.set_value(initial)
        if isinstance(self.box, GrowingText):
            self.box.entered.connect(self.send)
            self.go.setToolTip(self.tr("Ctrl+Enter"))
        else:
            self.box.selectAll()

    def keep_in(self, drafts: Drafts) -> None:
        """Keeps what is being written until the dialog is left, and shows what was written before."""
        kept = drafts.join(self, f"asked {self.windowTitle()}", {"words": self.box}, self.windowTitle)
        kept.show("", lambda: None)
        self.finished.connect(partial(_forget, kept.forget))

    @override
    def take(self) -> None:
        words = self.box.value()
        if words is None:
            raise UserError(self.tr("Nothing is written yet."))
        self._answer(words)


def _forget(forget: Callable[[str], object], _result: int) -> None:
    forget("")


class SecretQuestion(FieldQuestion):
    """Asks for a password: it is not shown, and kept nowhere."""

    def __init__(self, theme: Theme, title: str, asked: str, answer: Callable[[str], object], parent: QWidget) -> None:
        self._answer = answer
        self.box = Line(asked)
        self.box.setEchoMode(Line.EchoMode.Password)
        super().__init__(theme, title, self.box, self.tr("Go on"), parent)

    @override
    def take(self) -> None:
        self._answer(self.box.text())


class DayQuestion(FieldQuestion):
    """Asks for a day, typed or chosen from a calendar."""

    def __init__(
        self, theme: Theme, title: str, asked: str, answer: Callable[[date | None], object], parent: QWidget, *,
        initial: date, go: str = "", empty: bool = False,
    ) -> None:  # fmt: skip
        self._answer, self._empty = answer, empty
        self.day = DateField(theme, asked, initial)
        self.day.setAccessibleName(asked)
        self.day.set_value(initial)
        super().__init__(theme, title, self.day, go or title, parent)
        self.day.line.selectAll()

    @override
    def take(self) -> None:
        day = self.day.typed()
        if day is None and not self._empty:
            raise UserError(self.tr("No day is given yet."))
        self._answer(day)


class ChoiceQuestion(Question):
    """Asks for one of several answers, each a verb on a button; `answer` is called with its words."""

    def __init__(
        self, theme: Theme, title: str, question: str, choices: Sequence[str], *, answer: Callable[[str], object],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(theme, title, parent)
        self._answer = answer
        beside = len(choices) <= SIDE_BY_SIDE
        self.choices = [self._choice(words, main=beside and not at) for at, words in enumerate(choices)]
        for one in reversed(self.choices if beside else []):
            self.foot.addWidget(one)
        self.setAccessibleDescription(question)
        self.hold(label(question, "", self, wrap=True), *([] if beside else self.choices))
        self.choices[0].setDefault(True)
        self.choices[0].setFocus()

    def _choice(self, words: str, *, main: bool) -> QPushButton:
        made = button(literal(words), "primary" if main else "", self)
        made.setAutoDefault(True)
        made.clicked.connect(partial(self._chosen, words))
        return made

    def _chosen(self, words: str, _checked: bool = False) -> None:
        self.accept()
        self._answer(words)
