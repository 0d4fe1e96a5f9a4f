"""What the dialogs of a plan have in common: a heading with what it is for, the work, and buttons below in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.errors import UserError
from tracker.ui.core.drafts import Joined, Typed
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.record_parts import Scrolled
from tracker.ui.forms.section import ErrorNote
from tracker.ui.look.date_field import DateField
from tracker.ui.look.fitted import TitledDialog
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column
from tracker.ui.look.line import Line
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet is called, what it is for, and what its main button says."""

    title: str
    words: str
    save: str


class Sheet(TitledDialog):
    """A dialog that writes once, when it is saved, and closes when that was done; a refusal stands in it."""

    before = ""
    """The verb of what it writes where that changes much at once, so that a copy is made first."""

    def __init__(self, hub: Hub, theme: Theme, said: SheetWords, parent: QWidget) -> None:
        super().__init__(theme, said.title, parent)
        self.hub = hub
        self.note = ErrorNote(theme, self)
        self._inner = QWidget(self)
        self.body = in_column(theme, on=self._inner, gap=2, margins=0)
        self.area = Scrolled(theme, self._inner, ground="window", parent=self)
        self.leave = button(self.tr("Cancel"), "", self)
        self.leave.clicked.connect(self.reject)
        self.save = button(said.save, "primary", self, tip=self.tr("Ctrl+Enter"))
        self.save.clicked.connect(self.send)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.save)
        self.hold(label(said.words, "quiet", self, wrap=True), (self.area, 1), self.note)
        self._draft: Joined | None = None
        if hub.session.read_only:
            self.save.hide()
            self.leave.setText(self.tr("Close"))

    def field(self, *fields: QWidget) -> None:
        """Puts fields beside each other, each under its name; a day takes no more room than it needs."""
        row = QHBoxLayout()
        row.setSpacing(self.theme.space(3))
        for one in fields:
            column = QVBoxLayout()
            column.setSpacing(self.theme.space(0.5))
            named = one.line if isinstance(one, DateField) else one
            heading = label(named.accessibleName(), "small", self)
            heading.setBuddy(one)
            column.addWidget(heading)
            column.addWidget(one)
            row.addLayout(column, 0 if isinstance(one, DateField) else 1)
        self.body.addLayout(row)

    def box(self, words: str, lines: int) -> GrowingText:
        """A box of several lines; Ctrl+Enter saves the sheet."""
        made = GrowingText(words, lines=lines, parent=self)
        made.entered.connect(self.send)
        return made

    def day_field(self, words: str, day: date | None) -> DateField:
        """A field for a day, in which this one is offered."""
        made = DateField(self.theme, words, self.hub.today, self)
        made.set_value(day)
        made.refused.connect(self.note.fail)
        return made

    def command(self) -> Command | None:
        """What is written, or None. Raises UserError where something is still to be said."""
        raise NotImplementedError

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Whatever a sheet has to be typed into is kept, and stands there again when the sheet is opened anew."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.grow)  # once what is in it has been laid out
        if self._draft is None and not self.hub.session.read_only:
            self._draft = self.hub.drafts.join(self, self._place, self._typed_into(), self.windowTitle)
            if self._draft.show("", lambda: None):
                self.note.say(self.tr("What you had typed here and not saved stands here again."), "active")

    @Slot()
    def grow(self) -> None:
        """Grows until all of it is seen, as far as the window has room: what is scrolled was not reckoned with."""
        room = self.area.viewport().size()
        tall = self._inner.heightForWidth(room.width()) if self.body.hasHeightForWidth() else 0
        tall = tall if tall > 0 else self._inner.sizeHint().height()
        if tall > room.height():
            self.resize(self.width(), self.height() + tall - room.height())

    @property
    def _place(self) -> str:
        return f"sheet {self.windowTitle()}"

    def _typed_into(self) -> dict[str, Typed]:
        """The fields by name, those of one name by number."""
        found: dict[str, Typed] = {}
        fields: tuple[QLineEdit | GrowingText, ...] = (*self.findChildren(QLineEdit), *self.findChildren(GrowingText))
        for field in fields:
            if isinstance(field, Line | GrowingText) or field.accessibleName():
                name = field.accessibleName()
                found[f"{name} {sum(one.startswith(f'{name} ') for one in found)}"] = field
        return found

    @override
    def done(self, result: int) -> None:
        if self._draft is not None:
            self._draft.forget("")
        super().done(result)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
            return
        super().keyPressEvent(event)

    @Slot()
    def send(self) -> None:
        """Writes, and closes once that is done."""
        if not (self.save.isEnabled() and self.save.isVisibleTo(self)):
            return
        try:
            command = self.command()
        except UserError as fault:
            self.note.fail(fault)
            return
        if command is None:
            return
        self.note.clear()
        self.save.setEnabled(False)
        self.hub.write(command, self._written, self._refused, what=self.windowTitle(), before=self.before)

    @Slot(object)
    def _written(self, _changes: object) -> None:
        self.accept()

    @Slot(object)
    def _refused(self, error: object) -> None:
        self.save.setEnabled(True)
        self.note.fail(error)
