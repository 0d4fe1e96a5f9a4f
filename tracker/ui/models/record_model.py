"""A list of records, at most two levels deep: rows are worked out as they are shown and change one by one.

Indexes hold numbers only: 0 at the top, and under a group the group's own serial number, which never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from tracker.domain.changes import Changes
from tracker.domain.ids import RecordId
from tracker.domain.records import Kind
from tracker.ui.models.cells import Cell, Column, Look, sort_key
from tracker.ui.models.steps import Insert, Move, Remove, steps
from tracker.ui.models.touched import touched

AnyIndex = QModelIndex | QPersistentModelIndex
CHUNK = 200
"""How many rows at the top a list shows at once; the next come as one scrolls to the end."""
IS_GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
IS_ROW = IS_GROUP | Qt.ItemFlag.ItemNeverHasChildren
"""A row under which nothing stands: the view need not ask whether there is more, which it does of every row."""
Structure = Mapping[RecordId | None, Sequence[RecordId]]
"""The ids at the top under None, and under each group's id those of its rows."""


class Role(IntEnum):
    """What a row can be asked for beside its text."""

    RECORD = Qt.ItemDataRole.UserRole + 1
    CELL = Qt.ItemDataRole.UserRole + 2
    EDIT = Qt.ItemDataRole.UserRole + 3


SAID = frozenset({
    Role.CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
})  # fmt: skip
"""What a cell can be asked for; it is not worked out for anything else."""


