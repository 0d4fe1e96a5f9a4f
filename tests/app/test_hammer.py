"""A short turn of the hammer and of the kills: the long ones are `python3 run.py bench hammer` and `bench kills`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def said_by(*words: str) -> str:
    """What a measuring program printed. It fails where anything was lost."""
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_edits_beside_exports_and_beside_other_programs_are_all_kept() -> None:
    said = said_by("benchmarks.bench_hammer", "--edits", "40", "--programs", "3", "--seconds", "3")
    assert "edits 40, exports 40, refused 0, lost 0, one truth True" in said
    assert "refused 0, lost 0, one truth True" in said.splitlines()[1]


def test_what_a_killed_program_acknowledged_is_kept() -> None:
    assert "kills 10, " in said_by("benchmarks.bench_kills", "--kills", "10", "--undone", "0")


@pytest.fixture
def compiler() -> None:
    """What the library that undoes the unlink is made with."""
    if not shutil.which("gcc") or sys.platform != "linux":
        pytest.skip("a C compiler on Linux is absent: the journal's unlink cannot be undone")


@pytest.mark.usefixtures("compiler")
def test_what_was_acknowledged_is_kept_where_the_journal_comes_back() -> None:
    assert "unlink undone: kills 8, " in said_by("benchmarks.bench_kills", "--kills", "0", "--undone", "8")


@pytest.mark.usefixtures("compiler")
def test_the_library_would_show_a_folder_that_is_not_written() -> None:
    words = ("-m", "benchmarks.bench_kills", "--kills", "0", "--undone", "8", "--synchronous", "FULL")
    done = subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "lost 0" not in done.stdout
