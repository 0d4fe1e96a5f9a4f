"""How a recommendation is drawn over its actions: its words run over the columns that only actions fill."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from tracker.ui.lists.cells import Cell
from tracker.ui.lists.list_base import ListBase
from tracker.ui.lists.record_model import Role


def draw_group(
    tree: ListBase, painter: QPainter, place: QRect, index: QModelIndex | QPersistentModelIndex, selected: bool
) -> None:
    """Draws one group's row within `place`."""
    theme, records = tree.theme, tree.records
    first = records.index(index.row(), 0)
    current = tree.currentIndex().isValid() and tree.currentIndex().siblingAtColumn(0) == first
    here = selected or tree.selectionModel().isSelected(first)
    painter.fillRect(place, theme.colour("selection" if here else "sunken"))
    _draw_chevron(tree, painter, place, first)
    for key, area in _areas(tree, place).items():
        cell: Any = records.index(index.row(), records.column_of(key)).data(Role.CELL)
        if isinstance(cell, Cell) and area.width() > 0:
            tree.delegate.draw(painter, area, cell, here, indent=theme.space(4) if key == "ref" else 0)
    if current and tree.hasFocus():
        painter.setPen(QPen(theme.colour("focus"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(1, 1, -2, -3), 3, 3)


def _draw_chevron(tree: ListBase, painter: QPainter, place: QRect, first: QModelIndex) -> None:
    if not tree.records.rowCount(first):
        return
    side = tree.theme.space(3.5)
    picture = tree.theme.pixmap("chevron-down" if tree.isExpanded(first) else "chevron-right", "quiet", side)
    left = place.left() + tree.columnViewportPosition(0) + tree.theme.space(1)
    painter.drawPixmap(left, place.top() + (place.height() - side) // 2, picture)


def _areas(tree: ListBase, place: QRect) -> dict[str, QRect]:
    """Where a group's reference, words, progress and status stand: the words run over owner and agency."""
    areas = {}
    for at, column in enumerate(tree.records.columns):
        left = place.left() + tree.columnViewportPosition(at)
        areas[column.key] = QRect(left, place.top(), tree.columnWidth(at), place.height())
    words = areas.get("title", QRect())
    shown = (areas[key] for key in ("due", "status") if key in areas and areas[key].width() > 0)
    after = [area.left() for area in shown if area.left() > words.left()]
    end = min(after, default=place.right())
    wide = QRect(words.left(), place.top(), max(0, end - words.left()), place.height())
    return {key: area for key, area in areas.items() if key in ("ref", "due", "status")} | {"title": wide}
