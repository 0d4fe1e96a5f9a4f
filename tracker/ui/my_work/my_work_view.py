"""My work: late and mine, due, to be decided, sent back, asked of me, and what others changed; done where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.work.in_the_way import InTheWay, in_the_way, leads_plan
from tracker.domain.work.my_work import LATER, Job, MyWork, Part, Step, concerned, my_work
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.focus import follow_layout
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Lane
from tracker.ui.core.place import Place
from tracker.ui.forms.record_parts import Scrolled
from tracker.ui.forms.section import PageContext
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme
from tracker.ui.my_work.job_row import JobRow
from tracker.ui.my_work.parts import ChangesBox, MeetingStrip, PartBox, counted

if TYPE_CHECKING:
    from tracker.services.log.history import Entry

AT_FIRST, AT_ONCE = 8, 4
"""How many rows are made before the window is painted, and how many each time after that."""
PARTS = ("late", "due", "decide", "back", "asked", LATER)
STEPS_OF = {
    Do.UPDATE: (Step.UPDATE,), Do.ATTACH: (Step.ATTACH,), Do.DEADLINE: (Step.ASK_DATE, Step.SET_DATE),
    Do.COMPLETE: (Step.COMPLETE,), Do.DECIDE: (Step.APPROVE,), Do.REVIEW: (Step.ACCEPT,), Do.CHECK: (Step.PASSED,),
    Do.ANSWER: (Step.ANSWER,), Do.CONTENT: (Step.CONTENT,),
}  # fmt: skip
"""The steps that a command of the window stands for here."""


@dataclass(frozen=True, slots=True)
class Found:
    """What waits in one state of the plan; `blocked` for whoever leads it, `about` what they hear of (None: all)."""

    number: int
    work: MyWork
    blocked: InTheWay | None
    about: frozenset[RecordId] | None


def find_work(snapshot: Snapshot, who: str, today: Any, leads: bool) -> Found:
    """What waits for somebody, worked out from a plan as a value."""
    leads = leads or leads_plan(snapshot, who)
    blocked = in_the_way(snapshot, today) if leads else None
    about = None if leads else concerned(snapshot, who)
    return Found(snapshot.number, my_work(snapshot, who, today, leads=leads), blocked, about)


class MyWorkView(Place):
    """Where the window opens."""

    beside = False

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        self.context = PageContext(hub, asker, theme, self)
        self.found: Found | None = None
        self.hand: JobRow | None = None
        self._asking = False
        self._told = -1
        self._shown = ""
        self._to_fill: list[Part] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fill)
        self._build()
        self.show_plan()

    def _build(self) -> None:
        theme = self._theme
        self._page = QWidget(self)
        self.words = label(self.tr("Looking…"), "quiet", self._page, wrap=True)
        title = label(self.tr("My work"), "title", self._page)
        self.strip = MeetingStrip(theme, self._page)
        self.strip.list_asked.connect(self.list_asked)
        self.strip.meeting_wanted.connect(partial(self.do_asked.emit, Do.NEW_MEETING))
        self.parts = {key: PartBox(self.context, key, self._page) for key in PARTS}
        for box in self.parts.values():
            box.made.connect(self._row_made)
            box.unfolded.connect(self._fill_part)
            box.hide()
        self.next = label("", "", self._page, wrap=True)
        self.changes = ChangesBox(theme, self._page)
        self.changes.record_wanted.connect(self._open_ref)
        self.changes.activity_wanted.connect(partial(self.do_asked.emit, Do.ACTIVITY))
        self.empty = EmptyState(theme, "user", self._page)
        self.empty.pressed.connect(self._next_step)
        for hidden in (self.strip, self.changes, self.empty):
            hidden.hide()
        head = in_row(theme, title, (self.words, 1), gap=4)
        in_column(
            theme, head, self.empty, *self.parts.values(), self.next, self.changes, self.strip, None, on=self._page,
            gap=4, margins=(6, 4),
        )  # fmt: skip
        self.area = Scrolled(theme, self._page, ground="window", parent=self)
        in_column(theme, self.area, on=self, margins=0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("My work"))

    # What waits

    @override
    def show_plan(self) -> None:
        if not self._hub.named:
            self._ask_name()
            return
        if self._asking:
            return
        self._asking = True
        hub = self._hub
        look = partial(find_work, hub.snapshot, hub.who, hub.today, hub.me.leads)
        hub.jobs.run(look, self._show, self._failed, lane=Lane.FILES)

    @override
    def refresh(self) -> None:
        self.show_plan()

    def _ask_name(self) -> None:
        self.words.setText("")
        self.empty.say(
            self.tr("Who are you?"),
            self.tr("Say your name once, and what waits for you stands here. It signs your changes; it is no lock."),
            self.tr("Say your name…"),
        )
        self.empty.show()

    @Slot(object)
    def _failed(self, error: object) -> None:
        self._asking = False
        self._hub.failed.emit(error)

    @Slot(object)
    def _show(self, found: Found) -> None:
        self._asking = False
        if found.number < self._hub.snapshot.number or found.work.who != self._hub.who:
            self.show_plan()
        self.found = found
        self._hub.waits.emit(found.number, found.work.who, found.work.count)
        if found.blocked is not None:
            self.strip.show_figures(found.blocked)
        self._show_parts(found.work)
        self.strip.setVisible(found.blocked is not None and not self._to_fill)
        self._ask_changes(found)
        if self.isVisible():
            self._hub.me = replace(self._hub.me, seen=found.number)

    def _show_parts(self, work: MyWork) -> None:
        had, at = self.hand is not None and self.isAncestorOf(self.window().focusWidget()), self.hand
        by_key, stay = {part.key: part for part in work.parts}, self.isVisible() and self._shown == work.who
        self._shown = work.who
        self._to_fill = []
        for key, box in self.parts.items():
            box.stay = stay
            part = by_key.get(key, box.emptied())
            if part is not None:
                self._to_fill.append(part)
        self._fill(AT_FIRST)
        if at is not None and at not in self._all_rows():
            self.hand = None
            if had:
                self.setFocus()
        self.words.setText(self._summary(work))
        self.next.setText(work.next)
        plain = bool(work.parts or self._all_rows()) or self.found is None or self.found.blocked is not None
        self.next.setVisible(plain and not self._to_fill)
        self.empty.setVisible(not plain)
        if not plain:
            self.empty.say(self._head(work), work.next, self._step_words(work))
        self.chosen.emit(self.current_id())

    @Slot(object)
    def _fill_part(self, part: Part) -> None:
        self._to_fill.insert(0, part)
        self._fill(AT_FIRST)

    @Slot()
    def _fill(self, most: int = AT_ONCE) -> None:
        """Makes the rows of a screen and then a few at a time, from the top down: whoever opens a plan need not wait.

        A part stands there once all above it do, so that nothing moves that is on show.
        """
        while self._to_fill and most > 0:
            box = self.parts[self._to_fill[0].key]
            most -= box.show_part(self._to_fill[0], most)
            box.setVisible(bool(box.shown()))
            if box.whole:
                self._to_fill.pop(0)
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if self._to_fill else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.area.setVerticalScrollBarPolicy(bar)  # else the buttons would make room for it under the pointer
        if self._to_fill:
            self._later.start()
            return
        follow_layout(self._page)
        self.next.setVisible(self.empty.isHidden())
        self.strip.setVisible(self.found is not None and self.found.blocked is not None)

    def _summary(self, work: MyWork) -> str:
        said = counted(work.parts) or self.tr("up to date")
        if work.known:
            return f"{work.who}: {said}"
        return self.tr("{0} is not in this plan's register of people yet.").format(work.who)

    def _is_blank(self) -> bool:
        snapshot = self._hub.snapshot
        return not snapshot.recommendations and not snapshot.findings and not snapshot.actions

    def _head(self, work: MyWork) -> str:
        if self._is_blank():
            return self.tr("Nothing stands in this plan yet")
        return self.tr("You are up to date") if work.known else self.tr("Who are you in this plan?")

    def _step_words(self, work: MyWork) -> str:
        if self._is_blank():
            return self.tr("Import a report…")
        return self.tr("Show the recommendations") if work.known else self.tr("Choose your name…")

    @Slot()
    def _next_step(self) -> None:
        if self._hub.named and self._is_blank():
            self.do_asked.emit(Do.IMPORT)
        elif not self._hub.named or (self.found is not None and not self.found.work.known):
            self.do_asked.emit(Do.ACT_AS)
        else:
            self.do_asked.emit(Do.RECOMMENDATIONS)

    # What others changed

    def _ask_changes(self, found: Found) -> None:
        looked = self._hub.me.looked
        if looked is None or looked >= found.number:
            self.changes.show_entries((), self._hub.snapshot)
            return
        if self._told != found.number:
            from tracker.services.log.activity import by_others

            self._told = found.number
            question = partial(by_others, since=looked, concerned=found.about)
            self._hub.ask(question, self._show_changes)

    @Slot(object)
    def _show_changes(self, entries: tuple[Entry, ...]) -> None:
        self.changes.show_entries(entries, self._hub.snapshot)
        follow_layout(self._page)

    @Slot(str)
    def _open_ref(self, ref: str) -> None:
        record = self._hub.snapshot.by_ref(ref) if ref else None
        if record is not None:
            self.record_wanted.emit(record.id)
        else:
            self.do_asked.emit(Do.ACTIVITY)

    # Rows

    def rows(self) -> list[JobRow]:
        """The rows on show, from top to bottom."""
        return [row for box in self.parts.values() if not box.isHidden() for row in box.rows.values()]

    def _all_rows(self) -> list[JobRow]:
        """The rows on show with those that are done."""
        return [row for box in self.parts.values() if not box.isHidden() for row in box.shown()]

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for box in self.parts.values():
            box.drop_settled()
            box.setVisible(bool(box.rows))

    @Slot(object)
    def _row_made(self, row: JobRow) -> None:
        row.pressed.connect(self._do_step)
        row.opened.connect(self._open)
        row.in_hand.connect(self._take_in_hand)
        row.stepped.connect(self._step)

    @Slot(object)
    def _take_in_hand(self, row: JobRow) -> None:
        self.hand = row
        self.area.ensureWidgetVisible(row)
        self.chosen.emit(self.current_id())

    @Slot(int)
    def _step(self, by: int) -> None:
        shown = self._all_rows()
        at = shown.index(self.hand) if self.hand in shown else 0
        onward = reversed(shown[:at]) if by < 0 else shown[at + (by if self.hand in shown else 0) :]
        found = next((row for row in onward if row.job.steps), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.hasFocus():
            self._step(0)
            return
        super().keyPressEvent(event)

    @Slot(object)
    def _open(self, job: Job) -> None:
        self.record_wanted.emit(job.shown)

    @override
    def current_id(self) -> RecordId | None:
        return self.hand.job.shown if self.hand is not None else None

    @override
    def show_record(self, record_id: RecordId | None) -> bool:
        row = next((one for one in self.rows() if record_id in (one.job.shown, one.job.record)), None)
        if row is not None:
            row.setFocus()
        return row is not None

    @Slot(object, object)
    def _do_step(self, job: Job, step: Step) -> None:
        from tracker.ui.my_work.done_at_once import do_step

        do_step(self, self._hub, self._theme, job, step)

    @override
    def take_command(self, do: Do) -> bool:
        return self.hand is not None and any(self.hand.take(step) for step in STEPS_OF.get(do, ()))
