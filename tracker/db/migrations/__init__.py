"""The layout of a plan's tables through the versions: one step each, run in order by Alembic.

A step is a module of `versions` with an `upgrade()` of Alembic operations. A plan says how many steps it has taken
(`user_version` in a file, `head.schema` everywhere), so Alembic is loaded only where steps are wanting.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlalchemy as sa

STEPS: tuple[str, ...] = (
    "tracker.db.migrations.versions.step_0001_first_layout",
    "tracker.db.migrations.versions.step_0002_rounds_and_rules",
    "tracker.db.migrations.versions.step_0003_kept_choices",
    "tracker.db.migrations.versions.step_0004_decided_at",
    "tracker.db.migrations.versions.step_0005_stated_periods",
    "tracker.db.migrations.versions.step_0006_issued_papers",
    "tracker.db.migrations.versions.step_0007_identifiers",
    "tracker.db.migrations.versions.step_0008_open_questions",
    "tracker.db.migrations.versions.step_0009_papers_again",
    "tracker.db.migrations.versions.step_0010_restricted",
)


def latest() -> int:
    """The version of the layout that this program reads and writes."""
    return len(STEPS)


def run(connection: sa.Connection, start: int) -> None:
    """Takes the steps after `start` within the connection's transaction. Foreign keys must not be enforced by then:
    rebuilding a table would take its rows' dependants away without a word.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    from tracker.db.tables import head

    with Operations.context(MigrationContext.configure(connection)):
        for name in STEPS[start:]:
            import_module(name).upgrade()
    connection.execute(head.update().values(schema=latest()))
