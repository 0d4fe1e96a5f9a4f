"""Evidence for a record: what there is, how far it stands up, checking it, opening it, attaching more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker import opened
from tracker.domain.actions.evidence import Sufficiency, sufficiency
from tracker.domain.actions.links import LinkKind, link_kind
from tracker.domain.actions.status import Status
from tracker.domain.people.people import owners_of_evidence, same_hands
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.file_names import STARTS, clean_name, shown_name, what_it_starts
from tracker.errors import UserError
from tracker.services.evidence.evidence import review
from tracker.services.records.listing import subject_sufficiency
from tracker.ui.core.jobs import Lane
from tracker.ui.evidence.attach_form import AttachForm
from tracker.ui.evidence.evidence_card import Shown, evidence_card, versions_words
from tracker.ui.forms.cards import Card, CardSection
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.parts import StatusLabel, label

LEVELS = {
    "none": Status("ring", "No evidence", "neutral"),
    "thin": Status("triangle", "Thin evidence", "warning"),
    "fair": Status("half", "Fair evidence", "active"),
    "sufficient": Status("tick", "Sufficient evidence", "good"),
}
OpenUrl = Callable[[QUrl], object]


class EvidenceCards(CardSection):
    """Items of evidence as cards that open and check them; where none is given, the record itself is the item.

    `newer_wanted` carries the id of one that a newer version is to take the place of.
    """

    newer_wanted = Signal(object)

    def __init__(
        self, context: PageContext, parent: QWidget | None = None, *, details: bool = True, newer: bool = True
    ) -> None:
        super().__init__(context, parent)
        self._details, self._newer = details, details and newer
        self._opening = ""
        self.open_url: OpenUrl = QDesktopServices.openUrl
        self.column.addWidget(self.note)
        self.column.addWidget(self.list)

    @override
    def show_record(self, record: Evidence, snapshot: Snapshot) -> None:
        self.show_evidence((record,), snapshot, "")

    def show_evidence(self, evidence: tuple[Evidence, ...], snapshot: Snapshot, empty: str) -> None:
        """Shows these items, or the words for none."""
        shown = [
            Shown(
                item, self._may_check(item, snapshot), *versions_words(item, snapshot), self._newer, self._details,
                self.hub.who,
            )
            for item in evidence
        ]  # fmt: skip
        self.list.show_items(shown, empty)

    def _may_check(self, item: Evidence, snapshot: Snapshot) -> bool:
        owners = owners_of_evidence(snapshot, item)
        return not any(same_hands(snapshot, name, self.hub.who) for name in (item.added_by, *owners))

    @override
    def card(self, item: Shown) -> Card:
        return evidence_card(self.theme, item, self.hub, self)

    @override
    def pressed(self, name: str, about: RecordId) -> None:
        if name == "accept":
            self.write(partial(review, ref=about, accept=True))
        elif name == "newer":
            self.newer_wanted.emit(about)
        elif name == "details":
            self.context.record_wanted.emit(about)
        else:
            (self._return if name == "return" else self._open)(self.hub.snapshot.get(about))

    def _return(self, item: Evidence) -> None:
        def answered(note: str) -> None:
            self.write(partial(review, ref=item.id, accept=False, note=note))

        question = self.tr("What is lacking?")
        self.asker.text(self, self.tr("Send {0} back").format(item.ref), question, answered, lines=True)

    def _open(self, item: Evidence | None) -> None:
        if item is not None and item.url:
            self._open_link(item.url)
        elif item is not None and item.sha256:
            self._opening = item.file or "evidence"
            self.hub.fetch_file(item.sha256, self._fetched, self.note.fail)

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
            self.asker.choose(self, self.tr("Open a place?"), question, [self.tr("Open")], answered)

    @Slot(object)
    def _fetched(self, data: bytes) -> None:
        name, kind = self._opening, what_it_starts(self._opening, data)
        if not kind:
            self._look_at(data, name)
            return
        look, keep = self.tr("Open"), self.tr("Save a copy…")
        said = self.tr("“{0}” is {1}. It was attached to the plan and is not the program's own.")
        starts = self.tr("Opening it would start it, so it is not opened from here.")
        warns = self.tr("Open it only if you know who made it.")
        words = f"{said.format(shown_name(name), kind)}\n\n{starts if kind in STARTS else warns}"

        def answered(answer: str) -> None:
            if answer == look:
                self._look_at(data, name)
            else:
                self._keep_copy(data, name)

        title = self.tr("Open {0}?").format(shown_name(name))
        self.asker.choose(self, title, words, [keep] if kind in STARTS else [look, keep], answered)

    def _look_at(self, data: bytes, name: str) -> None:
        work = partial(_copy, data, name)
        self.hub.jobs.run(work, self._written, self.note.fail, lane=Lane.FILES)

    def _keep_copy(self, data: bytes, name: str) -> None:
        def chosen(target: Path) -> None:
            self.hub.jobs.run(partial(_save, data, target), None, self.note.fail, lane=Lane.FILES)

        self.asker.save_file(self, self.tr("Save a copy"), Path(clean_name(name)), self.tr("All files (*)"), chosen)

    @Slot(object)
    def _written(self, path: Path) -> None:
        self.open_url(QUrl.fromLocalFile(str(path)))


class EvidenceSection(Section):
    """The evidence for one record: how far it stands up, a form for more, and the cards."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = AttachForm(self.hub, self.asker, self.theme, self)
        self.level = StatusLabel(self.theme, None, self)
        self.reasons = label("", "small", self, wrap=True)
        self.cards = EvidenceCards(context, self)
        self.cards.newer_wanted.connect(self._newer)
        for widget in (self.level, self.reasons, self.form, self.cards):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    @override
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
        self.cards.show_evidence(evidence, snapshot, words)

    @override
    def start(self) -> None:
        """Asks which files are evidence."""
        self.form.choose()

    @Slot(object)
    def _newer(self, evidence: RecordId) -> None:
        item = self.hub.snapshot.get(evidence)
        if item is not None:
            self.form.start_newer(item)

    def _judged(self, record: Any, evidence: tuple[Evidence, ...], snapshot: Snapshot) -> Sufficiency:
        """How far the evidence stands up; a recommendation's with that of its actions."""
        if isinstance(record, Action):
            return sufficiency(record, evidence, self.hub.today, snapshot.plan.evidence_rules)
        return subject_sufficiency(snapshot, record, self.hub.today)


def _copy(data: bytes, name: str) -> Path:
    try:
        return opened.copy_to_open(data, name)
    except OSError as fault:
        raise UserError(f"{clean_name(name)} cannot be opened: {fault.strerror}.", "free some space") from fault


def _save(data: bytes, target: Path) -> None:
    try:
        target.write_bytes(data)
        opened.mark_as_from_outside(target)
    except OSError as fault:
        raise UserError(f"{target.name} cannot be written: {fault.strerror}.", "choose another place") from fault
