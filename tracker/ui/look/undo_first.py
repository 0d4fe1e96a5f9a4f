"""Undo in a text field takes back the typing first; with nothing typed, the key goes on to the screen or the plan."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


def leave_to_window(event: QEvent, undo_there: bool, redo_there: bool) -> bool:
    """Whether a text field with this much to take back should let the key pass to what is around it."""
    if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo_there
    return event.matches(QKeySequence.StandardKey.Redo) and not redo_there
