"""The sample plan that the program brings, in memory."""

import copy

from support.builders import a_plan
from support.clocks import FixedClock
from support.gateway import FakeGateway, FakeSession
from support.memory import MemoryStore
from tracker.paths import resource
from tracker.reading.reader import read_file
from tracker.services.plan.sample import SAMPLE_LETTER, fill_sample, first_act


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
