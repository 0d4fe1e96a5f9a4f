"""A plain list of one sort of record: evidence, measures, meetings, sources, people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.filters.filter_line import TYPING_MS, FilterLine
from tracker.ui.lists.cell_edits import Refusal, open_again
from tracker.ui.lists.cells import Look
from tracker.ui.lists.record_model import RegisterModel
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.parts import button
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.plan_edits import Adding
from tracker.ui.registers.register_columns import REGISTERS
from tracker.ui.registers.register_edits import RegisterEdits


@dataclass(frozen=True, slots=True)
class Register:
    """What a list is called, what stands in it while it is empty, and what may be added by typing its name."""

    key: str
    name: str
    icon: str
    nothing: str
    hint: str
    adds: tuple[tuple[str, Kind, str], ...] = ()


PLACES = {
    "evidence": Register(
        "evidence", "Evidence", "paperclip", "No evidence yet",
        "Choose an action and press V, or drop a file on its row.",
    ),
    "measures": Register(
        "measures", "Measures", "chart-line", "No measures yet",
        "A measure is a number that should move: a baseline, a target, and readings with dates.",
        (("New measure", Kind.MEASURE, "name"),),
    ),
    "meetings": Register(
        "meetings", "Meetings", "calendar-days", "No meetings yet",
        "Add the boards this plan reports to; what they ask stays open until they are content.",
        (("New meeting", Kind.MEETING, "name"), ("New question…", Kind.CHALLENGE, "question")),
    ),
    "rounds": Register(
        "rounds", "Update rounds", "list-checks", "Nobody was asked yet",
        "Press Ctrl+Shift+U to ask owners for updates by a day; you see here whose answers are in.",
    ),
    "sources": Register(
        "sources", "Sources", "file-text", "No report yet",
        "Import a report, or drop it on this window: its recommendations come with the pages they stand on.",
    ),
    "people": Register(
        "people", "People and agencies", "users", "Nobody yet",
        "Names are added as you type them as owners; you can also add them here.",
        (("New person", Kind.PERSON, "name"), ("New agency", Kind.AGENCY, "name")),
    ),
}  # fmt: skip


class RegisterView(QWidget):
    """`chosen` carries the record in hand, `opened` one asked to be opened."""

    chosen = Signal(object)
    opened = Signal(object)
    said = Signal(str)
    import_asked = Signal()
    do_asked = Signal(object)
    """Carries the Do of a button above the list that opens a sheet of its own."""

    def __init__(self, key: str, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = PLACES[key]
        self._hub, self._asker = hub, asker
        kinds, columns = REGISTERS[key]
        self.model = RegisterModel(kinds, columns, self)
        self.tree = RecordTree(self.model, theme, self.tr(self.register.name), self)
        self.empty = EmptyState(theme, self.register.icon, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._search)
        self._build(theme)
        self.tree.chosen.connect(self.chosen)
        self.tree.opened.connect(self.opened)
        self.edits = RegisterEdits(hub, self)
        self.tree.edited.connect(self._edited)
        self.edits.refused.connect(self._refused)
        self.tree.typing.lost.connect(self.edits.lose)
        self.empty.pressed.connect(self._next_step)
        self._hub.changed.connect(self._follow)
        self.show_plan()

    def _build(self, theme: Theme) -> None:
        self.search = FilterLine(self)
        self.search.setPlaceholderText(self.tr("Filter this list  ( / )"))
        self.search.setAccessibleName(self.tr("Filter this list"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.space(80))
        self.search.textChanged.connect(self._typed)
        self.search.left_down.connect(self._into_list)
        top = QHBoxLayout()
        top.setSpacing(theme.space(1.5))
        top.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(2.5))
        top.addWidget(self.search, 1)
        top.addStretch(1)
        for words, _kind, _field in self.register.adds:
            made = button(" " + self.tr(words), "", self)
            made.setIcon(theme.icon("plus", "text"))
            made.setProperty("adds", words)
            made.setEnabled(not self._hub.session.read_only)
            made.clicked.connect(self._add)
            top.addWidget(made)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._stack, 1)

    def look(self) -> Look:
        """What the list is worked out from now."""
        return Look(self._hub.snapshot, self._hub.today, self._hub.who, not self._hub.session.read_only)

    def show_plan(self) -> None:
        """Lists the plan from nothing."""
        self.model.show_plan(self.look())
        self._show_state()

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        self.model.follow(self.look(), changes)
        self._show_state()

    def _show_state(self) -> None:
        empty = self.model.rowCount() == 0
        self._stack.setCurrentWidget(self.empty if empty else self.tree)
        if not empty:
            return
        if self.search.text():
            self.empty.say(self.tr("Nothing here matches"), "", self.tr("Clear the filter"), "funnel")
            return
        step = self.tr("Import a report…") if self.register.key == "sources" else ""
        self.empty.say(self.tr(self.register.nothing), self.tr(self.register.hint), step, self.register.icon)

    @Slot()
    def _next_step(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.import_asked.emit()

    @Slot()
    def _typed(self) -> None:
        self._typing.start()

    @Slot()
    def _search(self) -> None:
        self.model.search(self.search.text())
        self._show_state()

    @Slot()
    def _into_list(self) -> None:
        self.tree.setFocus()
        if not self.tree.currentIndex().isValid() and self.model.rowCount():
            self.tree.setCurrentIndex(self.model.index(0, 0))

    def focus_filter(self) -> None:
        """Puts the cursor where words to filter by are typed."""
        self.search.setFocus()
        self.search.selectAll()

    def clear_filters(self) -> None:
        """Lists everything again."""
        self.search.clear()
        self._search()

    def current_id(self) -> RecordId | None:
        """The record in hand."""
        return self.tree.current_id()

    def show_record(self, record_id: RecordId | None) -> bool:
        """Brings a record into view and in hand; False where it is not listed."""
        return self.tree.show_record(record_id, 1)

    @Slot(object, object, object, object)
    def _edited(self, _record_id: RecordId, key: str, said: str, seen: Any) -> None:
        field = self.model.columns[self.model.column_of(key)].field_of(seen)
        if field is not None:
            self.edits.edit(seen, key, field, said)

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        open_again(self._hub, self.tree, refusal)

    @Slot()
    def _add(self) -> None:
        wanted = str(self.sender().property("adds"))
        words, kind, field = next(one for one in self.register.adds if one[0] == wanted)
        if kind is Kind.CHALLENGE:
            self.do_asked.emit(Do.QUESTION)
            return

        def answered(said: str) -> None:
            self._hub.write(Adding({field: said}, kind), self._added)

        self._asker.text(self, self.tr(words), self.tr("Name:"), answered)

    def _added(self, changes: Changes) -> None:
        for kind in self.model.kinds:
            new = changes.ids.get(kind, frozenset())
            if new:
                self.show_record(max(new))
