"""The measuring programs at least begin: nobody runs them every day, and what they import moves."""

import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if path.stem != "__init__")
OTHERS = {"bench_reading": "pdfplumber"}
"""What a program measures against that is installed for measuring only."""
IMPORTED = "import importlib, sys; [importlib.import_module(name) and print(name) for name in sys.argv[1:]]"


def test_each_can_be_imported() -> None:
    ready = [name for name in PROGRAMS if name not in OTHERS or importlib.util.find_spec(OTHERS[name])]
    names = [f"benchmarks.{name}" for name in ready]
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.split() == names
