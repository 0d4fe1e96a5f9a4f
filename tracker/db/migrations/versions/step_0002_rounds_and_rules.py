"""Update rounds, the plan's own rules and clock, who holds a role, checked links, reasons for assurance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

_LISTS = ("clock", "evidence_rules", "check_months")
_ADDED: Mapping[str, Sequence[tuple[str, Any]]] = {
    "inspection": (("working_days", sa.BigInteger),),
    "action": (("assurance_reason", sa.Text),),
    "evidence": (("link_checked", sa.Date), ("link_fault", sa.Text)),
    "verification": (("months", sa.BigInteger),),
    "challenge": (("content_by", sa.Text),),
    "person": (("sort", sa.Text),),
}


def upgrade() -> None:
    """Adds tables and columns; nothing that a plan says changes."""
    _make_rounds()
    for table, columns in _ADDED.items():
        with op.batch_alter_table(table, recreate="always") as batch:
            for name, kind in columns:
                batch.add_column(sa.Column(name, kind()))
    _let_updates_answer_rounds()
    _give_the_plan_its_lists()


def _make_rounds() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_round_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
    )
    _link_persons("round_people", "round")
    _link_persons("person_held_by", "person")


def _link_persons(name: str, source: str) -> None:
    op.create_table(
        name,
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], [f"{source}.id"], name=f"fk_{name}_source", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["person.id"], name=f"fk_{name}_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "target", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_target", name, ["target"], unique=False)


def _let_updates_answer_rounds() -> None:
    with op.batch_alter_table("update", recreate="always") as batch:
        batch.add_column(sa.Column("round", sa.Text()))
        batch.add_column(sa.Column("answer", sa.Text()))
        batch.create_foreign_key("fk_update_round", "round", ["round"], ["id"], initially="DEFERRED", deferrable=True)
        batch.create_index("ix_update_round", ["round"], unique=False)


def _give_the_plan_its_lists() -> None:
    with op.batch_alter_table("plan", recreate="always") as batch:
        for name in _LISTS:
            batch.add_column(sa.Column(name, sa.JSON()))
    plan = sa.table("plan", *(sa.column(name, sa.JSON) for name in _LISTS))
    op.execute(plan.update().values({name: [] for name in _LISTS}))
    with op.batch_alter_table("plan", recreate="always") as batch:
        for name in _LISTS:
            batch.alter_column(name, existing_type=sa.JSON(), nullable=False)
