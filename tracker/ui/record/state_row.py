"""The state of an action and the owner's forecast: chosen from a list, with what the choice needs asked beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.actions.proposals import Proposal, is_better, proposed_assurance, proposed_forecast
from tracker.domain.actions.status import (
    CLOSED,
    FINISHED,
    OUT_OF_FORCE,
    Status,
    assurance_words,
    delivery_status,
    forecast_words,
)
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import ASSURANCE, DELIVERY, FORECAST, Action, Finding, Recommendation
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun
from tracker.errors import UserError
from tracker.ui.core.hub import Hub
from tracker.ui.forms.fields_edit import setting
from tracker.ui.forms.section import ErrorNote
from tracker.ui.look.date_field import DateField
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.status_picker import StatusPicker
from tracker.ui.look.theme import Theme
from tracker.ui.record.closing_sheet import ClosingSheet
from tracker.ui.statement.track import Track

Subject = Action | Recommendation | Finding


class ChoiceRow(QWidget):
    """A picker that asks beneath itself for what its choice needs, and saves both together."""

    def __init__(self, hub: Hub, theme: Theme, name: str, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hub = hub
        self._field = field
        self._record: Subject | None = None
        self._sent_for: RecordId | None = None
        self.picker = StatusPicker(theme, name, [], self)
        self.picker.activated.connect(self._picked)
        heading = label(name, "small", self)
        heading.setBuddy(self.picker)
        self.note = ErrorNote(theme, self)
        self.day = DateField(theme, self.tr("Done on"), hub.today, self)
        self.day.refused.connect(self.note.fail)
        self.reason = GrowingText(self.tr("Reason"), lines=2, parent=self)
        self.reason.given_up.connect(self.give_up)
        self.reason.entered.connect(self._save)
        self._asked = QWidget(self)
        self._why = label("", "small", self._asked, wrap=True)
        self.save = button(self.tr("Save"), "primary", self._asked)
        self.save.clicked.connect(self._save)
        leave = button(self.tr("Cancel"), "", self._asked)
        leave.clicked.connect(self.give_up)
        row = in_row(theme, None, leave, self.save)
        in_column(theme, self._why, self.day, self.reason, row, on=self._asked, gap=1, margins=0)
        in_column(theme, heading, self.picker, self._asked, self.note, on=self, gap=0.5, margins=0)
        self._draft = hub.drafts.join(
            self, f"choice {field}", {"reason": self.reason, "day": self.day}, heading.text, self._choice
        )  # fmt: skip
        self._asked.hide()

    @property
    def asking(self) -> bool:
        """Whether something is asked beside the choice."""
        return self._asked.isVisibleTo(self)

    def show_record(self, record: Subject, snapshot: Snapshot) -> None:
        """Shows an action's state; a choice under way stays."""
        other = self._record is None or self._record.id != record.id
        self._record = record
        self.offer(snapshot)
        if other:
            self._take_up(self._draft.show(record.id, self.give_up).get("choice"))
        elif not self.asking:
            self.picker.set_value(getattr(record, self._field))

    def offer(self, snapshot: Snapshot) -> None:
        """Offers the choices there are."""
        raise NotImplementedError

    def needs(self, token: str | None) -> tuple[str, bool, bool]:
        """What a choice needs: the words that ask, whether a day, whether a reason."""
        raise NotImplementedError

    def fields(self, token: str | None) -> dict[str, Any]:
        """The fields that are written for a choice."""
        raise NotImplementedError

    @Slot()
    def give_up(self) -> None:
        """Puts the saved state back and asks nothing more."""
        self._asked.hide()
        self.note.say("")
        self.reason.set_value(None)
        self.day.set_value(None)
        if self._record is not None:
            self.picker.set_value(getattr(self._record, self._field))

    def _choice(self) -> dict[str, str]:
        chosen = self.picker.value()
        return {"choice": chosen} if chosen else {}

    def _take_up(self, token: str | None) -> None:
        """Asks again what was being answered when the window went."""
        place = next((at for at, (one, _) in enumerate(self.picker.choices) if one == token), -1)
        if token is None or place < 0 or not any(self.needs(token)[1:]):
            return
        self.picker.setCurrentIndex(place)
        self._ask(*self.needs(token))

    @Slot(int)
    def _picked(self, _place: int) -> None:
        token = self.picker.value()
        self.note.say("")
        if self._record is None or token == getattr(self._record, self._field):
            self.give_up()
            return
        words, day, reason = self.needs(token)
        if not (day or reason):
            self._asked.hide()
            self._write(self.fields(token))
            return
        self.day.set_value(self.hub.today)
        self._ask(words, day, reason)
        (self.reason if reason else self.day).setFocus()

    def _ask(self, words: str, day: bool, reason: bool) -> None:
        self._why.setText(words)
        self.day.setVisible(day)
        if not self.day.changed_by_hand:
            self.day.set_value(self.hub.today)
        self.reason.setVisible(reason)
        self._asked.show()

    @Slot()
    def _save(self) -> None:
        try:
            self._write(self.fields(self.picker.value()))
        except UserError as fault:
            self.note.fail(fault)

    def _write(self, fields: dict[str, Any]) -> None:
        if self._record is None:
            return
        self._sent_for = self._record.id
        seen = {self._field: getattr(self._record, self._field)}
        self.hub.write(setting(self._record.id, fields, seen), self._saved, self._refused, what=self.tr("Saving"))

    @Slot(object)
    def _saved(self, _changes: object) -> None:
        fresh = self.hub.snapshot.get(self._sent_for)
        if fresh is not None and self._record is not None and fresh.id == self._record.id:
            self._record = fresh
            self.give_up()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        if self._record is None or self._record.id != self._sent_for:
            self.hub.failed.emit(error)
            return
        if not self.asking:
            self.picker.put_back()
        self.note.fail(error)


