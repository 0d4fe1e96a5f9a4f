"""The sample plan that the program brings, in memory, and the window on it."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from support.builders import a_plan
from support.clocks import FixedClock
from support.gateway import FakeGateway, FakeSession, ScriptedAsker
from support.memory import MemoryStore
from support.window import Opened
from tracker.paths import resource
from tracker.reading.reader import read_file
from tracker.services.plan.sample import SAMPLE_LETTER, fill_sample, first_act
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme
from tracker.ui.shell.main_window import MainWindow


class SampleGateway(FakeGateway):
    """Opens a copy of a plan in memory as the sample."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(FixedClock())
        self.store = store

    def create_sample(self) -> FakeSession:
        return self._session(copy.deepcopy(self.store), "sample.plan")


def make_sample() -> MemoryStore:
    """The sample plan."""
    clock = FixedClock()
    act = first_act(clock.today(), "Improvement Lead")
    letter = resource("samples", SAMPLE_LETTER)
    store = MemoryStore(a_plan(title="Serious youth violence: partnership action plan (sample)"), act)
    fill_sample(store, read_file(letter), letter.read_bytes(), act)
    return store


@contextmanager
def window_on(
    sample: MemoryStore, size: tuple[int, int], settings: Settings, jobs: Jobs, theme: Theme, asker: ScriptedAsker,
    qtbot: QtBot,
) -> Iterator[Opened]:  # fmt: skip
    """The window of a size on the sample plan, in front."""
    made = MainWindow(SampleGateway(sample), jobs, settings, asker, theme)
    made.resize(*size)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    opened = Opened(made, qtbot, [])
    opened.do(Do.OPEN_SAMPLE)
    qtbot.waitUntil(lambda: made.workspace is not None, timeout=5000)
    opened.settle()
    yield opened
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
