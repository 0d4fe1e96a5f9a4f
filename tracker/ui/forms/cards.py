"""The records that belong to another, each on a card, and a line below or above in which the next is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from tracker.domain.actions.status import Status
from tracker.domain.plan.ids import RecordId
from tracker.errors import UserError
from tracker.ui.core.hub import Command
from tracker.ui.forms.section import ErrorNote, PageContext, Section
from tracker.ui.forms.stack_list import StackList
from tracker.ui.look.date_field import DateField
from tracker.ui.look.flow import Flow
from tracker.ui.look.layouts import in_column
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note
from tracker.ui.look.parts import StatusLabel, WordsButton, button, label, rule
from tracker.ui.look.theme import Theme

Field = Line | DateField


class Press(NamedTuple):
    """A button of a card: by which name it is answered, its text, its kind, its tip."""

    name: str
    text: str
    kind: str = ""
    tip: str = ""
    spoken: str = ""
    """What it is called where it is heard; its text and the card's own name otherwise."""


class Card(QWidget):
    """One record under another. `pressed` carries the name of a button and what the card is about."""

    pressed = Signal(str, object)

    def __init__(self, theme: Theme, about: object, called: str, parent: QWidget, *, gap: float = 0.5) -> None:
        super().__init__(parent)
        self._theme, self._about, self._called = theme, about, called
        self.column = in_column(theme, on=self, gap=gap, margins=0)

    def head(self, words: str, status: Status | None, role: str = "strong", *, gap: float = 0) -> None:
        """What it is, and its state beside it."""
        row = QHBoxLayout()
        if gap:
            row.setSpacing(self._theme.space(gap))
        row.addWidget(label(words, role, self, wrap=True), 1)
        if status is not None:
            row.addWidget(StatusLabel(self._theme, status, self))
        self.column.addLayout(row)

    def say(self, words: str | None, role: str = "") -> None:
        """A line of words; nothing where there are none."""
        if words:
            self.column.addWidget(label(words, role, self, wrap=True))

    def remark(self, words: str, tone: str = "warning") -> None:
        """What is to be known about it; nothing where it is ""."""
        if words:
            note = Note(self._theme, tone, self)
            note.say(words)
            self.column.addWidget(note)

    def link(self, press: Press) -> None:
        """A link of its own line, or of two where it is long."""
        made = WordsButton(self._theme, press.text, self, tip=press.tip)
        self.column.addWidget(self._answers(made, press))

    def buttons(
        self, *presses: Press, lead: str = "", words: str = "", left: bool = False, gap: float = 0
    ) -> None:  # fmt: skip
        """What can be done with it, at the right (or the `left`), in as many lines as it takes.

        `lead` stands at the left, `words` before them.
        """
        row = QHBoxLayout()
        if lead:
            row.addWidget(label(lead, "small", self))
        flow = Flow(None, self._theme.space(gap or 1.5), right=not left)
        row.addLayout(flow, 1)
        if words:
            flow.addWidget(label(words, "small", self))
        for press in presses:
            flow.addWidget(self._button(press))
        self.column.addLayout(row)

    def end(self) -> None:
        """A hairline below it."""
        self.column.addWidget(rule(self))

    def _button(self, press: Press) -> QPushButton:
        return self._answers(button(press.text, press.kind, self, tip=press.tip), press)

    def _answers(self, made: QPushButton, press: Press) -> QPushButton:
        made.setObjectName(press.name)
        made.setAccessibleName(press.spoken or f"{press.text} {self._called}")
        made.clicked.connect(self._press)
        return made

    @Slot()
    def _press(self) -> None:
        self.pressed.emit(self.sender().objectName(), self._about)


