"""Bringing workbooks home: every file and person on one line, questions answered one by one, the rest at one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QWidget
from typing_extensions import override

from tracker.domain.text.words import how_many
from tracker.errors import Conflict
from tracker.services.workbook.homecoming import Home, HomeLine, ReturnedFile, held_against, lines_of, ready, size_of
from tracker.services.workbook.workbook import apply_merge
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Lane, Ticket
from tracker.ui.core.screen_keys import KeyedScreen
from tracker.ui.lists.fact_list import Fact, FactList, Heading
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.merge.merge_view import MergeView

RETURN_FILTER = "Workbooks and messages (*.xlsx *.xlsm *.eml *.csv *.ods);;All files (*)"
HEADINGS = (
    Heading("Person", 64), Heading("How it stands", 42), Heading("Brings", 52), Heading("To know"), Heading("File", 70),
)  # fmt: skip
MARKS = {"unread": "Not read", "refused": "Not taken", "question": "Asked", "note": "To know"}
TOLD_LINES = 6


class HomeView(KeyedScreen):
    """`finished` is emitted when nothing more is wanted; what was brought in by then is in the plan."""

    finished = Signal()

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._asker, self._theme = hub, asker, theme
        self._homes: tuple[Home, ...] = ()
        self._ticket: Ticket | None = None
        self._deciding: int | None = None
        self._queue: list[int] = []
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.plain = EmptyState(theme, "file-spreadsheet", self)
        self.plain.pressed.connect(self.close_screen)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._work())
        self._stack.addWidget(self.plain)
        in_column(theme, self._stack, on=self, margins=0)

    @property
    def homes(self) -> tuple[Home, ...]:
        """The files, in the order in which they were named."""
        return self._homes

    @property
    def lines(self) -> tuple[HomeLine, ...]:
        """What stands in the list."""
        return lines_of(self._hub.snapshot, self._homes, self._hub.today)

    def _work(self) -> QWidget:
        work = QWidget(self)
        self.list = FactList(self._theme, HEADINGS, self.tr("Returns by person"), work, status_at=1)
        self.list.chosen.connect(self.decide)
        self.list.in_hand.connect(self._tell_of)
        self.note = Note(self._theme, "warning", work)
        self.told = QPlainTextEdit(work)
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName(self.tr("What to know of this file"))
        self.told.setFixedHeight(self.told.fontMetrics().lineSpacing() * TOLD_LINES + self._theme.space(4))
        list_and_words = in_column(self._theme, self.note, (self.list, 1), self.told, gap=2, margins=(4, 3))
        in_column(self._theme, self._bar(work), (list_and_words, 1), on=work, gap=0, margins=0)
        return work

    def _bar(self, parent: QWidget) -> QWidget:
        bar = QFrame(parent)
        bar.setProperty("ground", "surface")
        bar.setProperty("line", "bottom")
        self.title = label(self.tr("Workbooks that came home"), "title", bar, wrap=True)
        self.about = label("", "quiet", bar, wrap=True)
        self._more = button(self.tr("Add files…"), "quiet", bar, tip=self.tr("More workbooks or messages (Ctrl+O)"))
        self._more.clicked.connect(self.ask_for_more)
        self._decide = button(self.tr("Decide (Enter)"), "", bar, tip=self.tr("Look at the return in hand"))
        self._decide.clicked.connect(self.decide_in_hand)
        self._leave = button(self.tr("Close"), "", bar, tip=self.tr("Leave the rest as it is (Esc)"))
        self._leave.clicked.connect(self.close_screen)
        self.bring_button = button("", "primary", bar, tip=self.tr("Ctrl+Enter"))
        self.bring_button.clicked.connect(self.bring)
        words = in_column(self._theme, self.title, self.about, gap=0.5)
        pressed = (self._more, self._decide, self._leave, self.bring_button)
        in_row(self._theme, (words, 1), *pressed, on=bar, gap=2, margins=(4, 2))
        return bar

    # Reading

    def start(self, paths: Sequence[Path]) -> None:
        """Reads workbooks, messages and folders of them, beside those on show; nothing is written yet."""
        assert self._hub.gateway is not None
        self.plain.say(self.tr("Reading {0}…").format(how_many(len(paths), "file")), "", self.tr("Cancel"))
        self._stack.setCurrentWidget(self.plain)
        gateway = self._hub.gateway

        def work(ticket: Ticket) -> Sequence[ReturnedFile]:
            return gateway.read_returns(paths, ticket.step, ticket.cancelled)

        what = self.tr("Reading workbooks")
        self._ticket = self._hub.jobs.run_with_ticket(work, self._read, self._failed, lane=Lane.FILES, what=what)
        self._ticket.progressed.connect(self._progressed)

    @Slot(object)
    def _progressed(self, step: tuple[int, int]) -> None:
        self.plain.say(self.tr("Reading {0} of {1}…").format(step[0] + 1, step[1]), "", self.tr("Cancel"))

    @Slot(object)
    def _read(self, files: Sequence[ReturnedFile]) -> None:
        if self._ticket is not None:
            self._homes = (*self._homes, *(Home(file) for file in files))
            self._look()

    def _look(self) -> None:
        """Holds every file against the plan as it stands now."""
        self._ticket = self._hub.ask(partial(held_against, homes=self._homes), self._looked, self._failed)

    @Slot(object)
    def _looked(self, homes: tuple[Home, ...]) -> None:
        if self._ticket is not None:
            self._ticket = None
            self._homes = homes
            self._show()

    @Slot(object)
    def _failed(self, error: Any) -> None:
        self._ticket = None
        self.plain.say(said(error), "", self.tr("Back"))
        self._stack.setCurrentWidget(self.plain)

    # Showing

    def _show(self) -> None:
        lines = self.lines
        key = self.list.key
        self.list.show_facts(
            Fact(line.who if line.at is None else line.at,
                 (line.who, line.status.word, line.brings, line.know, line.file), line.status)
            for line in lines
        )  # fmt: skip
        self.about.setText(self._counts(lines))
        waiting = ready(self._homes)
        self.bring_button.setText(self.tr("Bring in {0}").format(how_many(len(waiting), "return")))
        self.bring_button.setEnabled(bool(waiting) and not self._queue)
        self._stack.setCurrentIndex(0)
        self._tell_of(self.list.key if key is None else key)
        self.list.setFocus()

    def _counts(self, lines: Sequence[HomeLine]) -> str:
        """How many files and people stand how ("12 answered · 2 to decide · 3 not in")."""
        counts: dict[str, int] = {}
        for line in lines:
            counts[line.status.word] = counts.get(line.status.word, 0) + 1
        return "  ·  ".join(f"{count} {word[:1].lower()}{word[1:]}" for word, count in counts.items())

    def _home(self, key: object) -> Home | None:
        return self._homes[key] if isinstance(key, int) and key < len(self._homes) else None

    @Slot(object)
    def _tell_of(self, key: object) -> None:
        """Says of the file in hand what was not taken, what is asked and what is worth knowing."""
        home = self._home(key)
        words: list[str] = []
        if home is not None:
            fault = home.file.fault or home.fault
            words = [f"{fault.message}\n{fault.window}"] if fault is not None else []
            words += [f"{MARKS[one.kind]}  {one.cell}  {one.message}" for one in home.problems]
            if home.proposal is not None and home.proposal.missing:
                words.append(self.tr("Rows taken out, kept in the plan: {0}").format(", ".join(home.proposal.missing)))
        self.told.setPlainText("\n".join(words))
        self.told.setVisible(bool(words))
        self._decide.setEnabled(home is not None and home.proposal is not None and home.written is None)

    # Deciding

    @Slot()
    def decide_in_hand(self) -> None:
        """Opens the return in hand."""
        self.decide(self.list.key)

    @Slot(object)
    def decide(self, key: object) -> None:
        """Opens one return beside the plan, where its questions are answered."""
        home = self._home(key)
        if home is None or home.file.returned is None or home.proposal is None or home.written is not None:
            return
        self._deciding = key if isinstance(key, int) else None
        view = MergeView(self._hub, self._asker, self._theme, self)
        view.merged.connect(self._merged)
        view.finished.connect(self._decided)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.look_at(home.file.returned)
        view.setFocus()

    @Slot(int)
    def _merged(self, changes: int) -> None:
        if self._deciding is not None:
            self._note_written(self._deciding, changes)

    @Slot()
    def _decided(self) -> None:
        view = self._stack.currentWidget()
        if isinstance(view, MergeView):
            self._stack.removeWidget(view)
            view.deleteLater()
        self._deciding = None
        self._look()

    def _note_written(self, at: int, changes: int) -> None:
        done = replace(self._homes[at], written=changes)
        self._homes = (*self._homes[:at], done, *self._homes[at + 1 :])

    # Bringing in

    @Slot()
    def bring(self) -> None:
        """Writes every return that leaves nothing to decide, each as one change of its own."""
        if self.bring_button.isEnabled():
            self.note.say("")
            self.bring_button.setEnabled(False)
            self._queue = list(ready(self._homes))
            self._bring_next()

    def _bring_next(self) -> None:
        if not self._queue:
            self._look()
            return
        proposal = self._homes[self._queue[0]].proposal
        assert proposal is not None
        what = self.tr("Bringing in {0}").format(proposal.returned.file)
        command = partial(apply_merge, proposal=proposal)
        self._hub.write(command, self._brought, self._refused, what=what, before="merge")

    @Slot(object)
    def _brought(self, _changes: object) -> None:
        at = self._queue.pop(0)
        proposal = self._homes[at].proposal
        self._note_written(at, size_of(proposal) if proposal is not None else 0)
        self._bring_next()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        """Leaves a file alone that a return before it has put in question, or that a rule refuses, and goes on."""
        at = self._queue.pop(0)
        name = self._homes[at].file.name
        if isinstance(error, Conflict):
            self.note.say(self.tr("{0} says otherwise than a return before it: decide on it.").format(name))
        else:
            self.note.say(f"{name}: {said(error)}", "bad")
        self._bring_next()

    @Slot()
    def ask_for_more(self) -> None:
        """Asks for more files."""

        def answered(paths: Sequence[Path]) -> None:
            if paths:
                self.start(paths)

        self._asker.open_files(self, self.tr("Which workbooks came back?"), RETURN_FILTER, answered, many=True)

    @Slot()
    def close_screen(self) -> None:
        """Leaves; what was not brought in stays out."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        if self._stack.currentWidget() is self.plain and self._homes:
            self._show()
        elif not self._queue:
            self.finished.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and not self._queue and self._stack.currentIndex() == 0:
            event.acceptProposedAction()
            self.start(paths)

    @override
    def _key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if isinstance(self._stack.currentWidget(), MergeView):
            return None
        if event.key() == Qt.Key.Key_Escape:
            return self.close_screen
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.bring
        return self.ask_for_more if control and event.key() == Qt.Key.Key_O else None
