"""Tasks by mouse alone: every press is counted, and words are typed where words are wanted."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from support.keyboard import Keyboard, at_the_keyboard, fresh
from tracker.domain.plan.records import Kind
from tracker.domain.work.my_work import Step
from tracker.ui.activity.activity_view import ActivityView
from tracker.ui.core.commands import Do
from tracker.ui.my_work.job_row import JobRow
from tracker.ui.my_work.my_work_view import MyWorkView

KEPT_IN = "TRACKER_KEYSTROKES"


class Mouse:
    """A hand on the mouse over the window. `presses` counts the clicks."""

    def __init__(self, keys: Keyboard) -> None:
        self.keys, self.presses = keys, 0

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.presses += 1
        self.keys.settle()

    def go(self, place: Do) -> None:
        """Presses a place in the side bar."""
        self.click(self.keys.work.side.buttons[place])

    @property
    def my_work(self) -> MyWorkView:
        view = self.keys.work.nav.view
        assert isinstance(view, MyWorkView)
        return view

    def row(self, ref: str, step: Step) -> JobRow:
        return next(row for row in self.my_work.rows() if row.job.ref == ref and step in row.buttons)


Begin = Callable[[str], Mouse]


@pytest.fixture
def begin(sample_plan: Path, tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Begin]:
    """Opens the sample plan for somebody, on My work, and notes the presses at the end."""
    opened: list[Any] = []

    def open_for(who: str) -> Mouse:
        home = at_the_keyboard(fresh(sample_plan, tmp_path), qtbot, who=who, place=Do.MY_WORK)
        mouse = Mouse(home.__enter__())
        opened.extend((home, mouse))
        return mouse

    yield open_for
    home, mouse = opened
    home.__exit__(None, None, None)
    target = os.environ.get(KEPT_IN)
    words = (request.node.function.__doc__ or "").strip().splitlines()
    if target and words:
        line = {"task": words[0], "presses": mouse.presses}
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def test_two_late_actions_are_updated(begin: Begin) -> None:
    """My two late actions updated, as the head of youth justice"""
    mouse = begin("Head of Youth Justice")
    late = [row.job.ref for row in mouse.my_work.parts["late"].rows.values()]
    for ref in late[:2]:
        row = mouse.row(ref, Step.UPDATE)
        mouse.click(row.buttons[Step.UPDATE])
        mouse.keys.type("Begun.")
        mouse.click(row.form.send)
    assert [one.text for one in mouse.keys.kept().of(Kind.UPDATE)[-2:]] == ["Begun.", "Begun."]
    assert mouse.presses == 4


def test_a_new_date_is_approved(begin: Begin) -> None:
    """A new date approved, as the improvement lead"""
    mouse = begin("Improvement Lead")
    row = next(row for row in mouse.my_work.rows() if Step.APPROVE in row.buttons)
    mouse.click(row.buttons[Step.APPROVE])
    assert not [one for one in mouse.keys.kept().of(Kind.EXTENSION) if one.state == "pending"]
    assert mouse.presses == 1


def test_a_question_is_answered(begin: Begin) -> None:
    """A board's question answered, as the improvement lead"""
    mouse = begin("Improvement Lead")
    mouse.click(mouse.row("C1", Step.ANSWER).buttons[Step.ANSWER])
    from tracker.ui.questions.question_sheets import AnswerSheet

    sheet = next(one for one in mouse.keys.window.findChildren(AnswerSheet) if one.isVisible())
    mouse.keys.type("Waits fell from 14 to 9 weeks for the children in the hub.")
    mouse.click(sheet.save)
    assert mouse.keys.kept().by_ref("C1").state == "answered"
    assert mouse.presses == 2


def test_two_days_are_compared(begin: Begin) -> None:
    """Two days compared, as the improvement lead"""
    mouse = begin("Improvement Lead")
    mouse.go(Do.ACTIVITY)
    view = mouse.keys.work.nav.view
    assert isinstance(view, ActivityView)
    mouse.click(view.first.line)
    mouse.keys.type("1 Mar 2024")
    mouse.click(view.last.line)
    mouse.keys.type("12 Mar 2024")
    mouse.click(view.compare)
    assert "differ between the end of 1 Mar 2024 and the end of 12 Mar 2024" in view.words.text()
    assert mouse.presses == 4
