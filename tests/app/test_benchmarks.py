"""The measuring programs at least begin: nobody runs them every day, and what they import moves."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if path.stem != "__init__")
OTHERS = {"bench_reading": "pdfplumber"}
"""What a program measures against that is installed for measuring only."""


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_can_be_imported(name: str) -> None:
    peer = OTHERS.get(name)
    if peer and importlib.util.find_spec(peer) is None:
        return
    done = subprocess.run(
        [sys.executable, "-c", f"import benchmarks.{name}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
