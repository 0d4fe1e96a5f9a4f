"""What was typed in the list, sent to the services: each is one change that can be undone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.actions.status import CLOSED, OUT_OF_FORCE
from tracker.domain.dates import dates
from tracker.domain.dates.deadlines import is_fixed
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.records import editing
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.lists.cell_edits import CellEdits, Refusal
from tracker.ui.lists.cells import DRAFT

FIELDS = {
    "title": "title", "owner": "owner", "agency": "agency", "due": "due", "status": "delivery", "start": "start",
    "forecast_due": "forecast_due", "accountable": "accountable", "priority": "priority",
}  # fmt: skip
"""The field behind each column that is edited in the list."""
DAYS = ("due", "start", "forecast_due")
FOR_ALL = ("owner", "accountable", "agency", "priority")
"""What is typed in one selected row of several goes into all of them."""


class PlanEdits(CellEdits):
    """Sends edits of the plan list. `said` carries a sentence worth telling, `do_asked` a Do."""

    said = Signal(str)
    do_asked = Signal(object)
    added = Signal(object)
    dropped = Signal(object)
    """The error that kept a new action from being added."""

    def __init__(self, hub: Hub, asker: Asker, parent: QWidget) -> None:
        super().__init__(hub, parent)
        self._asker = asker
        self._window = parent

    def edit(self, record_id: RecordId, key: str, said: str, seen: Action | None = None) -> None:
        """Writes what was typed in a cell; asks first where the plan needs to know why.

        `seen` is the action as it stood when the typing began: what somebody else wrote since is not overwritten.
        """
        record = seen or self._hub.snapshot.get(record_id)
        if not isinstance(record, Action):
            return
        try:
            if key in DAYS and said:
                said = dates.parse(said).isoformat()
        except UserError as error:
            self.refuse(Refusal(record_id, key, said), error)
            return
        asked = (key == "due" and is_fixed(record)) or (key == "status" and said in (CLOSED, *OUT_OF_FORCE))
        if not asked:
            self._set(record, FIELDS[key], said, Refusal(record_id, key, said))
            return
        self.over(record_id, key)  # a sheet has it from here
        if key == "due":
            self._ask_for_date(record, said)
        elif said == CLOSED:
            self.do_asked.emit(Do.CLOSE_ACTION)  # its row is in hand, since it was typed in
        else:
            self._ask_why(record, said)

    def add(self, title: str, targets: tuple[RecordId, ...]) -> None:
        """Adds an action under what it is for."""
        refs = list(self._hub.snapshot.refs_of(targets))
        self.await_written(DRAFT, "title")
        self._hub.write(
            partial(editing.add, kind=Kind.ACTION, fields={"title": title, "for": refs}),
            self._was_added,
            self.dropped.emit,
            what=self.tr("Adding an action"),
        )

    def refuse_many(self, typed: Refusal, moved: list[str]) -> None:
        """Gives back what was typed for several actions, since somebody else wrote in some of them meanwhile."""
        said = self.tr("Somebody else changed {0} while you were typing; nothing was written.").format(", ".join(moved))
        self.refuse(typed, UserError(said, self.tr("Press Enter again to write over it.")))

    def set_many(self, refs: list[str], field: str, value: str) -> None:
        """Writes one field of several actions as one change."""
        self._hub.write(partial(editing.set_fields, refs=refs, fields={field: value}))

    def _was_added(self, changes: Changes) -> None:
        self.over(DRAFT, "title")
        new = changes.ids.get(Kind.ACTION, frozenset())
        if new:
            self.added.emit(max(new))

    def _set(self, record: Action, field: str, value: str, typed: Refusal) -> None:
        expected = {field: getattr(record, field)}
        self.send(partial(editing.set_fields, refs=[record.ref], fields={field: value}, expected=expected), typed)

    def _ask_for_date(self, action: Action, day: str) -> None:
        if not day:
            error = UserError(
                self.tr("The deadline of {0} was agreed and cannot be emptied.").format(action.ref),
                self.tr("Give it a new date and a reason instead."),
            )
            self._hub.failed.emit(error)
            return
        if dates.parse(day) == action.due:
            return
        shown = dates.show(dates.parse(day))

        def answered(reason: str) -> None:
            self._hub.write(partial(extend.ask, ref=action.ref, to=day, reason=reason), self._was_asked)

        title = self.tr("New date for {0}: {1}").format(action.ref, shown)
        why = self.tr("This deadline was agreed. Why does it need to move? Someone else approves it; boards see both.")
        self._asker.text(self._window, title, why, answered, lines=True, go=self.tr("Ask for this date"))

    def _was_asked(self, _changes: Changes) -> None:
        self.said.emit(self.tr("The new date was asked for. It counts once someone else approves it."))

    def _ask_why(self, action: Action, state: str) -> None:
        def answered(reason: str) -> None:
            expected = {"delivery": action.delivery}
            fields = {"delivery": state}
            self._hub.write(
                partial(editing.set_fields, refs=[action.ref], fields=fields, reason=reason, expected=expected)
            )

        title = self.tr("{0} becomes “{1}”").format(action.ref, state)
        why, go = self.tr("Why? The reason is kept and shown."), self.tr("Save with this reason")
        self._asker.text(self._window, title, why, answered, lines=True, go=go)
