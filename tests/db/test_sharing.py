"""Plans on network drives and in synced folders: found out, one writer at a time, no write-ahead log."""

from __future__ import annotations

import gzip
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.builders import an_action, plan_records, put_into
from support.clocks import an_act
from tracker.db import places
from tracker.db.file_plan import Upgrade
from tracker.db.places import NamedLock, is_shared
from tracker.db.sqlite_file import journal_of
from tracker.db.store import PlanStore, open_store
from tracker.errors import OlderPlan, UserError

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/plans /mnt/council\\040plans cifs rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
tmpfs /mnt/nfs/local tmpfs rw 0 0
someone@server: /mnt/ssh fuse.sshfs rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mounts"
    file.write_text(MOUNTS)
    return file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "OneDrive - Sampleton City Council" / "Plans"
    folder.mkdir(parents=True)
    return folder / "Sampleton.plan"


@pytest.mark.parametrize(
    ("place", "shared"),
    [
        ("/home/kate/Documents/x.plan", False),
        ("/home/kate/OneDrive - Council/x.plan", True),
        ("/home/kate/SharePoint/Board/x.plan", True),
        ("/home/kate/Dropbox (Personal)/x.plan", True),
        ("/Users/kate/Library/Mobile Documents/com~apple~CloudDocs/x.plan", True),
        ("/home/kate/iCloudDrive/x.plan", True),
        ("/mnt/council plans/x.plan", True),
        ("/mnt/nfs/x.plan", True),
        ("/mnt/nfs/local/x.plan", False),
        ("/mnt/ssh/deep/down/x.plan", True),
    ],
)
def test_shared_places_are_found_out(mounts: Path, place: str, shared: bool) -> None:
    assert is_shared(Path(place), mounts) is shared


def test_a_system_that_lists_no_drives_is_taken_at_its_word(tmp_path: Path) -> None:
    assert not is_shared(Path("/home/kate/x.plan"), tmp_path / "absent", tmp_path / "no mount")


MOUNTED = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//kate@server/plans on /Volumes/council plans (2026) (smbfs, nodev, nosuid, mounted by kate)
server:/export on /Volumes/export (nfs)
/dev/disk4s1 on /Volumes/stick (msdos, local, nodev, nosuid, noowners)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the program")
@pytest.mark.parametrize(
    ("place", "shared"),
    [
        ("/Users/kate/Documents/x.plan", False),
        ("/Volumes/council plans (2026)/Board/x.plan", True),
        ("/Volumes/export/x.plan", True),
        ("/Volumes/stick/x.plan", False),
    ],
)
def test_a_mac_says_what_its_volumes_are(tmp_path: Path, place: str, shared: bool) -> None:
    program = tmp_path / "mount"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{MOUNTED}END\n")
    program.chmod(0o755)
    assert is_shared(Path(place), tmp_path / "absent", program) is shared


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the program")
def test_a_mac_that_does_not_say_is_taken_at_its_word(tmp_path: Path) -> None:
    program = tmp_path / "mount"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    assert not is_shared(Path("/Volumes/plans/x.plan"), tmp_path / "absent", program)


def test_a_shared_plan_has_no_write_ahead_log(store: PlanStore, path: Path) -> None:
    assert not journal_of(path).exists()
    assert sorted(item.name for item in path.parent.iterdir()) == ["Sampleton.plan", "Sampleton.plan.lock"]
    store.close()
    assert [item.name for item in path.parent.iterdir()] == ["Sampleton.plan"]


def test_a_plan_moved_to_a_shared_folder_loses_its_write_ahead_log(
    make: Any, reopen: Any, path: Path, tmp_path: Path
) -> None:
    local = tmp_path / "local.plan"
    made = make(local)
    put_into(made, plan_records())
    made.close()
    local.rename(path)
    opened = reopen(path)
    put_into(opened, (an_action(9),))
    assert not journal_of(path).exists()
    mode = opened.connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    opened.connection.rollback()
    assert mode == "delete"


