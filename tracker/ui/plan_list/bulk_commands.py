"""What is done from menus and keys to several actions together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.records import Action
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.shell.workspace import Workspace


class TogetherDeeds(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, _asker: Asker, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._notice, self._window = workspace, notice, parent
        self.table: dict[Do, Callable[[], object]] = {Do.EDIT_MANY: self.edit_many}

    def edit_many(self) -> None:
        """Opens the fields that all selected actions get."""
        from tracker.ui.plan_list.bulk_sheet import TogetherSheet

        chosen = self._chosen()
        if not chosen:
            hint = self.tr("In the list of actions, Shift+Down or Ctrl+A selects several.")
            self._notice.say(self.tr("Choose the actions to edit together."), hint=hint)
            return
        sheet = TogetherSheet(self._work.hub, self._work.theme, chosen, self._window)
        sheet.written.connect(self._written)
        sheet.open()

    def _chosen(self) -> list[Action]:
        plan = self._work.plan_view
        if self._work.view is plan:
            return plan.selected_actions()
        current = self._work.current()
        return [current] if isinstance(current, Action) else []

    @Slot(str, bool)
    def _written(self, words: str, undone: bool) -> None:
        self._notice.say(words, hint=self.tr("One undo (Ctrl+Z) takes all of it back.") if undone else "")
