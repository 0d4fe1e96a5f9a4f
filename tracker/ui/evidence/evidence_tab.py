"""Evidence for a record: what there is, how far it stands up, checking it, opening it, attaching more."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.actions.evidence import Sufficiency, sufficiency
from tracker.domain.actions.links import LinkKind, link_kind
from tracker.domain.actions.status import Status
from tracker.domain.people.people import owners_of_evidence, same_hands
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.evidence.evidence import review
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.listing import subject_sufficiency
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Command, Hub
from tracker.ui.core.jobs import Lane
from tracker.ui.evidence.attach_form import AttachForm
from tracker.ui.evidence.evidence_card import EvidenceCard, Shown, versions_words
from tracker.ui.forms.fields_edit import said
from tracker.ui.forms.stack_list import StackList
from tracker.ui.look.note import Note
from tracker.ui.look.parts import StatusLabel, label
from tracker.ui.look.theme import Theme

LEVELS = {
    "none": Status("ring", "No evidence", "neutral"),
    "thin": Status("triangle", "Thin evidence", "warning"),
    "fair": Status("half", "Fair evidence", "active"),
    "sufficient": Status("tick", "Sufficient evidence", "good"),
}
OpenUrl = Callable[[QUrl], object]


class EvidenceDesk(QWidget):
    """Items of evidence as cards that open and check them. `record_wanted` carries the id of one to look at whole."""

    record_wanted = Signal(object)
    newer_wanted = Signal(object)

    def __init__(
        self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None, *, details: bool = True,
        newer: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._hub = hub
        self._asker = asker
        self._theme = theme
        self._details, self._newer_too = details, details and newer
        self._opening = ""
        self.open_url: OpenUrl = QDesktopServices.openUrl
        self.note = Note(theme, "bad", self)
        self.list = StackList(theme, self._card, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(self.note)
        layout.addWidget(self.list)

    def show_evidence(self, evidence: tuple[Evidence, ...], snapshot: Snapshot, empty: str) -> None:
        """Shows these items, or the words for none."""
        shown = [Shown(item, self._may_check(item, snapshot), *versions_words(item, snapshot)) for item in evidence]
        self.list.show_items(shown, empty)

    def _may_check(self, item: Evidence, snapshot: Snapshot) -> bool:
        owners = owners_of_evidence(snapshot, item)
        return not any(same_hands(snapshot, name, self._hub.who) for name in (item.added_by, *owners))

    def _card(self, shown: Shown) -> QWidget:
        made = EvidenceCard(
            self._theme, shown, self._hub, details=self._details, newer=self._newer_too, parent=self
        )  # fmt: skip
        made.newer_wanted.connect(self.newer_wanted)
        made.open_wanted.connect(self._open)
        made.accepted.connect(self._accept)
        made.returned.connect(self._return)
        made.record_wanted.connect(self.record_wanted)
        return made

    @Slot(object)
    def _accept(self, evidence: RecordId) -> None:
        self._hub.write(_reviewing(evidence, True, None), self._settled, self._refused)

    @Slot(object)
    def _return(self, evidence: RecordId) -> None:
        def answered(note: str) -> None:
            self._hub.write(_reviewing(evidence, False, note), self._settled, self._refused)

        item = self._hub.snapshot.get(evidence)
        question = self.tr("What is lacking?")
        self._asker.text(self, self.tr("Send {0} back").format(item.ref), question, answered, lines=True)

    @Slot(object)
    def _settled(self, _changes: object) -> None:
        self.note.say("")

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.note.say(said(error))

    @Slot(object)
    def _open(self, evidence: RecordId) -> None:
        item = self._hub.snapshot.get(evidence)
        if item is not None and item.url:
            self._open_link(item.url)
        elif item is not None and item.sha256:
            self._opening = item.file or "evidence"
            self._hub.fetch_file(item.sha256, self._fetched, self._refused)

    def _open_link(self, link: str) -> None:
        """Opens an address; asks first about a place on a drive or share, and leaves anything else closed."""
        kind = link_kind(link)
        if kind is LinkKind.WORDS:
            self.note.say(self.tr("“{0}” is no link that is opened from here.").format(link), "warning")
        elif kind is LinkKind.ADDRESS:
            self.open_url(QUrl(link))
        else:

            def answered(_answer: str) -> None:
                self.open_url(QUrl.fromLocalFile(link))

            question = self.tr("{0}\n\nThis is on a drive or a share, which is told who asks for it.").format(link)
            self._asker.choose(self, self.tr("Open a place?"), question, [self.tr("Open")], answered)

    @Slot(object)
    def _fetched(self, data: bytes) -> None:
        self._hub.jobs.run(_writing(data, self._opening), self._written, self._refused, lane=Lane.FILES)

    @Slot(object)
    def _written(self, path: Path) -> None:
        self.open_url(QUrl.fromLocalFile(str(path)))


class EvidenceTab(QWidget):
    """The evidence for one record."""

    record_wanted = Signal(object)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.form = AttachForm(hub, asker, theme, self)
        self.level = StatusLabel(theme, None, self)
        self.reasons = label("", "small", self, wrap=True)
        self.desk = EvidenceDesk(hub, asker, theme, self)
        self.desk.record_wanted.connect(self.record_wanted)
        self.desk.newer_wanted.connect(self._newer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        for widget in (self.level, self.reasons, self.form, self.desk):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows a record's evidence."""
        self.form.show_record(record)
        evidence = snapshot.evidence_for(record.id)
        found = self._judged(record, evidence, snapshot)
        self.level.show_status(LEVELS[found.level])
        shown = found.level != "none" or bool(evidence)
        self.reasons.setText("\n".join(found.reasons) if shown else "")
        self.reasons.setVisible(shown)
        words = self.tr("Attach what shows that it is done and what difference it made, or drop a file here.")
        self.desk.show_evidence(evidence, snapshot, words)

    @Slot(object)
    def _newer(self, evidence: RecordId) -> None:
        item = self._hub.snapshot.get(evidence)
        if item is not None:
            self.form.start_newer(item)

    def _judged(self, record: Any, evidence: tuple[Evidence, ...], snapshot: Snapshot) -> Sufficiency:
        """How far the evidence stands up; a recommendation's with that of its actions."""
        if isinstance(record, Action):
            return sufficiency(record, evidence, self._hub.today, snapshot.plan.evidence_rules)
        return subject_sufficiency(snapshot, record, self._hub.today)


def _reviewing(evidence: RecordId, accept: bool, note: str | None) -> Command:
    def command(uow: UnitOfWork, act: Act) -> Any:
        return review(uow, act, evidence, accept=accept, note=note)

    return command


def _writing(data: bytes, name: str) -> Callable[[], Path]:
    def work() -> Path:
        path = Path(tempfile.mkdtemp(prefix="evidence-")) / Path(name).name
        path.write_bytes(data)
        # A copy to look at: what is written into it would not reach the plan, so it cannot be written.
        path.chmod(0o400)
        return path

    return work
