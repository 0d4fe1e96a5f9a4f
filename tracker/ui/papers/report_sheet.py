"""The sheet on which a paper is made: what is wanted left, its pages beside it as they will be, below the ways out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from tracker.domain.meetings.papers import BOARD, EXCEL, MINUTES, WEB, WORD
from tracker.domain.plan.fields import PaperTemplate
from tracker.domain.plan.records import Meeting
from tracker.errors import UserError
from tracker.services.meetings.templates import drop_template
from tracker.services.meetings.wanted import Material, Wanted, begun_on
from tracker.services.plan.guard import Undecided
from tracker.services.steps import Stopped
from tracker.settings import Settings
from tracker.ui.core.context import Context
from tracker.ui.core.gateway import PaperMade
from tracker.ui.core.jobs import SLOW_MS
from tracker.ui.forms.record_parts import Scrolled
from tracker.ui.look.fitted import FittedDialog
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import button, label
from tracker.ui.look.plain import plain_tip
from tracker.ui.papers.choices import Choices
from tracker.ui.papers.left_out import LeftOutList
from tracker.ui.papers.making import Making, ask_about_identifiers
from tracker.ui.papers.new_meeting import ask_for_meeting
from tracker.ui.papers.outcome import OutcomeRow, ProgressRow, Told
from tracker.ui.papers.paper_pages import PaperPages
from tracker.ui.papers.template_sheet import TemplateSheet
from tracker.ui.papers.ways_out import Way, WaysOut

SETTLE_MS = 150
"""After so long without another choice the pages are made anew."""
CHOICES_STEPS = 76
SHARE = 0.97
"""So much of the window the sheet takes: the pages are what it is for."""
BESIDE = {
    WORD: "Word breaks lines and pages its own way: these are the same words as PDF.",
    WEB: "A web page is one long page, on a phone too: these are the same words as PDF.",
    EXCEL: "A workbook has sheets rather than pages: these are the same figures as PDF.",
}


class ReportSheet(FittedDialog):
    """Makes one paper after another until it is closed; `meeting` is what the first is for."""

    def __init__(
        self, context: Context, settings: Settings, meeting: Meeting | None = None, paper: str = BOARD
    ) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report"))
        self._context = context
        self.hub, self.theme = context.hub, context.theme
        self.choices = Choices(self.hub, self.theme, self)
        self.pages = PaperPages(context.gateway, self.hub.jobs, self.theme, self)
        self.about, self.remarks = Note(self.theme, "neutral", self), Note(self.theme, "warning", self)
        self.outcome, self.progress = OutcomeRow(context, self), ProgressRow(self.theme, self)
        self._preview = Making(self.hub, context.gateway, self)
        self._making = Making(self.hub, context.gateway, self)
        self.ways = WaysOut(context, settings, self)
        self._held: tuple[object, PaperMade, Material] | None = None
        self._ways_by: dict[QPushButton, Way] = {}
        self._begun = QElapsedTimer()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._build()
        self._connect()
        self._meeting = meeting
        self.choices.begin(date.max, meeting, paper)
        self.pages.say(self.tr("Making the pages…"))
        self.hub.ask(begun_on, self._begin, self.outcome.fail)
        self.resize(context.window.size() * SHARE)
        self.choices.paper.setFocus()

    def _build(self) -> None:
        left = QWidget(self)
        in_column(self.theme, self.choices, 2, self.about, self.remarks, None, on=left, gap=1, margins=0)
        self._left = Scrolled(self.theme, left, ground="window", parent=self)
        self._left.setFixedWidth(self.theme.space(CHOICES_STEPS))
        self.save = self._way(self.ways.save, self.tr("Save…"), self.tr("Ctrl+S"), "primary")
        self.print = self._way(self.ways.print, self.tr("Print…"), self.tr("Ctrl+P"))
        self.mail = self._way(
            self.ways.mail, self.tr("Draft an e-mail…"), self.tr("A draft with the paper attached (Ctrl+E)")
        )
        self.issue = self._way(self.ways.issue, self.tr("Issue to the meeting"))
        self.leave = button(self.tr("Close"), "", self)
        self.alone = button(self.tr("Pages alone"), "quiet", self, tip=self.tr("Fold the choices away (F11)"))
        self.alone.setCheckable(True)
        foot = in_row(self.theme, self.alone, None, self.print, self.mail, self.issue, self.save, self.leave, gap=2)
        middle = in_row(self.theme, self._left, (self.pages, 1), gap=3)
        in_column(
            self.theme, label(self.tr("Report"), "title", self), (middle, 1), self.progress, self.outcome, foot,
            on=self, gap=2, margins=4,
        )  # fmt: skip

    def _way(self, way: Way, words: str, tip: str = "", kind: str = "") -> QPushButton:
        made = button(words, kind, self, tip=tip)
        self._ways_by[made] = way
        return made

    def _connect(self) -> None:
        self.choices.changed.connect(self._changed)
        self.choices.refused.connect(self.outcome.fail)
        self.choices.meeting_asked.connect(self._new_meeting)
        self.choices.left_out_asked.connect(self._show_left_out)
        self.choices.template_asked.connect(self._show_template)
        self.choices.template_dropped.connect(self._drop_template)
        self.hub.changed.connect(self._plan_changed)
        self._settle.timeout.connect(self.look)
        self.progress.stopped.connect(self._stop)
        self._preview.progressed.connect(self._pages_step)
        self._making.progressed.connect(self.progress.show_step)
        for one in self._ways_by:
            one.clicked.connect(self._leave_by)
        self.ways.began.connect(self._began)
        self.ways.ended.connect(self._ended)
        self.ways.failed.connect(self._failed)
        self.ways.progressed.connect(self.progress.show_step)
        self.leave.clicked.connect(self.reject)
        self.alone.toggled.connect(self._fold)
        for keys, slot in (
            ("Ctrl+P", self.print.click), ("Ctrl+E", self.mail.click), ("Ctrl+I", self.issue.click),
            ("Ctrl+O", self.outcome.open.click), ("F11", self.alone.toggle), ("Ctrl+Return", self.save.click),
            ("Ctrl+Enter", self.save.click), ("Ctrl+S", self.save.click), ("Ctrl+PgDown", self.pages.page.next_page),
            ("Ctrl+PgUp", self.pages.page.previous_page),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, slot)

    @Slot(object)
    def _begin(self, begun: date) -> None:
        """Offers what may be compared with, now that it is known how far the plan goes back."""
        self.choices.begin(begun, self._meeting)
        self._offer()
        self._settle.start()

    # The pages

    @Slot()
    def _changed(self) -> None:
        self.outcome.clear()
        self._offer()
        self._settle.start()

    @Slot(object)
    def _plan_changed(self, _changes: object) -> None:
        self.choices.refresh(self.hub.snapshot)
        self._offer()
        self._settle.start()

    def _offer(self) -> None:
        """Says what the paper will be, and offers the ways out that it has."""
        ending = self.choices.format.currentData()
        self.about.say(self.tr(BESIDE.get(ending, "")))
        meeting = self.choices.meeting.currentText() if self.choices.meeting.currentData() else ""
        minutes = self.choices.paper.currentData() == MINUTES
        self.issue.setEnabled(bool(meeting) and not minutes and not self.hub.session.read_only)
        tip = self.tr("Keep this very file as what the meeting is given: {0} (Ctrl+I)").format(meeting)
        none = self.tr("Minutes are drafted, not issued") if minutes else self.tr("Choose the meeting first")
        self.issue.setToolTip(plain_tip(tip if meeting and not minutes else none))

    @Slot()
    def look(self) -> None:
        """Makes the pages of what is wanted and shows them."""
        try:
            wanted = self.choices.wanted
        except UserError as fault:
            self.pages.say(fault.message)
            return
        shown = wanted.as_pages
        if self._held is not None and self._held[0] == self._key(shown):
            self._preview.stop()
            self._show(shown, *self._held[1:])
            return
        self._begun.start()
        self._preview.make(shown, partial(self._show, shown), self._not_shown, self.tr("Making the pages"))

    @Slot(object)
    def _pages_step(self, step: tuple[int, int]) -> None:
        """Says how far the pages are, once that takes longer than a moment."""
        if self._making.busy or self._begun.elapsed() < SLOW_MS:
            return
        if self.progress.isHidden():
            self.progress.begin(self.tr("Making the pages"))
        self.progress.show_step(step)

    def _show(self, wanted: Wanted, paper: PaperMade, of: Material) -> None:
        self._pages_over()
        self._held = (self._key(wanted), paper, of)
        self.remarks.say("\n".join(said(UserError(one)) for one in paper.remarks))
        self.pages.show_paper(paper.data, paper.pages)

    def _pages_over(self) -> None:
        if not self._making.busy:
            self.progress.end()

    def _not_shown(self, fault: Any) -> None:
        self._pages_over()
        if isinstance(fault, Undecided):
            asked = partial(ask_about_identifiers, fault, self.hub, self.theme, self, self.look)
            self.pages.say(said(fault), self.tr("Decide…"), asked)
        else:
            self.pages.say(said(fault), self.tr("Try again"), self.look)

    def _key(self, wanted: Wanted) -> object:
        act = self.hub.session.act()
        return wanted, self.hub.snapshot.number, act.who, act.today

    @Slot(bool)
    def _fold(self, alone: bool) -> None:
        self._left.setVisible(not alone)
        (self.pages.small if alone else self.choices.paper).setFocus()

    # Leaving

    @Slot()
    def _leave_by(self) -> None:
        """Makes the paper, unless it is the very one on show, and hands it to the way out that was pressed."""
        way = next(way for one, way in self._ways_by.items() if one is self.sender())
        self.outcome.clear()
        try:
            wanted = self.ways.taken_by(way, self.choices.wanted)
        except UserError as fault:
            self.outcome.fail(fault)
            return
        self.make(wanted, partial(way, wanted))

    def make(self, wanted: Wanted, then: Callable[[PaperMade, Material], object]) -> None:
        """Makes a paper for a way out; where identifiers are to be decided on first, that is asked, and it goes on."""
        if self._held is not None and self._held[0] == self._key(wanted):
            then(*self._held[1:])
            return
        what = self.tr("Making the paper")
        self._preview.stop()  # the one that leaves is not to wait for the one to be looked at
        self._began(what)

        def made(paper: PaperMade, of: Material) -> None:
            self._over()
            if wanted == wanted.as_pages:
                self._show(wanted, paper, of)
            elif self.pages.words:
                self._settle.start()
            then(paper, of)

        def failed(fault: Any) -> None:
            self._over()
            if self.pages.words:
                self._settle.start()
            again = partial(self.make, wanted, then)
            if not ask_about_identifiers(fault, self.hub, self.theme, self, again):
                self.outcome.fail(fault)

        self._making.make(wanted, made, failed, what)

    @Slot(str, bool)
    def _began(self, what: str, may_stop: bool = True) -> None:
        self.progress.begin(what, may_stop=may_stop)
        for one in self._ways_by:
            one.setEnabled(False)

    def _over(self) -> None:
        self.progress.end()
        for one in self._ways_by:
            one.setEnabled(True)
        self._offer()

    @Slot(object)
    def _ended(self, told: Any) -> None:
        self._over()
        self.outcome.tell(told)

    @Slot(object)
    def _failed(self, fault: Any) -> None:
        self._over()
        self.outcome.fail(fault)

    @Slot()
    def _stop(self) -> None:
        """Gives up what is under way, and says so where it would be missed."""
        making, pages = self._making.stop(), self._preview.stop()
        self._over()
        if self.ways.stop():
            self.outcome.fail(self.tr("Stopped: no further page goes to the printer."))
        elif making:
            self.outcome.fail(said(Stopped()))
        if making or pages:
            self.pages.say(self.tr("The pages are not made yet."), self.tr("Make the pages"), self.look)

    @Slot()
    def _new_meeting(self) -> None:
        ask_for_meeting(self._context.asker, self.hub, self, self._meeting_made, self.outcome.fail)

    def _meeting_made(self, meeting: Meeting) -> None:
        self.choices.show_plan(self.hub.snapshot, meeting)
        self._changed()

    @Slot(object)
    def _show_template(self, template: PaperTemplate) -> None:
        sheet = TemplateSheet(self._context, template, self)
        for signal in (sheet.kept, sheet.used):
            signal.connect(self.choices.use)
        sheet.open()

    @Slot(str)
    def _drop_template(self, name: str) -> None:
        def dropped(_changes: object) -> None:
            words = self.tr("The template {0} is taken out. Undo (Ctrl+Z) brings it back.").format(name)
            self.outcome.tell(Told(words))

        self.hub.write(partial(drop_template, name=name), dropped, self.outcome.fail)

    @Slot()
    def _show_left_out(self) -> None:
        LeftOutList(self.hub, self.theme, self.choices.least.value(), self).open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, but where something is being typed it only takes that."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            elif not isinstance(focus, Line):
                self.save.click()
            return
        super().keyPressEvent(event)

    @override
    def done(self, result: int) -> None:
        self._preview.stop()
        self._making.stop()
        self.ways.stop()
        self.pages.forget()
        self._settle.stop()
        super().done(result)
