"""A record's page as tests speak of it, its sections by their names as if they were its own; hands that type in it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tracker.ui.record.page import RecordPage

WITHIN = {
    "due": "state", "delivery": "state", "forecast": "state", "assurance": "state", "buttons": "state",
    "settled": "state", "waited": "state",
}  # fmt: skip


class Shown:
    """The page on show; whatever is no section of it is asked of the page itself."""

    def __init__(self, page: RecordPage) -> None:
        self.page = page

    def __getattr__(self, name: str) -> Any:
        if name == "title":
            return self.page.part("title").fields["title"]
        for section in (name, WITHIN.get(name, "")):
            found = self.page.part(section) if section else None
            if found is not None:
                return found if section == name else getattr(found, name)
        return getattr(self.page, name)


def retype(qtbot: QtBot, editor: Any, words: str, *, enter: bool = True) -> None:
    """Types over what stands in a field as a person would."""
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, words) if words else qtbot.keyClick(editor, Qt.Key.Key_Delete)
    if enter:
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def choose(qtbot: QtBot, picker: Any, words: str) -> None:
    """Chooses a state from a picker by keyboard or mouse: what `activated` tells of."""
    place = picker.findText(words)
    assert place >= 0, words
    picker.setCurrentIndex(place)
    picker.activated.emit(place)


def button_called(root: QWidget, words: str) -> QPushButton:
    return next(b for b in root.findChildren(QPushButton) if b.text() == words and b.isVisibleTo(root))


def meanwhile(desk: Any, who: str, service: Any, *args: Any, **more: Any) -> Any:
    """Someone else writes, and this panel is not told yet."""
    session = desk.session
    mine, session.who = session.who, who
    with session.store.begin() as uow:
        done = service(uow, session.act(), *args, **more)
    session.who = mine
    return done


def without_agreement(action: Any) -> Any:
    """The action as it was before its date was agreed."""
    return replace(action, agreed=None, original_due=None)
