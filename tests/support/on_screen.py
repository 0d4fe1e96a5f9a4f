"""What can be read on screen: the words in labels, buttons, fields, lists and charts that are really visible."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QTreeView,
    QWidget,
)


def visible_words() -> list[str]:
    """Every piece of text in every window that is on show."""
    found: list[str] = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            found.append(top.windowTitle())
            found += (words for widget in _within(top) for words in words_of(widget))
    return [words for words in found if words.strip()]


def words_of(widget: QWidget) -> list[str]:
    """What one widget says, as it is read."""
    if isinstance(widget, QLabel):
        text = widget.text()
        plain = QTextDocumentFragment.fromHtml(text).toPlainText() if "<" in text else text
        return [plain or widget.accessibleName()]
    if isinstance(widget, QAbstractButton):
        return [widget.text().replace("&", "").strip() or widget.accessibleName()]
    if isinstance(widget, QComboBox):
        return [widget.currentText()]
    if isinstance(widget, QLineEdit):
        return [widget.text() or widget.placeholderText()]
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return [widget.toPlainText() or widget.placeholderText()]
    if isinstance(widget, QAbstractItemView):
        return rows_of(widget)
    return [widget.accessibleName()]


def rows_of(view: QAbstractItemView) -> list[str]:
    """Every row of a list that is not folded away, groups before what hangs from them."""
    model = view.model()
    return [] if model is None else list(_rows(view, QModelIndex()))


def row_text(view: QAbstractItemView, index: QModelIndex) -> str:
    """One row's cells, as a screen reader says them."""
    model = index.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(index.parent())
    cells = [index.siblingAtColumn(at) for at in range(columns)]
    hidden = view.isColumnHidden if isinstance(view, QTreeView) else None
    shown = [cell for cell in cells if cell.column() == 0 or hidden is None or not hidden(cell.column())]
    said = [str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data() or "") for cell in shown]
    return " | ".join(words for at, words in enumerate(said) if words and (at == 0 or words not in said[0]))


def _rows(view: QAbstractItemView, parent: QModelIndex) -> Iterator[str]:
    model = view.model()
    for number in range(model.rowCount(parent)):
        index = model.index(number, 0, parent)
        yield row_text(view, index)
        if not isinstance(view, QTreeView) or view.isExpanded(index):
            yield from _rows(view, index)


def _within(top: QWidget) -> Iterator[QWidget]:
    """The widgets of a window that are on show, each list as one."""
    if not isinstance(top, QAbstractItemView):
        for child in top.children():
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
                yield from _within(child)
    else:
        yield from (editor for editor in top.viewport().findChildren(QWidget) if editor.isVisible())
    yield top
