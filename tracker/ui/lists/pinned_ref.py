"""The references of a list that was run sideways, kept at its left edge so that every row still says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from tracker.ui.lists.cells import Cell
from tracker.ui.lists.record_model import Role

if TYPE_CHECKING:
    from tracker.ui.lists.record_tree import RecordTree


class PinnedRef(QWidget):
    """Lies over the list while its first column is out of sight; the mouse finds that column there."""

    def __init__(self, tree: RecordTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        model = tree.records
        tree.delegate.opened.connect(self.hide)
        tree.delegate.closeEditor.connect(self._place_later)
        for placed in (tree.horizontalScrollBar().valueChanged, tree.header().sectionResized, tree.resized):
            placed.connect(self.place)
        for drawn in (
            tree.verticalScrollBar().valueChanged, tree.selected, tree.chosen, tree.expanded, tree.collapsed,
            model.dataChanged, model.layoutChanged, model.modelReset, model.rowsInserted, model.rowsRemoved,
            tree.theme.changed,
        ):  # fmt: skip
            drawn.connect(self.update)

    @property
    def covered(self) -> int:
        """How many pixels of the list lie under it."""
        return 0 if self.isHidden() else self.width()

    @Slot()
    def place(self) -> None:
        """Lies down where the first column is out of sight, and goes where it is not, or where a cell is edited."""
        tree = self._tree
        editing = tree.state() == QAbstractItemView.State.EditingState
        self.setVisible(tree.horizontalScrollBar().value() > 0 and not tree.isColumnHidden(0) and not editing)
        view = tree.viewport().geometry()
        top = view.top() - tree.header().height()
        self.setGeometry(view.left(), top, tree.columnWidth(0), view.bottom() + 1 - top)
        self.update()

    @Slot()
    def _place_later(self) -> None:
        """The list still edits while an editor tells that it closes."""
        QTimer.singleShot(0, self, self.place)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tree, theme = self._tree, self._tree.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        head = tree.header().height()
        painter.setClipRect(0, head, self.width(), self.height() - head)
        index = tree.indexAt(QPoint(1, 1))
        while index.isValid():
            row = tree.visualRect(index)
            if row.top() > self.height():
                break
            self._draw_row(painter, index.siblingAtColumn(0), QRect(0, row.top() + head, self.width(), row.height()))
            index = tree.indexBelow(index)
        painter.setClipping(False)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("quiet"))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(theme.space(2), 0, self.width(), head - 2), middle, tree.records.columns[0].heading)
        painter.setPen(theme.colour("border"))
        painter.drawLine(0, head - 1, self.width(), head - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _draw_row(self, painter: QPainter, index: QModelIndex, place: QRect) -> None:
        tree, theme = self._tree, self._tree.theme
        cell = index.data(Role.CELL)
        group = tree.records.is_group(tree.records.record_id(index))
        here = tree.selectionModel().isSelected(index)
        painter.fillRect(place, theme.colour("selection" if here else "sunken" if group else "surface"))
        if isinstance(cell, Cell):
            under = index.parent().isValid()
            tree.delegate.draw(painter, place, cell, here, indent=theme.space(5 if under else 4 if group else 0))
        painter.setPen(theme.colour("border"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
