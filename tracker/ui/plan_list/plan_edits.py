"""What was typed in the list, sent to the services: each is one change that can be undone."""

from __future__ import annotations

from typing import Any

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
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records import editing
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.lists.cell_edits import CellEdits, Refusal
from tracker.ui.look.theme import Theme
from tracker.ui.record.closing_sheet import ClosingSheet

FIELDS = {
    "title": "title", "owner": "owner", "agency": "agency", "due": "due", "status": "delivery", "start": "start",
    "forecast_due": "forecast_due", "accountable": "accountable", "priority": "priority",
}  # fmt: skip
"""The field behind each column that is edited in the list."""
DAYS = ("due", "start", "forecast_due")
FOR_ALL = ("owner", "accountable", "agency", "priority")
"""What is typed in one selected row of several goes into all of them."""


class PlanEdits(CellEdits):
    """Sends edits of the plan list. `said` carries a sentence worth telling."""

    said = Signal(str)
    added = Signal(object)
    dropped = Signal(object)
    """The error that kept a new action from being added."""

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget) -> None:
        super().__init__(hub, parent)
        self._theme = theme
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
        if key == "due" and is_fixed(record):
            self._ask_for_date(record, said)
        elif key == "status" and said == CLOSED:
            ClosingSheet(self._hub, self._theme, record, self._window).open()
        elif key == "status" and said in OUT_OF_FORCE:
            self._ask_why(record, said)
        else:
            self._set(record, FIELDS[key], said, Refusal(record_id, key, said))

    def add(self, title: str, targets: tuple[RecordId, ...]) -> None:
        """Adds an action under what it is for."""
        refs = list(self._hub.snapshot.refs_of(targets))
        self._hub.write(
            Adding({"title": title, "for": refs}), self._was_added, self.dropped.emit, what=self.tr("Adding an action")
        )

    def refuse_many(self, typed: Refusal, moved: list[str]) -> None:
        """Gives back what was typed for several actions, since somebody else wrote in some of them meanwhile."""
        said = self.tr("Somebody else changed {0} while you were typing; nothing was written.").format(", ".join(moved))
        self.refuse(typed, UserError(said, self.tr("Press Enter again to write over it.")))

    def set_many(self, refs: list[str], field: str, value: str) -> None:
        """Writes one field of several actions as one change."""
        self._hub.write(Setting(refs, {field: value}))

    def ask_for_date(self, action: Action) -> None:
        """Asks for a new date, then for the reason where the first one was agreed."""

        def answered(said: str) -> None:
            self.edit(action.id, "due", said.strip())

        title = self.tr("Deadline of {0}").format(action.ref)
        question = self.tr("Due, for example 12 Mar 2026:")
        self._asker.text(self._window, title, question, answered, initial=dates.show(action.due))

    def _was_added(self, changes: Changes) -> None:
        new = changes.ids.get(Kind.ACTION, frozenset())
        if new:
            self.added.emit(max(new))

    def _set(self, record: Action, field: str, value: str, typed: Refusal) -> None:
        seen = {field: getattr(record, field)}
        self.send(Setting([record.ref], {field: value}, None, seen), typed)

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
            self._hub.write(Extending(action.ref, day, reason), self._was_asked)

        title = self.tr("New date for {0}: {1}").format(action.ref, shown)
        why = self.tr("This deadline was agreed. Why does it need to move? Someone else approves it; boards see both.")
        self._asker.text(self._window, title, why, answered, lines=True)

    def _was_asked(self, _changes: Changes) -> None:
        self.said.emit(self.tr("The new date was asked for. It counts once someone else approves it."))

    def _ask_why(self, action: Action, state: str) -> None:
        def answered(reason: str) -> None:
            seen = {"delivery": action.delivery}
            self._hub.write(Setting([action.ref], {"delivery": state}, reason, seen))

        title = self.tr("{0} becomes “{1}”").format(action.ref, state)
        self._asker.text(self._window, title, self.tr("Why? The reason is kept and shown."), answered, lines=True)


class Setting:
    """A command that sets fields of actions."""

    def __init__(
        self, refs: list[str], fields: dict[str, Any], reason: str | None = None, seen: dict[str, Any] | None = None
    ) -> None:
        self.refs, self.fields, self.reason, self.seen = refs, fields, reason, seen

    def __call__(self, uow: UnitOfWork, act: Act) -> Any:
        """Runs it."""
        return editing.set_fields(uow, act, self.refs, self.fields, reason=self.reason, expected=self.seen)


class Adding:
    """A command that adds a record (an action unless told)."""

    def __init__(self, fields: dict[str, Any], kind: Kind = Kind.ACTION) -> None:
        self.fields, self.kind = fields, kind

    def __call__(self, uow: UnitOfWork, act: Act) -> Any:
        """Runs it."""
        return editing.add(uow, act, self.kind, self.fields)


class Extending:
    """A command that asks for a new deadline."""

    def __init__(self, ref: str, day: str, reason: str) -> None:
        self.ref, self.day, self.reason = ref, day, reason

    def __call__(self, uow: UnitOfWork, act: Act) -> Any:
        """Runs it."""
        return extend.ask(uow, act, self.ref, self.day, self.reason)
