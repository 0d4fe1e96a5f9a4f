"""The sample plan, made once: it is only read."""

from __future__ import annotations

from datetime import date

import pytest

from support.builders import a_plan, a_reading
from support.memory import MemoryStore
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.plan.sample import fill_sample, first_act


@pytest.fixture(scope="session")
def made_on() -> date:
    return date(2024, 2, 29)


@pytest.fixture(scope="session")
def sample_store(made_on: date) -> MemoryStore:
    act = first_act(made_on, "tester")
    store = MemoryStore(a_plan(), act)
    fill_sample(store, a_reading(), b"the letter", act)
    return store


@pytest.fixture(scope="session")
def lived_in(sample_store: MemoryStore) -> Snapshot:
    return sample_store.snapshot()
