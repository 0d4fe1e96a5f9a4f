"""The program's own log: private, and without words of a plan."""

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.disk import full_from
from tracker import logs
from tracker.cli import _guarded, run
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


def test_a_full_disk_says_no_word_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.start()
    with full_from(0):
        logging.getLogger("tracker.test").info("begun")
    assert capsys.readouterr() == ("", "")


def test_what_a_fault_says_is_not_in_the_log() -> None:
    logs.start()
    try:
        try:
            raise ValueError("Jo Bloggs, s3cret")
        except ValueError as inner:
            raise KeyError("Jo Bloggs") from inner
    except KeyError:
        logging.getLogger("tracker.test").exception("a command failed")
    said = (home() / "tracker.log").read_text(encoding="utf-8")
    assert "Jo Bloggs" not in said
    assert "s3cret" not in said
    assert [name for name in ("KeyError", "ValueError", "test_logs.py", "a command failed") if name not in said] == []


def test_neither_words_of_a_plan_nor_a_password_reach_the_log(
    plan_file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever is done, well or badly, the files that are kept beside plans hold none of what was typed."""
    for words in (
        ("update", plan_file, "A1", "--text", "Jo Bloggs was seen"),
        ("update", plan_file, "A99", "--text", "Jo Bloggs was seen"),
        ("set", plan_file, "A1", "due=Jo Bloggs"),
        ("list", "postgresql://ann:s3cret@127.0.0.1:1/none?password=s3cret", "actions"),
    ):
        run([str(word) for word in words])
    assert _guarded(lambda: int("Jo Bloggs"), str(plan_file)) == 1
    told = capfd.readouterr().err
    assert "s3cret" not in told
    kept = {path.name: path for path in home().rglob("*") if path.is_file() and path.suffix not in (".copy", "")}
    assert "tracker.log" in kept
    for path in kept.values():
        said = path.read_text(encoding="utf-8", errors="replace")
        assert "Jo Bloggs" not in said, path
        assert "s3cret" not in said, path
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.plan"
    for words in (("new", path, "--title", "A plan"), ("add", "action", path, "title=Audit")):
        assert run([str(word) for word in words]) == 0
    return path
