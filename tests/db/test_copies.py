"""Copies that a plan keeps by itself: made, checked, thinned, brought back."""

from __future__ import annotations

import json
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support.clocks import FixedClock, an_act
from tracker.db.copies import making
from tracker.db.copies.bringing_back import as_plan, looked_into, snapshot_of
from tracker.db.copies.checking import digest_of, fault_of
from tracker.db.copies.folder import plan_called
from tracker.db.copies.keeper import Keeper, Place, copies_of, keeper_of
from tracker.db.restore import restore
from tracker.db.store import PlanStore
from tracker.domain.log.copies import DAMAGED, GOOD, NEW
from tracker.errors import UserError

ROOM = 10**9


def days(keeper: Keeper) -> list[date]:
    return [copy.day for copy in keeper.copies()]


def test_the_first_write_of_a_day_is_preceded_by_a_copy(
    store: PlanStore, keep: Any, write: Any, clock: FixedClock, reopen: Any, root: Path
) -> None:
    keeper, before = keep(store), store.snapshot()
    write(store)
    (copy,) = keeper.copies()
    assert (copy.state, copy.number, copy.head, copy.why) == (NEW, before.number, before.head, "")
    assert keeper.pending
    keeper.settle()
    (copy,) = keeper.copies()
    assert (copy.state, copy.fault, len(copy.files)) == (GOOD, "", 1)
    assert not keeper.pending
    assert snapshot_of(copy, keeper.folder) == before
    write(store, keeper)
    assert len(keeper.copies()) == 1
    clock.forward(days=1)
    write(store, keeper)
    assert days(keeper) == [date(2024, 3, 13), date(2024, 3, 14)]
    assert keeper.standing() == ""


def test_copies_are_private_and_hold_each_file_once(store: PlanStore, keep: Any, write: Any, clock: FixedClock) -> None:
    keeper = keep(store)
    for _ in range(3):
        write(store, keeper)
        clock.forward(days=1)
    files = [path for path in (keeper.folder.path / "files").rglob("*") if path.is_file()]
    assert len(files) == 1
    assert len(keeper.copies()) == 3
    for path in keeper.folder.path.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert not list(keeper.folder.path.rglob("*.part"))


def test_a_merge_and_an_import_are_preceded_by_a_copy_too(
    store: PlanStore, keep: Any, write: Any, clock: FixedClock
) -> None:
    keeper = keep(store)
    write(store, keeper)
    for verb in ("merge", "import", "join"):
        clock.forward(minutes=1)
        write(store, keeper, verb)
    assert [copy.why for copy in keeper.copies()] == ["", "merge", "import", "join"]


def test_a_plan_begun_today_is_copied_only_before_what_changes_much(
    empty: PlanStore, keep: Any, write: Any, clock: FixedClock
) -> None:
    clock.forward(days=-1)
    keeper = keep(empty)
    write(empty, keeper)
    assert keeper.copies() == []
    write(empty, keeper, "merge")
    assert [copy.why for copy in keeper.copies()] == ["merge"]


def test_a_copy_comes_back_as_a_whole_plan(
    store: PlanStore, keep: Any, write: Any, tmp_path: Path, reopen: Any
) -> None:
    keeper, before = keep(store), store.snapshot()
    write(store, keeper)
    (copy,) = keeper.copies()
    target = tmp_path / "back.plan"
    restore(str(keeper.folder.file_of(copy)), str(target))
    back = reopen(target)
    assert back.snapshot() == before
    assert back.verify().faults == ()
    assert back.verify().files == 1
    with pytest.raises(UserError, match="is not a plan"):
        reopen(keeper.folder.file_of(copy))
    with pytest.raises(UserError, match="there already"):
        as_plan(keeper.folder.file_of(copy), target)
    with pytest.raises(UserError, match="is not a copy"):
        as_plan(target, tmp_path / "other.plan")


def test_a_copy_without_its_file_is_not_good_and_does_not_come_back(
    store: PlanStore, keep: Any, write: Any, tmp_path: Path
) -> None:
    keeper = keep(store)
    write(store, keeper)
    (copy,) = keeper.copies()
    (sha256,) = copy.files
    keeper.folder.kept_file(sha256).unlink()
    with pytest.raises(UserError, match="lacks a file"):
        as_plan(keeper.folder.file_of(copy), tmp_path / "back.plan")
    assert not list(tmp_path.glob("back*"))


