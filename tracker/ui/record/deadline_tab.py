"""The deadline of an action: where it stood first, every change of it, asking for a new one, deciding on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.domain.actions.status import Status
from tracker.domain.board.board_dates import closure_days
from tracker.domain.dates.dates import show, show_with_weekday
from tracker.domain.dates.deadlines import (
    days_overdue,
    decided_words,
    is_fixed,
    is_forecast_late,
    is_open,
    moved_before_a_meeting,
    moved_words,
    ordinal,
    pending_extension,
    redated_before_a_meeting,
    times_moved,
)
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.meetings.questions import latest_meetings, meeting_words
from tracker.domain.people.people import owner_names, same_hands
from tracker.domain.plan.external import blockers
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Extension
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.fields_edit import said
from tracker.ui.forms.stack_list import StackList
from tracker.ui.look.date_field import DateField
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.note import Note
from tracker.ui.look.parts import StatusLabel, button, card, label, rule
from tracker.ui.look.theme import Theme

LATEST_MEETINGS = 4
"""So many meetings are offered as having decided."""
STATES = {
    "pending": Status("half", "Waiting for approval", "warning"),
    "approved": Status("tick", "Approved", "good"),
    "refused": Status("cross", "Refused", "bad"),
    "withdrawn": Status("dash", "Withdrawn", "muted"),
}


class ExtensionForm(QWidget):
    """Asks for a new date of an agreed action, with a reason."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._record: RecordId | None = None
        self.ask = button(self.tr("Ask for a new date…"), "", self, tip=self.tr("With a reason; someone else approves"))
        self.ask.clicked.connect(self.start)
        self.form = self._build(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.form)
        self.form.hide()

    def _build(self, theme: Theme) -> QFrame:
        frame = card(self)
        form = QFormLayout(frame)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.space(1))
        self.to = DateField(theme, self.tr("New date"), self._hub.today, frame)
        self.to.committed.connect(self._dated)
        self.to.refused.connect(self._refused_date)
        self.reason = GrowingText(self.tr("Reason for the new date"), lines=2, parent=frame)
        self.reason.setPlaceholderText(self.tr("Boards will read this."))
        self.note = Note(theme, "bad", frame)
        for words, field in ((self.tr("New date"), self.to), (self.tr("Why does it need to move?"), self.reason)):
            heading = label(words, "small", frame)
            heading.setBuddy(field)
            form.addRow(heading, field)
        form.addRow(self.note)
        row = QHBoxLayout()
        row.addStretch(1)
        leave = button(self.tr("Cancel"), "", frame)
        leave.clicked.connect(self.close_form)
        self.send = button(self.tr("Ask"), "primary", frame)
        self.send.clicked.connect(self._send)
        row.addWidget(leave)
        row.addWidget(self.send)
        form.addRow(row)
        return frame

    def show_record(self, action: Action, may_ask: bool) -> None:
        """Asks about this action from now on."""
        if action.id != self._record:
            self._record = action.id
            self.close_form()
        self.ask.setVisible(may_ask and not self.form.isVisibleTo(self))

    @Slot()
    def start(self) -> None:
        """Opens the form."""
        if self.ask.isVisibleTo(self) or self.form.isVisibleTo(self):
            self.ask.hide()
            self.form.show()
            self.to.setFocus()

    @Slot()
    def close_form(self) -> None:
        """Puts the form away, emptied."""
        self.to.set_value(None)
        self.reason.set_value(None)
        self.note.say("")
        self.form.hide()
        self.ask.show()

    @Slot(object)
    def _dated(self, day: Any) -> None:
        self.to.set_value(day)
        self.note.say(non_working_warning(day) if day else "", "warning")

    @Slot(object)
    def _refused_date(self, words: str) -> None:
        self.note.say(words, "bad")

    @Slot()
    def _send(self) -> None:
        try:
            day = self.to.typed()
        except UserError as fault:
            self.note.say(said(fault), "bad")
            return
        if day is None or not self.reason.value() or self._record is None:
            self.note.say(self.tr("A date and a reason are needed."), "bad")
            return
        record, reason = self._record, self.reason.value() or ""

        def command(uow: UnitOfWork, act: Act) -> Any:
            return extend.ask(uow, act, record, day, reason)

        self._hub.write(command, self._asked, self._refused, what=self.tr("Asking for a new date"))

    @Slot(object)
    def _asked(self, _changes: object) -> None:
        self.close_form()
        self.ask.hide()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.note.say(said(error), "bad")


