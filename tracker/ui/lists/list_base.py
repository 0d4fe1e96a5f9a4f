"""What every list of records stands on: its rows and signals, the row in hand, its order, and what is let go on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget
from typing_extensions import override

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action
from tracker.ui.lists.cell_delegate import CellDelegate
from tracker.ui.lists.record_model import RecordModel
from tracker.ui.lists.rows import Run, heading_words
from tracker.ui.look.theme import Theme

_DOUBLE, _KEY = QAbstractItemView.EditTrigger.DoubleClicked, QAbstractItemView.EditTrigger.EditKeyPressed
ROWS = "application/x-tracker-rows"
"""What says that rows of this very list are dragged."""
SELECT_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ListBase(QTreeView):
    """The parts of a list (pinned references, shown columns, typing that is kept) know it by this much.

    `chosen` carries the id of the record in hand (None for none), `opened` that of a record asked to be opened (Enter
    where nothing can be edited), `edited` what was typed (id, column, words, the record as it was seen), `dropped` the
    id of an action and the files that were let go on it.
    """

    chosen = Signal(object)
    opened = Signal(object)
    edited = Signal(object, object, object, object)
    resized = Signal(int)
    went_on = Signal(object)
    """The id of a row whose last cell was left by Tab."""
    selected = Signal()
    """Other rows are selected than before."""
    dropped = Signal(object, object)
    rows_moved = Signal(object, object)
    """Rows were dragged: the id of the row they were let go before (None: at the end), and that of its group."""

    def __init__(self, model: RecordModel, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records, self._theme = model, theme
        self._drop_row: RecordId | None = None
        self._gap: tuple[RecordId | None, RecordId | None] | None = None
        """Before which row and in which group dragged rows would come to stand; None where they would not."""
        self._edited = QPersistentModelIndex()
        self.finds_first_column = False
        """Whether what the mouse does is being given to the first column, wherever it is."""
        self._delegate = CellDelegate(theme, self)
        self._delegate.edited.connect(self.edited)
        self.setAccessibleName(name)
        self.setAcceptDrops(True)
        self._set_up()

    def _set_up(self) -> None:
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_DOUBLE | _KEY)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)

    @property
    def theme(self) -> Theme:
        """How it is dressed."""
        return self._theme

    @property
    def records(self) -> RecordModel:
        """The list behind the view."""
        return self._records

    @property
    def delegate(self) -> CellDelegate:
        """What draws the cells."""
        return self._delegate

    # The record in hand

    def current_id(self) -> RecordId | None:
        """The record in hand."""
        return self._records.record_id(self.currentIndex())

    def selected_ids(self) -> list[RecordId]:
        """The selected records in the order of the list, each once."""
        found: list[tuple[int, int, RecordId]] = []
        for part in self.selectionModel().selection().toList():
            above, first, last = part.parent(), part.top(), part.bottom()
            rows = self._records.records_in(Run(self._records.record_id(above), first, last))
            if above.isValid():
                found += [(above.row(), row, one) for row, one in enumerate(rows, first)]
            else:
                found += [(row, -1, one) for row, one in enumerate(rows, first)]
        return list(dict.fromkeys(one for _above, _row, one in sorted(found) if heading_words(one) is None))

    @Slot()
    def select_current_only(self) -> None:
        """Selects the row in hand and no other."""
        self.setFocus()
        self.selectionModel().select(self.currentIndex(), SELECT_ROW)

    @Slot()
    def _tell_selected(self) -> None:
        self.selected.emit()

    def show_record(self, record_id: RecordId | None, column: int | None = None) -> bool:
        """Brings a record into view and in hand; False where it is not listed."""
        places = self._records.places_of(record_id)
        if not places:
            return False
        current = self.currentIndex()
        place = next((p for p in places if p.parent() == current.parent()), places[0])
        if place.parent().isValid():
            self.expand(place.parent())
        at = place.siblingAtColumn(max(0, current.column()) if column is None else column)
        self.selectionModel().setCurrentIndex(at, SELECT_ROW)
        self.scrollTo(at)
        return True

    @property
    def edited_column(self) -> int:
        """The column of the cell whose editor is open; -1 where none is."""
        return self._edited.column() if self.state() == QAbstractItemView.State.EditingState else -1

    # Sorting

    @Slot(int)
    def _sort_by(self, section: int) -> None:
        """First click sorts, second turns round, third goes back to the plan's own order."""
        order = self._records.order
        if order is None or order[0] != section:
            self.sort_by(section, False)
        elif not order[1]:
            self.sort_by(section, True)
        else:
            self.sort_by(-1, False)

    def sort_by(self, section: int, descending: bool) -> None:
        """Sorts by a column, -1 for the plan's own order."""
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.header().setSortIndicator(section, way)
        self._records.sort(section, way)
        sideways = self.horizontalScrollBar().value()
        self.scrollTo(self.currentIndex())
        self.horizontalScrollBar().setValue(sideways)

    # Files let go on an action, and rows dragged to another place

    def let_drag(self, allowed: bool) -> None:
        """Lets rows be dragged to another place, or keeps them where they are."""
        self.setDragEnabled(allowed)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    @override
    def startDrag(self, actions: Qt.DropAction) -> None:
        drag = QDrag(self)
        drag.setMimeData(self.rows_in_hand())
        drag.exec(Qt.DropAction.MoveAction)
        self._mark_gap(None)

    def rows_in_hand(self) -> QMimeData:
        """What is carried while rows of this list are dragged; no other list takes it."""
        data = QMimeData()
        data.setData(ROWS, str(id(self)).encode())
        return data

    def _are_own(self, data: QMimeData) -> bool:
        return data.data(ROWS).data() == str(id(self)).encode()

    def gap_at(self, point: QPoint) -> tuple[RecordId | None, RecordId | None] | None:
        """Before which row, and in which group, rows let go here come to stand; None where there is no place."""
        index = self.indexAt(point)
        model = self._records
        if not index.isValid():
            return (None, None) if not model.groups() else None
        record_id = model.record_id(index)
        if heading_words(record_id) is not None:
            return None
        if model.is_group(record_id):
            under = model.record_id(model.index(0, 0, index.siblingAtColumn(0)))
            return under, record_id
        group = model.group_id(index)
        if point.y() < self.visualRect(index).center().y():
            return record_id, group
        below = index.siblingAtColumn(0).sibling(index.row() + 1, 0)
        return (model.record_id(below) if below.isValid() else None), group

    def _mark_gap(self, gap: tuple[RecordId | None, RecordId | None] | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def gap_line(self) -> int | None:
        """Where the line is drawn before which dragged rows come to stand, from the top of the list."""
        if self._gap is None:
            return None
        before, group = self._gap
        model = self._records
        for place in model.places_of(before):
            if model.group_id(place) == group:
                return self.visualRect(place).top()
        above = model.place(group)
        rows = model.rowCount(above)
        last = model.index(rows - 1, 0, above) if rows else above
        return self.visualRect(last).bottom() if last.isValid() else None

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or self._are_own(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(ROWS):
            self._mark_gap(self.gap_at(event.position().toPoint()) if self._are_own(event.mimeData()) else None)
            event.setAccepted(self._gap is not None)
            return
        record = self._records.record(self.indexAt(event.position().toPoint()))
        self._mark_drop(record.id if isinstance(record, Action) and event.mimeData().hasUrls() else None)
        event.setAccepted(self._drop_row is not None)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_drop(None)
        self._mark_gap(None)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(ROWS):
            gap = self.gap_at(event.position().toPoint())
            self._mark_gap(None)
            event.setAccepted(gap is not None)
            if gap is not None:
                self.rows_moved.emit(*gap)
            return
        urls = event.mimeData().urls()
        target, paths = self._drop_row, [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        self._mark_drop(None)
        if target is None or not paths:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(target, paths)

    def _mark_drop(self, record_id: RecordId | None) -> None:
        if record_id != self._drop_row:
            self._drop_row = record_id
            self.viewport().update()
