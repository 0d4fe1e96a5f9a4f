"""Somebody's table as it looks: its headings marked, what each column is taken for above it, and what is asked of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget
from typing_extensions import override

from tracker.domain.foreign.columns import MEANINGS
from tracker.domain.foreign.draft import Draft, Outcome
from tracker.domain.foreign.grid import Grid, Place, letters
from tracker.domain.foreign.layout import Column, Table
from tracker.services.foreign.looked import SKIPPED, heading_of
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.parts import literal
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

MOST_SPANS = 400
"""Merges beyond these are shown in their first cell alone: each costs the table time."""
WIDEST, NARROWEST, ROW_STEPS = 56, 16, 10.5
LEFT_OUT = "Left out"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the table shows: a grid, the plan that was found in it (None for none), and its rows and cells by what
    became of them.
    """

    grid: Grid
    table: Table | None
    left: frozenset[int] = frozenset()
    asked: frozenset[Place] = frozenset()

    @classmethod
    def of(cls, draft: Draft, grid: Grid, asked: Collection[Place]) -> Shown:
        """A grid of a file, with the cells of which something is asked."""
        table = next((one for one in draft.tables if one.grid.name == grid.name), None)
        left = {one.row for one in draft.outcomes if one.sheet == grid.name and one.outcome is Outcome.SKIPPED}
        return cls(grid, table, frozenset(left), frozenset(asked))

    def column(self, at: int) -> Column | None:
        """What a column was taken for, where a plan was found."""
        return heading_of(self.table, at) if self.table is not None and not self.table.grid.covers else None

    def is_heading(self, row: int) -> bool:
        """Whether a row is one of the headings."""
        table = self.table
        return table is not None and 0 < (table.first_header_row or table.header_row) <= row <= table.header_row


class GridModel(QAbstractTableModel):
    """The cells, from the top left."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown: Shown | None = None

    def show_grid(self, shown: Shown | None) -> None:
        """Shows another grid, or the same with another meaning."""
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return self.shown.grid.last_row if self.shown is not None and not parent.isValid() else 0

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return self.shown.grid.last_painted if self.shown is not None and not parent.isValid() else 0

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.shown is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.shown.column(section + 1)
        if column is None or not column.name:
            return letters(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        meaning = MEANINGS.get(column.name, self.tr(LEFT_OUT))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.tr("“{0}” is taken for: {1}. Press to change it.").format(column.heading, meaning))
        return f"{letters(section + 1)}   {meaning}" + (" ▾" if column.heading else "")

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.shown is None:
            return None
        row, column = index.row() + 1, index.column() + 1
        cell = self.shown.grid.at(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text or cell.struck
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(words for words in (cell.text, cell.comment, cell.fault) if words))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            asked = self.tr("asked about") if (row, column) in self.shown.asked else ""
            return "; ".join(words for words in (f"{letters(column)}{row}", cell.text, asked) if words)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return self._dressed(row, column, cell.fill, bool(cell.struck and not cell.text), role)

    def _dressed(self, row: int, column: int, fill: str, struck: bool, role: int) -> Any:
        shown, theme = self.shown, self._theme
        assert shown is not None
        if role == Qt.ItemDataRole.FontRole:
            font = theme.font("strong" if shown.is_heading(row) else "body")
            font.setStrikeOut(struck)
            return font
        asked = (row, column) in shown.asked
        own = QColor(f"#{fill}") if fill and not asked else None
        if role == Qt.ItemDataRole.BackgroundRole:
            ground = theme.tone("warning").fill if asked else theme.tone("active").fill
            return own or (ground if asked or shown.is_heading(row) else None)
        if role == Qt.ItemDataRole.ForegroundRole:
            if own is not None:
                return QColor("#000000" if own.lightnessF() > 0.5 else "#ffffff")
            return theme.colour("quiet") if row in shown.left else theme.colour("text")
        return None


class GridTable(QTableView):
    """`corrected` carries a column and what it is from now on; `row_in_hand` the number of the row in hand."""

    corrected = Signal(object, str)
    row_in_hand = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cells = GridModel(theme, self)
        self.setModel(self.cells)
        self.setAccessibleName(self.tr("The table as it looks"))
        self.setProperty("framed", "true")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(theme.space(ROW_STEPS))
        self.verticalHeader().setAccessibleName(self.tr("Rows"))
        heading = self.horizontalHeader()
        heading.setAccessibleName(self.tr("What each column is"))
        heading.setSectionsClickable(True)
        heading.setHighlightSections(False)
        heading.sectionClicked.connect(self.offer)
        self.menu: QMenu | None = None

    def show_grid(self, shown: Shown | None) -> None:
        """Shows another grid, or the same with another meaning; the cell in hand stays where the grid is the same."""
        before, at = self.cells.shown, self.currentIndex()
        place = (at.row(), at.column())
        self.clearSpans()
        self.cells.show_grid(shown)
        if shown is None:
            return
        self._span(shown.grid)
        if before is None or before.grid is not shown.grid:
            self._widen()
            place = ((shown.table.header_row - 1) if shown.table is not None else 0, 0)
        self.setCurrentIndex(self.cells.index(*place))

    def take_in_hand(self, row: int, column: int) -> None:
        """Brings a cell into view, as sheets count."""
        found = self.cells.index(row - 1, column - 1)
        self.setCurrentIndex(found)
        self.scrollTo(found, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _span(self, grid: Grid) -> None:
        reach: dict[Place, Place] = {}
        for (row, column), origin in grid.merged.items():
            low, right = reach.get(origin, origin)
            reach[origin] = (max(low, row), max(right, column))
        for (row, column), (low, right) in list(reach.items())[:MOST_SPANS]:
            if low <= grid.last_row and right <= grid.last_painted:
                self.setSpan(row - 1, column - 1, low - row + 1, right - column + 1)

    def _widen(self) -> None:
        header, space = self.horizontalHeader(), self._theme.space
        for section in range(self.cells.columnCount()):
            needed = header.sectionSizeHint(section) + space(2)
            texts = (self.cells.index(row, section).data() or "" for row in range(min(40, self.cells.rowCount())))
            long = max(map(len, texts), default=0)
            wanted = self.fontMetrics().averageCharWidth() * (long // 2 if long > 24 else long) + space(4)
            self.setColumnWidth(section, max(needed, space(NARROWEST), min(wanted, space(WIDEST))))

    @Slot(int)
    def offer(self, section: int) -> None:
        """Offers what a column could be."""
        shown = self.cells.shown
        column = shown.column(section + 1) if shown is not None else None
        if column is None or not column.heading:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("What “{0}” is").format(column.heading))
        for name, words in (*MEANINGS.items(), (SKIPPED, self.tr("Leave this column out"))):
            action = QAction(literal(words), menu)
            action.setCheckable(True)
            action.setChecked(name == column.name)
            action.setData((column, name))
            menu.addAction(action)
        menu.triggered.connect(self._chosen)
        self.menu = menu
        left = self.columnViewportPosition(section)
        menu.popup(self.viewport().mapToGlobal(QPoint(max(left, 0), 0)))

    @Slot(object)
    def _chosen(self, action: QAction) -> None:
        column, name = action.data()
        if name != column.name:
            self.corrected.emit(column, name)

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.row_in_hand.emit(current.row() + 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.offer(self.currentIndex().column())
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            self.offer(self.currentIndex().column())
