"""The workload: who has how many open actions due in which month; every number opens the list it counts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QStackedLayout,
    QTableView,
    QWidget,
)
from typing_extensions import override

from tracker.domain.actions.workload import BY, workload
from tracker.domain.text.words import how_many
from tracker.ui.core.hub import Hub
from tracker.ui.core.place import Place
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.workload.load_delegate import LoadDelegate, OwnerHeader
from tracker.ui.workload.load_model import LoadModel

NAMES = {"owner": "By owner", "agency": "By agency"}
NARROWEST = 12.5
"""The least width of a month, in steps of the grid."""


class WorkloadView(Place):
    """Open actions by owner or agency and by month."""

    beside = False

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        self.by = BY[0]
        self.model = LoadModel(self)
        self.table = LoadTable(self.model, theme, self)
        self.empty = EmptyState(theme, "grid-3x3", self)
        self._build()
        self.table.asked.connect(self._ask)
        self.ways.idToggled.connect(self._by_changed)
        self.show_plan()

    def _build(self) -> None:
        theme = self._theme
        self.words = label("", "quiet", self)
        self.ways = QButtonGroup(self)
        top = in_row(theme, (self.words, 1), gap=1.5, margins=(4, 3, 4, 2.5))
        for place, by in enumerate(BY):
            one = button(self.tr(NAMES[by]), "chip", self, tip=self.tr("Count by owner or by agency"))
            one.setCheckable(True)
            self.ways.addButton(one, place)
            top.addWidget(one)
        self.ways.button(0).setChecked(True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        in_column(theme, top, (self._stack, 1), on=self, gap=0, margins=0)
        self.empty.say(self.tr("No open actions"), self.tr("What is still to do is counted here by owner and month."))
        self.begins_at = self.table

    @override
    def show_plan(self) -> None:
        """Counts the plan as it stands; the cell in hand stays in hand."""
        row, key = self.model.row_of(self.table.currentIndex()), self.model.key(self.table.currentIndex())
        load = workload(self._hub.snapshot, self._hub.today, self.by)
        self.model.show_load(load)
        here = self.model.place(row.record, key) if row is not None else QModelIndex()
        if here.isValid():
            self.table.put_hand_on(here)
        elif not self.table.currentIndex().isValid() and load.rows:
            self.table.put_hand_on(self.model.index(0, 0))
        overdue = len(load.totals[0]) if load.totals else 0
        self.words.setText(
            self.tr("{0}, {1} overdue. Each stands once, by its last approved date.").format(
                how_many(len(load.refs), "open action"), overdue
            )
        )
        self._stack.setCurrentIndex(0 if load.rows else 1)
        self.table.fit()

    @override
    def refresh(self) -> None:
        self.show_plan()

    @Slot(int, bool)
    def _by_changed(self, place: int, on: bool) -> None:
        if on and BY[place] != self.by:
            self.by = BY[place]
            self.show_plan()

    @Slot(QModelIndex)
    def _ask(self, index: QModelIndex) -> None:
        refs = self.model.refs(index)
        if refs:
            self.list_asked.emit(self.model.words(index), refs)

    @override
    def state(self) -> dict[str, Any]:
        return {"by": self.by}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        if state.get("by") in BY:
            self.ways.button(BY.index(str(state["by"]))).setChecked(True)


class LoadTable(QTableView):
    """The numbers. `asked` carries the cell whose list is wanted."""

    asked = Signal(QModelIndex)

    def __init__(self, model: LoadModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(LoadDelegate(theme, self))
        self.setAccessibleName(self.tr("Open actions by owner and month"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(OwnerHeader(theme, self))
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setAccessibleName(self.tr("Months"))
        self.verticalHeader().setAccessibleName(self.tr("Owners"))
        model.modelReset.connect(self.fit)
        theme.changed.connect(self.fit)

    def put_hand_on(self, index: QModelIndex) -> None:
        """Makes a cell the one in hand."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot()
    def fit(self) -> None:
        """Shares the width among the months, as wide as there is room and never too narrow to read."""
        theme = self._theme
        self.verticalHeader().setFixedWidth(theme.space(60))
        high = QFontMetrics(theme.font("body")).height() + QFontMetrics(theme.font("small")).height()
        self.verticalHeader().setDefaultSectionSize(high + theme.space(3))
        count = self.model().columnCount()
        room = self.width() - theme.space(60) - theme.space(4)
        share, metrics = room // max(1, count), QFontMetrics(theme.font("small"))
        headings = (str(self.model().headerData(one, Qt.Orientation.Horizontal)) for one in range(count))
        needs = [max(map(metrics.horizontalAdvance, one.split("\n"))) + theme.space(4) for one in headings]
        wider = [need for need in needs if need > share]  # than others: those give what these take more
        share = (room - sum(wider)) // max(1, count - len(wider))
        wide = max(theme.space(NARROWEST), min(theme.space(24), share))
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setDefaultSectionSize(wide)
        for section, need in enumerate(needs):
            self.horizontalHeader().resizeSection(section, max(wide, need))
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex():
            self.asked.emit(index)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        counted = bool(self.indexAt(event.position().toPoint()).data())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if counted else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)
