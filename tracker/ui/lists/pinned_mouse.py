"""What the mouse does over the references kept at a list's left edge: the same as over the column they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

if TYPE_CHECKING:
    from tracker.ui.lists.record_tree import RecordTree

_DOWN = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_MOUSE = (*_DOWN, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)


class PinnedMouse(QObject):
    """Gives the list and its headings each press over the references as if their column lay there.

    What was pressed over them is theirs until it is let go, and what was pressed beside them never is.
    """

    def __init__(self, tree: RecordTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self._pressed = False
        self.giving = False
        """Whether what the mouse does is being given to the first column."""
        tree.viewport().installEventFilter(self)
        tree.header().viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.giving or not isinstance(event, QMouseEvent) or event.type() not in _MOUSE:
            return False
        over = event.position().x() < self._tree.pinned.covered
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
        self.giving = True
        try:
            QCoreApplication.sendEvent(watched, given)
        finally:
            self.giving = False
