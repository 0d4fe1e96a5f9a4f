"""Updates on a record: what has happened, dated and signed, newest first, and a place to say more."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.actions.proposals import is_better, proposed_forecast
from tracker.domain.actions.status import forecast_words
from tracker.domain.dates.dates import show
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import FORECAST, Action, Update
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.meetings.updates import add_update
from tracker.ui.core.hub import Hub
from tracker.ui.forms.cards import Card, CardSection
from tracker.ui.forms.section import ErrorNote, PageContext
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.status_picker import Choice, StatusPicker
from tracker.ui.look.theme import Theme


class UpdateForm(QWidget):
    """Writes an update with, for an action, the forecast that goes with it. What is not sent stays by record.

    `sent` is emitted when one was written.
    """

    sent = Signal()

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._record: RecordId | None = None
        self._sent_for: RecordId | None = None
        self.words = GrowingText(self.tr("New update"), lines=2, parent=self)
        self.words.setPlaceholderText(self.tr("What has happened since the last update?"))
        self.words.textChanged.connect(self._tell)
        self.words.entered.connect(self.send_now)
        self.forecast = StatusPicker(theme, self.tr("Forecast with this update"), self._choices(), self)
        self.forecast.set_value(None)
        self.forecast.currentIndexChanged.connect(self._tell)
        self.reason = GrowingText(self.tr("Reason for the forecast"), lines=1, parent=self)
        self.reason.setPlaceholderText(self.tr("Why? Needed for Amber and Red, and for better than the rules"))
        self.reason.textChanged.connect(self._tell)
        self.reason.entered.connect(self.send_now)
        self.proposed = label("", "small", self, wrap=True)
        self.send = button(self.tr("Add update"), "primary", self, tip=self.tr("Ctrl+Enter in the words"))
        self.send.clicked.connect(self.send_now)
        self.note = ErrorNote(theme, self)
        typed = {"words": self.words, "reason": self.reason}
        self._draft = hub.drafts.join(self, "update", typed, self.words.accessibleName, self._forecast)
        row = in_row(theme, self.forecast, None, self.send, gap=2)
        in_column(theme, self.words, row, self.proposed, self.reason, self.note, on=self, gap=1.5, margins=0)
        self._tell()

    def show_record(self, record: Any) -> None:
        """Takes updates for this record."""
        if record.id != self._record:
            self._record = record.id
            kept = self._draft.show(record.id, self._empty)
            self.forecast.set_choices(self._choices())
            self.forecast.set_value(kept.get("forecast"))
        self.forecast.set_choices(self._choices())
        self.forecast.setVisible(isinstance(record, Action))
        self._tell()

    def _empty(self) -> None:
        for field in (self.words, self.reason):
            field.set_value(None)
        self.forecast.set_value(None)
        self.note.say("")

    def _forecast(self) -> dict[str, str]:
        chosen = self.forecast.value()
        return {"forecast": chosen} if chosen else {}

    @Slot()
    def _tell(self) -> None:
        better = self._better()
        self.proposed.setText(better)
        self.proposed.setVisible(bool(better))
        needs_reason = bool(better) or self.forecast.value() in ("amber", "red")
        self.reason.setVisible(needs_reason)
        self.send.setEnabled(bool(self.words.value()) and (not needs_reason or bool(self.reason.value())))

    def _choices(self) -> list[Choice]:
        key = self._hub.snapshot.plan.key
        drawn = ((token, forecast_words(token, key)) for token in FORECAST)
        return [(None, self.tr("Forecast as before")), *drawn]

    def _better(self) -> str:
        """The question where the forecast is better than the rules propose; "" where it is not."""
        action, chosen = self._hub.snapshot.get(self._record), self.forecast.value()
        if not isinstance(action, Action) or chosen is None:
            return ""
        proposal = proposed_forecast(self._hub.snapshot, action, self._hub.today, heard=True)
        if proposal.token is None or not is_better("forecast", chosen, proposal):
            return ""
        word = forecast_words(proposal.token, self._hub.snapshot.plan.key).word
        return self.tr("Rules propose {0}: {1}. Why do you say better?").format(word, proposal.reason)

    @Slot()
    def send_now(self) -> None:
        """Adds the update, where it is complete."""
        if self._record is None or not self.send.isEnabled():
            return
        self._sent_for = self._record
        self.send.setEnabled(False)
        forecast = self.forecast.value() if not self.forecast.isHidden() else None
        command = partial(
            add_update, ref=self._record, text=self.words.value() or "", forecast=forecast, reason=self.reason.value()
        )
        self._hub.write(command, self._sent, self._refused, what=self.tr("Adding an update"))

    @Slot(object)
    def _sent(self, _changes: object) -> None:
        if self._sent_for == self._record:
            self._empty()
        elif self._sent_for is not None:
            self._draft.forget(self._sent_for)
        self._tell()
        self.sent.emit()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.note.fail(error)
        self._tell()


class UpdatesSection(CardSection):
    """The form and the updates there are."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, gap=3)
        self.form = UpdateForm(self.hub, self.theme, self)
        self.stack(self.form, self.list)

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows a record's updates."""
        self.form.show_record(record)
        updates = tuple(reversed(snapshot.updates_for(record.id)))
        self.list.show_items(updates, self.tr("No updates yet. Write above how things stand."))

    @override
    def start(self) -> None:
        """Puts the cursor where an update is written."""
        self.form.words.setFocus()

    @override
    def card(self, item: Update) -> Card:
        made = Card(self.theme, item.id, item.ref, self)
        made.column.setContentsMargins(0, 0, 0, self.theme.space(1))
        key = self.hub.snapshot.plan.key
        forecast = forecast_words(item.forecast, key) if item.forecast else None
        made.head(f"{show(item.dated)}  ·  {item.author or ''}", forecast, "small")
        made.say(item.text)
        made.say(item.forecast_reason, "quiet")
        made.end()
        return made
