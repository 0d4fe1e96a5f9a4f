"""What is not saved is said by name as the window closes, stays on this computer, and is offered at the next start."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tracker.ui.core.notice import NoticeStrip, Step

if TYPE_CHECKING:
    from tracker.drafts import Draft
    from tracker.ui.core.dialogs import Asker
    from tracker.ui.core.hub import Hub
    from tracker.ui.shell.plan_files import PlanFiles

SETTLING_MS = 100


def asks_before_closing(
    window: QWidget, files: PlanFiles, hub: Hub | None, asker: Asker, leave: Callable[[], object]
) -> bool:
    """Whether something is not saved: then it is said, by name, and `leave` is called once that was read."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication) and app.isSavingSession():
        return False
    window.setFocus()  # what is being typed is sent as it is left
    names = list(files.unsaved())
    if hub is not None:
        hub.drafts.write()
        names += hub.drafts.names
    if not names:
        return False
    if hub is not None and hub.writing:  # it may just be being saved
        QTimer.singleShot(SETTLING_MS, window, window.close)
        return True
    from tracker.domain.text.words import listed

    question = window.tr("Not saved: {0}.\n\nThe words stay on this computer and are offered again.")
    title, go = window.tr("Close the window"), window.tr("Close")
    asker.choose(window, title, question.format(listed(names)), [go], partial(_leave, leave))
    return True


def _leave(leave: Callable[[], object], _answer: str) -> None:
    leave()


def offer_what_was_begun(
    notice: NoticeStrip, files: PlanFiles, hub: Hub | None, show: Callable[[Draft], object] | None
) -> None:
    """Says what was begun here before and not saved, with a button that goes on with it."""
    if hub is not None and hub.session.read_only:
        return
    begun = files.begun()
    steps = [Step(notice.tr("Go on with the import"), partial(files.go_on, begun[0]))] if begun else []
    names = [draft.called for draft in begun]
    if hub is not None and hub.drafts.all and show is not None:
        steps.insert(0, Step(notice.tr("Go on with it"), partial(show, hub.drafts.all[0])))
        names = [*hub.drafts.names, *names]
    if steps:
        from tracker.domain.text.words import listed

        notice.say(notice.tr("Begun here before and not saved: {0}.").format(listed(names)), steps)
