"""The command line, run in this process, on a plan seeded from the bundled letter."""

from pathlib import Path

import pytest

from support.cli import Outcome, Tracker
from tracker.cli import run


@pytest.fixture
def tracker(capsys: pytest.CaptureFixture[str]) -> Tracker:
    """Runs one command line."""

    def call(*words: str | Path) -> Outcome:
        capsys.readouterr()
        try:
            status = run([str(word) for word in words])
        except SystemExit as ended:
            status = int(ended.code or 0)
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call


@pytest.fixture
def letter(samples: Path) -> Path:
    return samples / "manchester-jtai-2023-11-30.pdf"


@pytest.fixture
def plan(tmp_path: Path, tracker: Tracker, letter: Path) -> Path:
    """A plan with the letter's six recommendations and three actions."""
    path = tmp_path / "test.plan"
    assert tracker("new", path, "--title", "JTAI action plan").status == 0
    assert tracker("seed", path, letter).status == 0
    for number, title in enumerate(("Agree one framework", "Train referrers", "Audit plans"), 1):
        made = tracker("add", "action", path, f"title={title}", f"for=R{number}", "owner=Analyst", "due=2024-06-28")
        assert made.first == f"A{number}"
    return path
