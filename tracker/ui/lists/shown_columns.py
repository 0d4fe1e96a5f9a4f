"""Which columns of a list are on show and how wide they are: the person's choice, and how it is remembered."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QMenu

from tracker.ui.lists.column_widths import Wants, widths
from tracker.ui.lists.list_base import ListBase

STANDING = 2
"""So many columns at the beginning always stand: without them nobody would know what a row is."""
LEAST_STEPS = 60
"""Steps of the grid that the words keep; below that the list runs sideways."""


LOOKED_AT = 50
"""So many rows say how wide a column's words are."""
FORM = "2"
"""How the choice is kept since owner and agency share a column."""
DRAGGED = "dragged"
"""How it is kept that the widths are a person's own."""
OWN_COLUMN_ONCE = "agency"
"""The column that stood for itself before that, whether anybody had chosen it or not."""


class ShownColumns(QObject):
    """An edge that is dragged takes room from the column on its other side, so that it stays under the pointer; the
    words take what is left over.

    Until somebody drags an edge, a list shares its room out by what stands in its columns.
    A column that is to go while a cell of it is edited goes when the editor has closed: nothing half-typed is written.
    `changed` is emitted when other columns were chosen.
    """

    changed = Signal()

    def __init__(self, tree: ListBase) -> None:
        super().__init__(tree)
        self._tree = tree
        self._columns = tree.records.columns
        self._chosen = self._usual()
        self._fitting = False
        self._own = not tree.records.fits_columns
        """Whether the widths are a person's own, or the list's."""
        self._wants: list[Wants] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._apply)
        tree.header().sectionResized.connect(self._dragged)
        tree.records.modelReset.connect(self._look)
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
        self.changed.emit()

    def _end_hidden_sort(self) -> None:
        """Goes back to the plan's own order where nobody could see what the list is sorted by."""
        order = self._tree.records.order
        if order is not None and self._columns[order[0]].key not in self._chosen:
            self._tree.sort_by(-1, False)

    def show_also(self, key: str) -> None:
        """Shows this column beside those that are shown."""
        self.show(self._chosen | {key})

    def show_usual(self) -> None:
        """Shows what is shown before anybody chose."""
        self.show(self._usual())

    def choices(self) -> list[tuple[str, str, bool]]:
        """The key, name and state of every column that can be chosen, usual ones first."""
        return [(column.key, column.heading, column.key in self._chosen) for column in self._columns[STANDING:]]

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
            hidden = at != edited and column.key not in self._chosen
            if hidden != self._tree.isColumnHidden(at):
                self._tree.setColumnHidden(at, hidden)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """The words take the room that is left, never less than they can be read in."""
        at = self._words
        if at is not None and self._wants and not self._own:
            self._share(at)
        if at is None or self._tree.header().sectionResizeMode(at) is not QHeaderView.ResizeMode.Interactive:
            return
        others = sum(self._tree.columnWidth(place) for place in range(len(self._columns)) if place != at)
        self._resize(at, max(self._tree.theme.space(LEAST_STEPS), self._tree.viewport().width() - others))

    @Slot()
    def _look(self) -> None:
        """Looks once, when there is something to be seen, at how much room each column wants."""
        model, tree = self._tree.records, self._tree
        rows = list(islice(model.each(), LOOKED_AT)) if not self._own and not self._wants else []
        if not rows:
            return
        space, metrics = tree.theme.space, QFontMetrics(tree.theme.font("small"))
        for at, column in enumerate(self._columns):
            first = content = usual = space(column.steps)
            if not tree.isColumnHidden(at):  # what is in a hidden one is not worked out
                seen = [tree.delegate.widths_of(model.cell(one, at)) for one in rows]
                first, content = (max(found) for found in zip(*seen, strict=True))
            if at == 0:  # references further down are longer, and those under another stand further in
                first = content = usual
            heading = max(metrics.horizontalAdvance(column.heading) + space(4), tree.header().minimumSectionSize())
            self._wants.append(Wants(heading, content, usual, first))
        self.fit()

    def _share(self, words: int) -> None:
        beside = [at for at in range(len(self._columns)) if at != words and not self._tree.isColumnHidden(at)]
        room, least = self._tree.viewport().width(), self._tree.theme.space(LEAST_STEPS)
        wants, give = [self._wants[at] for at in beside], self._tree.records.columns_give
        found = widths(wants, self._wants[words], room, least, give=give)
        for at, width in zip(beside, found, strict=True):
            self._resize(at, width)

    @property
    def _words(self) -> int | None:
        """The column that takes what is left over."""
        return next((place for place, column in enumerate(self._columns) if column.stretch), None)

    def _resize(self, at: int, width: int) -> None:
        was, self._fitting = self._fitting, True
        self._tree.header().resizeSection(at, width)
        self._fitting = was

    @Slot(int, int, int)
    def _dragged(self, at: int, before: int, after: int) -> None:
        """Takes what a column gained from the next one, which gets what it lost; where the list fills its room."""
        header = self._tree.header()
        if self._fitting or not before or not after:
            return
        self._own = True
        beside = header.visualIndex(at) + 1
        while beside < header.count() and header.isSectionHidden(header.logicalIndex(beside)):
            beside += 1
        if beside < header.count() and header.length() - (after - before) <= self._tree.viewport().width():
            other = header.logicalIndex(beside)
            self._resize(other, max(header.minimumSectionSize(), header.sectionSize(other) - (after - before)))
        self.fit()

    # What is remembered

    def kept(self) -> str:
        """Widths, order and choice: the header's own state, the chosen keys, and those there were to choose from."""
        state = bytes(self._tree.header().saveState().toBase64().data()).decode()
        parts = (state, ",".join(self.shown), ",".join(column.key for column in self._columns), FORM)
        return ";".join((*parts, DRAGGED) if self._own else parts)

    def restore(self, kept: str) -> None:
        """Sets all three as they were left. A column that was not known then is as it is before anybody chose."""
        state, *parts = kept.split(";")
        header = self._tree.header()
        modes = [header.sectionResizeMode(at) for at in range(len(self._columns))]
        was, self._fitting = self._fitting, True
        header.restoreState(QByteArray.fromBase64(state.encode()))
        for at, mode in enumerate(modes):
            header.setSectionResizeMode(at, mode)
        self._fitting = was
        if len(parts) >= 2:
            chosen, known = (set(part.split(",")) for part in parts[:2])
        else:
            known = {*self._usual(), OWN_COLUMN_ONCE}
            chosen = {one.key for at, one in enumerate(self._columns) if not self._tree.isColumnHidden(at)}
        if FORM not in parts[2:]:
            chosen.discard(OWN_COLUMN_ONCE)
        self._own = self._own or DRAGGED in parts[3:] or not parts
        self._chosen = (chosen & known) | (self._usual() - known)
        for at, column in enumerate(self._columns):
            if column.key not in known:
                self._tree.setColumnHidden(at, False)
                self._resize(at, self._tree.theme.space(column.steps))
        self._end_hidden_sort()
        self._apply()
        self.changed.emit()

    def _usual(self) -> set[str]:
        return {column.key for column in self._columns if column.usual}

    def _in_order(self) -> list[str]:
        header = self._tree.header()
        return [self._columns[header.logicalIndex(place)].key for place in range(len(self._columns))]
