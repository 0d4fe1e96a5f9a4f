"""Filters as buttons with what they would find, that combine: one line of them, and the rest under a last button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

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


class FilterChips(QWidget):
    """One button a filter, shown while it finds anything. `changed` carries the terms of those that are pressed."""

    changed = Signal(object)

    def __init__(self, theme: Theme, chips: Sequence[Chip], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._names = {term: name for term, name, _tip in chips}
        self._counts: dict[str, int] = {}
        self._rest: list[str] = []
        self._gap = theme.space(1)
        for term, name, tip in chips:
            button = QPushButton(name, self)
            button.setCheckable(True)
            button.setProperty("kind", "chip")
            button.setToolTip(plain_tip(tip))
            button.setAutoDefault(False)
            button.toggled.connect(self._tell)
            self._buttons[term] = button
        self.more = QPushButton(self)
        self.more.setCheckable(True)
        self.more.setProperty("kind", "chip")
        self.more.setAutoDefault(False)
        self.more.setToolTip(self.tr("The filters there is no room for"))
        self.more.clicked.connect(self._offer_rest)
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
        self.arrange()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Writes beside these names how many they would find; the others stay as they are."""
        for term, number in counts.items():
            button = self._buttons[term]
            self._counts[term] = number
            button.setText(f"{self._names[term]}  {number}")
            button.setAccessibleName(f"{self._names[term]}, {number}")
        self.arrange()

    @property
    def _useful(self) -> list[str]:
        """The terms that would find something, and those that are pressed whatever they find."""
        return [term for term, button in self._buttons.items() if self._counts.get(term, 1) or button.isChecked()]

    def offers(self, term: str) -> bool:
        """Whether a filter is offered, on the line or under the last button."""
        return term in self._useful

    @Slot()
    def arrange(self) -> None:
        """Puts the chips side by side as far as there is room."""
        useful = self._useful
        widths = {term: self._buttons[term].sizeHint().width() + self._gap for term in useful}
        rest = sum(widths.values()) - self._gap > self.width()
        self.more.setText(self.tr("More") + "  ▾")
        room = self.width() - (self.more.sizeHint().width() if rest else -self._gap)
        x, height = 0, self.more.sizeHint().height()
        self._rest = []
        for term, button in self._buttons.items():
            fits = term in useful and not self._rest and x + widths[term] <= room
            button.setVisible(fits)
            if fits:
                button.setGeometry(x, 0, widths[term] - self._gap, height)
                x += widths[term]
            elif term in useful:
                self._rest.append(term)
        self.more.setVisible(bool(self._rest))
        self.more.setGeometry(x, 0, self.more.sizeHint().width(), height)
        self.more.setChecked(any(self._buttons[term].isChecked() for term in self._rest))
        if self.height() != height:
            self.setFixedHeight(height)

    @Slot()
    def _offer_rest(self) -> None:
        """The filters there is no room for, as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for term in self._rest:
            action = menu.addAction(self._buttons[term].text())
            action.setCheckable(True)
            action.setChecked(self._buttons[term].isChecked())
            action.setToolTip(self._buttons[term].toolTip())
            action.toggled.connect(self._buttons[term].setChecked)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        self.arrange()

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
        self.arrange()
