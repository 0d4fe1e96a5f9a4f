"""The window's actions, made from the table of commands: one QAction each, allowed when it can be done; and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from tracker.ui.core.commands import Do, When
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme


class Press(QObject):
    """A button's press, told as the Do that it stands for; it goes with the button."""

    def __init__(self, button: QAbstractButton, do: Do, asked: SignalInstance) -> None:
        super().__init__(button)
        # A lambda would do, but one that held its view on a child's signal would keep the view from being freed.
        self._do, self._asked = do, asked
        button.clicked.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self._asked.emit(self._do)


class DoMenu(QMenu):
    """A menu of commands that hangs from a button; the one that is pressed is told as its Do."""

    def __init__(self, dos: Sequence[Do], asked: SignalInstance, parent: QWidget) -> None:
        super().__init__(parent)
        self._asked = asked
        for do in dos:
            made = self.addAction(f"{self.tr(do.spec.text)}\t{_shown(do.spec.keys)}")
            made.setData(do)
            made.setToolTip(plain_tip(self.tr(do.spec.tip)))
        self.triggered.connect(self._tell)

    @Slot(QAction)
    def _tell(self, action: QAction) -> None:
        self._asked.emit(Do(action.data()))


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
        for do in Do:
            action = QAction(self.tr(do.spec.text), window)
            action.setData(do)
            action.setCheckable(do.spec.checkable)
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
        for do, action in self._actions.items():
            keys, tip = do.spec.shown_keys(letters), self.tr(do.spec.tip)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setToolTip(plain_tip(f"{tip} ({_shown(keys)})" if keys else tip))
            action.setStatusTip(plain_tip(tip))

    def show_state(self, state: State) -> None:
        """Allows what can be done now."""
        self._state = state
        for do, action in self._actions.items():
            action.setEnabled(state.allows(do.spec.when))

    def dress(self) -> None:
        """Gives every action its picture; called once the window stands, and when colours change."""
        for do, action in self._actions.items():
            if do.spec.icon:
                action.setIcon(self._theme.icon(do.spec.icon, "quiet", self._theme.space(4)))

    @Slot()
    def _triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.asked.emit(Do(sender.data()))


def _shown(keys: tuple[str, ...]) -> str:
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
