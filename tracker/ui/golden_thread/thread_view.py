"""The golden thread on screen: one recommendation from the inspectors' words to the difference made, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.board import golden_thread_text as words
from tracker.domain.board.golden_thread import GoldenThread, golden_thread
from tracker.domain.dates.dates import show
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.text.words import shortened
from tracker.services.log.history import Entry, HistoryPage, entry_words, history_of_all
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.record_parts import Quotation, Scrolled
from tracker.ui.golden_thread.thread_cards import (
    MeasureThreadCard,
    Shown,
    ThreadCard,
    action_card,
    evidence_card,
    to_do_card,
)
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import StatusLabel, button, card, label, tool
from tracker.ui.look.theme import Theme

PAGE = 25
"""How many changes are shown at first, and how many more each time."""
GROUPS = (
    ("accepted", "", Status("tick", "Accepted", "good")),
    ("waiting", "Waiting to be checked", Status("ring", "To be checked", "warning")),
    ("returned", "Sent back", Status("cross", "Sent back", "warning")),
    ("set_aside", "No longer counted", Status("dash", "Not counted", "muted")),
)


class ThreadView(QWidget):
    """Shows one golden thread. `record_wanted` carries the id of what was pressed."""

    left = Signal()
    record_wanted = Signal(object)
    page_wanted = Signal(object, object)
    said = Signal(str)

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self.subject: RecordId | None = None
        self.golden: GoldenThread | None = None
        self._most = PAGE
        self._wanted: tuple[object, ...] = ()
        self._page: HistoryPage | None = None
        self.area: Scrolled | None = None
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layout = in_column(theme, self._head(), on=self, gap=0, margins=0)
        self._keys()
        hub.changed.connect(self._changed)

    def _head(self) -> QWidget:
        theme = self._theme
        head = QFrame(self)
        head.setProperty("line", "bottom")
        back = button(self.tr("Back"), "", head, tip=self.tr("Where you were before (Esc)"))
        back.setIcon(theme.icon("arrow-left", "text"))
        back.clicked.connect(self.left)
        self._title = label("", "heading", head)
        self._place = label("", "quiet", head)
        self.previous = tool(theme, "chevron-left", self.tr("The recommendation before (Alt+Up)"), head)
        self.previous.clicked.connect(self.show_previous)
        self.next = tool(theme, "chevron-right", self.tr("The next recommendation (Alt+Down)"), head)
        self.next.clicked.connect(self.show_next)
        self.copy = button(self.tr("Copy as text"), "", head, tip=self.tr("Copy the page for an e-mail (Ctrl+C)"))
        self.copy.clicked.connect(self.copy_text)
        in_row(
            theme, back, self._title, (self._place, 1), self.previous, self.next, self.copy, on=head, gap=3,
            margins=(4, 2),
        )  # fmt: skip
        return head

    def _keys(self) -> None:
        keys = (("Alt+Up", self.show_previous), ("Alt+Down", self.show_next), ("Esc", self.left.emit))
        for key, slot in keys:
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(slot)

    # What is shown

    def show_subject(self, subject: RecordId) -> None:
        """Shows the thread of a recommendation or finding, from its beginning where it is another than before."""
        same = subject == self.subject
        if not same:
            self._most, self._page = PAGE, None
        self.subject = subject
        self._refresh(keep=same)

    @Slot(object)
    def _changed(self, _changes: Changes) -> None:
        if self.subject is not None and self.isVisible():
            self._refresh(keep=True)

    def _refresh(self, *, keep: bool) -> None:
        snapshot = self._hub.snapshot
        if self.subject is None or snapshot.get(self.subject) is None:
            self.left.emit()
            return
        thread = golden_thread(snapshot, self.subject, self._hub.today)
        same = keep and thread == self.golden
        self.golden = thread
        self._ask_history()
        if same:
            return
        at = self.area.verticalScrollBar().value() if keep and self.area is not None else 0
        focused = _record_of(self.focusWidget()) if keep else None
        self._build(thread)
        if self.area is not None:
            cards = self.area.findChildren(ThreadCard)
            again = next((one for one in cards if focused is not None and one.property("record") == focused), None)
            QTimer.singleShot(0, self.area, partial(_read_on, self.area, at, again))

    def _build(self, thread: GoldenThread) -> None:
        self._title.setText(self.tr("Golden thread of {0}").format(thread.ref))
        subjects = self._hub.snapshot.subjects
        number = next((n for n, one in enumerate(subjects, 1) if one.id == self.subject), 0)
        self._place.setText(self.tr("{0} of {1}").format(number, len(subjects)))
        self.setAccessibleName(self.tr("Golden thread of {0}. {1}").format(thread.ref, thread.in_short))
        old, page = self.area, QWidget()
        self.area = Scrolled(self._theme, page, parent=self)
        self._column = QVBoxLayout()
        self._column.setSpacing(self._theme.space(2))
        middle = QWidget(page)
        middle.setLayout(self._column)
        middle.setMaximumWidth(self._theme.space(230))
        in_row(self._theme, None, (middle, 100), None, on=page, margins=(6, 5, 6, 8))
        self._fill(thread)
        if old is not None:
            self._layout.replaceWidget(old, self.area)
            old.hide()
            old.deleteLater()
        else:
            self._layout.addWidget(self.area, 1)

    def _fill(self, thread: GoldenThread) -> None:
        self._summary(thread)
        self._heading(self.tr("What the inspectors wrote"))
        self._quotation(thread)
        self._heading(self.tr("What we did"), self.tr("{0} of {1} finished").format(thread.finished, thread.counting))
        self._did(thread)
        self._heading(self.tr("What shows it"))
        self._evidence(thread)
        self._heading(self.tr("Before and after"))
        for measure in thread.measures:
            self._card(MeasureThreadCard(self._hub, self._theme, measure, self))
        self._empty(not thread.measures, words.NO_MEASURES)
        self._heading(self.tr("What is still to do"))
        for item in thread.to_do:
            self._card(to_do_card(self._theme, item, self))
        self._empty(not thread.to_do, words.NO_TO_DO)
        self._heading(self.tr("The difference it made"))
        for said in thread.impact:
            self._card(ThreadCard(self._theme, Shown(said.id, said.ref, (), ((said.text, ""),)), self))
        hint = self.tr("Write “So what” when an action is closed, or in the details of the recommendation.")
        self._empty(not thread.impact, words.NO_IMPACT, hint)
        self._heading(self.tr("What was asked"))
        for asked in thread.challenges:
            lines = ((asked.asked, "quiet"), (asked.answer, ""), (asked.state, "quiet"))
            shown = Shown(asked.id, f"{asked.ref}  {asked.question}", (), lines)
            self._card(ThreadCard(self._theme, shown, self))
        self._empty(not thread.challenges, words.NO_CHALLENGES)
        self._heading(self.tr("History"))
        self._history = QVBoxLayout()
        self._history.setSpacing(self._theme.space(2))
        self._column.addLayout(self._history)
        self._more = button(self.tr("Show earlier changes"), "link", self)
        self._more.clicked.connect(self._show_more)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._show_history()

    def _summary(self, thread: GoldenThread) -> None:
        box = card(self)
        box.setProperty("ground", "sunken")
        states = [StatusLabel(self._theme, status, box) for status in (thread.status, thread.assurance)]
        head = label(f"{thread.ref}  ·  {thread.kind}", "strong", box)
        top = in_row(self._theme, head, *states, None, gap=5)
        column = in_column(self._theme, top, label(thread.in_short, "", box, wrap=True), on=box, gap=2, margins=(4, 3))
        if thread.decision:
            column.addWidget(label(thread.decision, "strong", box, wrap=True))
        self._column.addWidget(box)

    def _quotation(self, thread: GoldenThread) -> None:
        made = Quotation(self._theme, self)
        made.show_subject(self._hub.snapshot.get(thread.id), self._hub.snapshot)
        made.page_wanted.connect(self.show_page)
        self._column.addWidget(made)
        tags = "  ·  ".join(thread.words.tags)
        if tags:
            self._column.addWidget(label(tags, "small", self, wrap=True))

    def _did(self, thread: GoldenThread) -> None:
        if thread.lead:
            self._column.addWidget(label(self.tr("Led by {0}").format(thread.lead), "quiet", self, wrap=True))
        if thread.response:
            self._column.addWidget(label(thread.response, "", self, wrap=True))
        for action in thread.actions:
            self._card(action_card(self._theme, action, self))
        self._empty(not thread.actions, words.NO_ACTIONS, self.tr("Go back and press N to add one."))
        for update in thread.updates:
            self._column.addWidget(label(f"“{update.text}” {update.signed}", "quiet", self, wrap=True))

    def _evidence(self, thread: GoldenThread) -> None:
        self._empty(not thread.accepted, words.NO_EVIDENCE, self.tr("Press V on an action to attach some."))
        for name, title, status in GROUPS:
            items = getattr(thread, name)
            if items and title:
                self._column.addWidget(label(self.tr(title), "quiet", self))
            for item in items:
                self._card(evidence_card(self._theme, item, status, self))

    def _card(self, made: ThreadCard) -> None:
        made.wanted.connect(self.record_wanted)
        self._column.addWidget(made)

    def _heading(self, title: str, beside: str = "") -> None:
        words, quiet = label(title, "heading", self), label(beside, "quiet", self)
        self._column.addLayout(in_row(self._theme, words, quiet, None, margins=(0, 5, 0, 0)))

    def _empty(self, nothing: bool, said: str, hint: str = "") -> None:
        if nothing:
            self._column.addWidget(label(f"{said} {hint}".strip(), "quiet", self, wrap=True))

    # History

    def _ask_history(self) -> None:
        assert self.golden is not None
        wanted = (self.subject, self._hub.snapshot.number, self._most)
        if wanted != self._wanted:
            self._wanted = wanted
            self._hub.ask(_question(wanted, self.golden.records, self._most), self._told)

    @Slot(object)
    def _told(self, answer: tuple[object, HistoryPage]) -> None:
        wanted, page = answer
        if wanted == self._wanted:
            self._page = page
            self._show_history()

    def _show_history(self) -> None:
        while (item := self._history.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        page = self._page
        for line in _told_lines(page.entries) if page is not None else ():
            self._history.addWidget(label(line, "", self, wrap=True))
        self._more.setVisible(page is not None and len(page.entries) < page.total)

    @Slot()
    def _show_more(self) -> None:
        self._most += PAGE
        self._ask_history()

    # Going about

    @Slot()
    def show_next(self) -> None:
        """Shows the next recommendation's thread."""
        self._step(1)

    @Slot()
    def show_previous(self) -> None:
        """Shows the thread of the recommendation before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        ids = [one.id for one in self._hub.snapshot.subjects]
        if self.subject in ids:
            self.show_subject(ids[(ids.index(self.subject) + by) % len(ids)])
            self.setFocus()

    @Slot()
    def show_page(self) -> None:
        """Asks for the page the words stand on."""
        if self.golden is not None and self.golden.words.inspection is not None:
            self.page_wanted.emit(self.golden.words.inspection, self.subject)

    @Slot()
    def copy_text(self) -> None:
        """Copies the whole page as plain text."""
        if self.golden is not None:
            QGuiApplication.clipboard().setText(words.thread_text(self.golden))
            self.said.emit(self.tr("The golden thread of {0} is copied.").format(self.golden.ref))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
        elif event.key() == Qt.Key.Key_F and not event.modifiers():
            self.show_page()
        elif self.area is None or not _scrolled(self.area, event.key(), self._theme.space(15)):
            super().keyPressEvent(event)


def _read_on(area: Scrolled, at: int, focused: ThreadCard | None) -> None:
    """Scrolls to where a page was read, once it has its height again, and puts the keys back on the card in focus."""
    area.verticalScrollBar().setValue(at)
    if focused is not None:
        focused.setFocus()


def _scrolled(scroll: Scrolled, key: int, line: int) -> bool:
    """Whether a key scrolls the page; it has then."""
    bar = scroll.verticalScrollBar()
    page = scroll.viewport().height() - line
    steps = {
        Qt.Key.Key_Down: line, Qt.Key.Key_Up: -line, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page,
        Qt.Key.Key_Space: page, Qt.Key.Key_Home: -bar.maximum(), Qt.Key.Key_End: bar.maximum(),
    }  # fmt: skip
    if key not in steps:
        return False
    bar.setValue(bar.value() + steps[Qt.Key(key)])
    return True


def _record_of(widget: QWidget | None) -> object:
    return widget.property("record") if widget is not None else None


def _told_lines(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        when = entry.at.astimezone()
        why = f" (“{entry.why}”)" if entry.why and entry.verb != "new" else ""
        said = "\n".join(_short(sentence) for sentence in entry_words(entry))
        yield f"{show(when.date())} {when:%H:%M}  {entry.signed}{why}\n{said}"


def _short(sentence: str, most: int = 240) -> str:
    return shortened(" ".join(sentence.split()), most)


def _question(wanted: tuple[object, ...], ids: tuple[RecordId, ...], most: int) -> Command:
    def question(uow: UnitOfWork, act: Act) -> tuple[object, HistoryPage]:
        return wanted, history_of_all(uow, act, ids, most)

    return question
