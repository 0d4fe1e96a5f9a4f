"""Making and opening plan files: what is refused, in words, and what is left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from support.builders import a_plan, an_action, an_id, plan_records, put_into
from support.clocks import an_act
from tracker.db import sqlite_file
from tracker.db.migrations import latest
from tracker.db.sqlite_file import uri_of
from tracker.db.store import PlanStore, create_store, open_store
from tracker.domain.plan.records import Evidence
from tracker.errors import UserError

Make = Callable[..., PlanStore]


def refused(path: Path, **how: Any) -> UserError:
    """What opening this says."""
    with pytest.raises(UserError) as caught:
        open_store(str(path), **how)
    assert caught.value.hint
    return caught.value


@pytest.fixture
def lock() -> Iterator[Callable[..., None]]:
    """Makes a folder and its files unwritable; root would not have to respect that."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere: permissions are tested as an ordinary user")
    locked: list[tuple[Path, int]] = []

    def change(place: Path, mode: int) -> None:
        locked.append((place, stat.S_IMODE(place.stat().st_mode)))
        place.chmod(mode)

    def lock(folder: Path, mode: int = 0o444) -> None:
        for file in folder.iterdir():
            change(file, mode)
        change(folder, 0o555)

    yield lock
    for place, mode in reversed(locked):
        place.chmod(mode)


def test_a_plan_file_is_its_owners_alone(empty: PlanStore, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_plan_file_says_what_it_is(empty: PlanStore, path: Path) -> None:
    empty.close()
    header = path.read_bytes()[:100]
    assert header[68:72] == b"TPLN"
    assert int.from_bytes(header[60:64], "big") == latest()


def test_closing_leaves_one_file(store: PlanStore, path: Path) -> None:
    store.close()
    store.close()
    assert store.connection.closed
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_rules_are_set_on_every_connection(store: PlanStore) -> None:
    asked = {}
    expected = {
        "foreign_keys": 1, "synchronous": 3, "secure_delete": 1, "journal_mode": "delete", "busy_timeout": 30_000,
        "trusted_schema": 0, "cell_size_check": 1,
    }  # fmt: skip
    for rule in expected:
        asked[rule] = store.connection.exec_driver_sql(f"PRAGMA {rule}").scalar_one()
    assert asked == expected


def test_an_existing_file_is_never_written_over(path: Path) -> None:
    path.write_text("notes")
    with pytest.raises(UserError, match=r"Sampleton\.plan is there already"):
        create_store(str(path), a_plan(), an_act())
    assert path.read_text() == "notes"


def test_a_plan_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no folder"):
        create_store(str(tmp_path / "absent" / "x.plan"), a_plan(), an_act())
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="there is no folder"):
        create_store(str(tmp_path / "file" / "x.plan"), a_plan(), an_act())


def test_a_plan_needs_a_folder_that_may_be_written(tmp_path: Path, lock: Any) -> None:
    lock(tmp_path)
    with pytest.raises(UserError, match="no file can be made in"):
        create_store(str(tmp_path / "x.plan"), a_plan(), an_act())
    assert list(tmp_path.iterdir()) == []


def test_a_plan_whose_making_fails_leaves_nothing(path: Path) -> None:
    with pytest.raises(UserError, match="too large"):
        create_store(str(path), a_plan(quiet_weeks=2**70), an_act())
    assert list(path.parent.iterdir()) == []


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "absent.plan").message == f"there is no file absent.plan in {tmp_path}"
    (tmp_path / "file").write_text("")
    assert "there is no file" in refused(tmp_path / "file" / "x.plan").message
    assert not (tmp_path / "absent.plan").exists()


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    assert refused(tmp_path).message == f"{tmp_path.name} is a folder"


@pytest.mark.parametrize("data", [b"minutes of a meeting, not a plan at all" * 9, b"%PDF-1.7", b"SQLite format 3\0"])
def test_another_file_is_no_plan(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert refused(path).message == "Sampleton.plan is not a plan"
    assert path.read_bytes() == data


def test_an_empty_file_is_no_plan(path: Path) -> None:
    path.write_bytes(b"")
    assert refused(path).message == "Sampleton.plan is not a plan (it is empty)"


def test_another_database_is_no_plan(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (words)")
    assert refused(path).message == "Sampleton.plan is not a plan"
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    assert refused(path).message == "Sampleton.plan is not a plan"


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_truncated_plan_is_damaged(store: PlanStore, path: Path, part: float) -> None:
    store.close()
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * part))
    error = refused(path)
    assert error.message == "Sampleton.plan is damaged"
    assert "restore" in error.hint


def test_a_plan_with_text_that_is_no_text_is_damaged(store: PlanStore, path: Path, reopen: Make) -> None:
    store.close()
    path.write_bytes(path.read_bytes().replace(b"Audit thirty plans", b"Audit th\xffrty plans"))
    opened = reopen(path)
    with pytest.raises(UserError, match="damaged"):
        opened.snapshot()


def test_a_plan_with_a_date_that_is_none_points_to_verify(
    store: PlanStore, reopen: Make, path: Path, tamper: Any
) -> None:
    store.close()
    tamper("UPDATE action SET due = 'soon'")
    opened = reopen(path)
    with pytest.raises(UserError, match="cannot be read") as caught:
        opened.snapshot()
    assert "verify" in caught.value.hint


