"""Evidence that stays out of every public paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Adds whether evidence is restricted; none was so far."""
    with op.batch_alter_table("evidence", recreate="always") as batch:
        batch.add_column(sa.Column("restricted", sa.Text()))
    evidence = sa.table("evidence", sa.column("restricted", sa.Text))
    op.execute(evidence.update().values(restricted="no"))
    with op.batch_alter_table("evidence", recreate="always") as batch:
        batch.alter_column("restricted", existing_type=sa.Text(), nullable=False)
