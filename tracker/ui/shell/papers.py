"""Files that go out: papers on their sheet; workbooks, lists and backups made in the background and then offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import settings as options
from tracker.domain.dates.dates import show
from tracker.domain.meetings.papers import BOARD, MINUTES
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.plan.guard import Undecided
from tracker.services.ports import Act
from tracker.ui.core.folders import last_folder
from tracker.ui.core.notice import Step

if TYPE_CHECKING:
    from tracker.ui.shell.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Paper:
    """One sort of file: what it is called, how its name ends, and what the file dialog offers."""

    title: str
    name: str
    ending: str
    filters: str
    working: str


def report(window: MainWindow) -> None:
    """Opens the sheet on which papers are made; for the meeting in hand, where one is."""
    _report(window, BOARD)


def minutes(window: MainWindow) -> None:
    """Opens the same sheet on draft minutes of the meeting in hand."""
    _report(window, MINUTES)


def _report(window: MainWindow, paper: str) -> None:
    from tracker.domain.plan.records import Meeting
    from tracker.ui.papers.report_sheet import ReportSheet

    here = window.work.nav.current()
    ReportSheet(window.context(), window.settings, here if isinstance(here, Meeting) else None, paper).open()


def evidence_pack(window: MainWindow) -> None:
    """Opens the sheet on which the evidence pack is made; for the recommendation in hand, where one is."""
    from tracker.ui.papers.pack_sheet import PackSheet, subject_of

    here = subject_of(window.work.nav.current(), window.plan.snapshot)
    PackSheet(window.context(), window.settings, here).open()


def export_workbook(window: MainWindow) -> None:
    """Writes the workbook that colleagues fill in and send back."""
    paper = Paper("Export workbook", "workbook", ".xlsx", "Excel workbook (*.xlsx)", "Writing the workbook")
    _make(window, paper, window.gateway.export_workbook)


def export_calendar(window: MainWindow) -> None:
    """Writes the dates still to be kept as a calendar file."""
    paper = Paper("Export calendar", "calendar", ".ics", "Calendar (*.ics)", "Writing the calendar")
    _make(window, paper, window.gateway.export_calendar)


def save_list(window: MainWindow) -> None:
    """Writes the list in hand as filtered and sorted, with the columns it shows."""
    from tracker.ui.lists.list_out import outline_of
    from tracker.ui.lists.list_place import ListPlace

    nav = window.work.nav
    view = nav.view
    if not isinstance(view, ListPlace):
        hint = window.tr("Go to Recommendations, Actions or another list first.")
        window.notice.fail(UserError(window.tr("There is no list here to save."), hint))
        return
    outline = outline_of(view.tree, nav.place.spec.text)
    paper = Paper(
        "Save this list", nav.place.spec.text.lower(), ".xlsx",
        "Excel workbook (*.xlsx);;List for any program (*.csv)", "Writing the list",
    )  # fmt: skip

    def make(target: Path, snapshot: Snapshot, act: Act) -> None:
        window.gateway.write_list(target, snapshot, act, outline.table)

    _make(window, paper, make)


def backup(window: MainWindow) -> None:
    """Writes a checked copy of the whole plan, between writes; papers are made of a snapshot, beside them."""
    paper = Paper("Backup", "backup", ".plan", "Plan (*.plan)", "Copying the plan")
    plan = window.plan

    def write(target: Path, written: Callable[[Any], object]) -> None:
        work = partial(plan.session.backup, target)
        plan.jobs.run(work, written, window.notice.fail, what=window.tr(paper.working))

    _ask(window, paper, write)


def _make(window: MainWindow, paper: Paper, make: Callable[[Path, Snapshot, Act], object]) -> None:
    """Asks where, and makes the file of the plan as it stands then."""

    def write(target: Path, written: Callable[[Any], object]) -> None:
        again = partial(write, target, written)
        failed = partial(_stopped, window, again)
        window.plan.hand_out(partial(make, target), written, failed, what=window.tr(paper.working))

    _ask(window, paper, write)


def _stopped(window: MainWindow, again: Callable[[], object], fault: object) -> None:
    """Says why no file was made; where identifiers are to be decided first, asks, and makes it then."""
    if not isinstance(fault, Undecided):
        window.notice.fail(fault)
        return
    from tracker.ui.guard.identifier_sheet import IdentifierSheet

    sheet = IdentifierSheet(window.plan, window.theme, window)
    sheet.accepted.connect(again)
    sheet.open()


def _ask(window: MainWindow, paper: Paper, write: Callable[[Path, Callable[[Any], object]], None]) -> None:
    """Asks where the file is to be written, has it written, and offers to open it."""
    plan, settings = window.plan, window.settings

    def answered(chosen: Path) -> None:
        settings.set(options.LAST_FOLDER, str(chosen.parent))
        target = chosen if chosen.suffix else chosen.with_suffix(paper.ending)

        def written(_nothing: object) -> None:
            opening = Step(window.tr("Open"), partial(window.opener, target))
            showing = Step(window.tr("Show in folder"), partial(window.opener, target.parent))
            window.notice.say(window.tr("{0} is written.").format(target.name), (opening, showing), str(target.parent))

        write(target, written)

    title = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", plan.snapshot.plan.title).strip() or "Plan"
    folder = last_folder(settings)
    suggested = folder / f"{title[:80]}, {paper.name}, {show(plan.today)}{paper.ending}"
    window.asker.save_file(window, window.tr(paper.title), suggested, paper.filters, answered)
