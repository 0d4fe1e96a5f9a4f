"""Closing the window: what is not saved is said by name, once, and stays on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from tracker.domain.text.words import listed

if TYPE_CHECKING:
    from tracker.ui.shell.main_window import MainWindow

SETTLING_MS = 100


def asks_before_closing(window: MainWindow) -> bool:
    """Whether something is not saved: then it is said, by name, and the window closes once that was read."""
    app = QGuiApplication.instance()
    if window.closing or (isinstance(app, QGuiApplication) and app.isSavingSession()):
        return False
    window.setFocus()  # what is being typed is sent as it is left
    names = list(window.files.unsaved())
    if window.hub is not None:
        window.hub.drafts.write()
        names += window.hub.drafts.names
    if not names:
        return False
    if window.hub is not None and window.hub.writing:  # it may just be being saved
        QTimer.singleShot(SETTLING_MS, window, window.close)
        return True

    def close_now(_answer: str) -> None:
        window.closing = True
        QTimer.singleShot(0, window, window.close)

    question = window.tr("Not saved: {0}.\n\nThe words stay on this computer and are offered again.")
    leave = window.tr("Close")
    window.asker.choose(window, window.tr("Close the window"), question.format(listed(names)), [leave], close_now)
    return True