def test_the_second_to_open_reads_and_is_told_who_writes(store: PlanStore, path: Path, reopen: Any) -> None:
    second = reopen(path)
    assert second.read_only
    assert " on " in second.notice
    assert "has Sampleton.plan open to change it" in second.notice
    assert second.snapshot() == store.snapshot()
    with second.begin() as uow:
        uow.add(an_action(9))
        with pytest.raises(UserError, match=r"open for reading only: .* has Sampleton\.plan open to change it"):
            uow.commit(an_act().stamp())
    put_into(store, (an_action(9),))
    assert second.snapshot().by_ref("A9") is not None
    second.close()
    store.close()
    third = reopen(path)
    assert not third.read_only
    put_into(third, (an_action(10),))


def test_reading_needs_no_lock(store: PlanStore, path: Path, reopen: Any) -> None:
    store.close()
    reader = reopen(path, read_only=True)
    writer = reopen(path)
    assert (reader.notice, writer.read_only) == ("", False)


def test_a_lock_left_by_a_crash_is_taken_over(path: Path) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    lock = NamedLock(path)
    lock.path.write_text(json.dumps({"user": "kate", "host": platform.node(), "pid": int(gone.stdout)}))
    assert lock.take() is None
    lock.release()
    lock.release()
    assert not lock.path.exists()


@pytest.mark.parametrize("place", ["another machine", "this machine"])
def test_a_lock_that_may_be_in_use_is_respected(path: Path, place: str) -> None:
    host, pid = ("KATES-LAPTOP", 1) if place == "another machine" else (platform.node(), os.getpid())
    lock = NamedLock(path)
    lock.path.write_text(json.dumps({"user": "kate", "host": host, "pid": pid}))
    os.utime(lock.path, (1_710_234_000, 1_710_234_000))
    holder = lock.take()
    assert str(holder).startswith(f"kate on {host} since 12 Mar 2024 at ")
    lock.release()
    assert lock.path.exists()


def test_a_process_that_may_not_be_asked_is_alive(path: Path, monkeypatch: Any) -> None:
    def forbidden(pid: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbidden)
    lock = NamedLock(path)
    lock.path.write_text(json.dumps({"user": "kate", "host": platform.node(), "pid": 1}))
    assert lock.take() is not None


def test_where_processes_cannot_be_asked_the_file_is_tried(path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(places, "CAN_ASK", False)
    lock = NamedLock(path)
    lock.path.write_text(json.dumps({"user": "kate", "host": platform.node(), "pid": 1}))
    assert lock.take() is None
    lock.release()
    lock.path.write_text(json.dumps({"user": "kate", "host": platform.node(), "pid": 1}))

    def held(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", held)
        assert lock.take() is not None


@pytest.mark.parametrize("words", ["", "not JSON", "[]", "{}"])
def test_a_lock_that_says_nothing_is_respected(path: Path, words: str, make: Any) -> None:
    make(path).close()
    NamedLock(path).path.write_text(words)
    with pytest.raises(UserError, match="somebody has this plan open") as caught:
        open_store(str(path))
    assert "Sampleton.plan.lock" in caught.value.hint


def test_a_lock_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file can be made"):
        NamedLock(tmp_path / "absent" / "x.plan").take()


def test_a_plan_that_fails_to_open_gives_its_lock_back(path: Path) -> None:
    path.write_text("not a plan")
    with pytest.raises(UserError, match="not a plan"):
        open_store(str(path))
    assert [item.name for item in path.parent.iterdir()] == ["Sampleton.plan"]


def test_an_older_plan_in_a_shared_folder_is_brought_up_to_date_only_once_that_is_agreed(
    path: Path, reopen: Any
) -> None:
    path.write_bytes(gzip.decompress((Path(__file__).parent / "second-layout.plan.gz").read_bytes()))
    before = path.read_bytes()
    with pytest.raises(OlderPlan, match="older version of this program and lies in a shared") as caught:
        reopen(path)
    assert (caught.value.hint, caught.value.window) == (
        "when it is brought up to date, older programs cannot open it any more: `tracker upgrade PLAN` does it",
        "when it is brought up to date, older programs cannot open it any more",
    )
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    upgraded = reopen(path, upgrade=Upgrade(agreed=True))
    assert upgraded.verify().faults == ()
    assert not upgraded.read_only


def test_a_lock_whose_file_has_gone_is_given_back_all_the_same(path: Path) -> None:
    lock = NamedLock(path)
    assert lock.take() is None
    lock.path.unlink()
    lock.release()
    assert lock.take() is None
    lock.release()
    assert not lock.path.exists()
