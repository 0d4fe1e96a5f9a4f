"""The common pieces of every view: labels, buttons and cards that the style sheet knows by their role."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from tracker.overriding import override
from tracker.ui.look.layouts import in_row
from tracker.ui.look.marks import mark_pixmap
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

if TYPE_CHECKING:
    from tracker.domain.actions.status import Status


def label(
    text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False, yields: bool = False
) -> QLabel:
    """A label that shows `text` as it stands (never as markup), in a role of the type scale.

    Where it wraps it is as high as its width makes it; where it `yields`, its width is whatever is left over.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if wrap or yields:
        across = QSizePolicy.Policy.Ignored if yields else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)  # else it is as high as its words are in a narrow column
        made.setSizePolicy(policy)
    return made


class PlainButton(QPushButton):
    """A button that Enter presses while the keys are on it, and never from elsewhere in its dialog."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def button(text: str, kind: str = "", parent: QWidget | None = None, *, tip: str = "") -> QPushButton:
    """A push button: `kind` is primary, quiet, link or (none) outlined."""
    made = PlainButton(text, parent)
    if kind:
        made.setProperty("kind", kind)
    if tip:
        made.setToolTip(plain_tip(tip))
    made.setAutoDefault(False)
    return made


def literal(words: str) -> str:
    """Words for a button or a menu, where an ampersand would otherwise underline the letter behind it."""
    return words.replace("&", "&&")


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet looks at, and dresses the widget by it where it is another than before."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def tool(theme: Theme, icon: str, name: str, parent: QWidget | None = None, *, colour: str = "quiet") -> QToolButton:
    """A button that is only a picture; `name` is its accessible name and its tip. It follows the theme."""
    made = IconButton(theme, icon, colour, parent)
    made.setAccessibleName(name)
    made.setToolTip(plain_tip(name))
    return made


class IconButton(QToolButton):
    """A tool button whose picture is drawn afresh when the theme changes."""

    def __init__(self, theme: Theme, icon: str, colour: str = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon_name, self._colour = theme, icon, colour
        self.setAutoRaise(True)
        theme.changed.connect(self._dress)
        self._dress()

    def show_icon(self, name: str) -> None:
        """Changes the picture."""
        self._icon_name = name
        self._dress()

    @Slot()
    def _dress(self) -> None:
        side = self._theme.space(4.5)
        self.setIconSize(QSize(side, side))
        self.setIcon(self._theme.icon(self._icon_name, self._colour, side))


class IconLabel(QLabel):
    """A picture that follows the theme; decoration, so without a name of its own."""

    def __init__(
        self, theme: Theme, icon: str, colour: str = "quiet", steps: float = 4.5, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon_name, self._colour, self._steps = theme, icon, colour, steps
        theme.changed.connect(self._dress)
        self._dress()

    def show_icon(self, name: str, colour: str = "") -> None:
        """Changes the picture."""
        self._icon_name, self._colour = name, colour or self._colour
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self.setPixmap(self._theme.pixmap(self._icon_name, self._colour, self._theme.space(self._steps)))


class StatusLabel(QWidget):
    """A state as a shape and a word, in its tone."""

    def __init__(self, theme: Theme, status: Status | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._status = theme, status
        self._mark = QLabel(self)
        self._word = label("", "", self)
        in_row(theme, self._mark, self._word, None, on=self, gap=1.5, margins=0)
        theme.changed.connect(self._dress)
        self._dress()

    def show_status(self, status: Status | None) -> None:
        """Changes the state shown; None shows nothing."""
        self._status = status
        self._dress()

    @Slot()
    def _dress(self) -> None:
        status = self._status
        self._word.setText(status.word if status else "")
        if status is None:
            self._mark.clear()
            return
        tone = self._theme.tone_for(status)
        side = self._theme.space(3.5)
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(mark_pixmap(status.shape, tone.mark, self._theme.colour("surface"), side, ratio))
        palette = self._word.palette()
        palette.setColor(self._word.foregroundRole(), tone.ink)
        self._word.setPalette(palette)
        self.setAccessibleName(status.word)


def two_lines(metrics: QFontMetrics, words: str, width: int) -> tuple[str, str]:
    """Words as two lines of this width hold them; the second is empty where they do not run on."""
    if metrics.horizontalAdvance(words) <= width:
        return words, ""
    parts = words.split(" ")
    fits = bisect(range(1, len(parts)), width, key=lambda n: metrics.horizontalAdvance(" ".join(parts[:n])))
    first, rest = " ".join(parts[: max(1, fits)]), " ".join(parts[max(1, fits) :])
    return first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(0, width))


class WordsButton(PlainButton):
    """A link to something with these words, said whole by its tip."""

    def __init__(self, theme: Theme, words: str, parent: QWidget, *, tip: str = "") -> None:
        super().__init__(literal(words), parent)
        self.words = words
        self._around, self._frame = theme.space(3), theme.space(2)
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setToolTip(plain_tip(tip or words))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _lines(self, width: int) -> tuple[str, str]:
        return two_lines(self.fontMetrics(), self.words, width - self._around)

    @override
    def heightForWidth(self, width: int) -> int:
        lines = 2 if self._lines(width)[1] else 1
        return lines * self.fontMetrics().height() + self._frame

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + self._frame)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        said = literal("\n".join(line for line in self._lines(self.width()) if line))
        if said != self.text():
            self.setText(said)
            self.updateGeometry()


class CardButton(QFrame):
    """A card that is pressed as a whole, by mouse or with Enter or Space; `kind` "line" is one of many in a card."""

    def __init__(
        self, name: str, pressed: Callable[[], object], parent: QWidget | None = None, *, kind: str = "button"
    ) -> None:
        super().__init__(parent)
        self._pressed = pressed
        self.setProperty("card", kind)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._pressed()
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pressed()
            return
        super().keyPressEvent(event)


def card(parent: QWidget | None = None) -> QFrame:
    """A surface with a hairline round it."""
    made = QFrame(parent)
    made.setProperty("card", "true")
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A hairline across."""
    made = QFrame(parent)
    made.setProperty("line", "bottom")
    made.setFixedHeight(1)
    return made


def elide(widget: QWidget, text: str, width: int) -> str:
    """`text` cut with an ellipsis to `width` pixels in the widget's font."""
    return widget.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


__all__ = [
    "CardButton", "IconButton", "IconLabel", "StatusLabel", "WordsButton", "button", "card", "elide", "label",
    "literal", "rule", "tool", "two_lines",
]  # fmt: skip
