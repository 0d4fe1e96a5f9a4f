"""Tab after a name that is being completed takes the completion, never half a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tracker.ui.look.person_field import NameField

NAMES = ("Head of Early Help", "Deputy Head", "Head of Audit", "Ann Lee")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("Head", "Head of Early Help"), ("head of a", "Head of Audit"), ("lee", "Ann Lee"), ("Ann Lee", "Ann Lee"),
     ("Somebody new", "Somebody new")],
)  # fmt: skip
def test_tab_takes_the_completion(qtbot: QtBot, typed: str, taken: str) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    field, after = NameField("Owner", NAMES), QLineEdit()
    layout = QVBoxLayout(home)
    layout.addWidget(field)
    layout.addWidget(after)
    said: list[str] = []
    field.committed.connect(said.append)
    home.show()
    field.setFocus()
    qtbot.keyClicks(field, typed)
    popup = field.completer().popup()
    qtbot.keyClick(popup if popup.isVisible() else field, Qt.Key.Key_Tab)
    assert field.text() == taken
    after.setFocus()
    field.commit()
    assert said[-1:] == [taken]
