"""The window on My work."""

from typing import Any

from PySide6.QtCore import Qt

from support.window import Opened
from tracker.domain.work.my_work import Step
from tracker.services.records.editing import set_fields
from tracker.ui.my_work.job_row import JobRow
from tracker.ui.my_work.my_work_view import MyWorkView


class Working(Opened):
    """The window on My work."""

    @property
    def view(self) -> MyWorkView:
        found = self.work.nav.view
        assert isinstance(found, MyWorkView)
        return found

    @property
    def plan(self) -> Any:
        return self.session.store.snapshot()

    def row(self, ref: str) -> JobRow:
        return next(row for row in self.view.rows() if row.job.ref == ref)

    def refs(self, key: str) -> list[str]:
        box = self.view.parts[key]
        return [] if box.isHidden() else [row.job.ref for row in box.rows.values()]

    def write(self, ref: str, **fields: Any) -> None:
        self.work.hub.write(lambda uow, act: set_fields(uow, act, (ref,), fields))
        self.settle()

    def press(self, ref: str, step: Step) -> None:
        self.qtbot.mouseClick(self.row(ref).buttons[step], Qt.MouseButton.LeftButton)
        self.settle()
