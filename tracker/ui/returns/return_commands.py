"""Sending workbooks from menus and keys."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.workbook.pack import returns_to_send
from tracker.ui.core.context import Context
from tracker.ui.core.notice import Step


def send(context: Context) -> None:
    """Opens the sheet on which those who are sent a workbook are ticked."""
    from tracker.ui.returns.send_sheet import SendSheet

    hub = context.hub
    if not returns_to_send(hub.snapshot, hub.today):
        said, hint = context.tr("Nobody owns an open action."), context.tr("Name owners for the open actions first.")
        context.notice.fail(UserError(said, hint))
        return
    sheet = SendSheet(hub, context.gateway, context.asker, context.theme, context.window)
    sheet.sent.connect(partial(_sent, context))
    sheet.open()


def _sent(context: Context, folder: Path, count: int) -> None:
    said = context.tr("{0} and as many drafts are in {1}.").format(how_many(count, "workbook"), folder.name)
    showing = Step(context.tr("Show in folder"), partial(context.opener, folder))
    context.notice.say(said, [showing], context.tr("Open a draft, read it, and send it."))
