"""Damaged documents are read or refused in words: a quick, fixed sample of what benchmarks/fuzz/reading.py does."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest

INPUTS = 160
PLACE = Path(__file__).parents[2] / "benchmarks" / "fuzz" / "reading.py"


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_reading", PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_damaged_documents_are_read_or_refused_in_words(fuzz: ModuleType, tmp_path: Path) -> None:
    sound = fuzz.seeds()
    outcomes = {}
    for number in range(INPUTS):
        name, data = fuzz.mutated(number, sound)
        begun = time.monotonic()
        outcomes[name] = fuzz.attempt(data, name, tmp_path)
        assert time.monotonic() - begun < fuzz.HANG, name
    assert {name: outcome for name, outcome in outcomes.items() if outcome not in ("read", "refused")} == {}
    assert set(outcomes.values()) == {"read", "refused"}


def test_an_input_follows_from_its_number_alone(fuzz: ModuleType) -> None:
    sound = [("letter.txt", b"Children wait too long. " * 20)]
    assert fuzz.mutated(7, sound) == fuzz.mutated(7, sound)
    assert fuzz.mutated(7, sound) != fuzz.mutated(8, sound)


def test_sound_documents_are_read_before_they_are_damaged(fuzz: ModuleType, tmp_path: Path) -> None:
    assert {fuzz.attempt(data, name, tmp_path) for name, data in fuzz.seeds()} == {"read"}
