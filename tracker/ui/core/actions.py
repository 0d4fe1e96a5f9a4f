"""The window's actions, made from the table of commands: one QAction each, allowed when it can be done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from tracker.ui.core.commands import SPECS, Do, When
from tracker.ui.look.theme import Theme


@dataclass(frozen=True, slots=True)
class State:
    """What the window is about, as far as it decides what can be done."""

    plan: bool = False
    editable: bool = False
    record: bool = False
    subject: bool = False
    action: bool = False
    measure: bool = False

    def allows(self, when: When) -> bool:
        """Whether something can be done now."""
        return {
            When.ALWAYS: True,
            When.PLAN: self.plan,
            When.EDITING: self.plan and self.editable,
            When.RECORD: self.plan and self.record,
            When.SUBJECT: self.plan and self.editable and self.subject,
            When.TELLING: self.plan and self.editable and (self.subject or self.measure),
            When.ACTION: self.plan and self.editable and self.action,
        }[when]


class ActionTable(QObject):
    """The actions of one window. `asked` carries the Do that was chosen, by menu, key, button or palette."""

    asked = Signal(object)

    def __init__(self, window: QWidget, theme: Theme, letters: bool) -> None:
        super().__init__(window)
        self._theme = theme
        self._state = State()
        self._actions: dict[Do, QAction] = {}
        self.letters = letters
        for do, spec in SPECS.items():
            action = QAction(self.tr(spec.text), window)
            action.setData(do)
            action.setCheckable(spec.checkable)
            action.triggered.connect(self._triggered)
            window.addAction(action)
            self._actions[do] = action
        self.use_letters(letters)
        self.show_state(self._state)

    def __getitem__(self, do: Do) -> QAction:
        """The action of a Do."""
        return self._actions[do]

    def use_letters(self, letters: bool) -> None:
        """Turns single letters on or off; the other keys work either way."""
        self.letters = letters
        for do, spec in SPECS.items():
            keys = ((spec.letter,) if spec.letter and letters else ()) + spec.keys
            self._actions[do].setShortcuts([QKeySequence(key) for key in keys])
            self._actions[do].setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._actions[do].setToolTip(f"{self.tr(spec.tip)} ({_shown(keys)})" if keys else self.tr(spec.tip))
            self._actions[do].setStatusTip(self.tr(spec.tip))

    def show_state(self, state: State) -> None:
        """Allows what can be done now."""
        self._state = state
        for do, spec in SPECS.items():
            self._actions[do].setEnabled(state.allows(spec.when))

    def dress(self) -> None:
        """Gives every action its picture; called once the window stands, and when colours change."""
        for do, spec in SPECS.items():
            if spec.icon:
                self._actions[do].setIcon(self._theme.icon(spec.icon, "quiet", self._theme.space(4)))

    @Slot()
    def _triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.asked.emit(Do(sender.data()))


def _shown(keys: tuple[str, ...]) -> str:
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
