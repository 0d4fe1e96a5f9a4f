"""A strip over the lower edge that says what happened or went wrong, with what to do; it never takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from tracker.errors import UserError
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.note import begins
from tracker.ui.look.parts import IconLabel, button, label, restyle, tool
from tracker.ui.look.theme import Theme

WIDTH_STEPS = 220
READING_MS = 9_000
"""How long good news stays; faults stay until they are closed."""


@dataclass(frozen=True, slots=True)
class Step:
    """A button in the strip: its words and what it does."""

    words: str
    do: Callable[[], object]
    at_once: bool = False
    """Whether it is offered only until the plan changes again, as what takes the last change back."""


class NoticeStrip(QFrame):
    """Says one thing at a time; the latest counts."""

    shown = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []
        self._buttons: list[QPushButton] = []
        self._error: object = None
        self.setObjectName("notice")
        self._icon = IconLabel(theme, "info", "active", 5, self)
        self._title = label("", "strong", self, wrap=True)
        self._hint = label("", "", self, wrap=True)
        self._close = tool(theme, "x", self.tr("Close this message"), self)
        self._close.clicked.connect(self.hide)
        words = in_column(theme, self._title, self._hint, gap=0.5)
        self._row = in_row(theme, self._icon, (words, 1), self._close, on=self, gap=3, margins=(4, 2, 3, 2))
        self._theme = theme
        self.toast = Toast(theme, self.window())
        self.hide()

    @property
    def words(self) -> str:
        """What it says; "" where it is not on show."""
        own = "" if self.isHidden() else f"{self._title.text()} {self._hint.text()}".strip()
        return self.toast.words or own

    def say(self, message: str, steps: Sequence[Step] = (), hint: str = "") -> None:
        """Good news: over the work, gone by itself; in the strip where there is something to press."""
        if steps:
            self._show("active", "info", message, hint, steps)
            return
        if self.property("tone") == "warning":  # it was about what was written before
            self.hide()
        self.toast.say(message, hint, above=None if self.isHidden() else self.y())
        self._announce(f"{message} {hint}".strip())
        self.shown.emit(message)

    def fail(self, error: object) -> None:
        """What the world did, with a hint; stays until it is closed or put right."""
        if isinstance(error, UserError):
            self._show("bad", "circle-alert", _sentence(error.message), _sentence(error.window), ())
        else:
            message = self.tr("Something went wrong inside the program; nothing was written.")
            self._show("bad", "circle-alert", message, self.tr("The details are in the window that opened."), ())
        self._error = error

    @Slot(object)
    def settle(self, error: object) -> None:
        """Goes where it still says this fault, which is put right by now."""
        if self._error is error:
            self.hide()

    @Slot(object)
    def move_on(self, _changes: object) -> None:
        """Goes where it offers what could be done only before the plan changed again."""
        if any(step.at_once for step in self._steps):
            self.hide()

    @Slot(object)
    def remark(self, sentences: Sequence[str]) -> None:
        """What a person should know about what they have just written; stays until it is closed or more is said."""
        first, *more = (_sentence(one) for one in sentences)
        self._show("warning", "triangle-alert", first, "\n".join(more), ())

    def warn(self, message: str, steps: Sequence[Step] = (), hint: str = "") -> None:
        """What is wrong, with something to do about it; stays until it is closed."""
        self._show("bad", "circle-alert", _sentence(message), _sentence(hint), steps)

    def _show(self, tone: str, icon: str, message: str, hint: str, steps: Sequence[Step]) -> None:
        self.toast.hide()
        self._error = None
        self._icon.show_icon(icon, tone)
        self._title.setText(message)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._offer(steps)
        restyle(self, "tone", tone)
        self.show()
        self.place()
        self.setAccessibleName(f"{message} {hint}".strip())
        self._announce(f"{message} {hint}".strip())
        self.shown.emit(message)

    def place(self) -> None:
        """Lies over the lower edge of the window, above its status line: nothing moves under anyone's hands."""
        window = self.parentWidget()
        if self.isHidden() or window is None:
            return
        edge = self._theme.space(4)
        width = min(window.width() - 2 * edge, self._theme.space(WIDTH_STEPS))
        self.ensurePolished()
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry((window.width() - width) // 2, window.height() - height - self._theme.space(10), width, height)
        self.raise_()

    def _offer(self, steps: Sequence[Step]) -> None:
        for old in self._buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons = []
        self._steps = list(steps)
        for step in steps:
            made = button(step.words, "", self)
            made.clicked.connect(self._pressed)
            self._buttons.append(made)
            self._row.insertWidget(self._row.count() - 1, made)

    @Slot()
    def _pressed(self) -> None:
        place = next((n for n, one in enumerate(self._buttons) if one is self.sender()), None)
        if place is not None:
            do = self._steps[place].do
            self.hide()
            do()

    def _announce(self, words: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


class Toast(QFrame):
    """A few words over the lower edge of the work, which move nothing under anyone's hands."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = label("", "strong", self)
        self._hint = label("", "", self)
        in_column(theme, self._title, self._hint, on=self, gap=0, margins=(4, 2))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; "" where it is not on show."""
        return "" if self.isHidden() else f"{self._title.text()} {self._hint.text()}".strip()

    def say(self, message: str, hint: str, *, above: int | None = None) -> None:
        """Shows these words for a while, above what lies there already."""
        self._title.setText(message)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{message} {hint}".strip())
        self.adjustSize()
        window = self.parentWidget()
        if window is not None:
            left = (window.width() - self.width()) // 2
            low = window.height() - self._theme.space(12) if above is None else above - self._theme.space(2)
            self.move(max(0, left), low - self.height())
        self.show()
        self.raise_()
        self._timer.start(READING_MS)


def _sentence(text: str) -> str:
    """The words with a capital to begin with and a stop at the end; the name of a file keeps its own letters."""
    text = text.strip()
    if not text:
        return ""
    return begins(text) + ("" if text[-1] in ".!?…”" else ".")
