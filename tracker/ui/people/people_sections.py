"""What only the pages of people and agencies have: handing over who leaves, joining two names of one agency."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton
from typing_extensions import override

from tracker.domain.people.agencies import present_agency
from tracker.domain.people.handover import preview
from tracker.domain.people.people import find_agency, left_words
from tracker.domain.plan.records import Agency, Person
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun
from tracker.services.people.agencies import join_agencies
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.note import Note
from tracker.ui.look.parts import button
from tracker.ui.people.hand_over_sheet import HandOverSheet


class RegisterSection(Section):
    """A remark on whether a name still stands, and one button that changes it."""

    def __init__(self, context: PageContext, tone: str, words: str, tip: str) -> None:
        super().__init__(context, gap=3)
        self.remark = Note(self.theme, tone, self)
        self.button: QPushButton = button(words, "", self, tip=tip)
        self.button.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.column.addWidget(self.remark)
        self.column.addLayout(row)

    @Slot()
    def ask(self) -> None:
        """Asks what is needed, and does it."""
        raise NotImplementedError


class LeavingSection(RegisterSection):
    """Of a person, role or team: whether it still answers for anything after it left, and handing over."""

    def __init__(self, context: PageContext) -> None:
        tip = self.tr("Hand all that is to do over (Ctrl+Alt+H)")
        super().__init__(context, "warning", self.tr("Is leaving…"), tip)

    @override
    def show_record(self, record: Person, snapshot: Snapshot) -> None:
        self.record = record
        left = left_words(snapshot, record.id, self.hub.today)
        going = len(preview(snapshot, record).going) if left else 0
        words = self.tr("{0}, and {1} still in this name. Hand over what is left to do.")
        named = self.tr("one thing is") if going == 1 else self.tr("{0} things are").format(going)
        self.remark.say(words.format(begun(left), named) if going else "")
        self.button.setVisible(not self.hub.session.read_only)

    @Slot()
    @override
    def ask(self) -> None:
        HandOverSheet(self.hub, self.theme, self.record, self.window()).open()


class JoiningSection(RegisterSection):
    """Of an agency: whether another took its place, and joining the two."""

    def __init__(self, context: PageContext) -> None:
        tip = self.tr("Whatever names this agency names the other from then on; its name is kept as a former name")
        super().__init__(context, "active", self.tr("Join with another…"), tip)

    @override
    def show_record(self, record: Agency, snapshot: Snapshot) -> None:
        self.record = record
        heir = self._heir()
        joined = find_agency(snapshot, record.name)
        gone = record.active_to is not None and joined is not None and joined.id != record.id
        self.button.setVisible(not self.hub.session.read_only and not gone)
        if gone and joined is not None:
            self.remark.say(self.tr("Part of {0} ({1}) now.").format(joined.name, joined.ref))
        elif heir is not None:
            words = self.tr("This is a former name: {0} ({1}) took its place. They can be joined.")
            self.remark.say(words.format(heir.name, heir.ref))
        else:
            self.remark.say("")

    def _heir(self) -> Agency | None:
        if self.record.active_to is not None:
            return None
        return present_agency(self.hub.snapshot.agencies, self.record.name)

    @Slot()
    @override
    def ask(self) -> None:
        hub, gone = self.hub, self.record
        heir = self._heir()

        def answered(name: str) -> None:
            if name.strip():
                command: Any = partial(join_agencies, gone=gone.ref, into=name)
                hub.write(command, what=self.tr("Joining {0}").format(gone.name))

        others = [one.name for one in hub.snapshot.agencies if one.id != gone.id and one.active_to is None]
        words = self.tr("Which agency is {0}? What names it will name that one, and one undo parts them again.")
        label = words.format(gone.name) + "\n" + self.tr("There are: {0}").format(", ".join(others) or "–")
        title = self.tr("Join with another agency")
        offered = heir.name if heir is not None else ""
        self.asker.text(self.window(), title, label, answered, initial=offered, go=self.tr("Join"))
