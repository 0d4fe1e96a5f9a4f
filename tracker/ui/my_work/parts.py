"""The parts of my work: jobs of one sort under their heading, what is in a meeting's way, and what others changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.dates.dates import show
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import shortened
from tracker.domain.work.in_the_way import InTheWay, Obstacle
from tracker.domain.work.my_work import Job, Part
from tracker.ui.forms.section import PageContext
from tracker.ui.look.flow import Flow
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, card, label, restyle
from tracker.ui.look.theme import Theme
from tracker.ui.my_work.job_row import JobRow

if TYPE_CHECKING:
    from tracker.services.log.history import Entry

AT_FIRST, MORE = 12, 50
"""So many jobs of a part stand there at first, and so many more each time the rest is asked for."""
CHANGES_AT_FIRST = 8


class PartBox(QWidget):
    """One part. `made` carries each new row, so that whoever holds it hears of its buttons; `unfolded` the part of
    which more jobs are to be shown."""

    made = Signal(object)
    unfolded = Signal(object)

    def __init__(self, context: PageContext, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.key = context, key
        self.rows: dict[object, JobRow] = {}
        self.settled: list[JobRow] = []
        self.stay = False
        """Whether a row whose job is done keeps its place: another that came up there would take the next press."""
        self._part: Part | None = None
        self._most = AT_FIRST
        self.whole = True
        """Whether every row that is to stand there does."""
        theme = context.theme
        self._heading = label("", "heading", self)
        self._frame = card(self)
        self._column = in_column(theme, on=self._frame, gap=0, margins=(0.5, 0.5))
        self._more = button("", "link", self)
        self._more.clicked.connect(self._show_more)
        in_column(theme, self._heading, self._frame, (self._more, 0, Qt.AlignmentFlag.AlignLeft), on=self, gap=1.5,
                  margins=0)  # fmt: skip

    def show_part(self, part: Part, most: int) -> int:
        """Shows the part's jobs; rows whose job is still there stay, with what is being typed in them.

        At most so many rows are made: those of the first jobs that lack one. How many were.
        """
        if part is self._part and not self.whole and self._are_first(self._jobs(part)):
            return self._go_on(most)
        self._part = part
        self._heading.setText(f"{self.tr(part.title)}  {len(part.jobs)}")
        jobs = self._jobs(part)
        wanted = {(job.record, job.shown): job for job in jobs}
        for gone in [key for key in self.rows if key not in wanted]:
            self.rows[gone].settle()
            self.settled.append(self.rows.pop(gone))
        if not self.stay:
            self.drop_settled()
        again = {(row.job.record, row.job.shown): row for row in self.settled}
        self.rows.update((key, row) for key, row in again.items() if key in wanted)
        self.settled = [row for key, row in again.items() if key not in wanted]
        lacking = [key for key in wanted if key not in self.rows]
        later = set(lacking[most:])
        self._show_rows({key: job for key, job in wanted.items() if key not in later})
        self._tell_more(part, whole=not later)
        return len(lacking) - len(later)

    def _jobs(self, part: Part) -> tuple[Job, ...]:
        return part.jobs[: self._most]

    def _are_first(self, jobs: Sequence[Job]) -> bool:
        """Whether the rows are those of the first of these jobs, and no others."""
        firsts = zip(self.rows, jobs, strict=False)
        return not self.settled and all(key == (job.record, job.shown) for key, job in firsts)

    def _go_on(self, most: int) -> int:
        """Makes the next rows under those that stand there, which are left alone."""
        assert self._part is not None
        have = len(self.rows)
        jobs = self._jobs(self._part)
        if have:
            restyle(next(reversed(self.rows.values())), "line", "bottom")
        for job in jobs[have : have + most]:
            row = self.rows[job.record, job.shown] = JobRow(self._context, job, self._frame)
            self.made.emit(row)
            self._column.addWidget(row)
        restyle(next(reversed(self.rows.values())), "line", "")
        self._tell_more(self._part, whole=len(self.rows) >= len(jobs))
        return len(self.rows) - have

    def _tell_more(self, part: Part, *, whole: bool) -> None:
        self.whole = whole
        every, rest = len(part.jobs), len(part.jobs) - self._most
        words = self.tr("Show all {0}").format(every) if rest <= MORE else self.tr("Show {0} more of {1}")
        self._more.setText(words.format(MORE, every))
        self._more.setVisible(whole and rest > 0)

    def emptied(self) -> Part | None:
        """The part without a job, where rows of it still stand there; None where none do."""
        return replace(self._part, jobs=()) if self._part is not None and (self.rows or self.settled) else None

    def _show_rows(self, wanted: dict[tuple[RecordId, RecordId], Job]) -> None:
        place = 0
        for key, job in wanted.items():
            if key in self.rows:
                self.rows[key].show_job(job)
            else:
                self.rows[key] = JobRow(self._context, job, self._frame)
                self.made.emit(self.rows[key])
            at = self._column.indexOf(self.rows[key])
            while at != place and place in {self._column.indexOf(done) for done in self.settled}:
                place += 1
            if at != place:
                self._column.insertWidget(place, self.rows[key])
            place += 1
        self.rows = {key: self.rows[key] for key in wanted}
        shown = self.shown()
        for row in shown:  # the frame itself is the line under the last
            restyle(row, "line", "" if row is shown[-1] else "bottom")

    def shown(self) -> list[JobRow]:
        """The rows from top to bottom, those that are done among them."""
        return sorted((*self.rows.values(), *self.settled), key=self._column.indexOf)

    def drop_settled(self) -> None:
        """Takes away what is done; nobody looks."""
        for row in self.settled:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.settled = []

    @Slot()
    def _show_more(self) -> None:
        self._most, self.whole = self._most + MORE, False
        self._more.hide()
        self.unfolded.emit(self._part)


class MeetingStrip(QWidget):
    """What stands in the way of the next meeting. `list_asked` carries a figure's name and what it counts.

    Where no meeting is set, `meeting_wanted` asks for one.
    """

    list_asked = Signal(str, object)
    meeting_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: list[QWidget] = []
        self._words = label("", "quiet", self, wrap=True, yields=True)
        self.add = button(self.tr("New meeting…"), "link", self, tip=self.tr("Its name and the day it is held"))
        self.add.clicked.connect(self.meeting_wanted)
        head = in_row(theme, label(self.tr("For the next meeting"), "heading", self), self.add, (self._words, 1), gap=4)
        self._box = QWidget(self)
        self._flow = Flow(self._box, theme.space(1.5))
        in_column(theme, head, self._box, on=self, gap=1.5, margins=0)

    def show_figures(self, found: InTheWay) -> None:
        """Shows the meeting and the figures."""
        self._words.setText(found.words)
        self.add.setVisible(found.meeting is None)
        for old in self.figures:
            old.hide()
            old.deleteLater()
        while self._flow.takeAt(0) is not None:
            pass
        self.figures = [self._figure(one) for one in found.obstacles]
        for made in self.figures:
            self._flow.addWidget(made)
            made.show()
        self._box.setVisible(bool(self.figures))

    def _figure(self, one: Obstacle) -> QWidget:
        made = button(f"{self.tr(one.name)}  {len(one.refs)}", "chip", self._box, tip=self.tr("List them"))
        made.setAccessibleName(f"{self.tr(one.name)}: {len(one.refs)}")
        made.clicked.connect(partial(self.list_asked.emit, one.name, one.refs))
        return made


class ChangesBox(QWidget):
    """What others changed since this was last looked at. `record_wanted` carries the reference of what was changed."""

    record_wanted = Signal(str)
    activity_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: list[QWidget] = []
        self._heading = label("", "heading", self)
        self._frame = card(self)
        self._column = in_column(theme, on=self._frame, gap=0, margins=(0.5, 0.5))
        more = button(self.tr("All activity"), "link", self, tip=self.tr("Every change, by person, day and record"))
        more.clicked.connect(self.activity_wanted)
        in_column(theme, self._heading, self._frame, (more, 0, Qt.AlignmentFlag.AlignLeft), on=self, gap=1.5,
                  margins=0)  # fmt: skip

    def show_entries(self, entries: Sequence[Entry], snapshot: Snapshot) -> None:
        """Shows these changes of a plan, the latest first."""
        words = self.tr("What others changed since you last looked")
        self._heading.setText(f"{words}  {len(entries)}")
        for old in self.lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [self._line(entry, snapshot) for entry in entries[:CHANGES_AT_FIRST]]
        for made in self.lines:
            self._column.addWidget(made)
        self.setVisible(bool(entries))

    def _line(self, entry: Entry, snapshot: Snapshot) -> QWidget:
        from tracker.services.log.heard import heard_words, subject_of

        made = QWidget(self._frame)
        when = entry.at.astimezone()
        who = label(f"{show(when.date())} {when:%H:%M}  {entry.signed}", "small", made)
        said = "\n".join(shortened(" ".join(one.split()), 200) for one in heard_words(entry, snapshot, 3))
        words = label(said, "", made, wrap=True, yields=True)
        ref = subject_of(entry, snapshot).split(",")[0]
        opened = button(ref or self.tr("Plan"), "link", made, tip=self.tr("Show it where it stands"))
        opened.setAccessibleName(self.tr("Show {0}").format(ref or self.tr("the plan")))
        opened.clicked.connect(partial(self.record_wanted.emit, ref))
        top = Qt.AlignmentFlag.AlignTop
        in_row(self._theme, (opened, 0, top), (in_column(self._theme, who, words, gap=0), 1), on=made, gap=2,
               margins=(2, 1))  # fmt: skip
        return made


def counted(parts: Sequence[Part]) -> str:
    """How much waits, in a line ("3 late, 2 due, 1 to decide")."""
    named = {"late": "late", "due": "due", "decide": "to decide", "back": "sent back", "asked": "asked"}
    return ", ".join(f"{len(part.jobs)} {named[part.key]}" for part in parts if part.key in named)
