"""The periods within which a letter itself asks for an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Adds one list to inspections, empty for those that are there."""
    with op.batch_alter_table("inspection", recreate="always") as batch:
        batch.add_column(sa.Column("answer_periods", sa.JSON()))
    inspection = sa.table("inspection", sa.column("answer_periods", sa.JSON))
    op.execute(inspection.update().values(answer_periods=[]))
    with op.batch_alter_table("inspection", recreate="always") as batch:
        batch.alter_column("answer_periods", existing_type=sa.JSON(), nullable=False)
