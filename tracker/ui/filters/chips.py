"""Filters as buttons with what they would find, that combine; laid out in as many rows as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from tracker.ui.look.parts import restyle
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

Chip = tuple[str, str, str]
"""A filter's term, what it is called, and what it finds (a tip)."""
NO_OWNER, SLIPPED_TWICE = "open, no owner", "open, slipped twice"
"""As on the overview, what is finished raises no question of owner or date."""
CHIPS: tuple[Chip, ...] = (
    ("overdue", "Overdue", "Open past their last approved date"),
    ("due in 4 weeks", "Due in 4 weeks", "Open and due within 28 days"),
    (NO_OWNER, "No owner", "Open, and nobody is named to do it"),
    ("owner has left", "Owner has left", "Open, and the owner named is no longer there to do it"),
    ("no evidence", "No evidence", "Nothing is attached that shows it was done"),
    ("gone quiet", "Gone quiet", "Open, and nobody has said anything for weeks"),
    (SLIPPED_TWICE, "Slipped twice or more", "Open, and given a new date at least twice"),
    ("re-dated before a meeting", "Re-dated before a meeting", "Given a new date within ten working days of one"),
    ("forecast late", "Forecast late", "Their owner expects them after they are due"),
    ("blocked", "Blocked", "They wait for an action that is still open"),
    ("check due", "Check due", "Someone else should look whether it holds"),
    ("waiting for approval", "New date asked", "A new date waits for someone's approval"),
    ("worth a look", "Worth a look", "Wording, a measure or a date to think about again; nothing is held up"),
    ("mine", "Mine", "Owned by you or a role you hold, or you answer for them"),
)
SELDOM = (
    "owner has left", "re-dated before a meeting", "forecast late", "blocked", "check due", "waiting for approval",
    "worth a look",
)  # fmt: skip
"""Filters that are offered only while they would find something."""


class FilterChips(QWidget):
    """One button a filter. `changed` carries the terms of those that are pressed."""

    changed = Signal(object)

    def __init__(self, theme: Theme, chips: Sequence[Chip], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._names = {term: name for term, name, _tip in chips}
        self._gap = theme.space(1)
        for term, name, tip in chips:
            button = QPushButton(name, self)
            button.setCheckable(True)
            button.setProperty("kind", "chip")
            button.setToolTip(plain_tip(tip))
            button.setAutoDefault(False)
            button.toggled.connect(self._tell)
            self._buttons[term] = button
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.arrange)
        self.arrange()

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of the pressed chips."""
        return tuple(term for term, button in self._buttons.items() if button.isChecked())

    def choose(self, terms: Sequence[str]) -> None:
        """Presses these chips and no others, telling once."""
        before = self.terms
        for term, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(term in terms)
            button.blockSignals(False)
        if self.terms != before:
            self.changed.emit(self.terms)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Writes beside these names how many they would find; the others stay as they are."""
        for term, number in counts.items():
            button = self._buttons[term]
            button.setText(f"{self._names[term]}  {number}")
            button.setAccessibleName(f"{self._names[term]}, {number}")
            restyle(button, "none", number == 0)

        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Puts the chips side by side, in as many rows as the width asks for."""
        x, y, line = 0, 0, 0
        for button in self._buttons.values():
            if button.isHidden():
                continue
            hint = button.sizeHint()
            if x and x + hint.width() > self.width():
                x, y, line = 0, y + line + self._gap, 0
            button.setGeometry(x, y, hint.width(), hint.height())
            x, line = x + hint.width() + self._gap, max(line, hint.height())
        if self.height() != y + line:
            self.setFixedHeight(y + line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def button(self, term: str) -> QPushButton:
        """The chip of a term."""
        return self._buttons[term]

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.terms)
