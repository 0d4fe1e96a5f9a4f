"""One item of evidence as a card: what it is and shows, how it was checked, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.actions.evidence import is_stale
from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show
from tracker.domain.plan.records import Evidence
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.hub import Hub
from tracker.ui.look.note import Note
from tracker.ui.look.parts import StatusLabel, button, label, rule
from tracker.ui.look.theme import Theme

SOON_DAYS = 28
"""Days ahead within which a refresh date is pointed at."""
REVIEWS = {
    "none": Status("ring", "Not checked yet", "neutral"),
    "accepted": Status("tick", "Accepted", "good"),
    "returned": Status("cross", "Sent back", "warning"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as its card shows it: whether who looks may check it, its versions."""

    item: Evidence
    may_check: bool
    earlier: str = ""
    replaced_by: str = ""


class EvidenceCard(QWidget):
    """One item of evidence. Its signals carry its id."""

    open_wanted = Signal(object)
    accepted = Signal(object)
    returned = Signal(object)
    record_wanted = Signal(object)
    newer_wanted = Signal(object)

    def __init__(
        self, theme: Theme, shown: Shown, hub: Hub, *, details: bool, newer: bool, parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._shown, self._item = shown, shown.item
        item = shown.item
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
        for words, tone in _remarks(shown, hub.today):
            note = Note(theme, tone, self)
            note.say(words)
            column.addWidget(note)
        name = item.file or item.url
        if name:
            opener = button(self.tr("Open {0}").format(name), "link", self, tip=name)
            opener.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            opener.clicked.connect(self._open)
            column.addWidget(opener)
        column.addLayout(self._buttons(shown.may_check, details, newer))
        column.addWidget(rule(self))

    def _buttons(self, may_check: bool, details: bool, newer_too: bool) -> QHBoxLayout:
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
        if newer_too and not self._shown.replaced_by:
            newer = button(
                self.tr("Newer version…"), "quiet", self, tip=self.tr("Add what takes its place; both are kept")
            )
            newer.setAccessibleName(self.tr("Add a newer version of {0}").format(item.ref))
            newer.clicked.connect(self._newer)
            row.addWidget(newer)
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
    def _newer(self) -> None:
        self.newer_wanted.emit(self._item.id)

    @Slot()
    def _details(self) -> None:
        self.record_wanted.emit(self._item.id)


def versions_words(item: Evidence, snapshot: Snapshot) -> tuple[str, str]:
    """The earlier versions of an item, newest first ("E3, E1"), and the one that took its place ("" for none)."""
    chain: list[str] = []
    before = snapshot.get(item.replaces)
    while before is not None and before.ref not in chain:
        chain.append(before.ref)
        before = snapshot.get(before.replaces)
    newer = next((one.ref for one in snapshot.evidence if one.replaces == item.id), "")
    return ", ".join(chain), newer


def _remarks(shown: Shown, today: date) -> list[tuple[str, str]]:
    """What is to be known of an item, each with its tone."""
    item, said = shown.item, []
    if shown.replaced_by:
        said.append((f"Replaced by {shown.replaced_by}: it does not count any more.", "neutral"))
    if shown.earlier:
        said.append((f"Newer version of {shown.earlier}.", "neutral"))
    if is_stale(item, today):
        said.append((f"Past its refresh date of {show(item.refresh_by)}: it does not count.", "warning"))
    elif item.refresh_by is not None and (item.refresh_by - today).days <= SOON_DAYS:
        said.append((f"To be refreshed by {show(item.refresh_by)}.", "active"))
    if item.link_fault:
        said.append((f"Link fault on {show(item.link_checked)}: {item.link_fault}.", "bad"))
    return said


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
    if item.link_checked and not item.link_fault:
        parts.append(f"link checked {show(item.link_checked)}")
    return "  ·  ".join(parts)
