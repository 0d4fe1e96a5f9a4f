"""The plan that somebody has already, before it comes in: questions first, the table as it looks, what it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLineEdit, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show
from tracker.domain.foreign.draft import Draft
from tracker.domain.foreign.grid import Grid
from tracker.domain.foreign.layout import Column
from tracker.domain.log.changes import Changes
from tracker.domain.plan.records import Kind
from tracker.domain.text.words import how_many
from tracker.services.foreign.bring_in import bring_in
from tracker.services.foreign.looked import (
    Asked,
    Headings,
    Line,
    Looked,
    SaidOfIt,
    Theirs,
    as_before,
    headings_of,
    look,
    understood,
)
from tracker.ui.core.hub import Hub, Told
from tracker.ui.core.jobs import Lane, Ticket
from tracker.ui.core.screen_keys import KeyedScreen
from tracker.ui.foreign.grid_table import GridTable, Shown
from tracker.ui.foreign.questions_pane import QuestionsPane
from tracker.ui.lists.fact_list import Fact, FactList, Heading
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

HEADINGS = (
    Heading("Ref", 13), Heading("What it becomes"), Heading("Who", 32), Heading("Due", 24), Heading("State", 25),
)  # fmt: skip
STANDINGS = {
    "new": Status("tick", "New", "good"), "known": Status("circle", "In the plan", "neutral"),
    "asked": Status("question", "Asked", "warning"), "left": Status("dash", "Left out", "neutral"),
    "note": Status("dash", "To know", "neutral"),
}  # fmt: skip
DECIDING = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_E)
REPORT_ENDINGS = (".pdf", ".docx", ".html", ".htm")


class ForeignView(KeyedScreen):
    """`finished` is emitted when nothing more is wanted; `brought` before it with the id of the first record that came
    in, `report_asked` with a file that is to be read as a report instead.
    """

    finished = Signal()
    brought = Signal(object)
    report_asked = Signal(object)
    learnt = Signal(str, object)
    """All headings of a file that came in, and what somebody made of some of them."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None, kept: Headings | None = None) -> None:
        super().__init__(parent)
        self._kept: Headings = kept or {}
        self._offer: Mapping[str, str] = {}
        self._hub, self._theme = hub, theme
        self._path: Path | None = None
        self._theirs: Theirs | None = None
        self._said = SaidOfIt()
        self._before: SaidOfIt | None = None
        self._past: list[SaidOfIt] = []
        self._looked: Looked | None = None
        self._grid: Grid | None = None
        self._ticket: Ticket | None = None
        self._offers_report = False
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.plain = EmptyState(theme, "file-spreadsheet", self)
        self.plain.pressed.connect(self._plain_pressed)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._work())
        self._stack.addWidget(self.plain)
        in_column(theme, self._stack, on=self, margins=0)

    @property
    def looked(self) -> Looked | None:
        """What the file would come to; None before it was read."""
        return self._looked

    # Reading

    def start(self, path: Path) -> None:
        """Reads a file and shows what it would become. Nothing is written before it is brought in."""
        assert self._hub.gateway is not None
        self._path = path
        self._say_plain(self.tr("Reading {0}…").format(path.name), "", self.tr("Cancel"))
        gateway = self._hub.gateway

        def work(ticket: Ticket) -> Theirs:
            return gateway.read_their_plan(path, ticket.cancelled)

        what = self.tr("Reading {0}").format(path.name)
        self._ticket = self._hub.jobs.run_with_ticket(work, self._came, self._failed, lane=Lane.FILES, what=what)

    def look_at(self, path: Path, theirs: Theirs) -> None:
        """Shows what a file that was read already would become."""
        self._path, self._theirs = path, theirs
        self._say_plain(self.tr("Reading {0}…").format(path.name), "", self.tr("Cancel"))
        self._work_out(SaidOfIt())

    @Slot(object)
    def _came(self, theirs: Theirs) -> None:
        if self._ticket is not None:
            self._theirs = theirs
            self._work_out(SaidOfIt())

    def _work_out(self, now: SaidOfIt) -> None:
        """Understands the file afresh with what was said of it, then holds it against the plan."""
        assert self._theirs is not None
        self._said = now
        self._tell()
        work = partial(understood, self._theirs, now, self._hub.today)
        what = self.tr("Looking for the plan in it")
        self._ticket = self._hub.jobs.run(work, self._understood, self._failed, lane=Lane.FILES, what=what)

    @Slot(object)
    def _understood(self, draft: Draft) -> None:
        if self._ticket is not None and self._theirs is not None:
            question = partial(look, draft=draft, theirs=self._theirs, said=self._said)
            self._ticket = self._hub.ask(question, self._shown, self._failed)

    @Slot(object)
    def _shown(self, looked: Looked) -> None:
        if self._ticket is None:
            return
        self._ticket = None
        if not looked.draft.rows:
            title = self.tr("{0} is empty").format(looked.draft.file)
            self._say_plain(title, self.tr("There is no row of a plan in it."), self.tr("Close"))
            return
        first = self._looked is None
        left_open = self._left_open(looked)
        self._looked, self._before = looked, None
        self._stack.setCurrentIndex(0)
        self._fill(looked, first=first)
        self.note.say(left_open, "warning")
        if first:
            (self.questions.list if looked.questions else self.table).setFocus()

    def _left_open(self, looked: Looked) -> str:
        """Says that the answer given last settled nothing, where that is so."""
        if self._before is None or len(self._said.answered) <= len(self._before.answered):
            return ""
        asked, answer = self._said.answered[-1]
        if any(one.about == asked.about and one.cells == asked.cells for one in looked.open):
            words = self.tr("“{0}” leaves this open. Bring the plan in, then settle {1} there.")
            return words.format(asked.in_words(answer), asked.where)
        return ""

    @Slot(object)
    def _failed(self, error: Any) -> None:
        if self._ticket is None:
            return
        self._ticket = None
        if self._looked is not None:
            # What was said last makes no sense: everything stands as it did before.
            self._said, self._before = self._before or self._said, None
            if self._past:
                self._past.pop()
            self._tell()
            self.note.say(said(error), "bad")
            return
        is_document = self._path is not None and self._path.suffix.lower() in REPORT_ENDINGS
        self._offers_report = is_document and self._theirs is not None
        if self._offers_report:
            self._say_plain(said(error), self.tr("Esc goes back."), self.tr("Import it as a report"))
        else:
            self._say_plain(said(error), "", self.tr("Back"))

    def _say_plain(self, title: str, hint: str, step: str) -> None:
        self.plain.say(title, hint, step)
        self._stack.setCurrentWidget(self.plain)

    @Slot()
    def _plain_pressed(self) -> None:
        if self._offers_report:
            self.report_asked.emit(self._path)
        else:
            self.close_screen()

    # The screen

    def _work(self) -> QWidget:
        work = QWidget(self)
        self.questions = QuestionsPane(self._theme, work)
        self.questions.answered.connect(self.answer)
        self.questions.in_hand.connect(self._question_in_hand)
        self.note = Note(self._theme, "bad", work)
        self.note.setContentsMargins(self._theme.space(4), self._theme.space(1), self._theme.space(4), 0)
        splitter = QSplitter(Qt.Orientation.Horizontal, work)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._table_side(work))
        splitter.addWidget(self._becomes_side(work))
        splitter.setSizes([1000, 1000])
        for one in (self.questions.list, self.table, self.becomes):
            one.installEventFilter(self)
        sides = in_column(self._theme, splitter, margins=(4, 2, 4, 2))
        parts = (self._bar(work), self.questions, self.note, (sides, 1), self.questions.decide)
        in_column(self._theme, *parts, on=work, gap=0, margins=0)
        return work

    def _bar(self, parent: QWidget) -> QWidget:
        bar = QFrame(parent)
        bar.setProperty("ground", "surface")
        bar.setProperty("line", "bottom")
        self._title = label("", "title", bar, wrap=True)
        self._about = label("", "quiet", bar, wrap=True)
        self._undo = button(self.tr("Undo"), "quiet", bar, tip=self.tr("Take the last answer or heading back (Ctrl+Z)"))
        self._undo.clicked.connect(self.undo)
        self.counter = label("", "strong", bar, wrap=True)
        self.counter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        leave = button(self.tr("Cancel"), "", bar, tip=self.tr("Leave the plan as it is (Esc)"))
        leave.clicked.connect(self.close_screen)
        self.bring_button = button(self.tr("Bring in"), "primary", bar, tip=self.tr("Ctrl+Enter"))
        self.bring_button.clicked.connect(self.bring)
        words = in_column(self._theme, self._title, self._about, gap=0.5)
        pressed = (self._undo, leave, self.bring_button)
        in_row(self._theme, (words, 1), (self.counter, 1), *pressed, on=bar, gap=2, margins=(4, 2))
        return bar

    def _table_side(self, parent: QWidget) -> QWidget:
        side = QWidget(parent)
        self.sheets = QComboBox(side)
        self.sheets.setAccessibleName(self.tr("Which table"))
        self.sheets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sheets.activated.connect(self._sheet_chosen)
        self.instead = button(self.tr("Bring this table in instead"), "link", side)
        self.instead.clicked.connect(self._take_instead)
        self.table = GridTable(self._theme, side)
        self.table.corrected.connect(self.correct)
        tip = self.tr("Take the headings for what you made of them in a file like this one")
        self.as_before = button(self.tr("Headings as last time"), "link", side, tip=tip)
        self.as_before.clicked.connect(self._take_as_before)
        above = in_row(self._theme, (self.sheets, 1), self.as_before, self.instead, gap=2)
        hint = label(self.tr("Press a heading, or Enter in its column, to say what it is."), "small", side)
        in_column(self._theme, above, (self.table, 1), hint, on=side, gap=1, margins=(0, 0, 1, 0))
        return side

    def _becomes_side(self, parent: QWidget) -> QWidget:
        side = QWidget(parent)
        self.becomes = FactList(self._theme, HEADINGS, self.tr("What it becomes"), side, status_at=4)
        self.becomes.chosen.connect(self._to_its_row)
        self.becomes.in_hand.connect(self._line_in_hand)
        in_column(self._theme, (self.becomes, 1), on=side, margins=(1, 0, 0, 0))
        return side

    def _fill(self, looked: Looked, *, first: bool) -> None:
        draft = looked.draft
        self._title.setText(self.tr("What {0} brings in").format(draft.file))
        self._about.setText(self._about_words(looked))
        if first:
            assert self._theirs is not None
            grids = {grid.name: grid for grid in self._theirs.tables.grids}
            self._grid = grids[draft.tables[0].grid.name]
            self._offer = as_before(draft, self._kept)
        self.as_before.setVisible(bool(self._offer) and not looked.said.mapping)
        self._list_sheets(looked)
        self._show_grid()
        self.becomes.show_facts(_fact(line) for line in looked.lines)
        self.questions.show_questions(looked)
        self._tell()

    def _about_words(self, looked: Looked) -> str:
        brought = looked.brought
        rows = how_many(looked.draft.rows, "row")
        counts = ((brought.count("imported"), "imported"), (brought.count("asked"), "asked about"),
                  (brought.count("skipped"), "left out"))  # fmt: skip
        return "  ·  ".join([rows, *(f"{count} {words}" for count, words in counts if count)])

    def _list_sheets(self, looked: Looked) -> None:
        assert self._theirs is not None
        why = {one.sheet: one.left for one in looked.draft.sheets}
        grids = self._theirs.tables.grids
        self.sheets.clear()
        for grid in grids:
            left = why.get(grid.name, "")
            self.sheets.addItem(f"{grid.name}: {left}" if left else grid.name)
        self.sheets.setCurrentIndex(next((at for at, grid in enumerate(grids) if grid is self._grid), 0))

    def _show_grid(self) -> None:
        looked, grid = self._looked, self._grid
        if looked is None or grid is None:
            return
        asked = {(row, column) for one in looked.open for sheet, row, column in one.cells if sheet == grid.name}
        shown = Shown.of(looked.draft, grid, asked)
        self.table.show_grid(shown)
        self.instead.setVisible(shown.table is None)

    def _tell(self) -> None:
        looked, busy = self._looked, self._ticket is not None
        self.counter.setText(looked.summary if looked is not None else "")
        self._undo.setEnabled(bool(self._past))
        self._undo.setVisible(bool(self._past))
        comes = looked is not None and bool(looked.brought.actions or looked.brought.recommendations)
        self.bring_button.setEnabled(comes and not busy)

    # What is in hand

    @Slot(object)
    def _question_in_hand(self, asked: Asked | None) -> None:
        if asked is not None:
            self._show_place(*asked.cells[0])

    @Slot(object)
    def _line_in_hand(self, key: object) -> None:
        place = self._place_of(key)
        if place is not None and self.becomes.hasFocus():
            self._show_place(*place, max(self.table.currentIndex().column() + 1, 1))

    @Slot(object)
    def _to_its_row(self, key: object) -> None:
        place = self._place_of(key)
        if place is not None:
            self._show_place(*place, max(self.table.currentIndex().column() + 1, 1))
            self.table.setFocus()

    def _place_of(self, key: object) -> tuple[str, int] | None:
        lines = self._looked.lines if self._looked is not None else ()
        return next((line.place for line in lines if line.key == key), None)

    def _show_place(self, sheet: str, row: int, column: int) -> None:
        if self._theirs is not None and (self._grid is None or self._grid.name != sheet):
            grids = self._theirs.tables.grids
            self._grid = next((grid for grid in grids if grid.name == sheet), self._grid)
            self.sheets.setCurrentIndex(next((at for at, grid in enumerate(grids) if grid is self._grid), 0))
            self._show_grid()
        self.table.take_in_hand(row, column)

    @Slot(int)
    def _sheet_chosen(self, at: int) -> None:
        if self._theirs is not None:
            self._grid = self._theirs.tables.grids[at]
            self._show_grid()

    # What a person says

    def _say(self, now: SaidOfIt) -> None:
        if self._ticket is None:
            self._before = self._said
            self._past.append(self._said)
            self._work_out(now)

    @Slot(object, str)
    def answer(self, asked: Asked, words: str) -> None:
        """Takes an answer for every cell of which this is asked, and goes on to the next question."""
        self._say(self._said.answer(asked, words))

    @Slot(object, str)
    def correct(self, column: Column, name: str) -> None:
        """Takes a column of the table on show for something else."""
        shown = self.table.cells.shown
        if shown is not None and shown.table is not None:
            self._say(self._said.correct(shown.table, column, name))

    @Slot()
    def _take_as_before(self) -> None:
        self._say(replace(self._said, mapping=self._offer))

    @Slot()
    def _take_instead(self) -> None:
        if self._grid is not None:
            self._say(SaidOfIt(sheets=(self._grid.name,)))

    @Slot()
    def undo(self) -> None:
        """Takes the last answer or heading back."""
        if self._past and self._ticket is None:
            self._work_out(self._past.pop())

    # Its end

    @Slot()
    def close_screen(self) -> None:
        """Leaves without changing anything; a file that is still being read is given up."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = None
        self.finished.emit()

    @Slot()
    def bring(self) -> None:
        """Writes all of it as one change; what is still asked stays empty in the plan."""
        looked, theirs = self._looked, self._theirs
        if looked is not None and theirs is not None and self.bring_button.isEnabled():
            self.bring_button.setEnabled(False)
            answers = looked.said.answers
            command = partial(bring_in, draft=looked.draft, source=theirs.source, answers=answers)
            what = self.tr("Bringing the plan in")
            self._hub.write(command, self._written, self._refused, what=what, before="import")

    @Slot(object)
    def _written(self, changes: Changes) -> None:
        looked = self._looked
        if looked is None:
            return
        self._looked = None
        if looked.said.mapping:
            self.learnt.emit(headings_of(looked.draft), dict(looked.said.mapping))
        self.finished.emit()
        now = self._hub.snapshot
        new = changes.ids.get(Kind.RECOMMENDATION, frozenset()) | changes.ids.get(Kind.ACTION, frozenset())
        first = next((one.id for one in (*now.recommendations, *now.actions) if one.id in new), looked.first)
        if first is not None and now.get(first) is not None:
            self.brought.emit(first)
        left = len(looked.open)
        hint = self.tr("{0} left: what was asked is empty in the plan. Bring the same file in again to answer.")
        words = self.tr("From {0}: {1}.").format(looked.draft.file, _did(looked))
        self._hub.told.emit(Told(words, hint.format(how_many(left, "question")) if left else ""))

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self._tell()
        self.note.say(said(error), "bad")

    @override
    def _key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.key() == Qt.Key.Key_Escape:
            return self.close_screen
        if self._stack.currentIndex() != 0:
            return None
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.bring
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_1: partial(self.questions.take, 0), Qt.Key.Key_2: partial(self.questions.take, 1),
            Qt.Key.Key_E: self.questions.write_own,
        }  # fmt: skip
        typed = isinstance(QApplication.focusWidget(), QLineEdit | QComboBox)
        return keys.get(event.key()) if plain and not typed else None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The lists look for no letters: those that decide are the screen's, as in a merge."""
        act = self._key(event) if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if act is None or (isinstance(event, QKeyEvent) and event.key() not in DECIDING):
            return super().eventFilter(watched, event)
        act()
        return True


def _did(looked: Looked) -> str:
    """What came in, once it has."""
    words = looked.summary.partition(";")[0]
    return words.replace("come in", "came in")


def _fact(line: Line) -> Fact:
    status = STANDINGS[line.standing]
    words = " ".join(line.words.split())
    shown = f"\u2003{words}" if line.is_action else words
    due = show(line.due) if line.due is not None else ""
    return Fact(line.key, (line.ref, shown, line.who, due, status.word), status)
