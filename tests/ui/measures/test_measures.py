"""Measures in the panel: judged, drawn, read again and corrected without leaving the keyboard."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tracker.ui.measures.measures_section import MeasureCard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

Desk = Any


def retype(qtbot: QtBot, editor: Any, words: str, *, enter: bool = True) -> None:
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    if enter:
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def card_of(desk: Desk, ref: str = "R1") -> MeasureCard:
    view = desk.show(ref)
    view.bring("measures")
    desk.settle()
    found: MeasureCard = view.measures.list._cards[0]
    return found


def words_of(card: MeasureCard) -> str:
    return "\n".join(one.text() for one in card.findChildren(QLabel) if not one.isHidden())


def test_it_says_how_it_stands_in_word_and_sentence(desk: Desk) -> None:
    words = words_of(card_of(desk))
    assert "from 41% to 52% (1 Feb 2024); target 75% by 30 Sep 2024" in words
    assert "Improving" in words
    assert "Green" in words
    assert "Up 11 points since 1 Dec 2023, the right way. 52% on 1 Feb 2024 is on course" in words


def test_readings_are_entered_one_after_the_other_with_enter(qtbot: QtBot, desk: Desk) -> None:
    card = card_of(desk)
    card.composer.fields["value"].setFocus()
    qtbot.keyClicks(card.composer.fields["value"], "58")
    qtbot.keyClick(card.composer.fields["value"], Qt.Key.Key_Return)
    desk.settle()
    assert card.composer.fields["value"].text() == ""
    assert card.composer.fields["dated"].value() == date(2024, 3, 12)
    qtbot.keyClicks(card.composer.fields["value"], "45")
    retype(qtbot, card.composer.fields["dated"].line, "1 Mar 2024")
    desk.settle()
    points = desk.snapshot.points_of(desk.record("M1").id)
    assert [(p.dated, p.value) for p in points][1:] == [(date(2024, 3, 12), 58.0), (date(2024, 3, 1), 45.0)]
    assert "to 58% (12 Mar 2024)" in words_of(card)


def test_what_is_no_number_or_no_day_is_said_and_kept(qtbot: QtBot, desk: Desk) -> None:
    card = card_of(desk)
    qtbot.keyClicks(card.composer.fields["value"], "many")
    qtbot.keyClick(card.composer.fields["value"], Qt.Key.Key_Return)
    desk.settle()
    assert card.composer.note.text
    assert card.composer.fields["value"].text() == "many"
    retype(qtbot, card.composer.fields["dated"].line, "31 Feb 2024", enter=False)
    card.composer.send.click()
    desk.settle()
    assert "no day of the calendar" in card.composer.note.text


def test_a_wrong_reading_is_corrected_and_the_card_stays_open(qtbot: QtBot, desk: Desk) -> None:
    card = card_of(desk)
    assert card.correct.text() == "Correct a reading (1)"
    card.correct.click()
    (form,) = card.forms.values()
    retype(qtbot, form.fields["value"].editor, "43")
    desk.settle()
    assert desk.snapshot.points_of(desk.record("M1").id)[0].value == 43.0
    assert "to 43% (1 Feb 2024)" in words_of(card)
    assert list(card.forms.values()) == [form]
    card.correct.click()
    assert card.forms == {}


def test_another_record_shows_its_own_measures(desk: Desk) -> None:
    card_of(desk)
    view = desk.show("R2")
    desk.settle()
    assert view.measures.list._cards == []
    assert "No measures yet" in "\n".join(one.text() for one in view.measures.list.findChildren(QLabel))


def test_its_history_tells_of_its_readings_too(qtbot: QtBot, desk: Desk) -> None:
    view = desk.show("M1")
    card = view.points._cards[0]
    qtbot.keyClicks(card.composer.fields["value"], "58")
    qtbot.keyClick(card.composer.fields["value"], Qt.Key.Key_Return)
    desk.settle()
    card.correct.click()
    retype(qtbot, next(iter(card.forms.values())).fields["value"].editor, "59")
    desk.settle()
    view.bring("history")
    desk.settle()
    said = [view.history.list.item(row).text() for row in range(view.history.list.count())]
    assert said[0].endswith("Improvement Lead (account tester)  D2 Value: 58 → 59")
    assert said[1].endswith("D2 was added: 58")
