"""A list of records, at most two levels deep: rows are worked out as they are shown and change one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from operator import itemgetter
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.domain.text.words import as_looked_for
from tracker.ui.lists.affected_rows import affected
from tracker.ui.lists.cells import Cell, Column, Look, sort_key
from tracker.ui.lists.rows import AnyIndex, Lists, Rows, Structure, heading_words
from tracker.ui.look.plain import plain_tip


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


LOOKED_THROUGH = 3_000
"""How many rows are worked out at most to find one whose text begins as was typed."""


class RecordModel(Rows):
    """`structure` says which records stand where; subclasses give it. It never writes.

    Whether a cell may be edited is asked of `can_edit`: the flags that Qt answers itself do not know.
    """

    counted = Signal(object)
    """How many records are listed (groups apart)."""
    fits_columns = True
    """Whether the columns share the room by what stands in them, until somebody drags one."""
    columns_give = True
    """Whether columns are cut where there is too little room, before the list runs sideways."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(len(columns), parent)
        self.columns = tuple(columns)
        self.look: Look | None = None
        self.hidden: frozenset[int] = frozenset()
        """The columns that are not on show: nothing is worked out for them, and nobody hears of them."""
        self._cells: dict[RecordId, dict[int, Cell]] = {}
        self._order: tuple[int, bool] | None = None
        self._how_many: int | None = None
        """How many records are listed, as long as nobody else is."""
        self._keys: dict[RecordId, tuple[bool, Any]] = {}
        """What records are sorted by, kept until they change."""

    def structure(self, look: Look) -> Structure:
        """Which records are listed, in the plan's order."""
        raise NotImplementedError

    # What is shown

    def show_plan(self, look: Look) -> None:
        """Lists a plan from nothing."""
        if self.look is None or self.look.snapshot is not look.snapshot:
            self._cells.clear()
            self._keys.clear()
        wanted = self._wanted(look)
        self.look = look
        self._how_many = None
        self._lay_out(wanted)
        self.counted.emit(self.count())

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
        changed = affected(before.snapshot, look.snapshot, changes) if before.today == look.today else None
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
        if self._how_many is None:
            every = set().union(*self._lists.values())
            headings = sum(heading_words(one) is not None for one in self._lists[None])
            self._how_many = len(every) - len(every.intersection(self._lists)) - headings
        return self._how_many

    def listed(self) -> list[RecordId]:
        """The listed records in order, groups left out, each once."""
        return list(dict.fromkeys(self.each()))

    def each(self) -> Iterator[RecordId]:
        """The listed records in order, groups left out; one that stands under several groups as often."""
        for top in self._lists[None]:
            if heading_words(top) is None:
                yield from self._lists.get(top, (top,))

    def first_row(self) -> QModelIndex:
        """The first row that is a record's; no index where there is none."""
        rows = (row for row, one in enumerate(self._lists[None]) if heading_words(one) is None)
        return self.index(next(rows, -1), 0)

    def record(self, index: AnyIndex) -> Any:
        """The record itself."""
        return self.lookup(self.record_id(index))

    def lookup(self, record_id: RecordId | None, look: Look | None = None) -> Any:
        """The record with this id in what is shown (or is about to be), None for none."""
        seen = look or self.look
        return seen.snapshot.get(record_id) if seen is not None else None

    @property
    def rows(self) -> int:
        """How many rows there would be with every group open."""
        return sum(len(rows) for rows in self._lists.values())

    def column_of(self, key: str) -> int:
        """The place of a column by its key."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    # Qt's questions

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
            return plain_tip("\n".join(part for part in (cell.text, cell.quiet) if part))
        return None

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return False

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
        heading = heading_words(record_id)
        if found is None and heading is not None:
            found = cells[at] = Cell(heading if self.columns[at].stretch else "", strong=True)
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

    # Letters typed in the list

    @override
    def match(
        self, start: AnyIndex, role: int, value: Any, hits: int = 1, flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith
    ) -> list[QModelIndex]:
        """The next row whose text in this column begins so, from a row on and round again; no other way is offered.

        Columns that sort by something else than words are looked through only so far as `LOOKED_THROUGH`.
        """
        if self.look is None or not start.isValid():
            return []
        rows, column = self._lists.get(self.group_id(start), []), self.columns[start.column()]
        typed, first = as_looked_for(str(value)), start.row()
        for gone, row in enumerate((*range(first, len(rows)), *range(first))):
            if heading_words(rows[row]) is not None:
                continue
            words = self._listed_by(column, rows[row])
            if words is None and gone < LOOKED_THROUGH:
                words = as_looked_for(column.cell(self.look, self.lookup(rows[row])).text)
            if words is not None and words.startswith(typed):
                return [start.sibling(row, start.column())]
        return []

    def _listed_by(self, column: Column, record_id: RecordId) -> str | None:
        """The words a record is known by in a column, if they are at hand without working the cell out."""
        record = self.lookup(record_id)
        assert self.look is not None
        known = record.ref if column.key == "ref" and record is not None else column.sort(self.look, record)
        return as_looked_for(known) if isinstance(known, str) else None

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
        named = [(one, self.record_id(one), self.group_id(one)) for one in kept]
        self._lists = self._wanted(self.look)
        self._rows.clear()
        after = [self._moved_to(record_id, group, one.column()) for one, record_id, group in named]
        self.changePersistentIndexList(kept, after)
        self.layoutChanged.emit()

    def _moved_to(self, record_id: RecordId | None, group: RecordId | None, column: int) -> QModelIndex:
        row = self._row_of(record_id, group)
        return self._index(row, column, group) if row is not None else QModelIndex()

    @property
    def order(self) -> tuple[int, bool] | None:
        """The column sorted by and whether descending; None for the plan's own order."""
        return self._order

    def _wanted(self, look: Look) -> Lists:
        structure = self.structure(look)
        grouped = any(key is not None for key in structure)
        lists: Lists = {}
        for group, rows in structure.items():
            lists[group] = list(rows) if grouped and group is None else self._sorted(look, rows)
        lists.setdefault(None, [])
        return lists

    def _sorted(self, look: Look, rows: Sequence[RecordId]) -> list[RecordId]:
        if self._order is None:
            return list(rows)
        descending = self._order[1]
        keys, column = self._keys, self.columns[self._order[0]]
        for one in rows:
            if one not in keys:
                keys[one] = sort_key(column, look, self.lookup(one, look))
        filled = [(keys[one][1], one) for one in rows if not keys[one][0]]
        filled.sort(key=itemgetter(0), reverse=descending)
        return [one for _, one in filled] + [one for one in rows if keys[one][0]]

    # Changes

    def _restructure(self, wanted: Lists) -> None:
        if wanted != self._lists:
            self._how_many = None
            if not self._step_to(wanted):
                self._lay_out(wanted)

    def _announce(self, changed: Iterable[RecordId]) -> None:
        stale, last = set(changed), len(self.columns) - 1
        for group, rows in self._lists.items():
            for row in [row for row, one in enumerate(rows) if one in stale] if not stale.isdisjoint(rows) else ():
                place = self._index(row, 0, group)
                self.dataChanged.emit(place, place.siblingAtColumn(last))


class RegisterModel(RecordModel):
    """A plain list of one or more kinds of record, with an optional search."""

    def __init__(self, kinds: Sequence[Kind], columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.kinds = tuple(kinds)
        self._words: tuple[str, ...] = ()

    def search(self, text: str) -> None:
        """Lists only records whose columns hold every word."""
        words = tuple(as_looked_for(text).split())
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
        hay = as_looked_for(" ".join(f"{cell.text} {cell.quiet}" for cell in cells))
        return all(word in hay for word in self._words)


__all__ = ["AnyIndex", "RecordModel", "RegisterModel", "Role", "Structure"]
