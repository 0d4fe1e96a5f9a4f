"""Files that go out: reports, workbooks and backups, made in the background and then offered to be opened."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tracker import settings as options
from tracker.domain.dates.dates import show
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.core.notice import NoticeStrip, Step

Opener = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Paper:
    """One sort of file: what it is called, how its name ends, and what the file dialog offers."""

    title: str
    name: str
    ending: str
    filters: str
    working: str


PAPERS = {
    Do.REPORT_PDF: Paper("Report as PDF", "board paper", ".pdf", "PDF (*.pdf)", "Making the PDF"),
    Do.REPORT_EXCEL: Paper("Report as Excel", "progress", ".xlsx", "Excel workbook (*.xlsx)", "Making the workbook"),
    Do.REPORT_WORD: Paper("Report as Word", "board paper", ".docx", "Word document (*.docx)", "Making the document"),
    Do.EXPORT: Paper("Export workbook", "workbook", ".xlsx", "Excel workbook (*.xlsx)", "Writing the workbook"),
    Do.EXPORT_CALENDAR: Paper("Export calendar", "calendar", ".ics", "Calendar (*.ics)", "Writing the calendar"),
    Do.BACKUP: Paper("Backup", "backup", ".plan", "Plan (*.plan)", "Copying the plan"),
}


def open_path(path: Path) -> None:
    """Opens a file or folder with whatever the system opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Papers(QObject):
    """Makes papers of one plan. `opener` opens a file or folder."""

    def __init__(
        self, hub: Hub, asker: Asker, settings: Settings, notice: NoticeStrip, *, parent: QWidget, opener: Opener
    ) -> None:
        super().__init__(parent)
        self._hub, self._asker, self._settings, self._notice = hub, asker, settings, notice
        self._window, self._opener = parent, opener

    def make(self, do: Do) -> None:
        """Asks where, and makes the file."""
        paper = PAPERS[do]

        def answered(target: Path) -> None:
            self._settings.set(options.LAST_FOLDER, str(target.parent))
            self._write(do, target.with_suffix(paper.ending) if not target.suffix else target)

        self._asker.save_file(self._window, self.tr(paper.title), self._suggested(paper), paper.filters, answered)

    def _suggested(self, paper: Paper) -> Path:
        title = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", self._hub.snapshot.plan.title).strip() or "Plan"
        folder = Path(self._settings.get(options.LAST_FOLDER) or Path.home())
        return folder / f"{title[:80]}, {paper.name}, {show(self._hub.today)}{paper.ending}"

    def _write(self, do: Do, target: Path) -> None:
        hub, what = self._hub, self.tr(PAPERS[do].working)
        written = _Written(self, target)
        if do is Do.BACKUP:
            # Copies of the plan are made between writes; papers are made of a snapshot, beside them.
            hub.jobs.run(partial(hub.session.backup, target), written.tell, self._notice.fail, what=what)
            return
        assert hub.gateway is not None
        writers = {Do.EXPORT: hub.gateway.export_workbook, Do.EXPORT_CALENDAR: hub.gateway.export_calendar}
        make = partial(writers.get(do, hub.gateway.write_report), target)
        hub.hand_out(make, written.tell, self._notice.fail, what=what)

    def offer(self, target: Path) -> None:
        """Says that a file was written, and offers to open it."""
        steps = (
            Step(self.tr("Open"), _Opening(self._opener, target)),
            Step(self.tr("Show in folder"), _Opening(self._opener, target.parent)),
        )
        self._notice.say(self.tr("{0} is written.").format(target.name), steps, str(target.parent))


class _Written:
    def __init__(self, papers: Papers, target: Path) -> None:
        self.papers, self.target = papers, target

    def tell(self, _nothing: object) -> None:
        self.papers.offer(self.target)


class _Opening:
    def __init__(self, opener: Opener, path: Path) -> None:
        self.opener, self.path = opener, path

    def __call__(self) -> None:
        self.opener(self.path)
