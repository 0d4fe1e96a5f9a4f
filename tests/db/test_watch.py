"""The look at a plan when it is opened: what was seen before, and what was verified before."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support.builders import an_action
from tracker.db import sqlite_file
from tracker.db.checks.seen import Memory, Seen
from tracker.db.checks.slices import Stopped
from tracker.db.checks.watch import Watched, watch
from tracker.db.store import PlanStore
from tracker.errors import UserError
from tracker.watching import Watching

AT = "2024-03-12T09:00:00+00:00"


def look(store: PlanStore, seen: Seen | None = None) -> Watched:
    return watch(store.backend, seen or Seen(), AT)


def test_a_sound_plan_is_known_from_then_on(store: PlanStore, add: Any) -> None:
    first = look(store)
    head = store.snapshot()
    assert (first.faults, first.missing) == ((), 0)
    assert first.seen == Seen(str(head.plan.id), head.number, head.head, AT, head.number, head.head)
    add(store, an_action(9))
    second = look(store, first.seen)
    assert (second.faults, second.seen.verified) == ((), head.number + 1)


def test_a_look_that_nobody_waits_for_is_given_up(store: PlanStore) -> None:
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(len(asked) >= 1)
        return asked[-1]

    with pytest.raises(Stopped):
        watch(store.backend, Seen(), AT, stop)
    assert asked == [False, True]
    watching = Watching(store)
    assert watching.look(lambda: True) is None
    assert watching._memory.of(store.address) == Seen()


def test_only_what_is_new_is_walked(store: PlanStore, tamper: Any, add: Any) -> None:
    seen = look(store).seen
    add(store, an_action(9))
    tamper("UPDATE change SET new = '\"x\"' WHERE changeset = 1 AND field = 'title'")
    assert look(store, seen).faults == ()
    assert look(store).faults
    tamper("UPDATE change SET new = '\"x\"' WHERE changeset = 4 AND field = 'title'")
    fault = look(store, seen).faults[0]
    assert fault.message == "what change 4 says of it was altered in the log"
    assert look(store, seen).seen.verified == 3


def test_an_older_file_is_told_with_what_is_missing(store: PlanStore, add: Any, path: Path, reopen: Any) -> None:
    older = path.with_name("older.plan")
    shutil.copy(path, older)
    add(store, an_action(8))
    add(store, an_action(9))
    seen = look(store).seen
    found = look(reopen(older), seen)
    assert (found.missing, found.faults) == (2, ())
    assert found.seen.number == seen.number - 2


def test_a_past_that_was_exchanged_is_told(store: PlanStore, add: Any, path: Path, reopen: Any) -> None:
    other = path.with_name("other.plan")
    shutil.copy(path, other)
    add(store, an_action(8))
    seen = look(store).seen
    forked = reopen(other)
    add(forked, an_action(7))
    add(forked, an_action(6))
    found = look(forked, seen)
    assert found.missing == 0
    assert [fault.message for fault in found.faults] == [
        f"what stands up to change {seen.number} is not what this computer saw there"
    ]


def test_another_plan_at_the_same_place_is_new(store: PlanStore) -> None:
    found = look(store, Seen("another plan", 99, "x" * 64, AT, 99, "x" * 64))
    assert (found.missing, found.faults) == (0, ())


def test_damaged_pages_are_told(store: PlanStore, path: Path, reopen: Any) -> None:
    seen = look(store).seen
    store.close()
    data = bytearray(path.read_bytes())
    page = data.rindex(b"Safeguarding board") // 4096 * 4096
    data[page : page + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    found = look(reopen(path), seen)
    assert found.faults
    assert "damaged" in found.faults[0].message


def test_what_is_seen_is_kept_in_a_private_file_without_addresses(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "seen.json")
    assert memory.of("a.plan") == Seen()
    seen = Seen("id", 3, "h", AT, 3, "h", {"f": "2024-03-12"})
    memory.keep("/plans/a.plan", seen)
    memory.keep("postgresql://me:secret@server/plans", Seen("other"))
    assert memory.of("/plans/a.plan") == seen
    text = (tmp_path / "seen.json").read_text()
    assert not any(word in text for word in ("plans", "secret", "server"))
    assert stat.S_IMODE((tmp_path / "seen.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["seen.json"]


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"x": 1})])
def test_a_memory_that_cannot_be_read_is_done_without(tmp_path: Path, text: str) -> None:
    (tmp_path / "seen.json").write_text(text)
    memory = Memory(tmp_path / "seen.json")
    assert memory.of("a.plan") == Seen()
    memory.keep("a.plan", Seen("id"))
    assert memory.of("a.plan") == Seen("id")


def test_an_odd_entry_is_done_without(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "seen.json")
    memory.keep("a.plan", Seen("id"))
    known = json.loads((tmp_path / "seen.json").read_text())
    (tmp_path / "seen.json").write_text(json.dumps({key: {"unknown": 1} for key in known}))
    assert memory.of("a.plan") == Seen()


def test_a_file_counts_as_whole_for_a_week() -> None:
    seen = Seen().with_files(["a"], date(2024, 3, 1)).with_files(["b"], date(2024, 3, 7))
    assert seen.fresh(date(2024, 3, 7)) == {"a", "b"}
    assert seen.fresh(date(2024, 3, 8)) == {"b"}
    assert seen.fresh(date(2024, 2, 1)) == frozenset()
    assert seen.with_files([], date(2024, 3, 20)).files == {}


def test_a_plan_that_cannot_be_reached_is_not_called_damaged(store: PlanStore, path: Path, monkeypatch: Any) -> None:
    store.snapshot()
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="in use by someone else"):
            look(store)
    assert look(store).faults == ()
