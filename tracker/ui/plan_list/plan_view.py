"""The plan list with its filters: recommendations with their actions under them, or all actions flat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Finding, Recommendation
from tracker.errors import UserError
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.filters.chip_counts import ChipCounts
from tracker.ui.filters.chips import CHIPS, FilterChips
from tracker.ui.filters.filter_line import TYPING_MS, FilterLine
from tracker.ui.filters.filter_menu import FilterMenu
from tracker.ui.lists.cell_edits import Refusal, open_again
from tracker.ui.lists.cells import DRAFT, Look
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.lists.selection_bar import SelectionBar
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.parts import button, tool
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.plan_edits import FIELDS, FOR_ALL, PlanEdits
from tracker.ui.plan_list.plan_model import PlanModel
from tracker.ui.plan_list.typed_ahead import TypedAhead

ROOMY_STEPS = 265
"""From this width on, in steps of the grid, owner and agency have a column each."""


class PlanView(QWidget):
    """`chosen` carries the record in hand; `opened` one asked to be opened; `said` a sentence worth telling."""

    chosen = Signal(object)
    opened = Signal(object)
    said = Signal(str)
    attach_asked = Signal(object, object)
    import_asked = Signal()
    left = Signal()
    moded = Signal(object)
    do_asked = Signal(object)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self._extra: tuple[str, ...] = ()
        self._compact = False
        self.model = PlanModel(self)
        self.tree = RecordTree(self.model, theme, self.tr("Recommendations and their actions"), self)
        self.chips = FilterChips(theme, [(t, self.tr(n), self.tr(tip)) for t, n, tip in CHIPS], self)
        self.edits = PlanEdits(hub, asker, theme, self)
        self.counts = ChipCounts(hub, self.model, self.chips, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._build()
        self._connect()
        self.show_plan()

    def _build(self) -> None:
        theme = self._theme
        self.search = FilterLine(self)
        self.search.setPlaceholderText(self.tr("Filter these actions  ( / )"))
        self.search.setAccessibleName(self.tr("Filter these actions"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.space(80))
        self.only = button("", "chip", self, tip=self.tr("List everything again"))
        self.only.setCheckable(True)
        self.only.setVisible(False)
        self.only.clicked.connect(self.clear_filters)
        self.clear = button(self.tr("Clear filters"), "link", self, tip=self.tr("Show everything again (Esc)"))
        top = QHBoxLayout()
        top.setSpacing(theme.space(1.5))
        top.addWidget(self.search, 1)
        self.by_value = FilterMenu(self._hub, self)
        top.addWidget(self.by_value)
        self.views = button(self.tr("Views") + "  ▾", "chip", self, tip=self.tr("Kept views (Ctrl+Shift+J)"))
        self.views.clicked.connect(self._ask_views)
        top.addWidget(self.views)
        top.addWidget(self.only)
        top.addWidget(self.clear)
        top.addStretch(1)
        for widget in self._modes():
            top.addWidget(widget)
        self.new = button(" " + self.tr("New action"), "", self, tip=self.tr("Add an action under what is in hand (N)"))
        self.new.setIcon(theme.icon("plus", "text"))
        top.addWidget(self.new)
        self.empty = EmptyState(theme, "list-checks", self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        head = QVBoxLayout()
        head.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(2.5))
        head.setSpacing(theme.space(2.5))
        head.addLayout(top)
        head.addWidget(self.chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        self.bar = SelectionBar(theme, self)
        layout.addWidget(self.bar)
        layout.addLayout(self._stack, 1)

    def _modes(self) -> tuple[QWidget, ...]:
        self.grouped = tool(self._theme, "list-tree", self.tr("Actions under their recommendations"), self)
        self.flat = tool(self._theme, "list", self.tr("All actions in one flat list"), self)
        self._group = QButtonGroup(self)
        for place, one in enumerate((self.grouped, self.flat)):
            one.setCheckable(True)
            self._group.addButton(one, place)
        self.grouped.setChecked(True)
        self.key = tool(self._theme, "circle-question-mark", self.tr("What shapes and colours mean here"), self)
        self.key.clicked.connect(self._ask_key)
        return self.grouped, self.flat, self.key

    def _connect(self) -> None:
        self._hub.changed.connect(self._follow)
        self.search.textChanged.connect(self._typed)
        self.search.left_down.connect(self.into_list)
        self._typing.timeout.connect(self._filter)
        self.chips.changed.connect(self._filter)
        self.by_value.changed.connect(self._filter)
        self.clear.clicked.connect(self.clear_filters)
        self._group.idToggled.connect(self._mode_changed)
        self.new.clicked.connect(self.add_action)
        self.empty.pressed.connect(self._next_step)
        self.tree.chosen.connect(self._chosen)
        self.tree.opened.connect(self.opened)
        self.tree.edited.connect(self._edited)
        self.tree.dropped.connect(self.attach_asked)
        self.tree.selected.connect(self._count_selected)
        self.bar.asked.connect(self.do_asked)
        self.bar.cleared.connect(self.tree.select_current_only)
        self.tree.itemDelegate().closeEditor.connect(self._editor_closed)
        self.ahead = TypedAhead(self)
        self._adding = False
        self._begun = self._hub.snapshot
        self.edits.refused.connect(self._refused)
        self.tree.typing.lost.connect(self.edits.lose)
        self.tree.delegate.opened.connect(self._begin)
        self.edits.added.connect(self._added)
        self.edits.dropped.connect(self._not_added)
        self.tree.went_on.connect(self._goes_on)
        self.edits.said.connect(self.said)
        self.model.counted.connect(self._counted)
        self.tree.arranged.connect(self.left)
        self.tree.resized.connect(self._fit)

    # What is listed

    def look(self) -> Look:
        """What the list is worked out from now."""
        editable = not self._hub.session.read_only
        return Look(self._hub.snapshot, self._hub.today, self._hub.who, editable, self._compact)

    def show_plan(self) -> None:
        """Lists the plan from nothing (also after the day or the person changed)."""
        self.new.setEnabled(not self._hub.session.read_only)
        self.model.show_plan(self.look())
        self.counts.count()
        self._show_state()

    @Slot(int)
    def _fit(self, width: int) -> None:
        """Where room is short, the agency stands under the owner and the titles get its column."""
        compact = width < self._theme.space(ROOMY_STEPS)
        self.tree.columns.fold("agency" if compact else "")
        if compact != self._compact:
            self._compact = compact
            self.model.look_again(self.look())

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        self.model.follow(self.look(), changes)
        self.counts.count()

    @Slot()
    def _counted(self) -> None:
        self._show_state()

    def _show_state(self) -> None:
        self.clear.setVisible(self.model.filtered)
        empty = self.model.rowCount() == 0
        self._stack.setCurrentWidget(self.empty if empty else self.tree)
        if not empty:
            return
        if self.model.filtered:
            self.empty.say(self.tr("Nothing here matches"), self.tr("No action holds every filter."),
                           self.tr("Clear filters"), "funnel")  # fmt: skip
        elif self._hub.snapshot.recommendations and not self.model.grouped:
            hint = self.tr("Go to the grouped list, choose a recommendation and press N to add one.")
            self.empty.say(self.tr("No actions yet"), hint, self.tr("Show recommendations"), "list-checks")
        else:
            hint = self.tr(
                "Drop the inspection report on this window, or choose it, to begin with its recommendations."
            )
            self.empty.say(self.tr("No recommendations yet"), hint, self.tr("Import a report…"), "file-text")

    @Slot()
    def _next_step(self) -> None:
        if self.model.filtered:
            self.clear_filters()
        elif self._hub.snapshot.recommendations:
            self.grouped.setChecked(True)
        else:
            self.import_asked.emit()

    # Filters

    @Slot()
    def _typed(self) -> None:
        self._typing.start()

    @Slot()
    def _filter(self) -> None:
        self._typing.stop()
        self.model.set_filter((*self.chips.terms, *self.by_value.terms, *self._extra), self.search.text())
        self._show_state()
        self.left.emit()

    def set_filter(self, terms: Sequence[str], text: str = "") -> None:
        """Lists only what these terms let through; terms that are no chip hold until filters are cleared."""
        known = {term for term, _name, _tip in CHIPS}
        self._extra = tuple(term for term in self.by_value.choose(terms) if term not in known)
        self.search.setText(text)
        self.chips.choose([term for term in terms if term in known])
        self._filter()

    @Slot()
    def _ask_key(self) -> None:
        self.do_asked.emit(Do.KEY)

    @Slot()
    def _ask_views(self) -> None:
        self.do_asked.emit(Do.VIEWS)

    @Slot()
    def clear_filters(self) -> None:
        """Lists everything again."""
        self.only.setVisible(False)
        self.model.set_only(None)
        self.set_filter(())

    def show_only(self, name: str, refs: Sequence[str]) -> None:
        """Lists what a figure counted: these records and no others."""
        self.set_filter(())
        self.model.set_only(refs)
        self.only.setText(f"{name}  {len(refs)}  ×")
        self.only.setAccessibleName(self.tr("Listed: {0}. Press to list everything again.").format(name))
        self.only.setChecked(True)
        self.only.setVisible(True)
        self._show_state()

    def focus_filter(self) -> None:
        """Puts the cursor where words to filter by are typed."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def into_list(self) -> None:
        """Takes the keys to the list, to its first row where none is in hand."""
        self.tree.setFocus()
        if not self.tree.currentIndex().isValid() and self.model.rowCount():
            self.tree.setCurrentIndex(self.model.index(0, 0))

    @Slot(int, bool)
    def _mode_changed(self, mode: int, on: bool) -> None:
        if on:
            self.model.set_grouped(mode == 0)
            self.moded.emit(mode == 0)
            self._show_state()
            self.left.emit()

    # Working on actions

    @Slot(object)
    def _chosen(self, record_id: RecordId | None) -> None:
        if record_id != DRAFT:
            self.chosen.emit(record_id)

    @property
    def can_attach(self) -> bool:
        """Whether something is in hand that evidence can serve."""
        return self.current() is not None

    def current(self) -> Any:
        """The record in hand, None for none."""
        return self._hub.snapshot.get(self.tree.current_id())

    def current_id(self) -> RecordId | None:
        """The record in hand."""
        return self.tree.current_id()

    def selected_actions(self) -> list[Action]:
        """The selected actions."""
        found = (self._hub.snapshot.get(one) for one in self.tree.selected_ids())
        return [record for record in found if isinstance(record, Action)]

    @Slot()
    def _count_selected(self) -> None:
        self.bar.show_count(0 if self._hub.session.read_only else len(self.selected_actions()))

    @Slot()
    def add_action(self) -> None:
        """Opens a row for a new action under what is in hand, ready to be typed."""
        if self._hub.session.read_only:
            return
        if self.model.draft is None:
            self.model.start_draft(self._targets())
            self._show_state()
        self.tree.edit_cell(DRAFT, "title")

    def _targets(self) -> tuple[RecordId, ...]:
        current = self.current()
        if isinstance(current, Recommendation | Finding):
            return (current.id,)
        if isinstance(current, Action):
            group = self.model.group_id(self.tree.currentIndex())
            return (group,) if group is not None else current.targets
        recommendations = self._hub.snapshot.recommendations
        return (recommendations[0].id,) if recommendations else ()

    def edit_cell(self, key: str) -> None:
        """Opens the editor of a column for the action in hand."""
        current = self.tree.current_id()
        if current is not None:
            self.tree.edit_cell(current, key)

    def edit_here(self) -> None:
        """Opens the editor of the cell in hand, or of the title."""
        index = self.tree.currentIndex()
        if index.isValid() and self.model.can_edit(index) and self.model.columns[index.column()].key != "ref":
            self.tree.setFocus()
            self.tree.edit(index)
        else:
            self.edit_cell("title")

    @Slot(object, object, object, object)
    def _edited(self, record_id: RecordId, key: str, said: str, seen: Action) -> None:
        if record_id == DRAFT:
            targets = self.model.draft.targets if self.model.draft is not None else ()
            # The row goes once the editor that is speaking has closed.
            QTimer.singleShot(0, self._drop_draft)
            if said:
                self._adding = True
                self.edits.add(said, targets)
            return
        chosen = [action for action in self.selected_actions() if action.id != record_id]
        if chosen and key in FOR_ALL:
            refs = [self._hub.snapshot.get(record_id).ref, *(action.ref for action in chosen)]
            moved = [one.ref for one in chosen if self._moved_on(one, key)]
            if moved:
                self.edits.refuse_many(Refusal(record_id, key, said), moved)
            else:
                self.edits.set_many(refs, key, said)
            return
        self.edits.edit(record_id, key, said, seen)

    @Slot()
    def _begin(self) -> None:
        self._begun = self._hub.snapshot

    def _moved_on(self, action: Action, key: str) -> bool:
        """Whether somebody else wrote in this column of an action since typing began."""
        before = self._begun.get(action.id)
        return before is not None and getattr(before, FIELDS[key]) != getattr(action, FIELDS[key])

    @Slot()
    def _editor_closed(self) -> None:
        if self.model.draft is not None:
            QTimer.singleShot(0, self._drop_draft)

    @Slot()
    def _drop_draft(self) -> None:
        draft = self.model.draft
        if draft is None:
            return
        was_here = self.tree.current_id() == DRAFT
        focus: QWidget | None = self.window().focusWidget()
        self.model.end_draft()
        self._show_state()
        if was_here and draft.targets:
            self.tree.show_record(draft.targets[0])
        if focus is None or self.tree.isAncestorOf(focus):
            self.tree.setFocus()

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        open_again(self._hub, self.tree, refusal)

    @Slot(object)
    def _goes_on(self, record_id: RecordId) -> None:
        """Tab after a new title: its owner comes next, as soon as the action stands."""
        if record_id == DRAFT and self._adding:
            self.ahead.start()

    @Slot(object)
    def _not_added(self, error: UserError) -> None:
        self._adding = False
        self.ahead.give(None)
        self._hub.failed.emit(error)

    @Slot(object)
    def _added(self, record_id: RecordId) -> None:
        self._adding = False
        listed = self.show_record(record_id)
        if self.ahead.waiting:
            opened = listed and self.tree.edit_cell(record_id, "owner")
            self.ahead.give(self.tree if opened else None)
        if not listed:
            action = self._hub.snapshot.get(record_id)
            name = action.ref if action is not None else ""
            self.said.emit(self.tr("{0} was added. The filters keep it from being listed here.").format(name))

    def show_record(self, record_id: RecordId | None) -> bool:
        """Brings a record into view and in hand; False where it is not listed."""
        return self.tree.show_record(record_id, self.model.column_of("title"))

    # What it was left showing

    def state(self) -> dict[str, Any]:
        """What is shown, to be remembered."""
        order = self.model.order
        return {
            "grouped": self.model.grouped,
            "terms": list(self.model.terms),
            "text": self.search.text(),
            "order": [self.model.columns[order[0]].key, order[1]] if order is not None else [],
            "closed": self.tree.closed_groups,
            "current": self.tree.current_id() or "",
            "scroll": self.tree.verticalScrollBar().value(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Shows again what was remembered, as far as it is still there."""
        (self.grouped if state.get("grouped", True) else self.flat).setChecked(True)
        try:
            self.set_filter([str(term) for term in state.get("terms", [])], str(state.get("text", "")))
        except UserError:
            self.clear_filters()
        keys = [column.key for column in self.model.columns]
        order = state.get("order") or []
        if len(order) == 2 and order[0] in keys:
            self.tree.columns.show_also(order[0])
            self.tree.sort_by(keys.index(order[0]), bool(order[1]))
        self.tree.close_groups([str(group) for group in state.get("closed", [])])
        self.show_record(RecordId(str(state.get("current", ""))))
        self.tree.verticalScrollBar().setValue(int(state.get("scroll", 0)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.model.filtered:
            self.clear_filters()
            return
        super().keyPressEvent(event)
