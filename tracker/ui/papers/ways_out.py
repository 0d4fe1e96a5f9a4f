"""The ways a paper leaves: saved, printed, attached to a draft e-mail, or issued to a meeting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from tracker import opened
from tracker import settings as options
from tracker.domain.guard.identifiers import identifiers
from tracker.domain.log.changes import Changes
from tracker.domain.meetings.papers import FORMATS, name_of
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.saving import in_words, write_whole
from tracker.services.meetings.covering import DRAFT, file_name, paper_draft
from tracker.services.meetings.meetings import issue
from tracker.services.meetings.wanted import Material, Wanted, made_of
from tracker.settings import Settings
from tracker.ui.core.context import Context
from tracker.ui.core.folders import last_folder
from tracker.ui.core.gateway import PaperMade
from tracker.ui.core.jobs import Lane
from tracker.ui.papers.outcome import Told
from tracker.ui.papers.printing import Printing

Way = Callable[[Wanted, PaperMade, Material], object]


class WaysOut(QObject):
    """`began` says what is under way and whether it can be stopped, `ended` carries a Told, `failed` why it was not
    done.
    """

    began = Signal(str, bool)
    ended = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)

    def __init__(self, context: Context, settings: Settings, sheet: QDialog) -> None:
        super().__init__(sheet)
        self._context, self._settings, self._sheet = context, settings, sheet
        self._hub = context.hub
        self._printing = Printing(context.gateway, context.hub.jobs, self)
        self._printing.progressed.connect(self.progressed)
        self._printing.done.connect(self._printed)
        self._printing.failed.connect(self.failed)

    def _tell(self, words: str, file: Path | None = None, folder: Path | None = None) -> None:
        """Says what was done, unless the sheet was closed meanwhile."""
        if isValid(self):
            self.ended.emit(Told(words, file, folder))

    @Slot(object)
    def _fail(self, fault: Any) -> None:
        self.failed.emit(fault)

    def stop(self) -> bool:
        """Prints no further page; whether any was still to come."""
        return self._printing.stop()

    def taken_by(self, way: Way, wanted: Wanted) -> Wanted:
        """The paper as this way takes it: printers take pages, whatever the format. Raises UserError for none."""
        return wanted.as_pages if way == self.print else wanted

    def save(self, wanted: Wanted, paper: PaperMade, of: Material) -> None:
        """Asks where, and writes it there."""
        name = file_name(wanted, of, self._hub.session.act())
        words = self.tr(FORMATS[wanted.ending])
        self._ask(self.tr("Save the paper"), name, f"{words} (*{wanted.ending})", partial(self._write, paper.data))

    def mail(self, wanted: Wanted, paper: PaperMade, of: Material) -> None:
        """Asks where, and writes a draft e-mail with the paper attached."""
        act = self._hub.session.act()
        draft = paper_draft(wanted, of, act, paper.data)
        name = Path(file_name(wanted, of, act)).with_suffix(DRAFT).name
        self._ask(self.tr("Draft an e-mail"), name, self.tr("E-mail (*.eml)"), partial(self._write, draft))

    def print(self, wanted: Wanted, paper: PaperMade, of: Material) -> None:
        """Asks for a printer, and prints it."""
        name = Path(file_name(wanted, of, self._hub.session.act())).stem

        def answered(printer: Any) -> None:
            self.began.emit(self.tr("Printing"), True)
            self._printing.start(printer, paper.data, paper.pages)

        self._context.asker.printer(self._sheet, name, paper.pages, answered)

    @Slot()
    def _printed(self) -> None:
        self._tell(self.tr("The paper was sent to the printer."))

    def issue(self, wanted: Wanted, paper: PaperMade, of: Material) -> None:
        """Keeps it as what the meeting is given, once the plan has passed its check."""
        act = self._hub.session.act()
        name = file_name(wanted, of, act)
        command = partial(issue, ref=wanted.meeting, made=made_of(wanted, of, name, paper.data, act.today))
        what = self.tr("Issuing the paper")
        self.began.emit(what, False)

        def whole(_nothing: object) -> None:
            if not isValid(self):
                return
            self._hub.write(command, partial(self._issued, paper.data), self._fail, what=what)

        self._hub.jobs.run(self._hub.session.must_be_whole, whole, self._fail, what=self.tr("Checking the plan"))

    def _issued(self, data: bytes, changes: Changes) -> None:
        snapshot = self._hub.snapshot
        found = [snapshot.get(one) for one in changes.ids.get(Kind.PAPER, ())]
        for paper in found:
            meeting = snapshot.get(paper.meeting)
            words = self.tr("{0} is issued to {1} as {2}: this very file is kept.").format(
                name_of(paper.kind), meeting.name or meeting.ref, paper.ref
            )
            self._tell(words, _to_look_at(data, paper.file or paper.ref))

    def _ask(self, title: str, name: str, filters: str, write: Callable[[Path], object]) -> None:
        """Asks where a file is to be written, and has it written."""
        folder = last_folder(self._settings)

        def answered(chosen: Path) -> None:
            ending = Path(name).suffix
            other = FORMATS.get(chosen.suffix.casefold())
            if other is not None and chosen.suffix.casefold() != ending:
                said = self.tr("This is not made as {0}.").format(other)
                self.failed.emit(UserError(said, self.tr("choose {0} on the sheet, or another name").format(other)))
                return
            target = chosen if chosen.suffix.casefold() == ending else chosen.with_name(chosen.name + ending)
            self._settings.set(options.LAST_FOLDER, str(target.parent))
            found = identifiers(target.stem, self._hub.today)
            if found:
                said = self.tr("The name of the file holds what may be an identifier ({0}).").format(found[0].kind)
                self.failed.emit(UserError(said, self.tr("choose another name")))
                return
            write(target)

        self._context.asker.save_file(self._sheet, title, folder / name, filters, answered)

    def _write(self, data: bytes, target: Path) -> None:
        def written(_nothing: object) -> None:
            self._tell(said, target, target.parent)

        said = self.tr("{0} is written.").format(target.name)
        what = self.tr("Writing {0}").format(target.name)
        self.began.emit(what, False)
        work = partial(write_whole, target, data, what="paper")
        self._hub.jobs.run(work, written, self._fail, lane=Lane.FILES, what=what)


def _to_look_at(data: bytes, name: str) -> Path | None:
    """A copy that may be opened; None where none can be written."""
    try:
        with in_words(Path(name)):
            return opened.copy_to_open(data, name)
    except UserError:
        return None
