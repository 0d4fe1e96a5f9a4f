"""Evidence for a record: what there is, how far it stands up, checking it, opening it, attaching more."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.dates import show
from tracker.domain.evidence import is_stale, judge
from tracker.domain.ids import RecordId
from tracker.domain.people import owners_of_evidence, same_person
from tracker.domain.records import Action, Evidence
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import Status
from tracker.services.evidence import review
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.dialogs import Asker
from tracker.ui.hub import Command, Hub
from tracker.ui.jobs import Lane
from tracker.ui.parts import StatusLabel, button, label, rule
from tracker.ui.theme import Theme
from tracker.ui.views.attach_form import AttachForm
from tracker.ui.views.fields_edit import said
from tracker.ui.views.stack_list import StackList
from tracker.ui.widgets.note import Note

REVIEWS = {
    "none": Status("ring", "Not checked yet", "neutral"),
    "accepted": Status("tick", "Accepted", "good"),
    "returned": Status("cross", "Sent back", "warning"),
}
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

    def __init__(
        self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None, *, details: bool = True
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._asker = asker
        self._theme = theme
        self._details = details
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
        self.list.show_items([(item, self._may_check(item, snapshot)) for item in evidence], empty)

    def _may_check(self, item: Evidence, snapshot: Snapshot) -> bool:
        owners = owners_of_evidence(snapshot, item)
        return not any(same_person(name, self._hub.who) for name in (item.added_by, *owners))

    def _card(self, shown: tuple[Evidence, bool]) -> QWidget:
        item, may_check = shown
        made = EvidenceCard(self._theme, item, may_check, self._hub, details=self._details, parent=self)
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
            self.open_url(QUrl(item.url))
        elif item is not None and item.sha256:
            self._opening = item.file or "evidence"
            self._hub.fetch_file(item.sha256, self._fetched, self._refused)

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
        done = record.done if isinstance(record, Action) else None
        found = judge(done, evidence, self._hub.today)
        self.level.show_status(LEVELS[found.level])
        self.reasons.setText("\n".join(found.reasons) if evidence else "")
        self.reasons.setVisible(bool(evidence))
        words = self.tr("Attach what shows that it is done and what difference it made, or drop a file here.")
        self.desk.show_evidence(evidence, snapshot, words)


class EvidenceCard(QWidget):
    """One item of evidence. Its signals carry its id."""

    open_wanted = Signal(object)
    accepted = Signal(object)
    returned = Signal(object)
    record_wanted = Signal(object)

    def __init__(
        self, theme: Theme, item: Evidence, may_check: bool, hub: Hub, *, details: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._item = item
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        top = QHBoxLayout()
        top.addWidget(label(f"{item.ref}  {item.kind or ''}", "strong", self, wrap=True), 1)
        top.addWidget(StatusLabel(theme, REVIEWS[item.review], self))
        column.addLayout(top)
        if item.shows:
            column.addWidget(label(item.shows, "", self, wrap=True))
        column.addWidget(label(_facts(item), "small", self, wrap=True))
        if item.review_note:
            column.addWidget(label(f"“{item.review_note}”", "quiet", self, wrap=True))
        if is_stale(item, hub.today):
            stale = Note(theme, "warning", self)
            stale.say(self.tr("Past its refresh date of {0}: it does not count.").format(show(item.refresh_by)))
            column.addWidget(stale)
        name = item.file or item.url
        if name:
            opener = button(self.tr("Open {0}").format(name), "link", self, tip=name)
            opener.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            opener.clicked.connect(self._open)
            column.addWidget(opener)
        column.addLayout(self._buttons(may_check, details))
        column.addWidget(rule(self))

    def _buttons(self, may_check: bool, details: bool) -> QHBoxLayout:
        item = self._item
        row = QHBoxLayout()
        row.addStretch(1)
        if may_check and item.review != "accepted":
            accept = button(self.tr("Accept"), "", self, tip=self.tr("It shows what it says it shows"))
            accept.setAccessibleName(self.tr("Accept {0}").format(item.ref))
            accept.clicked.connect(self._accept)
            row.addWidget(accept)
        if may_check and item.review != "returned":
            back = button(self.tr("Send back…"), "quiet", self, tip=self.tr("Say what is lacking"))
            back.setAccessibleName(self.tr("Send {0} back").format(item.ref))
            back.clicked.connect(self._return)
            row.addWidget(back)
        if details:
            more = button(self.tr("Details"), "quiet", self)
            more.setAccessibleName(self.tr("Details of {0}").format(item.ref))
            more.clicked.connect(self._details)
            row.addWidget(more)
        return row

    @Slot()
    def _open(self) -> None:
        self.open_wanted.emit(self._item.id)

    @Slot()
    def _accept(self) -> None:
        self.accepted.emit(self._item.id)

    @Slot()
    def _return(self) -> None:
        self.returned.emit(self._item.id)

    @Slot()
    def _details(self) -> None:
        self.record_wanted.emit(self._item.id)


def _facts(item: Evidence) -> str:
    parts = []
    if item.dated:
        parts.append(f"dated {show(item.dated)}")
    if item.added_by:
        parts.append(f"added by {item.added_by} on {show(item.added_on)}")
    if item.reviewed_by:
        parts.append(f"checked by {item.reviewed_by} on {show(item.reviewed_on)}")
    if item.refresh_by:
        parts.append(f"refresh by {show(item.refresh_by)}")
    return "  ·  ".join(parts)


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
