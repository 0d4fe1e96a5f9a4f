"""A board's questions from menus and keys: asking, answering, whether the asker is content, and opening one again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Challenge, Finding, Meeting, Recommendation
from tracker.errors import UserError
from tracker.ui.core.context import Context

if TYPE_CHECKING:
    from tracker.ui.questions.question_sheets import About, AnswerSheet, ReopenSheet


def ask(context: Context) -> None:
    """Opens the sheet for a question about the record in hand, or asked at the meeting in hand."""
    from tracker.ui.questions.question_sheets import AskSheet

    sheet = AskSheet(context.hub, context.theme, _in_hand(context), context.window)
    sheet.asked.connect(partial(_asked, context))
    sheet.open()


def _in_hand(context: Context) -> About:
    from tracker.ui.questions.question_sheets import About

    record = context.screen.subject()
    if isinstance(record, Meeting):
        return About(meeting=record.id)
    return About((record.ref,)) if isinstance(record, Action | Recommendation | Finding) else About()


def _asked(context: Context, asked: RecordId | None) -> None:
    if asked is not None:
        context.screen.jump(asked)
    hint = context.tr("It stays open until whoever asked is content with the answer.")
    context.notice.say(context.tr("The question is noted."), hint=hint)


def answer(context: Context) -> None:
    """Opens the sheet that answers the question in hand."""
    from tracker.ui.questions.question_sheets import AnswerSheet

    question = _question(context)
    if question is None:
        return
    if question.state == "content":
        said = context.tr("The asker of {0} is content already.").format(question.ref)
        context.notice.say(said, hint=context.tr("Open it again (Ctrl+Alt+O) to answer it better."))
        return
    _open(context, AnswerSheet(context.hub, context.theme, question, context.window))


def content(context: Context) -> None:
    """Opens the sheet that notes who said that the asker of the question in hand is content."""
    from tracker.ui.questions.question_sheets import ContentSheet

    question = _question(context)
    if question is None:
        return
    if question.state == "content":
        said = context.tr("The asker of {0} is content already.").format(question.ref)
        context.notice.say(said, hint=context.tr("Open it again (Ctrl+Alt+O) if they are not."))
    elif not question.answer:
        fault = UserError(
            context.tr("The question has no answer yet."), context.tr("Write the answer first (Ctrl+Alt+Y).")
        )
        context.notice.fail(fault)
    else:
        ContentSheet(context.hub, context.theme, question, context.window).open()


def reopen(context: Context) -> None:
    """Opens the sheet that opens the question in hand again, with a note saying why."""
    from tracker.ui.questions.question_sheets import ReopenSheet

    question = _question(context)
    if question is None:
        return
    if question.state == "open":
        context.notice.say(context.tr("{0} is open: it waits for an answer.").format(question.ref))
        return
    _open(context, ReopenSheet(context.hub, context.theme, question, context.window))


def _question(context: Context) -> Challenge | None:
    record = context.screen.current()
    if isinstance(record, Challenge):
        return record
    context.notice.say(context.tr("Choose a question first."), hint=context.tr("Meetings lists what boards asked."))
    return None


def _open(context: Context, sheet: AnswerSheet | ReopenSheet) -> None:
    sheet.said.connect(context.notice.say)
    sheet.open()
