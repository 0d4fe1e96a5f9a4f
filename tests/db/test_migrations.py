"""Plans written by older versions are brought up to date, after a copy is kept."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import op

from support.builders import an_id, put_into
from tracker.db import migrations, tables
from tracker.db.store import PlanStore, open_store
from tracker.domain.plan.records import Round
from tracker.errors import UserError

STEP = "tests_db_second_step"
NOW = migrations.latest()
FIRST = Path(__file__).parent / "first-layout.plan.gz"
"""A plan as the first version of the program wrote it: agreed, re-dated, with evidence and an update."""
SECOND = Path(__file__).parent / "second-layout.plan.gz"
"""A plan as a program wrote it that let more pass: see the test."""


def layout_of(engine: sa.Engine) -> dict[str, list[str]]:
    """What SQLite says it has, clause by clause, in an order of its own; a table made anew has its name quoted.

    A column that was added to a table stands on the line of its last clause.
    """
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").all()
    plain = {name: sql.replace('"', "") for name, sql in rows}
    parts = {name: re.split(r"[\n,]", sql.rstrip().removesuffix(")")) for name, sql in plain.items()}
    return {name: sorted(filter(None, (part.strip() for part in clauses))) for name, clauses in parts.items()}


def test_the_first_step_makes_the_tables_that_new_plans_have(tmp_path: Path) -> None:
    made, stepped = (sa.create_engine(f"sqlite:///{tmp_path / name}") for name in ("made.db", "stepped.db"))
    tables.metadata.create_all(made)
    with stepped.begin() as connection:
        migrations.run(connection, 0)
    expected, found = layout_of(made), layout_of(stepped)
    made.dispose()
    stepped.dispose()
    assert found == expected, "the records have changed: add a step that changes the tables of plans too"


def test_opening_a_plan_of_this_version_does_not_load_alembic(store: PlanStore, path: Path) -> None:
    store.close()
    code = (
        "import sys; from tracker.db.store import open_store; s = open_store(sys.argv[1]); s.snapshot(); s.close();"
        "print([m for m in sys.modules if m.split('.')[0] in ('alembic', 'mako', 'psycopg')])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.fixture
def second_step(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A later version of the program: one more column, made by rebuilding the table."""

    def upgrade() -> None:
        with op.batch_alter_table("agency", recreate="always") as table:
            table.add_column(sa.Column("telephone", sa.Text()))

    step = ModuleType(STEP)
    step.upgrade = upgrade  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, STEP, step)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, STEP))
    return step


def test_an_older_plan_is_upgraded_after_a_copy(store: PlanStore, path: Path, second_step: Any, reopen: Any) -> None:
    before = store.snapshot()
    store.close()
    opened = reopen(path)
    assert opened.snapshot() == before
    assert opened.verify().faults == ()
    columns = [c["name"] for c in sa.inspect(opened.connection).get_columns("agency")]
    opened.connection.rollback()
    assert "telephone" in columns
    assert opened.connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    opened.connection.rollback()
    assert len(opened.snapshot().people) == 5
    assert sorted(item.name for item in path.parent.glob("*.plan")) == [
        f"Sampleton.before-upgrade-{NOW}.plan", "Sampleton.plan",
    ]  # fmt: skip
    opened.close()
    assert reopen(path).snapshot() == before


def test_the_kept_copy_is_the_older_plan(
    store: PlanStore, path: Path, second_step: Any, reopen: Any, monkeypatch: Any
) -> None:
    before = store.snapshot()
    store.close()
    (path.parent / f"Sampleton.before-upgrade-{NOW}.plan").write_text("of an earlier day")
    reopen(path).close()
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS[:NOW])
    assert reopen(path.parent / f"Sampleton.before-upgrade-{NOW + 1}.plan").snapshot() == before
    with pytest.raises(UserError, match="newer version"):
        open_store(str(path))


def test_an_older_plan_is_not_upgraded_by_reading(store: PlanStore, path: Path, second_step: Any) -> None:
    store.close()
    with pytest.raises(UserError, match="older version") as caught:
        open_store(str(path), read_only=True)
    assert caught.value.hint
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_an_upgrade_that_fails_leaves_the_plan_as_it_was(
    store: PlanStore, path: Path, second_step: Any, monkeypatch: Any
) -> None:
    store.close()
    before = path.read_bytes()

    def upgrade() -> None:
        op.drop_table("point")
        raise RuntimeError("a defect of the step")

    second_step.upgrade = upgrade
    with pytest.raises(RuntimeError):
        open_store(str(path))
    assert path.read_bytes() == before
    assert (path.parent / f"Sampleton.before-upgrade-{NOW}.plan").exists()


def test_a_plan_with_broken_links_is_not_upgraded(store: PlanStore, path: Path, second_step: Any, tamper: Any) -> None:
    store.close()
    tamper("DELETE FROM person WHERE id = ?", an_id(201))
    with pytest.raises(UserError, match="its links are damaged"):
        open_store(str(path))


def test_a_plan_of_the_first_version_says_what_it_said(path: Path, reopen: Any) -> None:
    path.write_bytes(gzip.decompress(FIRST.read_bytes()))
    opened = reopen(path)
    verdict = opened.verify()
    assert (verdict.faults, verdict.changesets, verdict.files) == ((), 12, 1)
    action = opened.snapshot().by_ref("A1")
    assert (action.title, action.original_due, action.due) == ("Agree a template", date(2024, 4, 1), date(2024, 5, 1))
    assert opened.snapshot().plan.clock == ()
    put_into(opened, [Round(id=an_id(901), name="April", people=(opened.snapshot().people[0].id,))])
    assert opened.snapshot().by_ref("Q1").name == "April"
    assert opened.verify().faults == ()


def test_a_plan_of_the_second_layout_with_all_it_allowed_works_on(path: Path, reopen: Any, edit: Any) -> None:
    """Its owner approved their own date, two people have one name, an agreed action has no first date, a link opens a
    file of the machine: what is not allowed any more is told elsewhere, and holds nothing up here."""
    path.write_bytes(gzip.decompress(SECOND.read_bytes()))
    opened = reopen(path)
    verdict = opened.verify()
    assert (opened.read_only, verdict.faults, verdict.changesets, verdict.files) == (False, (), 15, 1)
    plan = opened.snapshot()
    assert [person.name for person in plan.people].count("Cy Chair") == 2
    assert plan.by_ref("A2").original_due is None
    assert (plan.by_ref("A1").original_due, plan.by_ref("A1").due) == (date(2027, 3, 1), date(2027, 4, 1))
    assert plan.by_ref("E1").url == "file:///etc/passwd"
    edit(opened, "A1", title="Goes on")
    assert opened.refresh(plan)[0].by_ref("A1").title == "Goes on"
    assert opened.verify().faults == ()
