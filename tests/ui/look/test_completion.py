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


@pytest.mark.parametrize(("said", "offered"), [("", len(NAMES)), ("Ann", 0)])
def test_a_press_on_the_empty_line_shows_every_name(qtbot: QtBot, said: str, offered: int) -> None:
    field = NameField("Owner", NAMES)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.set_value(said)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    popup = field.register.popup
    assert popup.isVisible() == bool(offered)
    assert not offered or popup.model().rowCount() == offered
    popup.hide()


def test_a_name_is_chosen_by_mouse_alone(qtbot: QtBot) -> None:
    field = NameField("Owner", NAMES)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    said: list[str] = []
    field.committed.connect(said.append)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    popup = field.register.popup
    at = popup.visualRect(popup.model().index(2, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (field.text(), said) == ("Head of Audit", ["Head of Audit"])
    assert not popup.isVisible()


def test_a_line_that_may_not_be_written_offers_nothing(qtbot: QtBot) -> None:
    field = NameField("Owner", NAMES)
    qtbot.addWidget(field)
    field.setReadOnly(True)
    field.show()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert not field.register.popup.isVisible()


def test_escape_closes_the_list_and_leaves_what_was_typed(qtbot: QtBot) -> None:
    field = NameField("Owner", NAMES)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    qtbot.keyClicks(field, "Head of")
    popup = field.register.popup
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert (field.text(), popup.isVisible()) == ("Head of", False)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), popup.isVisible()) == ("", False)