class DeliveryRow(ChoiceRow):
    """The delivery state. Complete asks for the day it was done (today, unless said otherwise)."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, "Delivery", "delivery", parent)
        self._theme = theme

    @override
    def offer(self, snapshot: Snapshot) -> None:
        """Offers the delivery states under the plan's own names."""
        self.picker.set_choices([(token, delivery_status(token, snapshot.plan.key)) for token in DELIVERY])

    @Slot(int)
    @override
    def _picked(self, place: int) -> None:
        """Takes a choice; closing has a sheet of its own, and until that is saved the action stays as it is."""
        record = self._record
        if self.picker.value() != CLOSED or not isinstance(record, Action) or record.delivery == CLOSED:
            super()._picked(place)
            return
        self.give_up()
        ClosingSheet(self.hub, self._theme, record, self.window()).open()

    @override
    def needs(self, token: str | None) -> tuple[str, bool, bool]:
        """A day for what is finished, a reason for what is dropped."""
        open_now = self._record is not None and self._record.delivery not in FINISHED
        if token in OUT_OF_FORCE:
            return self.tr("Why? The reason is kept and shown."), False, True
        if token in FINISHED and open_now:
            return self.tr("On which day was it done?"), True, False
        return "", False, False

    @override
    def fields(self, token: str | None) -> dict[str, Any]:
        """The state with its day and reason."""
        found: dict[str, Any] = {"delivery": token}
        if self.asking and self.day.isVisibleTo(self):
            found["done"] = self.day.typed()
        if self.asking and self.reason.value():
            found["delivery_reason"] = self.reason.value()
        return found


class ProposedRow(ChoiceRow):
    """A choice beside which stands what the rules propose; a better one asks for its reason."""

    def __init__(self, hub: Hub, theme: Theme, name: str, field: str, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, name, field, parent)
        self._proposal = Proposal(None, "")
        self.proposal = QWidget(self)
        self.proposed = label("", "small", self.proposal, wrap=True)
        self.take = button(self.tr("Take it"), "link", self.proposal)
        self.take.clicked.connect(self._take)
        self.take.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        in_column(theme, self.proposed, self.take, on=self.proposal, gap=0, margins=0)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(2, self.proposal)

    def propose(self, snapshot: Snapshot, action: Action) -> Proposal:
        """What the rules propose for an action."""
        raise NotImplementedError

    def words_for(self, token: str, snapshot: Snapshot) -> str:
        """What the plan calls a choice."""
        raise NotImplementedError

    @override
    def show_record(self, record: Subject, snapshot: Snapshot) -> None:
        """Shows an action's choice and what the rules would say."""
        super().show_record(record, snapshot)
        if not isinstance(record, Action):
            return
        self._proposal = self.propose(snapshot, record)
        token = self._proposal.token
        same = token is None or token == getattr(record, self._field)
        self.proposal.setVisible(not same)
        if token is None or same:
            return
        word = self.words_for(token, snapshot)
        words = self.tr("Rules propose {0}: {1}.").format(word, self._proposal.reason)
        self.proposed.setText(words + self.explained(record))
        self.take.setAccessibleName(self.tr("Take {0}").format(word))

    def explained(self, action: Action) -> str:
        """The reason that was given for saying better, where no other place shows it."""
        return ""

    def wants_reason(self, token: str | None) -> str:
        """The question for a choice that is better than the rules propose; "" for any other."""
        if not is_better(self._field, token, self._proposal):
            return ""
        said = self._proposal
        word = self.words_for(said.token or "", self.hub.snapshot)
        return self.tr("Rules propose {0}: {1}. Why do you say better?").format(word, said.reason)

    @override
    def needs(self, token: str | None) -> tuple[str, bool, bool]:
        """A reason where it is better than the rules propose."""
        words = self.wants_reason(token)
        return words, False, bool(words)

    @override
    def fields(self, token: str | None) -> dict[str, Any]:
        """The choice with its reason."""
        found: dict[str, Any] = {self._field: token}
        if self.asking:
            if not self.reason.value():
                raise UserError(self.missing(token))
            found[f"{self._field}_reason"] = self.reason.value()
        return found

    def missing(self, token: str | None) -> str:
        """What is said where the reason was left out."""
        return self.tr("A choice better than the rules propose needs a reason.")

    @Slot()
    def _take(self) -> None:
        token, why = self._proposal.token, self._proposal.reason
        self._asked.hide()
        self.picker.setCurrentIndex(self.picker.findText(self.words_for(token or "", self.hub.snapshot)))
        fields: dict[str, Any] = {self._field: token}
        if token in ("amber", "red"):
            fields[f"{self._field}_reason"] = begun(why)
        self._write(fields)


