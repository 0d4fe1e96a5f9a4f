"""Assurance as steps on a line: set by arrow keys or a click, said in words."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tracker.errors import UserError

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform


def explain(qtbot: QtBot, desk: Any, row: Any, why: str = "Seen by the board") -> None:
    """Gives the reason for a step beyond what the rules propose."""
    assert row.asking
    qtbot.keyClicks(row.reason, why)
    qtbot.keyClick(row.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()


def test_an_arrow_takes_assurance_a_step_further(qtbot: QtBot, desk: Any) -> None:
    row = desk.show("A3").assurance
    track = row.track
    assert track.accessibleName() == "Assurance: Done, step 1 of 4"
    track.setFocus()
    qtbot.keyClick(track, Qt.Key.Key_Right)
    assert "Rules propose Done: it is done, and no evidence of it has been accepted" in row._why.text()
    assert track.hasFocus()
    explain(qtbot, desk, row)
    assert (desk.record("A3").assurance, desk.record("A3").assurance_reason) == ("evidenced", "Seen by the board")
    assert "Reason given: Seen by the board" in row.proposed.text()
    assert track.accessibleName() == "Assurance: Evidenced, step 2 of 4"


def test_a_click_sets_a_step_and_another_takes_it_back(qtbot: QtBot, desk: Any) -> None:
    row = desk.show("A3").assurance
    track = row.track
    place = QPoint(round(track.width() * 0.6), track.height() // 2)
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=place)
    explain(qtbot, desk, row)
    assert desk.record("A3").assurance == "impact shown"
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=place)
    explain(qtbot, desk, row, "No measure yet")
    assert desk.record("A3").assurance == "evidenced"


def test_a_refused_step_is_put_back_and_said(qtbot: QtBot, desk: Any) -> None:
    row = desk.show("A3").assurance
    desk.session.refuse = UserError("the file is locked", "try again")
    row.track.setFocus()
    qtbot.keyClick(row.track, Qt.Key.Key_Left)
    desk.settle()
    assert row.track.value() == 1
    assert "locked" in row.note.text


def test_a_step_given_up_is_put_back(qtbot: QtBot, desk: Any) -> None:
    row = desk.show("A3").assurance
    row.track.setFocus()
    qtbot.keyClick(row.track, Qt.Key.Key_Right)
    row._save()
    assert "needs a reason" in row.note.text
    qtbot.keyClick(row.reason, Qt.Key.Key_Escape)
    assert (row.track.value(), row.asking) == (1, False)
    assert desk.record("A3").assurance == "done"
