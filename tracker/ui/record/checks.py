"""The checks of an action: those planned after it closed, what was found at each, and recording the next one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.actions.verification import check_status, counts, next_check
from tracker.domain.dates.dates import show, show_with_weekday
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.people.people import same_hands, same_person
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind, Verification
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.services.evidence.record_check import record_check
from tracker.services.records.editing import add
from tracker.ui.forms.cards import Card, CardSection, Composer, Press
from tracker.ui.forms.section import PageContext
from tracker.ui.look.date_field import DateField
from tracker.ui.look.parts import label


class ChecksSection(CardSection):
    """The checks of one action."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._about = label("", "", self, wrap=True)
        self.day = DateField(self.theme, self.tr("Day of a new check"), self.hub.today)
        self.day.committed.connect(self._dated)
        plan = self.tr("Plan a check")
        self.composer = Composer(
            context, {"due": self.day}, plan, self.tr("Saving"), note=self.note, gap=1, parent=self
        )
        self.composer.sent.connect(self._plan)
        self.stack(self._about, self.note, self.list, self.composer)

    @override
    def show_record(self, record: Action, snapshot: Snapshot) -> None:
        """Shows an action's checks, those to be made first."""
        self.record = record
        self.composer.show_record(record.id)
        own = same_hands(snapshot, snapshot.name_of(record.owner), self.hub.who)
        self._about.setText(self._words(record, own))
        may = not own and not self.hub.session.read_only
        first = next_check(snapshot, record)
        items = [
            (check, check_status(check, record, self.hub.today), may and counts(check, record), check == first)
            for check in snapshot.verifications_of(record.id)
        ]
        items.sort(key=lambda item: (item[0].outcome is not None, item[0].due or item[0].done or self.hub.today))
        self.list.show_items(items, self.tr("No checks yet. They are planned when the action is closed."))
        self.composer.setEnabled(not self.hub.session.read_only)

    def _words(self, record: Action, own: bool) -> str:
        words = [self.tr("Someone other than the owner looks whether it was done, and later whether it still holds.")]
        owner = self.hub.snapshot.name_of(record.owner)
        if same_person(owner, self.hub.who):
            words.append(self.tr("You own {0}, so a colleague records its checks.").format(record.ref))
        elif own:
            shared = self.tr(
                "{0} is owned by {1}; a role and who holds it are one here, so a colleague records its checks."
            )
            words.append(shared.format(record.ref, owner))
        return " ".join(words)

    @override
    def start(self) -> None:
        """Puts the cursor where the next check is recorded, or where one is planned."""
        buttons = [one for one in self.findChildren(QPushButton, "first check") if one.isVisibleTo(self)]
        (buttons[0] if buttons else self.day.line).setFocus()

    @override
    def card(self, item: tuple[Verification, Status, bool, bool]) -> Card:
        check, status, may, first = item
        made = Card(self.theme, check.id, check.ref, self, gap=1)
        made.head(f"{check.ref}  {check_title(check)}", status, gap=2)
        made.say(check_days(check), "small")
        made.say(check.note)
        if may:
            passed = "first check" if first else "passed"
            offered = (Press(passed, self.tr("Passed…")), Press("failed", self.tr("Failed…")))
            made.buttons(*offered, left=True, gap=1.5)
        made.end()
        return made

    @override
    def pressed(self, name: str, about: RecordId) -> None:
        passed, ref = name != "failed", self.hub.snapshot.get(about).ref

        def answered(words: str) -> None:
            self.write(partial(record_check, ref=about, passed=passed, note=words), what=self.tr("Saving"))

        title = self.tr("{0}: passed").format(ref) if passed else self.tr("{0}: failed").format(ref)
        asked = (
            self.tr("What was looked at, and what was found?")
            if passed
            else self.tr("What was found? The action is re-opened, and boards will read this.")
        )
        go = self.tr("Record that it passed") if passed else self.tr("Record that it failed")
        self.asker.text(self, title, asked, answered, lines=True, go=go)

    @Slot(object)
    def _dated(self, day: Any) -> None:
        self.day.set_value(day)
        self.note.say(non_working_warning(day) if day else "", "warning")

    @Slot(object)
    def _plan(self, values: dict[str, Any]) -> None:
        self.composer.write(partial(add, kind=Kind.VERIFICATION, fields={"for": self.record.ref, **values}))


def check_title(check: Verification) -> str:
    """What a check is called: after how many months it looks again, or just a check."""
    return f"after {how_many(check.months, 'month')}" if check.months else "check"


def check_days(check: Verification) -> str:
    """A check's days and who made it, in words."""
    due = f"planned for {show_with_weekday(check.due)}" if check.due else "no day planned"
    if check.outcome is None:
        return due
    return f"{check.outcome} on {show(check.done)}, checked by {check.checked_by}  ·  {due}"
