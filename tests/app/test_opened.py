"""Copies that are opened to be looked at lie in a private folder, which is emptied."""

import stat
import sys
from pathlib import Path

import pytest

from tracker import opened
from tracker.opened import copy_to_open, mark_as_from_outside


def test_a_copy_is_private_under_a_clean_name_and_goes(tmp_path: Path) -> None:
    copy = copy_to_open(b"ten plans", "minutes\u202efdp.docx")
    assert copy.name == "minutesfdp.docx"
    assert copy.read_bytes() == b"ten plans"
    folder = copy.parent.parent
    assert folder.name == "opened"
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    opened.empty()
    assert not folder.exists()
    opened.empty()


def test_the_mark_is_set_where_the_system_has_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "minutes.docx"
    file.write_bytes(b"x")
    mark_as_from_outside(file, "win32")
    assert "ZoneId=3" in (tmp_path / "minutes.docx:Zone.Identifier").read_text()
    asked: list[list[str]] = []
    monkeypatch.setattr(opened.subprocess, "run", lambda words, **_how: asked.append(words))
    mark_as_from_outside(file, "darwin")
    assert "com.apple.quarantine" in asked[0]
    mark_as_from_outside(file, "linux")
    assert len(asked) == 1
