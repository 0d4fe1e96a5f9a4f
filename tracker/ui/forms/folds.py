"""The sections of a page one under another, each with a heading that folds it; made when it is first unfolded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from tracker.ui.look.layouts import in_column
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme


class Heading(QToolButton):
    """The heading of a section: Right unfolds it, Left folds it away. `stepped` carries 1 for Down, -1 for Up."""

    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.setChecked(event.key() == Qt.Key.Key_Right)
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Fold(QFrame):
    """One section: its name with how many things are in it, and below what it holds. `turned` carries its name."""

    turned = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.name = theme, name
        self.setProperty("line", "top")
        self.heading = Heading(self)
        self.heading.setProperty("kind", "fold")
        self.heading.setCheckable(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.heading.setToolTip(plain_tip(self.tr("Show or fold away {0}").format(name.lower())))
        self.body = QWidget(self)
        self.body.hide()
        self._column = in_column(theme, on=self.body, gap=3, margins=(3, 0.5, 3, 3))
        in_column(theme, self.heading, self.body, on=self, gap=0, margins=0)
        self.made = False
        self.heading.toggled.connect(self._turn)
        theme.changed.connect(self._dress)
        self.count(0)
        self._dress()

    @property
    def is_open(self) -> bool:
        """Whether what it holds is on show."""
        return self.heading.isChecked()

    def open(self, shown: bool) -> None:
        """Shows or folds away what it holds."""
        self.heading.setChecked(shown)

    def count(self, number: int) -> None:
        """Writes how many things are in it beside its name."""
        self.heading.setText(f"{self.name} {number}" if number else self.name)
        self.heading.setAccessibleName(self.heading.text())

    def fill(self, parts: list[QWidget]) -> None:
        """Puts what it holds into it."""
        self.made = True
        for part in parts:
            self._column.addWidget(part)

    @Slot(bool)
    def _turn(self, shown: bool) -> None:
        self.turned.emit(self.name)
        self.body.setVisible(shown)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        side = self._theme.space(3.5)
        self.heading.setIconSize(QSize(side, side))
        self.heading.setIcon(self._theme.icon("chevron-down" if self.is_open else "chevron-right", "quiet", side))


class Folds(QWidget):
    """`make` is called with the name of a section that is wanted for the first time, and gives what it holds.

    `turned` carries the name of a section that was unfolded or folded away, before it is on show.
    """

    turned = Signal(str)

    def __init__(self, theme: Theme, make: Callable[[str], list[QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._make = theme, make
        self._folds: dict[str, Fold] = {}
        self._column = in_column(theme, on=self, gap=0, margins=0)

    def add(self, name: str) -> None:
        """Adds a section, folded away and not made."""
        fold = self._folds[name] = Fold(self._theme, name, self)
        fold.turned.connect(self._turned)
        fold.heading.stepped.connect(self._step)
        self._column.addWidget(fold)

    def __getitem__(self, name: str) -> Fold:
        """The section of this name."""
        return self._folds[name]

    def made(self, name: str) -> Fold:
        """The section of this name, made if it was not."""
        fold = self._folds[name]
        if not fold.made:
            fold.fill(self._make(name))
        return fold

    def names(self) -> list[str]:
        """The sections in their order."""
        return list(self._folds)

    def words(self) -> list[str]:
        """What stands in the headings."""
        return [fold.heading.text() for fold in self._folds.values()]

    def opened(self) -> list[str]:
        """The sections that are unfolded."""
        return [name for name, fold in self._folds.items() if fold.is_open]

    def holding(self, part: QWidget) -> Fold | None:
        """The section that a part stands in."""
        return next((fold for fold in self._folds.values() if fold.isAncestorOf(part)), None)

    @Slot(int)
    def _step(self, by: int) -> None:
        """Goes to the heading below or above."""
        headings = [fold.heading for fold in self._folds.values()]
        place = next(at for at, heading in enumerate(headings) if heading is self.sender()) + by
        if 0 <= place < len(headings):
            headings[place].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def _turned(self, name: str) -> None:
        if self._folds[name].is_open:
            self.made(name)
        self.turned.emit(name)
