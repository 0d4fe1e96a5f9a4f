"""Handing over: who leaves, on which day, who takes over, and what goes and what stays before it is done."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.people.handover import HandOver, preview
from tracker.domain.people.people import find_person, is_active, tidy
from tracker.domain.plan.records import Person
from tracker.services.people.people import hand_over
from tracker.ui.core.hub import Command, Hub, Told
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.parts import label
from tracker.ui.look.person_field import NameField
from tracker.ui.look.theme import Theme

WORDS = SheetWords(
    "Hand over",
    "All that is still to do goes to whoever takes over, in one step. What is finished keeps the name it had.",
    "Hand over",
)


class HandOverSheet(Sheet):
    """Hands everything of one person over, and tells the hub's listeners what went once it has gone."""

    def __init__(self, hub: Hub, theme: Theme, leaver: Person | None, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        people = hub.snapshot.people
        here = [person.name for person in people if is_active(person, hub.today)]
        self.leaver = NameField(self.tr("Who leaves"), [one.name for one in people], self, nobody="a person or role")
        self.day = self.day_field(self.tr("Last day"), None)
        self.to = NameField(self.tr("Who takes over"), here, self, nobody="a name from the register, or a new one")
        self.reason = self.box(self.tr("Why (kept in the history)"), 2)
        self.effect = label("", "", self, wrap=True)
        self.effect.setAccessibleName(self.tr("What goes and what stays"))
        self._offered_day: date | None = None
        self._going: HandOver | None = None
        for field in (self.leaver, self.day, self.to, self.reason):
            self.field(field)
        self.body.addWidget(label(self.tr("What will happen"), "heading", self))
        self.body.addWidget(self.effect)
        self.body.addStretch(1)
        self.leaver.textChanged.connect(self._look)
        self.to.textChanged.connect(self._look)
        self._start(leaver)
        self.resize(theme.space(130), self.sizeHint().height())

    def _start(self, leaver: Person | None) -> None:
        self.leaver.set_value(leaver.name if leaver is not None else None)
        self._look()
        (self.leaver if leaver is None else self.to).setFocus()

    def person(self) -> Person | None:
        """Who leaves, where the name typed is one of the register."""
        return find_person(self.hub.snapshot, self.leaver.text())

    @Slot()
    def _look(self) -> None:
        """Says what would happen with what is typed, and whether it can be done."""
        leaver, to = self.person(), tidy(self.to.text())
        self._offer_day(leaver)
        self.save.setEnabled(leaver is not None and bool(to))
        if leaver is not None:
            self.effect.setText(self._effect(leaver, to))
        elif tidy(self.leaver.text()):
            self.effect.setText(self.tr("“{0}” is not in the people register.").format(tidy(self.leaver.text())))
        else:
            self.effect.setText(self.tr("Say who leaves, and what goes is counted here."))

    def _effect(self, leaver: Person, to: str) -> str:
        words = preview(self.hub.snapshot, leaver).words(to)
        if to and find_person(self.hub.snapshot, to) is None:
            words += " " + self.tr("{0} is new and is added to the register.").format(to)
        return words

    def _offer_day(self, leaver: Person | None) -> None:
        """Offers the last day that is known, or today, until another is typed."""
        if self.day.changed_by_hand or self.day.value() != self._offered_day:
            return
        known = leaver.active_to if leaver is not None else None
        self._offered_day = known or self.hub.today
        self.day.set_value(self._offered_day)

    @override
    def command(self) -> Command | None:
        leaver = self.person()
        if leaver is None:
            return None
        day = self.day.typed()
        self._going = preview(self.hub.snapshot, leaver)
        to, reason = tidy(self.to.text()), self.reason.value()
        return partial(hand_over, leaver=leaver.ref, to=to, from_day=day, reason=reason)

    @Slot(object)
    @override
    def _written(self, changes: object) -> None:
        leaver, to = self.person(), find_person(self.hub.snapshot, self.to.text())
        if leaver is not None and to is not None and self._going is not None:
            what = self._going.words(to.name, gone=True)
            self.hub.told.emit(Told(self.tr("{0} takes over from {1}.").format(to.name, leaver.name), what))
        super()._written(changes)