class ForecastRow(ProposedRow):
    """The owner's forecast. Amber and Red ask for the reason, and Green where the rules do not say so."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, "Forecast", "forecast", parent)

    @override
    def offer(self, snapshot: Snapshot) -> None:
        """Offers the forecasts under the plan's own names."""
        key = snapshot.plan.key
        self.picker.set_choices([(None, forecast_words(None)), *((one, forecast_words(one, key)) for one in FORECAST)])

    @override
    def propose(self, snapshot: Snapshot, action: Action) -> Proposal:
        """The forecast by the rules."""
        return proposed_forecast(snapshot, action, self.hub.today)

    @override
    def words_for(self, token: str, snapshot: Snapshot) -> str:
        """What the plan calls a forecast."""
        return forecast_words(token, snapshot.plan.key).word

    @override
    def needs(self, token: str | None) -> tuple[str, bool, bool]:
        """A reason for Amber and Red, and for what is better than the rules propose."""
        if token not in ("amber", "red"):
            return super().needs(token)
        words = self.wants_reason(token) or self.tr("What stands in the way, and what is being done about it?")
        return words, False, True

    @override
    def missing(self, token: str | None) -> str:
        """What is said where the reason was left out."""
        return self.tr("Amber and Red need a reason.") if token in ("amber", "red") else super().missing(token)


class AssuranceRow(ProposedRow):
    """How far it is shown that the action worked."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, "Assurance", "assurance", parent)
        self.track = Track(theme, self.tr("Assurance"), self)
        self.track.chosen.connect(self._stepped)
        self.picker.hide()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.track)

    @override
    def propose(self, snapshot: Snapshot, action: Action) -> Proposal:
        """The assurance by the rules."""
        return proposed_assurance(snapshot, action, self.hub.today)

    @override
    def words_for(self, token: str, snapshot: Snapshot) -> str:
        """What the plan calls a step of assurance."""
        return assurance_words(token, snapshot.plan.key).word

    @override
    def explained(self, action: Action) -> str:
        """The reason for the assurance."""
        reason = action.assurance_reason
        return "\n" + self.tr("Reason given: {0}").format(reason) if reason else ""

    @Slot()
    @override
    def give_up(self) -> None:
        """Puts the saved step back."""
        super().give_up()
        self._draw()

    @override
    def show_record(self, record: Subject, snapshot: Snapshot) -> None:
        """Shows how far an action has come."""
        super().show_record(record, snapshot)
        self._draw()

    @override
    def offer(self, snapshot: Snapshot) -> None:
        """Offers the steps of assurance under the plan's own names."""
        self.picker.set_choices([(one, assurance_words(one, snapshot.plan.key)) for one in ASSURANCE])

    def _draw(self) -> None:
        none, *words = (self.picker.itemText(place) for place in range(self.picker.count()))
        reached = max(self.picker.currentIndex(), 0)
        colour = assurance_words(ASSURANCE[reached], self.hub.snapshot.plan.key).colour
        self.track.show_steps(none, words, reached, colour)

    @Slot(object)
    def _stepped(self, reached: int) -> None:
        self.picker.setCurrentIndex(reached)
        self._draw()
        self._picked(reached)
        if self.asking:
            # The line keeps the keys, so that it can be taken further; Tab goes on to the reason.
            self.track.setFocus()

    @override
    def _refused(self, error: Any) -> None:
        super()._refused(error)
        self._draw()


class DecisionRow(ChoiceRow):
    """Whether a recommendation or finding is in the plan; leaving it out asks why."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, "Decision", "delivery", parent)

    @override
    def offer(self, snapshot: Snapshot) -> None:
        """Offers to keep it in the plan or to leave it out."""
        key = snapshot.plan.key
        kept = Status("ring", self.tr("In the plan"), "neutral")
        self.picker.set_choices([(None, kept), *((one, delivery_status(one, key)) for one in OUT_OF_FORCE)])

    @override
    def needs(self, token: str | None) -> tuple[str, bool, bool]:
        """A reason for leaving it out."""
        return self.tr("Why? The reason is kept and shown."), False, token is not None

    @override
    def fields(self, token: str | None) -> dict[str, Any]:
        """The decision with its reason."""
        found: dict[str, Any] = {"delivery": token}
        if self.asking:
            found["delivery_reason"] = self.reason.value()
        return found
