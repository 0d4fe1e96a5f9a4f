"""The first layout of a plan: the register, a table for each kind of record, links, files and the change log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:  # noqa: PLR0915 - one statement a table
    """Makes every table."""
    op.create_table(
        "changeset",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("system_user", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("why_salt", sa.LargeBinary(), nullable=True),
        sa.Column("why_digest", sa.LargeBinary(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("redoes", sa.Integer(), nullable=True),
        sa.Column("joined", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["redoes"], ["changeset.number"], name="fk_changeset_redoes", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["undoes"], ["changeset.number"], name="fk_changeset_undoes", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("number", name="pk_changeset"),
        sa.UniqueConstraint("hash", name="uq_changeset_hash"),
    )
    op.create_table(
        "counter",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_counter"),
    )
    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_head"),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sa.UniqueConstraint("ref", name="uq_record_ref"),
    )
    op.create_table(
        "agency",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_agency_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
    )
    op.create_table(
        "alias",
        sa.Column("old_ref", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("changeset", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changeset"], ["changeset.number"], name="fk_alias_changeset", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("old_ref", name="pk_alias"),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["erased"], ["changeset.number"], name="fk_blob_erased", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("sha256", name="pk_blob"),
    )
    op.create_table(
        "change",
        sa.Column("changeset", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("old_salt", sa.LargeBinary(), nullable=True),
        sa.Column("old_digest", sa.LargeBinary(), nullable=False),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("new_salt", sa.LargeBinary(), nullable=True),
        sa.Column("new_digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changeset"], ["changeset.number"], name="fk_change_changeset", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("changeset", "seq", name="pk_change"),
    )
    op.create_index("ix_change_record", "change", ["record"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("shows", sa.Text(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("added_by", sa.Text(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=True),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_note", sa.Text(), nullable=True),
        sa.Column("refresh_by", sa.Date(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("replaces", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_evidence_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["replaces"], ["evidence.id"], name="fk_evidence_replaces", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_replaces", "evidence", ["replaces"], unique=False)
    op.create_table(
        "inspection",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("document_type", sa.Text(), nullable=True),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("inspectorate", sa.Text(), nullable=True),
        sa.Column("framework", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("inspection_start", sa.Date(), nullable=True),
        sa.Column("inspection_end", sa.Date(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("received", sa.Date(), nullable=True),
        sa.Column("lead_inspector", sa.Text(), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("respond_to", sa.Text(), nullable=True),
        sa.Column("principal_authority", sa.Text(), nullable=True),
        sa.Column("submitted_by", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("addressees", sa.JSON(), nullable=False),
        sa.Column("judgements", sa.JSON(), nullable=False),
        sa.Column("fieldwork_periods", sa.JSON(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_inspection_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("board", sa.Text(), nullable=True),
        sa.Column("frozen_at", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_meeting_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("marking", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("agreed", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.Text(), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("submitted", sa.Date(), nullable=True),
        sa.Column("quiet_weeks", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.JSON(), nullable=False),
        sa.Column("closure_days", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_plan_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
    )
    op.create_table(
        "update",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("forecast", sa.Text(), nullable=True),
        sa.Column("forecast_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_update_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["target"], ["record.id"], name="fk_update_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_update"),
    )
    op.create_index("ix_update_target", "update", ["target"], unique=False)
    op.create_table(
        "challenge",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("meeting", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_challenge_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name="fk_challenge_meeting", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge"),
    )
    op.create_index("ix_challenge_meeting", "challenge", ["meeting"], unique=False)
    op.create_table(
        "chunk",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["blob.sha256"], name="fk_chunk_sha256", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("sha256", "seq", name="pk_chunk"),
    )
    op.create_table(
        "evidence_targets",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["evidence.id"], name="fk_evidence_targets_source", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["record.id"], name="fk_evidence_targets_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "target", name="pk_evidence_targets"),
    )
    op.create_index("ix_evidence_targets_target", "evidence_targets", ["target"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency"], ["agency.id"], name="fk_person_agency", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_person_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_index("ix_person_agency", "person", ["agency"], unique=False)
    op.create_table(
        "action",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("accountable", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("original_due", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Date(), nullable=True),
        sa.Column("forecast_due", sa.Date(), nullable=True),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("delivery_reason", sa.Text(), nullable=True),
        sa.Column("forecast", sa.Text(), nullable=True),
        sa.Column("forecast_reason", sa.Text(), nullable=True),
        sa.Column("assurance", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=True),
        sa.Column("success_measure", sa.Text(), nullable=True),
        sa.Column("evidence_needed", sa.Text(), nullable=True),
        sa.Column("impact", sa.Text(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accountable"], ["person.id"], name="fk_action_accountable", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["agency"], ["agency.id"], name="fk_action_agency", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_action_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["person.id"], name="fk_action_owner", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
    )
    op.create_index("ix_action_accountable", "action", ["accountable"], unique=False)
    op.create_index("ix_action_agency", "action", ["agency"], unique=False)
    op.create_index("ix_action_owner", "action", ["owner"], unique=False)
    op.create_table(
        "challenge_evidence",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["challenge.id"], name="fk_challenge_evidence_source", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["evidence.id"], name="fk_challenge_evidence_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "target", name="pk_challenge_evidence"),
    )
    op.create_index("ix_challenge_evidence_target", "challenge_evidence", ["target"], unique=False)
    op.create_table(
        "challenge_targets",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["challenge.id"], name="fk_challenge_targets_source", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["record.id"], name="fk_challenge_targets_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "target", name="pk_challenge_targets"),
    )
    op.create_index("ix_challenge_targets_target", "challenge_targets", ["target"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("paragraph", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("national_framework", sa.JSON(), nullable=False),
        sa.Column("inspection", sa.Text(), nullable=True),
        sa.Column("boxes", sa.JSON(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("delivery", sa.Text(), nullable=True),
        sa.Column("delivery_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency"], ["agency.id"], name="fk_finding_agency", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_finding_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.id"], name="fk_finding_inspection", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["person.id"], name="fk_finding_owner", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_agency", "finding", ["agency"], unique=False)
    op.create_index("ix_finding_inspection", "finding", ["inspection"], unique=False)
    op.create_index("ix_finding_owner", "finding", ["owner"], unique=False)
    op.create_table(
        "measure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("target_by", sa.Date(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("tolerance", sa.Double(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_measure_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["person.id"], name="fk_measure_owner", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
    )
    op.create_index("ix_measure_owner", "measure", ["owner"], unique=False)
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=True),
        sa.Column("paragraph", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("national_framework", sa.JSON(), nullable=False),
        sa.Column("responsible_body", sa.Text(), nullable=True),
        sa.Column("timescale", sa.Text(), nullable=True),
        sa.Column("inspection", sa.Text(), nullable=True),
        sa.Column("boxes", sa.JSON(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("impact", sa.Text(), nullable=True),
        sa.Column("delivery", sa.Text(), nullable=True),
        sa.Column("delivery_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency"], ["agency.id"], name="fk_recommendation_agency", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_recommendation_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["inspection"],
            ["inspection.id"],
            name="fk_recommendation_inspection",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["person.id"], name="fk_recommendation_owner", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation"),
    )
    op.create_index("ix_recommendation_agency", "recommendation", ["agency"], unique=False)
    op.create_index("ix_recommendation_inspection", "recommendation", ["inspection"], unique=False)
    op.create_index("ix_recommendation_owner", "recommendation", ["owner"], unique=False)
    op.create_table(
        "action_supporting",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["action.id"], name="fk_action_supporting_source", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["agency.id"], name="fk_action_supporting_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "target", name="pk_action_supporting"),
    )
    op.create_index("ix_action_supporting_target", "action_supporting", ["target"], unique=False)
    op.create_table(
        "action_targets",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["action.id"], name="fk_action_targets_source", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["record.id"], name="fk_action_targets_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "target", name="pk_action_targets"),
    )
    op.create_index("ix_action_targets_target", "action_targets", ["target"], unique=False)
    op.create_table(
        "action_waits_for",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["action.id"], name="fk_action_waits_for_source", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["action.id"], name="fk_action_waits_for_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "target", name="pk_action_waits_for"),
    )
    op.create_index("ix_action_waits_for_target", "action_waits_for", ["target"], unique=False)
    op.create_table(
        "extension",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("old_due", sa.Date(), nullable=True),
        sa.Column("new_due", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action"], ["action.id"], name="fk_extension_action", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_extension_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_extension"),
    )
    op.create_index("ix_extension_action", "extension", ["action"], unique=False)
    op.create_table(
        "measure_targets",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["measure.id"], name="fk_measure_targets_source", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["record.id"], name="fk_measure_targets_target", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "target", name="pk_measure_targets"),
    )
    op.create_index("ix_measure_targets_target", "measure_targets", ["target"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("original_due", sa.Date(), nullable=True),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action"], ["action.id"], name="fk_milestone_action", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_milestone_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
    )
    op.create_index("ix_milestone_action", "milestone", ["action"], unique=False)
    op.create_table(
        "point",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name="fk_point_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["measure"], ["measure.id"], name="fk_point_measure", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_point"),
    )
    op.create_index("ix_point_measure", "point", ["measure"], unique=False)
    op.create_table(
        "verification",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action"], ["action.id"], name="fk_verification_action", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_verification_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_verification"),
    )
    op.create_index("ix_verification_action", "verification", ["action"], unique=False)
