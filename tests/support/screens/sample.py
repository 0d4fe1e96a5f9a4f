"""The sample plan that the program brings, in memory, and the window on it."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from pytestqt.qtbot import QtBot

from support.builders import a_plan
from support.clocks import FixedClock
from support.gateway import FakeGateway, FakeSession, ScriptedAsker
from support.memory import MemoryStore
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.paths import resource
from tracker.reading.reader import read_file
from tracker.services.plan.sample import SAMPLE_LETTER, fill_sample, first_act
from tracker.services.records.editing import set_fields
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme
from tracker.ui.shell.main_window import MainWindow

SHEETS = (
    Do.KEY, Do.RULES, Do.CLOSE_ACTION, Do.COLUMNS, Do.STATEMENT, Do.PERIOD, Do.QUESTION, Do.HAND_OVER, Do.EDIT_MANY,
    Do.HELP, Do.KEYS, Do.ABOUT, Do.AGREE, Do.ACT_AS, Do.COPIES, Do.ERASE, Do.NEW_RECOMMENDATION, Do.NEW_FINDING,
    Do.SEND_WORKBOOKS, Do.ANSWER, Do.REPORT, Do.EVIDENCE_PACK, Do.IDENTIFIERS,
)  # fmt: skip
"""What opens over the window."""


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


def open_sheet(opened: Opened, do: Do) -> None:
    """Opens a sheet on the plan's second action, or on what it is about."""
    opened.do(Do.ACTIONS)
    plan = opened.work.nav.plan_view
    plan.show_record(plan.model.listed()[1])
    if do is Do.EDIT_MANY:
        plan.tree.selectAll()
    elif do is Do.ANSWER:
        opened.work.nav.jump(opened.work.hub.snapshot.of(Kind.CHALLENGE)[0].id)
    elif do is Do.IDENTIFIERS:
        words = {"description": "Audit case of a child, NHS 943 476 5919"}
        opened.work.hub.write(partial(set_fields, refs=["A3", "A5"], fields=words))
    opened.settle()
    opened.do(do)
    opened.settle()
