"""Agreeing the plan from menus and keys."""

from __future__ import annotations

from tracker.ui.core.context import Context


def agree_plan(context: Context) -> None:
    """Shows what the plan lacks, and agrees it; once it is agreed, who agreed it and when."""
    from tracker.ui.plan_rules.agree_sheet import AgreeSheet

    sheet = AgreeSheet(context.hub, context.asker, context.theme, context.window)
    sheet.list_asked.connect(context.screen.show_only)
    sheet.said.connect(lambda words, hint: context.notice.say(words, hint=hint))
    sheet.open()
