"""Verification names whatever was altered behind the log's back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from support.builders import an_action, an_id
from support.clocks import an_act
from tracker.db import log, tables
from tracker.db.checks.slices import LEAST
from tracker.db.current import Head
from tracker.db.log import AT_ONCE
from tracker.db.restore import restore
from tracker.db.store import PlanStore
from tracker.domain.log.changes import Change
from tracker.domain.plan.records import Evidence, Kind
from tracker.errors import UserError
from tracker.services.ports import Fault

Tamper = Callable[..., int]


@pytest.fixture
def told(store: PlanStore, edit: Any, stores: list[PlanStore], reopen: Any, path: Path) -> Callable[[], list[str]]:
    """Edits the plan a little, closes it; what is returned verifies it and gives its faults as lines."""
    edit(store, "A3", title="Report impact twice", why="asked by the board")
    edit(store, "A3", title="Report impact thrice")
    with store.begin() as uow:
        uow.add(Evidence(id=an_id(1000), file="audit.pdf", sha256=uow.add_file(bytes(600_000)), targets=(an_id(501),)))
        uow.commit(an_act().stamp("attach"))
    assert store.verify().faults == ()
    store.close()

    def faults() -> list[str]:
        return [f"{fault.where}: {fault.message}" for fault in reopen(path).verify().faults]

    return faults


def test_a_whole_plan_has_no_faults(store: PlanStore) -> None:
    verdict = store.verify()
    assert (verdict.changesets, verdict.files, verdict.faults) == (store.snapshot().number, 1, ())


def test_a_changeset_that_is_written_in_parts_is_one(store: PlanStore) -> None:
    with store.begin() as uow:
        for number in range(AT_ONCE // 5):
            uow.add(an_action(id=an_id(5000 + number), ref="", title=f"Act {number}"))
        number = uow.commit(an_act().stamp("import")).number
    assert number is not None
    with store.begin() as uow:
        (changeset,) = uow.changesets(number - 1)
    assert len(changeset.changes) > AT_ONCE
    assert store.verify().faults == ()


def test_one_byte_of_a_stored_change_is_named(told: Any, tamper: Tamper) -> None:
    assert tamper("UPDATE change SET new = replace(new, 'twice', 'twicf') WHERE new LIKE '%twice%'") == 1
    assert told() == ["A3 title: what change 4 says of it was altered in the log"]


def test_one_byte_of_the_file_itself_is_named(told: Any, path: Path) -> None:
    data = path.read_bytes()
    assert data.count(b"impact twice") >= 1
    path.write_bytes(data.replace(b"impact twice", b"impact tw\xffce"))
    assert "A3 title: what change 4 says of it was altered in the log" in told()


def test_a_byte_that_is_no_text_in_a_current_row_is_named(told: Any, path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Report impact thrice", b"Report impact thr\xffce"))
    assert {line.split(":")[0] for line in told()} == {"A3 title"}


def test_an_altered_old_value_digest_or_salt_is_named(told: Any, tamper: Tamper) -> None:
    own = "WHERE changeset = 4 AND field = 'title'"
    tamper(f"UPDATE change SET old = 'null' {own}")
    tamper("UPDATE change SET new_digest = zeroblob(32) WHERE changeset = 5")
    tamper("UPDATE change SET new_salt = 'words' WHERE changeset = 2 AND record = ? AND field = 'done'", an_id(503))
    assert told() == [
        "change 5: it is not as it was written: something in it was added, altered or taken out",
        "A3 done: what change 2 says of it was altered in the log",
        "A3 title: what change 4 says of it was altered in the log",
        "A3 title: what change 5 says of it was altered in the log",
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [("who", "Somebody else"), ("at", "2024-03-12T10:00:00+00:00"), ("at", "yesterday"), ("verb", "agree"),
     ("joined", "f" * 64), ("undoes", 3), ("why_digest", "words")],
)  # fmt: skip
def test_an_altered_stamp_is_named(told: Any, tamper: Tamper, column: str, value: object) -> None:
    assert tamper(f"UPDATE changeset SET {column} = ? WHERE number = 4", value) == 1
    assert "change 4: it is not as it was written: something in it was added, altered or taken out" in told()


def test_an_altered_reason_is_named(told: Any, tamper: Tamper) -> None:
    tamper("UPDATE changeset SET why = 'asked by nobody' WHERE number = 4")
    assert told() == ["change 4: its reason was altered"]


def test_a_changeset_taken_out_is_named(told: Any, tamper: Tamper) -> None:
    assert tamper("DELETE FROM changeset WHERE number = 4") == 1
    lines = told()
    assert [line for line in lines if "missing from the log" in line] == ["change 4: it is missing from the log"]
    assert any(line.startswith("change: a row of change leads to nothing in changeset") for line in lines)


def test_changes_taken_out_are_named(told: Any, tamper: Tamper) -> None:
    assert tamper("DELETE FROM change WHERE changeset = 5") == 1
    lines = told()
    assert "change 5: it is not as it was written: something in it was added, altered or taken out" in lines
    assert "A3 title: it was altered behind the log's back" in lines


def test_a_log_cut_short_is_named(told: Any, tamper: Tamper) -> None:
    tamper("DELETE FROM change WHERE changeset = 6")
    tamper("DELETE FROM changeset WHERE number = 6")
    assert "the log: it is cut short: it ends at change 5, the last was change 6" in told()


def test_a_log_that_lost_every_changeset_is_walked_to_an_end(told: Any, tamper: Tamper) -> None:
    assert tamper("DELETE FROM changeset") == 6
    assert tamper("UPDATE change SET seq = seq") > LEAST, "more changes than one look takes"
    assert told()


def test_a_change_written_past_the_head_is_named(told: Any, tamper: Tamper) -> None:
    tamper("UPDATE head SET number = 5")
    assert told() == ["the log: change 6 stands after the last change that the plan knows"]


def test_a_plan_without_its_head_is_named(told: Any, tamper: Tamper) -> None:
    tamper("DELETE FROM head")
    assert told() == ["the log: the plan no longer says which change is its last"]


def test_a_broken_parent_is_named_where_it_breaks(told: Any, tamper: Tamper) -> None:
    tamper("UPDATE changeset SET parent = ? WHERE number = 5", "0" * 64)
    lines = told()
    assert "change 5: it does not follow from the one before" in lines
    assert not any(line.startswith("change 6") for line in lines)


def test_a_change_of_an_unknown_kind_is_named(told: Any, tamper: Tamper) -> None:
    tamper("UPDATE change SET kind = 'nonsense' WHERE record = ?", an_id(503))
    lines = told()
    assert "a record title: what change 4 says of it was altered in the log" in lines
    assert "A3: it stands in the tables though no change put it there" in lines


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE action SET due = '2026-12-31' WHERE title = 'Audit thirty plans'", "A2 due"),
        ("UPDATE action SET due = 'soon' WHERE title = 'Audit thirty plans'", "A2 due"),
        ("UPDATE action SET done = NULL WHERE title LIKE 'Report impact%'", "A3 done"),
        ("UPDATE action SET delivery = 'verified' WHERE title = 'Audit thirty plans'", "A2 delivery"),
        ("UPDATE action SET version = 7 WHERE title = 'Audit thirty plans'", "A2 version"),
        ("UPDATE recommendation SET page = 3 WHERE position = 1", "R1 page"),
        ("UPDATE recommendation SET national_framework = '[]' WHERE position = 1", "R1 national_framework"),
        ("UPDATE recommendation SET national_framework = 'x' WHERE position = 1", "R1 national_framework"),
        ("UPDATE measure SET target = 70", "M1 target"),
        ("UPDATE plan SET agreed = '2024-01-16'", "the plan agreed"),
        ("UPDATE extension SET reason = 'no' WHERE old_due = '2024-03-28'", "X2 reason"),
        ("UPDATE record SET ref = 'A77' WHERE ref = 'A2'", "A2 ref"),
        ("DELETE FROM action_targets WHERE source = (SELECT id FROM record WHERE ref = 'A4')", "A4 for"),
        ("UPDATE action_supporting SET target = (SELECT id FROM record WHERE ref = 'G3')", "A2 supporting"),
        ("DELETE FROM meeting", "T1"),
    ],
)
def test_an_altered_current_row_or_link_is_named(told: Any, tamper: Tamper, sql: str, where: str) -> None:
    assert tamper(sql) == 1
    assert where in {line.split(":")[0] for line in told()}


def test_what_was_altered_is_not_taken_over_by_a_change_to_it(
    told: Any, tamper: Tamper, reopen: Any, path: Path, edit: Any
) -> None:
    tamper("UPDATE action SET title = 'What nobody wrote' WHERE id = ?", an_id(503))
    assert tamper("DELETE FROM action_supporting WHERE source = ?", an_id(502))
    store = reopen(path)
    with pytest.raises(UserError, match="does not verify: A3 title: it was altered behind the log's back"):
        edit(store, "A3", title="Report impact a fourth time")
    with pytest.raises(UserError, match="A2 supporting: it was altered"):
        edit(store, "A2", supporting=(an_id(101),))
    edit(store, "A3", description="What the log says is taken")
    edit(store, "A1", title="And so are others")
    assert len(store.verify().faults) == 2


def test_a_log_that_took_an_alteration_over_is_named(store: PlanStore) -> None:
    with store.begin() as uow:
        base = uow.snapshot()
        action = base.get(an_id(503))
        change = Change(action.id, Kind.ACTION, "title", "What nobody wrote", "Report")
        log.write_changeset(store.connection, Head(base.number, base.head), (change,), an_act().stamp())
        table = tables.KINDS[Kind.ACTION]
        now = sa.update(table).where(table.c.id == action.id).values(title="Report", version=action.version + 1)
        store.connection.execute(now)
        store.connection.commit()
    (fault,) = store.verify().faults
    assert fault.where == "A3 title"
    assert fault.message.startswith(f"change {base.number + 1} found something else there than was written before it")


def test_a_record_put_in_behind_the_log_is_named(told: Any, tamper: Tamper) -> None:
    tamper("INSERT INTO record VALUES ('x', 'agency', 'G9')")
    tamper("INSERT INTO agency (id, version, name, aliases) VALUES ('x', 1, 'Ghost', '[]')")
    tamper("INSERT INTO agency (id, version, name, aliases) VALUES ('y', 1, 'Unregistered', '[]')")
    lines = told()
    assert "G9: it stands in the tables though no change put it there" in lines
    assert "a record: it stands in the tables though no change put it there" in lines
    assert "agency: a row of agency leads to nothing in record" in lines


@pytest.mark.parametrize("sql", ["UPDATE counter SET last = 2 WHERE kind = 'action'", "DELETE FROM counter"])
def test_a_counter_turned_back_is_named(told: Any, tamper: Tamper, sql: str) -> None:
    tamper(sql)
    where = "references of the kind action"
    assert f"{where}: they would be given a second time: the counter was altered" in told()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE chunk SET data = zeroblob(262143) || x'01' WHERE seq = 1",
        "DELETE FROM chunk WHERE seq = 2",
        "UPDATE blob SET size = 600001 WHERE size = 600000",
    ],
)
def test_an_altered_file_is_named(told: Any, tamper: Tamper, sql: str) -> None:
    assert tamper(sql) == 1
    assert told() == ["E2 audit.pdf: the file is not what was kept: its bytes were altered"]


def test_an_altered_file_is_not_handed_out(told: Any, tamper: Tamper, reopen: Any, path: Path) -> None:
    tamper("DELETE FROM chunk WHERE seq = 2")
    store = reopen(path)
    with pytest.raises(Exception, match="no longer what was kept"):
        store.read_file(store.snapshot().by_ref("E2").sha256)


def test_a_long_file_is_read_to_its_end(store: PlanStore, tamper: Tamper) -> None:
    with store.begin() as uow:
        sha256 = uow.add_file(bytes(5_000_000))
        uow.add(Evidence(id=an_id(1000), file="long.bin", sha256=sha256))
        uow.commit(an_act().stamp("attach"))
    assert store.verify().faults == ()
    assert tamper("UPDATE chunk SET data = x'01' WHERE seq = 19") == 1
    assert [fault.where for fault in store.verify().faults] == ["E2 long.bin"]


def test_a_missing_file_is_named(told: Any, tamper: Tamper) -> None:
    tamper("DELETE FROM chunk")
    tamper("DELETE FROM blob")
    missing = "the file is missing from the plan"
    assert sorted(told()) == [f"E2 audit.pdf: {missing}", f"I1 letter.pdf: {missing}"]


def test_a_file_that_no_record_names_is_checked_too(store: PlanStore, tamper: Tamper, reopen: Any, path: Path) -> None:
    with store.begin() as uow:
        uow.add(Evidence(id=an_id(1000), file="audit.pdf", sha256=uow.add_file(b"audit")))
        uow.commit(an_act().stamp("attach"))
    with store.begin() as uow:
        uow.remove(uow_kind(uow.snapshot().get(an_id(1000))), an_id(1000))
        uow.commit(an_act().stamp("undo"))
    store.close()
    tamper("UPDATE chunk SET data = x'00' WHERE data = ?", b"audit")
    (fault,) = reopen(path).verify().faults
    assert fault.where.startswith("the file ")


def uow_kind(record: Any) -> Any:
    from tracker.domain.plan.records import kind_of

    return kind_of(record)


def test_words_taken_out_without_an_erasure_are_named(told: Any, tamper: Tamper) -> None:
    tamper("UPDATE change SET new = NULL, new_salt = NULL WHERE changeset = 4")
    tamper("UPDATE changeset SET why = NULL, why_salt = NULL WHERE number = 4")
    assert told() == [
        "A3 title: what change 4 says of it is gone, and no erasure says why",
        "the plan why:4: what change 4 says of it is gone, and no erasure says why",
    ]


@pytest.mark.parametrize("part", ["why = NULL", "why_salt = NULL"])
def test_half_of_a_reason_taken_out_is_no_erasure(told: Any, tamper: Tamper, part: str) -> None:
    tamper(f"UPDATE changeset SET {part} WHERE number = 4")
    assert told() == ["change 4: its reason was altered"]


def test_a_file_dropped_without_an_erasure_is_named(told: Any, tamper: Tamper) -> None:
    tamper("DELETE FROM chunk")
    tamper("UPDATE blob SET erased = 4")
    assert told() == [
        "I1 letter.pdf: the file is gone, and no erasure says why",
        "E2 audit.pdf: the file is gone, and no erasure says why",
    ]


def test_a_damaged_database_is_named(told: Any, path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.rindex(b"audit.pdf")
    page = place // 4096 * 4096
    data[page : page + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    assert any("damaged" in line or "malformed" in line for line in told())


def test_an_index_that_has_lost_its_row_is_named(told: Any, path: Path, reopen: Any, tmp_path: Path) -> None:
    data = path.read_bytes()
    assert data.count(b"actionA2") == 1
    path.write_bytes(data.replace(b"actionA2", b"actionA8"))
    lines = told()
    assert any(line.startswith("Sampleton.plan: the database is damaged: row") for line in lines)
    assert "A2 ref: it was altered behind the log's back" in lines
    with pytest.raises(UserError, match=r"Sampleton\.plan does not verify: A2 ref: it was altered .*, and 1 more"):
        reopen(path).backup(str(tmp_path / "copy.plan"))
    with pytest.raises(UserError, match="its copy does not pass the check"):
        restore(str(path), str(tmp_path / "copy.plan"))
    assert not list(tmp_path.glob("copy*"))


def test_verification_leaves_reading_as_it_was(store: PlanStore, path: Path) -> None:
    before = store.snapshot()
    store.verify()
    assert store.snapshot() == before


def test_faults_are_said_once(told: Any, tamper: Tamper, reopen: Any, path: Path) -> None:
    tamper("UPDATE change SET new = 'x', old = 'y' WHERE changeset = 4")
    faults: tuple[Fault, ...] = reopen(path).verify().faults
    assert len(faults) == len(set(faults))
    assert faults[0].where == "A3 title"


def test_a_record_taken_out_and_put_back_verifies(store: PlanStore) -> None:
    action = store.snapshot().get(an_id(504))
    for _ in range(2):
        with store.begin() as uow:
            uow.remove(uow_kind(action), action.id)
            uow.commit(an_act().stamp("undo"))
        with store.begin() as uow:
            uow.add(replace(action, version=0))
            uow.commit(an_act().stamp("redo"))
    assert store.verify().faults == ()
    assert store.snapshot().get(an_id(504)).version == 5
    assert store.snapshot().by_ref("A4") == action
    with store.begin() as uow:
        uow.add(an_action(9, ref=""))
        uow.commit(an_act().stamp())


def test_of_a_plan_that_cannot_be_read_nothing_counts_as_walked(store: PlanStore, path: Path) -> None:
    assert store.snapshot().number > 0
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    verdict = store.verify()
    assert (verdict.changesets, verdict.files) == (0, 0)
    assert (verdict.faults[-1].where, verdict.faults[-1].message) == (
        path.name, "the database is damaged: it cannot be read",
    )  # fmt: skip
