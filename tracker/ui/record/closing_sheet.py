"""Closing an action: what shows that it worked, what difference it made, and what to say where that is missing."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.actions.closing import ACCEPTED, lacking_to_close
from tracker.domain.actions.evidence import sufficiency
from tracker.domain.dates.deadlines import is_open
from tracker.domain.plan.records import Action
from tracker.domain.text.words import says_something
from tracker.ui.core.hub import Command, Hub
from tracker.ui.evidence.evidence_section import LEVELS
from tracker.ui.forms.fields_edit import setting
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.note import Note
from tracker.ui.look.parts import StatusLabel, label
from tracker.ui.look.theme import Theme


class ClosingSheet(Sheet):
    """Closes one action, with a reason that boards see where it lacks something. Left, it changes nothing."""

    def __init__(self, hub: Hub, theme: Theme, action: Action, parent: QWidget) -> None:
        super().__init__(hub, theme, SheetWords(f"Close {action.ref}", action.title, "Close the action"), parent)
        self.action = action
        snapshot = hub.snapshot
        rules = snapshot.plan.evidence_rules
        found = sufficiency(action, snapshot.evidence_for(action.id), hub.today, rules)
        self.level = StatusLabel(theme, LEVELS[found.level], self)
        self.impact = self.box(self.tr("So what difference did it make?"), 3)
        self.impact.set_value(action.impact)
        self.day = self.day_field(self.tr("Done on"), action.done or hub.today)
        self.lacking = Note(theme, "warning", self)
        self.reason = self.box(self.tr("Close anyway: a reason that boards will see"), 2)
        self._asks = label(self.tr("Close anyway, with a reason that boards will see"), "small", self)
        self.body.addWidget(label(self.tr("Evidence"), "heading", self))
        self.body.addWidget(self.level)
        if hub.snapshot.evidence_for(action.id):
            self.body.addWidget(label("\n".join(found.reasons), "small", self, wrap=True))
        self.field(self.impact)
        if is_open(action):
            self.field(self.day)
        else:
            self.day.hide()
        self.body.addWidget(self.lacking)
        self.body.addWidget(self._asks)
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        self.impact.textChanged.connect(self._look)
        self.reason.textChanged.connect(self._look)
        self._look()
        self.resize(theme.space(150), self.sizeHint().height())
        self.impact.setFocus()

    def lacks(self) -> tuple[str, ...]:
        """What is still lacking, with what is typed here taken in."""
        found = lacking_to_close(self.hub.snapshot, self.action, self.hub.today)
        return tuple(one for one in found if one == ACCEPTED or not says_something(self.impact.value()))

    @Slot()
    def _look(self) -> None:
        lacks = self.lacks()
        words = self.tr(
            "It lacks {0}. The board papers list it under “Closed with something lacking”, with the reason."
        )
        self.lacking.say(words.format(self.tr(" and ").join(lacks)) if lacks else "", "warning")
        self._asks.setVisible(bool(lacks))
        self.reason.setVisible(bool(lacks))
        self.save.setText(self.tr("Close anyway") if lacks else self.tr("Close the action"))
        self.save.setEnabled(not lacks or says_something(self.reason.value()))

    @override
    def command(self) -> Command | None:
        """Closes it."""
        fields: dict[str, object] = {"delivery": "closed", "impact": self.impact.value()}
        if is_open(self.action):
            fields["done"] = self.day.typed()
        if self.lacks():
            fields["delivery_reason"] = self.reason.value()
        return setting(self.action.id, fields, {"delivery": self.action.delivery})
