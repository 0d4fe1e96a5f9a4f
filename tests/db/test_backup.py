"""Copies of a plan: whole, checked, never over another file."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from support.builders import an_action
from tracker.db.restore import restore
from tracker.db.store import PlanStore
from tracker.errors import UserError


def test_a_backup_is_the_whole_plan_in_one_file(store: PlanStore, tmp_path: Path, reopen: Any) -> None:
    target = tmp_path / "copies" / "Monday.plan"
    target.parent.mkdir()
    store.backup(str(target))
    assert [item.name for item in target.parent.iterdir()] == ["Monday.plan"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    copy = reopen(target)
    assert copy.snapshot() == store.snapshot()
    assert copy.verify() == store.verify()


def test_a_backup_can_be_made_of_a_plan_open_for_reading(
    store: PlanStore, tmp_path: Path, reopen: Any, path: Path
) -> None:
    reopen(path, read_only=True).backup(str(tmp_path / "copy.plan"))
    assert reopen(tmp_path / "copy.plan").snapshot() == store.snapshot()


def test_a_backup_never_goes_over_a_file(store: PlanStore, tmp_path: Path) -> None:
    target = tmp_path / "notes.txt"
    target.write_text("notes")
    with pytest.raises(UserError, match=r"notes\.txt is there already"):
        store.backup(str(target))
    assert target.read_text() == "notes"
    with pytest.raises(UserError, match="there is no folder"):
        store.backup(str(tmp_path / "absent" / "x.plan"))


def test_a_damaged_plan_gives_no_backup(store: PlanStore, path: Path, tmp_path: Path, reopen: Any) -> None:
    store.close()
    data = bytearray(path.read_bytes())
    page = data.rindex(b"Safeguarding board") // 4096 * 4096
    data[page : page + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    with pytest.raises(UserError, match="damaged") as caught:
        reopen(path).backup(str(tmp_path / "copy.plan"))
    assert caught.value.hint
    assert not list(tmp_path.glob("copy*"))


def test_a_backup_comes_back(store: PlanStore, tmp_path: Path, path: Path, add: Any, reopen: Any) -> None:
    copy = tmp_path / "copy.plan"
    store.backup(str(copy))
    kept = store.snapshot()
    add(store, an_action(9))
    store.close()
    with pytest.raises(UserError, match="there already"):
        restore(str(copy), str(path))
    path.rename(tmp_path / "old.plan")
    restore(str(copy), str(path))
    assert reopen(path).snapshot() == kept
    assert reopen(tmp_path / "old.plan").snapshot().number == kept.number + 1


def test_only_a_plan_is_restored(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    with pytest.raises(UserError, match="is not a plan"):
        restore(str(tmp_path / "notes.txt"), str(tmp_path / "x.plan"))
    with pytest.raises(UserError, match="there is no file"):
        restore(str(tmp_path / "absent.plan"), str(tmp_path / "x.plan"))
    assert not (tmp_path / "x.plan").exists()


def test_what_a_backup_that_was_cut_short_left_behind_stops_no_other(
    store: PlanStore, tmp_path: Path, reopen: Any
) -> None:
    target = tmp_path / "again.plan"
    target.with_name("again.plan.part").write_bytes(b"half a plan")
    store.backup(str(target))
    assert reopen(target).snapshot() == store.snapshot()
    assert not target.with_name("again.plan.part").exists()
