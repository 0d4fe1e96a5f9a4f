"""A plain list of facts in columns, one of them a state, with a box to tick where rows are chosen by it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.marks import mark_pixmap
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

ROW_STEPS = 7
_DRAWN = (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its words and its width in steps; None for whatever is left over."""

    words: str
    steps: float | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A row. `status` is drawn in its column; `key` is what the row is known by from one showing to the next."""

    key: Hashable
    cells: tuple[str, ...]
    status: Status | None = None


class FactModel(QAbstractTableModel):
    """The rows. `ticked` holds the keys of those that are ticked; where it is None, there is nothing to tick."""

    ticks_changed = Signal()

    def __init__(
        self, theme: Theme, headings: Sequence[Heading], status_at: int, *, ticks: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._headings, self._status_at = theme, tuple(headings), status_at
        self.facts: tuple[Fact, ...] = ()
        self.ticked: set[Hashable] | None = set() if ticks else None

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.facts = tuple(facts)
        self.endResetModel()

    def tick(self, keys: Iterable[Hashable]) -> None:
        """Ticks these rows and no others."""
        self.ticked = set(keys)
        if self.facts:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.facts) - 1, 0))
        self.ticks_changed.emit()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.facts)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._headings)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._headings[section].words if across else None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.facts):
            return None
        fact = self.facts[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = fact.cells[index.column()]
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(fact)
        if role == Qt.ItemDataRole.CheckStateRole and self.ticked is not None and index.column() == 0:
            return Qt.CheckState.Checked if fact.key in self.ticked else Qt.CheckState.Unchecked
        if fact.status is not None and index.column() == self._status_at and role in _DRAWN:
            return self._drawn(fact.status, role)
        return QSize(0, self._theme.space(ROW_STEPS)) if role == Qt.ItemDataRole.SizeHintRole else None

    def _drawn(self, status: Status, role: int) -> Any:
        tone = self._theme.tone_for(status)
        if role == Qt.ItemDataRole.DecorationRole:
            side, ground = self._theme.space(3.5), self._theme.colour("surface")
            drawn = mark_pixmap(status.shape, tone.mark, ground, side, 2.0)
            icon = QIcon(drawn)
            icon.addPixmap(drawn, QIcon.Mode.Selected)  # else the style would wash it out in the row in hand
            return icon
        return tone.ink

    def _spoken(self, fact: Fact) -> str:
        named = zip(self._headings, fact.cells, strict=True)
        said = "; ".join(f"{heading.words} {cell}" if at else cell for at, (heading, cell) in enumerate(named) if cell)
        return f"{said}; {'ticked' if fact.key in self.ticked else 'not ticked'}" if self.ticked is not None else said

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.ticked is None or not index.isValid():
            return False
        key = self.facts[index.row()].key
        self.ticked = self.ticked | {key} if Qt.CheckState(value) == Qt.CheckState.Checked else self.ticked - {key}
        self.dataChanged.emit(index, index)
        self.ticks_changed.emit()
        return True

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        own = super().flags(index)
        checkable = self.ticked is not None and index.isValid() and index.column() == 0
        return own | Qt.ItemFlag.ItemIsUserCheckable if checkable else own


class FactList(QTreeView):
    """`chosen` carries the key of a row that Enter or a double click opened, `in_hand` that of the current row."""

    chosen = Signal(object)
    in_hand = Signal(object)

    def __init__(
        self, theme: Theme, headings: Sequence[Heading], name: str, parent: QWidget | None = None, *,
        status_at: int = -1, ticks: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self.rows = FactModel(theme, headings, status_at, ticks=ticks, parent=self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setProperty("framed", "true")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(theme.space(3.5), theme.space(3.5)))
        self._lay_out(headings)
        self.doubleClicked.connect(self._open)

    def _lay_out(self, headings: Sequence[Heading]) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setAccessibleName(self.tr("Column headings"))
        for at, heading in enumerate(headings):
            if heading.steps is None:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                header.resizeSection(at, self._theme.space(heading.steps))

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Shows other rows; the row in hand stays in hand where it is still there."""
        key = self.key
        self.rows.show_facts(facts)
        places = {fact.key: at for at, fact in enumerate(self.rows.facts)}
        if places:
            self.setCurrentIndex(self.rows.index(places.get(key, 0) if key is not None else 0, 0))

    @property
    def key(self) -> Hashable:
        """The key of the row in hand, None for none."""
        at = self.currentIndex().row()
        return self.rows.facts[at].key if 0 <= at < len(self.rows.facts) else None

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.in_hand.emit(self.key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    @Slot()
    def _open(self) -> None:
        if self.key is not None:
            self.chosen.emit(self.key)
