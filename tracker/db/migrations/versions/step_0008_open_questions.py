"""What plans that were brought in left to ask."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Adds one list to the plan; nothing that it says changes."""
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.add_column(sa.Column("open_questions", sa.JSON()))
    plan = sa.table("plan", sa.column("open_questions", sa.JSON))
    op.execute(plan.update().values(open_questions=[]))
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.alter_column("open_questions", existing_type=sa.JSON(), nullable=False)
