"""What a person chose to keep against returned workbooks, so that the same is not asked twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Adds one list to the plan; nothing that it says changes."""
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.add_column(sa.Column("kept_choices", sa.JSON()))
    plan = sa.table("plan", sa.column("kept_choices", sa.JSON))
    op.execute(plan.update().values(kept_choices=[]))
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.alter_column("kept_choices", existing_type=sa.JSON(), nullable=False)
