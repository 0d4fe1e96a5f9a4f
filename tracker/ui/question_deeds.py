"""A board's questions from menus and keys: noting one about what is in hand, and that its asker is content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import Changes
from tracker.domain.records import Action, Challenge, Finding, Kind, Recommendation
from tracker.errors import UserError
from tracker.ui.commands import Do
from tracker.ui.dialogs import Asker
from tracker.ui.notice import NoticeStrip
from tracker.ui.views.plan_edits import Adding, Setting
from tracker.ui.workspace import Workspace


class QuestionDeeds(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, asker: Asker, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._asker, self._notice, self._window = workspace, asker, notice, parent
        self.table: dict[Do, Callable[[], object]] = {Do.QUESTION: self.ask, Do.CONTENT: self.content}

    def ask(self) -> None:
        """Asks for the question; it is about the action or recommendation in hand, or about nothing in particular."""
        record = self._work.current()
        about = [record.ref] if isinstance(record, Action | Recommendation | Finding) else []
        label = self.tr("What was asked about {0}?").format(about[0]) if about else self.tr("What was asked?")

        def answered(said: str) -> None:
            fields: dict[str, Any] = {"question": said, **({"for": about} if about else {})}
            self._work.hub.write(Adding(fields, Kind.CHALLENGE), self._asked)

        self._asker.text(self._window, self.tr("New question"), label, answered, lines=True)

    def _asked(self, changes: Changes) -> None:
        asked = next(iter(changes.ids.get(Kind.CHALLENGE, ())), None)
        if asked is not None:
            self._work.jump(asked)
        hint = self.tr("Say who asked and where, and answer it; it stays open until they are content.")
        self._notice.say(self.tr("The question is noted."), hint=hint)

    def content(self) -> None:
        """Notes that whoever asked the question in hand is content with its answer."""
        record = self._work.current()
        if not isinstance(record, Challenge):
            self._notice.say(self.tr("Choose a question first."), hint=self.tr("Meetings lists what boards asked."))
            return
        if not record.answer:
            self._notice.fail(UserError(self.tr("The question has no answer yet."), self.tr("Write the answer first.")))
            return

        def answered(name: str) -> None:
            self._work.hub.write(Setting([record.ref], {"state": "content", "content_by": name}), self._settled)

        label = self.tr("Who said that they are content?")
        self._asker.text(self._window, self.tr("The asker is content"), label, answered, initial=record.asked_by or "")

    def _settled(self, _changes: Changes) -> None:
        self._notice.say(self.tr("The question is settled. An undo opens it again."))
