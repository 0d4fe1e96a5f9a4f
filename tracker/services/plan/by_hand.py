"""A recommendation or finding typed by hand: what no file was imported for (a peer review, scrutiny, an audit)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.domain.text.words import one_line
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import make

SOURCES = ("Peer review", "Scrutiny report", "Internal audit", "External audit", "Serious case review")
"""Kinds of source that are offered where something is typed by hand."""


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that is not in the plan yet: what it is called, what kind it is, and when it was published."""

    title: str
    document_type: str = ""
    published: date | None = None


def type_in(
    uow: UnitOfWork, act: Act, kind: Kind, words: str, *, source: str | NewSource | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Done:  # fmt: skip
    """Adds a recommendation or finding; its reference is the first of the result's.

    `source` is the reference of an inspection, or a new one, which is added in the same changeset; `fields` are further
    external names with values. Raises UserError where there are no words, or the source is not in the plan.
    """
    if kind not in (Kind.RECOMMENDATION, Kind.FINDING):
        raise UserError(f"{kind} is not typed in this way", "type in a recommendation or a finding")
    context = context_of(uow, act)
    text = needed(words, "what was said")
    inspection = _source(context, source)
    made = make(context, kind, {"text": text, **(fields or {})})
    context.put(replace(made, inspection=inspection), context.asked[made.id].named)
    return Done(commit(context, "add"), (made.ref,))


def _source(context: Context, source: str | NewSource | None) -> RecordId | None:
    if source is None:
        return None
    if isinstance(source, str):
        return RecordId(context.find(source, Kind.INSPECTION).id)
    if not one_line(source.title):
        raise UserError("the new source has no title", "say what it is called")
    named = {"title": one_line(source.title), "document_type": one_line(source.document_type)}
    found = make(context, Kind.INSPECTION, {name: value for name, value in named.items() if value})
    if source.published is not None:
        context.put(replace(found, published=source.published), context.asked[found.id].named)
    return RecordId(found.id)
