"""A board's questions from menus and keys: asking, answering, whether the asker is content, and opening one again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Challenge, Finding, Meeting, Recommendation
from tracker.errors import UserError
from tracker.ui.core.commands import Do
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from tracker.ui.questions.question_sheets import About, AnswerSheet, ReopenSheet


class QuestionCommands(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._notice, self._window = workspace, notice, parent
        self.table: dict[Do, Callable[[], object]] = {
            Do.QUESTION: self.ask,
            Do.ANSWER: self.answer,
            Do.CONTENT: self.content,
            Do.REOPEN: self.reopen,
        }

    def ask(self) -> None:
        """Opens the sheet for a question about the record in hand, or asked at the meeting in hand."""
        from tracker.ui.questions.question_sheets import AskSheet

        sheet = AskSheet(self._work.hub, self._work.theme, self._in_hand(), self._window)
        sheet.asked.connect(self._asked)
        sheet.open()

    def _in_hand(self) -> About:
        from tracker.ui.questions.question_sheets import About

        record = self._work.reading.subject() or self._work.current()
        if isinstance(record, Meeting):
            return About(meeting=record.id)
        return About((record.ref,)) if isinstance(record, Action | Recommendation | Finding) else About()

    @Slot(object)
    def _asked(self, asked: RecordId | None) -> None:
        if asked is not None:
            self._work.jump(asked)
        hint = self.tr("It stays open until whoever asked is content with the answer.")
        self._notice.say(self.tr("The question is noted."), hint=hint)

    def answer(self) -> None:
        """Opens the sheet that answers the question in hand."""
        from tracker.ui.questions.question_sheets import AnswerSheet

        question = self._question()
        if question is None:
            return
        if question.state == "content":
            said = self.tr("The asker of {0} is content already.").format(question.ref)
            self._notice.say(said, hint=self.tr("Open it again (Ctrl+Alt+O) to answer it better."))
            return
        self._open(AnswerSheet(self._work.hub, self._work.theme, question, self._window))

    def content(self) -> None:
        """Opens the sheet that notes who said that the asker of the question in hand is content."""
        from tracker.ui.questions.question_sheets import ContentSheet

        question = self._question()
        if question is None:
            return
        if question.state == "content":
            said = self.tr("The asker of {0} is content already.").format(question.ref)
            self._notice.say(said, hint=self.tr("Open it again (Ctrl+Alt+O) if they are not."))
        elif not question.answer:
            fault = UserError(
                self.tr("The question has no answer yet."), self.tr("Write the answer first (Ctrl+Alt+Y).")
            )
            self._notice.fail(fault)
        else:
            ContentSheet(self._work.hub, self._work.theme, question, self._window).open()

    def reopen(self) -> None:
        """Opens the sheet that opens the question in hand again, with a note saying why."""
        from tracker.ui.questions.question_sheets import ReopenSheet

        question = self._question()
        if question is None:
            return
        if question.state == "open":
            self._notice.say(self.tr("{0} is open: it waits for an answer.").format(question.ref))
            return
        self._open(ReopenSheet(self._work.hub, self._work.theme, question, self._window))

    def _question(self) -> Challenge | None:
        record = self._work.current()
        if isinstance(record, Challenge):
            return record
        self._notice.say(self.tr("Choose a question first."), hint=self.tr("Meetings lists what boards asked."))
        return None

    def _open(self, sheet: AnswerSheet | ReopenSheet) -> None:
        sheet.said.connect(self._say)
        sheet.open()

    @Slot(str)
    def _say(self, words: str) -> None:
        self._notice.say(words)
