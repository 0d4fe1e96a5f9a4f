"""One of a few states, each shown by its shape and its word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.ui.look.marks import mark_pixmap
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

Choice = tuple[str | None, Status | str]


class StatusPicker(QComboBox):
    """`committed` carries the token chosen. `choices` are (token, how it is drawn or just its word) in order."""

    committed = Signal(object)

    def __init__(self, theme: Theme, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._saved: str | None = None
        self.setAccessibleName(name)
        self.set_choices(choices)
        self.activated.connect(self._picked)
        theme.changed.connect(self._dress)

    @property
    def changed_by_hand(self) -> bool:
        """Whether a choice was made that is not saved."""
        return self.value() != self._saved

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is offered."""
        return self._choices

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offers these states."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self.clear()
        for _token, shown in self._choices:
            self.addItem(shown.word if isinstance(shown, Status) else shown)
        self._dress()
        self.set_value(self._saved)

    def value(self) -> str | None:
        """The token on show."""
        place = self.currentIndex()
        return self._choices[place][0] if 0 <= place < len(self._choices) else None

    def set_value(self, token: str | None) -> None:
        """Shows the saved state."""
        self._saved = token
        self.put_back()

    def rebase(self, token: str | None) -> None:
        """Takes this for the saved state and leaves the choice."""
        self._saved = token

    def put_back(self) -> None:
        """Shows what was saved again."""
        tokens = [choice[0] for choice in self._choices]
        self.setCurrentIndex(tokens.index(self._saved) if self._saved in tokens else -1)

    def commit(self) -> None:
        """Offers the choice for saving."""
        if self.changed_by_hand:
            self.committed.emit(self.value())

    @Slot(int)
    def _picked(self, _place: int) -> None:
        self.commit()

    @Slot()
    def _dress(self) -> None:
        side = self._theme.space(3.5)
        self.setIconSize(QSize(side, side))
        for place, (_token, shown) in enumerate(self._choices):
            if isinstance(shown, Status):
                mark = self._theme.tone_for(shown).mark
                ground = self._theme.colour("surface")
                self.setItemIcon(place, QIcon(mark_pixmap(shown.shape, mark, ground, side, self.devicePixelRatioF())))

    @override
    def event(self, event: QEvent) -> bool:
        """A letter chooses the state that begins with it; it is no command here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if not held and event.text().isprintable() and event.text():
                event.accept()
                return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """A word for which there is no room ends in dots, and stands whole in the tip."""
        drawn = QStyleOptionComboBox()
        self.initStyleOption(drawn)
        whole = self.currentText()
        field = QStyle.SubControl.SC_ComboBoxEditField
        place = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, drawn, field, self)
        mark = 0 if self.itemIcon(self.currentIndex()).isNull() else self.iconSize().width() + self._theme.space(2)
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, place.width() - mark)
        option: Any = drawn  # its fields are not among those that are typed
        option.currentText = shown
        self.setToolTip(plain_tip(whole) if shown != whole else "")
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, drawn)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, drawn)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that scrolls the panel must not change a record on its way.
        event.ignore()
