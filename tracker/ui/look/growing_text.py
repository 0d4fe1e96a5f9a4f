"""A text of several lines that is as tall as its words, saved on leaving it, and put back by Esc."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMetaMethod, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from tracker.ui.look.undo_first import leave_to_window


class GrowingText(QPlainTextEdit):
    """`committed` carries the text when it was changed and left. Enter ends it where `enter_commits`, else Ctrl+Enter.

    `lines` and `most` are its least and greatest height in lines.
    """

    committed = Signal(object)
    entered = Signal()
    """Ctrl+Enter (or Enter, where it ends the text) was pressed, whether or not anything was changed."""
    given_up = Signal()
    settled = Signal()
    """Another text counts as saved now, whether or not it is the one on show."""

    def __init__(
        self, name: str, *, lines: int = 1, most: int = 14, enter_commits: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines, self._most = lines, most
        self._enter_commits = enter_commits
        self._saved = ""
        self.textChanged.connect(self._grow)

    @property
    def changed_by_hand(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.toPlainText() != self._saved

    @property
    def _gives_up(self) -> bool:
        """Whether Esc means the text: what was typed is put back, or whoever listens gives it up."""
        return self.changed_by_hand or self.isSignalConnected(QMetaMethod.fromSignal(self.given_up))

    @property
    def cleared(self) -> bool:
        """Whether nothing is left of what is saved."""
        return bool(self._saved) and self.value() is None

    def value(self) -> str | None:
        """The text without the space around it; None where there is none."""
        return self.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        """Shows the saved text and forgets what was typed."""
        self._saved = value or ""
        if self.toPlainText() != self._saved:
            self.setPlainText(self._saved)
        # Undo goes on to the plan once the words are saved.
        self.document().clearUndoRedoStacks()
        self.settled.emit()

    def rebase(self, value: str | None) -> None:
        """Takes this for the saved text and leaves what is being typed."""
        self._saved = value or ""
        self.settled.emit()

    @Slot()
    def commit(self) -> None:
        """Offers what was typed for saving."""
        if self.changed_by_hand:
            self.committed.emit(self.value())

    def put_back(self) -> None:
        """Shows what was saved again; undo brings back what was typed."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._saved)
        self.setTextCursor(cursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 12, self._height())

    def _height(self) -> int:
        # QPlainTextDocumentLayout measures in lines, not pixels; its count is right only once the width is known.
        written = math.ceil(self.document().size().height())
        lines = max(self._lines, min(written, self._most))
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        return self.fontMetrics().lineSpacing() * lines + around + 2

    @Slot()
    def _grow(self) -> None:
        tall = math.ceil(self.document().size().height()) > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if tall else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if self.height() != self._height():
            self.setFixedHeight(self._height())
            self.updateGeometry()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if enter and (control or (self._enter_commits and not shift)):
            self.commit()
            self.entered.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and not self._gives_up:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_back()
            self.given_up.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    @override
    def event(self, event: QEvent) -> bool:
        document = self.document()
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ends(event):
            # The window has a use of its own for Ctrl+Enter; while words are being written it ends them.
            event.accept()
            return True
        if leave_to_window(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


def _ends(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier
