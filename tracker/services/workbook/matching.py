"""Which record each returned row speaks of: by its hidden id, by its reference, or none because it is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.people.people import fold
from tracker.domain.plan.records import Kind, Record, kind_of
from tracker.domain.plan.scope import scope_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.returned import ReturnedRow
from tracker.errors import UserError
from tracker.services.workbook.proposal import Draft
from tracker.services.workbook.wanted_values import View


@dataclass
class Matched:
    """The rows of each record that went out, in the file's order, and the rows that are new."""

    known: dict[str, tuple[Any, list[ReturnedRow]]] = field(default_factory=dict)
    new: list[ReturnedRow] = field(default_factory=list)


def match(view: View, rows: Iterable[ReturnedRow]) -> Matched:
    """The rows by record; what cannot be told is said in the draft and left out."""
    found = Matched()
    rows = tuple(rows)
    copies = Counter((row.kind, row.id) for row in rows if row.id is not None)
    for row in rows:
        record = _record_of(view.base, row, view.draft)
        if record == "unknown":
            continue
        copied = row.id is not None and not row.ref and copies[row.kind, row.id] > 1
        if record is None or copied:
            found.new.append(row)
        else:
            found.known.setdefault(record.id, (record, []))[1].append(row)
    return found


def _record_of(base: Snapshot, row: ReturnedRow, draft: Draft) -> Any:
    """The record as it went out; None for a new row; "unknown" where the row speaks of something else."""
    by_id = _of_kind(base.get(row.id), row.kind)
    by_ref = _of_kind(base.by_ref(row.ref) if row.ref else None, row.kind)
    if by_id is not None and by_ref is not None and by_id is not by_ref:
        draft.say(
            row.where, f"This row's hidden number is that of {by_id.ref}: it is taken as {by_ref.ref}, as it says."
        )
        return by_ref
    if by_id is not None:
        if row.ref and fold(row.ref) != fold(by_id.ref):
            draft.say(row.where, f"“{row.ref}” stood as {by_id.ref}: references never change, so it is taken as that.")
        return by_id
    if by_ref is not None:
        return by_ref
    if row.id is not None:
        draft.say(row.where, "This row was not in the workbook that went out: it is not taken.")
        return "unknown"
    if row.ref:
        draft.say(row.where, f"There is no {row.ref}: the row is taken as new and gets a reference of its own.")
    return None


def _of_kind(record: Record | None, kind: Kind) -> Record | None:
    return record if record is not None and kind_of(record) is kind else None


def missing(view: View, matched: Matched, kinds: Iterable[Kind], for_name: str | None) -> list[str]:
    """The references of records that went out, still stand, and have no row any more. Nothing follows from it."""
    try:
        sent = scope_of(view.base, for_name)
    except UserError:
        return []
    present = set(kinds)
    return [
        record.ref
        for kind, records in sent.records.items()
        if kind in present
        for record in records
        if record.id not in matched.known and view.now.get(record.id) is not None
    ]
