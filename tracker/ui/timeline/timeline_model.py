"""The plan list along time: the same actions under the same recommendations, each with its span."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from tracker.domain.actions.status import progress, recommendation_status, status_words
from tracker.domain.dates.deadlines import is_open
from tracker.domain.dates.timeline import Span, span_of, span_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action
from tracker.ui.lists.cells import Cell, Column, Look, number_of
from tracker.ui.look.plain import plain_tip
from tracker.ui.plan_list.action_columns import ref_cell
from tracker.ui.plan_list.plan_model import PlanModel

TIME = "time"


def title_cell(look: Look, record: Any) -> Cell:
    """An action with its state and owner under it; a recommendation with its state and how far its actions are."""
    key = look.snapshot.plan.key
    if not isinstance(record, Action):
        status = recommendation_status(look.snapshot, record, look.today)
        done, total = progress(look.snapshot.actions_for(record.id))
        facts = [status.word, f"{done} of {total} done" if total else ""]
        return Cell(record.text, "  ·  ".join(fact for fact in facts if fact), second=status, strong=True)
    status = status_words(record, look.today, key)
    owner = look.snapshot.name_of(record.owner) or ("No owner" if is_open(record) else "")
    quiet = "  ·  ".join(part for part in (status.word, owner) if part)
    tone = "bad" if status.tone == "bad" else ""
    return Cell(record.title or "Untitled action", quiet, second=status, quiet_tone=tone)


def time_cell(look: Look, record: Any) -> Cell:
    """The span in words; it is drawn by its own delegate."""
    if not isinstance(record, Action):
        return Cell()
    span = span_of(look.snapshot, record, look.today)
    return Cell(spoken=", ".join(span_words(look.snapshot, record, span, look.today)))


def _title_order(_look: Look, record: Any) -> Any:
    return (record.title if isinstance(record, Action) else record.text).casefold()


def _time_order(look: Look, record: Any) -> Any:
    return span_of(look.snapshot, record, look.today).end if isinstance(record, Action) else None


def _ref_order(_look: Look, record: Any) -> Any:
    return number_of(record.ref)


TIME_COLUMNS = (
    Column("ref", "Ref", 17, ref_cell, _ref_order),
    Column("title", "Action", 80, title_cell, _title_order),
    Column(TIME, "Time", 100, time_cell, _time_order, stretch=True),
)


class TimelineModel(PlanModel):
    """A plan list whose last column is time. It is read only: work is done in the record's panel."""

    fits_columns = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, TIME_COLUMNS)

    def span_at(self, record_id: RecordId | None) -> Span | None:
        """Where an action stands along time; None for anything else."""
        record, look = self.lookup(record_id), self.look
        if not isinstance(record, Action) or look is None:
            return None
        return span_of(look.snapshot, record, look.today)

    @override
    def spoken(self, record_id: RecordId) -> str:
        record = self.lookup(record_id)
        if not isinstance(record, Action) or self.look is None:
            return super().spoken(record_id)
        owner = self.look.snapshot.name_of(record.owner)
        named = f"{record.ref} {record.title or 'Untitled action'}"
        return ", ".join((named, f"owner {owner}" if owner else "no owner", self.cells(record_id)[2].spoken))

    @override
    def _said(self, record_id: RecordId, column: int, cell: Cell, role: int) -> Any:
        record, look = self.lookup(record_id), self.look
        if role == Qt.ItemDataRole.ToolTipRole and column == 2 and isinstance(record, Action) and look is not None:
            said = span_words(look.snapshot, record, span_of(look.snapshot, record, look.today), look.today)
            lines = (words[:1].upper() + words[1:] for words in said)
            return plain_tip("\n".join((f"{record.ref} {record.title}", *lines)))
        return super()._said(record_id, column, cell, role)