def test_a_plan_altered_behind_the_log_gives_a_damaged_copy_that_displaces_none(
    store: PlanStore, keep: Any, write: Any, clock: FixedClock, tamper: Any
) -> None:
    keeper = keep(store)
    for _ in range(7):
        write(store, keeper)
        clock.forward(days=1)
    good = {copy.name for copy in keeper.copies()}
    assert tamper("UPDATE action SET title = 'other' WHERE rowid = 1") == 1
    for _ in range(3):
        write(store, keeper)
        clock.forward(days=1)
    copies = keeper.copies()
    assert {copy.name for copy in copies if copy.good} == good
    (bad,) = [copy for copy in copies if copy.state == DAMAGED]
    assert "altered behind the log's back" in bad.fault
    assert keeper.standing() == "The last copy did not pass the check; the last good copy is of 19 Mar 2024"


def test_a_copy_that_rotted_stands_for_no_other(store: PlanStore, keep: Any, write: Any, clock: FixedClock) -> None:
    keeper = keep(store)
    write(store, keeper)
    first = keeper.copies()[0]
    data = bytearray(keeper.folder.file_of(first).read_bytes())
    data[5000] ^= 1
    keeper.folder.file_of(first).write_bytes(bytes(data))
    clock.forward(minutes=5)
    write(store, keeper, "merge")
    clock.forward(days=1)
    write(store, keeper)
    state = {copy.why or copy.day.day: copy.state for copy in keeper.copies()}
    assert state == {13: DAMAGED, "merge": GOOD, 14: GOOD}


def test_a_month_played(store: PlanStore, keep: Any, write: Any, clock: FixedClock) -> None:
    keeper = keep(store)
    for _ in range(31):
        write(store, keeper)
        write(store, keeper)
        if clock.today().isoweekday() == 3:
            clock.forward(hours=2)
            write(store, keeper, "merge")
            clock.forward(hours=-2)
        clock.forward(days=1)
    assert [f"{day:%d %b}" for day in days(keeper)] == [
        "13 Mar", "18 Mar", "25 Mar", "01 Apr", "06 Apr", "07 Apr", "08 Apr", "09 Apr", "10 Apr", "11 Apr", "12 Apr",
    ]  # fmt: skip
    assert all(copy.good for copy in keeper.copies())
    assert len(list((keeper.folder.path / "files").rglob("??/*"))) == 1


def test_files_that_no_copy_holds_any_more_go(store: PlanStore, keep: Any, write: Any, clock: FixedClock) -> None:
    keeper = keep(store)
    write(store, keeper)
    keeper.folder.remove(keeper.copies(), [])
    assert [path.name for path in keeper.folder.path.rglob("*") if path.is_file()] == []


def test_the_limit_is_kept_and_said(store: PlanStore, keep: Any, write: Any, clock: FixedClock) -> None:
    keeper = keep(store, limit=1)
    for _ in range(3):
        write(store, keeper)
        clock.forward(days=1)
    assert days(keeper) == [date(2024, 3, 15)]
    assert keeper.notes == ["1 old copy was let go: the copies of a plan may take 0.0 MB"] * 2


def test_a_copy_that_cannot_be_made_holds_nothing_up(store: PlanStore, keep: Any, write: Any, root: Path) -> None:
    root.write_text("no folder")
    keeper, before = keep(store), store.snapshot().number
    write(store, keeper)
    assert store.snapshot().number == before + 1
    assert keeper.standing() == f"No copy could be made: copies cannot be kept in {root}; there is no good copy"
    with pytest.raises(UserError, match="No copy could be made"):
        keeper.make_now()
    root.unlink()
    write(store, keeper)
    assert keeper.standing() == ""


def test_a_full_disk_leaves_nothing_half_written(
    store: PlanStore, keep: Any, write: Any, small_files: Any, clock: FixedClock
) -> None:
    keeper = keep(store)
    write(store, keeper)
    kept = sorted(path.name for path in keeper.folder.path.rglob("*"))
    clock.forward(days=1)
    for size in (0, 5000, 40_000):
        small_files(size)
        keeper.before_turn()
        small_files(ROOM)
        assert keeper.problem.startswith("No copy could be made: ")
        assert sorted(path.name for path in keeper.folder.path.rglob("*")) == kept
    write(store, keeper)
    assert len(keeper.copies()) == 2


def test_a_note_that_cannot_be_read_leaves_the_copy_to_be_checked_again(
    store: PlanStore, keep: Any, write: Any
) -> None:
    keeper = keep(store)
    write(store, keeper)
    (copy,) = keeper.copies()
    keeper.folder.file_of(copy).with_suffix(".json").write_text("{")
    assert keeper.pending
    keeper.settle()
    (again,) = keeper.copies()
    assert (again.state, again.files) == (GOOD, copy.files)


