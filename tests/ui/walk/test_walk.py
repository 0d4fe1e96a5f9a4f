"""A walk round every window without a mouse and without sight: all is named, reached by Tab, seen and read out."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from support.gallery_panels import screens
from support.gateway import ScriptedAsker
from support.memory import MemoryStore
from support.screens.sample import make_sample, window_on
from support.screens.sheets import Opener, openers
from support.screens.walking import Walk, nameless, silent_rows
from support.window import Opened
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.core.focus import KeptFocus
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme
from tracker.ui.shell.side_bar import PLACES


@pytest.fixture(scope="module")
def sample() -> MemoryStore:
    """The sample plan."""
    return make_sample()


@pytest.fixture
def on_sample(
    sample: MemoryStore, settings: Settings, jobs: Jobs, theme: Theme, asker: ScriptedAsker, qtbot: QtBot
) -> Iterator[Opened]:
    """The window on the sample plan, in front."""
    with window_on(sample, (1366, 728), settings, jobs, theme, asker, qtbot) as opened:
        yield opened


def faults(window: QWidget) -> dict[str, object]:
    """What a walk round a window finds wanting."""
    window.activateWindow()
    QApplication.processEvents()
    walk = Walk(window)
    assert walk.stops, "nothing has the keyboard"
    found = {
        "without a name": nameless(window), "not reached by Tab": walk.missed, "no focus to be seen": walk.unseen,
        "Tab stays in it": walk.stuck, "not read out": silent_rows(window),
    }  # fmt: skip
    return {what: which for what, which in found.items() if which}


@pytest.mark.parametrize("place", PLACES, ids=lambda do: do.value)
def test_every_place(on_sample: Opened, place: Do) -> None:
    on_sample.do(place)
    if place in (Do.RECOMMENDATIONS, Do.ACTIONS):
        on_sample.work.nav.plan_view.show_record(on_sample.work.hub.snapshot.actions[1].id)
        on_sample.settle()
    assert faults(on_sample.window) == {}


def test_the_start_screen(window: Opened) -> None:
    assert faults(window.window) == {}


@pytest.mark.parametrize("opener", openers().values(), ids=openers())
def test_every_sheet(on_sample: Opened, opener: Opener) -> None:
    opener(on_sample)
    on_sample.settle()
    shown = [one for one in on_sample.window.findChildren(QDialog) if one.isVisible()]
    assert shown
    for dialog in shown:
        assert faults(dialog) == {}
        dialog.close()
    QApplication.processEvents()


@pytest.mark.parametrize("do", [Do.OPEN_PAGE, Do.THREAD, Do.SEARCH, Do.CHECK, Do.UPDATE], ids=lambda do: do.value)
def test_what_lies_over_a_place(on_sample: Opened, do: Do) -> None:
    on_sample.do(Do.RECOMMENDATIONS)
    record = on_sample.work.hub.snapshot.recommendations[2] if do in (Do.OPEN_PAGE, Do.THREAD) else None
    record = record or next(one for one in on_sample.work.hub.snapshot.actions if one.delivery == "closed")
    on_sample.work.nav.plan_view.show_record(record.id)
    on_sample.settle()
    on_sample.do(do)
    assert faults(on_sample.window) == {}


@pytest.mark.parametrize("build", screens().values(), ids=screens())
def test_every_screen_of_its_own(qtbot: QtBot, build: Callable[[], QWidget]) -> None:
    made = build()
    KeptFocus(made)  # as the window has it
    qtbot.addWidget(made)
    made.activateWindow()
    made.setFocus()
    QApplication.processEvents()
    if made.focusWidget() is not None:
        assert faults(made) == {}
    made.close()
