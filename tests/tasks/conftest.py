"""What every task stands on: the real window on a real plan file, and a keyboard. Keystrokes are kept where asked."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from support.keyboard import Keyboard, at_the_keyboard, fresh, make_sample_plan
from support.screens.mouse import Begin, Mouse
from tracker.ui.core.commands import Do

PATH = re.compile("“/[^”]*”")
KEPT_IN = "TRACKER_KEYSTROKES"
"""The environment variable that names the file to which the keystrokes of each task are added, a line each."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a display says of every window and popup what it cannot do."""
    for item in items:
        if "tests/tasks/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def sample_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan in mid-life on 12 Mar 2024, made once; tests work on copies."""
    return make_sample_plan(tmp_path_factory.mktemp("sample") / "sample.plan")


@pytest.fixture
def keys(sample_plan: Path, tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Keyboard]:
    """The improvement lead at the keyboard, the sample plan open."""
    with at_the_keyboard(fresh(sample_plan, tmp_path), qtbot) as keyboard:
        yield keyboard
        keep(request.node, keyboard)


@pytest.fixture
def begin(sample_plan: Path, tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Begin]:
    """Opens the sample plan for somebody with a mouse, on My work, and notes the presses at the end."""
    opened: list[Any] = []

    def open_for(who: str, hand: type[Mouse] = Mouse) -> Mouse:
        home = at_the_keyboard(fresh(sample_plan, tmp_path), qtbot, who=who, place=Do.MY_WORK)
        mouse = hand(home.__enter__())
        opened.extend((home, mouse))
        return mouse

    yield open_for
    home, mouse = opened
    home.__exit__(None, None, None)
    note(request.node, {"presses": mouse.presses})


def keep(test: pytest.Item, keyboard: Keyboard) -> None:
    """Notes a task's keystrokes where the environment asks for it. The wish is the test's own first line of words."""
    if keyboard.strokes:
        keys = PATH.sub("“a path”", " ".join(keyboard.pressed))
        note(test, {"strokes": keyboard.strokes, "letters": keyboard.letters, "keys": keys})


def note(test: pytest.Item, taken: dict[str, Any]) -> None:
    """Notes what a task took, under the first line of what its test is about."""
    target = os.environ.get(KEPT_IN)
    words = (getattr(test, "function", None).__doc__ or "").strip().splitlines()
    if target and words:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"task": words[0], **taken}, ensure_ascii=False) + "\n")