def test_files_are_in_a_copy_before_they_are_erased(store: PlanStore, keep: Any, write: Any, clock: FixedClock) -> None:
    keeper = keep(store)
    keeper.before_turn()
    (copy,) = keeper.copies()
    assert [path for path in (keeper.folder.path / "files").rglob("*") if path.is_file()] == []
    keeper.before(an_act(clock=clock).stamp("erase"))
    assert len([path for path in (keeper.folder.path / "files").rglob("*") if path.is_file()]) == 1
    assert keeper.copies() == [replace(copy, why="erase")]


def test_what_is_no_copy_is_damaged(store: PlanStore, keep: Any, write: Any) -> None:
    keeper = keep(store)
    write(store, keeper)
    (keeper.folder.path / "junk.copy").write_bytes(b"junk" * 2000)
    keeper.settle()
    assert {copy.name: copy.state for copy in keeper.copies()}["junk"] == DAMAGED


def test_two_copies_of_one_second_are_one(store: PlanStore, keep: Any) -> None:
    keeper = keep(store)
    keeper.make_now()
    keeper.make_now()
    assert len(keeper.copies()) == 1


def test_an_older_plan_is_copied_into_the_folder_before_its_upgrade(
    tmp_path: Path, root: Path, clock: FixedClock, stores: Any
) -> None:
    import gzip

    from tracker.db.copies.keeper import before_upgrade
    from tracker.db.file_plan import Upgrade
    from tracker.db.store import open_store

    old = tmp_path / "old.plan"
    old.write_bytes(gzip.decompress((Path(__file__).parent / "first-layout.plan.gz").read_bytes()))
    place = Place(root, ROOM, clock.now)
    store = open_store(str(old), upgrade=Upgrade(before_upgrade(place)))
    assert isinstance(store, PlanStore)
    stores.append(store)
    assert [path.name for path in tmp_path.glob("*.plan")] == ["old.plan"]
    keeper = keeper_of(store, place)
    keeper.settle()
    (copy,) = keeper.copies()
    assert (copy.state, copy.why, copy.fault) == (GOOD, "upgrade", "")
    with pytest.raises(UserError, match="before an upgrade"):
        snapshot_of(copy, keeper.folder)
    as_plan(keeper.folder.file_of(copy), tmp_path / "back.plan")
    with closing(sqlite3.connect(tmp_path / "back.plan")) as back:
        assert back.execute("PRAGMA user_version").fetchone()[0] == 1
    assert json.loads(keeper.folder.file_of(copy).with_suffix(".json").read_text())["why"] == "upgrade"


def test_a_copy_whose_files_cannot_be_kept_is_said_and_waits(
    store: PlanStore, keep: Any, write: Any, root: Path
) -> None:
    keeper = keep(store)
    write(store)
    shelf = keeper.folder.path / "files"
    shelf.rmdir()
    shelf.write_text("no folder")
    keeper.settle()
    assert keeper.problem.startswith("The copy could not be finished: ")
    assert keeper.standing().endswith("; there is no good copy")
    assert [one.state for one in keeper.copies()] == [NEW]
    shelf.unlink()
    keeper.folder.make()
    keeper.settle()
    assert [one.state for one in keeper.copies()] == [GOOD]


def test_a_copy_is_checked_a_little_at_a_time(store: PlanStore, keep: Any, write: Any) -> None:
    keeper, paused = keep(store), []
    write(store)

    def pause() -> None:
        assert keeper.pending
        paused.append(1)

    keeper.settle(pause)
    assert len(paused) > 5
    assert [one.state for one in keeper.copies()] == [GOOD]


def test_an_older_backup_is_not_brought_up_to_date_by_being_looked_into(tmp_path: Path) -> None:
    import gzip

    old = tmp_path / "old.plan"
    old.write_bytes(gzip.decompress((Path(__file__).parent / "first-layout.plan.gz").read_bytes()))
    before = old.read_bytes()
    with pytest.raises(UserError, match="older version"), looked_into(old):
        pass
    assert old.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["old.plan"]


def test_copies_say_which_changes_an_older_plan_lacks(
    store: PlanStore, keep: Any, write: Any, clock: FixedClock, root: Path
) -> None:
    keeper = keep(store)
    write(store, keeper)
    first = store.snapshot().number
    assert keeper.missing(first) == []
    clock.forward(days=1)
    write(store, keeper)
    write(store, keeper, "merge")
    found = keeper.missing(first - 1)
    assert [(number, stamp.verb, stamp.who) for number, stamp in found] == [
        (first, "edit", "Improvement Lead"),
        (first + 1, "edit", "Improvement Lead"),
    ]
    folder, copies = copies_of(root, store.snapshot().plan.id)
    assert (folder.path, copies) == (keeper.folder.path, keeper.copies())
    assert [copy.number for copy in copies] == sorted(copy.number for copy in copies)


