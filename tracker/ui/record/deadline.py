"""The deadline of an action: where it stood first, every change of it, asking for a new one, deciding on it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QPushButton, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.dates.closures import closure_days
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
    slippage_words,
    times_moved,
)
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.meetings.questions import latest_meetings, meeting_words
from tracker.domain.people.people import owner_names, same_hands
from tracker.domain.people.signed import Accounts, signed_by
from tracker.domain.plan.external import blockers
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Extension
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.services.dates import extend
from tracker.ui.core.drafts import Typed
from tracker.ui.core.hub import Hub
from tracker.ui.forms.cards import Card, CardSection, Press
from tracker.ui.forms.section import ErrorNote, PageContext
from tracker.ui.forms.signed_line import SignedLine
from tracker.ui.forms.stack_list import StackList
from tracker.ui.look.date_field import DateField
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, card, label
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
    """Asks for a new date of an agreed action, with a reason. `left` is emitted when it was asked for or given up."""

    left = Signal()

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._record: RecordId | None = None
        self.ask = button(self.tr("Ask for a new date…"), "", self, tip=self.tr("With a reason; someone else approves"))
        self.ask.clicked.connect(self.start)
        self.form = self._build(theme)
        typed: dict[str, Typed] = {"to": self.to, "reason": self.reason}
        words = self.tr("Request for a new date")
        self._draft = hub.drafts.join(self, "new date", typed, lambda: words)
        in_column(theme, (self.ask, 0, Qt.AlignmentFlag.AlignLeft), self.form, on=self, margins=0)
        self.form.hide()

    def _build(self, theme: Theme) -> QFrame:
        frame = card(self)
        form = QFormLayout(frame)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.space(1))
        self.to = DateField(theme, self.tr("New date"), self._hub.today, frame)
        self.note = ErrorNote(theme, frame)
        self.to.committed.connect(self._dated)
        self.to.refused.connect(self.note.fail)
        self.reason = GrowingText(self.tr("Reason for the new date"), lines=2, parent=frame)
        self.reason.setPlaceholderText(self.tr("Boards will read this."))
        for words, field in ((self.tr("New date"), self.to), (self.tr("Why does it need to move?"), self.reason)):
            heading = label(words, "small", frame)
            heading.setBuddy(field)
            form.addRow(heading, field)
        form.addRow(self.note)
        row = in_row(theme, None, gap=2)
        leave = button(self.tr("Cancel"), "", frame)
        leave.clicked.connect(self.close_form)
        leave.clicked.connect(self.left)
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
            if self._draft.show(action.id, self.close_form) and may_ask:
                self.form.show()
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

    @Slot()
    def _send(self) -> None:
        day, reason = self.note.day(self.to), self.reason.value()
        if day is None or (day and not reason):
            self.note.fail(self.tr("A date and a reason are needed."))
        elif day and self._record is not None:
            command = partial(extend.ask, ref=self._record, to=day, reason=reason or "")
            self._hub.write(command, self._asked, self.note.fail, what=self.tr("Asking for a new date"))

    @Slot(object)
    def _asked(self, _changes: object) -> None:
        self.close_form()
        self.ask.hide()
        self.left.emit()


class DeadlineSection(CardSection):
    """The deadline of one action."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._facts = label("", "", self, wrap=True)
        self.form = ExtensionForm(self.hub, self.theme, self)
        self.waiting = StackList(self.theme, self._made, self)
        self.stack(self.note, self.waiting, self._facts, self.form, self.list)

    @override
    def show_record(self, record: Action, snapshot: Snapshot) -> None:
        """Shows an action's deadline."""
        extensions = snapshot.extensions_of(record.id)
        waiting = pending_extension(record, extensions)
        self._facts.setText("\n".join(deadline_facts(record, snapshot, self.hub.today)))
        self.form.show_record(record, is_fixed(record) and is_open(record) and waiting is None)
        self.note.clear()
        numbered, number = [], 0
        for extension in extensions:
            number += extension.state == "approved"
            meeting = moved_before_a_meeting(extension, snapshot.meetings)
            before = meeting.name if meeting else ""
            numbered.append((extension, number, self._choices(extension, record), before, self.hub.who))
        self.waiting.show_items([one for one in numbered if one[0].state == "pending"])
        settled = [one for one in numbered[::-1] if one[0].state != "pending"]
        unmoved = record.original_due and not times_moved(record, extensions)
        self.list.show_items(settled, self.tr("The date has never moved.") if unmoved else "")

    def _choices(self, extension: Extension, action: Action) -> tuple[str, ...]:
        """What may be done about a request by whoever acts: nobody approves what they asked for or own."""
        snapshot, who = self.hub.snapshot, self.hub.who
        if same_hands(snapshot, extension.asked_by, who):
            return ("withdraw", "meeting")
        owns = any(same_hands(snapshot, one, who) for one in owner_names(snapshot, (action,)))
        return ("refuse", "meeting") if owns else ("refuse", "meeting", "approve")

    @override
    def start(self) -> None:
        """Goes to the request that waits; where none does, opens the form that asks for a new date."""
        choices = [one for one in self.waiting.findChildren(QPushButton) if one.isVisibleTo(self)]
        if choices:
            choices[0].setFocus()
        else:
            self.form.start()

    @override
    def card(self, item: tuple[Extension, int, tuple[str, ...], str, str]) -> Card:
        extension, number, choices, meeting, _who_looks = item
        pending = extension.state == "pending"
        named = extension.state == "approved"
        name = self.tr("{0} extension").format(ordinal(number)) if named else self.tr("Request")
        made = Card(self.theme, extension.id, extension.ref, self)
        words = f"{name}: {show(extension.old_due) or '–'} → {show(extension.new_due)}{_by_days(extension)}"
        made.head(words, STATES[extension.state], gap=2)
        made.column.addWidget(label(extension.reason or "", "", made, wrap=True))
        who = partial(_who, extension, self.hub.snapshot)
        made.column.addWidget(SignedLine(self.hub, self.theme, extension.id, who, made))
        made.remark(self.tr("Asked for shortly before {0}.").format(meeting) if meeting else "")
        closed = non_working_warning(extension.new_due) if pending and extension.new_due else ""
        made.remark(f"{closed}." if closed else "")
        if pending:
            presses = {
                "withdraw": Press("withdraw", self.tr("Withdraw…")), "refuse": Press("refuse", self.tr("Refuse…")),
                "meeting": Press("meeting", self.tr("Decided at a meeting…")),
                "approve": Press("approve", self.tr("Approve"), "primary"),
            }  # fmt: skip
            words = "" if "approve" in choices else self.tr("Someone else decides.")
            made.buttons(*(presses[one] for one in choices), words=words)
        made.end()
        return made

    @override
    def pressed(self, name: str, about: RecordId) -> None:
        if name == "approve":
            self._approve(about)
            return
        if name == "meeting":
            self._ask_meeting(about)
            return
        refused = name == "refuse"

        def answered(words: str) -> None:
            self.write(
                partial(extend.refuse, ref=about, note=words)
                if refused
                else partial(extend.withdraw, ref=about, reason=words)
            )

        ref = self.hub.snapshot.get(about).ref
        title = self.tr("Refuse {0}") if refused else self.tr("Withdraw {0}")
        self.asker.text(self, title.format(ref), self.tr("Why? The reason is kept and shown."), answered, lines=True)

    def _approve(self, extension: RecordId, meeting: str | None = None) -> None:
        """Approves a new date, and says what that makes of the action."""
        action = self.hub.snapshot.get(extension).action

        def done(_changes: object) -> None:
            self.note.say(approved_words(self.hub.snapshot, action), "active")

        self.hub.write(partial(extend.approve, ref=extension, meeting=meeting), done, self.note.fail)

    def _ask_meeting(self, extension: RecordId) -> None:
        """Which meeting agreed to the new date: its decision is recorded by whoever acts, the asker too."""
        held = [one for one in latest_meetings(self.hub.snapshot) if one.held_on and one.held_on <= self.hub.today]
        if not held:
            self.note.fail(self.tr("No meeting was held yet: add the one that decided under Meetings."))
            return
        refs = {meeting_words(one): one.ref for one in held[:LATEST_MEETINGS]}

        def answered(words: str) -> None:
            self._approve(extension, refs[words])

        question = self.tr(
            "Which meeting agreed to this date? You record it, and it is shown as that meeting's decision."
        )
        self.asker.choose(self, self.tr("Decided at a meeting"), question, list(refs), answered)


def approved_words(snapshot: Snapshot, record: RecordId) -> str:
    """What an approved date means: when the action is due now, the how manieth new date that is, and by how much."""
    action = snapshot.get(record)
    moved = slippage_words(action, snapshot.extensions_of(record))
    return f"{action.ref} is due {show(action.due)} now" + (f": {moved}." if moved else ".")


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


def _who(extension: Extension, snapshot: Snapshot, accounts: Accounts) -> str:
    words = f"Asked by {signed_by(extension, 'asked_by', accounts)} on {show(extension.asked_on)}"
    if extension.decided_by:
        decided = decided_words(snapshot, extension, signed_by(extension, "decided_by", accounts))
        words += f"  ·  {extension.state} {decided} on {show(extension.decided_on)}"
    return words + (f": “{extension.decision_note}”" if extension.decision_note else "")
