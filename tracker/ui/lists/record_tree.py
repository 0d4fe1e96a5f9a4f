"""The list itself: two-line rows of records, edited in place, worked by keyboard alone, that keeps its place by id."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from tracker.domain.plan.ids import RecordId
from tracker.ui.lists.cell_delegate import parts_of
from tracker.ui.lists.cells import Cell
from tracker.ui.lists.list_base import SELECT_ROW, ListBase
from tracker.ui.lists.pinned_ref import PinnedRef
from tracker.ui.lists.record_model import RecordModel, Role
from tracker.ui.lists.rows import AnyIndex, heading_words
from tracker.ui.lists.shown_columns import ShownColumns
from tracker.ui.lists.typing_kept import TypingKept
from tracker.ui.look.theme import Theme

_ANY_TRIGGER = QAbstractItemView.EditTrigger.AllEditTriggers
_OPENING = (
    _ANY_TRIGGER, QAbstractItemView.EditTrigger.DoubleClicked, QAbstractItemView.EditTrigger.EditKeyPressed,
)  # fmt: skip
STATE_STEPS = 38
"""Steps of the grid for a group's state where no column of states stands at the right."""
OPEN_AT_MOST = 1_500
"""With more rows than that, groups are folded until one is opened."""


class RecordTree(ListBase):
    """A list over a RecordModel, put together with its parts."""

    def __init__(self, model: RecordModel, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, name, parent)
        self._kept: tuple[RecordId | None, RecordId | None, set[RecordId], int, int] = (None, None, set(), 0, 0)
        self._open_groups, self._closed_groups = set[RecordId](), set[RecordId]()
        self.pinned = PinnedRef(self)
        self.typing = TypingKept(self, self.edit_cell)  # hears before Qt puts editors away
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_columns()
        self.columns = ShownColumns(self)
        self._connect(model)

    def _set_columns(self) -> None:
        header = self.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(self._theme.space(10))
        header.setFirstSectionMovable(False)
        header.setAccessibleName(self.tr("Column headings"))
        for place, column in enumerate(self._records.columns):
            header.resizeSection(place, self._theme.space(column.steps))

    def _connect(self, model: RecordModel) -> None:
        header = self.header()
        header.sectionClicked.connect(self._sort_by)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._tell_selected)
        self.expanded.connect(self._expanded)
        self.collapsed.connect(self._collapsed)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.rowsRemoved.connect(self._tell_selected)
        model.rowsInserted.connect(self._open_new)
        self._theme.changed.connect(self._dress)

    @override
    def edit(self, index: AnyIndex, trigger: Any = _ANY_TRIGGER, event: Any = None) -> Any:
        if not index.isValid() or not self._records.can_edit(index):
            return False
        if trigger in _OPENING:
            self._edited = QPersistentModelIndex(index)
            self._bring_to_edit(index)
        return super().edit(index, trigger, event)

    def _bring_to_edit(self, index: AnyIndex) -> None:
        """Brings the cell itself into view: a reference at the edge will do to be seen, but not to be typed in."""
        self.scrollTo(index)
        if index.column() == 0:
            self.horizontalScrollBar().setValue(0)

    def edit_cell(self, record_id: RecordId, key: str) -> bool:
        """Opens the editor of a record's cell, in a hidden column too; False where it cannot be edited."""
        column = self._records.column_of(key)
        if self.isColumnHidden(column) and self._records.editable(record_id, column):
            self.columns.show_also(key)
        selected = set(self.selected_ids())
        if not self.show_record(record_id, column) or not self._records.can_edit(self.currentIndex()):
            return False
        if record_id in selected:
            self._select(selected)  # what is typed in one of several is meant for all of them
        self.setFocus()
        self.edit(self.currentIndex())
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size().width())
        self.columns.fit()

    @override
    def scrollTo(self, index: AnyIndex, hint: Any = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        sideways = self.horizontalScrollBar().value()
        in_sight = index.column() == 0 and self.pinned.covered > 0
        super().scrollTo(index, hint)
        if in_sight:
            self.horizontalScrollBar().setValue(sideways)
        under = self.pinned.covered - self.visualRect(index).left() if index.column() > 0 else 0
        if under > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - under)

    def header_state(self) -> str:
        """Widths, order and choice of the columns, to be remembered."""
        return self.columns.kept()

    def restore_header(self, kept: str) -> None:
        """Sets widths, order and choice as they were left; a sort is the view's own, and ends where its column goes."""
        self.columns.restore(kept)
        section, descending = self._records.order or (-1, False)
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.header().setSortIndicator(section, way)
        self.resized.emit(self.viewport().width())

    @Slot(QPoint)
    def _choose_columns(self, place: QPoint) -> None:
        """Offers the columns to be shown or hidden."""
        self.columns.menu().popup(self.header().mapToGlobal(place))

    @override
    def setColumnHidden(self, column: int, hide: bool) -> None:
        super().setColumnHidden(column, hide)
        self._records.hidden = frozenset(at for at in range(self.header().count()) if self.isColumnHidden(at))

    # Keeping one's place

    @Slot()
    def _keep(self) -> None:
        current = self.currentIndex()
        bar = self.verticalScrollBar()
        group = self._records.group_id(current)
        self._kept = (self.current_id(), group, set(self.selected_ids()), bar.value(), max(0, current.column()))

    @Slot()
    def _restore(self) -> None:
        record_id, group, selected, scroll, column = self._kept
        self._expand_groups()
        places = self._records.places_of(record_id, column)
        own = [place for place in places if self._records.group_id(place) == group]
        model = self.selectionModel()
        self._select(selected)
        if places:
            model.setCurrentIndex((own or places)[0], QItemSelectionModel.SelectionFlag.NoUpdate)
            if record_id not in selected:
                model.select(self.currentIndex(), SELECT_ROW)
        self.verticalScrollBar().setValue(scroll)
        self.chosen.emit(self.current_id())
        self.selected.emit()

    def take_up(self, records: Sequence[RecordId], group: RecordId | None) -> None:
        """Selects these records and no others, and puts the first of them in hand where it stands in a group."""
        places = [place for one in records[:1] for place in self._records.places_of(one, 1)]
        own = [place for place in places if self._records.group_id(place) == group]
        if places:
            at = (own or places)[0]
            if at.parent().isValid():
                self.expand(at.parent())
            self.selectionModel().setCurrentIndex(at, SELECT_ROW)
            self._select(records)
            self.scrollTo(self.currentIndex())

    def _select(self, records: Collection[RecordId]) -> None:
        """Selects the rows of these records, beside what is selected."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(self._records.selection_of(records), flags.Select | flags.Rows)

    def _expand_groups(self) -> None:
        self.blockSignals(True)
        many = self._are_many()
        for group in self._records.groups():
            if self._is_open(group, many):
                self.expand(self._records.place(group))
        self.blockSignals(False)

    def _are_many(self) -> bool:
        """Whether there are so many rows that only groups which somebody opened are open."""
        return self._records.rows > OPEN_AT_MOST

    def _is_open(self, group: RecordId | None, many: bool) -> bool:
        """Whether a group's rows are on show: all but those that were folded, and of `many` only the opened ones."""
        return group in self._open_groups if many else group not in self._closed_groups

    @Slot(QModelIndex, int, int)
    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        if parent.isValid():
            self.expand(parent)
            return
        many = self._are_many()
        for row in range(first, last + 1):
            index = self._records.index(row, 0)
            if self._records.rowCount(index) and self._is_open(self._records.record_id(index), many):
                self.expand(index)

    @Slot(QModelIndex)
    def _expanded(self, index: QModelIndex) -> None:
        record_id = self._records.record_id(index)
        if record_id is not None:
            self._closed_groups.discard(record_id)
            self._open_groups.add(record_id)

    @Slot(QModelIndex)
    def _collapsed(self, index: QModelIndex) -> None:
        record_id = self._records.record_id(index)
        if record_id is not None:
            self._closed_groups.add(record_id)
            self._open_groups.discard(record_id)

    @property
    def closed_groups(self) -> list[str]:
        """The groups that were folded away."""
        return sorted(self._closed_groups)

    def close_groups(self, groups: list[str]) -> None:
        """Folds these groups away, and no others."""
        self._closed_groups = {RecordId(group) for group in groups}
        many = self._are_many()
        for group in self._records.groups():
            self.setExpanded(self._records.place(group), self._is_open(group, many))

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        if self._records.record_id(current) != self._records.record_id(before) or not before.isValid():
            self.viewport().update()
            self.chosen.emit(self._records.record_id(current))

    # Keyboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        # Qt lets a key that an editor has taken go on to the list as well.
        if plain and current.isValid() and self.state() != QAbstractItemView.State.EditingState:
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._sideways(current, 1 if event.key() == Qt.Key.Key_Right else -1)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter(current)
                return
            if event.key() == Qt.Key.Key_Space:
                self._space(current)
                return
        super().keyPressEvent(event)

    def _sideways(self, current: QModelIndex, step: int) -> None:
        record_id = self._records.record_id(current)
        first = current.siblingAtColumn(0)
        if self._records.is_group(record_id):
            if step > 0 and self.isExpanded(first) and self._records.rowCount(first):
                self.setCurrentIndex(self._records.index(0, 0, first))
            else:
                self.setExpanded(first, step > 0)
            return
        header = self.header()
        place = header.visualIndex(current.column()) + step
        while 0 <= place < header.count() and header.isSectionHidden(header.logicalIndex(place)):
            place += step
        if place < 0 and current.parent().isValid():
            self.setCurrentIndex(current.parent())
        elif 0 <= place < header.count():
            self.selectionModel().setCurrentIndex(
                current.siblingAtColumn(header.logicalIndex(place)), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            if place == 0:
                self.horizontalScrollBar().setValue(0)

    def _space(self, current: QModelIndex) -> None:
        """Unfolds or folds a group; opens any other row."""
        if self._records.is_group(self.current_id()):
            first = current.siblingAtColumn(0)
            self.setExpanded(first, not self.isExpanded(first))
        else:
            self.opened.emit(self.current_id())

    def _enter(self, current: QModelIndex) -> None:
        if self._records.can_edit(current):
            self.edit(current)
        else:
            self.opened.emit(self._records.record_id(current))

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        nothing = QAbstractItemDelegate.EndEditHint.NoHint
        ways = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
        }
        super().closeEditor(editor, nothing if hint in ways else hint)
        if hint in ways:
            self._edit_beside(ways[hint])

    def _edit_beside(self, step: int) -> None:
        header, current = self.header(), self.currentIndex()
        place = header.visualIndex(current.column()) + step
        while 0 <= place < header.count():
            index = current.siblingAtColumn(header.logicalIndex(place))
            if self._records.can_edit(index) and not header.isSectionHidden(index.column()):
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.edit(index)
                return
            place += step
        if step > 0:
            self.went_on.emit(self._records.record_id(current))

    # Drawing

    @Slot()
    def _dress(self) -> None:
        self.header().setMinimumSectionSize(self._theme.space(10))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        return

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        record_id = self._records.record_id(index)
        place, state, _palette = parts_of(options)
        heading = heading_words(record_id)
        if heading is not None:
            draw_heading(self, painter, place, heading)
        elif self._records.is_group(record_id):
            draw_group(self, painter, place, index, bool(state & QStyle.StateFlag.State_Selected))
        else:
            if self.selectionModel().isSelected(index):
                painter.fillRect(place, self._theme.colour("selection"))
            super().drawRow(painter, options, index)
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if record_id is not None and record_id == self._drop_row:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        line = self.gap_line()
        if line is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawLine(0, line, self.viewport().width(), line)
            painter.end()

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        index = super().indexAt(point)
        return index.siblingAtColumn(0) if self.finds_first_column else index

    @override
    def mouseReleaseEvent(self, event: Any) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._records.is_group(self._records.record_id(index)):
            left = 0 if self.finds_first_column else self.columnViewportPosition(0)
            if left <= event.position().x() <= left + self._theme.space(6):
                first = index.siblingAtColumn(0)
                self.setExpanded(first, not self.isExpanded(first))


