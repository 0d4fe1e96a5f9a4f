"""What somebody else put into a plan file: told, and nothing written while it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.builders import an_action
from support.clocks import an_act
from tracker.db.store import PlanStore, open_store
from tracker.errors import UserError

SPY = "CREATE TRIGGER spy AFTER UPDATE ON action BEGIN UPDATE plan SET title = 'ours'; END"


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        (SPY, "the trigger spy"),
        ("CREATE VIEW peek AS SELECT * FROM action", "the view peek"),
        ("CREATE TABLE notes (words)", "the table notes"),
        ("CREATE UNIQUE INDEX one_each ON action (title)", "the index one_each"),
        ("CREATE INDEX ix_action_owner_2 ON action (owner)", "the index ix_action_owner_2"),
    ],
)
def test_what_this_program_did_not_make_leaves_a_plan_to_be_read(
    store: PlanStore, path: Path, tamper: Callable[..., int], reopen: Any, sql: str, named: str
) -> None:
    before = store.snapshot()
    store.close()
    tamper(sql)
    opened = reopen(path)
    assert opened.read_only
    assert opened.notice == f"it holds what this program did not make ({named})"
    assert opened.snapshot() == before
    assert f"{named}: this program did not make it" in [f"{f.where}: {f.message}" for f in opened.verify().faults]
    with opened.begin() as uow:
        uow.add(an_action(9))
        with pytest.raises(UserError, match="open for reading only: it holds") as caught:
            uow.commit(an_act().stamp())
    assert "restore a backup" in caught.value.hint
    opened.close()
    kind, name = named.split()[1:]
    tamper(f"DROP {kind} {name}")
    again = reopen(path)
    assert (again.read_only, again.notice, again.verify().faults) == (False, "", ())


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE meeting",
        "ALTER TABLE action DROP COLUMN description",
        "ALTER TABLE agency RENAME TO agencies",
        "ALTER TABLE milestone RENAME TO old; CREATE VIEW milestone AS SELECT * FROM old",
    ],
)
def test_a_plan_that_lacks_something_is_not_opened(
    store: PlanStore, path: Path, tamper: Callable[..., int], sql: str
) -> None:
    store.close()
    for one in sql.split("; "):
        tamper(one)
    with pytest.raises(UserError, match="is not laid out as a plan") as caught:
        open_store(str(path))
    assert "restore a backup" in caught.value.hint


def test_a_plan_with_one_column_more_is_opened(store: PlanStore, path: Path, tamper: Any, reopen: Any) -> None:
    store.close()
    tamper("ALTER TABLE agency ADD COLUMN telephone TEXT")
    assert not reopen(path).read_only


def test_what_a_database_keeps_for_itself_is_no_matter(store: PlanStore, path: Path, tamper: Any, reopen: Any) -> None:
    store.close()
    tamper("ANALYZE")
    assert not reopen(path).read_only
