"""What the dialogs of a plan have in common: a heading with what it is for, the work, and buttons below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.fields_edit import said as fault_words
from tracker.ui.look.note import Note
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet is called, what it is for, and what its main button says."""

    title: str
    words: str
    save: str


class Sheet(QDialog):
    """A dialog that writes once, when it is saved, and closes when that was done; a refusal stands in it."""

    def __init__(self, hub: Hub, theme: Theme, said: SheetWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.hub, self.theme = hub, theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said.title)
        self.note = Note(theme, "bad", self)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space(2))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.space(2))
        self.foot.addStretch(1)
        self.leave = button(self.tr("Cancel"), "", self)
        self.leave.clicked.connect(self.reject)
        self.save = button(said.save, "primary", self, tip=self.tr("Ctrl+Enter"))
        self.save.clicked.connect(self.send)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        gap = theme.space(4)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(theme.space(3))
        layout.addWidget(label(said.title, "title", self))
        layout.addWidget(label(said.words, "quiet", self, wrap=True))
        layout.addLayout(self.body, 1)
        layout.addWidget(self.note)
        layout.addLayout(self.foot)
        if hub.session.read_only:
            self.save.hide()
            self.leave.setText(self.tr("Close"))

    def command(self) -> Command | None:
        """What is written; None where something is still to be said, which `note` then says."""
        raise NotImplementedError

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
        command = self.command() if self.save.isEnabled() and self.save.isVisibleTo(self) else None
        if command is None:
            return
        self.note.say("")
        self.save.setEnabled(False)
        self.hub.write(command, self._written, self._refused, what=self.windowTitle())

    @Slot(object)
    def _written(self, _changes: object) -> None:
        self.accept()

    @Slot(object)
    def _refused(self, error: object) -> None:
        self.save.setEnabled(True)
        self.note.say(fault_words(error), "bad")
