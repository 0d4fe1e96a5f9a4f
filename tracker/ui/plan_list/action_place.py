"""A list of actions with its chips: what the plan list and the timeline have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Slot
from typing_extensions import override

from tracker.ui.filters.chips import CHIPS, FilterChips
from tracker.ui.lists.list_place import ListPlace, Nothing
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.parts import button
from tracker.ui.plan_list.chip_counts import ChipCounts
from tracker.ui.plan_list.plan_model import PlanModel

M = TypeVar("M", bound=PlanModel)
T = TypeVar("T", bound=RecordTree)


class ActionPlace(ListPlace[M, T]):
    """`chips` are filters as buttons with what they would find, `clear` lists everything again."""

    filter_name = "Filter these actions"

    @override
    def hold(self, model: M, tree: T) -> None:
        super().hold(model, tree)
        self.chips = FilterChips(self._theme, [(t, self.tr(n), self.tr(tip)) for t, n, tip in CHIPS], self)
        self.counts = ChipCounts(self._hub, model, self.chips, self)
        self.clear = button(self.tr("Clear filters"), "link", self, tip=self.tr("Show everything again (Esc)"))
        self.chips.changed.connect(self.apply_filter)
        self.clear.clicked.connect(self.clear_filters)

    @property
    @override
    def filtered(self) -> bool:
        return self.model.filtered

    @override
    def show_state(self) -> None:
        self.clear.setVisible(self.filtered)
        super().show_state()

    @override
    def nothing_matches(self) -> Nothing:
        hint, step = self.tr("No action holds every filter."), self.tr("Clear filters")
        return Nothing(self.tr("Nothing here matches"), hint, step, "funnel")

    def terms(self) -> tuple[str, ...]:
        """The filters that must all hold."""
        return self.chips.terms

    @Slot()
    @override
    def apply_filter(self) -> None:
        self.search.settle()
        self.model.set_filter(self.terms(), self.search.text())
        self.show_state()

    def set_filter(self, terms: Sequence[str], text: str = "") -> None:
        """Lists only what these filters and words let through. Raises UserError for a filter that is not known."""
        self.search.setText(text)
        self.chips.choose(terms)
        self.apply_filter()

    @Slot()
    @override
    def clear_filters(self) -> None:
        self.set_filter(())