def test_a_damaged_copy_is_not_asked_which_changes_are_missing(store: PlanStore, keep: Any, write: Any) -> None:
    keeper = keep(store)
    write(store, keeper)
    (copy,) = keeper.copies()
    keeper.folder.note(replace(copy, state=DAMAGED))
    assert keeper.missing(0) == []


def test_a_file_that_is_not_what_was_kept_is_not_put_among_the_copies(
    store: PlanStore, keep: Any, write: Any, tamper: Any
) -> None:
    keeper = keep(store)
    assert tamper("UPDATE chunk SET data = 'other words'") == 1
    write(store, keeper)
    (copy,) = keeper.copies()
    assert copy.state == DAMAGED
    assert [path for path in (keeper.folder.path / "files").rglob("*") if path.is_file()] == []


def test_the_next_copy_puts_a_file_right_that_was_cut_short(
    store: PlanStore, keep: Any, write: Any, clock: FixedClock
) -> None:
    keeper = keep(store)
    write(store, keeper)
    (kept,) = (path for path in (keeper.folder.path / "files").rglob("*") if path.is_file())
    whole = kept.read_bytes()
    kept.chmod(0o600)
    kept.write_bytes(whole[:-1])
    clock.forward(days=1)
    write(store, keeper)
    assert kept.read_bytes() == whole
    assert keeper.copies()[-1].state == GOOD


def test_a_large_file_comes_back_in_its_parts(
    store: PlanStore, keep: Any, write: Any, tmp_path: Path, reopen: Any
) -> None:
    data = bytes(range(256)) * 12_000
    with store.begin() as uow:
        sha256 = uow.add_file(data)
        uow.put(replace(uow.snapshot().by_ref("I1"), sha256=sha256))  # type: ignore[type-var, arg-type]
        uow.commit(an_act().stamp("edit"))
    keeper = keep(store)
    write(store, keeper)
    restore(str(keeper.folder.file_of(keeper.copies()[0])), str(tmp_path / "back.plan"))
    assert reopen(tmp_path / "back.plan").read_file(sha256) == data


def test_a_copy_that_vanished_is_damaged_and_no_fault_of_the_program(store: PlanStore, keep: Any, write: Any) -> None:
    keeper = keep(store)
    write(store, keeper)
    (copy,) = keeper.copies()
    keeper.folder.file_of(copy).unlink()
    assert (fault_of(copy, keeper.folder), digest_of(copy, keeper.folder)) == ("it cannot be read", "")


def test_what_is_no_copy_is_not_taken_for_one(tmp_path: Path, store: PlanStore) -> None:
    (tmp_path / "short").write_bytes(b"x")
    assert [making.is_copy(tmp_path / name) for name in ("short", "absent")] == [False, False]
    assert not making.is_copy(Path(store.address))


def test_the_folder_of_a_plans_copies_is_called_as_the_plan_is(
    make: Any, keep: Any, write: Any, tmp_path: Path
) -> None:
    store = make(tmp_path / "a.plan", title="SEND: [draft] plan / 2026")
    keeper = keep(store)
    write(store, keeper)
    (copy,) = keeper.copies()
    file = keeper.folder.file_of(copy)
    assert file.parent.name == f"SEND [draft] plan 2026 {store.snapshot().plan.id}"
    assert plan_called(file) == "SEND [draft] plan 2026"
    assert plan_called(file.parent.parent / store.snapshot().plan.id / "x.copy") == ""
    (tmp_path / "copies" / f"A note {store.snapshot().plan.id}").write_text("not the folder")
    with store.begin() as uow:
        uow.put(replace(uow.snapshot().plan, title="Another"))
        uow.commit(an_act().stamp())
    assert keep(store).folder.path == keeper.folder.path
    as_plan(file, tmp_path / "back.plan")
    assert (tmp_path / "back.plan").is_file()


@pytest.mark.parametrize("title", ["😀" * 200, "..", " ", "a/../../b", "CON"])
def test_no_title_keeps_a_plan_from_being_copied(make: Any, keep: Any, write: Any, tmp_path: Path, title: str) -> None:
    store = make(tmp_path / "a.plan", title=title)
    keeper = keep(store)
    write(store, keeper)
    assert [copy.good for copy in keeper.copies()] == [True]
    assert keeper.folder.path.parent == keeper._place.root


def test_a_copy_goes_though_its_note_or_the_copy_itself_went_before(
    store: PlanStore, keep: Any, write: Any, clock: FixedClock
) -> None:
    keeper = keep(store)
    write(store, keeper)
    clock.forward(days=1)
    write(store, keeper)
    first, second = keeper.copies()
    keeper.folder.file_of(first).with_suffix(".json").unlink()
    keeper.folder.file_of(second).unlink()
    keeper.folder.remove([first, second], [])
    assert [path for path in keeper.folder.path.rglob("*") if path.is_file()] == []
