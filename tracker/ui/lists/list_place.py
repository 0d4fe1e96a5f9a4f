"""A place that is a list: the line to filter it by, the list, and what stands in its stead while it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.ui.core.commands import Do
from tracker.ui.core.focus import follow_layout
from tracker.ui.core.hub import Hub
from tracker.ui.core.place import Place
from tracker.ui.filters.filter_line import FilterLine
from tracker.ui.lists.cell_edits import CellEdits, Refusal, open_again
from tracker.ui.lists.cells import DRAFT, Look
from tracker.ui.lists.record_model import RecordModel
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.theme import Theme

M = TypeVar("M", bound=RecordModel)
T = TypeVar("T", bound=RecordTree)


class Nothing(NamedTuple):
    """What an empty list says: a sentence, a hint, the words of the next step ("" for none), a picture."""

    title: str
    hint: str = ""
    step: str = ""
    icon: str = ""


class ListPlace(Place, Generic[M, T]):
    """`model` is what is listed, `tree` the list, `search` the line above it."""

    filter_name = "Filter this list"
    editable = True
    """Whether the list itself is for typing in, where the plan may be edited at all."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        self._compact = True
        self.search = FilterLine(self.tr(self.filter_name), theme, self)
        self.empty = EmptyState(theme, "funnel", self)
        self._stack = QStackedLayout()
        self.search.paused.connect(self.apply_filter)
        self.search.left_down.connect(self.into_list)
        self.empty.pressed.connect(self._next_step)

    def hold(self, model: M, tree: T) -> None:
        """Takes the list that it shows; once, before anything else is asked of it."""
        self.model, self.tree = model, tree
        tree.chosen.connect(self._row_chosen)
        tree.opened.connect(self.opened)
        tree.dropped.connect(self.attach_asked)
        model.counted.connect(self.show_state)

    @Slot(object)
    def _row_chosen(self, record_id: RecordId | None) -> None:
        if record_id != DRAFT:
            self.chosen.emit(record_id)

    def lay_out(
        self, beside: Sequence[QWidget], right: Sequence[QWidget], *, under: Sequence[QWidget] = (),
        above: Sequence[QWidget] = (), body: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Lays out what stands beside the line to type in, at the right of it, under it, and above the list.

        `body` is what holds the list, where that is more than the list.
        """
        theme = self._theme
        top = in_row(theme, (self.search, 1), *beside, None, *right, gap=1.5)
        head = in_column(theme, top, *under, gap=2.5, margins=(4, 3, 4, 2.5))
        self._stack.addWidget(body or self.tree)
        self._stack.addWidget(self.empty)
        in_column(theme, head, *above, (self._stack, 1), on=self, gap=0, margins=0)
        self.begins_at = self.tree
        follow_layout(self)

    def take_edits(self, edits: CellEdits) -> None:
        """Gives back to whoever typed it what `edits` could not write."""
        edits.refused.connect(self._refused)
        edits.watch(self.tree)
        self.tree.typing.lost.connect(edits.lose)

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        open_again(self._hub, self.tree, refusal)

    # What is listed

    def look(self) -> Look:
        """What the list is worked out from now."""
        editable = self.editable and not self._hub.session.read_only
        return Look(self._hub.snapshot, self._hub.today, self._hub.who, editable, self._compact)

    @override
    def show_plan(self) -> None:
        self.model.show_plan(self.look())

    @override
    def follow(self, changes: Changes) -> None:
        self.model.follow(self.look(), changes)

    @Slot()
    def show_state(self) -> None:
        """Shows the list, or what stands in its stead while it is empty."""
        empty = self.model.rowCount() == 0
        self._stack.setCurrentIndex(1 if empty else 0)
        if empty:
            self.empty.say(*(self.nothing_matches() if self.filtered else self.nothing_yet()))

    def nothing_matches(self) -> Nothing:
        """What is said where a filter lets nothing through."""
        return Nothing(self.tr("Nothing here matches"), "", self.tr("Clear the filter"), "funnel")

    def nothing_yet(self) -> Nothing:
        """What is said where there is nothing to list."""
        raise NotImplementedError

    @Slot()
    def _next_step(self) -> None:
        if self.filtered:
            self.clear_filters()
        else:
            self.begin()

    def begin(self) -> None:
        """Does what an empty list offers as the next step."""
        self.do_asked.emit(Do.IMPORT)

    # Filters

    @Slot()
    def apply_filter(self) -> None:
        """Lists only what the filters let through."""
        raise NotImplementedError

    @override
    def focus_filter(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    @Slot()
    def into_list(self) -> None:
        """Takes the keys to the list, to its first row where none is in hand."""
        self.tree.setFocus()
        if not self.tree.currentIndex().isValid() and self.model.rowCount():
            self.tree.setCurrentIndex(self.model.first_row())

    # The record in hand

    @override
    def current_id(self) -> RecordId | None:
        return self.tree.current_id()

    @override
    def show_record(self, record_id: RecordId | None) -> bool:
        return self.tree.show_record(record_id, 1)

    # How its columns were left

    @override
    def header_state(self) -> str:
        return self.tree.header_state()

    @override
    def restore_header(self, kept: str) -> None:
        self.tree.restore_header(kept)
