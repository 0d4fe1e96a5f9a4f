"""The command line, run in this process, on a plan seeded from the bundled letter."""

import shutil
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


@pytest.fixture(scope="session")
def letter(samples: Path) -> Path:
    return samples / "manchester-jtai-2023-11-30.pdf"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, letter: Path) -> Path:
    """A plan with the letter's six recommendations and three actions, made once: not to be written in."""
    folder = tmp_path_factory.mktemp("seeded")
    path = folder / "test.plan"
    with pytest.MonkeyPatch.context() as own:
        own.setenv("TRACKER_HOME", str(folder / "home"))
        assert run(["new", str(path), "--title", "JTAI action plan"]) == 0
        assert run(["seed", str(path), str(letter)]) == 0
        for number, title in enumerate(("Agree one framework", "Train referrers", "Audit plans"), 1):
            words = ["add", "action", str(path), f"title={title}", f"for=R{number}", "owner=Analyst", "due=2024-06-28"]
            assert run(words) == 0
    return path


@pytest.fixture
def plan(tmp_path: Path, seeded: Path) -> Path:
    """The plan of the letter, the test's own."""
    return Path(shutil.copy(seeded, tmp_path))
