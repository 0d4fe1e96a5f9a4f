"""A sentence in a tone (a warning, a refusal), with its shape beside it; nothing where there is nothing to say."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tracker.domain.text.words import begun
from tracker.ui.look.layouts import in_row
from tracker.ui.look.theme import Theme

SHAPES = {"bad": "circle-x", "warning": "triangle-alert", "good": "circle-check", "active": "info", "neutral": "info"}


def said(error: Any) -> str:
    """A refusal in words for the window: the message, and its hint as the window says it."""
    message = str(getattr(error, "message", "") or "This could not be saved.")
    hint = str(getattr(error, "window", "") or "")
    words = [begins(message)]
    if hint:
        words.append(begins(hint))
    return " ".join(word if word.endswith((".", "!", "?", "…")) else f"{word}." for word in words)


def begins(sentence: str) -> str:
    """The sentence with a capital, unless it begins with a name (of a file, say)."""
    first = sentence.split(" ", 1)[0].rstrip(",:;.?!…")
    return begun(sentence) if first.replace("-", "").replace("'", "").isalpha() else sentence


class Note(QWidget):
    """A toned sentence that wraps; hidden while empty. Screen readers find it as this widget's name."""

    def __init__(self, theme: Theme, tone: str = "bad", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        in_row(theme, self._icon, (self._words, 1), on=self, gap=1.5, margins=0)
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, text: str, tone: str | None = None) -> None:
        """Says this, or with "" nothing."""
        if tone is not None:
            self._tone = tone
        self._words.setText(text)
        self._dress()
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    @Slot()
    def _dress(self) -> None:
        if not self.text:  # most notes never say anything
            return
        self._icon.setPixmap(self._theme.pixmap(SHAPES.get(self._tone, "info"), self._tone, self._theme.space(4)))
        palette = QPalette(self._words.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.tone(self._tone).ink)
        self._words.setPalette(palette)
