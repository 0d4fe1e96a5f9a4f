"""The plan list with its filters: recommendations with their actions under them, or all actions flat."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Subject
from tracker.errors import UserError
from tracker.services.records.placing import move
from tracker.ui.core.actions import DoMenu, Press
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.filters.chips import CHIPS
from tracker.ui.filters.filter_menu import FilterMenu
from tracker.ui.lists.cell_edits import Refusal
from tracker.ui.lists.cells import DRAFT
from tracker.ui.lists.list_place import Nothing
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.parts import button, tool
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.action_place import ActionPlace
from tracker.ui.plan_list.plan_edits import FIELDS, FOR_ALL, PlanEdits
from tracker.ui.plan_list.plan_model import PlanModel
from tracker.ui.plan_list.selection_bar import SelectionBar
from tracker.ui.plan_list.typed_ahead import TypedAhead


class PlanView(ActionPlace[PlanModel, RecordTree]):
    """The list. `moded` carries whether actions stand under their recommendations, once that was chosen."""

    moded = Signal(object)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        model = PlanModel(self)
        self.hold(model, RecordTree(model, theme, self.tr("Recommendations and their actions"), self))
        self._extra: tuple[str, ...] = ()
        self.edits = PlanEdits(hub, asker, self)
        self._build()
        self._connect()
        self.show_plan()

    def _build(self) -> None:
        self.only = button("", "chip", self, tip=self.tr("List everything again"))
        self.only.setCheckable(True)
        self.only.setVisible(False)
        self.by_value = FilterMenu(self._hub, self)
        self.views = button(self.tr("Views") + "  ▾", "chip", self, tip=self.tr("Kept views (Ctrl+Shift+J)"))
        self.new = button(" " + self.tr("New action"), "", self, tip=self.tr("Add an action under what is in hand (N)"))
        self.new.setIcon(self._theme.icon("plus", "text"))
        self.more = button("", "", self, tip=self.tr("Add a recommendation, a finding, or rows copied in Excel"))
        self.more.setAccessibleName(self.tr("Add something else"))
        self.more.setProperty("popup", "alone")
        self.more.setMenu(DoMenu((Do.NEW_RECOMMENDATION, Do.NEW_FINDING, Do.PASTE), self.do_asked, self.more))
        self.bar = SelectionBar(self._theme, self)
        beside, right = (self.by_value, self.views, self.only, self.clear), (*self._modes(), self.new, self.more)
        self.line = QStackedWidget(self)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.line.addWidget(self.chips)
        self.line.addWidget(self.bar)
        self.lay_out(beside, right, under=(self.line,))

    def _modes(self) -> tuple[QWidget, ...]:
        self.grouped = tool(self._theme, "list-tree", self.tr("Actions under their recommendations"), self)
        self.flat = tool(self._theme, "list", self.tr("All actions in one flat list"), self)
        self._group = QButtonGroup(self)
        for place, one in enumerate((self.grouped, self.flat)):
            one.setCheckable(True)
            self._group.addButton(one, place)
        self.grouped.setChecked(True)
        self.key = tool(self._theme, "circle-question-mark", self.tr("What shapes and colours mean here"), self)
        return self.grouped, self.flat, self.key

    def _connect(self) -> None:
        self.by_value.changed.connect(self.apply_filter)
        self.by_value.group_asked.connect(self.group_by)
        self.only.clicked.connect(self.clear_filters)
        Press(self.views, Do.VIEWS, self.do_asked)
        Press(self.key, Do.KEY, self.do_asked)
        self._group.idToggled.connect(self._mode_changed)
        self.new.clicked.connect(self.add_action)
        self.tree.edited.connect(self._edited)
        self.tree.selected.connect(self._count_selected)
        self.tree.rows_moved.connect(self._dragged)
        self.bar.asked.connect(self.do_asked)
        self.bar.cleared.connect(self.tree.select_current_only)
        self.tree.itemDelegate().closeEditor.connect(self._editor_closed)
        self.ahead = TypedAhead(self)
        self._adding = False
        self._begun = self._hub.snapshot
        self.take_edits(self.edits)
        self.tree.delegate.opened.connect(self._begin)
        self.edits.added.connect(self._added)
        self.edits.dropped.connect(self._not_added)
        self.edits.said.connect(self.said)
        self.edits.do_asked.connect(self.do_asked)
        self.tree.went_on.connect(self._goes_on)
        self.tree.columns.changed.connect(self._columns_chosen)

    # What is listed

    @override
    def show_plan(self) -> None:
        for one in (self.new, self.more):
            one.setEnabled(not self._hub.session.read_only)
        self.tree.let_drag(not self._hub.session.read_only)
        super().show_plan()
        self.counts.count()
        self.show_state()

    @Slot()
    def _columns_chosen(self) -> None:
        """Without a column of its own the agency stands under the owner."""
        compact = "agency" not in self.tree.columns.shown
        if compact != self._compact:
            self._compact = compact
            self.model.look_again(self.look())

    @override
    def follow(self, changes: Changes) -> None:
        super().follow(changes)
        self.counts.count()

    @override
    def nothing_yet(self) -> Nothing:
        if self._hub.snapshot.recommendations and not self.model.grouped:
            hint = self.tr("Go to the grouped list, choose a recommendation and press N to add one.")
            return Nothing(self.tr("No actions yet"), hint, self.tr("Show recommendations"), "list-checks")
        hint = self.tr(
            "Drop the inspection report on this window, or choose it, to begin with its recommendations. Without one, "
            "paste a block of actions from Excel (Ctrl+V), or type a recommendation under New action."
        )
        return Nothing(self.tr("No recommendations yet"), hint, self.tr("Import a report…"), "file-text")

    @override
    def begin(self) -> None:
        if self._hub.snapshot.recommendations:
            self.grouped.setChecked(True)
        else:
            super().begin()

    # Filters

    @override
    def terms(self) -> tuple[str, ...]:
        return (*self.chips.terms, *self.by_value.terms, *self._extra)

    @override
    def set_filter(self, terms: Sequence[str], text: str = "") -> None:
        known = {term for term, _name, _tip in CHIPS}
        self._extra = tuple(term for term in self.by_value.choose(terms) if term not in known)
        super().set_filter([term for term in terms if term in known], text)

    @Slot()
    @override
    def clear_filters(self) -> None:
        self.only.setVisible(False)
        self.model.set_only(None)
        super().clear_filters()

    def show_only(self, name: str, refs: Sequence[str]) -> None:
        """Lists what a figure counted: these records and no others."""
        self.set_filter(())
        self.model.set_only(refs)
        self.only.setText(f"{name}  {len(refs)}  ×")
        self.only.setAccessibleName(self.tr("Listed: {0}. Press to list everything again.").format(name))
        self.only.setChecked(True)
        self.only.setVisible(True)
        self.show_state()

    @Slot(int, bool)
    def _mode_changed(self, mode: int, on: bool) -> None:
        if on:
            self.model.set_grouped(mode == 0)
            self.moded.emit(mode == 0)
            self.show_state()

    @Slot(str)
    def group_by(self, field: str) -> None:
        """Groups recommendations by their theme or outcome ("" for the report's own order), with actions under them."""
        self.model.set_by(field)
        self.by_value.by = self.model.by
        if field:
            self.grouped.setChecked(True)

    # Working on actions

    def current(self) -> Any:
        """The record in hand, None for none."""
        return self._hub.snapshot.get(self.tree.current_id())

    def selected_actions(self) -> list[Action]:
        """The selected actions."""
        found = (self._hub.snapshot.get(one) for one in self.tree.selected_ids())
        return [record for record in found if isinstance(record, Action)]

    @Slot()
    def _count_selected(self) -> None:
        several = self.bar.show_count(0 if self._hub.session.read_only else len(self.selected_actions()))
        self.line.setCurrentWidget(self.bar if several else self.chips)

    @Slot(object, object)
    def _dragged(self, before: RecordId | None, group: RecordId | None) -> None:
        """Writes where the selected actions were dragged to: another place, or under another recommendation."""
        if self.model.order is not None:
            said = self.tr("The list is sorted by a column: click its heading until the plan's own order is back.")
            self.said.emit(said)
            return
        snapshot, actions = self._hub.snapshot, self.selected_actions()
        gone = {action.id for action in actions}
        left = self.model.group_id(self.tree.currentIndex())
        under = group if group is not None and group != left else None
        listed = [one.id for one in (snapshot.actions_for(group) if group is not None else snapshot.actions)]
        rows = listed[listed.index(before) :] if before in listed else []
        anchor = next((one for one in rows if one not in gone), None)
        if anchor is None and group is not None:
            anchor = self._after(listed, gone)
        if actions and (under is not None or anchor is not None or before is None):
            refs = [action.ref for action in actions]
            command = partial(move, refs=refs, before=anchor, under=under, out_of=self._left(left) if under else None)
            moved = [action.id for action in actions]
            into = group if group is not None else left
            self._hub.write(
                command, lambda _changes: self.tree.take_up(moved, into),
                what=self.tr("Moving {0}").format(", ".join(refs[:4])),
            )  # fmt: skip

    def _left(self, hand: RecordId | None) -> dict[str, RecordId]:
        """What each selected action is dragged out of: the group of the row in hand, else that of its own row."""
        found: dict[str, RecordId] = {}
        for row in self.tree.selectionModel().selectedRows():
            action, group = self._hub.snapshot.get(self.model.record_id(row)), self.model.group_id(row)
            if group is not None and (group == hand or action.ref not in found):
                found[action.ref] = group
        return found

    def _after(self, listed: Sequence[RecordId], gone: set[RecordId]) -> RecordId | None:
        """What comes after the last of these in the plan's own order, so that what follows them stands there."""
        order = [action.id for action in self._hub.snapshot.actions]
        staying = [one for one in listed if one not in gone]
        after = order[order.index(staying[-1]) + 1 :] if staying else []
        return next((one for one in after if one not in gone), None)

    @Slot()
    def add_action(self) -> None:
        """Opens a row for a new action under what is in hand, ready to be typed."""
        if self._hub.session.read_only:
            return
        if self.model.draft is None:
            self.model.start_draft(self._targets())
            self.show_state()
        self.tree.edit_cell(DRAFT, "title")

    def _targets(self) -> tuple[RecordId, ...]:
        current = self.current()
        if isinstance(current, Subject):
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
        self.show_state()
        if was_here and draft.targets:
            self.tree.show_record(draft.targets[0])
        if focus is None or self.tree.isAncestorOf(focus):
            self.tree.setFocus()

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

    # What it was left showing

    @override
    def state(self) -> dict[str, Any]:
        order = self.model.order
        return {
            "grouped": self.model.grouped,
            "by": self.model.by,
            "terms": list(self.model.terms),
            "text": self.search.text(),
            "order": [self.model.columns[order[0]].key, order[1]] if order is not None else [],
            "closed": self.tree.closed_groups,
            "current": self.tree.current_id() or "",
            "scroll": self.tree.verticalScrollBar().value(),
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self.group_by(str(state.get("by", "")))
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
