"""The numbers on a list's chips, kept in line with the plan; on a large plan they are counted off the main thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from typing_extensions import override

from tracker.domain.lists.filter_words import GLOBAL
from tracker.ui.core.hub import AT_ONCE, RECOUNT_MS, Hub
from tracker.ui.core.jobs import Lane
from tracker.ui.filters.chips import CHIPS, FilterChips
from tracker.ui.plan_list.plan_model import PlanModel, Prepared, prepare, situation_of

TERMS = tuple(term for term, _name, _tip in CHIPS)


class ChipCounts(QObject):
    """Counts by the model's own answers, so that a number and the list it opens are one. Chips not on show can wait."""

    def __init__(self, hub: Hub, model: PlanModel, chips: FilterChips, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub, self._model, self._chips = hub, model, chips
        self._preparing = self._waiting = False
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(RECOUNT_MS)
        self._recount.timeout.connect(self._prepare)
        chips.installEventFilter(self)

    def count(self) -> None:
        """Writes how many each chip would find."""
        look, cache = self._model.look, self._model.filter_cache
        if look is None:
            return
        lacking = cache.lacking(TERMS)
        many = len(look.snapshot.actions) > AT_ONCE and bool(lacking)
        if many and not GLOBAL.issuperset(lacking):
            self._prepare()
            return
        if many:
            self._waiting = not self._chips.isVisible()
            if not self._waiting:
                self._recount.start()
        self._show(tuple(term for term in TERMS if not many or term not in lacking))

    def _show(self, terms: tuple[str, ...]) -> None:
        self._chips.show_counts({term: len(self._model.filter_cache.of(term)) for term in terms})

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self._waiting:
            self._waiting = False
            self._recount.start()
        return False

    @Slot()
    def _prepare(self) -> None:
        """Counts off the main thread what is lacking."""
        look = self._model.look
        if self._preparing or look is None:
            return
        terms, words = self._model.filter_cache.lacking(TERMS), not self._model.is_warm
        work = partial(prepare, situation_of(look), terms, words=words)
        self._preparing = True
        self._hub.jobs.run(work, self._prepared, self._not_prepared, lane=Lane.FILES)

    @Slot(object)
    def _prepared(self, found: Prepared) -> None:
        self._preparing = False
        self._model.take(found)
        self.count()

    @Slot(object)
    def _not_prepared(self, error: object) -> None:
        self._preparing = False
        self._hub.failed.emit(error)
