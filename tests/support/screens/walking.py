"""A walk round a window as those go who see nothing of it, or have no mouse: by names, and by Tab."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QTreeView, QWidget

from tracker.ui.core.focus import controls, takes_keys

SPOKEN = {
    QAccessible.Role.Button, QAccessible.Role.ButtonMenu, QAccessible.Role.ButtonDropDown, QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton, QAccessible.Role.ComboBox, QAccessible.Role.EditableText, QAccessible.Role.SpinBox,
    QAccessible.Role.Slider, QAccessible.Role.List, QAccessible.Role.Tree, QAccessible.Role.Table,
    QAccessible.Role.PageTab, QAccessible.Role.Link, QAccessible.Role.MenuItem, QAccessible.Role.Dialog,
}  # fmt: skip
"""What a person works with, so that it must say what it is."""
MOST = 400
EDGE = 4
ROWS, CELLS = 12, 600


def faces(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """All that a screen reader finds in a window on show; the rows of lists apart."""
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        face = waiting.pop()
        if face is None or not face.isValid() or face.state().invisible:
            continue
        yield face
        if isinstance(face.object(), QAbstractItemView):
            continue
        waiting += [face.child(place) for place in range(face.childCount())]


def nameless(window: QWidget) -> list[str]:
    """The controls of a window that do not say what they are."""
    found = []
    for face in faces(window):
        made = face.object()
        drawn = isinstance(made, QWidget) and not made.isVisible()
        if face.role() in SPOKEN and not drawn and not face.text(QAccessible.Text.Name).strip():
            found.append(_called(made) + f" ({face.role().name})")
    return found


def _called(made: object) -> str:
    if not isinstance(made, QWidget):
        return type(made).__name__
    holder = made.parentWidget()
    words = made.accessibleName() or getattr(made, "text", lambda: "")() or made.objectName()
    return f"{type(holder).__name__} > {type(made).__name__} {words}"


class Walk:
    """Tab pressed round a window until it comes back to where it began. `unseen` names the controls that look the
    same with the keyboard as without it."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.stops: list[QWidget] = []
        self.unseen: list[str] = []
        self.stuck = ""
        self._go()

    def _go(self) -> None:
        at = self.window.focusWidget()
        before: tuple[QWidget, QImage] | None = None
        while at is not None and len(self.stops) < MOST:
            if before is not None and takes_keys(before[0]):
                self._compare(*before)
            if at in self.stops:
                return
            self.stops.append(at)
            before = at, self._picture(at)
            QTest.keyClick(at, Qt.Key.Key_Tab)
            QApplication.processEvents()
            there = self.window.focusWidget()
            if there is at:
                self.stuck = _called(at) if len(controls(self.window)) > 1 else ""
                return
            at = there

    def _picture(self, widget: QWidget) -> QImage:
        area = QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size()).adjusted(-EDGE, -EDGE, EDGE, EDGE)
        return self.window.grab(area.intersected(self.window.rect())).toImage()

    def _compare(self, widget: QWidget, with_keys: QImage) -> None:
        if widget.isVisible() and self._picture(widget) == with_keys:
            self.unseen.append(_called(widget))

    @property
    def missed(self) -> list[str]:
        """The controls on show to which Tab never came."""
        return [_called(one) for one in controls(self.window) if one.focusProxy() is None and one not in self.stops]


def silent_rows(window: QWidget) -> list[str]:
    """The cells of lists that are not said, or not with the name of their column.

    The first two columns are what a row is called; in a table across two headings a cell is called by its row.
    """
    found = []
    for view in window.findChildren(QAbstractItemView):
        if view.isVisible() and isinstance(view, QTreeView | QTableView):
            said = _sentences(view)
            found += [f"{_called(view)}: {words}" for words in _wanted(view) if not _is_said(words, said)]
    return found


def _sentences(view: QTreeView | QTableView) -> list[str]:
    # What was worked out for the view before would be answered again, where nobody listens to it.
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(QAccessible.queryAccessibleInterface(view)))
    face = QAccessible.queryAccessibleInterface(view)
    return [face.child(at).text(QAccessible.Text.Name).casefold() for at in range(min(face.childCount(), CELLS))]


def _is_said(words: tuple[str, str], said: list[str]) -> bool:
    return any(all(one.casefold() in sentence for one in words) for sentence in said)


def _wanted(view: QTreeView | QTableView) -> Iterator[tuple[str, str]]:
    """What is to be heard of the rows: what each cell says, and what it belongs to."""
    model, root = view.model(), view.rootIndex()
    crossed = isinstance(view, QTableView) and not view.verticalHeader().isHidden()
    for row in range(min(model.rowCount(root), ROWS)):
        for column in range(model.columnCount(root)):
            words = str(model.index(row, column, root).data() or "").strip()
            turned = Qt.Orientation.Vertical if crossed else Qt.Orientation.Horizontal
            heading = str(model.headerData(row if crossed else column, turned) or "")
            if words and not view.isColumnHidden(column):
                yield heading if crossed or column > 1 else "", words.splitlines()[0]