class DeadlineTab(QWidget):
    """The deadline of one action."""

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._asker = asker
        self._theme = theme
        self._facts = label("", "", self, wrap=True)
        self.form = ExtensionForm(hub, theme, self)
        self.note = Note(theme, "bad", self)
        self.waiting = StackList(theme, self._card, self)
        self.list = StackList(theme, self._card, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        for widget in (self.note, self.waiting, self._facts, self.form, self.list):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_record(self, action: Action, snapshot: Snapshot) -> None:
        """Shows an action's deadline."""
        extensions = snapshot.extensions_of(action.id)
        waiting = pending_extension(action, extensions)
        self._facts.setText("\n".join(deadline_facts(action, snapshot, self._hub.today)))
        self.form.show_record(action, is_fixed(action) and is_open(action) and waiting is None)
        self.note.say("")
        numbered, number = [], 0
        for extension in extensions:
            number += extension.state == "approved"
            meeting = moved_before_a_meeting(extension, snapshot.meetings)
            hands = (extension.asked_by, *owner_names(snapshot, (action,)))
            asked_by_me = any(same_hands(snapshot, one, self._hub.who) for one in hands)
            numbered.append((extension, number, asked_by_me, meeting.name if meeting else ""))
        self.waiting.show_items([one for one in numbered if one[0].state == "pending"])
        settled = [one for one in numbered[::-1] if one[0].state != "pending"]
        unmoved = action.original_due and not times_moved(action, extensions)
        self.list.show_items(settled, self.tr("The date has never moved.") if unmoved else "")

    def start(self) -> None:
        """Goes to the request that waits; where none does, opens the form that asks for a new date."""
        choices = [one for one in self.waiting.findChildren(QPushButton) if one.isVisibleTo(self)]
        if choices:
            choices[0].setFocus()
        else:
            self.form.start()

    def _card(self, shown: tuple[Extension, int, bool, str]) -> QWidget:
        extension, number, mine, meeting = shown
        now = self._hub.snapshot
        made = ExtensionCard(self._theme, extension, number, mine, meeting, snapshot=now, parent=self)
        made.decided.connect(self._decide)
        return made

    @Slot(object)
    def _decide(self, decision: tuple[str, RecordId]) -> None:
        how, extension = decision
        if how == "approve":
            self._hub.write(_deciding(how, extension, ""), self._settled, self._refused)
            return
        if how == "meeting":
            self._ask_meeting(extension)
            return

        def answered(words: str) -> None:
            self._hub.write(_deciding(how, extension, words), self._settled, self._refused)

        ref = self._hub.snapshot.get(extension).ref
        title = self.tr("Refuse {0}") if how == "refuse" else self.tr("Withdraw {0}")
        self._asker.text(self, title.format(ref), self.tr("Why? The reason is kept and shown."), answered, lines=True)

    def _ask_meeting(self, extension: RecordId) -> None:
        """Which meeting agreed to the new date: its decision is recorded by whoever acts, the asker too."""
        held = [one for one in latest_meetings(self._hub.snapshot) if one.held_on and one.held_on <= self._hub.today]
        if not held:
            self.note.say(self.tr("No meeting was held yet: add the one that decided under Meetings."))
            return
        refs = {meeting_words(one): one.ref for one in held[:LATEST_MEETINGS]}

        def answered(words: str) -> None:
            self._hub.write(_deciding("approve", extension, "", refs[words]), self._settled, self._refused)

        question = self.tr(
            "Which meeting agreed to this date? You record it, and it is shown as that meeting's decision."
        )
        self._asker.choose(self, self.tr("Decided at a meeting"), question, list(refs), answered)

    @Slot(object)
    def _settled(self, _changes: object) -> None:
        self.note.say("")

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.note.say(said(error))


class ExtensionCard(QWidget):
    """One change of the deadline. `decided` carries (how, its id)."""

    decided = Signal(object)

    def __init__(
        self, theme: Theme, extension: Extension, number: int, mine: bool, meeting: str, *, snapshot: Snapshot,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._extension = extension
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        name = self.tr("{0} extension").format(ordinal(number)) if extension.state == "approved" else self.tr("Request")
        top = QHBoxLayout()
        words = f"{name}: {show(extension.old_due) or '–'} → {show(extension.new_due)}{_by_days(extension)}"
        top.setSpacing(theme.space(2))
        top.addWidget(label(words, "strong", self, wrap=True), 1)
        top.addWidget(StatusLabel(theme, STATES[extension.state], self))
        column.addLayout(top)
        column.addWidget(label(extension.reason or "", "", self, wrap=True))
        column.addWidget(label(_who(extension, snapshot), "small", self, wrap=True))
        if meeting:
            before = Note(theme, "warning", self)
            before.say(self.tr("Asked for shortly before {0}.").format(meeting))
            column.addWidget(before)
        closed = non_working_warning(extension.new_due) if extension.state == "pending" and extension.new_due else ""
        if closed:
            holiday = Note(theme, "warning", self)
            holiday.say(f"{closed}.")
            column.addWidget(holiday)
        if extension.state == "pending":
            column.addLayout(self._buttons(mine))
        column.addWidget(rule(self))

    def _buttons(self, mine: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        if mine:
            words = label(self.tr("Someone else decides."), "small", self)
            row.addWidget(words)
        own = (("withdraw", self.tr("Withdraw…"), ""), ("meeting", self.tr("Decided at a meeting…"), ""))
        offered = own if mine else (
            ("refuse", self.tr("Refuse…"), ""), own[1], ("approve", self.tr("Approve"), "primary"),
        )  # fmt: skip
        for how, text, kind in offered:
            made = button(text, kind, self)
            made.setProperty("how", how)
            made.setAccessibleName(f"{text} {self._extension.ref}")
            made.clicked.connect(self._press)
            row.addWidget(made)
        return row

    @Slot()
    def _press(self) -> None:
        self.decided.emit((self.sender().property("how"), self._extension.id))


def deadline_facts(action: Action, snapshot: Snapshot, today: date) -> list[str]:
    """An action's dates in sentences."""
    extensions = snapshot.extensions_of(action.id)
    if action.due is None and action.original_due:
        return [f"No deadline now: it was first agreed for {show(action.original_due)}. Set one above."]
    if action.due is None:
        return ["No deadline yet. Set one above."]
    said_so = [f"Due {show_with_weekday(action.due)}."]
    closed = non_working_warning(action.due, closure_days(snapshot.plan))
    said_so += [f"{closed}."] if closed else []
    moved = moved_words(snapshot, action)
    if action.original_due and moved:
        said_so.append(f"First agreed for {show(action.original_due)}: {moved}.")
    elif action.original_due and action.agreed:
        said_so.append(f"Agreed on {show(action.agreed)}; a new date needs a reason and someone else's approval.")
    if action.agreed is None or action.original_due is None:
        taken_back = action.original_due is not None and action.agreed is None
        why = "Its agreement was withdrawn" if taken_back else "Not agreed yet"
        said_so.append(f"{why}, so it can still be set above.")
    late = days_overdue(action, today)
    if late:
        said_so.append(f"{how_many(late, 'day')} overdue.")
    if is_open(action) and action.forecast_due:
        after = ", after it is due" if is_forecast_late(action) else ""
        said_so.append(f"The owner expects {show(action.forecast_due)}{after}.")
    meeting = redated_before_a_meeting(extensions, snapshot.meetings)
    if meeting is not None:
        said_so.append(f"Re-dated shortly before {meeting.name or meeting.ref} of {show(meeting.held_on)}.")
    blocked = snapshot.refs_of(one.id for one in blockers(snapshot, action))
    return [*said_so, "Blocked by " + ", ".join(blocked) + "."] if blocked else said_so


def _by_days(extension: Extension) -> str:
    """By how many days a date moves, in brackets."""
    if extension.old_due is None or extension.new_due is None:
        return ""
    days = (extension.new_due - extension.old_due).days
    return f" ({days:+d} day{'' if abs(days) == 1 else 's'})"


def _who(extension: Extension, snapshot: Snapshot) -> str:
    words = f"Asked by {extension.asked_by} on {show(extension.asked_on)}"
    if extension.decided_by:
        words += f"  ·  {extension.state} {decided_words(snapshot, extension)} on {show(extension.decided_on)}"
    return words + (f": “{extension.decision_note}”" if extension.decision_note else "")


def _deciding(how: str, extension: RecordId, words: str, meeting: str | None = None) -> Command:
    def command(uow: UnitOfWork, act: Act) -> Any:
        if how == "approve":
            return extend.approve(uow, act, extension, meeting=meeting)
        return (extend.refuse if how == "refuse" else extend.withdraw)(uow, act, extension, words)

    return command