class RecordModel(QAbstractItemModel):
    """`structure` says which records stand where; subclasses give it. It never writes."""

    counted = Signal(object)
    """How many records are listed (groups apart)."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.look: Look | None = None
        self._lists: dict[RecordId | None, list[RecordId]] = {None: []}
        self._serials: dict[RecordId, int] = {}
        self._groups: dict[int, RecordId] = {}
        self.hidden: frozenset[int] = frozenset()
        """The columns that are not on show: nothing is worked out for them, and nobody hears of them."""
        self._cells: dict[RecordId, dict[int, Cell]] = {}
        self._order: tuple[int, bool] | None = None
        self._keys: dict[RecordId, tuple[bool, Any]] = {}
        self._rows: dict[RecordId | None, dict[RecordId, int]] = {}
        """The row of each record within each group, worked out when it is first asked for."""
        self._shown = CHUNK

    def structure(self, look: Look) -> Structure:
        """Which records are listed, in the plan's order."""
        raise NotImplementedError

    # What is shown

    def show_plan(self, look: Look) -> None:
        """Lists a plan from nothing."""
        if self.look is None or self.look.snapshot is not look.snapshot:
            self._cells.clear()
            self._keys.clear()
        self._reset(self._wanted(look), look)
        self.counted.emit(self.count())

    def _reset(self, wanted: dict[RecordId | None, list[RecordId]], look: Look) -> None:
        self.beginResetModel()
        self.look = look
        self._lists = wanted
        self._rows.clear()
        self._shown = CHUNK
        self.endResetModel()

    def look_again(self, look: Look) -> None:
        """Works every row out afresh from the same plan, without losing anyone's place."""
        self.look = look
        stale = list(self._cells)
        self._cells.clear()
        self._keys.clear()
        self._announce(stale)

    def refilter(self) -> None:
        """Lists again after another choice of what to list."""
        if self.look is not None:
            self.show_plan(self.look)

    def follow(self, look: Look, changes: Changes) -> None:
        """Brings the list up to date after a write, row by row."""
        before = self.look
        if before is None:
            return
        changed = touched(before.snapshot, look.snapshot, changes) if before.today == look.today else None
        self.look = look
        self._moved_on(look, changed)
        stale = list(self._cells) if changed is None else [one for one in changed if one in self._cells]
        for record_id in stale:
            del self._cells[record_id]
        for record_id in tuple(self._keys) if changed is None else changed:
            self._keys.pop(record_id, None)
        self._restructure(self._wanted(look))
        self._announce(stale)
        self.counted.emit(self.count())

    def _moved_on(self, look: Look, changed: set[RecordId] | None) -> None:
        """Called before a write is followed, with the records that may read differently (None: any)."""

    def restructure(self) -> None:
        """Lists again row by row, where what is to be listed changed without a write."""
        if self.look is not None:
            self._restructure(self._wanted(self.look))

    def count(self) -> int:
        """How many records are listed, each once; groups are not counted."""
        if len(self._lists) == 1:
            return len(self._lists[None])
        groups = self._lists.keys()
        return len(set().union(*self._lists.values()) - groups)

    def listed(self) -> list[RecordId]:
        """The listed records in order, groups left out, each once."""
        found: dict[RecordId, None] = {}
        for top in self._lists[None]:
            found.update(dict.fromkeys(self._lists.get(top, [top])))
        return list(found)

    def is_group(self, record_id: RecordId | None) -> bool:
        """Whether other rows stand under this record here."""
        return record_id is not None and record_id in self._lists

    def record_id(self, index: AnyIndex) -> RecordId | None:
        """The record in a row, None for none."""
        if not index.isValid():
            return None
        rows = self._lists.get(self._group_of(index), [])
        return rows[index.row()] if index.row() < len(rows) else None

    def record(self, index: AnyIndex) -> Any:
        """The record itself."""
        return self.lookup(self.record_id(index))

    def lookup(self, record_id: RecordId | None, look: Look | None = None) -> Any:
        """The record with this id in what is shown (or is about to be), None for none."""
        seen = look or self.look
        return seen.snapshot.get(record_id) if seen is not None else None

    def group_id(self, index: AnyIndex) -> RecordId | None:
        """The group a row stands under, None at the top."""
        return self._group_of(index) if index.isValid() else None

    def places_of(self, record_id: RecordId | None, column: int = 0) -> list[QModelIndex]:
        """Every row that shows a record."""
        self._show_up_to(self._row_of(record_id, None) or 0)
        places = ((group, self._row_of(record_id, group)) for group in self._lists)
        return [self._index(row, column, group) for group, row in places if row is not None]

    def _row_of(self, record_id: RecordId | None, group: RecordId | None) -> int | None:
        """The row of a record within a group (None: at the top), None where it does not stand there."""
        if record_id is None:
            return None
        found = self._rows.get(group)
        if found is None:
            found = self._rows[group] = {one: row for row, one in enumerate(self._lists.get(group, ()))}
        return found.get(record_id)

    @property
    def rows(self) -> int:
        """How many rows there would be with every group open."""
        return sum(len(rows) for rows in self._lists.values())

    def column_of(self, key: str) -> int:
        """The place of a column by its key."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    # Long lists, a part at a time

    @override
    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._shown < len(self._lists[None])

    @override
    def fetchMore(self, parent: AnyIndex) -> None:
        if self.canFetchMore(parent):
            self._show_up_to(self._shown)

    def _show_up_to(self, row: int) -> None:
        """Makes sure that a row at the top is on show."""
        total = len(self._lists[None])
        if row < self._shown or self._shown >= total:
            return
        last = min(total, row + CHUNK) - 1
        self.beginInsertRows(QModelIndex(), self._shown, last)
        self._shown = last + 1
        self.endInsertRows()

    # Qt's questions

    @override
    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own
        group = self.record_id(parent) if parent.isValid() else None
        if (parent.isValid() and (parent.column() != 0 or self._group_of(parent) is not None)) or row < 0 or column < 0:
            return QModelIndex()
        if column >= len(self.columns) or row >= self._count_of(group):
            return QModelIndex()
        return self._index(row, column, group)

    def _count_of(self, group: RecordId | None) -> int:
        there = len(self._lists.get(group, ()))
        return min(there, self._shown) if group is None else there

    @override
    def parent(self, index: AnyIndex = QModelIndex()) -> Any:  # noqa: B008 - Qt's own
        group = self._group_of(index) if index.isValid() else None
        row = self._row_of(group, None)
        return self._index(row, 0, None) if row is not None else QModelIndex()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        if not parent.isValid():
            return self._count_of(None)
        if parent.column() != 0 or self._group_of(parent) is not None:
            return 0
        return len(self._lists.get(self.record_id(parent), []))

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return len(self.columns)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = IS_GROUP if self._group_of(index) is None and self.is_group(self.record_id(index)) else IS_ROW
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_edit(index) else flags

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].heading
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record_id = self.record_id(index)
        if record_id is None:
            return None
        if role == Role.RECORD:
            return str(record_id)
        if role not in SAID:
            return None
        cell = self.cell(record_id, index.column())
        return self._said(record_id, index.column(), cell, role)

    def _said(self, record_id: RecordId, column: int, cell: Cell, role: int) -> Any:
        if role == Role.CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(record_id) if column == 0 else cell.words or self.columns[column].heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (cell.text, cell.quiet) if part)
        return None

    def can_edit(self, index: AnyIndex) -> bool:
        """Whether a cell may be edited in the list."""
        editable = self.look is not None and self.look.editable
        return editable and self.columns[index.column()].field_of(self.record(index)) is not None

    def editable(self, record_id: RecordId, at: int) -> bool:
        """Whether a record may be edited in a column of this list, wherever it stands."""
        looking = self.look is not None and self.look.editable
        return looking and self.columns[at].field_of(self.lookup(record_id)) is not None

    def cells(self, record_id: RecordId) -> tuple[Cell, ...]:
        """What a record shows in every column, hidden ones too."""
        return tuple(self.cell(record_id, at) for at in range(len(self.columns)))

    def cell(self, record_id: RecordId, at: int) -> Cell:
        """What a record shows in one column, worked out when it is first asked for."""
        cells = self._cells.get(record_id)
        if cells is None:
            cells = self._cells[record_id] = {}
        found = cells.get(at)
        if found is None:
            record = self.lookup(record_id)
            blank = record is None or self.look is None
            found = cells[at] = Cell() if blank else self.columns[at].cell(cast(Look, self.look), record)
        return found

    def spoken(self, record_id: RecordId) -> str:
        """A whole row as one sentence, for those who hear it."""
        parts = []
        for at, column in enumerate(self.columns):
            cell = self.cell(record_id, at) if at not in self.hidden else Cell()
            if cell.words:
                parts.append(cell.words if column.key in ("ref", "title") else f"{column.heading} {cell.words}")
        return ". ".join(parts)

    # Order

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts within each group; the plan's own order again with column -1. Stable."""
        wanted = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        if wanted is None or self._order is None or wanted[0] != self._order[0]:
            self._keys.clear()
        self._order = wanted
        if self.look is None:
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        named = [(one, self.record_id(one), self._group_of(one)) for one in kept]
        self._lists = self._wanted(self.look)
        self._rows.clear()
        after = [self._place(record_id, group, one.column()) for one, record_id, group in named]
        self.changePersistentIndexList(kept, after)
        self.layoutChanged.emit()

    @property
    def order(self) -> tuple[int, bool] | None:
        """The column sorted by and whether descending; None for the plan's own order."""
        return self._order

    def _wanted(self, look: Look) -> dict[RecordId | None, list[RecordId]]:
        structure = self.structure(look)
        grouped = any(key is not None for key in structure)
        lists: dict[RecordId | None, list[RecordId]] = {}
        for group, rows in structure.items():
            lists[group] = list(rows) if grouped and group is None else self._sorted(look, rows)
        lists.setdefault(None, [])
        return lists

    def _sorted(self, look: Look, rows: Iterable[RecordId]) -> list[RecordId]:
        if self._order is None:
            return list(rows)
        descending = self._order[1]
        keyed = [(self._key(look, one), one) for one in rows]
        filled = [pair for pair in keyed if not pair[0][0]]
        filled.sort(key=_by_key, reverse=descending)
        return [one for _, one in filled] + [one for key, one in keyed if key[0]]

    def _key(self, look: Look, record_id: RecordId) -> tuple[bool, Any]:
        """What a record is sorted by, kept until the record changes."""
        assert self._order is not None
        found = self._keys.get(record_id)
        if found is None:
            found = sort_key(self.columns[self._order[0]], look, self.lookup(record_id, look))
            self._keys[record_id] = found
        return found

    # Changes

    def _restructure(self, wanted: dict[RecordId | None, list[RecordId]]) -> None:
        if wanted == self._lists:
            return
        if max(len(wanted[None]), len(self._lists[None])) > CHUNK:
            assert self.look is not None
            shown = self._shown
            self._reset(wanted, self.look)
            self._show_up_to(shown - 1)
            return
        for group in wanted:
            if group is not None:
                self._lists.setdefault(group, [])
        self._step(None, wanted[None], wanted)
        for group in list(self._lists):
            if group is not None and group not in wanted:
                del self._lists[group]
                self._rows.pop(group, None)
        for group, rows in wanted.items():
            if group is not None:
                self._step(group, rows, wanted)

    def _step(
        self, group: RecordId | None, rows: Sequence[RecordId], wanted: dict[RecordId | None, list[RecordId]]
    ) -> None:
        current = self._lists[group]
        if current == rows:
            return
        parent = QModelIndex() if group is None else self._place(group, None, 0)
        for step in steps(current, rows):
            if isinstance(step, Remove):
                self.beginRemoveRows(parent, step.place, step.place)
                del current[step.place]
                self._rows.pop(group, None)
                self.endRemoveRows()
            elif isinstance(step, Insert):
                # A group comes with its rows at once: nobody has seen it, so nobody needs telling row by row.
                if group is None and step.item in wanted:
                    self._lists[step.item] = list(wanted[step.item])
                    self._rows.pop(step.item, None)
                self.beginInsertRows(parent, step.place, step.place)
                current.insert(step.place, step.item)
                self._rows.pop(group, None)
                self.endInsertRows()
            elif isinstance(step, Move):
                self.beginMoveRows(parent, step.place, step.place, parent, step.to)
                current.insert(step.to, current.pop(step.place))
                self._rows.pop(group, None)
                self.endMoveRows()

    def _announce(self, changed: Iterable[RecordId]) -> None:
        last = len(self.columns) - 1
        for record_id in changed:
            for place in self.places_of(record_id):
                self.dataChanged.emit(place, place.siblingAtColumn(last))

    # Numbers in indexes

    def _serial(self, group: RecordId | None) -> int:
        if group is None:
            return 0
        if group not in self._serials:
            number = len(self._serials) + 1
            self._serials[group] = number
            self._groups[number] = group
        return self._serials[group]

    def _group_of(self, index: AnyIndex) -> RecordId | None:
        return self._groups.get(int(index.internalId()))

    def _index(self, row: int, column: int, group: RecordId | None) -> QModelIndex:
        return self.createIndex(row, column, self._serial(group))

    def _place(self, record_id: RecordId | None, group: RecordId | None, column: int) -> QModelIndex:
        row = self._row_of(record_id, group)
        return self._index(row, column, group) if row is not None else QModelIndex()


def _by_key(pair: tuple[tuple[bool, Any], RecordId]) -> Any:
    return pair[0][1]


class RegisterModel(RecordModel):
    """A plain list of one or more kinds of record, with an optional search."""

    def __init__(self, kinds: Sequence[Kind], columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.kinds = tuple(kinds)
        self._words: tuple[str, ...] = ()

    def search(self, text: str) -> None:
        """Lists only records whose columns hold every word."""
        words = tuple(text.casefold().split())
        if words != self._words:
            self._words = words
            self.refilter()

    @override
    def structure(self, look: Look) -> Structure:
        found = [record for kind in self.kinds for record in look.snapshot.of(kind)]
        return {None: [record.id for record in found if self._holds(look, record)]}

    def _holds(self, look: Look, record: Any) -> bool:
        if not self._words:
            return True
        cells = [column.cell(look, record) for column in self.columns]
        hay = " ".join(f"{cell.text} {cell.quiet}" for cell in cells).casefold()
        return all(word in hay for word in self._words)


__all__ = ["RecordModel", "RegisterModel", "Role", "Structure"]
