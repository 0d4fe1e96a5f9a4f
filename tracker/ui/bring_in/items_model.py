"""The items of one tab of the import screen, row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from tracker.domain.reading.draft import Item, Section
from tracker.ui.lists.rows import AnyIndex

ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MARK_ROLE = ITEM_ROLE + 1


def _no_mark(_item: Item) -> str:
    return ""


class ItemsModel(QAbstractListModel):
    """Shows items and asks for ticks by `tick_wanted` (key, ticked); it changes nothing itself."""

    tick_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self._mark: Callable[[Item], str] = _no_mark

    @property
    def items(self) -> tuple[Item, ...]:
        """What is on show."""
        return tuple(self._items)

    def set_mark(self, mark: Callable[[Item], str]) -> None:
        """Takes what tells the quiet mark of an item, for the items shown from now on."""
        self._mark = mark

    def row_of(self, key: int) -> int:
        """The row of an item, or -1."""
        return next((row for row, item in enumerate(self._items) if item.key == key), -1)

    def show(self, items: Sequence[Item]) -> None:
        """Brings the rows to these items, moving, adding and taking out only what differs."""
        wanted = {item.key for item in items}
        for row in reversed(range(len(self._items))):
            if self._items[row].key not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._items[row]
                self.endRemoveRows()
        for row, item in enumerate(items):
            self._bring(row, item)

    def _bring(self, row: int, item: Item) -> None:
        at = self.row_of(item.key)
        if at < 0:
            self.beginInsertRows(QModelIndex(), row, row)
            self._items.insert(row, item)
            self.endInsertRows()
            return
        if at != row:
            self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), row)
            self._items.insert(row, self._items.pop(at))
            self.endMoveRows()
        if self._items[row] != item:
            self._items[row] = item
            self.dataChanged.emit(self.index(row), self.index(row))

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._items)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text or self.tr("Its words are still to be typed, below")
        if role == ITEM_ROLE:
            return item
        if role == MARK_ROLE:
            return self._mark(item)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if item.ticked else Qt.CheckState.Unchecked
        return self._spoken(item) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _spoken(self, item: Item) -> str:
        mark = self._mark(item)
        return f"{facts_of(item)}. {item.text}" + (f" {mark}." if mark else "")

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick_wanted.emit((self._items[index.row()].key, Qt.CheckState(value) == Qt.CheckState.Checked))
        return True

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return super().flags(index)
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


def facts_of(item: Item) -> str:
    """The quiet line under an item's words: kind, place, heading, tags, and what is doubtful."""
    parts = [item.kind]
    if item.section is Section.LISTED:
        parts += [value for value in (item.dated, f"published {item.published}" if item.published else None) if value]
        return "  ·  ".join([*parts, f"page {item.page}"] if item.page else parts)
    if item.page:
        parts.append(f"page {item.page}" + (f", paragraph {item.paragraph}" if item.paragraph else ""))
    parts += [value for value in (item.responsible_body, item.timescale, item.theme, item.dated) if value]
    parts += item.national_framework
    if item.by_hand:
        parts.append("added by hand")
    return "  ·  ".join(parts)
