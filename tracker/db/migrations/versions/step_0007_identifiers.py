"""What was decided about identifiers in what leaves the plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Adds one list to the plan, empty until something is decided."""
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.add_column(sa.Column("identifiers", sa.JSON()))
    plan = sa.table("plan", sa.column("identifiers", sa.JSON))
    op.execute(plan.update().values(identifiers=[]))
    with op.batch_alter_table("plan", recreate="always") as batch:
        batch.alter_column("identifiers", existing_type=sa.JSON(), nullable=False)
