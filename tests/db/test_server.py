"""The same plan in a PostgreSQL database that the test starts for itself."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import op

from support.builders import a_plan, a_plan_store, an_action, an_id, plan_records, put_into
from support.clocks import FixedClock, an_act
from support.postgres import a_server, free_port
from tracker.db import migrations
from tracker.db.checks.seen import Seen
from tracker.db.checks.watch import watch
from tracker.db.copies.bringing_back import snapshot_of
from tracker.db.copies.keeper import Place, keeper_of
from tracker.db.restore import restore
from tracker.db.store import PlanStore, create_store, open_store
from tracker.domain.people.signed import signed_by
from tracker.domain.plan.records import Evidence, Kind
from tracker.errors import Conflict, PasswordWanted, UserError
from tracker.paths import with_password
from tracker.services.dates import extend
from tracker.services.gate.decisions import beside, decided_alone
from tracker.services.log.take_back import take_back


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of the tests' own, on this machine only."""
    with a_server() as found:
        yield found


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """A schema of its own for each test."""
    return f"{server}?schema=plan_{zlib.crc32(request.node.name.encode())}"


@pytest.fixture
def raw(server: str, address: str) -> Iterator[sa.Connection]:
    """A connection beside the store's, to look and to meddle."""
    engine = sa.create_engine(server.replace("postgresql:", "postgresql+psycopg:"), poolclass=sa.pool.NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET search_path={address.rpartition('=')[2]}")
        yield connection


def test_every_kind_of_record_comes_back(store: PlanStore, reopen: Any, address: str) -> None:
    expected = dict(a_plan_store().snapshot().records)
    for opened in (store, reopen(address)):
        found = dict(opened.snapshot().records)
        assert found.pop(Kind.INSPECTION)
        assert found == {kind: records for kind, records in expected.items() if kind is not Kind.INSPECTION}


def test_a_plan_on_a_server_verifies(store: PlanStore, edit: Any) -> None:
    edit(store, "A1", title="Łódź 😀", supporting=(an_id(102),))
    verdict = store.verify()
    assert (verdict.changesets, verdict.files, verdict.faults) == (4, 1, ())
    assert store.read_file(store.snapshot().by_ref("I1").sha256) == b"the letter as it was sent"  # type: ignore[union-attr]


def test_a_plan_on_a_server_is_checked_while_others_write(
    store: PlanStore, reopen: Any, address: str, edit: Any, between: Any
) -> None:
    other = reopen(address)
    between(lambda look: edit(other, "A1", title=f"look {look}"))
    verdict = store.verify()
    assert verdict.faults == ()
    assert 3 < verdict.changesets < store.snapshot().number


def test_a_plan_on_a_server_belongs_to_one_thread_too(store: PlanStore) -> None:
    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(RuntimeError, match="belongs to the thread"):
            pool.submit(store.snapshot).result()
        assert pool.submit(store.verify).result().faults == ()


def test_rows_altered_on_the_server_are_named(store: PlanStore, raw: sa.Connection) -> None:
    raw.exec_driver_sql("UPDATE action SET due = '2026-12-31' WHERE title = 'Audit thirty plans'")
    raw.exec_driver_sql("UPDATE recommendation SET national_framework = '[]' WHERE position = 1")
    raw.exec_driver_sql("UPDATE chunk SET data = 'x'")
    raw.exec_driver_sql("UPDATE change SET new = '\"x\"' WHERE changeset = 2 AND field = 'board' OR seq = 5")
    wheres = [fault.where for fault in store.verify().faults]
    assert {"A2 due", "R1 national_framework", "I1 letter.pdf"} < set(wheres)


def test_a_stale_write_on_a_server_names_who(store: PlanStore, edit: Any) -> None:
    stale = store.snapshot().get(an_id(503))
    edit(store, "A3", "Kate", title="Kate's")
    with store.begin() as uow:
        uow.put(replace(stale, title="mine"))
        with pytest.raises(Conflict, match="Kate changed A3 on 12 Mar 2024"):
            uow.commit(an_act().stamp())


def test_no_edit_of_four_writers_on_a_server_is_lost(store: PlanStore, address: str) -> None:
    def count_up(_: int) -> None:
        own = open_store(address)
        for _ in range(20):
            with own.begin() as uow:
                plan = uow.snapshot().plan
                uow.put(replace(plan, quiet_weeks=(plan.quiet_weeks or 0) + 1))
                uow.commit(an_act().stamp())
        own.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_up, range(4)))
    assert store.snapshot().plan.quiet_weeks == 80
    assert store.verify().faults == ()


def test_a_reader_on_a_server_sees_one_moment(store: PlanStore, reopen: Any, address: str, edit: Any) -> None:
    other = reopen(address, read_only=True)
    with other.reading():
        before = other.snapshot()
        edit(store, "A1", title="meanwhile")
        assert other.snapshot() == before
    fresh, changes = other.refresh(before)
    assert (fresh, changes.ids) == (store.snapshot(), {Kind.ACTION: frozenset({an_id(501)})})
    with other.begin() as uow:
        assert uow.as_of(before.number).records == before.records
        uow.add(an_action(9))
        with pytest.raises(UserError, match="reading only"):
            uow.commit(an_act().stamp())


