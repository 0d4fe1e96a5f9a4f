"""The list of items on the right of the import screen: whole words, a tick, and the quiet facts."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.reading.draft import Item
from tracker.ui.bring_in.items_model import ITEM_ROLE, MARK_ROLE, ItemsModel, facts_of
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.marks import paint_mark
from tracker.ui.look.theme import Theme

WRAP = int(Qt.TextFlag.TextWordWrap)
DOUBTFUL = Status("triangle", "hard to read: look at the page", "warning")


class ItemsList(QListView):
    """`current_key_changed` carries the key of the item in hand (None: none); `edit_wanted` asks for its editor."""

    current_key_changed = Signal(object)
    edit_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ItemsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(ItemDelegate(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Items found in the document"))
        self.verticalScrollBar().setSingleStep(theme.space(5))

    @property
    def items_model(self) -> ItemsModel:
        """The rows."""
        return self._model

    @property
    def current_key(self) -> int | None:
        """The key of the item in hand."""
        item = self.currentIndex().data(ITEM_ROLE)
        return item.key if isinstance(item, Item) else None

    def take_in_hand(self, key: int | None) -> None:
        """Makes an item current (None: none)."""
        row = self._model.row_of(key) if key is not None else -1
        index = self._model.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        item = current.data(ITEM_ROLE)
        self.current_key_changed.emit(item.key if isinstance(item, Item) else None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Space:
            self._toggle()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _toggle(self) -> None:
        index = self.currentIndex()
        item = index.data(ITEM_ROLE)
        if isinstance(item, Item):
            state = Qt.CheckState.Unchecked if item.ticked else Qt.CheckState.Checked
            self._model.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.edit_wanted.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        QTimer.singleShot(0, self, self._keep_in_sight)

    @Slot()
    def _keep_in_sight(self) -> None:
        self.scrollTo(self.currentIndex())


class ItemDelegate(QStyledItemDelegate):
    """Draws an item with all its words."""

    def __init__(self, theme: Theme, view: ItemsList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._heights: dict[tuple[str, int], int] = {}
        theme.changed.connect(self._heights.clear)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        item = index.data(ITEM_ROLE)
        width = self._view.viewport().width()
        if not isinstance(item, Item):
            return QSize(width, self._theme.space(10))
        return QSize(width, self._height(_words(index), self._words_width(width)) + self._around())

    def _words_width(self, width: int) -> int:
        return max(width - self._left() - self._theme.space(3), self._theme.space(20))

    def _left(self) -> int:
        return self._theme.space(10)

    def _around(self) -> int:
        return QFontMetrics(self._theme.font("small")).height() + self._theme.space(6)

    def _height(self, text: str, width: int) -> int:
        if (text, width) not in self._heights:
            metrics = QFontMetrics(self._theme.font("body"))
            self._heights[text, width] = metrics.boundingRect(QRect(0, 0, width, 100_000), WRAP, text).height()
        return self._heights[text, width]

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        item = index.data(ITEM_ROLE)
        if not isinstance(item, Item):
            return
        painter.save()
        area: QRect = option.rect
        self._paint_ground(painter, option, area)
        self._paint_tick(painter, area, item)
        width = self._words_width(area.width())
        text = _words(index)
        words = QRect(area.x() + self._left(), area.y() + self._theme.space(2), width, self._height(text, width))
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text" if item.ticked else "quiet"))
        painter.drawText(words, WRAP, text)
        self._paint_facts(painter, words, item, str(index.data(MARK_ROLE) or ""))
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            name = "selection" if self._view.hasFocus() else "selection quiet"
            painter.fillRect(area, self._theme.colour(name))
            bar = QRect(area.x(), area.y(), self._theme.space(0.75), area.height())
            painter.fillRect(bar, self._theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.colour("hover"))

    def _paint_tick(self, painter: QPainter, area: QRect, item: Item) -> None:
        box = QStyleOptionButton()
        box.rect = self._tick_box(area)
        state = QStyle.StateFlag.State_On if item.ticked else QStyle.StateFlag.State_Off
        box.state = QStyle.StateFlag.State_Enabled | state
        element = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        self._view.style().drawPrimitive(element, box, painter, self._view)

    def _tick_box(self, area: QRect) -> QRect:
        side = self._theme.space(4.5)
        return QRect(area.x() + self._theme.space(3), area.y() + self._theme.space(2), side, side)

    def _paint_facts(self, painter: QPainter, words: QRect, item: Item, repeated: str) -> None:
        font = self._theme.font("small")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        line = QRect(words.x(), words.bottom() + self._theme.space(1), words.width(), metrics.height())
        if item.doubtful:
            tone = self._theme.tone(DOUBTFUL.tone)
            side = metrics.height()
            mark = QRect(line.x(), line.y(), side, side)
            paint_mark(painter, mark.toRectF(), DOUBTFUL.shape, tone.mark, self._theme.colour("surface"))
            painter.setPen(tone.ink)
            line.setLeft(line.left() + side + self._theme.space(1))
            said = f"{DOUBTFUL.word}  ·  "
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), said)
            line.setLeft(line.left() + metrics.horizontalAdvance(said))
        if repeated:
            side = metrics.height()
            painter.drawPixmap(line.x(), line.y(), self._theme.pixmap("redo-2", "active", side))
            line.setLeft(line.left() + side + self._theme.space(1))
            painter.setPen(self._theme.tone("active").ink)
            said = metrics.elidedText(f"{repeated}  ·  ", Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), said)
            line.setLeft(line.left() + metrics.horizontalAdvance(said))
        painter.setPen(self._theme.colour("quiet"))
        shown = metrics.elidedText(facts_of(item), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)

    @override
    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: AnyIndex) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            area: QRect = option.rect
            margin = self._theme.space(2)
            hit = self._tick_box(area).adjusted(-margin, -margin, margin, margin)
            if hit.contains(event.position().toPoint()):
                self._view.setCurrentIndex(self._view.items_model.index(index.row()))
                self._view._toggle()
                return True
        return False


def _words(index: AnyIndex) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
