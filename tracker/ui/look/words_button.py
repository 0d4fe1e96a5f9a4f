"""Words that are pressed: a link that runs over two lines where one is too short, and is cut only after that."""

from __future__ import annotations

from bisect import bisect

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.overriding import override
from tracker.ui.look.parts import PlainButton, literal
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme


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