def test_a_writer_waits_for_another_and_says_so(
    store: PlanStore, stores: list[PlanStore], address: str, monkeypatch: Any
) -> None:
    monkeypatch.setattr("tracker.db.server.WAIT", "100ms")
    other = open_store(address)
    assert isinstance(other, PlanStore)
    stores.append(other)
    with store.begin(), pytest.raises(UserError, match="in use by someone else"), other.begin():
        pass
    put_into(other, (an_action(9),))
    assert store.snapshot().by_ref("A9") is not None


def test_words_erased_on_a_server_are_in_no_row(store: PlanStore, edit: Any, raw: sa.Connection) -> None:
    data = b"a file sent in error"
    with store.begin() as uow:
        sha256 = uow.add_file(data)
        uow.add(Evidence(id=an_id(1000), file="Zebedee.pdf", sha256=sha256))
        uow.commit(an_act().stamp("attach", why="about Zebedee"))
    with store.begin() as uow:
        uow.erase([(an_id(1000), "file"), (an_id(1), "why:4")], [sha256], an_act("Guardian").stamp("erase"))
    for table in ("evidence", "change", "changeset", "chunk"):
        rows = raw.exec_driver_sql(f"SELECT * FROM {table}").all()
        assert not any("Zebedee" in str(row) or data in tuple(row) for row in rows)
    assert store.verify().faults == ()
    edit(store, "A1", title="goes on")


def test_a_plan_goes_from_server_to_file_and_back(
    store: PlanStore, tmp_path: Path, reopen: Any, server: str, edit: Any
) -> None:
    copy = tmp_path / "copy.plan"
    store.backup(str(copy))
    on_disk = reopen(copy)
    assert on_disk.snapshot() == store.snapshot()
    assert on_disk.verify().faults == ()
    edit(on_disk, "A1", title="changed at home")
    back = f"{server}?schema=brought_back"
    restore(str(copy), back)
    restored = reopen(back)
    assert restored.snapshot() == on_disk.snapshot()
    assert restored.verify().faults == ()
    with pytest.raises(UserError, match="there already"):
        restore(str(copy), back)


def test_only_a_backup_of_this_version_goes_to_a_server(
    make: Callable[..., PlanStore], tmp_path: Path, server: str, monkeypatch: Any
) -> None:
    make(tmp_path / "x.plan").close()
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, "later"))
    with pytest.raises(UserError, match="another version"):
        restore(str(tmp_path / "x.plan"), f"{server}?schema=never_made")


def test_what_is_refused_on_a_server(store: PlanStore, address: str, server: str) -> None:
    with pytest.raises(UserError, match="is there already"):
        create_store(address, a_plan(), an_act())
    with pytest.raises(UserError, match="is not there") as caught:
        open_store(f"{server}?schema=nothing_here")
    assert caught.value.hint
    with pytest.raises(UserError, match="cannot be understood"):
        open_store("postgresql://user@host:port:more/x")
    with pytest.raises(UserError, match="cannot be reached") as caught:
        open_store(f"postgresql://kate:secret@127.0.0.1:{free_port()}/x")
    assert "secret" not in caught.value.message


def test_a_making_that_fails_on_a_server_leaves_nothing(address: str, raw: sa.Connection) -> None:
    with pytest.raises(UserError, match="too large"):
        create_store(address, a_plan(quiet_weeks=2**70), an_act())
    assert not sa.inspect(raw).get_table_names(schema=address.rpartition("=")[2])
    create_store(address, a_plan(), an_act()).close()


def test_the_first_schema_is_used_where_none_is_named(server: str, make: Any, reopen: Any) -> None:
    put_into(make(server), plan_records())
    assert len(reopen(server).snapshot().actions) == 5


def test_layouts_of_other_versions_on_a_server(
    store: PlanStore, address: str, raw: sa.Connection, monkeypatch: pytest.MonkeyPatch, reopen: Any
) -> None:
    step = ModuleType("tests_db_server_step")
    step.upgrade = lambda: op.add_column("agency", sa.Column("telephone", sa.Text()))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, step.__name__, step)
    before = store.snapshot()
    with monkeypatch.context() as later:
        later.setattr(migrations, "STEPS", (*migrations.STEPS, step.__name__))
        with pytest.raises(UserError, match="older version"):
            open_store(address, read_only=True)
        assert reopen(address).snapshot() == before
        assert raw.exec_driver_sql("SELECT telephone FROM agency").first() == (None,)
    with pytest.raises(UserError, match="newer version"):
        open_store(address)


def test_a_server_that_goes_away_is_said(store: PlanStore, raw: sa.Connection) -> None:
    store.snapshot()
    raw.exec_driver_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    with pytest.raises(UserError, match="cannot be reached"):
        store.snapshot()
    assert len(store.snapshot().actions) == 5


