"""What became of a paper: where it is, what its maker should know, and how far one under way is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from tracker.ui.core.context import Context
from tracker.ui.look.layouts import in_row
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

BAR_STEPS = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in a sentence, and the file to open where there is one; `folder` where that is in a folder of
    the person's own.
    """

    words: str
    file: Path | None = None
    folder: Path | None = None


class OutcomeRow(QWidget):
    """Says how it went, with the file to open and its folder to show."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.note = Note(context.theme, "good", self)
        self.open = button(self.tr("Open"), "", self, tip=self.tr("Ctrl+O"))
        self.show_folder = button(self.tr("Show in folder"), "", self)
        self._told = Told("")
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        in_row(context.theme, (self.note, 1), self.open, self.show_folder, on=self, gap=2, margins=0)
        self.open.clicked.connect(self._open)
        self.show_folder.clicked.connect(self._show)
        self.clear()

    @property
    def words(self) -> str:
        """What it says."""
        return self.note.text

    def clear(self) -> None:
        """Says nothing more."""
        self.hide()
        self.note.say("")

    def tell(self, told: Told) -> None:
        """Says what was done."""
        self._told = told
        self.note.say(told.words, "good")
        self.open.setVisible(told.file is not None)
        self.show_folder.setVisible(told.folder is not None)
        self.setVisible(bool(told.words))

    @Slot(object)
    def fail(self, fault: Any) -> None:
        """Says why it was not done."""
        self._told = Told("")
        self.note.say(fault if isinstance(fault, str) else said(fault), "bad")
        self.open.hide()
        self.show_folder.hide()
        self.show()

    @Slot()
    def _open(self) -> None:
        if self._told.file is not None:
            self._context.opener(self._told.file)

    @Slot()
    def _show(self) -> None:
        if self._told.folder is not None:
            self._context.opener(self._told.folder)


class ProgressRow(QWidget):
    """What is under way, how far it is, and a button that stops it."""

    stopped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._what = label("", "quiet", self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.space(BAR_STEPS))
        self.stop = button(self.tr("Stop"), "", self)
        self.stop.clicked.connect(self.stopped)
        in_row(theme, self._what, self._bar, self.stop, None, on=self, gap=2, margins=0)
        self.hide()

    @property
    def words(self) -> str:
        """What it says of how far the work is."""
        return self._what.text()

    def begin(self, what: str, *, may_stop: bool = True) -> None:
        """Says that this is under way, and offers to stop it where that can be."""
        self.say(what + "…")
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 0)
        self.stop.setVisible(may_stop)
        self.show()

    def say(self, words: str) -> None:
        """Says in words how far it is."""
        self._what.setText(words)

    @Slot(object)
    def show_step(self, step: tuple[int, int]) -> None:
        """Says how far it is: so many of so many, or so many where nobody knows of how many."""
        done, total = step
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Says nothing more."""
        self.hide()
