"""A list of records that files can be let go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QTreeView, QWidget
from typing_extensions import override

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action
from tracker.ui.lists.record_model import RecordModel


class FileTree(QTreeView):
    """`dropped` carries the id of an action and the files that were let go on it."""

    dropped = Signal(object, object)

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = model
        self._drop_row: RecordId | None = None
        self.setAcceptDrops(True)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        record = self._records.record(self.indexAt(event.position().toPoint()))
        self._mark_drop(record.id if isinstance(record, Action) and event.mimeData().hasUrls() else None)
        event.setAccepted(self._drop_row is not None)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_drop(None)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        target, paths = self._drop_row, [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        self._mark_drop(None)
        if target is None or not paths:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(target, paths)

    def _mark_drop(self, record_id: RecordId | None) -> None:
        if record_id != self._drop_row:
            self._drop_row = record_id
            self.viewport().update()
