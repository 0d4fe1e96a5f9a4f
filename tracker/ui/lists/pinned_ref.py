"""The references of a list that was run sideways, kept at its left edge so that every row still says what it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPoint, QPointF, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from tracker.ui.lists.cells import Cell
from tracker.ui.lists.list_base import ListBase
from tracker.ui.lists.record_model import Role
from tracker.ui.lists.rows import heading_words

_DOWN = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_MOUSE = (*_DOWN, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)


class PinnedRef(QWidget):
    """Lies over the list while its first column is out of sight; the mouse finds that column there.

    It gives the list and its headings each press over the references as if their column lay there. What was pressed
    over them is theirs until it is let go, and what was pressed beside them never is.
    """

    def __init__(self, tree: ListBase) -> None:
        super().__init__(tree)
        self._tree = tree
        self._pressed = False
        tree.viewport().installEventFilter(self)
        tree.header().viewport().installEventFilter(self)
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
        record_id = tree.records.record_id(index)
        group, heading = tree.records.is_group(record_id), heading_words(record_id) is not None
        here = tree.selectionModel().isSelected(index)
        ground = "selection" if here else "window" if heading else "sunken" if group else "surface"
        painter.fillRect(place, theme.colour(ground))
        if isinstance(cell, Cell):
            under = index.parent().isValid()
            tree.delegate.draw(painter, place, cell, here, indent=theme.space(5 if under else 4 if group else 0))
        painter.setPen(theme.colour("border"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    # The mouse

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._tree.finds_first_column or not isinstance(event, QMouseEvent) or event.type() not in _MOUSE:
            return False
        over = event.position().x() < self.covered
        if event.type() in _DOWN:
            self._pressed = over
        held = event.type() is QEvent.Type.MouseButtonRelease or event.buttons() != Qt.MouseButton.NoButton
        if not (self._pressed if held else over):
            return False
        self._give(watched, event)
        return True

    def _give(self, watched: QObject, event: QMouseEvent) -> None:
        # A list takes no press left of its edge, so that it is asked to find its first column where the mouse is.
        headings = watched is self._tree.header().viewport()
        shift = QPointF(self._tree.columnViewportPosition(0) if headings else 0, 0)
        given = QMouseEvent(
            event.type(), event.position() + shift, event.scenePosition() + shift, event.globalPosition(),
            event.button(), event.buttons(), event.modifiers(), event.pointingDevice(),
        )  # fmt: skip
        self._tree.finds_first_column = True
        try:
            QCoreApplication.sendEvent(watched, given)
        finally:
            self._tree.finds_first_column = False