def draw_heading(tree: ListBase, painter: QPainter, place: QRect, words: str) -> None:
    """Draws what the rows below are filed under, over the whole width of the list."""
    theme = tree.theme
    painter.fillRect(place, theme.colour("window"))
    painter.setFont(theme.font("heading"))
    painter.setPen(theme.colour("text"))
    area = place.adjusted(theme.space(2), 0, -theme.space(2), 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def draw_group(
    tree: ListBase, painter: QPainter, place: QRect, index: QModelIndex | QPersistentModelIndex, selected: bool
) -> None:
    """Draws one group's row within `place`."""
    theme, records = tree.theme, tree.records
    first = records.index(index.row(), 0)
    current = tree.currentIndex().isValid() and tree.currentIndex().siblingAtColumn(0) == first
    here = selected or tree.selectionModel().isSelected(first)
    painter.fillRect(place, theme.colour("selection" if here else "sunken"))
    _draw_chevron(tree, painter, place, first)
    for key, area in _areas(tree, place).items():
        cell = group_cell(records, index.row(), key)
        if area.width() > 0:
            tree.delegate.draw(painter, area, cell, here, indent=theme.space(4) if key == "ref" else 0)
    if current and tree.hasFocus():
        painter.setPen(QPen(theme.colour("focus"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(1, 1, -2, -3), 3, 3)


def _draw_chevron(tree: ListBase, painter: QPainter, place: QRect, first: QModelIndex) -> None:
    if not tree.records.rowCount(first):
        return
    side = tree.theme.space(3.5)
    picture = tree.theme.pixmap("chevron-down" if tree.isExpanded(first) else "chevron-right", "quiet", side)
    left = place.left() + tree.columnViewportPosition(0) + tree.theme.space(1)
    painter.drawPixmap(left, place.top() + (place.height() - side) // 2, picture)


def group_cell(records: RecordModel, row: int, key: str) -> Cell:
    """What a group says in a column; its state tells how far it is as well."""
    found: Any = records.index(row, records.column_of(key)).data(Role.CELL)
    cell = found if isinstance(found, Cell) else Cell()
    return replace(cell, quiet=group_cell(records, row, "due").text) if key == "status" else cell


def _areas(tree: ListBase, place: QRect) -> dict[str, QRect]:
    """Where a group's reference, words and state stand: the words run over every column, the state at the right."""
    keys = [column.key for column in tree.records.columns]
    widths = {key: tree.columnWidth(at) for at, key in enumerate(keys)}
    left = {key: place.left() + tree.columnViewportPosition(at) for at, key in enumerate(keys)}
    end = min(place.right() + 1, max(left[key] + widths[key] for key in keys))
    areas = {"ref": QRect(left["ref"], place.top(), widths["ref"], place.height())}
    if "status" in keys:
        last = max((key for key in keys if widths[key]), key=left.__getitem__)
        room = widths["status"] if last == "status" else tree.theme.space(STATE_STEPS)
        end -= room
        areas["status"] = QRect(end, place.top(), room, place.height())
    return {**areas, "title": QRect(left["title"], place.top(), max(0, end - left["title"]), place.height())}
