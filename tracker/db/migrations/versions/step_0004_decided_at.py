"""New dates that a meeting decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Adds the meeting at which a new date was decided; none was so far."""
    with op.batch_alter_table("extension", recreate="always") as batch:
        batch.add_column(sa.Column("decided_at", sa.Text()))
        batch.create_foreign_key(
            "fk_extension_decided_at", "meeting", ["decided_at"], ["id"], initially="DEFERRED", deferrable=True
        )
        batch.create_index("ix_extension_decided_at", ["decided_at"], unique=False)
