"""A meeting named on the spot: the next one, or the one that a paper is to be issued to."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tracker.domain.dates import dates
from tracker.domain.log.changes import Changes
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.records import editing
from tracker.ui.core.context import Context
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub

WEEKDAY = re.compile(r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?$")


def new_meeting(context: Context) -> None:
    """Asks for a meeting, and shows it once it is there."""

    def shown(meeting: Any) -> None:
        context.screen.jump(meeting.id)

    ask_for_meeting(context.asker, context.hub, context.window, shown, context.hub.failed.emit)


def ask_for_meeting(
    asker: Asker, hub: Hub, window: QWidget, done: Callable[[Any], object], failed: Callable[[Any], object]
) -> None:
    """Asks for a meeting's name and day, and writes it."""

    def answered(words: str) -> None:
        hub.write(partial(editing.add, kind=Kind.MEETING, fields=fields_of(words)), written, failed)

    def written(changes: Changes) -> None:
        for one in changes.ids.get(Kind.MEETING, ()):
            done(hub.snapshot.get(one))

    asker.text(window, _tr("New meeting"), _tr("Its name and day, such as Improvement board, 14 Mar 2024:"), answered)


def fields_of(words: str) -> dict[str, str]:
    """The name, and the day where the words end in one, with or without a comma before it."""
    said = words.split()
    for many in range(1, min(4, len(said))):
        try:
            held = dates.parse(" ".join(said[-many:]))
        except UserError:
            continue
        name = WEEKDAY.sub("", " ".join(said[:-many])).rstrip(" ,;:–-")
        if name:
            return {"name": name, "held_on": held.isoformat()}
    return {"name": words.strip()}


def _tr(words: str) -> str:
    return QCoreApplication.translate("NewMeeting", words)
