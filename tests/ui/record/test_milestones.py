"""The milestones of an action as a person uses them: added by typing, ticked when done."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from support.names import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

Desk = Any


def opened(desk: Desk, ref: str = "A1") -> Any:
    view = desk.show(ref)
    view.bring("milestones")
    desk.settle()
    return view.milestones


def said(tab: Any) -> list[str]:
    return [row.words for row in tab.rows.values()]


def test_they_are_listed_with_their_date_and_state(desk: Desk) -> None:
    tab = opened(desk)
    assert said(tab) == ["S1  Draft shared: Overdue, due 1 Feb 2024"]
    assert "Milestones 1" in desk.panel.view.sections.words()


def test_a_tick_says_done_today_and_another_takes_it_back(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(desk)
    (row,) = tab.rows.values()
    row.tick.setFocus()
    qtbot.keyClick(row.tick, Qt.Key.Key_Space)
    desk.settle()
    assert desk.record("S1").done == desk.hub.today
    assert said(tab) == ["S1  Draft shared: Complete, due 1 Feb 2024, done 12 Mar 2024"]
    assert row.tick.hasFocus()
    qtbot.keyClick(row.tick, Qt.Key.Key_Space)
    desk.settle()
    assert desk.record("S1").done is None


def test_one_is_added_by_typing_it(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(desk)
    qtbot.keyClicks(tab.composer.fields["due"].line, "1/5/2024")
    tab.composer.fields["title"].setFocus()
    qtbot.keyClicks(tab.composer.fields["title"], "Template in use")
    qtbot.keyClick(tab.composer.fields["title"], Qt.Key.Key_Return)
    desk.settle()
    added = desk.record("S2")
    assert (added.title, added.due, added.action) == ("Template in use", date(2024, 5, 1), desk.record("A1").id)
    assert said(tab)[1] == "S2  Template in use: Not started, due 1 May 2024"
    assert tab.composer.fields["title"].text() == ""


def test_a_date_that_is_none_is_said_and_nothing_is_added(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(desk)
    qtbot.keyClicks(tab.composer.fields["title"], "Template in use")
    qtbot.keyClicks(tab.composer.fields["due"].line, "soon")
    tab.composer.send.click()
    desk.settle()
    assert "soon" in tab.composer.note.text
    assert desk.record("S2") is None
    assert tab.composer.fields["title"].text() == "Template in use"


def test_an_action_without_any_says_how_to_begin(desk: Desk) -> None:
    tab = opened(desk, "A4")
    assert tab.rows == {}
    assert tab._empty.isVisibleTo(tab)
    tab = opened(desk, "A1")
    assert len(tab.rows) == 1
    assert not tab._empty.isVisibleTo(tab)


def test_every_control_has_a_name(desk: Desk) -> None:
    assert nameless(opened(desk)) == []


def test_what_is_typed_waits_with_its_action_until_it_is_added(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(desk)
    qtbot.keyClicks(tab.composer.fields["title"], "Half a step")
    qtbot.keyClicks(tab.composer.fields["due"].line, "1/5/2024")
    assert opened(desk, "A4").composer.fields["title"].text() == ""
    tab = opened(desk, "A1")
    assert tab.composer.fields["title"].text() == "Half a step"
    tab.composer.send.click()
    desk.settle()
    assert (desk.record("S2").title, desk.record("S2").due) == ("Half a step", date(2024, 5, 1))
    opened(desk, "A4")
    assert opened(desk, "A1").composer.fields["title"].text() == ""


def test_an_addition_that_ends_after_leaving_empties_nothing_else(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(desk)
    qtbot.keyClicks(tab.composer.fields["title"], "Sent and left")
    tab.composer.send.click()
    desk.panel.show_record(desk.record("A4").id)
    qtbot.keyClicks(tab.composer.fields["title"], "Being typed")
    desk.settle()
    assert desk.record("S2").action == desk.record("A1").id
    assert tab.composer.fields["title"].text() == "Being typed"
    assert opened(desk, "A1").composer.fields["title"].text() == ""
