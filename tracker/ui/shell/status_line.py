"""The line at the bottom: whether all is saved, what waits for approval, when the statement is due, work under way."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QProgressBar, QWidget

from tracker.domain.dates.closures import closure_days, days_words
from tracker.domain.dates.dates import show, show_with_weekday
from tracker.domain.dates.statement_steps import statement
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.dates.working_days import is_working_day, working_days_between
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.ui.core.actions import Press
from tracker.ui.core.commands import Do
from tracker.ui.core.drafts import Drafts
from tracker.ui.core.jobs import Jobs, Ticket
from tracker.ui.look.layouts import in_row
from tracker.ui.look.parts import IconLabel, button, label, literal, tool
from tracker.ui.look.theme import Theme


class StatusLine(QFrame):
    """`approvals_asked` when the count of waiting approvals is pressed; `asked` carries a Do."""

    approvals_asked = Signal()
    draft_asked = Signal(object)
    """The Draft that is to be gone on with."""
    asked = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket: Ticket | None = None
        self._told: tuple[object, ...] | None = None
        """Of what the statement's day was told last: most writes leave it alone."""
        self.setProperty("line", "top")
        self._icon = IconLabel(theme, "check", "good", 4, self)
        self._saved = label(self.tr("All changes saved"), "small", self)
        self._unsaved = button("", "link", self, tip=self.tr("What was begun and is not saved; choose one"))
        self._unsaved.setMenu(QMenu(self._unsaved))
        self._unsaved.setProperty("popup", "true")
        self._unsaved.hide()
        self._saving, self._read_only = False, False
        self._approvals = button("", "link", self, tip=self.tr("List the actions whose new date waits for approval"))
        self._approvals.clicked.connect(self.approvals_asked)
        self._statement = button("", "link", self, tip=self.tr("By what duty, and the steps to it (Ctrl+Alt+T)"))
        Press(self._statement, Do.STATEMENT, self.asked)
        self._copies = button("", "link", self, tip=self.tr("The copies this plan keeps by itself (Ctrl+Alt+Z)"))
        Press(self._copies, Do.COPIES, self.asked)
        self._copies.hide()
        self._working = label("", "small", self)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(theme.space(30))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = tool(theme, "x", self.tr("Stop this work"), self)
        self._stop.clicked.connect(self._cancel)
        self._lay_out(theme)
        jobs.slow.connect(self._slow)
        self.show_work(None)

    def _lay_out(self, theme: Theme) -> None:
        in_row(
            theme, self._icon, self._saved, self._unsaved, 4, self._approvals, 2, self._statement, 2,
            self._copies, None, self._working, self._bar, self._stop, on=self, gap=1.5, margins=(4, 0.5),
        )  # fmt: skip
        self.setMinimumHeight(theme.space(8))

    @property
    def words(self) -> str:
        """Everything it says, for tests and for those who hear it."""
        parts = (self._saved, self._unsaved, self._approvals, self._statement, self._copies, self._working)
        return "  ".join(part.text() for part in parts if not part.isHidden())

    @Slot(bool)
    def show_saving(self, saving: bool) -> None:
        """Whether a write is under way."""
        self._saving = saving
        self._tell()

    @Slot(str)
    def show_copies(self, said: str) -> None:
        """What is wrong with the copies of the plan; "" for nothing."""
        self._copies.setText(said)
        self._copies.setVisible(bool(said))

    def show_read_only(self) -> None:
        """Says that nothing can be written here."""
        self._read_only = True
        self._tell()

    def show_unsaved(self, drafts: Drafts) -> None:
        """How many texts were begun and are not saved; pressed, it lists them and goes to the one chosen."""
        menu = self._unsaved.menu()
        menu.clear()
        for draft in drafts.all:
            entry = menu.addAction(literal(drafts.name(draft)))
            entry.setData(draft)
            entry.triggered.connect(self._go)
        self._unsaved.setText(self.tr("{0} not saved").format(how_many(len(drafts.all), "text")))
        self._unsaved.setVisible(bool(drafts.all))
        self._tell()

    @Slot()
    def _go(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.draft_asked.emit(sender.data())

    def _tell(self) -> None:
        """Says that all is saved only where it is."""
        state = ("lock", "warning", self.tr("Read only"))
        if not self._read_only:
            unsaved = self._unsaved.isVisibleTo(self)
            state = ("check", "good", self.tr("All changes saved"))
            state = ("pencil", "warning", "") if unsaved else state
            state = ("loader-circle", "neutral", self.tr("Saving…")) if self._saving else state
        self._icon.show_icon(*state[:2])
        self._saved.setText(state[2])
        self._saved.setVisible(bool(state[2]))

    def show_plan(self, snapshot: Snapshot, today: date) -> None:
        """Brings what waits and what is due up to date."""
        waiting = waiting_words(snapshot)
        self._approvals.setText(waiting)
        self._approvals.setVisible(bool(waiting))
        told = (snapshot.plan, snapshot.inspections, snapshot.recommendations, today)
        if self._told is None or any(one is not other for one, other in zip(told, self._told, strict=True)):
            self._told = told
            due = statement_words(snapshot, today)
            self._statement.setText(due)
            self._statement.setVisible(bool(due))

    def show_work(self, ticket: Ticket | None) -> None:
        """Work that takes longer than a moment, or none."""
        self._ticket = ticket
        on = ticket is not None and bool(ticket.what)
        for widget in (self._working, self._bar, self._stop):
            widget.setVisible(on)
        if ticket is None or not on:
            return
        self._working.setText(ticket.what + "…")
        self._bar.setRange(0, 0)
        ticket.progressed.connect(self._progress)
        ticket.done.connect(self._over)
        ticket.failed.connect(self._over)

    @Slot(object)
    def _slow(self, ticket: Ticket) -> None:
        self.show_work(ticket)

    @Slot(object)
    def _progress(self, step: tuple[int, int]) -> None:
        if self.sender() is self._ticket:
            self._bar.setRange(0, max(1, step[1]))
            self._bar.setValue(step[0])

    @Slot(object)
    def _over(self, _outcome: object) -> None:
        if self.sender() is self._ticket:
            self.show_work(None)

    @Slot()
    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._working.setText(self.tr("Stopping…"))


def waiting_words(snapshot: Snapshot) -> str:
    """How many new dates wait for approval, in words; "" for none."""
    waiting = sum(extension.state == "pending" for extension in snapshot.of(Kind.EXTENSION))
    return f"{waiting} waiting for approval" if waiting else ""


def statement_words(snapshot: Snapshot, today: date) -> str:
    """When the written statement is due, counted in working days, with a warning for a day offices are closed."""
    plan = snapshot.plan
    due = statement(snapshot, today).due
    if due is None:
        return ""
    if plan.submitted is not None:
        return f"Written statement sent on {show(plan.submitted)}"
    closed = closure_days(plan)
    if due < today:
        days = working_days_between(due, today, closed)
        return f"Written statement was due {show_with_weekday(due)}, {days_words(days)} ago"
    when = "today" if due == today else f"in {days_words(working_days_between(today, due, closed))}"
    if is_working_day(due, closed):
        return f"Written statement due {when} ({show_with_weekday(due)})"
    return f"Written statement due {when}: {non_working_warning(due, closed)}"
