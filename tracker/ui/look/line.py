"""A line of text that is saved on Enter or on leaving it, and put back by Esc."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget
from typing_extensions import override

from tracker.ui.look.undo_first import leave_to_window

BEFORE = 2
"""Pixels that Qt leaves before the words of a line."""


class Line(QLineEdit):
    """`committed` carries the text (stripped) when it was changed and left, or Enter was pressed."""

    committed = Signal(object)
    settled = Signal()
    """Another text counts as saved now, whether or not it is the one on show."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._saved = ""
        self._offered: str | None = None
        self.returnPressed.connect(self.commit)

    @property
    def changed_by_hand(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.text() != self._saved

    @property
    def cleared(self) -> bool:
        """Whether nothing is left of what is saved."""
        return bool(self._saved) and self.value() is None

    def value(self) -> str | None:
        """The text without the space around it; None where there is none."""
        return self.text().strip() or None

    def set_value(self, value: str | None) -> None:
        """Shows the saved text and forgets what was typed."""
        self._saved, self._offered = value or "", None
        cursor = self.cursorPosition() if self.text() == self._saved else 0
        # Set even where it is the same: it forgets the typing, so that undo goes on to the plan.
        self.setText(self._saved)
        self.setCursorPosition(cursor)
        self.settled.emit()

    def rebase(self, value: str | None) -> None:
        """Takes this for the saved text and leaves what is being typed."""
        self._saved = value or ""
        self.settled.emit()

    def show_saved(self, value: str | None) -> None:
        """Shows the saved text; other words that somebody typed stay until `take` says that they were saved."""
        if self.changed_by_hand:
            self.rebase(value)
        else:
            self.set_value(value)

    def offer(self) -> None:
        """What stands here is being saved."""
        self._offered = self.text()

    @property
    def is_offered(self) -> bool:
        """Whether what stands here is being saved."""
        return self.text() == self._offered

    def hold(self) -> None:
        """What was offered was refused: it is not saved."""
        self._offered = None

    def take(self) -> None:
        """What was offered is saved by now: shows it as it is kept."""
        if self.is_offered:
            self.set_value(self._saved)

    @Slot()
    def commit(self) -> None:
        """Offers what was typed for saving."""
        if self.changed_by_hand:
            self.offer()
            self.committed.emit(self.value())

    def put_back(self) -> None:
        """Shows what was saved again, and offers nothing for it; undo brings back what was typed."""
        self.selectAll()
        self.insert(self._saved)
        popup = self._offers()
        if popup is not None:
            popup.hide()

    def _offers(self) -> Any:
        """The list of names under the line; None where it has none."""
        completer: Any = self.completer()
        return completer.popup() if completer is not None else None

    def _leave_offers(self, event: QKeyEvent) -> bool:
        """Whether Ctrl+Enter was pressed while names were offered: they go, and whatever holds this line hears it."""
        popup = self._offers()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ends = enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not ends or popup is None or not popup.isVisible():
            return False
        popup.hide()
        QCoreApplication.postEvent(self, event.clone())
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._leave_offers(event):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self.changed_by_hand:
            self.put_back()
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """While nobody types in it, words that do not fit end in a sign that more follow."""
        frame = QStyleOptionFrame()
        self.initStyleOption(frame)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, self).adjusted(BEFORE, 0, 0, 0)
        words, metrics = self.displayText(), self.fontMetrics()
        if self.hasFocus() or metrics.horizontalAdvance(words) <= room.width() or self.cursorPosition():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, frame, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - BEFORE)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    @override
    def event(self, event: QEvent) -> bool:
        if leave_to_window(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)
