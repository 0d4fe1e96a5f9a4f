"""What is done from menus and keys about people: handing over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.records import Kind, Person, kind_of
from tracker.ui.core.commands import Do
from tracker.ui.core.hub import Told
from tracker.ui.core.notice import NoticeStrip, Step
from tracker.ui.shell.workspace import Workspace


class PeopleCommands(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._notice, self._window = workspace, notice, parent
        self._number = 0
        workspace.hub.told.connect(self._say)
        self.table: dict[Do, Callable[[], object]] = {Do.HAND_OVER: self.hand_over}

    def hand_over(self) -> None:
        """Opens the sheet for the person in hand, or who owns what is in hand; else it asks who leaves."""
        from tracker.ui.people.hand_over_sheet import HandOverSheet

        HandOverSheet(self._work.hub, self._work.means.theme, self._in_hand(), self._window).open()

    def _in_hand(self) -> Person | None:
        record = self._work.current()
        if record is not None and kind_of(record) is not Kind.PERSON:
            record = self._work.hub.snapshot.get(getattr(record, "owner", None))
        return record if isinstance(record, Person) else None

    @Slot(object)
    def _say(self, done: Told) -> None:
        """Says what was done, and offers to take it back."""
        self._number = self._work.hub.snapshot.number
        self._notice.say(done.words, [Step(self.tr("Undo"), self._take_back)], hint=done.hint)

    def _take_back(self) -> None:
        if self._work.hub.snapshot.number == self._number:
            self._work.asked.emit(Do.UNDO)
            return
        hint = self.tr("Undo (Ctrl+Z) takes your changes back one by one, the latest first.")
        self._notice.say(self.tr("The plan was changed since, so this is not taken back from here."), hint=hint)
