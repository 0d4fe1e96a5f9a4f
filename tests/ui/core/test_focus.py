"""The keyboard stays where somebody worked, and Tab follows what is seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tracker.ui.core.focus import KeptFocus, controls, follow_layout


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window of two groups of two controls each, the second group made first."""
    made = QWidget()
    KeptFocus(made)
    column = QVBoxLayout(made)
    for name in ("second", "first"):
        group = QWidget(made)
        group.setObjectName(name)
        inner = QVBoxLayout(group)
        for control in (QLineEdit(group), QPushButton("Send", group)):
            control.setObjectName(f"{name} {type(control).__name__}")
            inner.addWidget(control)
        column.insertWidget(0, group)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def in_hand(window: QWidget) -> str:
    found = window.focusWidget()
    return found.objectName() if found is not None else ""


def test_a_button_that_is_switched_off_leaves_the_keyboard_in_its_form(window: QWidget) -> None:
    send = window.findChild(QPushButton, "first QPushButton")
    assert send is not None
    send.setFocus()
    send.setEnabled(False)
    assert in_hand(window) == "first QLineEdit"


def test_a_field_that_is_hidden_leaves_the_keyboard_in_its_form(window: QWidget) -> None:
    field = window.findChild(QLineEdit, "first QLineEdit")
    assert field is not None
    field.setFocus()
    field.hide()
    assert in_hand(window) == "first QPushButton"


def test_a_holder_that_takes_keys_takes_over(window: QWidget) -> None:
    group = window.findChild(QWidget, "second")
    assert group is not None
    group.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for control in (QLineEdit, QPushButton):
        group.findChild(control).setFocus()
        group.findChild(control).hide()
    assert in_hand(window) == "second"


def test_a_form_that_goes_leaves_the_keyboard_in_the_window(window: QWidget) -> None:
    group = window.findChild(QWidget, "second")
    assert group is not None
    group.findChild(QLineEdit).setFocus()
    group.hide()
    assert in_hand(window).startswith("first")


def test_tab_follows_what_is_seen(window: QWidget) -> None:
    assert [one.objectName() for one in controls(window)][:2] == ["second QLineEdit", "second QPushButton"]
    follow_layout(window)
    first = window.findChild(QLineEdit, "first QLineEdit")
    assert first is not None
    first.setFocus()
    passed = [in_hand(window)]
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        passed.append(in_hand(window))
    assert passed == ["first QLineEdit", "first QPushButton", "second QLineEdit", "second QPushButton"]


def test_a_control_that_is_out_of_sight_is_scrolled_to(window: QWidget, qtbot: QtBot) -> None:
    area, page = QScrollArea(window), QWidget()
    column = QVBoxLayout(page)
    for place in range(30):
        column.addWidget(QLineEdit(str(place), page))
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFixedHeight(80)
    window.layout().addWidget(area)
    last = page.findChildren(QLineEdit)[-1]
    qtbot.waitUntil(lambda: area.isVisible() and last.visibleRegion().isEmpty())
    last.setFocus()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
