"""The tables of a plan: one for each kind of record, made from its field specifications, and those of the change log.

Every record stands in the register `record` too, so that a link to any of several kinds is a real foreign key.
Foreign keys are deferred to the end of the transaction: records may be written in any order.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from typing_extensions import override

from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.records import RECORD_TYPES, Kind, specs

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=NAMES)


class Moment(sa.TypeDecorator[datetime]):
    """An aware moment, kept as ISO text in UTC: SQLite would give it back without its zone."""

    impl = sa.Text
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:
        return value.astimezone(UTC).isoformat() if value is not None else None

    @override
    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if value is not None else None


class Bytes(sa.LargeBinary):
    """Bytes handed to the driver as they are: both drivers take them, and a log has millions."""

    @override
    def bind_processor(self, dialect: sa.Dialect) -> None:
        return None


COLUMN_TYPES: dict[FieldType, sa.types.TypeEngine[Any]] = {
    FieldType.TEXT: sa.Text(),
    FieldType.NOTE: sa.Text(),
    FieldType.TOKEN: sa.Text(),
    FieldType.LINK: sa.Text(),
    FieldType.DATE: sa.Date(),
    FieldType.MOMENT: Moment(),
    FieldType.WHOLE: sa.BigInteger(),
    FieldType.NUMBER: sa.Double(),
    FieldType.FLAG: sa.Boolean(),
    FieldType.WORDS: sa.JSON(),
    FieldType.PARTS: sa.JSON(),
}


def reference(target: str) -> sa.ForeignKey:
    """A foreign key that is checked when the transaction ends."""
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")


def linked_table(field: Spec) -> str:
    """The name of the table that a field's links point into: a kind's own, or the register where there are several."""
    return field.links[0] if len(field.links) == 1 else "record"


record = sa.Table(
    "record", metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("ref", sa.Text, unique=True),
)  # fmt: skip

changeset = sa.Table(
    "changeset", metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("parent", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("system_user", sa.Text, nullable=False),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("why", sa.Text),
    sa.Column("why_salt", Bytes),
    sa.Column("why_digest", Bytes, nullable=False),
    sa.Column("undoes", sa.Integer, reference("changeset.number")),
    sa.Column("redoes", sa.Integer, reference("changeset.number")),
    sa.Column("joined", sa.Text),
)  # fmt: skip

change = sa.Table(
    "change", metadata,
    sa.Column("changeset", sa.Integer, reference("changeset.number"), primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("record", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("old", sa.Text),
    sa.Column("old_salt", Bytes),
    sa.Column("old_digest", Bytes, nullable=False),
    sa.Column("new", sa.Text),
    sa.Column("new_salt", Bytes),
    sa.Column("new_digest", Bytes, nullable=False),
)  # fmt: skip

head = sa.Table(
    "head", metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("schema", sa.Integer, nullable=False),
)  # fmt: skip
"""One row: the last changeset, so that a log cut short shows, and the version of this layout."""

counter = sa.Table(
    "counter", metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)  # fmt: skip
"""The highest number given to a reference of each kind; it never goes back."""

alias = sa.Table(
    "alias", metadata,
    sa.Column("old_ref", sa.Text, primary_key=True),
    sa.Column("ref", sa.Text, nullable=False),
    sa.Column("changeset", sa.Integer, reference("changeset.number"), nullable=False),
)  # fmt: skip

blob = sa.Table(
    "blob", metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("erased", sa.Integer, reference("changeset.number")),
)  # fmt: skip
"""The files of a plan by their SHA-256; `erased` is the changeset that took the bytes away."""

chunk = sa.Table(
    "chunk", metadata,
    sa.Column("sha256", sa.Text, reference("blob.sha256"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("data", Bytes, nullable=False),
)  # fmt: skip


def _column(name: str, field: Spec, required: bool) -> sa.Column[Any]:
    if field.type is FieldType.LINK:
        return sa.Column(name, sa.Text, reference(f"{linked_table(field)}.id"), index=True)
    return sa.Column(name, COLUMN_TYPES[field.type], nullable=not required)


def _kind_table(kind: Kind) -> sa.Table:
    blank = RECORD_TYPES[kind]
    columns = [
        _column(name, field, required=getattr(blank(id=""), name) is not None)  # type: ignore[arg-type]
        for name, field in specs(kind).items()
        if field.type is not FieldType.LINKS
    ]
    own_id: sa.Column[Any] = sa.Column("id", sa.Text, reference("record.id"), primary_key=True)
    version: sa.Column[Any] = sa.Column("version", sa.Integer, nullable=False)
    return sa.Table(kind.value, metadata, own_id, version, *columns)


def _link_table(kind: Kind, field: Spec) -> sa.Table:
    return sa.Table(
        f"{kind.value}_{field.name}",
        metadata,
        sa.Column("source", sa.Text, reference(f"{kind.value}.id"), primary_key=True),
        sa.Column("target", sa.Text, reference(f"{linked_table(field)}.id"), primary_key=True, index=True),
    )


KINDS: dict[Kind, sa.Table] = {kind: _kind_table(kind) for kind in Kind}
LINKS: dict[Kind, dict[str, sa.Table]] = {
    kind: {name: _link_table(kind, field) for name, field in specs(kind).items() if field.type is FieldType.LINKS}
    for kind in Kind
}
