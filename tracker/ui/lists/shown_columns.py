"""Which columns of a list are on show: the person's choice, what room allows, and how both are remembered."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu

from tracker.ui.lists.cells import Column
from tracker.ui.lists.list_base import ListBase

STANDING = 2
"""So many columns at the beginning always stand: without them nobody would know what a row is."""
LEAST_STEPS = 60
"""Steps of the grid that the words keep where columns were added; below that the list runs sideways."""


class ShownColumns(QObject):
    """A column may be chosen and yet folded for want of room.

    A column that is to go while a cell of it is edited goes when the editor has closed: nothing half-typed is written.
    """

    def __init__(self, tree: ListBase) -> None:
        super().__init__(tree)
        self._tree = tree
        self._columns = tree.records.columns
        self._chosen = self._usual()
        self._folded = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._apply)
        tree.header().sectionResized.connect(self._apply_later)
        tree.delegate.closeEditor.connect(self._apply_later)
        self._apply()

    @property
    def shown(self) -> list[str]:
        """The keys of the chosen columns, in the order they stand in."""
        return [key for key in self._in_order() if key in self._chosen]

    def show(self, keys: Collection[str]) -> None:
        """Shows these columns and no others; the first ones stand whatever is asked for."""
        standing = {column.key for column in self._columns[:STANDING]}
        chosen = {column.key for column in self._columns} & set(keys) | standing
        if chosen == self._chosen:
            return
        self._chosen = chosen
        self._end_hidden_sort()
        self._apply()
        self._tree.resized.emit(self._tree.viewport().width())

    def _end_hidden_sort(self) -> None:
        """Goes back to the plan's own order where nobody could see what the list is sorted by."""
        order = self._tree.records.order
        if order is not None and self._columns[order[0]].key not in self._chosen:
            self._tree.sort_by(-1, False)

    def show_also(self, key: str) -> None:
        """Shows this column beside those that are shown."""
        self.show(self._chosen | {key})

    def show_to_edit(self, key: str) -> None:
        """Shows this column also; where it is folded for want of room, until the editor opened next has closed."""
        self.show_also(key)
        if key == self._folded:
            self._tree.setColumnHidden(self._tree.records.column_of(key), False)
            self._apply_later()

    def show_usual(self) -> None:
        """Shows what is shown before anybody chose."""
        self.show(self._usual())

    def fold(self, key: str) -> None:
        """Keeps a chosen column from being drawn for want of room ("" for none)."""
        if key != self._folded:
            self._folded = key
            self._apply()

    def choices(self) -> list[tuple[str, str, bool]]:
        """The key, name and state of every column that can be chosen, usual ones first."""
        return [(column.key, self._named(column), column.key in self._chosen) for column in self._columns[STANDING:]]

    def _named(self, column: Column) -> str:
        folded = column.key == self._folded
        return self.tr("{0} (under the owner for want of room)").format(column.heading) if folded else column.heading

    def menu(self) -> QMenu:
        """The columns to be shown or hidden."""
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, heading, on in self.choices():
            action = menu.addAction(heading)
            action.setCheckable(True)
            action.setChecked(on)
            action.setData(key)
            action.triggered.connect(self._toggled)
        return menu

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.show(self._chosen | {sender.data()} if on else self._chosen - {sender.data()})

    @Slot()
    def _apply_later(self) -> None:
        """The list still edits while an editor tells that it closes."""
        self._later.start(0)

    @Slot()
    def _apply(self) -> None:
        edited = self._tree.edited_column
        for at, column in enumerate(self._columns):
            hidden = at != edited and (column.key not in self._chosen or column.key == self._folded)
            if hidden != self._tree.isColumnHidden(at):
                self._tree.setColumnHidden(at, hidden)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """The words take the room that is left, but where columns were added never less than they can be read in."""
        header, columns = self._tree.header(), self._columns
        at = next((place for place, column in enumerate(columns) if column.stretch), None)
        if at is None:
            return
        others = sum(self._tree.columnWidth(place) for place in range(len(columns)) if place != at)
        least = self._tree.theme.space(LEAST_STEPS)
        added = any(not column.usual and column.key in self._chosen for column in columns)
        tight = added and self._tree.viewport().width() - others < least
        mode = QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch
        if header.sectionResizeMode(at) != mode:
            header.setSectionResizeMode(at, mode)
            if tight:
                header.resizeSection(at, least)

    # What is remembered

    def kept(self) -> str:
        """Widths, order and choice: the header's own state, the chosen keys, and those there were to choose from."""
        state = bytes(self._tree.header().saveState().toBase64().data()).decode()
        return ";".join((state, ",".join(self.shown), ",".join(column.key for column in self._columns)))

    def restore(self, kept: str) -> None:
        """Sets all three as they were left. A column that was not known then is as it is before anybody chose."""
        state, *parts = kept.split(";")
        header = self._tree.header()
        header.restoreState(QByteArray.fromBase64(state.encode()))
        if len(parts) == 2:
            chosen, known = (set(part.split(",")) for part in parts)
        else:
            # Kept before columns could be chosen: the agency may be hidden there only because room was short.
            known = self._usual()
            chosen = {one.key for at, one in enumerate(self._columns) if not self._tree.isColumnHidden(at)} | {"agency"}
        self._chosen = (chosen & known) | (self._usual() - known)
        for at, column in enumerate(self._columns):
            if column.key not in known:
                self._tree.setColumnHidden(at, False)
                header.resizeSection(at, self._tree.theme.space(column.steps))
        self._end_hidden_sort()
        self._apply()

    def _usual(self) -> set[str]:
        return {column.key for column in self._columns if column.usual}

    def _in_order(self) -> list[str]:
        header = self._tree.header()
        return [self._columns[header.logicalIndex(place)].key for place in range(len(self._columns))]