def test_a_missing_database_and_a_refused_name_are_told_apart(server: str) -> None:
    with pytest.raises(UserError, match="the server has no such database") as missing:
        open_store(server.replace("/postgres", "/absent"))
    assert missing.value.hint == "check the name of the database"
    with pytest.raises(UserError, match="does not take this name and password") as refused:
        open_store(server.replace("tracker@", "nobody@"))
    assert "password file" in refused.value.hint
    with pytest.raises(UserError) as told:
        open_store(server.replace("tracker@", "nobody:s3cret@") + "?password=s3cret")
    assert "s3cret" not in told.value.message + told.value.hint


def test_a_password_that_is_wanted_is_told_apart_and_opens_the_plan(
    store: PlanStore, raw: sa.Connection, address: str, reopen: Any
) -> None:
    rules = Path(raw.exec_driver_sql("SHOW hba_file").scalar_one())
    trusting = rules.read_text()
    raw.exec_driver_sql("CREATE ROLE ann LOGIN SUPERUSER PASSWORD 's3 cret&?@/'")
    rules.write_text(f"host all ann 127.0.0.1/32 scram-sha-256\n{trusting}")
    raw.exec_driver_sql("SELECT pg_reload_conf()")
    as_ann = address.replace("tracker@", "ann@")
    try:
        for given in (as_ann, with_password(as_ann, "wrong")):
            with pytest.raises(PasswordWanted) as wanted:
                open_store(given)
            assert "wrong" not in wanted.value.message + wanted.value.hint
        opened = reopen(with_password(as_ann, "s3 cret&?@/"))
        assert opened.snapshot() == store.snapshot()
        assert "cret" not in opened.address + opened.backend.name
        assert opened.verify().faults == ()
    finally:
        rules.write_text(trusting)
        raw.exec_driver_sql("SELECT pg_reload_conf()")


def test_a_plan_on_a_server_keeps_copies_and_is_watched(store: PlanStore, tmp_path: Path, add: Any) -> None:
    clock = FixedClock(datetime(2024, 3, 13, 9, 0, tzinfo=UTC))
    keeper, before = keeper_of(store, Place(tmp_path / "copies", 10**9, clock.now)), store.snapshot()
    with store.begin() as uow:
        uow.add(an_action(9))
        uow.commit(an_act(clock=clock).stamp("merge"))
    keeper.settle()
    (copy,) = keeper.copies()
    assert (copy.state, copy.fault, copy.why, len(copy.files)) == ("good", "", "merge", 1)
    restore(str(keeper.folder.file_of(copy)), str(tmp_path / "back.plan"))
    back = open_store(str(tmp_path / "back.plan"))
    assert back.snapshot() == before
    assert back.verify().faults == ()
    back.close()
    seen = watch(store.backend, Seen(), "2024-03-13T09:00:00+00:00")
    assert (seen.faults, seen.missing, seen.seen.verified) == ((), 0, before.number + 1)


def test_names_on_a_server_have_their_accounts_beside_them(store: PlanStore) -> None:
    clock = FixedClock(datetime(2024, 3, 13, 9, 0, tzinfo=UTC))
    with store.begin() as uow:
        extend.ask(uow, an_act("Ann Lee", clock), "A2", "2024-06-03", "Auditor is ill")
    with store.begin() as uow:
        extend.approve(uow, an_act("A. Lee", clock), "A2")
    with store.begin(writing=False) as uow:
        asked = uow.snapshot().of(Kind.EXTENSION)[-1]
        found = beside(uow, an_act("Improvement Lead", clock), asked.id)
        listed = [one.kind for one in decided_alone(uow) if one.ref == asked.ref]
    assert signed_by(asked, "decided_by", found.accounts) == "A. Lee (account tester)"
    assert len(found.told) == 3
    assert listed == ["one hand", "one hand", "unknown name"]


def test_one_record_is_taken_back_on_a_server(store: PlanStore, edit: Any, tmp_path: Path) -> None:
    keeper = keeper_of(store, Place(tmp_path / "copies", 10**9, FixedClock().now))
    keeper.make_now()
    keeper.settle()
    (copy,) = keeper.copies()
    then = store.snapshot()
    edit(store, "A1", title="Slipped")
    edit(store, "A2", title="Stays")
    with store.begin() as uow:
        take_back(uow, an_act(), snapshot_of(copy, keeper.folder), "A1", of=copy.day)
    assert store.snapshot().get(an_id(501)).title == then.get(an_id(501)).title
    assert store.snapshot().by_ref("A2").title == "Stays"  # type: ignore[union-attr]


def test_a_copy_comes_back_on_a_server(store: PlanStore, server: str, tmp_path: Path, reopen: Any) -> None:
    keeper = keeper_of(store, Place(tmp_path / "copies", 10**9, FixedClock().now))
    keeper.make_now()
    keeper.settle()
    (copy,) = keeper.copies()
    target = f"{server}?schema=from_a_copy"
    restore(str(keeper.folder.file_of(copy)), target)
    assert reopen(target).snapshot() == store.snapshot()
