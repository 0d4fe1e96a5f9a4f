"""Words of a plan are shown as words, wherever: in tips, labels, notices, messages and lists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

import tracker.ui
from support.window import Opened
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.records import Kind, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import WindowAsker
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

HOSTILE = '<img src="/etc/hostname.png" width=300> & <b>loud</b>'
TIPS = ("setToolTip", "setStatusTip", "setWhatsThis", "showText")
UI = Path(tracker.ui.__file__).parent
PLAIN = ("plain_tip", "toolTip")
"""What makes a tip safe: the helper, or a tip taken from where it was safe already."""


@pytest.mark.parametrize("words", [HOSTILE, "<b>x</b>", "A <br> B"])
def test_a_tip_that_looks_like_markup_is_escaped(words: str) -> None:
    shown = plain_tip(words)
    assert "&lt;" in shown
    assert "<img" not in shown


@pytest.mark.parametrize("words", ["", "Plain", "Health & care", "6 > 5"])
def test_any_other_tip_stays_as_it_is(words: str) -> None:
    assert plain_tip(words) == words


def safe(argument: ast.expr) -> bool:
    """Whether a tip is words of the program alone, or has been made safe."""
    if isinstance(argument, ast.Constant):
        return True
    if isinstance(argument, ast.IfExp):
        return safe(argument.body) and safe(argument.orelse)
    if not isinstance(argument, ast.Call):
        return False
    name = argument.func.attr if isinstance(argument.func, ast.Attribute) else getattr(argument.func, "id", "")
    return name in PLAIN or (name in ("tr", "_tr") and all(isinstance(one, ast.Constant) for one in argument.args))


def unsafe_tips(source: str) -> Iterator[int]:
    """The lines in which a tip is set from other words than the program's own, unescaped."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TIPS:
            words = node.args[1] if node.func.attr == "showText" else node.args[0]
            if not safe(words):
                yield node.lineno


def test_no_module_sets_a_tip_or_a_label_unescaped() -> None:
    found, outside = [], []
    for path in UI.rglob("*.py"):
        source, name = path.read_text(encoding="utf-8"), path.relative_to(UI).as_posix()
        found += [f"{name}:{line}" for line in unsafe_tips(source)]
        if "ToolTipRole" in source and "plain_tip" not in source:
            outside.append(name)
    assert not found
    # Names roles without answering for one: the columns of a list drawn from cells.
    assert not outside


def test_the_guard_sees_a_tip_that_is_not_escaped() -> None:
    assert list(unsafe_tips("widget.setToolTip(record.title)\nwidget.setToolTip(plain_tip(record.title))")) == [1]
    assert list(unsafe_tips("widget.setToolTip(self.tr('{0}').format(record.title))")) == [1]


def hostile(snapshot: Snapshot) -> Snapshot:
    """The plan with markup in every field that holds words."""
    changed: list[Any] = []
    for kind in Kind:
        names = [spec.name for spec in specs(kind).values() if spec.type in (FieldType.TEXT, FieldType.NOTE)]
        for record in snapshot.of(kind):
            words = {
                name: f"{HOSTILE} {record.ref}"
                for name in names
                if getattr(record, name, None) and name not in ("ref", "colour", "url", "sha256", "family", "salt")
            }
            changed.append((kind, record.id, replace(record, **words)))
    return snapshot.with_records(changed, snapshot.number + 1, snapshot.head)


def marked_up(top: QWidget) -> Iterator[str]:
    """Where markup of the plan would be drawn."""
    for widget in (top, *top.findChildren(QWidget)):
        if _draws(widget.toolTip()):
            yield f"tip of {type(widget).__name__}: {widget.toolTip()[:80]}"
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText and _draws(widget.text()):
            yield f"label in {type(widget.parentWidget()).__name__}: {widget.text()[:80]}"
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _in_model(widget.model(), QModelIndex(), type(widget).__name__)
    for action in top.findChildren(QAction):
        if _draws(action.toolTip()) or _draws(action.statusTip()):
            yield f"tip of the command {action.text()}"


def _in_model(model: QAbstractItemModel, parent: QModelIndex, name: str) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            said = model.data(index, Qt.ItemDataRole.ToolTipRole)
            if isinstance(said, str) and _draws(said):
                yield f"tip in {name}: {said[:80]}"
        yield from _in_model(model, model.index(row, 0, parent), name)


def _draws(words: str) -> bool:
    return "<img" in words


def test_no_widget_of_any_place_draws_markup_of_the_plan(on_plan: Opened) -> None:
    hub = on_plan.work.hub
    hub.snapshot = hostile(hub.snapshot)
    on_plan.work.look_again()
    found: dict[str, None] = {}
    for place in (do for do in Do if do.is_place):
        on_plan.do(place)
        found.update(dict.fromkeys(marked_up(on_plan.window)))
    for kind in Kind:
        for record in hub.snapshot.of(kind)[:2]:
            if getattr(record, "ref", ""):
                on_plan.work.panes.panel.show_record(record.id)
                if on_plan.work.panes.panel.view is not None:
                    on_plan.work.panes.panel.view.go_on("every section is made")
                on_plan.settle()
                found.update(dict.fromkeys(marked_up(on_plan.window)))
    on_plan.window.notice.say(HOSTILE, hint=HOSTILE)
    on_plan.window.notice.remark([HOSTILE, HOSTILE])
    found.update(dict.fromkeys(marked_up(on_plan.window)))
    assert not list(found)


def test_questions_show_words(theme: Theme, qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    asker = WindowAsker(theme)
    asker.choose(home, "Title", HOSTILE, ["Go on"], lambda _answer: None)
    asker.text(home, "Title", HOSTILE, lambda _answer: None)
    for dialog in home.findChildren(QDialog):
        labels = [one for one in dialog.findChildren(QLabel) if HOSTILE in one.text()]
        assert labels
        assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}
        dialog.close()
