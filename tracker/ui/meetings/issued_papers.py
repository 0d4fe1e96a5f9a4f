"""The papers that a meeting was given: each is opened or saved again as the very file, and another is prepared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tracker import opened
from tracker.domain.dates.dates import show
from tracker.domain.meetings.papers import name_of
from tracker.domain.plan.records import Meeting, Paper
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.saving import in_words, write_whole
from tracker.services.meetings.compared import papers_of
from tracker.ui.core.commands import Do
from tracker.ui.core.context import Context
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Lane
from tracker.ui.forms.section import ErrorNote, PageContext, Section
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label

Opener = Callable[[Path], object]


class IssuedPapers(Section):
    """The papers of a meeting, the latest first, and a button to prepare one."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.opener: Opener = _open_path
        self.lines: list[PaperLine] = []
        self._shown: tuple[Any, ...] | None = None
        self._heading = label(self.tr("Papers it was shown"), "small", self)
        self._list = in_column(self.theme, gap=1, margins=0)
        self.note = ErrorNote(self.theme, self)
        spec = Do.REPORT.spec
        self.prepare = button(self.tr(spec.text), "", self, tip=f"{self.tr(spec.tip)} ({spec.keys[0]})")
        self.prepare.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.prepare.clicked.connect(self._prepare)
        self.minutes = button(self.tr("Draft minutes…"), "", self, tip=f"{self.tr(Do.MINUTES.spec.tip)}")
        self.minutes.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.minutes.clicked.connect(self._minutes)
        self.column.addWidget(self._heading)
        self.column.addLayout(self._list)
        self.column.addWidget(self.note)
        self.column.addLayout(in_row(self.theme, self.prepare, self.minutes, None, gap=1))

    @override
    def show_record(self, record: Meeting, snapshot: Snapshot) -> None:
        papers = papers_of(snapshot, record)[::-1]
        if (record.id, papers) == self._shown:
            return
        self._shown = (record.id, papers)
        self.note.clear()
        for old in self.lines:
            old.hide()
            old.deleteLater()
        self.lines = [PaperLine(self, paper) for paper in papers]
        for line in self.lines:
            self._list.addWidget(line)
        self._heading.setVisible(bool(papers))

    @Slot()
    def _prepare(self) -> None:
        self.context.command_wanted.emit(Do.REPORT)

    @Slot()
    def _minutes(self) -> None:
        self.context.command_wanted.emit(Do.MINUTES)


class PaperLine(QWidget):
    """One issued paper: what it is and how it was made, opened or saved again."""

    def __init__(self, section: IssuedPapers, paper: Paper) -> None:
        super().__init__(section)
        self._section, self.paper = section, paper
        name = f"{paper.ref}  {name_of(paper.kind)}"
        self.open = button(section.tr("Open"), "", self, tip=section.tr("Open the very file that was issued"))
        self.keep = button(section.tr("Save a copy…"), "quiet", self)
        self.open.setAccessibleName(section.tr("Open {0}").format(name))
        self.keep.setAccessibleName(section.tr("Save a copy of {0}").format(name))
        words = in_column(
            section.theme, label(name, "strong", self, wrap=True), label(facts(paper), "small", self, wrap=True), gap=0
        )
        in_row(section.theme, (words, 1), self.open, self.keep, on=self, gap=1, margins=0)
        self.open.setEnabled(bool(paper.sha256))
        self.keep.setEnabled(bool(paper.sha256))
        self.open.clicked.connect(self._open)
        self.keep.clicked.connect(self._keep)

    @Slot()
    def _open(self) -> None:
        open_paper(self._section.hub, self.paper, self._section.opener, self._section.note.fail)

    @Slot()
    def _keep(self) -> None:
        section, paper = self._section, self.paper

        def write(target: Path, data: bytes) -> None:
            work = partial(write_whole, target, data, what="paper")
            section.hub.jobs.run(work, None, section.note.fail, lane=Lane.FILES)

        def chosen(target: Path) -> None:
            section.hub.fetch_file(paper.sha256 or "", partial(write, target), section.note.fail)

        name = Path(paper.file or f"{paper.ref}.pdf")
        section.asker.save_file(section, section.tr("Save a copy"), name, f"(*{name.suffix})", chosen)


def facts(paper: Paper) -> str:
    """When a paper was issued, by whom, and how it was made."""
    parts = [f"issued {show(paper.day)}" if paper.day else "", f"by {paper.issued_by}" if paper.issued_by else ""]
    said = " ".join(part for part in parts if part)
    as_at = f"as at {show(paper.as_at)}" if paper.as_at and paper.as_at != paper.day else ""
    return ", ".join(part for part in (said, as_at, *paper.options) if part)


def open_paper(hub: Hub, paper: Paper, opener: Opener, failed: Callable[[Any], object]) -> None:
    """Opens a copy of the very file that was issued."""
    name = paper.file or paper.ref

    def copied(data: bytes) -> None:
        hub.jobs.run(partial(_copy, data, name), opener, failed, lane=Lane.FILES)

    if not paper.sha256:
        failed(UserError(_tr("The file of {0} is not kept any more.").format(paper.ref), ""))
        return
    hub.fetch_file(paper.sha256, copied, failed)


def open_shown(context: Context) -> None:
    """Opens what the meeting in hand was given; where it was given several papers, asks which."""
    here = context.screen.current()
    if not isinstance(here, Meeting):
        context.notice.fail(UserError(_tr("No meeting is in hand."), _tr("Choose one in Meetings (Ctrl+8) first.")))
        return
    papers = papers_of(context.hub.snapshot, here)[::-1]
    if not papers:
        hint = _tr("Make a paper for it (Ctrl+P) and issue it.")
        context.notice.fail(UserError(_tr("No paper was issued to this meeting."), hint))
        return
    choices = {f"{paper.ref}: {name_of(paper.kind)}, {show(paper.day)}": paper for paper in papers}

    def chosen(words: str) -> None:
        open_paper(context.hub, choices[words], context.opener, context.notice.fail)

    if len(papers) == 1:
        chosen(next(iter(choices)))
    else:
        question = _tr("This meeting was given {0} papers. Which one?").format(len(papers))
        context.asker.choose(context.window, _tr("What it was shown"), question, tuple(choices), chosen)


def _copy(data: bytes, name: str) -> Path:
    with in_words(Path(name)):
        return opened.copy_to_open(data, name)


def _open_path(path: Path) -> object:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _tr(words: str) -> str:
    return QCoreApplication.translate("IssuedPapers", words)
