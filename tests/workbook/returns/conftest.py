"""The plan of two inspections that the returned workbooks of these tests belong to."""

import copy
from pathlib import Path

import pytest

from support.memory import MemoryStore
from support.returns import Office, the_plan


@pytest.fixture(scope="session")
def plans() -> dict[bool, MemoryStore]:
    return {agreed: the_plan(agreed=agreed) for agreed in (False, True)}


@pytest.fixture
def place(tmp_path: Path, plans: dict[bool, MemoryStore]) -> Office:
    return Office(copy.deepcopy(plans[False]), tmp_path)


@pytest.fixture
def agreed_place(tmp_path: Path, plans: dict[bool, MemoryStore]) -> Office:
    return Office(copy.deepcopy(plans[True]), tmp_path, agreed=True)
