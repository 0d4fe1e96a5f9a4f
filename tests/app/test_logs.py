"""The program's own log: private, and without words of a plan."""

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker import logs
from tracker.paths import home


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    root = logging.getLogger("tracker")
    before = list(root.handlers)
    yield
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()


def test_only_its_owner_reads_the_log() -> None:
    logs.start()
    logging.getLogger("tracker.test").info("begun")
    assert stat.S_IMODE((home() / "tracker.log").stat().st_mode) == 0o600


def test_without_a_place_nothing_is_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "file" / "home"))
    logs.start()
    logging.getLogger("tracker.test").info("begun")
    assert (tmp_path / "file").read_text() == "no folder"
