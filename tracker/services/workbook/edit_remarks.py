"""What a person should look at in what a returned workbook edits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, kind_of
from tracker.services.records.remarks import evidence_lost
from tracker.services.workbook.known_rows import settled
from tracker.services.workbook.proposal import Edited
from tracker.services.workbook.wanted_values import View


def remark_on_edits(view: View) -> None:
    """Notes, at its cell, where a workbook's edits of evidence leave a closed action without any that was accepted."""
    edits: dict[RecordId, list[Edited]] = {}
    for edit in view.draft.applied:
        if edit.place.kind is Kind.EVIDENCE:
            edits.setdefault(edit.place.record, []).append(edit)
    after = view.now
    for record_id, own in edits.items():
        new = _as_edited(view, view.now.get(record_id), own)
        after = after.with_records([(kind_of(new), record_id, new)], after.number, after.head)
    for record_id, words in evidence_lost(view.now, after, edits, view.context.act.today):
        view.draft.note(edits[record_id][0].cell, f"{words}.")


def _as_edited(view: View, current: Any, edits: Iterable[Edited]) -> Any:
    return settled(view, current, {edit.place.name: edit.value for edit in edits}, "")
