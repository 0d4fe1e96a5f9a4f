"""Templates of papers, a paper's number on the agenda, and the words that a report was read with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Adds fields; nothing that they say changes."""
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.add_column(sa.Column("templates", sa.JSON()))
    plan = sa.table("plan", sa.column("templates", sa.JSON))
    op.execute(plan.update().values(templates=[]))
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.alter_column("templates", existing_type=sa.JSON(), nullable=False)
    for name, field in (("meeting", "item"), ("recommendation", "printed"), ("finding", "printed")):
        with op.batch_alter_table(name, recreate="always") as batch:
            batch.add_column(sa.Column(field, sa.Text()))
