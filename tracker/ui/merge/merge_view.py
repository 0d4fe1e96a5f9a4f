"""The merge screen: a workbook that came home or another copy, what it changes, and what a person must decide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget
from typing_extensions import override

from tracker.domain.text.words import how_many
from tracker.domain.workbook.returned import Returned
from tracker.errors import Conflict
from tracker.services.joining.copy import OtherCopy
from tracker.services.workbook.merge_draft import (
    OURS,
    QUESTION,
    THEIRS,
    Key,
    MergeDraft,
    Own,
    Row,
    carried_over,
    decide,
    keys_of,
    next_undecided,
    rows_of,
)
from tracker.services.workbook.proposal import MergeProposal
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub, Told
from tracker.ui.core.jobs import Lane, Ticket
from tracker.ui.core.screen_keys import KeyedScreen
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.merge.incoming import Homecoming, Incoming, Joined
from tracker.ui.merge.merge_list import MergeList


class MergeView(KeyedScreen):
    """`finished` is emitted when it was merged, or nothing is wanted of it; `merged` before it, where it was, with
    how many changes that made.
    """

    finished = Signal()
    merged = Signal(int)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._asker = asker
        self._theme = theme
        self._incoming: Incoming | None = None
        self._ticket: Ticket | None = None
        self._draft: MergeDraft | None = None
        self._past: list[MergeDraft] = []
        self._future: list[MergeDraft] = []
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = MergeList(theme, self)
        self.list.row_changed.connect(self._in_hand)
        self.plain = EmptyState(theme, "file-spreadsheet", self)
        self.plain.pressed.connect(self.close_screen)
        self._build()

    @property
    def draft(self) -> MergeDraft | None:
        """What is being decided."""
        return self._draft

    def start(self, path: Path) -> None:
        """Reads a workbook and shows what merging it would do. Nothing is written before it is applied."""
        self._begin(path.name)
        assert self._hub.gateway is not None
        what = self.tr("Reading {0}").format(path.name)
        work = partial(self._hub.gateway.read_workbook, path)
        self._ticket = self._hub.jobs.run(work, self._came, self._failed, lane=Lane.FILES, what=what)

    def look_at(self, returned: Returned) -> None:
        """Shows what merging a workbook that was read already would do."""
        self._begin(returned.file)
        self._take(Homecoming(returned))

    def start_copy(self, path: Path) -> None:
        """Checks another copy of the plan and shows what joining it would do."""
        self._begin(path.name)
        assert self._hub.gateway is not None
        what = self.tr("Checking {0}").format(path.name)
        work = partial(self._hub.gateway.other_copy, path)
        self._ticket = self._hub.jobs.run(work, self._copy_came, self._failed, lane=Lane.FILES, what=what)

    def _begin(self, name: str) -> None:
        self._draft, self._incoming = None, None
        self._past, self._future = [], []
        self.plain.say(self.tr("Reading {0}…").format(name), "", self.tr("Cancel"))
        self._stack.setCurrentWidget(self.plain)

    @Slot()
    def close_screen(self) -> None:
        """Leaves without changing anything."""
        self._ticket = None
        self._draft = None
        self.finished.emit()

    @Slot(object)
    def _came(self, returned: Returned) -> None:
        if self._ticket is not None:
            self._take(Homecoming(returned))

    @Slot(object)
    def _copy_came(self, copy: OtherCopy) -> None:
        if self._ticket is not None:
            self._take(Joined(copy))

    def _take(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._theirs.setText(self.tr("Take {0}'s (1)").format(incoming.sides.theirs))
        self._ours.setText(self.tr("Keep {0}'s (2)").format(incoming.sides.ours))
        self._weigh()

    def _weigh(self) -> None:
        """Holds what came against the plan as it stands."""
        if self._incoming is not None:
            self._ticket = self._incoming.weigh(self._hub, self._proposed, self._failed)

    @Slot(object)
    def _proposed(self, proposal: MergeProposal) -> None:
        incoming = self._incoming
        if self._ticket is None or incoming is None:
            return
        self._ticket = None
        again = self._draft is not None
        new = MergeDraft(proposal, sides=incoming.sides)
        draft = carried_over(self._draft, proposal) if self._draft is not None else new
        if proposal.nothing and not proposal.problems and not proposal.missing:
            hint = self.tr("It says what the plan says. There is nothing to bring in.")
            self.plain.say(incoming.title(proposal), hint, self.tr("Close"))
            self._stack.setCurrentWidget(self.plain)
            return
        self._draft = draft
        self._title.setText(incoming.title(proposal))
        untouched = [self.tr("{0} unchanged").format(how_many(proposal.unchanged, "record"))]
        parts = [*incoming.origin(proposal), *(untouched if proposal.unchanged else ())]
        self._about.setText("  ·  ".join(parts))
        self.list.rows.load(rows_of(proposal, self._hub.snapshot, incoming.sides), draft)
        self._stack.setCurrentIndex(0)
        self._tell()
        if not again:
            self.note.say("")
        self.list.take_in_hand(next_undecided(draft, None) or self._first())
        self.list.setFocus()

    def _first(self) -> Key | None:
        return next((row.key for row in self.list.rows.rows if row.key is not None), None)

    @Slot(object)
    def _failed(self, error: Any) -> None:
        self._ticket = None
        self.plain.say(said(error), "", self.tr("Back"))
        self._stack.setCurrentWidget(self.plain)

    def _build(self) -> None:
        work = QWidget(self)
        self.note = Note(self._theme, "warning", work)
        self.note.setContentsMargins(self._theme.space(4), self._theme.space(1), self._theme.space(4), 0)
        bar, pane = self._bar(work), self._decision_pane(work)
        in_column(self._theme, bar, self.note, (self.list, 1), pane, on=work, gap=0, margins=0)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(work)
        self._stack.addWidget(self.plain)
        in_column(self._theme, self._stack, on=self, margins=0)

    def _bar(self, parent: QWidget) -> QWidget:
        bar = QFrame(parent)
        bar.setProperty("ground", "surface")
        bar.setProperty("line", "bottom")
        self._title = label("", "title", bar, wrap=True)
        self._about = label("", "quiet", bar, wrap=True)
        self._counter = label("", "strong", bar)
        self._undo = button(self.tr("Undo"), "quiet", bar, tip=self.tr("Take the last decision back (Ctrl+Z)"))
        self._undo.clicked.connect(self.undo)
        leave = button(self.tr("Cancel"), "", bar, tip=self.tr("Leave the plan as it is"))
        leave.clicked.connect(self.close_screen)
        self.apply_button = button("", "primary", bar, tip=self.tr("Ctrl+Enter"))
        self.apply_button.clicked.connect(self.apply)
        words = in_column(self._theme, self._title, self._about, gap=0.5)
        pressed = (self._counter, self._undo, leave, self.apply_button)
        in_row(self._theme, (words, 1), *pressed, on=bar, gap=2, margins=(4, 2))
        return bar

    def _decision_pane(self, parent: QWidget) -> QWidget:
        self.pane = QFrame(parent)
        self.pane.setProperty("ground", "surface")
        self.pane.setProperty("line", "top")
        self._which = label("", "strong", self.pane)
        self._theirs = button("", "", self.pane)
        self._theirs.clicked.connect(self.take_theirs)
        self._ours = button("", "", self.pane)
        self._ours.clicked.connect(self.keep_ours)
        self._own = button(self.tr("Write another (E)"), "", self.pane)
        self._own.clicked.connect(self.write_own)
        row = in_row(self._theme, self._which, None, self._theirs, self._ours, self._own, gap=2)
        self.words = GrowingText(self.tr("Your own words"), lines=1, most=6, enter_commits=True, parent=self.pane)
        self.words.committed.connect(self._written)
        self.words.given_up.connect(self._give_up)
        self.words.hide()
        self._typed = self._hub.drafts.join(self, "merge", {"words": self.words}, self.words.accessibleName)
        in_column(self._theme, row, self.words, on=self.pane, margins=(4, 2))
        return self.pane

    def _tell(self) -> None:
        draft = self._draft
        if draft is None:
            return
        waiting = len(draft.undecided)
        conflicts = len(keys_of(draft.proposal))
        self._counter.setText(
            self.tr("{0} still to decide").format(waiting) if waiting else self.tr("All decided") if conflicts else ""
        )
        changes = draft.changes
        self.apply_button.setText(self.tr("Apply {0}").format(how_many(changes, "change")))
        self.apply_button.setEnabled(waiting == 0 and changes > 0)
        self._undo.setEnabled(bool(self._past))
        self._undo.setVisible(conflicts > 0)
        self.pane.setVisible(conflicts > 0)

    @Slot(object)
    def _in_hand(self, row: Row | None) -> None:
        conflict = row is not None and row.what == "conflict"
        for made in (self._theirs, self._ours, self._own):
            made.setEnabled(conflict)
        self._which.setText(f"{row.key[0]}  {row.title}" if row is not None and row.key is not None else "")
        self._give_up()

    @Slot()
    def take_theirs(self) -> None:
        """Decides for what came and goes on to the next."""
        self._decide(THEIRS)

    @Slot()
    def keep_ours(self) -> None:
        """Decides for the plan and goes on to the next."""
        self._decide(OURS)

    @Slot()
    def write_own(self) -> None:
        """Opens a field for words of one's own, beginning with those that came."""
        row = self.list.row
        if row is None or row.what != "conflict" or self._draft is None or row.key is None:
            return
        made = self._draft.decisions.get(row.key)
        words = made.words if isinstance(made, Own) else None
        begun = "" if row.key[1] == QUESTION else row.theirs
        self._typed.show(" ".join(row.key), partial(self._begin_with, words, begun))
        self.words.show()
        self.words.setFocus()
        self.words.selectAll()

    def _begin_with(self, made: str | None, begun: str) -> None:
        """Puts the words that were decided on into the field, or those that one's own begin with."""
        self.words.set_value(made)
        if made is None:
            self.words.setPlainText(begun)

    @Slot(object)
    def _written(self, words: str | None) -> None:
        if self.words.isVisible():
            self._decide(Own(words or ""))

    @Slot()
    def _give_up(self) -> None:
        if self.words.isVisibleTo(self):
            self.words.hide()
            self.words.set_value(None)
            self.list.setFocus()

    def _decide(self, choice: str | Own) -> None:
        row, draft = self.list.row, self._draft
        if row is None or draft is None or row.what != "conflict" or row.key is None:
            return
        self.words.hide()
        if not isinstance(choice, Own):
            self._typed.forget(" ".join(row.key))
        self._past.append(draft)
        self._future.clear()
        self._show(decide(draft, row.key, choice))
        self.list.setFocus()
        following = next_undecided(self._draft or draft, row.key)
        if following is not None:
            self.list.take_in_hand(following)

    def _show(self, draft: MergeDraft) -> None:
        self._draft = draft
        self.list.rows.decide(draft)
        self._tell()

    @Slot()
    def undo(self) -> None:
        """Takes the last decision back."""
        if self._past and self._draft is not None:
            self._future.append(self._draft)
            self._show(self._past.pop())

    @Slot()
    def redo(self) -> None:
        """Takes a decision again that was taken back."""
        if self._future and self._draft is not None:
            self._past.append(self._draft)
            self._show(self._future.pop())

    @Slot()
    def apply(self) -> None:
        """Writes it all as one change."""
        draft = self._draft
        incoming = self._incoming
        if draft is not None and incoming is not None and self.apply_button.isEnabled():
            self.apply_button.setEnabled(False)
            what = self.tr("Bringing in {0}").format(draft.proposal.returned.file)
            write = incoming.command(draft)
            self._hub.write(write, self._applied, self._refused, what=what, before=incoming.verb)

    @Slot(object)
    def _applied(self, _changes: object) -> None:
        for key in self._draft.decisions if self._draft is not None else ():
            self._typed.forget(" ".join(key))
        made, self._draft = self._draft.changes if self._draft is not None else 0, None
        self.merged.emit(made)
        self.finished.emit()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self._tell()
        if isinstance(error, Conflict):
            self.note.say(self.tr("The plan has changed meanwhile: look at what is new, then apply again."))
            self._weigh()
        else:
            self.note.say(said(error), "bad")

    @override
    def _key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if self._draft is None or self._stack.currentIndex() != 0:
            return self.close_screen if event.key() == Qt.Key.Key_Escape else None
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.redo
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.apply
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_1: self.take_theirs, Qt.Key.Key_2: self.keep_ours, Qt.Key.Key_E: self.write_own,
            Qt.Key.Key_Down: self.next_open, Qt.Key.Key_Up: self.previous_open,
        }  # fmt: skip
        return keys.get(event.key()) if plain and not self.words.hasFocus() else None

    def next_open(self) -> None:
        """Goes to the next conflict that waits, or where none waits to the next row."""
        self._step(1)

    def previous_open(self) -> None:
        """Goes back likewise."""
        self._step(-1)

    def _step(self, step: int) -> None:
        draft = self._draft
        if draft is None:
            return
        rows = self.list.rows.rows
        waiting = set(draft.undecided)
        place = self.list.currentIndex().row() + step
        while 0 <= place < len(rows):
            row = rows[place]
            if row.what not in ("heading", "record") and (row.key in waiting or not waiting):
                self.list.setCurrentIndex(self.list.rows.index(place))
                return
            place += step


def tell_taken(hub: Hub, changes: int) -> None:
    """Says how much was taken over; it can be taken back."""
    said = QCoreApplication.translate("MergeView", "{0} taken over.")
    hub.told.emit(Told(said.format(how_many(changes, "change"))))
