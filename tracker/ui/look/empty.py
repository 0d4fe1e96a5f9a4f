"""What stands in place of an empty list: what belongs there, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tracker.ui.look.layouts import in_column
from tracker.ui.look.parts import IconLabel, button, label
from tracker.ui.look.theme import Theme


class EmptyState(QWidget):
    """A picture, a sentence and, where there is one, a button for the next step."""

    pressed = Signal()

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = IconLabel(theme, icon, "quiet", 10, self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label("", "heading", self, wrap=True)
        self._hint = label("", "quiet", self, wrap=True)
        for words in (self._title, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = button("", "primary", self)
        self._button.clicked.connect(self.pressed)
        pressed = (self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        said = (self._icon, self._title, self._hint)
        layout = in_column(theme, None, *said, pressed, None, on=self, gap=2, margins=(8, 4))
        layout.setStretch(0, 2)
        layout.setStretch(layout.count() - 1, 3)

    def say(self, title: str, hint: str = "", step: str = "", icon: str = "") -> None:
        """Changes the sentence, the hint under it and the button's words ("" for no button)."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.setText(step)
        self._button.setVisible(bool(step))
        if icon:
            self._icon.show_icon(icon)
        self.setAccessibleName(" ".join(part for part in (title, hint) if part))

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._title.text()} {self._hint.text()}".strip()
