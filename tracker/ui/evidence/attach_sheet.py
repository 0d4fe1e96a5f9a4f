"""Attaching evidence where nothing that it could be for is in hand: for what is asked first, then the usual form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.kinds import title_of
from tracker.domain.plan.records import SERVED, Evidence
from tracker.domain.text.words import as_looked_for
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.evidence.attach_form import AttachForm
from tracker.ui.forms.section import ErrorNote
from tracker.ui.look.fitted import TitledDialog
from tracker.ui.look.layouts import in_column
from tracker.ui.look.parts import button, label
from tracker.ui.look.person_field import NameField
from tracker.ui.look.theme import Theme


class AttachSheet(TitledDialog):
    """Closes when something was attached."""

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, near: Any, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Attach evidence"), parent)
        self._hub = hub
        records = [record for kind in SERVED for record in hub.snapshot.of(kind)]
        self._known = {f"{record.ref}  {title_of(record)}": record for record in records}
        name = self.tr("What it is for")
        hint = self.tr("An action or recommendation: its reference or words")
        self.subject = NameField(name, list(self._known), self, nobody=hint)
        self.subject.committed.connect(self._choose)
        self.form = AttachForm(hub, asker, theme, self)
        self.form.setEnabled(False)
        self.form.opened.connect(self._grow)
        self.form.attached.connect(self.accept)
        self.note = ErrorNote(theme, self)
        leave = button(self.tr("Close"), "", self)
        leave.clicked.connect(self.reject)
        self.foot.addWidget(leave)
        heading = label(name, "small", self)
        heading.setBuddy(self.subject)
        self.hold(in_column(theme, heading, self.subject, gap=0.5), self.note, self.form, None)
        self.resize(theme.space(130), self.sizeHint().height())
        self.subject.setFocus()
        served = hub.snapshot.refs_of(near.targets) if isinstance(near, Evidence) else ()
        if served:
            self._show(hub.snapshot.by_ref(served[0]))

    def _show(self, record: Any) -> None:
        self.subject.set_value(f"{record.ref}  {title_of(record)}")
        self.form.show_record(record)
        self.form.setEnabled(True)

    @Slot(object)
    def _choose(self, said: object) -> None:
        """Takes what was chosen, or the only one that holds the words typed."""
        words = as_looked_for(str(said or "")).split()
        named = self._hub.snapshot.by_ref(words[0].upper()) if words else None
        found = [named] if named in self._known.values() else [
            record for name, record in self._known.items() if words and all(one in as_looked_for(name) for one in words)
        ]  # fmt: skip
        self.form.setEnabled(len(found) == 1)
        if len(found) == 1:
            self.note.clear()
            self._show(found[0])
        elif words:
            self.note.say(self.tr("Choose one from the list: Alt+Down shows all."))

    @Slot()
    def _grow(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _fit(self) -> None:
        self.resize(self.width(), self.sizeHint().height())