def test_a_plan_of_a_newer_version_is_left_alone(store: PlanStore, path: Path, tamper: Any) -> None:
    store.close()
    tamper(f"PRAGMA user_version={latest() + 1}")
    before = path.read_bytes()
    error = refused(path)
    assert error.message == "Sampleton.plan was written by a newer version of this program"
    assert path.read_bytes() == before


def test_a_plan_that_may_not_be_written_may_be_read(tmp_path: Path, lock: Any, reopen: Make) -> None:
    path = tmp_path / "x.plan"
    made = create_store(str(path), a_plan(), an_act())
    put_into(made, plan_records())
    made.close()
    lock(tmp_path)
    assert refused(path).message == "x.plan may be read but not changed"
    opened = reopen(path, read_only=True)
    assert len(opened.snapshot().actions) == 5
    with opened.begin() as uow:
        uow.add(an_action(9))
        with pytest.raises(UserError, match="open for reading only"):
            uow.commit(an_act().stamp())
    opened.close()
    assert [item.name for item in tmp_path.iterdir()] == ["x.plan"]


def test_a_log_that_may_not_be_folded_is_not_passed_over(tmp_path: Path, lock: Any) -> None:
    path = tmp_path / "x.plan"
    made = create_store(str(path), a_plan(), an_act())
    put_into(made, plan_records())
    shutil.copy(path, tmp_path / "copy.plan")
    (tmp_path / "copy.plan-journal").write_bytes(bytes.fromhex("d9d505f920a163d7ffffffff00000000") + bytes(600))
    made.close()
    lock(tmp_path)
    assert refused(tmp_path / "copy.plan", read_only=True).message.startswith("copy.plan")


def test_a_file_that_may_not_be_reached_is_said(tmp_path: Path, lock: Any) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "x.plan").write_bytes(b"")
    lock(tmp_path, 0o000)
    assert refused(inner / "x.plan", read_only=True).message == "x.plan may not be opened"


def test_a_plan_that_may_not_be_read_is_said(tmp_path: Path, lock: Any) -> None:
    create_store(str(tmp_path / "x.plan"), a_plan(), an_act()).close()
    lock(tmp_path, 0o000)
    assert refused(tmp_path / "x.plan", read_only=True).message == "x.plan cannot be opened"


def test_reading_only_writes_nothing(store: PlanStore, path: Path, reopen: Make) -> None:
    store.close()
    before = path.read_bytes()
    opened = reopen(path, read_only=True)
    assert (opened.read_only, opened.notice) == (True, "")
    with opened.begin() as uow:
        assert len(uow.stamps()) == 3
        assert uow.as_of(2).number == 2
        uow.add(an_action(9))
        with pytest.raises(UserError, match=r"Sampleton\.plan is open for reading only$"):
            uow.commit(an_act().stamp())
    with opened.begin() as uow, pytest.raises(UserError, match="reading only"):
        uow.erase([(an_id(501), "title")], [], an_act().stamp("erase"))
    assert opened.verify().faults == ()
    opened.close()
    assert path.read_bytes() == before


def test_a_locked_plan_says_so_after_a_while(store: PlanStore, reopen: Make, path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
    other = reopen(path)
    with store.begin():
        with pytest.raises(UserError, match=r"Sampleton\.plan is in use by someone else"), other.begin():
            pass
        assert len(other.snapshot().actions) == 5
    with other.begin() as uow:
        uow.add(an_action(9))
        uow.commit(an_act().stamp())


def test_a_plan_locked_by_another_program_cannot_be_opened(store: PlanStore, path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        assert "in use by someone else" in refused(path).message


def test_a_full_disk_leaves_the_plan_as_it_was(store: PlanStore, reopen: Make, path: Path) -> None:
    before = store.snapshot()
    pages = store.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    store.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    store.connection.rollback()
    with store.begin() as uow:
        uow.add(Evidence(id=an_id(1000), sha256=uow.add_file(bytes(1_000_000)), file="big.bin"))
        with pytest.raises(UserError, match="no room left"):
            uow.commit(an_act().stamp("attach"))
    assert store.snapshot() == before
    assert reopen(path).verify().faults == ()


def test_a_file_that_cannot_grow_leaves_the_plan_as_it_was(
    store: PlanStore, small_files: Any, reopen: Make, path: Path
) -> None:
    before = store.snapshot()
    small_files(path.stat().st_size + 100_000)
    with store.begin() as uow:
        uow.add(Evidence(id=an_id(1000), sha256=uow.add_file(os.urandom(2_000_000)), file="big.bin"))
        with pytest.raises(UserError, match=r"no room|could not be read or written"):
            uow.commit(an_act().stamp("attach"))
    assert store.snapshot() == before
    assert reopen(path).verify().faults == ()


def test_no_room_for_a_new_plan_leaves_nothing(path: Path, small_files: Any) -> None:
    small_files(20_000)
    with pytest.raises(UserError, match=r"no room|could not be read or written"):
        create_store(str(path), a_plan(), an_act())
    assert list(path.parent.iterdir()) == []


def test_addresses_survive_odd_names(tmp_path: Path, make: Make, reopen: Make) -> None:
    path = tmp_path / "Plan #1 50% ready? (é).plan"
    make(path).close()
    assert reopen(path).snapshot().plan.title


def test_addresses_of_drives_and_shares() -> None:
    assert uri_of("C:/My plans/x.plan") == "file:/C:/My%20plans/x.plan"
    assert uri_of("//server/share/x.plan") == "file:////server/share/x.plan"
