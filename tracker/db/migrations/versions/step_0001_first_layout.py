"""The first layout of a plan: the register, a table for each kind of record, links, files and the change log.

A column is written `name:type`, with `*` before it where it is of the primary key, `!` after it where it must be
filled, and `>table.column` where it leads to another.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

TYPES: dict[str, type[sa.types.TypeEngine[Any]]] = {
    "text": sa.Text, "json": sa.JSON, "date": sa.Date, "whole": sa.BigInteger, "int": sa.Integer,
    "number": sa.Double, "bytes": sa.LargeBinary,
}  # fmt: skip
LOG = {
    "changeset": (
        "*number:int! parent:text! hash:text! at:text! who:text! system_user:text! verb:text! why:text "
        "why_salt:bytes why_digest:bytes! undoes:int>changeset.number redoes:int>changeset.number joined:text"
    ),
    "counter": "*kind:text! last:int!",
    "head": "*id:int! number:int! hash:text! schema:int!",
    "record": "*id:text! kind:text! ref:text",
    "alias": "*old_ref:text! ref:text! changeset:int!>changeset.number",
    "blob": "*sha256:text! size:whole! at:text! erased:int>changeset.number",
    "change": (
        "*changeset:int!>changeset.number *seq:int! record:text! kind:text! field:text! old:text old_salt:bytes "
        "old_digest:bytes! new:text new_salt:bytes new_digest:bytes!"
    ),
    "chunk": "*sha256:text!>blob.sha256 *seq:int! data:bytes!",
}
UNIQUE = {"changeset": "hash", "record": "ref"}
KINDS = {
    "agency": "name:text! aliases:json! active_to:date",
    "evidence": (
        "kind:text shows:text dated:date period_from:date period_to:date added_by:text added_on:date "
        "review:text! reviewed_by:text reviewed_on:date review_note:text refresh_by:date file:text size:whole "
        "url:text sha256:text replaces:text>evidence.id"
    ),
    "inspection": (
        "title:text document_type:text family:text inspectorate:text framework:text area:text "
        "inspection_start:date inspection_end:date published:date received:date lead_inspector:text "
        "respond_by:date respond_to:text principal_authority:text submitted_by:text outcome:text "
        "addressees:json! judgements:json! fieldwork_periods:json! pages:whole file:text sha256:text "
        "note:text"
    ),
    "meeting": "name:text! held_on:date board:text frozen_at:whole note:text",
    "plan": (
        "title:text! area:text marking:text summary:text agreed:date agreed_by:text respond_by:date "
        "submitted:date quiet_weeks:whole key:json! closure_days:json!"
    ),
    "update": "target:text>record.id text:text! dated:date author:text forecast:text forecast_reason:text",
    "challenge": (
        "question:text! asked_by:text asked_on:date meeting:text>meeting.id answer:text answered_by:text "
        "answered_on:date state:text! content_on:date"
    ),
    "person": "name:text! role:text agency:text>agency.id email:text active_to:date",
    "action": (
        "title:text! description:text owner:text>person.id accountable:text>person.id agency:text>agency.id "
        "start:date due:date original_due:date agreed:date forecast_due:date done:date delivery:text! "
        "delivery_reason:text forecast:text forecast_reason:text assurance:text! priority:text "
        "success_measure:text evidence_needed:text impact:text position:whole!"
    ),
    "finding": (
        "kind:text! text:text! page:whole paragraph:text section:text theme:text themes:json! "
        "national_framework:json! inspection:text>inspection.id boxes:json! position:whole! "
        "owner:text>person.id agency:text>agency.id response:text delivery:text delivery_reason:text"
    ),
    "measure": (
        "name:text! unit:text baseline:number baseline_on:date target:number target_by:date direction:text! "
        "tolerance:number owner:text>person.id source:text"
    ),
    "recommendation": (
        "kind:text! text:text! page:whole paragraph:text theme:text themes:json! national_framework:json! "
        "responsible_body:text timescale:text inspection:text>inspection.id boxes:json! position:whole! "
        "owner:text>person.id agency:text>agency.id response:text impact:text delivery:text "
        "delivery_reason:text"
    ),
    "extension": (
        "action:text>action.id old_due:date new_due:date reason:text asked_by:text asked_on:date state:text! "
        "decided_by:text decided_on:date decision_note:text"
    ),
    "milestone": "action:text>action.id title:text! due:date original_due:date done:date position:whole!",
    "point": "measure:text>measure.id dated:date value:number note:text",
    "verification": "action:text>action.id due:date done:date checked_by:text outcome:text note:text",
}
"""Beside what each has: its id in the register, and its version."""
LINKS = (
    "evidence.targets>record",
    "challenge.evidence>evidence",
    "challenge.targets>record",
    "action.supporting>agency",
    "action.targets>record",
    "action.waits_for>action",
    "measure.targets>record",
)


def upgrade() -> None:
    """Makes every table."""
    for name, words in LOG.items():
        _make(name, words.split())
    op.create_index("ix_change_record", "change", ["record"], unique=False)
    for name, words in KINDS.items():
        own = ["*id:text!>record.id", "version:int!", *words.split()]
        _make(name, own)
        for word in own[2:]:
            if ">" in word:
                _index(name, word.partition(":")[0])
    for word in LINKS:
        field, _, target = word.partition(">")
        source = field.partition(".")[0]
        name = field.replace(".", "_")
        _make(name, [f"*source:text!>{source}.id", f"*target:text!>{target}.id"])
        _index(name, "target")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def _make(name: str, words: list[str]) -> None:
    columns: list[sa.Column[Any]] = []
    rules: list[sa.schema.SchemaItem] = []
    keys = []
    for word in words:
        column, _, rest = word.partition(":")
        kind, _, target = rest.partition(">")
        key = column.removeprefix("*")
        if key != column:
            keys.append(key)
        made = sa.Column(key, TYPES[kind.rstrip("!")](), autoincrement=False, nullable=not kind.endswith("!"))
        columns.append(made)
        if target:
            named = f"fk_{name}_{key}"
            rules.append(sa.ForeignKeyConstraint([key], [target], name=named, initially="DEFERRED", deferrable=True))
    if name in UNIQUE:
        rules.append(sa.UniqueConstraint(UNIQUE[name], name=f"uq_{name}_{UNIQUE[name]}"))
    op.create_table(name, *columns, *rules, sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"))
