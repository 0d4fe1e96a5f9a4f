"""The checks of an action: those planned after it closed, what was found at each, and recording the next one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.domain.actions.status import Status
from tracker.domain.actions.verification import check_status, counts, next_check
from tracker.domain.dates.dates import show, show_with_weekday
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.people.people import same_hands, same_person
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind, Verification
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.evidence.record_check import record_check
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.fields_edit import said
from tracker.ui.forms.stack_list import StackList
from tracker.ui.look.date_field import DateField
from tracker.ui.look.note import Note
from tracker.ui.look.parts import StatusLabel, button, label, rule
from tracker.ui.look.theme import Theme
from tracker.ui.measures.measures_tab import adding


class ChecksTab(QWidget):
    """The checks of one action."""

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._asker, self._theme = hub, asker, theme
        self._record: Action | None = None
        self._about = label("", "", self, wrap=True)
        self.list = StackList(theme, self._card, self)
        self.day = DateField(theme, self.tr("Day of a new check"), hub.today, self)
        self.day.committed.connect(self._dated)
        self.day.refused.connect(self._say)
        self.plan = button(self.tr("Plan a check"), "", self)
        self.plan.clicked.connect(self._plan)
        self.note = Note(theme, "bad", self)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.day, 1)
        row.addWidget(self.plan)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(self._about)
        layout.addWidget(self.note)
        layout.addWidget(self.list)
        layout.addLayout(row)
        layout.addStretch(1)

    def show_record(self, record: Action, snapshot: Snapshot) -> None:
        """Shows an action's checks, those to be made first."""
        if self._record is None or record.id != self._record.id:
            self.day.set_value(None)
            self.note.say("")
        self._record = record
        own = same_hands(snapshot, snapshot.name_of(record.owner), self._hub.who)
        self._about.setText(self._words(record, own))
        may = not own and not self._hub.session.read_only
        first = next_check(snapshot, record)
        items = [
            (check, check_status(check, record, self._hub.today), may and counts(check, record), check == first)
            for check in snapshot.verifications_of(record.id)
        ]
        items.sort(key=lambda item: (item[0].outcome is not None, item[0].due or item[0].done or self._hub.today))
        self.list.show_items(items, self.tr("No checks yet. They are planned when the action is closed."))
        for widget in (self.day, self.plan):
            widget.setEnabled(not self._hub.session.read_only)

    def _words(self, record: Action, own: bool) -> str:
        said_so = [self.tr("Someone other than the owner looks whether it was done, and later whether it still holds.")]
        owner = self._hub.snapshot.name_of(record.owner)
        if same_person(owner, self._hub.who):
            said_so.append(self.tr("You own {0}, so a colleague records its checks.").format(record.ref))
        elif own:
            words = self.tr(
                "{0} is owned by {1}; a role and who holds it are one here, so a colleague records its checks."
            )
            said_so.append(words.format(record.ref, owner))
        return " ".join(said_so)

    def start(self) -> None:
        """Puts the cursor where the next check is recorded, or where one is planned."""
        buttons = [one for one in self.findChildren(QPushButton, "first check") if one.isVisibleTo(self)]
        (buttons[0] if buttons else self.day.line).setFocus()

    def _card(self, shown: tuple[Verification, Status, bool, bool]) -> QWidget:
        check, status, may, first = shown
        made = CheckCard(self._theme, check, status, may=may, first=first, parent=self)
        made.wanted.connect(self._record_it)
        return made

    @Slot(object)
    def _record_it(self, wanted: tuple[RecordId, bool]) -> None:
        check, passed = wanted
        ref = self._hub.snapshot.get(check).ref

        def answered(words: str) -> None:
            self._hub.write(_recording(check, passed, words), self._kept, self._failed, what=self.tr("Saving"))

        title = self.tr("{0}: passed").format(ref) if passed else self.tr("{0}: failed").format(ref)
        asked = (
            self.tr("What was looked at, and what was found?")
            if passed
            else self.tr("What was found? The action is re-opened, and boards will read this.")
        )
        self._asker.text(self, title, asked, answered, lines=True)

    @Slot(object)
    def _dated(self, day: Any) -> None:
        self.day.set_value(day)
        self.note.say(non_working_warning(day) if day else "", "warning")

    @Slot()
    def _plan(self) -> None:
        try:
            day = self.day.typed()
        except UserError as fault:
            self._say(said(fault))
            return
        if day is None or self._record is None:
            self.day.setFocus()
            return
        fields = {"for": self._record.ref, "due": day}
        self._hub.write(adding(Kind.VERIFICATION, fields), self._planned, self._failed, what=self.tr("Saving"))

    @Slot(object)
    def _planned(self, _changes: object) -> None:
        self.day.set_value(None)
        self.note.say("")

    @Slot(object)
    def _kept(self, _changes: object) -> None:
        self.note.say("")

    @Slot(object)
    def _failed(self, error: Any) -> None:
        self._say(said(error))

    @Slot(object)
    def _say(self, words: str) -> None:
        self.note.say(words, "bad")


class CheckCard(QWidget):
    """One check. `wanted` carries (its id, whether it passed)."""

    wanted = Signal(object)

    def __init__(
        self, theme: Theme, check: Verification, status: Status, *, may: bool, first: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._check = check
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        top = QHBoxLayout()
        top.setSpacing(theme.space(2))
        top.addWidget(label(f"{check.ref}  {check_title(check)}", "strong", self, wrap=True), 1)
        top.addWidget(StatusLabel(theme, status, self))
        column.addLayout(top)
        column.addWidget(label(check_days(check), "small", self, wrap=True))
        if check.note:
            column.addWidget(label(check.note, "", self, wrap=True))
        if may:
            column.addLayout(self._buttons(theme, first))
        column.addWidget(rule(self))

    def _buttons(self, theme: Theme, first: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(1.5))
        for text, passed in ((self.tr("Passed…"), True), (self.tr("Failed…"), False)):
            made = button(text, "", self)
            made.setProperty("passed", passed)
            made.setAccessibleName(f"{text} {self._check.ref}")
            if first and passed:
                made.setObjectName("first check")
            made.clicked.connect(self._press)
            row.addWidget(made)
        row.addStretch(1)
        return row

    @Slot()
    def _press(self) -> None:
        self.wanted.emit((self._check.id, bool(self.sender().property("passed"))))


def check_title(check: Verification) -> str:
    """What a check is called: after how many months it looks again, or just a check."""
    return f"after {how_many(check.months, 'month')}" if check.months else "check"


def check_days(check: Verification) -> str:
    """A check's days and who made it, in words."""
    due = f"planned for {show_with_weekday(check.due)}" if check.due else "no day planned"
    if check.outcome is None:
        return due
    return f"{check.outcome} on {show(check.done)}, checked by {check.checked_by}  ·  {due}"


def _recording(check: RecordId, passed: bool, words: str) -> Command:
    def command(uow: UnitOfWork, act: Act) -> Any:
        return record_check(uow, act, check, passed=passed, note=words)

    return command
