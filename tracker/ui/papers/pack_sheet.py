"""The evidence pack made in the window: for which recommendation, and what will be in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog
from shiboken6 import isValid
from typing_extensions import override

from tracker import settings as options
from tracker.domain.dates.dates import show
from tracker.domain.guard.leaving import title_leaving
from tracker.domain.log.copies import in_megabytes
from tracker.domain.plan.kinds import title_of
from tracker.domain.plan.records import Action, Subject
from tracker.domain.text.file_names import clean_name
from tracker.domain.text.words import how_many, shortened
from tracker.services.evidence.pack import accepted, only, subject_named
from tracker.settings import Settings
from tracker.ui.core.context import Context
from tracker.ui.core.folders import last_folder
from tracker.ui.core.hub import Command
from tracker.ui.core.jobs import Ticket
from tracker.ui.core.notice import Step
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.parts import label
from tracker.ui.papers.making import ask_about_identifiers
from tracker.ui.papers.outcome import ProgressRow

WORDS = SheetWords(
    "Evidence pack",
    "What a re-inspection asks to be handed: the dossier as PDF, each accepted file under its reference, and an index "
    "with the SHA-256 of each.",
    "Make the pack…",
)
LONGEST_TITLE = 90
"""So many letters of a recommendation stand in the list of them."""


class PackSheet(Sheet):
    """Asks for which recommendation, then where, and writes the pack there."""

    def __init__(self, context: Context, settings: Settings, subject: Any) -> None:
        super().__init__(context.hub, context.theme, WORDS, context.window)
        self._context, self._settings = context, settings
        self.subject = QComboBox(self)
        self.subject.setAccessibleName(self.tr("Evidence for"))
        self.subject.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.subject.addItem(self.tr("The whole plan"), None)
        snapshot = self.hub.snapshot
        for one in snapshot.subjects:
            self.subject.addItem(f"{one.ref}  {shortened(title_of(one), LONGEST_TITLE)}", one.ref)
        self.subject.setCurrentIndex(max(0, self.subject.findData(getattr(subject, "ref", None))))
        self.holds = label("", "strong", self, wrap=True)
        self.lacks = label("", "quiet", self, wrap=True)
        self.progress = ProgressRow(self.theme, self)
        self.column.insertWidget(self.column.count() - 1, self.progress)
        room = self.progress.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(room)
        self.progress.stopped.connect(self._stop)
        self._ticket: Ticket | None = None
        self._sizes: list[int] = []
        self.field(self.subject)
        self.body.addWidget(self.holds)
        self.body.addWidget(self.lacks)
        self.subject.currentIndexChanged.connect(self._tell)
        self.save.setVisible(True)
        self._tell()
        self.resize(self.theme.space(170), self.sizeHint().height())
        self.subject.setFocus()

    @property
    def ref(self) -> str | None:
        """The recommendation that the pack is for; None for the whole plan."""
        chosen: str | None = self.subject.currentData()
        return chosen

    @Slot()
    def _tell(self) -> None:
        """Says what would be in the pack, and what would not."""
        snapshot = self.hub.snapshot
        here = snapshot if self.ref is None else only(snapshot, subject_named(snapshot, self.ref))
        packed = accepted(here)
        self._sizes = [one.item.size or 0 for one in packed if one.path]
        files = len(self._sizes)
        left = len(here.evidence) - len(packed)
        links = len(packed) - files
        said = f"{how_many(files, 'accepted file')}, {how_many(links, 'link')} in the index" if packed else ""
        self.holds.setText(said or self.tr("No evidence is accepted yet: the pack would hold the dossier alone."))
        waits = self.tr("{0} not accepted, so left out.").format(how_many(left, "item"))
        self.lacks.setText(waits if left else "")

    @override
    def command(self) -> Command | None:
        raise AssertionError("a pack writes nothing to the plan")

    @override
    @Slot()
    def send(self) -> None:
        """Asks where, and writes the pack there."""
        if not self.save.isEnabled():
            return
        title = title_leaving(self.hub.snapshot, self.hub.today) or "Plan"
        whose = f" {self.ref}" if self.ref is not None else ""
        name = clean_name(f"{shortened(title, 70)}, evidence{whose}, {show(self.hub.today)}.zip")
        folder = last_folder(self._settings)
        title = self.tr("Make the evidence pack")
        self._context.asker.save_file(self, title, folder / name, self.tr("Zip folder (*.zip)"), self._make)

    def _make(self, chosen: Path) -> None:
        target = chosen if chosen.suffix.casefold() == ".zip" else chosen.with_name(chosen.name + ".zip")
        self._settings.set(options.LAST_FOLDER, str(target.parent))
        what = self.tr("Making the pack")
        self.note.clear()
        self.progress.begin(what)
        self.save.setEnabled(False)
        self.subject.setEnabled(False)
        session, act, ref = self.hub.session, self.hub.session.act(), self.ref

        def work(ticket: Ticket) -> tuple[int, int]:
            return session.evidence_pack(target, act, ref, ticket.step, ticket.cancelled)

        made, given_up = partial(self._made, target), partial(self._given_up, target)
        self._ticket = self.hub.jobs.run_with_ticket(work, made, given_up, what=what)
        self._ticket.progressed.connect(self._step)

    @Slot(object)
    def _step(self, step: tuple[int, int]) -> None:
        """Says how many files are in the pack, and how much that is."""
        done, files = step
        self.progress.show_step(step)
        words = self.tr("Making the pack: {0} of {1}, {2} of {3}").format(
            done, how_many(files, "file"), in_megabytes(sum(self._sizes[:done])), in_megabytes(sum(self._sizes))
        )
        self.progress.say(words if files else self.tr("Making the dossier…"))

    @Slot()
    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    @override
    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _over(self) -> None:
        self._ticket = None
        self.progress.end()
        self.subject.setEnabled(True)

    def _given_up(self, target: Path, fault: Any) -> None:
        if not isValid(self):
            return  # the sheet was closed: that stopped it
        self._over()
        self._refused(fault)
        ask_about_identifiers(fault, self.hub, self.theme, self, partial(self._make, target))

    def _made(self, target: Path, counts: tuple[int, int]) -> None:
        files, links = counts
        context = self._context
        said = context.tr("{0} is written: the dossier, {1} and {2}.").format(
            target.name, how_many(files, "file"), how_many(links, "link")
        )
        steps = [
            Step(context.tr("Open"), partial(context.opener, target)),
            Step(context.tr("Show in folder"), partial(context.opener, target.parent)),
        ]
        context.notice.say(said, steps, str(target.parent))
        if isValid(self):
            self._over()
            QDialog.accept(self)


def subject_of(record: Any, snapshot: Any) -> Any:
    """The recommendation or finding that a record in hand is about, where it is about one."""
    if isinstance(record, Action) and record.targets:
        return snapshot.get(record.targets[0])
    return record if isinstance(record, Subject) else None