class CardSection(Section):
    """The records that belong to the one in hand, on cards; `note` says what was refused of them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None, *, gap: float = 2) -> None:
        super().__init__(context, parent, gap=gap)
        self.note = ErrorNote(self.theme, self)
        self.list = StackList(self.theme, self._made, self)

    def stack(self, *pieces: QWidget | QBoxLayout) -> None:
        """Puts its pieces under each other."""
        for piece in pieces:
            self.column.addWidget(piece) if isinstance(piece, QWidget) else self.column.addLayout(piece)
        self.column.addStretch(1)

    def card(self, item: Any) -> Card | QWidget:
        """The card of one item."""
        raise NotImplementedError

    def pressed(self, name: str, about: Any) -> None:
        """Does what a button of a card stands for."""

    def _made(self, item: Any) -> QWidget:
        made = self.card(item)
        if isinstance(made, Card):
            made.pressed.connect(self._answer)
        return made

    @Slot(str, object)
    def _answer(self, name: str, about: object) -> None:
        self.pressed(name, about)

    def write(self, command: Command, *, what: str = "") -> None:
        """Writes, and says below what was refused."""
        self.hub.write(command, self.note.clear, self.note.fail, what=what)


class Composer(QWidget):
    """A line in which the next record is written: `fields` by name, the first of which it cannot do without.

    What is typed waits with its record until it is sent. `sent` carries the values as they were typed; whoever listens
    gives the command to `write`.
    """

    sent = Signal(object)

    def __init__(
        self, context: PageContext, fields: Mapping[str, Field], send: str, what: str, *,
        note: ErrorNote | None = None, apart: bool = False, gap: float = 2, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._hub, self._what = context.hub, what
        self.fields = dict(fields)
        self.usual: Mapping[str, Any] = {}
        """What stands in a field before anybody typed."""
        self._record: RecordId | None = None
        self._sent_for: RecordId | None = None
        self.note = note or ErrorNote(context.theme, self)
        self._draft = context.hub.drafts.join(self, f"new {' '.join(self.fields)}", self.fields, self._called)
        self.send = button(send, "", self)
        self.send.clicked.connect(self._send)
        column = in_column(context.theme, on=self, gap=2, margins=0)
        row = QHBoxLayout()
        row.setSpacing(context.theme.space(gap))
        for place, field in enumerate(self.fields.values()):
            field.setParent(self)
            column.addWidget(field) if apart and place == 0 else row.addWidget(field, 1)
            if isinstance(field, DateField):
                field.refused.connect(self.note.fail)
            if place == 0 and isinstance(field, DateField):
                continue  # Enter ends the day, so that what is said of a closed day is read before it is sent
            (field.line if isinstance(field, DateField) else field).returnPressed.connect(self._send)
        row.addWidget(self.send)
        column.addLayout(row)
        if note is None:
            column.addWidget(self.note)
        for before, after in zip(self._order(), self._order()[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _called(self) -> str:
        first = next(iter(self.fields.values()))
        return (first.line if isinstance(first, DateField) else first).accessibleName()

    def _order(self) -> list[QWidget]:
        return [*self.fields.values(), self.send]

    def show_record(self, record: RecordId) -> None:
        """Writes under this record from now on; what was being typed under another waits there."""
        if record == self._record:
            return
        self._record = record
        self._draft.show(record, self._empty)

    def start(self) -> None:
        """Puts the cursor into its first field."""
        next(iter(self.fields.values())).setFocus()

    def write(self, command: Command) -> None:
        """Writes what was composed; it is emptied once that is done, where its record is still in hand."""
        self._sent_for = self._record
        self._hub.write(command, self._written, self.note.fail, what=self._what)

    @Slot()
    def _send(self) -> None:
        first = next(iter(self.fields.values()))
        try:
            values = {name: _value(field) for name, field in self.fields.items()}
        except UserError as fault:
            self.note.fail(fault)
            return
        if self._record is None or not next(iter(values.values())):
            first.setFocus()
            return
        self.sent.emit({name: value for name, value in values.items() if value})

    @Slot(object)
    def _written(self, _changes: object) -> None:
        if self._sent_for == self._record:
            self._empty()
            self.start()
        elif self._sent_for is not None:
            self._draft.forget(self._sent_for)

    def _empty(self) -> None:
        self.note.clear()
        for name, field in self.fields.items():
            field.set_value(self.usual.get(name))


def _value(field: Field) -> Any:
    return field.typed() if isinstance(field, DateField) else field.value()
