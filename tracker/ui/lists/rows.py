"""The rows of a list, at most two levels deep, counted by Qt itself.

A tree asks for the place and the flags of every row whenever it lays its rows out. Answered in Python, 20,000 rows keep
the window still for 60 ms each time; a standard model answers in C++, in under 2 ms. It holds no items but those of
groups, and of them only how many rows they have: which record stands in a row is kept here, what it shows is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from shiboken6 import getCppPointer

from tracker.domain.plan.ids import RecordId
from tracker.ui.lists.steps import Insert, Move, Remove, steps

AnyIndex = QModelIndex | QPersistentModelIndex
STEPWISE = 100
"""Up to so many steps a list is brought up to date row by row; with more it is laid out anew."""
Step = Remove | Insert[RecordId] | Move
Structure = Mapping[RecordId | None, Sequence[RecordId]]
"""The ids at the top under None, and under each group's id those of its rows."""
Lists = dict[RecordId | None, list[RecordId]]


_HEADING = "heading "
"""How the ids begin of rows that say what stands below them, and are no records."""


def heading_id(words: str) -> RecordId:
    """The id of the row that says these words."""
    return RecordId(_HEADING + words)


def heading_words(record_id: RecordId | None) -> str | None:
    """What a row says that is a heading and no record; None for any other."""
    return record_id.removeprefix(_HEADING) if record_id is not None and record_id.startswith(_HEADING) else None


class Run(NamedTuple):
    """Rows of one group (None: at the top) that stand together."""

    group: RecordId | None
    first: int
    last: int


