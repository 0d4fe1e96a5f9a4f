"""The workload as a table: owners down, months across, totals at the end of both."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from tracker.domain.actions.workload import OVERDUE, LoadRow, Workload
from tracker.domain.plan.ids import RecordId
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.plain import plain_tip

NOTHING = Workload((), (), ())


class LoadRole(IntEnum):
    """What a cell can be asked for beside its number."""

    SHARE = Qt.ItemDataRole.UserRole + 1
    TONE = Qt.ItemDataRole.UserRole + 2
    TOTAL = Qt.ItemDataRole.UserRole + 3
    NOTE = Qt.ItemDataRole.UserRole + 4


class LoadModel(QAbstractTableModel):
    """Numbers of open actions. The last row and the last column hold totals."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.load = NOTHING
        self._heaviest = 0

    def show_load(self, load: Workload) -> None:
        """Shows these numbers; where rows and columns are the same, only the numbers change."""
        self._heaviest = load.heaviest
        same = [row.record for row in load.rows] == [row.record for row in self.load.rows]
        if same and load.columns == self.load.columns:
            before, self.load = self.load, load
            if load.rows:
                self._tell(before)
            return
        self.beginResetModel()
        self.load = load
        self.endResetModel()

    def _tell(self, before: Workload) -> None:
        """Tells which rows are not as they were: all where the fullest cell, which shades the others, is another."""
        shaded = before.heaviest != self._heaviest
        for place, (old, new) in enumerate(zip(before.rows, self.load.rows, strict=True)):
            if shaded or old != new:
                self._tell_row(place)
            if (old.name, old.note) != (new.name, new.note):
                self.headerDataChanged.emit(Qt.Orientation.Vertical, place, place)
        if before.totals != self.load.totals:
            self._tell_row(len(self.load.rows))

    def _tell_row(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def row_of(self, index: AnyIndex) -> LoadRow | None:
        """The owner of a cell; None in the row of totals."""
        return self.load.rows[index.row()] if 0 <= index.row() < len(self.load.rows) else None

    def refs(self, index: AnyIndex) -> tuple[str, ...]:
        """The references of the actions that a cell counts."""
        if not index.isValid():
            return ()
        row, at = self.row_of(index), index.column()
        if at == len(self.load.columns):
            return row.refs if row is not None else self.load.refs
        return row.cells[at] if row is not None else self.load.totals[at]

    def words(self, index: AnyIndex) -> str:
        """What a cell counts, in words ("Head of Early Help, due in May 2024")."""
        row, at = self.row_of(index), index.column()
        who = row.name if row is not None else "Everyone"
        when = self.load.columns[at].words if at < len(self.load.columns) else "all open actions"
        return f"{who}, {when}"

    def place(self, record: RecordId | None, key: str) -> QModelIndex:
        """The cell of an owner in a column, by their names; none where they are not shown."""
        rows = [n for n, row in enumerate(self.load.rows) if row.record == record]
        columns = [n for n, column in enumerate(self.load.columns) if column.key == key]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def key(self, index: AnyIndex) -> str:
        """The key of a cell's column; "" for totals."""
        return self.load.columns[index.column()].key if 0 <= index.column() < len(self.load.columns) else ""

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() or not self.load.rows else len(self.load.rows) + 1

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() or not self.load.columns else len(self.load.columns) + 1

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heading(section)
            return int(Qt.AlignmentFlag.AlignCenter) if role == Qt.ItemDataRole.TextAlignmentRole else None
        row = self.load.rows[section] if section < len(self.load.rows) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if row is not None else "Total"
        if role == LoadRole.NOTE:
            return row.note if row is not None else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and row is not None:
            said = ", ".join(part for part in (row.name, row.note) if part)
            return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def _heading(self, section: int) -> str:
        """A month with its year stands on two lines."""
        return self.load.columns[section].name.replace(" 2", "\n2") if section < len(self.load.columns) else "Total"

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        refs, total = self.refs(index), index.row() == len(self.load.rows) or index.column() == len(self.load.columns)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(len(refs)) if refs else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            row = self.row_of(index)
            note = f", {row.note}" if row is not None and row.note else ""
            said = f"{self.words(index)}{note}: {len(refs)}"
            return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return self._drawn(index, refs, total, role)

    def _drawn(self, index: AnyIndex, refs: tuple[str, ...], total: bool, role: int) -> Any:
        if role == LoadRole.TOTAL:
            return total
        if role == LoadRole.SHARE:
            return 0.0 if total or not refs else len(refs) / max(1, self._heaviest)
        if role == LoadRole.TONE:
            return "bad" if self.key(index) == OVERDUE else "active"
        return None
