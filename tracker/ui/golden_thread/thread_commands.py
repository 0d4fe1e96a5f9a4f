"""What menus and keys do about the golden thread and the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.domain.board.golden_thread import Subject, subjects_of
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.shell.workspace import Workspace

SHORT = 90


class ThreadDeeds(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, asker: Asker, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._asker, self._notice, self._window = workspace, asker, notice, parent
        self.table: dict[Do, Callable[[], object]] = {Do.THREAD: self.golden_thread, Do.SEARCH: self.search}

    def golden_thread(self) -> None:
        """Shows the golden thread of what is in hand; of the first recommendation where nothing is; or leaves it."""
        reading, snapshot = self._work.reading, self._work.hub.snapshot
        if reading.on_thread:
            reading.leave()
            return
        record = None if self._work.on_page or reading.on_search else self._work.current_id()
        if record is None:
            every: tuple[Subject, ...] = (*snapshot.recommendations, *snapshot.findings)
            subjects = every[:1]
        else:
            subjects = subjects_of(snapshot, record)
        if not subjects:
            hint = self.tr("Choose a recommendation, or something that serves one, and press G.")
            self._notice.say(self.tr("What is in hand serves no recommendation."), hint=hint)
        elif len(subjects) == 1:
            reading.show_thread(subjects[0].id)
        else:
            self._ask(subjects)

    def _ask(self, subjects: Sequence[Subject]) -> None:
        def answered(choice: str) -> None:
            found = self._work.hub.snapshot.by_ref(choice)
            if found is not None:
                self._work.reading.show_thread(found.id)

        lines = [f"{one.ref}  {one.text[:SHORT]}{'…' if len(one.text) > SHORT else ''}" for one in subjects]
        question = "\n".join([self.tr("It serves several recommendations. Whose golden thread?"), "", *lines])
        self._asker.choose(self._window, self.tr("Golden thread"), question, [one.ref for one in subjects], answered)

    def search(self) -> None:
        """Shows the search, or puts the cursor into its line."""
        self._work.reading.show_search()