class Rows(QStandardItemModel):
    """Which record stands in which row. Indexes and numbers of rows are Qt's own affair."""

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(0, columns, parent)
        self._lists: Lists = {None: []}
        self._groups: dict[int, RecordId] = {}
        """The group whose rows name this item as theirs, by the item's address."""
        self._rows: dict[RecordId | None, dict[RecordId, int]] = {}
        """The row of each record within each group, worked out when it is first asked for."""
        self._coming: RecordId | None = None
        # Connected before any view: when a view hears of rows, the records in them are known.
        self.rowsInserted.connect(self._came)
        self.rowsRemoved.connect(self._went)

    # Who stands where

    def record_id(self, index: AnyIndex) -> RecordId | None:
        """The record in a row, None for none."""
        if not index.isValid():
            return None
        rows = self._lists.get(self._groups.get(index.internalId()), [])
        return rows[index.row()] if index.row() < len(rows) else None

    def is_group(self, record_id: RecordId | None) -> bool:
        """Whether other rows stand under this record here."""
        return record_id is not None and record_id in self._lists

    def group_id(self, index: AnyIndex) -> RecordId | None:
        """The group a row stands under, None at the top."""
        return self._groups.get(index.internalId()) if index.isValid() else None

    def groups(self) -> list[RecordId]:
        """The groups in the order of the list."""
        return [one for one in self._lists[None] if one in self._lists] if len(self._lists) > 1 else []

    def rows_of(self, group: RecordId | None) -> list[RecordId]:
        """The records under a group in the order of the list (None: at the top)."""
        return list(self._lists.get(group, ()))

    def places_of(self, record_id: RecordId | None, column: int = 0) -> list[QModelIndex]:
        """Every row that shows a record."""
        places = ((group, self._row_of(record_id, group)) for group, rows in self._lists.items()
                  if group in self._rows or record_id in rows)  # fmt: skip
        return [self._index(row, column, group) for group, row in places if row is not None]

    def records_in(self, run: Run) -> list[RecordId]:
        """The records in these rows."""
        return self._lists.get(run.group, [])[run.first : run.last + 1]

    def runs_of(self, records: Collection[RecordId]) -> Iterator[Run]:
        """The rows in which these records stand first, those that stand together as one."""
        lacking = set(records)
        for group, rows in self._lists.items():
            first = None
            for row, one in enumerate(rows if lacking else ()):
                if one in lacking:
                    lacking.discard(one)
                    first = row if first is None else first
                elif first is not None:
                    yield Run(group, first, row - 1)
                    first = None
            if first is not None:
                yield Run(group, first, len(rows) - 1)

    def selection_of(self, records: Collection[RecordId]) -> QItemSelection:
        """The rows of these records, to be selected at once."""
        found = QItemSelection()
        for group, first, last in self.runs_of(records):
            above = self.place(group)
            found.select(self.index(first, 0, above), self.index(last, 0, above))
        return found

    def place(self, group: RecordId | None) -> QModelIndex:
        """Where a group stands: no index for the top."""
        row = self._row_of(group, None)
        return self.index(row, 0) if row is not None else QModelIndex()

    def _row_of(self, record_id: RecordId | None, group: RecordId | None) -> int | None:
        """The row of a record within a group (None: at the top), None where it does not stand there."""
        if record_id is None:
            return None
        found = self._rows.get(group)
        if found is None:
            found = self._rows[group] = {one: row for row, one in enumerate(self._lists.get(group, ()))}
        return found.get(record_id)

    def _index(self, row: int, column: int, group: RecordId | None) -> QModelIndex:
        return self.index(row, column, self.place(group))

    # Other rows than before

    def _lay_out(self, wanted: Lists) -> None:
        """Lists these, whatever was listed."""
        self.beginResetModel()
        # What Qt tells of single rows in between would be heard as changes of a list that is none yet.
        was = self.blockSignals(True)
        self.removeRows(0, self.rowCount())
        self._lists = wanted
        self._rows.clear()
        self._groups.clear()
        self.setRowCount(len(wanted[None]))
        for row, one in enumerate(wanted[None] if len(wanted) > 1 else ()):
            if one in wanted:
                self.setItem(row, 0, self._item(one))
            elif heading_words(one) is not None:
                for column, item in enumerate(self._heading_items()):
                    self.setItem(row, column, item)
        self.blockSignals(was)
        self.endResetModel()

    def _item(self, group: RecordId) -> QStandardItem:
        """What holds the number of rows of a group, and gives them the address they are known by."""
        item = QStandardItem(len(self._lists[group]), self.columnCount())
        item.setEditable(False)
        self._groups[getCppPointer(item)[0]] = group
        return item

    def _heading_items(self) -> list[QStandardItem]:
        """The cells of a heading, over which the keys and the mouse pass."""
        items = [QStandardItem() for _ in range(self.columnCount())]
        for item in items:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        return items

    def _step_to(self, wanted: Lists) -> bool:
        """Turns what is listed into this row by row; False, and nothing done, where too much of it is other."""
        taken = self._steps_to(wanted)
        for group, step in taken or ():
            self._take(group, step, wanted)
        return taken is not None

    def _steps_to(self, wanted: Lists) -> list[tuple[RecordId | None, Step]] | None:
        if (len(wanted) > 1) != (len(self._lists) > 1):
            return None
        found: list[tuple[RecordId | None, Step]] = []
        for group in (None, *(one for one in wanted if one is not None and one in self._lists)):
            if self._lists[group] != wanted[group]:
                found += [(group, step) for step in islice(steps(self._lists[group], wanted[group]), STEPWISE + 1)]
            if len(found) > STEPWISE:
                return None
        # A group that moved would have to be taken out, and what is under it would lose its hold.
        moved = len(wanted) > 1 and any(group is None and isinstance(step, Move) for group, step in found)
        return None if moved else found

    def _take(self, group: RecordId | None, step: Step, wanted: Lists) -> None:
        parent = self.place(group)
        if isinstance(step, Remove):
            self.removeRow(step.place, parent)
        elif isinstance(step, Insert):
            self._coming = step.item
            if group is None and step.item in wanted:
                # A group comes with its rows at once: nobody has seen it, so nobody needs telling row by row.
                self._lists[step.item] = list(wanted[step.item])
                self.insertRow(step.place, self._item(step.item))
            elif heading_words(step.item) is not None:
                self.insertRow(step.place, self._heading_items())
            else:
                self.insertRow(step.place, parent)
        else:
            # The rows themselves are empty, so that none of them has to move.
            self.beginMoveRows(parent, step.place, step.place, parent, step.to)
            self._lists[group].insert(step.to, self._lists[group].pop(step.place))
            self._rows.pop(group, None)
            self.endMoveRows()

    @Slot(QModelIndex, int, int)
    def _came(self, parent: QModelIndex, first: int, _last: int) -> None:
        group = self.record_id(parent)
        if self._coming is not None:
            self._lists[group].insert(first, self._coming)
        self._rows.pop(group, None)

    @Slot(QModelIndex, int, int)
    def _went(self, parent: QModelIndex, first: int, last: int) -> None:
        group = self.record_id(parent)
        rows = self._lists[group]
        for one in rows[first : last + 1] if group is None else ():
            self._lists.pop(one, None)
        del rows[first : last + 1]
        self._rows.pop(group, None)
