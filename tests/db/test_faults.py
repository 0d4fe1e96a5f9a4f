"""What a database's errors mean in words; our own mistakes stay what they are."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from support.builders import an_id
from tracker.db import sqlite_file
from tracker.db.faults import explained, in_words, is_damage
from tracker.db.store import PlanStore, open_store
from tracker.errors import UserError


class ServerError(Exception):
    """What a server's driver raises."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("said by the server")
        self.sqlstate = sqlstate


def from_server(sqlstate: str | None) -> sa.exc.DBAPIError:
    return sa.exc.OperationalError("SELECT 1", {}, ServerError(sqlstate))


@pytest.mark.parametrize(
    ("sqlstate", "said"),
    [
        ("55P03", "x.plan is in use by someone else"),
        ("53100", "there is no room left on the server for x.plan"),
        ("42501", "x.plan may not be used that way"),
        ("57P01", "x.plan cannot be reached"),
        (None, "x.plan cannot be reached"),
    ],
)
def test_a_servers_errors_are_said_in_words(sqlstate: str | None, said: str) -> None:
    told = explained(from_server(sqlstate), "x.plan")
    assert told is not None
    assert (told.message, bool(told.hint)) == (said, True)


def test_a_server_without_its_client_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UserError) as caught:
        open_store("postgresql://ann@127.0.0.1:1/plans")
    assert (caught.value.message, "setup server" in caught.value.hint) == (
        "PostgreSQL's client is not installed here.", True
    )  # fmt: skip


def test_our_own_mistakes_are_not_dressed_up(store: PlanStore) -> None:
    assert explained(from_server("42601"), "x.plan") is None
    assert explained(ValueError("no"), "x.plan") is None
    with pytest.raises(sa.exc.OperationalError, match="syntax error"), store.reading():
        store.connection.exec_driver_sql("SELEKT 1")
    with pytest.raises(sqlite3.OperationalError), in_words("x.plan"):
        store.connection.connection.dbapi_connection.execute("SELEKT 1")  # type: ignore[union-attr]


def test_damage_is_told_from_other_faults() -> None:
    damaged = sqlite3.DatabaseError("database disk image is malformed")
    damaged.sqlite_errorname = "SQLITE_CORRUPT"
    assert is_damage(damaged)
    assert not is_damage(sqlite3.IntegrityError("FOREIGN KEY constraint failed"))


def test_a_fault_while_verifying_that_is_no_damage_is_said(store: PlanStore, path: Path, monkeypatch: Any) -> None:
    store.snapshot()
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="in use by someone else"):
            store.verify()
    assert store.verify().faults == ()


def test_work_that_cannot_begin_leaves_no_lock(store: PlanStore, reopen: Any, address: str, tamper: Any) -> None:
    other = reopen(address)
    tamper("UPDATE person SET active_to = 'soon' WHERE id = ?", an_id(201))
    with pytest.raises(UserError, match="cannot be read"), other.begin():
        pass
    with store.begin() as uow:
        assert uow.stamps()


def test_what_a_server_says_while_connecting_is_told_apart() -> None:
    said = {
        'FATAL:  password authentication failed for user "ann"': "does not take this name and password",
        "fe_sendauth: no password supplied": "does not take this name and password",
        'FATAL:  database "plans" does not exist': "the server has no such database",
        "could not translate host name": "cannot be reached",
    }
    for words, expected in said.items():
        fault = explained(sa.exc.OperationalError("connect", None, Exception(words)), "the plan")
        assert fault is not None
        assert expected in fault.message


def test_a_plan_that_was_moved_while_it_was_open_is_said_as_that(store: PlanStore, path: Path, edit: Any) -> None:
    edit(store, "A1", title="Kept")
    path.rename(path.with_name("moved.plan"))
    with pytest.raises(UserError, match=r"Sampleton\.plan was moved or deleted while it was open") as caught:
        edit(store, "A1", title="Lost")
    assert "open it where it is now" in caught.value.hint
    path.with_name("moved.plan").rename(path)
    edit(store, "A1", title="Back")


def test_names_too_long_and_pipes_are_refused_in_words(tmp_path: Path, make: Any) -> None:
    with pytest.raises(UserError, match="the name of the file is too long"):
        make(tmp_path / ("x" * 300 + ".plan"))
    with pytest.raises(UserError, match="there is no file of so long a name"):
        open_store(str(tmp_path / ("x" * 300 + ".plan")))
    os.mkfifo(tmp_path / "pipe.plan")
    with pytest.raises(UserError, match="is no file but a pipe"):
        open_store(str(tmp_path / "pipe.plan"))


def test_what_a_database_refuses_names_no_words_of_the_plan(store: PlanStore) -> None:
    with pytest.raises(sa.exc.SQLAlchemyError) as caught, store.reading():
        store.connection.execute(
            sa.text("SELECT missing FROM action WHERE title = :title"), {"title": "a child's name"}
        )
    assert "a child's name" not in str(caught.value)


def test_a_plan_without_its_own_record_is_said(store: PlanStore, reopen: Any, path: Path, tamper: Any) -> None:
    store.close()
    assert tamper("DELETE FROM plan") == 1
    with pytest.raises(UserError, match="the plan's own record is missing") as caught:
        reopen(path).snapshot()
    assert "tracker salvage" in caught.value.hint
    assert "salvage" not in caught.value.window


def test_a_plan_without_its_head_is_damaged(store: PlanStore, reopen: Any, path: Path, tamper: Any) -> None:
    store.close()
    assert tamper("DELETE FROM head") == 1
    with pytest.raises(UserError, match=r"Sampleton\.plan is damaged"):
        reopen(path).snapshot()


def test_a_plan_that_is_locked_takes_no_more_and_says_why(store: PlanStore, edit: Any) -> None:
    store.lock("it was altered behind its log")
    with pytest.raises(UserError, match=r"open for reading only: it was altered behind its log") as caught:
        edit(store, "A1", title="Lost")
    assert caught.value.hint == "bring a good copy back, or have this file looked at"
    assert store.notice == "it was altered behind its log"
    assert store.snapshot().by_ref("A1").title != "Lost"  # type: ignore[union-attr]
